/// The id of a product bundle: any non-empty printable ASCII without spaces. The documented example is no UUID; where one is a
/// UUID, upper and lower case are the same id.
public struct BundleID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) throws(IdentifierProblem) {
    let trimmed = text.trimmedOfSpaces
    guard !trimmed.isEmpty, trimmed.utf8.count <= 200, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .bundleID("A bundle id is 1 to 200 printable ASCII characters without spaces.")
    }
    self.text = trimmed
  }

  public var description: String { text }

  private var identity: String { UUIDText.normalised(text) ?? text }

  public static func == (one: BundleID, other: BundleID) -> Bool { one.identity == other.identity }

  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
