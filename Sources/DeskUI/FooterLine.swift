import Desk
import Terminal

/// The last row, with the keys that work here.
enum FooterLine {
  /// One hint of the footer.
  struct Hint: Hashable {
    let command: Command
    let key: String
    let name: String
    let priority: Int
    let isOff: Bool
    /// True when the command is off and has no style that shows it.
    var isBracketed = false

    var text: String { isBracketed ? "(\(key) \(name))" : "\(key) \(name)" }
    var isKept: Bool { command == .back || command == .help }
  }

  /// All hints of a place, the most important first.
  static func hints(in place: KeyContext, unavailable: [Command: String], keys: KeyInterpreter) -> [Hint] {
    CommandTable.rows.compactMap { row in
      guard let name = row.hint(in: place), let key = keys.bindings.keys(of: row.command, in: place).first else {
        return nil
      }
      return Hint(
        command: row.command, key: key.name, name: name, priority: row.hintPriority,
        isOff: unavailable[row.command] != nil)
    }.sorted { $0.priority > $1.priority }
  }

  /// The hints that fit into `columns`: back and help always, the others by priority. Back and help stand last.
  static func fitting(_ hints: [Hint], columns: Int) -> [Hint] {
    func width(_ hint: Hint) -> Int { TextWidth.columns(of: hint.text) + 2 }
    let kept = hints.filter(\.isKept)
    var room = columns - kept.reduce(0) { $0 + width($1) }
    var shown: [Hint] = []
    for hint in hints where !hint.isKept {
      guard width(hint) <= room else { break }
      room -= width(hint)
      shown.append(hint)
    }
    return shown + kept
  }

  static func draw(
    _ presentation: ScreenPresentation, in rect: Rect, keys: KeyInterpreter, painter: inout Painter
  ) {
    painter.fill(rect, style: painter.styles.ground)
    var hints = hints(in: KeyContext(presentation.context), unavailable: presentation.unavailable, keys: keys)
    // The lock takes only the keys that open it.
    if case .lock? = presentation.overlays.last { hints.removeAll(where: \.isOff) }
    // Without colour, both styles may look the same on a terminal.
    let isDimmed = painter.styles.hasColour && painter.styles[.muted] != painter.styles[.text]
    for index in hints.indices { hints[index].isBracketed = hints[index].isOff && !isDimmed }
    var room = rect.splitLeft(1).rest
    for hint in fitting(hints, columns: room.columns) {
      let runs = [
        Run(
          text: (hint.isBracketed ? "(" : "") + hint.key,
          style: hint.isOff ? painter.styles[.muted] : painter.styles[.accent]),
        Run(
          text: " " + hint.name + (hint.isBracketed ? ")" : ""), style: painter.styles[hint.isOff ? .muted : .text]),
      ]
      room = room.splitLeft(painter.put(runs, in: room) + 2).rest
    }
  }
}
