import Desk
import Terminal

/// The scroll position of a list, kept as its top row, so that it survives changes above that row and of the width.
struct AnchoredScroll: Hashable, Sendable {
  var rowID = ""
  /// The number of that row's lines above the visible list.
  var hidden = 0
  /// Of the last leap that was followed.
  var leap = 0
  /// The row that the leap went to. While the cursor is on it, no row before it must be in view.
  var leapRowID: String?
}

/// Rows of several lines each, one under the other, of which one has the cursor.
///
/// Only rows that can come into view are laid out. The cursor is always in view, so those are as many before and after
/// it as the list has lines, however long it is.
struct AnchoredRows {
  /// Of all rows.
  let count: Int
  /// Index of the row with the cursor.
  let position: Int?
  /// Indices of the rows to lay out.
  let near: Range<Int>
  /// Those rows.
  var rows: [(id: String, lines: [ContentLine])] = []
  /// The lines after the cursor's row that must come into view with it.
  var lookAhead = 0
  /// The leap that brings the cursor's row into view; nil when the cursor just moves.
  var leap: CaseLeap?

  /// - Parameters:
  ///   - height: how many lines fit.
  ///   - anchor: the top row of a list without a cursor.
  init(count: Int, position: Int?, height: Int, anchor: Int? = nil) {
    self.count = count
    self.position = position
    let middle = position ?? anchor ?? 0
    let start = max(0, middle - height)
    near = start..<max(start, min(count, middle + height + 1))
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
    // After a leap, or when it opens again, a list shows lines before and after the cursor.
    let leap = focused.map { $0.upperBound > rect.rows ? $0.lowerBound - rect.rows / 3 : 0 }
    let focusedID = list.position.map { list.rows[$0 - list.near.lowerBound].id }
    if let jump = list.leap, jump.number != scroll.leap, let focused {
      wanted = max(0, focused.lowerBound - (jump.place == .top ? 0 : rect.rows / 3))
      (scroll.leap, scroll.leapRowID) = (jump.number, focusedID)
    }
    if scroll.leapRowID != focusedID { scroll.leapRowID = nil }
    var window = ScrollWindow(count: lines.count, height: rect.rows, top: wanted ?? leap ?? 0)
    let revealed = focused.map { $0.lowerBound..<min(lines.count, $0.upperBound + list.lookAhead) }
    let cursor = draw(
      lines, in: rect, window: &window, revealing: revealed, margin: scroll.leapRowID == nil ? 1 : 0)
    if let first = starts.lastIndex(where: { $0 <= window.top }) {
      (scroll.rowID, scroll.hidden) = (list.rows[first].id, window.top - starts[first])
    }
    let more = (
      above: list.near.lowerBound > 0 || window.hasMoreAbove,
      below: list.near.upperBound < list.count || window.hasMoreBelow
    )
    return (cursor, more)
  }
}
