import Desk
import Terminal

/// The lock. It covers all there is between header and footer; nothing below is drawn at all.
enum LockOverlay {
  static func draw(_ lock: LockPresentation, in area: Rect, painter: inout Painter) -> PaneDrawing {
    painter.fill(area, style: painter.styles.ground)
    let sentences = lock.lines.map { [$0] } + [[Span("! " + (lock.problem ?? ""))]]
    let width = OverlayView.columns(fitting: OverlayView.widest(sentences), title: lock.title, in: area)
    let columns = max(1, width - 1)
    let above = lock.lines.flatMap { painter.lines([$0], columns: columns) }
    let field = lock.field.map { [.blank, painter.fieldLine($0, columns: columns, isActive: true)] } ?? []
    let problem = lock.problem.map { painter.lines([Span("! \($0)", .error)], columns: columns) } ?? []
    let lines = above + field + problem
    let (_, inside) = OverlayView.box(
      title: lock.title, rows: lines.count, columns: width, in: area, isTop: true, painter: &painter)
    var window = ScrollWindow()
    // When room is short, the typed text and its problem stay in view.
    let cursor = painter.draw(
      lines, in: inside, window: &window, revealing: above.count..<max(lines.count, above.count))
    return PaneDrawing(cursor: cursor ?? inside.origin, page: inside.rows)
  }
}
