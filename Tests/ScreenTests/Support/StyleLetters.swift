import DeskUI
import Terminal

/// A colour for each role, so that a grid of letters can name the role of every cell.
enum StyleLetters {
  static let letters: [(String, Character)] = [
    ("text", "t"), ("muted", "m"), ("heading", "h"), ("label", "l"), ("accent", "a"), ("success", "s"),
    ("warning", "w"), ("error", "e"), ("phi", "p"), ("required", "r"), ("readonly", "o"), ("stale", "z"),
    ("env-production", "P"), ("env-sandbox", "N"), ("env-other", "O"), ("border", "b"), ("focus", "F"),
  ]

  private static let selection = Color.indexed(200)

  static let styles: Styles = {
    var byRole: [String: Style] = [:]
    for (index, entry) in letters.enumerated() { byRole[entry.0] = Style(foreground: .indexed(UInt8(index + 1))) }
    byRole["selection"] = Style(background: selection)
    return Styles(byRole)
  }()

  /// Bold and underlined text keeps the letter of its role; `S` is the selection, `.` a blank.
  static func grid(_ surface: Surface) -> String {
    (0..<surface.size.rows).map { row in
      String(
        (0..<surface.size.columns).map { column in
          let cell = surface[column, row]
          if cell.style.background == selection { return "S" }
          if cell.text == " ", !cell.style.attributes.contains(.underline) { return "." }
          guard case .indexed(let index) = cell.style.foreground else { return "?" }
          return letters[Int(index) - 1].1
        })
    }.joined(separator: "\n")
  }
}
