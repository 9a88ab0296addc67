package import Desk
package import Terminal

/// All that drawing remembers from one screen to the next: the scroll position of each list, and the last frame.
package struct Viewports: Hashable, Sendable {
  package var lookup = ScrollWindow()
  package var worklist = ScrollWindow()
  var caseDetail = CaseScroll()
  /// By the id of the form: each form returns to its scroll position.
  var forms: [String: AnchoredScroll] = [:]
  /// From bottom to top, as the overlays stand.
  package var overlays: [ScrollWindow] = []
  package var question = QuestionScroll()
  var kept = KeptDrawing()

  package init() {}
}

/// How far a question is scrolled, and how much of it was in view since it came up.
package struct QuestionScroll: Hashable, Sendable {
  /// Identifies the question and its wrapping: another one is read from its start.
  private var number = 0
  private var columns = 0
  private(set) var window = ScrollWindow()
  /// Rows from its start that were in view, without a gap.
  private var seen = 0

  /// True when its end was in view, and everything before it.
  var isWhole: Bool { seen >= window.count }

  /// Notes that the question is drawn with this number of rows and height.
  mutating func draw(_ number: Int, columns: Int, rows: Int, height: Int) {
    if number != self.number || columns != self.columns || rows != window.count {
      self = QuestionScroll()
      (self.number, self.columns) = (number, columns)
    }
    window.update(count: rows, height: height)
    if window.top <= seen { seen = max(seen, window.visible.upperBound) }
  }

  package mutating func move(_ movement: Movement) {
    switch movement {
    case .up: window.scroll(by: -1)
    case .down: window.scroll(by: 1)
    // One row stays in view, so that reading can continue from it.
    case .pageUp: window.scroll(by: 1 - window.height)
    case .pageDown: window.scroll(by: window.height - 1)
    case .home: window.scroll(by: -window.count)
    case .end: window.scroll(by: window.count)
    }
  }
}
