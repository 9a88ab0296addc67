import Desk
import Terminal

/// A list with a filter. Its height does not follow the filter, so that nothing jumps while typing.
enum PickerOverlay {
  static func draw(
    _ picker: PickerPresentation, in area: Rect, isTop: Bool, window: inout ScrollWindow, painter: inout Painter
  ) -> PaneDrawing {
    let (box, inside) = OverlayView.box(
      title: picker.title, rows: min(22, area.rows - 2), in: area, isTop: isTop, painter: &painter)
    let columns = max(1, inside.columns - 1)
    let about = about(picker, columns: columns, rows: max(0, (inside.rows - 3) / 2), painter: painter)
    let (top, body) = inside.splitTop(about.count)
    for (index, line) in about.enumerated() { _ = painter.draw(line, in: top.line(index)) }
    let (under, main) = body.splitTop(about.isEmpty ? 0 : 1)
    if !under.isEmpty { painter.rule(in: under) }
    let (field, below) = main.splitTop(1)
    let filterCursor = painter.draw(painter.fieldLine(picker.filter, columns: columns, isActive: isTop), in: field)
    let (rule, rest) = below.splitTop(1)
    painter.rule(in: rule)
    let note = picker.note.map { Array(painter.lines([$0], columns: columns).prefix(max(1, rest.rows / 3))) } ?? []
    let (bottom, list) = rest.splitBottom(note.count)
    for (index, line) in note.enumerated() {
      _ = painter.draw(line, in: bottom.line(index))
    }
    let selected = picker.rows.firstIndex { $0.id == picker.selectedID }
    let lines =
      picker.rows.isEmpty
      ? painter.lines([Span(picker.emptyText, .muted)], columns: columns)
      : picker.rows.map { row in
        var line = painter.line(row, isSelected: row.id == picker.selectedID, hasFocus: isTop)
        line.target = .overlay(row: row.id)
        return line
      }
    let listCursor = painter.draw(lines, in: list, window: &window, revealing: selected.map { $0..<$0 + 1 })
    painter.drawPosition(selected, of: picker.rows.count, window: window, in: box, isFocused: isTop)
    // Typing filters and the arrows choose; the cursor stays with the text, except where nothing was typed.
    return PaneDrawing(cursor: picker.filter.text.isEmpty ? listCursor ?? filterCursor : filterCursor, page: list.rows)
  }
  /// The sentences over the list, in at most so many rows: the last one says that there is more.
  private static func about(
    _ picker: PickerPresentation, columns: Int, rows: Int, painter: Painter
  ) -> [ContentLine] {
    guard !picker.about.isEmpty else { return [] }
    let lines = picker.about.flatMap { painter.lines([$0], columns: columns) }
    var shown = Array(lines.prefix(rows))
    if shown.count < lines.count, !shown.isEmpty {
      shown[shown.count - 1].runs.append(Run(text: " " + painter.glyphs.ellipsis, style: painter.styles[.muted]))
    }
    return shown
  }
}
