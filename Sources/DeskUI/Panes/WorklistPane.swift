import Desk
import Terminal

/// The worklist as a table: a head, and the rows in view. Rows out of view are never made.
enum WorklistPane {
  /// - Parameter kept: the last drawing in this place. Only rows that are no longer the same are drawn again.
  static func draw(
    _ worklist: WorklistPresentation, in rect: Rect, isFocused: Bool, window: inout ScrollWindow,
    kept: inout KeptDrawing.Worklist?, painter: inout Painter
  ) -> PaneDrawing {
    let surroundings = KeptDrawing.Worklist.Surroundings(
      frame: Frame(title: worklist.title, badge: worklist.badge, isFocused: isFocused), banners: worklist.banners,
      columns: worklist.columns)
    guard worklist.table.count > 0 else {
      kept = nil
      let rest = drawTop(surroundings, in: rect, painter: &painter)
      let lines = worklist.emptyText.flatMap { painter.lines([$0], columns: max(1, rest.columns - 1)) }
      _ = painter.draw(lines, in: rest, window: &window)
      return PaneDrawing(cursor: nil, page: rest.rows)
    }
    var drawn =
      kept.flatMap { $0.surroundings == surroundings ? $0 : nil }
      ?? drawSurroundings(surroundings, of: worklist.table, in: rect, painter: &painter)
    let list = drawn.list
    let keepsLines = worklist.table.keepsLines(of: drawn.table)
    if !keepsLines { drawn.table = worklist.table }
    window.update(count: worklist.table.count, height: list.rows)
    if let selected = worklist.selected { window.leap(to: selected, margin: 1) }
    let visible = window.visible
    for (offset, index) in visible.enumerated() {
      let last = offset < drawn.rows.count ? drawn.rows[offset] : nil
      let line =
        last.flatMap { keepsLines && $0.index == index ? $0.line : nil }
        ?? worklist.table.line(at: index, drawn.layout.shown)
      painter.addTarget(.pane(.worklist, row: line.id), list.line(offset))
      let row = KeptDrawing.Worklist.Row(index: index, line: line, isSelected: index == worklist.selected)
      guard row != last else { continue }
      if last == nil { drawn.rows.append(row) } else { drawn.rows[offset] = row }
      draw(row, over: last, layout: drawn.layout, isFocused: isFocused, in: list.line(offset), painter: &painter)
    }
    for offset in visible.count..<max(visible.count, drawn.rows.count) {
      painter.fill(list.line(offset), style: painter.styles.ground)
    }
    drawn.rows.removeLast(drawn.rows.count - visible.count)
    painter.movePosition(
      worklist.selected, of: worklist.table.count, window: window, in: rect, from: &drawn.position)
    // In little room, the lower border has the badge too.
    kept = rect.rows < 7 ? nil : drawn
    let place = worklist.selected.flatMap { visible.contains($0) ? $0 - visible.lowerBound : nil }
    return PaneDrawing(cursor: place.map { Painter.cursor(0, in: list.line($0)) }, page: list.rows)
  }

  /// The border and the banners.
  /// - Returns: the room below.
  private static func drawTop(
    _ surroundings: KeptDrawing.Worklist.Surroundings, in rect: Rect, painter: inout Painter
  ) -> Rect {
    var rest = painter.draw(surroundings.frame, in: rect)
    let banners = surroundings.banners.flatMap { painter.lines([$0], columns: max(1, rest.columns - 1)) }
    for line in banners.prefix(max(1, rest.rows / 3)) {
      let (top, below) = rest.splitTop(1)
      _ = painter.draw(line, in: top)
      rest = below
    }
    return rest
  }

  private static func drawSurroundings(
    _ surroundings: KeptDrawing.Worklist.Surroundings, of table: WorklistTable, in rect: Rect, painter: inout Painter
  ) -> KeptDrawing.Worklist {
    let rest = drawTop(surroundings, in: rect, painter: &painter)
    let layout = WorklistColumns(surroundings.columns, columns: rest.columns - 1)
    let (head, list) = rest.splitTop(1)
    for (title, room) in zip(layout.head, layout.rooms(in: head)) {
      painter.put(title, painter.styles[.heading], in: room)
    }
    return KeptDrawing.Worklist(surroundings: surroundings, list: list, layout: layout, table: table)
  }

