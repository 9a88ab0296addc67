/// Which part of a long list is on the screen. It moves only as far as the selection makes it.
package struct ScrollWindow: Hashable, Sendable {
  /// Number of rows in the list.
  package private(set) var count: Int
  /// Number of rows that fit.
  package private(set) var height: Int
  /// The first row shown.
  package private(set) var top: Int

  package init(count: Int = 0, height: Int = 0, top: Int = 0) {
    self.count = max(0, count)
    self.height = max(0, height)
    self.top = top
    clamp()
  }

  /// The rows shown.
  package var visible: Range<Int> { top..<min(count, top + height) }
  package var hasMoreAbove: Bool { top > 0 }
  package var hasMoreBelow: Bool { top + height < count }

  /// The list or the screen changed its length; the first row shown stays as long as it can.
  package mutating func update(count: Int, height: Int) {
    self.count = max(0, count)
    self.height = max(0, height)
    clamp()
  }

  /// Moves by the least that brings row `index` into view, with `margin` rows around it where there is room.
  package mutating func reveal(_ index: Int, margin: Int = 0) {
    guard height > 0, count > 0 else { return }
    let row = min(max(0, index), count - 1)
    let kept = min(max(0, margin), (height - 1) / 2)
    if row - kept < top { top = row - kept }
    if row + kept >= top + height { top = row + kept - height + 1 }
    clamp()
  }

  /// Moves by half of the rows in view, or more, where row `index` has to come into view: lists whose rows are long to draw
  /// are drawn again once for many steps.
  package mutating func leap(to index: Int, margin: Int = 0) {
    let before = top
    reveal(index, margin: margin)
    let least = height / 2
    if top > before { scroll(by: max(0, before + least - top)) }
    if top < before { scroll(by: min(0, before - least - top)) }
  }

  /// Moves by `rows` (negative: up) without leaving the list.
  package mutating func scroll(by rows: Int) {
    let (moved, overflow) = top.addingReportingOverflow(rows)
    top = overflow ? (rows > 0 ? count : 0) : moved
    clamp()
  }

  private mutating func clamp() {
    top = max(0, min(top, count - height))
  }
}
