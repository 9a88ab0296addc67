import Desk
import Terminal

/// Lays the cells of one line of a table beside one another.
struct DetailRows {
  /// Of each column, in screen columns; 0: it is left out.
  private let widths: [Int]
  private let alignsRight: [Bool]
  /// The last column, where there is no room for it: its text goes below the others.
  private let below: Int?
  private let columns: Int

  private static let gap = 2
  /// The last column is not narrower than this where its text is longer.
  private static let leastLast = 12
  private static let indentBelow = 6

  /// Nil where there is no room for the columns: the line is wrapped as a sentence then.
  init?(_ table: DetailTable, columns: Int) {
    var widths = table.columns.map(\.width)
    guard let last = widths.lastIndex(where: { $0 > 0 }), last > 0 else { return nil }
    let before = widths[..<last].filter { $0 > 0 }
    let rest = columns - before.reduce(0) { $0 + $1 + Self.gap }
    if rest >= min(widths[last], Self.leastLast) {
      if !table.columns[last].alignsRight { widths[last] = rest }
      below = nil
    } else {
      guard before.count > 1, rest + Self.gap >= 0 else { return nil }
      widths[last] = 0
      below = last
    }
    self.widths = widths
    self.columns = columns
    alignsRight = table.columns.map(\.alignsRight)
  }

  /// - Parameter indent: in screen columns, of the first cell.
  func lines(_ cells: [DetailCell], indent: Int, isHead: Bool = false, painter: Painter) -> [ContentLine] {
    let shown = cells.indices.filter { $0 < widths.count && widths[$0] > 0 }
    let inset = min(indent, max(0, (widths.first ?? 0) - 1))
    let wrapped = shown.map { column in
      SpanWrap.lines(cells[column].spans, columns: widths[column] - (column == 0 ? inset : 0))
    }
    var lines = (0..<(wrapped.map(\.count).max() ?? 0)).map { row in
      var line = ContentLine()
      // Blanks before the next text, so that none follow the last one.
      var blanks = inset
      for (place, column) in shown.enumerated() {
        let spans = row < wrapped[place].count ? wrapped[place][row] : []
        let used = spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
        let room = max(0, widths[column] - (column == 0 ? inset : 0) - used)
        if used > 0 {
          let before = blanks + (alignsRight[column] ? room : 0)
          if before > 0 {
            line.runs.append(Run(text: String(repeating: " ", count: before), style: painter.styles.ground))
          }
          line.runs += painter.runs(spans)
          blanks = (alignsRight[column] ? 0 : room) + Self.gap
        } else {
          blanks += room + Self.gap
        }
      }
      return line
    }
    if !isHead, let below, below < cells.count, !cells[below].isEmpty {
      lines += painter.lines(cells[below].sentence, columns: columns, indent: Self.indentBelow)
    }
    return lines
  }
}
