import Desk
import Terminal

/// The sentence about the last event, in its own row above the hints.
enum NoticeLine {
  /// - Parameter room: the rows above the hints. The sentence takes as many of the lowest rows as it needs: at most
  ///   three, or two on a low screen. A longer sentence is cut; the help shows all of it.
  static func draw(_ notice: Span, in room: Rect, painter: inout Painter) {
    let columns = room.inset(columns: 1, rows: 0).columns
    var lines = SpanWrap.lines([notice], columns: columns).map { $0.map(\.text).joined() }
    let most = room.rows < PaneLayout.rowsForNotices - 2 ? 2 : 3
    if lines.count > most {
      let rest = lines[(most - 1)...].joined(separator: " ")
      lines[most - 1] = TextWidth.pad(rest, to: columns, ellipsis: painter.glyphs.ellipsis)
      lines.removeSubrange(most...)
    }
    let rows = room.splitBottom(lines.count).bottom
    painter.fill(rows, style: painter.styles.ground)
    for (index, line) in lines.enumerated() {
      painter.put(line, painter.styles[notice.role], in: rows.line(index).inset(columns: 1, rows: 0))
    }
  }
}
