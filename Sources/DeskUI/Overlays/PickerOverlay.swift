import Desk
import Terminal

/// A list with a filter. It is as large as all of its rows need, so that nothing jumps while typing.
enum PickerOverlay {
  static func draw(
    _ picker: PickerPresentation, in area: Rect, isTop: Bool, window: inout ScrollWindow, painter: inout Painter
  ) -> PaneDrawing {
    let width = columns(picker, in: area)
    let (box, outer) = OverlayView.box(
      title: picker.title, rows: rows(picker, columns: width - 2, painter: painter), columns: width, in: area,
      isAside: picker.isAside, isTop: isTop, painter: &painter)
    let inside = outer.splitRight(1).rest
    let columns = max(1, inside.columns - 1)
    let about = about(picker, columns: columns, rows: max(0, (inside.rows - 3) / 2), painter: painter)
    let (top, body) = inside.splitTop(about.count)
    for (index, line) in about.enumerated() { _ = painter.draw(line, in: top.line(index)) }
    let (under, main) = body.splitTop(about.isEmpty ? 0 : 1)
    if !under.isEmpty { painter.rule(in: outer.line(under.row - outer.row)) }
    let (field, below) = main.splitTop(1)
    let count =
      picker.filter.isEmpty ? "" : "  \(picker.rows.count) of \(max(picker.rows.count, picker.unfiltered.count))"
    let countColumns = TextWidth.columns(of: count)
    painter.put(count, painter.styles[.muted], in: field.splitRight(countColumns).right)
    let filterCursor = painter.draw(
      painter.fieldLine(picker.filter, columns: max(1, columns - countColumns), isActive: isTop),
      in: field.splitRight(countColumns).rest)
    let (rule, rest) = below.splitTop(1)
    if !rule.isEmpty { painter.rule(in: outer.line(rule.row - outer.row)) }
    // The list gets what it needs, and at least two thirds.
    let spare = rest.rows - picker.rows.count - picker.headings.count
    let note =
      picker.note.map { Array(painter.lines([$0], columns: columns).prefix(max(1, rest.rows / 3, spare))) } ?? []
    let (bottom, list) = rest.splitBottom(note.count)
    for (index, line) in note.enumerated() {
      _ = painter.draw(line, in: bottom.line(index))
    }
    let selected = picker.rows.firstIndex { $0.id == picker.selectedID }
    var lines = picker.rows.isEmpty ? painter.lines([Span(picker.emptyText, .muted)], columns: columns) : []
    var revealed: Range<Int>?
    for row in picker.rows {
      if let heading = picker.headings[row.id] {
        lines.append(ContentLine(runs: painter.runs([Span(heading, .heading)])))
      }
      var line = painter.line(row, isSelected: row.id == picker.selectedID, hasFocus: isTop)
      line.target = .overlay(row: row.id)
      lines.append(line)
      if row.id == picker.selectedID { revealed = lines.count - 1..<lines.count }
    }
    let listCursor = painter.draw(lines, in: list, window: &window, revealing: revealed)
    painter.drawPosition(selected, of: picker.rows.count, window: window, in: box)
    // Typing filters and the arrows choose; the cursor stays with the text, except where nothing was typed.
    return PaneDrawing(cursor: picker.filter.isEmpty ? listCursor ?? filterCursor : filterCursor, page: list.rows)
  }

  /// Rows beyond these are taken to be no wider.
  private static let mostMeasured = 300

  /// Inside the box: as many as the widest row needs. In a list for typing the reason against a row may be cut: the note has
  /// all of it.
  private static func columns(_ picker: PickerPresentation, in area: Rect) -> Int {
    let rows = (picker.unfiltered.isEmpty ? picker.rows : picker.unfiltered).prefix(mostMeasured)
    let widest = rows.map { row in
      OverlayView.widest([row.spans]) + (row.trailing.map { TextWidth.columns(of: $0.text) + 2 } ?? 0)
        + (picker.mostRows == nil ? row.disabledReason.map { TextWidth.columns(of: $0) + 3 } ?? 0 : 0)
    }
    // One column for the mark, one blank at the end.
    let wanted = max((widest.max() ?? 0) + 2, TextWidth.columns(of: picker.title) + 4, picker.about.isEmpty ? 44 : 74)
    return max(1, min(area.columns - 4, wanted))
  }

  /// Inside the box: sentences, the filter between its rules, and every row with its heading.
  private static func rows(_ picker: PickerPresentation, columns: Int, painter: Painter) -> Int {
    let all = picker.unfiltered.isEmpty ? picker.rows : picker.unfiltered
    let about = about(picker, columns: columns, rows: Int.max, painter: painter).count
    let note = picker.note.map { painter.lines([$0], columns: columns).count } ?? 0
    // A reason appears and disappears with the selected row, so the height includes it.
    let reasons = all.prefix(mostMeasured).compactMap(\.disabledReason)
    let reserved = reasons.reduce(reasons.isEmpty ? note : max(2, note)) {
      max($0, painter.lines([Span($1)], columns: columns).count)
    }
    let list = min(max(all.count, picker.rows.count, 1) + picker.headings.count, picker.mostRows ?? .max)
    return (about == 0 ? 0 : about + 1) + 2 + list + reserved
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
