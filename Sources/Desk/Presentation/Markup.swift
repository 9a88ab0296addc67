/// Removes the markup of the web page that a question was written for.
enum Markup {
  /// The text without tags and with the usual entities as their signs; a `<` that begins no tag stays.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      result += rest[..<start]
      rest = rest[start...]
      if let end = tagEnd(rest) {
        rest = rest[end...]
      } else if let (entity, sign) = entities.first(where: { rest.hasPrefix($0.key) }) {
        result += sign
        rest = rest.dropFirst(entity.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return (result + rest).split(separator: " ").joined(separator: " ")
  }

  /// The end of the tag that begins here: `<b>`, `</p>`, `<a href="…">`; nil when no tag begins.
  private static func tagEnd(_ text: Substring) -> String.Index? {
    let inner = text.dropFirst().prefix(longestTag)
    let name = inner.first == "/" ? inner.dropFirst() : inner
    guard text.first == "<", let first = name.first, first.isASCII, first.isLetter, let end = inner.firstIndex(of: ">"),
      !inner[..<end].contains("<")
    else { return nil }
    return text.index(after: end)
  }

  private static let longestTag = 300
  private static let entities = [
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&nbsp;": " ",
  ]
}
