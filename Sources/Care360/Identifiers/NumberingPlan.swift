/// How the phone numbers of one region are built and dialed, according to libphonenumber's metadata.
struct NumberingPlan: Sendable {
  /// ISO 3166-1 alpha-2, some more that have numbers (AC, TA, XK), or 001 for codes of no country.
  let region: String
  let callingCode: String
  /// Bit n is set where a national number, without its national prefix, may have n digits.
  private let lengthMask: UInt32
  /// A regular expression that the whole of a national number must match.
  private let pattern: String
  /// Matches what is dialled before the calling code of another country.
  private let abroad: String
  /// Matches the digits dialed before a national number that are not part of it; empty when there are none.
  private let prefix: String
  /// The replacement for a matched prefix whose last group matched, with `$1` for a group; empty removes the prefix.
  private let rule: String

  init(
    _ region: String, _ callingCode: String, _ lengthMask: UInt32, _ pattern: String, abroad: String = "00",
    prefix: String = "", rule: String = ""
  ) {
    self.region = region
    self.callingCode = callingCode
    self.lengthMask = lengthMask
    self.pattern = pattern
    self.abroad = abroad
    self.prefix = prefix
    self.rule = rule
  }

  /// Nil for a region without numbers of its own.
  static func of(region: String) -> NumberingPlan? {
    guard region.utf8.count == 2 else { return nil }
    return all.first { $0.region == region }
  }

  /// The plan for the calling code at the start of `digits`; the main region's plan where regions share the code.
  /// No calling code is the beginning of another.
  static func leading(_ digits: Substring) -> NumberingPlan? {
    for count in 1...3 {
      let code = digits.prefix(count)
      if let region = mainRegions[String(code)] { return of(region: region) }
      if let plan = all.first(where: { $0.callingCode == code }) { return plan }
    }
    return nil
  }

  /// The plan for reading a number that follows the calling code.
  var main: NumberingPlan { Self.mainRegions[callingCode].flatMap(Self.of) ?? self }

  var lengths: [Int] { (1...17).filter(hasLength) }

  /// Leaves out the short numbers of some regions that cannot be dialed after the calling code.
  func hasLength(_ count: Int) -> Bool { count < 32 && lengthMask & main.lengthMask & 1 << UInt32(count) != 0 }

  func fits(_ national: Substring) -> Bool { Self.match(pattern, national, isWhole: true) != nil }

  /// The digits after the international prefix of this region; nil when `digits` do not start with one. No calling code
  /// starts with 0.
  func abroad(_ digits: Substring) -> Substring? {
    guard let match = Self.match(abroad, digits) else { return nil }
    let rest = digits[match.range.upperBound...]
    return rest.isEmpty || rest.first == "0" ? nil : rest
  }

  func startsWithPrefix(_ digits: Substring) -> Bool {
    !prefix.isEmpty && Self.match(prefix, digits)?.range.isEmpty == false
  }

  /// `digits` without the national prefix. The prefix stays when the number fits only with it, or would be too short
  /// without it.
  func withoutPrefix(_ digits: Substring) -> Substring {
    guard !prefix.isEmpty, let match = Self.match(prefix, digits), let longest = lengths.last else { return digits }
    var rest = digits[match.range.upperBound...]
    if !rule.isEmpty, match.output.count > 1, match.output[match.output.count - 1].substring != nil {
      var replaced = rule
      for (index, group) in match.output.enumerated().dropFirst() {
        replaced.replace("$\(index)", with: group.substring ?? "")
      }
      rest = replaced + rest
    }
    if fits(digits), !fits(rest) { return digits }
    return hasLength(rest.count) || rest.count > longest ? rest : digits
  }

  private static func match(
    _ pattern: String, _ text: Substring, isWhole: Bool = false
  ) -> Regex<AnyRegexOutput>.Match? {
    do {
      let regex = try Regex(pattern)
      return isWhole ? try regex.wholeMatch(in: text) : try regex.prefixMatch(in: text)
    } catch {
      // The patterns are no input; a test uses those of every region.
      return nil
    }
  }
}
