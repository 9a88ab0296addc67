import Desk
import Terminal

/// The first row: program, environment, connection, and what must not be overlooked.
enum HeaderLine {
  /// Draws the row; in production the whole row has production's style.
  static func draw(_ header: HeaderPresentation, in rect: Rect, painter: inout Painter) {
    let base = painter.isProduction ? painter.styles[.environmentProduction] : painter.styles.ground
    painter.fill(rect, style: base)
    func run(_ span: Span) -> Run {
      Run(text: span.text, style: painter.isProduction ? base : painter.styles[span.role])
    }
    let gap = Run(text: "  ", style: base)
    var environment = run(header.environment)
    environment.text = " \(environment.text) "
    environment.style = environment.style.adding(.bold)
    let left = [Run(text: " CaseDesk ", style: base.adding(.bold)), environment, gap, run(header.connection), gap]
    let used = painter.put(left, in: rect)
    var rest = rect.splitLeft(used).rest.splitRight(1).rest
    var shown: [Run] = []
    var columns = 0
    for notice in header.notices {
      let added = (shown.isEmpty ? [] : [gap]) + [run(notice)]
      let width = added.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
      guard columns + width <= rest.columns else { break }
      shown += added
      columns += width
    }
    // The most important one is cut rather than dropped.
    if shown.isEmpty, let first = header.notices.first {
      shown = [run(first)]
      columns = rest.columns
    }
    rest = rest.splitRight(columns).right
    painter.put(shown, in: rest)
  }
}
