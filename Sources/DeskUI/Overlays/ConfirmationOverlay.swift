import Desk
import Terminal

/// A question whose answer is no unless `y` is pressed. The environment and the answers are always in view.
enum ConfirmationOverlay {
  static func draw(
    _ confirmation: ConfirmationPresentation, in area: Rect, isTop: Bool, painter: inout Painter
  ) -> PaneDrawing {
    let columns = max(1, OverlayView.columns(in: area) - 1)
    let environment = painter.lines([confirmation.environment], columns: columns)
    let lines = confirmation.lines.flatMap { painter.lines($0, columns: columns) }
    let question = answers(confirmation, columns: columns, painter: painter)
    let wanted = environment.count + 1 + lines.count + 1 + question.lines.count
    let (_, inside) = OverlayView.box(
      title: confirmation.title, rows: wanted, in: area, isTop: isTop, painter: &painter)
    let (bottom, upper) = inside.splitBottom(min(question.lines.count, inside.rows))
    var cursor: Point?
    for (index, line) in question.lines.enumerated() {
      if let found = painter.draw(line, in: bottom.line(index)) { cursor = found }
    }
    let (top, below) = upper.splitTop(min(environment.count, upper.rows))
    for (index, line) in environment.enumerated() {
      _ = painter.draw(line, in: top.line(index))
    }
    let middle = below.rows >= lines.count + 2 ? below.inset(columns: 0, rows: 1) : below
    for (index, line) in lines.prefix(middle.rows).enumerated() {
      _ = painter.draw(line, in: middle.line(index))
    }
    if lines.count > middle.rows, middle.rows > 0 {
      let more = Run(text: " \(painter.glyphs.ellipsis) more: widen the screen", style: painter.styles[.warning])
      painter.putRight(more, in: middle.line(middle.rows - 1))
    }
    let isWhole = lines.count <= middle.rows && environment.count <= top.rows && question.lines.count <= bottom.rows
    return PaneDrawing(cursor: cursor, page: inside.rows, isWhole: isWhole)
  }

  /// "y  send …" and "Esc  no", on one line where both fit. The cursor is on no.
  private static func answers(
    _ confirmation: ConfirmationPresentation, columns: Int, painter: Painter
  ) -> (lines: [ContentLine], isOneLine: Bool) {
    let yes = [Span("y", .accent), Span("  \(confirmation.accept)")]
    let no = [Span("Esc", .accent), Span("  no")]
    let yesColumns = yes.reduce(0) { $0 + TextWidth.columns(of: painter.symbols.shown($1.text)) }
    if yesColumns + 3 + 7 <= columns {
      let line = ContentLine(runs: painter.runs(yes + [Span("   ")] + no), cursor: yesColumns + 3)
      return ([line], true)
    }
    return (painter.lines(yes, columns: columns) + [ContentLine(runs: painter.runs(no), cursor: 0)], false)
  }
}
