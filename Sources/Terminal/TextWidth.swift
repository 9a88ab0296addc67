/// The number of columns that text takes when drawn (sanitized first), and the places where it may be cut.
package enum TextWidth {
  /// Columns of one character: one or two, or more for one that is drawn as a placeholder.
  package static func columns(of character: Character) -> Int {
    if Glyph.isPrintableASCII(character) { return 1 }
    return Glyph.pieces(of: character).reduce(0) { $0 + $1.columns }
  }

  package static func columns(of text: String) -> Int {
    if Glyph.isPlain(text) { return text.utf8.count }
    var total = 0
    for character in text { total += columns(of: character) }
    return total
  }

  /// `text`, sanitised and cut between characters to at most `columns`, with `ellipsis` where something was left out.
  ///
  /// When not even the ellipsis fits, the result is empty.
  package static func truncate(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard columns > 0 else { return "" }
    let fitting = prefix(of: text, columns: columns)
    if fitting.endIndex == text.endIndex { return Sanitiser.visible(text) }
    let room = columns - self.columns(of: ellipsis)
    guard room >= 0 else { return "" }
    return Sanitiser.visible(String(prefix(of: text, columns: room))) + ellipsis
  }

  /// `text`, truncated and filled with blanks to exactly `columns`.
  package static func pad(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    let shown = truncate(text, to: columns, ellipsis: ellipsis)
    return shown + String(repeating: " ", count: max(0, columns - self.columns(of: shown)))
  }

  /// The longest beginning of `text`, in whole characters, that takes at most `columns`.
  package static func prefix(of text: String, columns: Int) -> Substring {
    if Glyph.isPlain(text) { return text.prefix(max(0, columns)) }
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      used += self.columns(of: text[end])
      if used > columns { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }
}
