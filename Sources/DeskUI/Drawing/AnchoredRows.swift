import Desk
import Terminal

/// How far a list is scrolled: the row at the top, so that it stays there when others above it or the width change.
struct AnchoredScroll: Hashable, Sendable {
  var rowID = ""
  /// Lines of that row that are above the list.
  var hidden = 0
}

/// Rows of several lines each, one under the other, of which one has the cursor.
///
/// Only rows that can come into view are laid out: with the cursor always in view those are as many before and behind it
/// as the list has lines, however long it is.
struct AnchoredRows {
  /// Of all rows.
  let count: Int
  /// Index of the row with the cursor.
  let position: Int?
  /// Indices of the rows to lay out.
  let near: Range<Int>
  /// Those rows.
  var rows: [(id: String, lines: [ContentLine])] = []
  /// Lines behind the row with the cursor that come into view with it.
  var lookAhead = 0

  /// - Parameter height: how many lines fit.
  init(count: Int, position: Int?, height: Int) {
    self.count = count
    self.position = position
    let start = max(0, (position ?? 0) - height)
    near = start..<max(start, min(count, (position ?? 0) + height + 1))
  }
}

extension Painter {
  /// - Returns: where the cursor stands, and whether there is more above and below.
  mutating func draw(
    _ list: AnchoredRows, in rect: Rect, scroll: inout AnchoredScroll
  ) -> (cursor: Point?, more: (above: Bool, below: Bool)) {
    var lines: [ContentLine] = []
    var starts: [Int] = []
    var focused: Range<Int>?
    var wanted: Int?
    for (index, row) in zip(list.near, list.rows) {
      if row.id == scroll.rowID { wanted = lines.count + scroll.hidden }
      if index == list.position { focused = lines.count..<lines.count + row.lines.count }
      starts.append(lines.count)
      lines += row.lines
    }
    // After a leap, or when it comes up again, a list shows what stands before the cursor and what follows.
    let leap = focused.map { $0.upperBound > rect.rows ? $0.lowerBound - rect.rows / 3 : 0 }
    var window = ScrollWindow(count: lines.count, height: rect.rows, top: wanted ?? leap ?? 0)
    let revealed = focused.map { $0.lowerBound..<min(lines.count, $0.upperBound + list.lookAhead) }
    let cursor = draw(lines, in: rect, window: &window, revealing: revealed)
    if let first = starts.lastIndex(where: { $0 <= window.top }) {
      scroll = AnchoredScroll(rowID: list.rows[first].id, hidden: window.top - starts[first])
    }
    let more = (
      above: list.near.lowerBound > 0 || window.hasMoreAbove,
      below: list.near.upperBound < list.count || window.hasMoreBelow
    )
    return (cursor, more)
  }
}
