import Desk
import Terminal

/// Something to read. A value for copying is in the last rows, from the screen's first column, with nothing next to it,
/// so that it can be selected by hand in one piece.
enum ReadingOverlay {
  static func draw(
    _ reading: ReadingPresentation, in area: Rect, isTop: Bool, window: inout ScrollWindow, painter: inout Painter
  ) -> PaneDrawing {
    switch reading.shape {
    case .box: break
    case .alone: return drawAlone(reading, in: area, painter: &painter)
    case .code: return CodeOverlay.draw(reading, in: area, painter: &painter)
    }
    let value = reading.unwrapped.map { rows(of: $0, columns: area.columns) } ?? []
    // A notice covers the last row. Above the value comes a blank row, if the box still has three rows.
    let band = value.isEmpty ? 0 : min(area.rows, value.count + (area.rows >= value.count + 5 ? 2 : 1))
    let room = area.splitBottom(band).rest
    let width = OverlayView.columns(
      fitting: OverlayView.widest(
        reading.lines.map { [Span(String(repeating: " ", count: $0.indent * 2))] + $0.spans }),
      title: reading.title, in: room)
    let columns = max(1, width - 1)
    var lines: [ContentLine] = []
    var selected: Range<Int>?
    for line in reading.lines {
      var wrapped = CasePane.lines(of: line, columns: columns, painter: painter)
      for index in wrapped.indices { wrapped[index].target = .overlay(row: line.id) }
      if line.id == reading.selectedID {
        for index in wrapped.indices { wrapped[index].isMarked = true }
        wrapped[0].cursor = 0
        selected = lines.count..<lines.count + wrapped.count
      }
      lines += wrapped
    }
    var drawing = PaneDrawing(cursor: nil, page: room.rows)
    if room.rows >= 3 {
      let (box, inside) = OverlayView.box(
        title: reading.title, rows: lines.count, columns: width, in: room, isTop: isTop, painter: &painter)
      drawing.cursor = painter.draw(lines, in: inside, window: &window, revealing: selected)
      drawing.page = inside.rows
      let position = reading.lines.firstIndex { $0.id == reading.selectedID }
      painter.drawPosition(position, of: reading.lines.count, window: window, in: box)
    }
    guard !value.isEmpty else { return drawing }
    let below = area.splitBottom(band).bottom
    // It is part of the screen, not of the box.
    painter.styles = painter.styles.onBackground
    painter.fill(below, style: painter.styles.ground)
    let first = band > value.count + 1 ? 1 : 0
    for (index, text) in value.prefix(below.rows).enumerated() {
      painter.put(text, painter.styles[.text], in: below.line(first + index))
    }
    if drawing.cursor == nil { drawing.cursor = below.line(first).origin }
    return drawing
  }

  /// Only the value: no frame next to it, nothing below it.
  static func drawAlone(
    _ reading: ReadingPresentation, in area: Rect, painter: inout Painter
  ) -> PaneDrawing {
    painter.fill(area, style: painter.styles.ground)
    let (top, rest) = area.rows > 1 ? area.splitTop(1) : (area.line(0), area)
    if area.rows > 1 { painter.put(reading.title, painter.styles[.muted], in: top) }
    for (index, text) in rows(of: reading.unwrapped ?? "", columns: rest.columns).prefix(rest.rows).enumerated() {
      painter.put(text, painter.styles[.text], in: rest.line(index))
    }
    return PaneDrawing(cursor: rest.origin, page: rest.rows)
  }

  /// The value cut into rows of the screen's width, nothing added.
  private static func rows(of value: String, columns: Int) -> [String] {
    var rows: [String] = []
    var rest = Substring(value)
    while !rest.isEmpty {
      var row = TextWidth.prefix(of: String(rest), columns: max(1, columns))
      if row.isEmpty { row = rest.prefix(1) }
      rows.append(String(row))
      rest = rest.dropFirst(row.count)
    }
    return rows
  }
}
