/// The set of letters that a terminal can draw, in force while something is drawn for it.
///
/// Widths, wrapping and cells all follow it, as each of them asks for the glyphs of a character.
package enum Lettering: Hashable, Sendable {
  /// Every letter with its marks.
  case whole
  /// For a terminal that gives a mark a cell of its own: marks are written as their code points, so that two names are
  /// never drawn alike.
  case withoutMarks
  /// ASCII alone. The program's own signs have one-column replacements; every other character is written as its code
  /// points, for the same reason.
  case ascii

  @TaskLocal package static var drawn = Lettering.whole

  package var lines: LineGlyphs {
    switch self {
    case .whole, .withoutMarks: .unicode
    case .ascii: .ascii
    }
  }

  static func asciiPieces(of character: Character) -> [Glyph] {
    let text = plain[character] ?? Sanitiser.visibleASCII(String(character))
    return text.map { Glyph(text: String($0), columns: 1) }
  }

  private static let plain: [Character: String] = [
    "●": "*", "○": "o", "·": "-", "…": "~", "–": "-", "—": "-", "→": ">", "←": "<", "✓": "+", "▌": ">", "•": "*",
    "×": "x", "“": "\"", "”": "\"", "’": "'", "‘": "'", "\u{A0}": " ", "↑": "^", "↓": "v",
  ]
}
