/// Finds the text that Swift source has between quotation marks. Comments are passed over; literals joined by `+` are one.
struct StringLiterals {
  /// In the order of the source, those within an interpolation before the one around it. An interpolation is `{name}` where
  /// it is a name or ends in a member's name, else `{…}`.
  static func all(in source: String) -> [String] {
    var reader = StringLiterals(source)
    reader.readCode(until: nil)
    return reader.found
  }

  private var rest: Substring
  private var found: [String] = []
  /// The last literal ended here, but for blanks and a plus sign.
  private var joins = false
  private var hasPlus = false

  private init(_ source: String) { rest = source[...] }

  private mutating func take(_ prefix: String) -> Bool {
    guard rest.hasPrefix(prefix) else { return false }
    rest = rest.dropFirst(prefix.count)
    return true
  }

  private mutating func readCode(until end: Character?) {
    var depth = 0
    while let next = rest.first {
      if take("//") {
        rest = rest.drop { !$0.isNewline }
      } else if take("/*") {
        while !rest.isEmpty, !take("*/") { rest = rest.dropFirst() }
      } else if let hashes = literalAhead() {
        readLiteral(hashes)
      } else {
        if next == end, depth == 0 { return }
        if next == "(" { depth += 1 } else if next == ")" { depth -= 1 }
        if next == "+", joins, !hasPlus {
          hasPlus = true
        } else if !next.isWhitespace {
          joins = false
          hasPlus = false
        }
        rest = rest.dropFirst()
      }
    }
  }

  /// How many number signs stand before the quotation mark that comes next; nil where none comes.
  private func literalAhead() -> Int? {
    let hashes = rest.prefix { $0 == "#" }.count
    return rest.dropFirst(hashes).first == "\"" ? hashes : nil
  }

  private mutating func readLiteral(_ hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    rest = rest.dropFirst(hashes)
    let quote = take("\"\"\"") ? "\"\"\"" : "\""
    if quote.count == 1 { rest = rest.dropFirst() }
    let joined = joins && hasPlus ? found.indices.last : nil
    var text = ""
    while !rest.isEmpty, !take(quote + marks) {
      if take("\\" + marks + "(") {
        text += "{" + readInterpolation() + "}"
      } else if take("\\" + marks) {
        text += escaped()
      } else {
        text.append(rest.removeFirst())
      }
    }
    if quote.count == 3 { text = unindented(text) }
    if let joined { found[joined] += text } else { found.append(text) }
    joins = true
    hasPlus = false
  }

  private mutating func readInterpolation() -> String {
    let start = rest
    readCode(until: ")")
    let code = start[..<rest.startIndex]
    rest = rest.dropFirst()
    let name = code.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed()
    let isName = !name.isEmpty && code.allSatisfy { $0.isLetter || $0.isNumber || "._?!".contains($0) }
    return isName ? String(name) : "…"
  }

  private mutating func escaped() -> String {
    switch rest.popFirst() {
    case "n"?: return "\n"
    case "u"?:
      let digits = rest.dropFirst().prefix { $0 != "}" }
      rest = rest.dropFirst(digits.count + 2)
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? "?"
    case let character?: return character.isNewline ? "" : String(character)
    case nil: return ""
    }
  }

  /// Without the first and the last line break, and without what the last line is indented by.
  private func unindented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let indent = lines.popLast()?.count ?? 0
    return lines.map { $0.dropFirst(min(indent, $0.prefix { $0 == " " }.count)) }.joined(separator: "\n")
  }
}
