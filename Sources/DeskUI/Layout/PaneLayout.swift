package import Desk
package import Terminal

/// Where everything stands on a screen of some size.
package enum Arrangement: Hashable, Sendable {
  /// Nothing but one line that says so.
  case tooSmall
  case panes(PaneRects)
}

/// A pane that is not shown has no rectangle.
package struct PaneRects: Hashable, Sendable {
  package var header: Rect
  package var lookup: Rect?
  package var caseDetail: Rect?
  package var form: Rect?
  package var footer: Rect
  /// What lies between header and footer: the panes, and the room for overlays.
  package var body: Rect

  package subscript(pane: PaneID) -> Rect? {
    switch pane {
    case .lookup: lookup
    case .caseDetail: caseDetail
    case .form: form
    }
  }
}

/// The arithmetic of the panes.
package enum PaneLayout {
  package static let smallest = Size(columns: 40, rows: 10)
  /// From here on two panes stand side by side.
  package static let two = Size(columns: 80, rows: 20)
  /// From here on the form stands under the case.
  package static let three = Size(columns: 120, rows: 30)

  /// Three panes, two (an open form replaces the case unless the case has the focus), or only the focused one.
  package static func arrange(size: Size, hasEditor: Bool, focus: PaneID) -> Arrangement {
    guard !isTooSmall(size) else { return .tooSmall }
    let (header, below) = Rect(size).splitTop(1)
    let (footer, body) = below.splitBottom(1)
    var rects = PaneRects(header: header, footer: footer, body: body)
    let focused = focus == .form && !hasEditor ? .caseDetail : focus
    guard fits(two, in: size) else {
      switch focused {
      case .lookup: rects.lookup = body
      case .caseDetail: rects.caseDetail = body
      case .form: rects.form = body
      }
      return .panes(rects)
    }
    let (left, right) = body.splitLeft(min(40, max(26, size.columns / 4)))
    rects.lookup = left
    if hasEditor, fits(three, in: size) {
      let (bottom, top) = right.splitBottom(right.rows * 55 / 100)
      rects.caseDetail = top
      rects.form = bottom
    } else if hasEditor, focused != .caseDetail {
      rects.form = right
    } else {
      rects.caseDetail = right
    }
    return .panes(rects)
  }

  /// Whether a screen of this size shows nothing but that it is too small.
  package static func isTooSmall(_ size: Size) -> Bool { !fits(smallest, in: size) }

  private static func fits(_ wanted: Size, in size: Size) -> Bool {
    size.columns >= wanted.columns && size.rows >= wanted.rows
  }
}
