/// The id of an organization product: a UUID (documented), kept in lower case.
public struct ProductID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) throws(IdentifierProblem) {
    guard let uuid = UUIDText.normalised(text.trimmedOfSpaces) else {
      throw .productID("A product id is a UUID of 36 characters, for example 8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6.")
    }
    self.text = uuid
  }

  public var description: String { text }
}
