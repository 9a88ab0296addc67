/// One cell of a line of a table.
package struct DetailCell: Hashable, Sendable {
  package var spans: [Span]
  /// The words before the cell when no heading stands above it: "due ".
  package var alone = ""

  package init(_ spans: [Span], alone: String = "") {
    self.spans = spans
    self.alone = alone
  }

  init(_ text: String, _ role: Role = .text, alone: String = "") {
    self.init(text.isEmpty ? [] : [Span(text, role)], alone: alone)
  }

  static let empty = DetailCell([])

  package var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

  /// The cell with the words that replace its heading.
  package var sentence: [Span] { alone.isEmpty || isEmpty ? spans : [Span(alone, .muted)] + spans }
}

/// Columns that stand under one another in all lines of a table.
package struct DetailTable: Hashable, Sendable {
  package var columns: [Column]

  package struct Column: Hashable, Sendable {
    /// The screen columns of the widest cell, or slightly more: ambiguous characters count as wide. 0: an empty column.
    package var width: Int
    /// For numbers.
    package var alignsRight: Bool

    package init(width: Int, alignsRight: Bool = false) {
      self.width = width
      self.alignsRight = alignsRight
    }
  }

  package init(columns: [Column]) { self.columns = columns }

  /// Screen columns, at least as many as are needed.
  static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + (($1.unicodeScalars.first?.value ?? 0) < 0x1100 ? 1 : 2) }
  }
}
