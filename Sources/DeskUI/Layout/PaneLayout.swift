package import Desk
package import Terminal

/// The layout of a screen of a given size.
package enum Arrangement: Hashable, Sendable {
  /// Only one line that says that the screen is too small.
  case tooSmall
  case panes(PaneRects)
}

package struct PaneRects: Hashable, Sendable {
  package var header: Rect
  /// A pane that is not shown has no rectangle.
  package var panes: [PaneID: Rect] = [:]
  package var footer: Rect
  /// The row kept for notices, above the footer; without rows on a low screen, where a notice covers the panes' last row.
  package var notice: Rect
  /// The area between header and notice: the panes, and the room for overlays.
  package var body: Rect

  /// All rows between header and footer.
  var aboveFooter: Rect {
    Rect(column: body.column, row: body.row, columns: body.columns, rows: body.rows + notice.rows)
  }

  package subscript(pane: PaneID) -> Rect? {
    get { panes[pane] }
    set { panes[pane] = newValue }
  }
}

/// The arithmetic of the panes.
package enum PaneLayout {
  package static let smallest = Size(columns: 40, rows: 10)
  /// The smallest size with two panes side by side.
  package static let two = Size(columns: 80, rows: 20)
  /// The smallest size with the form below the case.
  package static let three = Size(columns: 120, rows: 30)

  /// The smallest size with the worklist left of the case, in place of the side.
  package static let abreast = Size(columns: 160, rows: 20)

  private static let leastSide = 26

  /// The fewest rows for which a row is kept for notices.
  package static let rowsForNotices = 24

  /// A side part and a main part. Two panes of a part are stacked when there is room; otherwise only the focused pane
  /// shows.
  ///
  /// - Parameters:
  ///   - panes: those that there are.
  ///   - front: the pane of the main part that had the focus last. Worklist and case take turns there.
  ///   - isWide: the main part has all columns while it has the focus.
  ///   - sideSteps: how much wider than at first the side is, in twentieths of the columns.
  package static func arrange(
    size: Size, panes: [PaneID], focus: PaneID, front: PaneID = .caseDetail, isWide: Bool = false, sideSteps: Int = 0
  ) -> Arrangement {
    guard !isTooSmall(size) else { return .tooSmall }
    let (header, below) = Rect(size).splitTop(1)
    let (footer, above) = below.splitBottom(1)
    let (notice, body) = above.splitBottom(size.rows >= rowsForNotices ? 1 : 0)
    var rects = PaneRects(header: header, footer: footer, notice: notice, body: body)
    let focused = panes.contains(focus) ? focus : .caseDetail
    guard fits(two, in: size) else {
      rects[focused] = body
      return .panes(rects)
    }
    let hasWorklist = panes.contains(.worklist)
    let isAbreast = hasWorklist && focused != .lookup && fits(abreast, in: size)
    if focused == .worklist, !isAbreast, size.columns < three.columns {
      // Its table needs the room more than the side does.
      rects[.worklist] = body
      return .panes(rects)
    }
    // The side folds to one line: the case needs the columns more than a list of recent ones does.
    let isFolded = focused.part == .main && focused != .worklist && (size.columns < three.columns || isWide)
    let firstColumns = isAbreast ? size.columns * 45 / 100 : min(40, size.columns / 4)
    let sideColumns = max(leastSide, min(size.columns - smallest.columns, firstColumns + sideSteps * size.columns / 20))
    let (left, right) = isFolded ? body.splitTop(1) : body.splitLeft(sideColumns)
    if isAbreast, !isFolded {
      rects[.worklist] = left
    } else if let side = panes.last(where: { $0.part == .side }) {
      rects[side] = left
    }
    let isTurn =
      hasWorklist && !fits(abreast, in: size) && (focused == .worklist || (focused == .lookup && front == .worklist))
    let main = panes.filter { $0.part == .main && ($0 == .worklist) == isTurn }
    if main.count > 1, fits(three, in: size) {
      let (bottom, top) = right.splitBottom(right.rows * 55 / 100)
      rects[main[0]] = top
      rects[main[main.count - 1]] = bottom
    } else if let pane = main.contains(focused) ? focused : main.last {
      rects[pane] = right
    }
    return .panes(rects)
  }

  /// True when a screen of this size shows only that it is too small.
  package static func isTooSmall(_ size: Size) -> Bool { !fits(smallest, in: size) }

  private static func fits(_ wanted: Size, in size: Size) -> Bool {
    size.columns >= wanted.columns && size.rows >= wanted.rows
  }
}
