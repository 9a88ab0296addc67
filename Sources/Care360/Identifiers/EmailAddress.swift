/// An e-mail address as typed, checked by shape only: one `@`, a local part, a dotted domain, no spaces or controls.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  /// The address as it is sent: trimmed of surrounding spaces, otherwise as typed.
  public let text: String

  /// Throws a sentence that says what is wrong when `text` cannot be an e-mail address.
  public init(_ text: String) throws(IdentifierProblem) {
    let trimmed = text.trimmedOfSpaces
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard trimmed.utf8.count <= 254 else { throw .email("An e-mail address has at most 254 characters.") }
    guard parts.count == 2, let local = parts.first, let domain = parts.last, !local.isEmpty else {
      throw .email("An e-mail address needs one @ with a name before it, for example avery@example.com.")
    }
    // U+FFFD stands for bytes that were no text.
    guard trimmed.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0xFFFD && $0.isVisibleInIdentifier })
    else {
      throw .email("An e-mail address holds no spaces or invisible characters.")
    }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = domain.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x2E
    }
    guard isPlain else {
      throw .email(
        "The part after the @ holds letters a to z, digits, - and . only; write other names in their xn-- form.")
    }
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else {
      throw .email("The part after the @ must be a full domain, for example example.com.")
    }
    self.text = trimmed
  }

  public var description: String { text }
}
