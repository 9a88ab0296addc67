/// What a terminal can draw of the letters of the world, for as long as something is drawn for it.
///
/// Widths, wrapping and cells all follow it, as each of them asks for the glyphs of a character.
package enum Lettering {
  /// True: nothing but ASCII is drawn. Signs of our own have stand-ins of one column; every other character is written as
  /// its code points, so that two names are never drawn alike.
  @TaskLocal package static var isASCII = false

  static func pieces(of character: Character) -> [Glyph] {
    let text = plain[character] ?? Sanitiser.visibleASCII(String(character))
    return text.map { Glyph(text: String($0), columns: 1) }
  }

  private static let plain: [Character: String] = [
    "●": "*", "○": "o", "·": "-", "…": "~", "–": "-", "—": "-", "→": ">", "←": "<", "✓": "+", "▌": ">", "•": "*",
    "×": "x", "“": "\"", "”": "\"", "’": "'", "‘": "'", "\u{A0}": " ", "↑": "^", "↓": "v",
  ]
}
