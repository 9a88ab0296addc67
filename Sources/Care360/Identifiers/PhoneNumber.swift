/// The country whose calling code completes a phone number typed without one.
public struct Country: Hashable, Sendable, CustomStringConvertible {
  /// ISO 3166-1 alpha-2, upper case.
  public let code: String

  public static let unitedStates = Country(unchecked: "US")

  private init(unchecked code: String) { self.code = code }

  /// Nil for a code this program knows no calling code of.
  public init?(_ code: String) {
    guard CallingCodes.plan(for: code) != nil else { return nil }
    self.code = code.uppercased()
  }

  public var description: String { code }
}

/// A phone number in E.164 (`+` and 7 to 15 digits), judged by shape only: whether it exists is not checked.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
  /// `+` and digits.
  public let e164: String

  /// Accepts any usual punctuation, `+` or `00` before a calling code, and national numbers of `country`, whose trunk
  /// digit is dropped. Throws a sentence that says what is wrong.
  public init(_ text: String, country: Country = .unitedStates) throws(IdentifierProblem) {
    let compact = try Self.compacted(text)
    if compact.hasPrefix("+") {
      try self.init(digits: String(compact.dropFirst()))
      return
    }
    // In the United States the international prefix is 011, elsewhere almost always 00.
    let prefix = country.code == "US" || country.code == "CA" ? "011" : "00"
    if compact.hasPrefix(prefix) {
      try self.init(digits: String(compact.dropFirst(prefix.count)))
      return
    }
    guard let plan = CallingCodes.plan(for: country.code) else {
      throw .phone("Type the number with + and its country code.")
    }
    var national = compact
    if let digits = plan.nationalDigits {
      if national.count == digits + plan.trunk.count, national.hasPrefix(plan.trunk) {
        national.removeFirst(plan.trunk.count)
      }
      guard national.count == digits else {
        throw .phone("A number of \(country.code) has \(digits) digits; type + and the country code for others.")
      }
    } else if !plan.trunk.isEmpty, national.hasPrefix(plan.trunk) {
      national.removeFirst(plan.trunk.count)
    }
    try self.init(digits: plan.code + national)
  }

  private init(digits: String) throws(IdentifierProblem) {
    guard (7...15).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else {
      throw .phone("A phone number has 7 to 15 digits with its country code, for example +1 202 555 0142.")
    }
    guard !digits.hasPrefix("0") else { throw .phone("No country code starts with 0.") }
    // The one plan whose numbers all have the same length: a shorter one is not typed to its end.
    guard !digits.hasPrefix("1") || digits.count == 11 else {
      throw .phone("A number with country code 1 has 10 digits after it, for example +1 202 555 0142.")
    }
    e164 = "+" + digits
  }

  private static func compacted(_ text: String) throws(IdentifierProblem) -> String {
    var compact = ""
    let trimmed = text.trimmedOfSpaces
    // The trunk digit that some write in brackets after the country code: +44 (0)20 ….
    let source = trimmed.hasPrefix("+") ? trimmed.removingBracketedZero : trimmed
    for character in source {
      switch character {
      case "+" where compact.isEmpty: compact.append(character)
      case " ", "\u{00A0}", "(", ")", "-", ".", "/", "\u{2010}", "\u{2011}", "\u{2013}": continue
      case _ where character.isASCIIDigit: compact.append(character)
      default: throw .phone("A phone number holds digits, spaces, + ( ) - . and / only.")
      }
    }
    return compact
  }

  public var description: String { e164 }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) && isASCII }
}

extension String {
  fileprivate var removingBracketedZero: String {
    guard let start = self.firstRange(of: "(0)") else { return self }
    var text = self
    text.removeSubrange(start)
    return text
  }
}