  /// - Parameter last: the row that is there. Of the same line, only the cells that show the selection are drawn again.
  private static func draw(
    _ row: KeptDrawing.Worklist.Row, over last: KeptDrawing.Worklist.Row?, layout: WorklistColumns, isFocused: Bool,
    in room: Rect, painter: inout Painter
  ) {
    let first = room.splitLeft(1 + layout.firstColumns).left
    let isSameLine = last?.line == row.line
    if last != nil { painter.fill(isSameLine ? first : room, style: painter.styles.ground) }
    _ = painter.draw(ContentLine(isMarked: row.isSelected), in: room)
    let cells = isSameLine ? Array(row.line.cells.prefix(1)) : layout.cells(of: row.line)
    for (cell, room) in zip(cells, layout.rooms(in: room)) { painter.put(painter.runs([cell]), in: room) }
    if row.isSelected, isFocused { painter.surface.restyle(first, painter.styles.selected) }
  }
}

/// The worklist columns that fit, and the width of each.
struct WorklistColumns: Hashable {
  let shown: [WorklistColumn]
  private let widths: [Int]
  /// Marks are words; else letters.
  private let hasWords: Bool

  /// Most rows have one or two marks; in little room, the reason is worth more than a third mark.
  private static func letters(_ columns: Int) -> Int { columns < 70 ? 3 : WorklistMark.allCases.count - 1 }
  private static let words = 24
  private static let gap = 2

  /// - Parameters:
  ///   - wanted: in the order in which they stand.
  ///   - columns: the room for all of them, marks with them.
  init(_ wanted: [WorklistColumn], columns: Int) {
    hasWords = columns >= 150
    var room = columns - (hasWords ? Self.words : Self.letters(columns))
    var chosen: Set<WorklistColumn> = []
    for column in Self.gravest where wanted.contains(column) {
      guard Self.least(column) + Self.gap <= room || chosen.isEmpty else { break }
      room -= Self.least(column) + Self.gap
      chosen.insert(column)
    }
    shown = wanted.filter(chosen.contains)
    var widths = shown.map(Self.least)
    // The reason first: without its age it says half.
    for column in [.why] + Self.gravest.filter({ $0 != .why }) {
      guard let index = shown.firstIndex(of: column) else { continue }
      let more = min(max(0, room), Self.most(column) - widths[index])
      widths[index] += more
      room -= more
    }
    self.widths = widths
  }

  /// The columns that are removed last when there is too little room.
  private static let gravest: [WorklistColumn] = [
    .shortID, .patient, .why, .team, .status, .message, .order, .changed, .visit, .bundle,
  ]

  private static func least(_ column: WorklistColumn) -> Int {
    switch column {
    case .shortID: 9
    case .patient: 10
    case .status: 11
    case .why: 27
    case .bundle: 14
    case .order: 16
    case .visit: 12
    case .message: 12
    case .changed: 7
    case .team: 16
    }
  }

  private static func most(_ column: WorklistColumn) -> Int {
    switch column {
    case .shortID: 12
    case .patient: 18
    case .status: 12
    case .why: 38
    case .bundle: 24
    case .order: 26
    case .visit: 12
    case .message: 20
    case .changed: 7
    case .team: 30
    }
  }

  /// The width of the first one, which shows the selection: a move draws these cells of two rows again, and not two rows.
  var firstColumns: Int { widths.first ?? 0 }

  /// The titles of the columns and of the marks.
  var head: [String] { shown.map(\.title) + [hasWords ? "Marks" : ""] }

  func cells(of line: WorklistLine) -> [Span] {
    let words = line.marks.map(\.rawValue).joined(separator: ", ")
    let hasRoom = hasWords && words.count <= Self.words
    return line.cells + [Span(hasRoom ? words : String(line.marks.map(\.letter)), .accent)]
  }

  /// The room of each column and of the marks in a line, which has one column for the selection before them.
  func rooms(in line: Rect) -> [Rect] {
    var rest = line.splitLeft(1).rest
    var rooms: [Rect] = []
    for width in widths {
      rooms.append(rest.splitLeft(width).left)
      rest = rest.splitLeft(width + Self.gap).rest
    }
    return rooms + [rest]
  }
}
