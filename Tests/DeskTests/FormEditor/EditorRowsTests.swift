import Testing

@testable import Desk

/// The rows of a form in blocks.
@Suite struct EditorRowsTests {
  private func row(_ id: Int, isFolded: Bool = false) -> EditorRow {
    var row = EditorRow(id: "r\(id)", label: "Row \(id)", kind: .heading)
    row.isFolded = isFolded
    return row
  }

  /// Rows 0 to 8, each third folded, in blocks of these lengths.
  private func rows(_ lengths: [Int]) -> EditorRows {
    var rows: EditorRows = []
    var next = 0
    for length in lengths {
      rows.append((next..<next + length).map { row($0, isFolded: $0 % 3 == 0) })
      next += length
    }
    return rows
  }

  @Test(arguments: [[9], [1, 8], [4, 0, 4, 1], [0, 3, 3, 3, 0], Array(repeating: 1, count: 9)])
  func `Rows are the same in any blocks`(lengths: [Int]) {
    let rows = rows(lengths)
    #expect(rows.count == 9)
    #expect(rows.map(\.id) == (0..<9).map { "r\($0)" })
    #expect(rows == self.rows([2, 7]))
    #expect(rows.hashValue == self.rows([2, 7]).hashValue)
    #expect(rows != self.rows([2, 6]))
    #expect(rows.drawnPlaces == [1, 2, 4, 5, 7, 8])
    #expect((0..<9).map { rows.place(of: "r\($0)") } == Array(0..<9))
    #expect(rows.place(of: "r9") == nil)
    #expect(rows.place(of: nil) == nil)
    #expect(Mirror(reflecting: rows).children.count == 9)
    #expect((0..<9).allSatisfy { "\(rows)".contains("Row \($0)") })
    #expect("\((one: 1, rows: rows))".contains("Row 8"))
  }

  @Test func `No rows are empty`() {
    #expect(EditorRows([]).isEmpty)
    #expect(EditorRows([]).drawnPlaces.isEmpty)
    #expect(rows([0, 0]) == [])
  }

  @Test func `One row that differs makes them differ`() {
    var other = Array(rows([9]))
    other[5].label = "another"
    #expect(EditorRows(other) != rows([9]))
    #expect(EditorRows(other) != rows([3, 3, 3]))
  }
}
