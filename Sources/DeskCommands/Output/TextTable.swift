import Terminal

/// Rows in aligned columns: with headings and within a width on a terminal, without both elsewhere.
struct TextTable: Sendable {
  struct Column: Sendable {
    let heading: String
    /// The treatment of the column when the lines are too wide.
    var room = Room.whole
    /// Numbers stand below each other digit by digit.
    var isNumber = false

    enum Room: Sendable {
      /// An id that is to be copied, or a short word.
      case whole
      /// The column is cut, with a sign for that.
      case cut
      /// The column is left out before any other column is cut.
      case spare
    }
  }

  private let columns: [Column]
  private let rows: [[String]]

  /// A narrower column would say nothing.
  private static let narrowest = 8
  private static let gap = "  "

  /// - Parameter rows: a cell for each column; foreign text stands in it as it came.
  init(_ columns: [Column], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows.map { $0.map { Sanitiser.visible($0) } }
  }

  /// - Parameter width: of the terminal, in columns; nil elsewhere.
  func lines(within width: Int?) -> [String] {
    var shown = columns.indices.filter { column in width == nil || rows.contains { !$0[column].isEmpty } }
    guard let width else { return lines(shown, widths(shown, hasHeadings: false), hasHeadings: false) }
    while total(widths(shown, hasHeadings: true)) > width,
      let spare = shown.lastIndex(where: { columns[$0].room == .spare })
    {
      shown.remove(at: spare)
    }
    var widths = widths(shown, hasHeadings: true)
    while total(widths) > width,
      let widest = shown.indices.filter({ columns[shown[$0]].room == .cut }).max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
    }
    return lines(shown, widths, hasHeadings: true)
  }

  private func widths(_ shown: [Int], hasHeadings: Bool) -> [Int] {
    shown.map { column in
      let cells = rows.map { TextWidth.columns(of: $0[column]) }
      return max(cells.max() ?? 0, hasHeadings ? TextWidth.columns(of: columns[column].heading) : 0)
    }
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1)
  }

  private func lines(_ shown: [Int], _ widths: [Int], hasHeadings: Bool) -> [String] {
    let cells = (hasHeadings ? [columns.map(\.heading)] : []) + rows
    return cells.map { row in
      zip(shown, widths).map { column, width in
        guard columns[column].isNumber else { return TextWidth.pad(row[column], to: width) }
        let text = TextWidth.truncate(row[column], to: width)
        return String(repeating: " ", count: width - TextWidth.columns(of: text)) + text
      }.joined(separator: Self.gap).trimmedAtEnd
    }
  }
}

extension Console {
  /// The table on a terminal; elsewhere the lines that programs and scripts read.
  func lines(_ table: TextTable, elsewhere lines: [String]) -> [String] {
    isOutputTerminal ? table.lines(within: outputColumns) : lines
  }
}

extension String {
  fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
