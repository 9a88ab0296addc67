import Desk
import Terminal

/// One case: banners and summary stand, everything else scrolls.
enum CasePane {
  static func draw(
    _ shown: CasePresentation, in rect: Rect, isFocused: Bool, scroll: inout AnchoredScroll, painter: inout Painter
  ) -> PaneDrawing {
    var rest = painter.draw(Frame(title: shown.title, badge: shown.badge, isFocused: isFocused), in: rect)
    let columns = max(1, rest.columns - 1)
    let banners = shown.banners.flatMap { painter.lines([$0], columns: columns) }
    rest = drawFixed(banners, rows: max(1, rest.rows / 3), in: rest, painter: &painter)
    guard !(shown.summary.isEmpty && shown.lines.isEmpty) else {
      let lines = shown.emptyText.flatMap { painter.lines([$0], columns: columns) }
      var window = ScrollWindow()
      _ = painter.draw(lines, in: rest, window: &window)
      return PaneDrawing(cursor: nil, page: rest.rows)
    }
    let summary = shown.summary.flatMap { lines(of: $0, columns: columns, painter: painter) }
    let allowed = shown.lines.isEmpty ? rest.rows : rest.rows / 2
    let isRoomy = rest.rows >= 12 && !summary.isEmpty && !shown.lines.isEmpty
    rest = drawFixed(summary, rows: allowed, in: rest, painter: &painter)
    if isRoomy {
      let (line, below) = rest.splitTop(1)
      painter.rule(in: line)
      rest = below
    }
    return drawLines(of: shown, in: rest, frame: rect, isFocused: isFocused, scroll: &scroll, painter: &painter)
  }

  /// Draws lines that do not scroll, at most `rows` of them; the last one says when there were more.
  /// - Returns: what is left below.
  private static func drawFixed(_ lines: [ContentLine], rows: Int, in rect: Rect, painter: inout Painter) -> Rect {
    let (top, rest) = rect.splitTop(min(lines.count, rows))
    for index in 0..<top.rows {
      _ = painter.draw(lines[index], in: top.line(index))
    }
    if lines.count > top.rows, top.rows > 0 {
      painter.putRight(
        Run(text: " \(painter.glyphs.ellipsis)", style: painter.styles[.muted]), in: top.line(top.rows - 1))
    }
    return rest
  }

  private static func drawLines(
    of shown: CasePresentation, in rect: Rect, frame: Rect, isFocused: Bool, scroll: inout AnchoredScroll,
    painter: inout Painter
  ) -> PaneDrawing {
    let position = shown.lines.firstIndex { $0.id == shown.selectedID }
    var list = AnchoredRows(count: shown.lines.count, position: position, height: rect.rows)
    for line in shown.lines[list.near] {
      var wrapped = lines(of: line, columns: max(1, rect.columns - 1), painter: painter)
      for index in wrapped.indices { wrapped[index].target = .pane(.caseDetail, row: line.id) }
      if line.id == shown.selectedID {
        for index in wrapped.indices {
          wrapped[index].isMarked = true
          wrapped[index].isSelected = isFocused
        }
        wrapped[0].cursor = 0
      }
      list.rows.append((line.id, wrapped))
    }
    let (cursor, more) = painter.draw(list, in: rect, scroll: &scroll)
    painter.drawPosition(position, of: list.count, more: more, in: frame, isFocused: isFocused)
    return PaneDrawing(cursor: cursor, page: rect.rows)
  }

  /// One line of the case, wrapped; never empty.
  static func lines(of line: DetailLine, columns: Int, painter: Painter) -> [ContentLine] {
    switch line.kind {
    case .blank: return [.blank]
    case .section:
      return painter.lines(line.spans, columns: columns, indent: line.indent * 2).map { wrapped in
        var heading = wrapped
        heading.runs = heading.runs.map { Run(text: $0.text, style: $0.style.adding(.bold)) }
        return heading
      }
    case .summary, .item:
      return painter.lines(line.spans, columns: columns, indent: line.indent * 2)
    }
  }
}
