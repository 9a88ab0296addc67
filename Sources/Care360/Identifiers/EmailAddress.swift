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
      throw .email("An e-mail address cannot contain spaces or invisible characters.")
    }
    try Self.check(local)
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    func isPlain(_ character: Character) -> Bool {
      character.isASCII && (character.isLetter || character.isNumber) || character == "-" || character == "."
    }
    if let foreign = domain.first(where: { !isPlain($0) }) {
      throw .email(
        foreign.isLetter
          ? "The part after the @ can have only letters a to z, digits, - and .; write other names in their xn-- form."
          : "\(foreign) cannot come after the @ in an e-mail address.")
    }
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else {
      throw .email("The part after the @ must be a full domain, for example example.com.")
    }
    guard !labels.contains(where: { $0.first == "-" || $0.last == "-" }), labels.last?.allSatisfy(\.isNumber) == false
    else {
      throw .email("The part after the @ is not a valid domain: is there an extra - or number?")
    }
    self.text = trimmed
  }

  /// Checks the part before the @: letters and digits of all scripts, and the signs that RFC 5322 allows unquoted.
  private static func check(_ local: Substring) throws(IdentifierProblem) {
    // A regex costs more to make than all the rest.
    if local.unicodeScalars.first == "\"",
      local.wholeMatch(of: #/"([^"\\]|\\.)+"/#.matchingSemantics(.unicodeScalar)) != nil
    {
      return
    }
    let foreign = local.unicodeScalars.first { scalar in
      guard scalar.isASCII else { return !Character(scalar).isLetter && !scalar.isMarkOrNumber }
      return "()<>[]:;,\\\"".unicodeScalars.contains(scalar)
    }
    guard let foreign else { return }
    throw .email("\(foreign.named) cannot come before the @ in an e-mail address.")
  }

  /// Sentences about spellings that some mail providers allow but that are mostly typing mistakes.
  var oddities: [String] {
    let local = text.prefix { $0 != "@" }
    guard local.first != "\"" else { return [] }
    var oddities: [String] = []
    if local.contains("..") { oddities.append("Two dots in a row: is that right?") }
    if local.first == "." { oddities.append("A dot at the start: is that right?") }
    if local.last == "." { oddities.append("A dot before the @: is that right?") }
    return oddities
  }

  public var description: String { text }
}

extension Unicode.Scalar {
  fileprivate var isMarkOrNumber: Bool {
    properties.numericType != nil
      || [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
  }
}
