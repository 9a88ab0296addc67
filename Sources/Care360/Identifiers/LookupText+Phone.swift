extension LookupText {
  private static let openers: Set<Character> = [
    "<", "[", "{", "\"", "'", "“", "”", "„", "«", "‘", "’", "‹", "=", "•", "‣", "◦", "·", "▪", "●", ">", "*", " ", "\n",
  ]
  private static let closers: Set<Character> = [
    ">", "]", "}", "\"", "'", "”", "“", "»", "’", "‘", "›", ",", ";", ".", ":", "*", " ", "\n",
  ]

  /// The one number in `text`, and a sentence on the extension that was left out.
  static func phone(in text: String, _ country: Country) throws(IdentifierProblem) -> (PhoneNumber, String?) {
    guard !isHeading(text) else { throw .heading }
    var rest = text[...]
    // A name may stand before a number in angle brackets.
    if let inner = text.wholeMatch(of: #/[^<>\d]*<([^<>]*)>[^<>\d]*/#) { rest = inner.output.1 }
    var remark: String?
    var before: Substring
    repeat {
      before = rest
      rest = rest.peeled(openers, closers)
      if let label = rest.prefixMatch(
        of: #/(?i)(tel|sms|callto)(:|\.:?|\s)\s*|(telephone|phone|mobile|cell|call|ph|[tmphwc])[.:]+\s*/#)
      {
        rest = rest[label.range.upperBound...]
        if label.output.1 != nil, rest.contains("%") { rest = path(ofLink: rest) }
      }
      // The number of a list; one with a dot could be the first group of digits.
      if let number = rest.prefixMatch(of: #/[1-9]\d?\)\s+/#) { rest = rest[number.range.upperBound...] }
      // (m), (work)
      if let word = rest.prefixMatch(of: #/\([A-Za-z .]+\)/#) { rest = rest[word.range.upperBound...] }
      if let word = rest.firstMatch(of: #/\([A-Za-z .]+\)$/#) { rest = rest[..<word.range.lowerBound] }
      if remark == nil, let match = rest.firstMatch(of: #/(?i)[\s,;]*(ext(ension|n)?\.?|x|\#)[\s:=.]*(\d{1,7})$/#) {
        rest = rest[..<match.range.lowerBound]
        remark = "Extension \(match.output.3) is left out."
      }
    } while rest != before
    let digits = rest.filter(\.isASCIIDigit).count
    let numbers = rest.split(separator: #/[\n,;\/|&]|\s(?i:or|and)\s/#).filter(holdsNumber)
    guard numbers.count < 2, rest.filter({ $0 == "+" }).count < 2 else { throw .several }
    let allowed: Set<Character> = ["+", "(", ")", "-", ".", "/", " "]
    if let foreign = rest.first(where: { !$0.isASCIIDigit && !allowed.contains($0) }) {
      let isNumber = rest.first.map { $0.isASCIIDigit || allowed.contains($0) } == true ? digits >= 4 : digits >= 7
      guard isNumber, let scalar = foreign.unicodeScalars.first else { throw .unrecognised }
      throw .phone(
        "\(scalar == "\n" ? "A line break" : scalar.named) cannot be part of a phone number: type its digits.")
    }
    guard digits > 0 else { throw .unrecognised }
    return (try PhoneNumber(String(rest), country: country), remark)
  }

  /// The name of a column, as tables have it in their first line.
  private static func isHeading(_ text: String) -> Bool {
    let words = text.lowercased().filter { $0.isLetter }
    return [
      "email", "emailaddress", "mail", "phone", "phonenumber", "telephone", "mobile", "caseid", "identifier", "query",
      "patient", "customer",
    ].contains(words) && !text.contains(where: \.isNumber)
  }
}
