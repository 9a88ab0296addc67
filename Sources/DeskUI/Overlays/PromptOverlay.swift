import Desk
import Terminal

/// One line to type, with the needed information above and the problem below.
enum PromptOverlay {
  static func draw(
    _ prompt: PromptPresentation, in area: Rect, isTop: Bool, painter: inout Painter
  ) -> PaneDrawing {
    let width = OverlayView.columns(
      fitting: OverlayView.widest(prompt.lines.map { [$0] } + [[Span("! " + (prompt.problem ?? ""))]]),
      title: prompt.title, in: area)
    let columns = max(1, width - 1)
    let field = painter.fieldLine(prompt.field, columns: columns, isActive: isTop)
    let problem = prompt.problem.map { painter.lines([Span("! \($0)", .error)], columns: columns) } ?? []
    var above = prompt.lines.flatMap { painter.lines([$0], columns: columns) }
    if !above.isEmpty { above.append(.blank) }
    let lines = above + [field] + problem
    let (_, inside) = OverlayView.box(
      title: prompt.title, rows: lines.count, columns: width, in: area, isTop: isTop, painter: &painter)
    var window = ScrollWindow()
    let cursor = painter.draw(lines, in: inside, window: &window, revealing: above.count..<lines.count)
    return PaneDrawing(cursor: cursor, page: inside.rows)
  }
}
