import Desk
import Terminal

/// The open intake form: its fields one under the other.
enum FormPane {
  static func draw(
    _ editor: EditorPresentation, in rect: Rect, isFocused: Bool, window: inout ScrollWindow, painter: inout Painter
  ) -> PaneDrawing {
    let inside = painter.draw(Frame(title: editor.title, badge: editor.badge, isFocused: isFocused), in: rect)
    let columns = max(1, inside.columns - 1)
    let banners = editor.banners.flatMap { painter.lines([$0], columns: columns) }
    let (top, rest) = inside.splitTop(min(banners.count, max(1, inside.rows / 3)))
    for index in 0..<top.rows {
      _ = painter.draw(banners[index], in: top.line(index))
    }
    var lines: [ContentLine] = []
    var focused: Range<Int>?
    for row in editor.rows {
      let hasFocus = row.id == editor.focusedID
      let field = FieldFrame(row: row, hasFocus: hasFocus, isActive: hasFocus && isFocused, columns: columns)
      let drawn = field.lines(painter)
      if hasFocus { focused = lines.count..<lines.count + drawn.count }
      lines += drawn
    }
    let cursor = painter.draw(lines, in: rest, window: &window, revealing: focused)
    let position = editor.rows.firstIndex { $0.id == editor.focusedID }
    painter.drawPosition(position, of: editor.rows.count, window: window, in: rect, isFocused: isFocused)
    return PaneDrawing(cursor: cursor, page: rest.rows)
  }
}
