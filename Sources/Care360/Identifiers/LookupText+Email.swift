import FoundationEssentials

extension LookupText {
  private static let openers: Set<Character> = [
    "<", "(", "[", "{", "\"", "'", "“", "”", "„", "«", "‘", "’", "‚", "‹", "=", "•", "‣", "◦", "·", "▪", "●", ">",
  ]
  private static let closers: Set<Character> = [
    ">", ")", "]", "}", "\"", "'", "”", "“", "»", "’", "‘", "›", ",", ";", ".", ":",
  ]
  private static let pairs: [Character: Character] = [
    "<": ">", "(": ")", "[": "]", "{": "}", "\"": "\"", "'": "'", "“": "”", "„": "“", "«": "»", "‘": "’", "‹": "›",
  ]

  /// The one address in `text`. Words may stand next to it only when it is delimited: a blank inside an address would
  /// otherwise split it and leave a different address.
  static func email(in text: String) throws(IdentifierProblem) -> EmailAddress {
    // Nearly all that is typed is an address alone, and the patterns cost more to make than all the rest of a lookup.
    if isAddressAlone(text) { return try EmailAddress(text) }
    let (tokens, others) = tokens(of: text)
    let addresses = tokens.map(address)
    guard let first = addresses.first else { throw .email("An e-mail address needs one @ with a name before it.") }
    guard addresses.allSatisfy({ $0 == first }), !first.contains(#/@.*[,;\s].*@/#), !holdsNumber(others) else {
      throw .several
    }
    let email = try EmailAddress(first)
    guard tokens.contains(where: isMarkedOff) || isLabel(others) else {
      throw .email("There are other words around this e-mail address: type the address alone, or in < >.")
    }
    return email
  }

  /// True where `text` has one `@`, and else only letters, digits and the signs of most addresses, with a letter or
  /// digit at both ends: words, brackets and labels have other characters.
  private static func isAddressAlone(_ text: String) -> Bool {
    let ends = [text.first, text.last]
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "._+-@".contains($0) }
      && ends.allSatisfy { $0?.isLetter == true || $0?.isNumber == true } && text.count { $0 == "@" } == 1
  }

  /// The parts of `text` that contain an `@`, and the other words.
  private static func tokens(of text: String) -> (tokens: [Substring], others: String) {
    var others = text
    var tokens: [Substring] = []
    // A name may stand right before an address in angle brackets; a blank inside the brackets belongs to the address.
    for match in text.matches(of: #/<[^<>]*@[^<>]*>/#) {
      tokens.append(match.output)
      others.replace(match.output, with: " ")
    }
    let words = others.split(whereSeparator: \.isWhitespace)
    tokens += words.filter { $0.contains("@") }
    return (tokens, words.filter { !$0.contains("@") }.joined(separator: " "))
  }

  private static func isMarkedOff(_ token: Substring) -> Bool {
    let inner = token.peeled([], [",", ";", ".", ":"])
    guard let first = inner.first, let last = inner.last, inner.count > 1 else { return false }
    return pairs[first] == last
  }

  /// True for an empty text, a bullet, the number of a list, a label that ends with a colon, or a remark in brackets.
  private static func isLabel(_ text: String) -> Bool {
    text.wholeMatch(of: #/([^\w\s]+|\d{1,3}[.)]|[\w \-]{1,20}:)?\s*(\([\w .\-]{1,20}\))?[.,;]?/#) != nil
  }

  /// The address within brackets, quotes, a label or `mailto:`.
  private static func address(_ token: Substring) -> String {
    var rest = token.trimmingBlanks
    while true {
      let isQuoted = rest.wholeMatch(of: #/"[^"]+"@.*/#) != nil
      let peeled = rest.peeled(isQuoted ? [] : openers, closers)
      guard let label = peeled.prefixMatch(of: #/(?i)(mailto|e-?mail|mail|smtp|to|cc|from):/#) else {
        if peeled == rest { return String(rest) }
        rest = peeled
        continue
      }
      rest = peeled[label.range.upperBound...]
      if label.output.1.lowercased() == "mailto" { rest = Self.path(ofLink: rest) }
    }
  }
}

extension LookupText {
  /// The target of a `mailto:` or `tel:` link, without its query (RFC 6068, RFC 3966).
  static func path(ofLink rest: Substring) -> Substring {
    URLComponents(string: "link:" + rest).map { $0.path[...] } ?? rest
  }
}

extension Substring {
  var trimmingBlanks: Substring { peeled([" ", "\n"], [" ", "\n"]) }
}
