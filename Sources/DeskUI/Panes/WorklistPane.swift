import Desk
import Terminal

/// The worklist as a table: a head, and the rows in view. Rows out of view are never made.
enum WorklistPane {
  static func draw(
    _ worklist: WorklistPresentation, in rect: Rect, isFocused: Bool, window: inout ScrollWindow,
    painter: inout Painter
  ) -> PaneDrawing {
    var rest = painter.draw(Frame(title: worklist.title, badge: worklist.badge, isFocused: isFocused), in: rect)
    let banners = worklist.banners.flatMap { painter.lines([$0], columns: max(1, rest.columns - 1)) }
    for line in banners.prefix(max(1, rest.rows / 3)) {
      let (top, below) = rest.splitTop(1)
      _ = painter.draw(line, in: top)
      rest = below
    }
    guard worklist.table.count > 0 else {
      let lines = worklist.emptyText.flatMap { painter.lines([$0], columns: max(1, rest.columns - 1)) }
      _ = painter.draw(lines, in: rest, window: &window)
      return PaneDrawing(cursor: nil, page: rest.rows)
    }
    let layout = WorklistColumns(worklist.columns, columns: rest.columns - 1, ellipsis: painter.glyphs.ellipsis)
    let (head, list) = rest.splitTop(1)
    let heading = painter.styles[.heading]
    _ = painter.draw(ContentLine(runs: [Run(text: layout.head, style: heading)]), in: head)
    window.update(count: worklist.table.count, height: list.rows)
    if let selected = worklist.selected { window.leap(to: selected, margin: 1) }
    var cursor: Point?
    for (offset, index) in window.visible.enumerated() {
      let line = worklist.table.line(at: index, layout.shown)
      let isSelected = index == worklist.selected
      let content = ContentLine(
        runs: painter.runs(layout.spans(of: line)), isMarked: isSelected, cursor: isSelected ? 0 : nil)
      let room = list.line(offset)
      painter.addTarget(.pane(.worklist, row: line.id), room)
      if let found = painter.draw(content, in: room) { cursor = found }
      if isSelected, isFocused {
        painter.surface.restyle(room.splitLeft(1 + layout.firstColumns).left, painter.styles.selected)
      }
    }
    painter.drawPosition(worklist.selected, of: worklist.table.count, window: window, in: rect)
    return PaneDrawing(cursor: cursor, page: list.rows)
  }
}

/// The worklist columns that fit, and the width of each.
struct WorklistColumns {
  let shown: [WorklistColumn]
  private let widths: [Int]
  /// Marks are words; else letters.
  private let hasWords: Bool
  private let ellipsis: String

  /// Most rows have one or two marks; in little room, the reason is worth more than a third mark.
  private static func letters(_ columns: Int) -> Int { columns < 70 ? 3 : WorklistMark.allCases.count - 1 }
  private static let words = 24
  private static let gap = 2

  /// - Parameters:
  ///   - wanted: in the order in which they stand.
  ///   - columns: the room for all of them, marks with them.
  init(_ wanted: [WorklistColumn], columns: Int, ellipsis: String) {
    self.ellipsis = ellipsis
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

  var head: String {
    let marks = hasWords ? "Marks" : ""
    return zip(shown, widths).map { padded($0.title, $1) }.joined() + marks
  }

  func spans(of line: WorklistLine) -> [Span] {
    let cells = zip(line.cells, widths).map { Span(padded($0.text, $1), $0.role) }
    let words = line.marks.map(\.rawValue).joined(separator: ", ")
    let hasRoom = hasWords && words.count <= Self.words
    return cells + [Span(hasRoom ? words : String(line.marks.map(\.letter)), .accent)]
  }

  /// The text cut or padded to a width, with the gap after it.
  private func padded(_ text: String, _ width: Int) -> String {
    let fitting = TextWidth.truncate(text, to: width, ellipsis: ellipsis)
    return fitting + String(repeating: " ", count: max(0, width - TextWidth.columns(of: fitting)) + Self.gap)
  }
}
