import Desk
import Terminal

/// The open intake form: its fields one under the other.
enum FormPane {
  static func draw(
    _ editor: EditorPresentation, in rect: Rect, isFocused: Bool, scroll: inout AnchoredScroll, painter: inout Painter
  ) -> PaneDrawing {
    let inside = painter.draw(Frame(title: editor.title, badge: editor.badge, isFocused: isFocused), in: rect)
    let columns = max(1, inside.columns - 1)
    let banners = Self.banners(editor, columns: columns, paneRows: inside.rows, painter: painter)
    let (head, rest) = inside.splitTop(banners.count)
    for index in 0..<head.rows {
      _ = painter.draw(banners[index], in: head.line(index))
    }
    let places = editor.rows.drawnPlaces
    let position = editor.rows.place(of: editor.focusedID).flatMap { places.firstIndex(of: $0) }
    var list = AnchoredRows(count: places.count, position: position, height: rest.rows)
    var paragraphColumns: Int?
    for row in places[list.near].map({ editor.rows[$0] }) {
      let hasFocus = row.id == editor.focusedID
      let field = FieldFrame(row: row, hasFocus: hasFocus, isActive: hasFocus && isFocused, columns: columns)
      var drawn = field.lines(painter)
      for index in drawn.indices { drawn[index].target = .pane(.form, row: row.id) }
      if hasFocus { paragraphColumns = field.paragraphColumns }
      list.rows.append((row.id, drawn))
    }
    // The next fields come into view before the cursor reaches them.
    list.lookAhead = min(3, rest.rows / 6)
    // The field at the top may be folded away by now: the next one stands there then.
    let known = editor.rows.place(of: scroll.rowID)
    let top = known.flatMap { known in places.first { $0 >= known } }
    if let top, top != known { scroll = AnchoredScroll(rowID: editor.rows[top].id) }
    let (cursor, more) = painter.draw(list, in: rest, scroll: &scroll)
    let place = editor.place ?? position.map { "\($0 + 1)/\(places.count)" } ?? "\(places.count)"
    painter.drawPosition(place, more: more, in: rect)
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
}
