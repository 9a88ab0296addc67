import Desk
import Terminal

/// How far the case is scrolled, in one column or two.
struct CaseScroll: Hashable, Sendable {
  var whole = AnchoredScroll()
  var facts = AnchoredScroll()
  var events = AnchoredScroll()
}

/// One case: banners and summary stay in place, everything else scrolls.
enum CasePane {
  static func draw(
    _ shown: CasePresentation, in rect: Rect, isFocused: Bool, scroll: inout CaseScroll, painter: inout Painter
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
    let summary = SummaryGrid(columns: columns).lines(shown.summary, painter: painter)
    let allowed = shown.lines.isEmpty ? rest.rows : rest.rows - min(6, rest.rows / 2)
    let isRoomy = rest.rows >= 12 && !summary.isEmpty && !shown.lines.isEmpty
    rest = drawFixed(summary, rows: allowed, in: rest, painter: &painter)
    if isRoomy {
      let (line, below) = rest.splitTop(1)
      painter.rule(in: line)
      rest = below
    }
    let list = CaseList(shown: shown, frame: rect, isFocused: isFocused)
    guard rest.columns >= fewestForTwo, shown.columns.count == 2 else {
      return list.draw(shown.lines, in: rest, scroll: &scroll.whole, painter: &painter)
    }
    return list.drawTwo(in: rest, scroll: &scroll, painter: &painter)
  }

  /// The fewest columns for facts and events side by side.
  private static let fewestForTwo = 116

  /// Draws lines that do not scroll, at most `rows` of them; the last one says when there were more.
  /// - Returns: the rest of the area below.
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

  /// One line of the case, wrapped; never empty.
  static func lines(of line: DetailLine, columns: Int, painter: Painter) -> [ContentLine] {
    if let table = line.table, let rows = DetailRows(table, columns: columns) {
      let cells =
        painter.symbols.isASCII
        ? line.cells.filter { $0.spans.isEmpty || !$0.spans.allSatisfy(\.isPicture) } : line.cells
      let wrapped = rows.lines(cells, indent: line.indent * 2, isHead: line.kind == .section, painter: painter)
      return line.kind == .section ? wrapped.map(bold) : wrapped
    }
    switch line.kind {
    case .blank: return [.blank]
    case .section: return painter.lines(line.spans, columns: columns, indent: line.indent * 2).map(bold)
    case .summary, .item: return painter.lines(line.spans, columns: columns, indent: line.indent * 2)
    }
  }

  /// The title of a section, and the heads of its columns.
  private static func bold(_ line: ContentLine) -> ContentLine {
    var line = line
    line.runs = line.runs.map { Run(text: $0.text, style: $0.style.adding(.bold)) }
    return line
  }
}

extension Span {
  /// Drawn with block characters, which the sentence of its line says in words.
  fileprivate var isPicture: Bool { text.unicodeScalars.allSatisfy { (0x2581...0x2588).contains($0.value) } }
}

/// The lines of a case that scroll.
private struct CaseList {
  let shown: CasePresentation
  let frame: Rect
  let isFocused: Bool

  func draw(_ lines: DetailList, in rect: Rect, scroll: inout AnchoredScroll, painter: inout Painter) -> PaneDrawing {
    let position = lines.index(of: shown.selectedID)
    let drawn = draw(lines, position: position, in: rect, scroll: &scroll, painter: &painter)
    painter.drawPosition(
      position, of: lines.count, more: drawn.more, in: frame, note: shown.found?.place)
    return PaneDrawing(cursor: drawn.cursor, page: rect.rows)
  }

  /// The facts of the case and its events, side by side: each scrolls by itself.
  func drawTwo(in rect: Rect, scroll: inout CaseScroll, painter: inout Painter) -> PaneDrawing {
    let (left, right) = rect.splitLeft(rect.columns / 2)
    let (line, events) = right.splitLeft(1)
    painter.surface.vline(
      at: line.origin, rows: line.rows, style: painter.styles.border, glyphs: painter.glyphs, within: line)
    let places = shown.columns.map { $0.index(of: shown.selectedID) }
    let one = draw(shown.columns[0], position: places[0], in: left, scroll: &scroll.facts, painter: &painter)
    let other = draw(shown.columns[1], position: places[1], in: events, scroll: &scroll.events, painter: &painter)
    let place = shown.lines.index(of: shown.selectedID)
    painter.drawPosition(
      place, of: shown.lines.count, more: (one.more.above || other.more.above, one.more.below || other.more.below),
      in: frame, note: shown.found?.place)
    return PaneDrawing(cursor: one.cursor ?? other.cursor, page: rect.rows)
  }

  private func draw(
    _ lines: DetailList, position: Int?, in rect: Rect, scroll: inout AnchoredScroll, painter: inout Painter
  ) -> (cursor: Point?, more: (above: Bool, below: Bool)) {
    let rowID = scroll.rowID
    let anchor = position == nil ? lines.index(of: rowID) : nil
    var list = AnchoredRows(count: lines.count, position: position, height: rect.rows, anchor: anchor)
    list.leap = shown.leap
    for line in lines[list.near] {
      let marked = shown.found?.marked(line) ?? line
      var wrapped = CasePane.lines(of: marked, columns: max(1, rect.columns - 1), painter: painter)
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
    return painter.draw(list, in: rect, scroll: &scroll)
  }
}

/// The summary: labels and values, as many beside one another as there is room for.
private struct SummaryGrid {
  let columns: Int

  private static let labels = 7
  private static let gap = 2
  private static let most = 3
  private static let narrowest = 36

  /// Puts as many pairs side by side as give the fewest lines.
  func lines(_ summary: [DetailLine], painter: Painter) -> [ContentLine] {
    (1...max(1, min(Self.most, columns / Self.narrowest))).map { lines(summary, slots: $0, painter: painter) }
      .reduce([]) { best, next in best.isEmpty || next.count < best.count ? next : best }
  }

  private func lines(_ summary: [DetailLine], slots: Int, painter: Painter) -> [ContentLine] {
    var rows: [[DetailLine]] = []
    var used = slots
    for line in summary {
      let needs = line.isWide ? min(2, slots) : 1
      if used + needs > slots { (rows, used) = (rows + [[]], 0) }
      rows[rows.count - 1].append(line)
      used += needs
    }
    let slot = (columns - Self.gap * (slots - 1)) / slots
    return rows.flatMap { row in
      var cells: [DetailCell] = []
      var table = DetailTable(columns: [])
      for line in row {
        let width = line.isWide && slots > 1 ? slot * 2 + Self.gap : slot
        cells += line.cells
        table.columns += [
          DetailTable.Column(width: Self.labels), DetailTable.Column(width: width - Self.labels - Self.gap),
        ]
      }
      guard let grid = DetailRows(table, columns: columns) else {
        return row.flatMap { painter.lines($0.spans, columns: columns) }
      }
      return grid.lines(cells, indent: 0, painter: painter)
    }
  }
}
