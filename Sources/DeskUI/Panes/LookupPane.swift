import Desk
import Terminal

/// The lookup box, what it will send, and the list under it.
enum LookupPane {
  /// - Parameter fieldIsActive: keys go to the box, not to the list.
  /// - Returns: the cursor, and the rows of the list in view.
  static func draw(
    _ lookup: LookupPresentation, in rect: Rect, isFocused: Bool, fieldIsActive: Bool, window: inout ScrollWindow,
    painter: inout Painter
  ) -> PaneDrawing {
    guard rect.rows > 1 else { return drawFolded(lookup, in: rect, painter: &painter) }
    var rest = painter.draw(Frame(title: "Lookup", badge: nil, isFocused: isFocused), in: rect)
    let content = max(1, rest.columns - 1)
    let isRoomy = rest.rows >= 10
    let boxIsActive = isFocused && fieldIsActive
    var head = [painter.fieldLine(lookup.field, columns: content, isActive: boxIsActive)]
    if let hint = lookup.hint {
      head += painter.lines([hint], columns: content).prefix(isRoomy ? 4 : 2)
    } else if isRoomy {
      head.append(.blank)
    }
    if isRoomy { head.append(.blank) }
    head.append(ContentLine(runs: painter.runs([Span(lookup.listTitle, .heading)])))
    var cursor: Point?
    for line in head {
      let (top, below) = rest.splitTop(1)
      if let found = painter.draw(line, in: top) { cursor = found }
      rest = below
    }
    let listCursor = drawList(
      lookup, in: rest, hasFocus: isFocused && !fieldIsActive, window: &window, painter: &painter)
    painter.drawPosition(lookup.rows.place(of: lookup.selectedID), of: lookup.rows.count, window: window, in: rect)
    return PaneDrawing(cursor: boxIsActive ? cursor : listCursor ?? cursor, page: rest.rows)
  }

  /// One line: the text of the box, and its result.
  private static func drawFolded(
    _ lookup: LookupPresentation, in rect: Rect, painter: inout Painter
  ) -> PaneDrawing {
    let (start, rest) = rect.splitLeft(8)
    painter.fill(rect, style: painter.styles.ground)
    painter.put([Run(text: " Lookup", style: painter.styles[.heading])], in: start)
    let hint = lookup.hint.map { ContentLine(runs: painter.runs([$0])) } ?? .blank
    let (box, behind) = rest.splitLeft(min(rest.columns, max(12, rest.columns / 2)))
    _ = painter.draw(painter.fieldLine(lookup.field, columns: box.columns - 1, isActive: false), in: box)
    _ = painter.draw(hint, in: behind)
    return PaneDrawing(cursor: nil, page: 1)
  }

  private static func drawList(
    _ lookup: LookupPresentation, in rect: Rect, hasFocus: Bool, window: inout ScrollWindow, painter: inout Painter
  ) -> Point? {
    guard !lookup.rows.isEmpty else {
      let lines = painter.lines([Span(lookup.emptyText, .muted)], columns: rect.columns - 1)
      _ = painter.draw(lines, in: rect, window: &window)
      return nil
    }
    let selected = lookup.rows.place(of: lookup.selectedID)
    return painter.draw(
      lookup.rows.count, in: rect, window: &window, revealing: selected.map { $0..<$0 + 1 }
    ) { index, painter in
      let row = fitted(lookup.rows[index], columns: rect.columns)
      var line = painter.line(row, isSelected: row.id == lookup.selectedID, hasFocus: hasFocus)
      line.target = .pane(.lookup, row: row.id)
      return line
    }
  }

  /// The row without trailing details that do not fit: half a birth year helps nobody.
  private static func fitted(_ row: RowPresentation, columns: Int) -> RowPresentation {
    let room = columns - 1 - (row.trailing.map { TextWidth.columns(of: $0.text) + 1 } ?? 0)
    var row = row
    while row.spans.count > 2, row.spans.reduce(0, { $0 + TextWidth.columns(of: $1.text) }) > room {
      row.spans.removeLast()
    }
    return row
  }
}

/// The result of drawing a pane.
struct PaneDrawing {
  /// Nil when nothing in the pane can have the cursor.
  var cursor: Point?
  /// Rows in view of its list.
  var page: Int
  /// False when a part that must be read before answering is out of view.
  var isWhole = true
  /// The width of the lines in its active multi-line text field; nil when there is none.
  var paragraphColumns: Int?
}
