import Desk
import Terminal

/// The open intake form: its fields one under the other.
///
/// Only fields that can come into view are laid out: with the focus always in view those are as many before and behind it
/// as the pane has lines, however long the form is.
enum FormPane {
  static func draw(
    _ editor: EditorPresentation, in rect: Rect, isFocused: Bool, scroll: inout FormScroll, painter: inout Painter
  ) -> PaneDrawing {
    let inside = painter.draw(Frame(title: editor.title, badge: editor.badge, isFocused: isFocused), in: rect)
    let columns = max(1, inside.columns - 1)
    let banners = Self.banners(editor, columns: columns, paneRows: inside.rows, painter: painter)
    let (head, rest) = inside.splitTop(banners.count)
    for index in 0..<head.rows {
      _ = painter.draw(banners[index], in: head.line(index))
    }
    let rows = editor.rows.filter { $0.folding != .hidden }
    let position = rows.firstIndex { $0.id == editor.focusedID }
    let near = Self.near(position ?? 0, of: rows.count, lines: rest.rows)
    var lines: [ContentLine] = []
    var starts: [Int] = []
    var focused: Range<Int>?
    var paragraphColumns: Int?
    for row in rows[near] {
      let hasFocus = row.id == editor.focusedID
      let field = FieldFrame(row: row, hasFocus: hasFocus, isActive: hasFocus && isFocused, columns: columns)
      var drawn = field.lines(painter)
      for index in drawn.indices { drawn[index].target = .pane(.form, row: row.id) }
      if hasFocus {
        focused = lines.count..<lines.count + drawn.count
        paragraphColumns = field.paragraphColumns
      }
      starts.append(lines.count)
      lines += drawn
    }
    // The field at the top may be folded away by now: the next one stands there then.
    let top = editor.rows.drop { $0.id != scroll.rowID }.first { $0.folding != .hidden }
    let anchor = rows[near].firstIndex { $0.id == top?.id }
    // After a leap, or when it comes from the store, a form shows what stands before the cursor and what follows.
    let leap = focused.map { $0.upperBound > rest.rows ? $0.lowerBound - rest.rows / 3 : 0 }
    let above = top?.id == scroll.rowID ? scroll.hidden : 0
    let wanted = anchor.map { starts[$0 - near.lowerBound] + above } ?? leap ?? 0
    var window = ScrollWindow(count: lines.count, height: rest.rows, top: wanted)
    // What comes next is in view before it is gone to.
    let revealed = focused.map { $0.lowerBound..<min(lines.count, $0.upperBound + min(3, rest.rows / 6)) }
    let cursor = painter.draw(lines, in: rest, window: &window, revealing: revealed)
    if let first = starts.lastIndex(where: { $0 <= window.top }) {
      scroll = FormScroll(rowID: rows[near.lowerBound + first].id, hidden: window.top - starts[first])
    }
    painter.drawPosition(
      position, of: rows.count,
      more: (near.lowerBound > 0 || window.hasMoreAbove, near.upperBound < rows.count || window.hasMoreBelow), in: rect,
      isFocused: isFocused)
    return PaneDrawing(cursor: cursor, page: rest.rows, paragraphColumns: paragraphColumns)
  }

  /// The banners whole, as long as the fields keep six rows or half the pane; the last line says where there is more.
  private static func banners(
    _ editor: EditorPresentation, columns: Int, paneRows: Int, painter: Painter
  ) -> [ContentLine] {
    let lines = editor.banners.flatMap { painter.lines([$0], columns: columns) }
    let room = max(1, paneRows - min(6, paneRows / 2))
    guard lines.count > room else { return lines }
    // Wrapped once more with a column less, for the mark has to fit behind the words.
    let narrow = editor.banners.flatMap { painter.lines([$0], columns: max(1, columns - 2)) }
    var shown = Array(narrow.prefix(room))
    let mark = Run(
      text: " " + painter.glyphs.ellipsis, style: shown[room - 1].runs.last?.style ?? painter.styles[.text])
    shown[room - 1].runs.append(mark)
    return shown
  }

  private static func near(_ position: Int, of count: Int, lines: Int) -> Range<Int> {
    let start = max(0, position - lines)
    return start..<max(start, min(count, position + lines + 1))
  }
}
