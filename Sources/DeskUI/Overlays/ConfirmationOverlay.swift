import Desk
import Terminal

/// A question whose answer is no unless `y` is pressed. The environment and the answers are always in view; a question that
/// does not fit is scrolled.
enum ConfirmationOverlay {
  static func draw(
    _ confirmation: ConfirmationPresentation, in area: Rect, isTop: Bool, scroll: inout QuestionScroll,
    painter: inout Painter
  ) -> PaneDrawing {
    let answers = "y  \(confirmation.accept)   Esc  no"
    let width = OverlayView.columns(
      fitting: OverlayView.widest(confirmation.lines + [[confirmation.environment], [Span(answers)]]),
      title: confirmation.title, in: area)
    let columns = max(1, width - 1)
    let environment = painter.lines([confirmation.environment], columns: columns)
    let told = confirmation.isHidden ? hidden : confirmation.lines
    let lines = told.flatMap { painter.lines($0, columns: columns) }
    let question = self.answers(confirmation, isLive: true, columns: columns, painter: painter)
    let wanted = environment.count + 1 + lines.count + 1 + question.count
    let (_, inside) = OverlayView.box(
      title: confirmation.title, rows: wanted, columns: width, in: area, isTop: isTop, painter: &painter)
    let (bottom, upper) = inside.splitBottom(min(question.count, inside.rows))
    let (top, below) = upper.splitTop(min(environment.count, upper.rows))
    for (index, line) in environment.enumerated() {
      _ = painter.draw(line, in: top.line(index))
    }
    let middle = below.rows >= lines.count + 2 ? below.inset(columns: 0, rows: 1) : below
    // One row says how much is out of view.
    let height = lines.count <= middle.rows ? middle.rows : max(1, middle.rows - 1)
    scroll.draw(confirmation.number, columns: columns, rows: lines.count, height: middle.isEmpty ? 0 : height)
    for (row, index) in scroll.window.visible.enumerated() {
      _ = painter.draw(lines[index], in: middle.line(row))
    }
    if lines.count > height, middle.rows > 1 {
      let style = painter.styles[scroll.isWhole ? .muted : .warning]
      painter.put(rest(of: scroll.window, painter: painter), style, in: middle.line(middle.rows - 1))
    }
    let isInView = scroll.isWhole && environment.count <= top.rows && question.count <= bottom.rows
    let isWhole = isInView && !confirmation.isHidden
    var cursor: Point?
    for (index, line) in self.answers(
      confirmation, isLive: isWhole && confirmation.isLive, columns: columns, painter: painter
    ).enumerated() {
      if let found = painter.draw(line, in: bottom.line(index)) { cursor = found }
    }
    return PaneDrawing(cursor: cursor, page: height, isWhole: isWhole)
  }

  private static let hidden = [[Span("Hidden while another window has the keyboard.", .muted)]]

  private static func rest(of window: ScrollWindow, painter: Painter) -> String {
    let below = window.count - window.visible.upperBound
    let words =
      below > 0
      ? "\(below) more \(below == 1 ? "line" : "lines"): Down"
      : "the end; \(window.top) \(window.top == 1 ? "line" : "lines") above: Up"
    return "\(painter.glyphs.ellipsis) \(words)"
  }

  /// "y  send …" and "Esc  no", on one line where both fit. The cursor is on no; y is dim until it counts.
  private static func answers(
    _ confirmation: ConfirmationPresentation, isLive: Bool, columns: Int, painter: Painter
  ) -> [ContentLine] {
    let yes = [Span("y", isLive ? .accent : .muted), Span("  \(confirmation.accept)", isLive ? .text : .muted)]
    let no = [Span("Esc", .accent), Span("  no")]
    let yesColumns = yes.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
    if yesColumns + 3 + 7 <= columns {
      let line = ContentLine(runs: painter.runs(yes + [Span("   ")] + no), cursor: yesColumns + 3)
      return [line]
    }
    return painter.lines(yes, columns: columns) + [ContentLine(runs: painter.runs(no), cursor: 0)]
  }
}
