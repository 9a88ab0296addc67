/// The id of a case: a UUID (documented), kept in lower case.
public struct CaseID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) throws(IdentifierProblem) {
    guard let uuid = UUIDText.normalised(text.trimmedOfSpaces) else {
      throw .caseID("A case id is a UUID of 36 characters, for example 550e8400-e29b-41d4-a716-446655440000.")
    }
    self.text = uuid
  }

  private init(nil: Void) { text = "00000000-0000-0000-0000-000000000000" }

  /// Stands in for a case that is not known or not there yet: the nil UUID, which names nothing (RFC 9562, 5.9).
  public static let notYet = CaseID(nil: ())

  public var description: String { text }
}
