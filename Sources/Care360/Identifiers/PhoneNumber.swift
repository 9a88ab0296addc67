/// A phone number in E.164 (`+` and 7 to 15 digits), judged by its length: whether it exists is not checked.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
  /// `+` and digits.
  public let e164: String

  /// Takes a number that is in E.164 already, judged by shape alone. Throws a sentence that says what is wrong.
  public init(_ e164: String) throws(IdentifierProblem) {
    guard e164.first == "+" else { throw Self.misshapen }
    try self.init(digits: e164.dropFirst())
  }

  /// Takes a number as people write it: with `+` or the prefix that leads abroad from `country`, with or without the
  /// national prefix behind the calling code, or in the national form. It is the number that libphonenumber reads;
  /// where that number is not certain, the text is refused. Throws a sentence that says what is wrong.
  public init(_ text: String, country: Country) throws(IdentifierProblem) {
    let compact = try Self.compacted(text)
    if compact.first == "+" {
      try self.init(international: compact.dropFirst())
      return
    }
    guard compact.contains(where: \.isASCIIDigit) else { throw Self.misshapen }
    guard let plan = country.plan else {
      throw .phone("No calling code is known for \(country.code): type + and the country code.")
    }
    try self.init(compact, from: plan)
  }

  private init(_ compact: String, from plan: NumberingPlan) throws(IdentifierProblem) {
    if let abroad = plan.abroad(compact[...]) {
      try self.init(international: abroad)
    } else {
      try self.init(Self.national(compact[...], plan), plan)
    }
  }

  /// True when `text`, as a service or a person wrote it, is this number: with the calling code after + or 00, or in
  /// the national form.
  public func isWritten(as text: String) -> Bool {
    do throws(IdentifierProblem) {
      let compact = try Self.compacted(text)
      for prefix in ["+", "00"] where compact.hasPrefix(prefix) {
        return try PhoneNumber(international: compact.dropFirst(prefix.count)) == self
      }
      guard let plan = NumberingPlan.leading(e164.dropFirst()), !compact.isEmpty else { return false }
      return try PhoneNumber(compact, from: plan) == self
    } catch {
      return false
    }
  }

  private init(international digits: Substring) throws(IdentifierProblem) {
    guard digits.count > 3 else { throw Self.misshapen }
    guard digits.first != "0" else { throw .phone("No country code starts with 0.") }
    guard let plan = NumberingPlan.leading(digits) else {
      throw .phone("No country code matches the start of this number.")
    }
    switch Self.judged(digits.dropFirst(plan.callingCode.count), plan, isBehindCode: true) {
    case .success(let national): try self.init(national, plan)
    case .failure(let misfit): throw .phone(misfit.sentence(of: "after +\(plan.callingCode), a number", plan.lengths))
    }
  }

  /// Refuses a number that would be a different number when its displayed form is read again.
  private init(_ national: Substring, _ plan: NumberingPlan) throws(IdentifierProblem) {
    guard case .success(national) = Self.judged(national, plan.main, isBehindCode: true) else {
      throw .phone(
        "This could be either of two numbers: type + and the country code, then the number without a prefix.")
    }
    try self.init(digits: plan.callingCode + national)
  }

  private init(digits: some StringProtocol) throws(IdentifierProblem) {
    guard (7...15).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else { throw Self.misshapen }
    guard digits.first != "0" else { throw .phone("No country code starts with 0.") }
    e164 = "+" + digits
  }

  private static let misshapen = IdentifierProblem.phone(
    "A phone number has 7 to 15 digits with its country code, for example +1 202 555 0142.")

  // MARK: - National numbers

  private enum Misfit: Error {
    case tooShort
    case tooLong
    /// The number is longer than one possible length and shorter than another.
    case noSuchLength
    /// It begins with a national prefix, or a digit is missing.
    case keptPrefix

    /// - Parameter subject: the numbers that have these lengths, for example "a number of GB".
    func sentence(of subject: String, _ lengths: [Int]) -> String {
      let counts = lengths.dropLast().map(String.init).joined(separator: ", ")
      let last = lengths.last.map(String.init) ?? ""
      let digits = (counts.isEmpty ? last : counts + " or " + last) + " digits"
      return switch self {
      case .tooShort: "This number is too short: \(subject) has \(digits)."
      case .tooLong: "This number is too long: \(subject) has \(digits)."
      case .noSuchLength: "This number is too short or too long: \(subject) has \(digits)."
      case .keptPrefix:
        "A digit is missing, or there is an extra one at the start: \(subject) does not begin like this."
      }
    }
  }

  /// Reads digits without the sign of a calling code. The code itself may be there without its sign; it is removed only
  /// when the digits cannot be a national number as they are, and can be one without the code.
  private static func national(_ digits: Substring, _ plan: NumberingPlan) throws(IdentifierProblem) -> Substring {
    let whole = judged(digits, plan, isBehindCode: false)
    if digits.hasPrefix(plan.callingCode) {
      let readings = [whole, judged(digits.dropFirst(plan.callingCode.count), plan, isBehindCode: true)].compactMap {
        result in
        if case .success(let number) = result { number } else { nil }
      }
      let fitting = readings.filter(plan.fits)
      if let number = fitting.first, fitting.allSatisfy({ $0 == number }) { return number }
      // A number of another region under the same code: its national prefix is the code.
      if fitting.isEmpty, readings.count == 2, let number = readings.first, readings[1] == number { return number }
      if case .failure(let misfit) = whole, fitting.isEmpty { throw .phone(sentence(for: misfit, digits, plan)) }
      throw .phone(
        "This number may or may not include the country code \(plan.callingCode): type + and the country code first.")
    }
    switch whole {
    case .success(let number): return number
    case .failure(let misfit): throw .phone(sentence(for: misfit, digits, plan))
    }
  }

  private static func sentence(for misfit: Misfit, _ digits: Substring, _ plan: NumberingPlan) -> String {
    let sentence = misfit.sentence(of: "a number in \(plan.region)", plan.lengths)
    return sentence + " For another country, type + and the country code."
  }

  /// The national number without its national prefix, where its length is possible.
  private static func judged(
    _ digits: Substring, _ plan: NumberingPlan, isBehindCode: Bool
  ) -> Result<Substring, Misfit> {
    let number = plan.withoutPrefix(digits)
    // Mexico's old mobile form, which stored numbers may have: libphonenumber keeps the 1 since 2019.
    if plan.region == "MX", isBehindCode, number.count == 11, number.first == "1" { return .success(number) }
    guard plan.hasLength(number.count) else {
      let lengths = plan.lengths
      if number.count < lengths.first ?? 0 { return .failure(.tooShort) }
      return .failure(number.count > lengths.last ?? 0 ? .tooLong : .noSuchLength)
    }
    // The length is right only with the prefix that the number then keeps.
    let keepsPrefix = number.first == "0" || number == digits && plan.startsWithPrefix(digits)
    guard !keepsPrefix || plan.fits(number) else { return .failure(.keptPrefix) }
    return .success(number)
  }

  // MARK: - Writing

  private static func compacted(_ text: String) throws(IdentifierProblem) -> String {
    var compact = ""
    for character in text.trimmedOfSpaces {
      switch character {
      case "+" where compact.isEmpty: compact.append(character)
      case " ", "\u{00A0}", "(", ")", "-", ".", "/", "\u{2010}", "\u{2011}", "\u{2013}": continue
      case _ where character.isASCIIDigit: compact.append(character)
      default: throw .phone("A phone number can have only digits, spaces, + ( ) - . and /.")
      }
    }
    return compact
  }

  public var description: String { e164 }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) && isASCII }
}
