import FuzzLaws
import Terminal
import TestSupport
import Testing

@Suite struct SurfaceTests {
  private let style = Style(foreground: .indexed(2))

  @Test func writesTextAndReturnsItsColumns() {
    var surface = Surface(size: Size(columns: 10, rows: 2))
    #expect(surface.put("a漢b", at: Point(column: 1, row: 0), style: style) == 4)
    #expect(surface.plainRows == [" a漢b", ""])
    #expect(surface[3, 0].isContinuation)
    #expect(surface.styleGrid([style: "g"]) == ".gggg.....\n..........")
  }

  @Test func aWideGlyphAtTheBorderBecomesABlank() {
    var surface = Surface(size: Size(columns: 4, rows: 1))
    #expect(surface.put("abc漢", at: Point(column: 0, row: 0), style: style) == 4)
    #expect(surface.plainRows == ["abc"])
    #expect(surface[3, 0] == .blank(style))
    var left = Surface(size: Size(columns: 4, rows: 1))
    #expect(left.put("漢b", at: Point(column: -1, row: 0), style: style) == 3)
    #expect(left.plainRows == [" b"])
  }

  @Test func overwritingHalfAWideGlyphBlanksTheOther() {
    for column in [0, 1] {
      var surface = Surface(size: Size(columns: 3, rows: 1))
      surface.put("漢", at: Point(column: 0, row: 0), style: style)
      surface.put("x", at: Point(column: column, row: 0), style: style)
      #expect(surface.plainRows == [column == 0 ? "x" : " x"])
      #expect(!surface[1, 0].isContinuation)
    }
    var shifted = Surface(size: Size(columns: 4, rows: 1))
    shifted.put("漢漢", at: Point(column: 0, row: 0), style: style)
    shifted.put("字", at: Point(column: 1, row: 0), style: style)
    #expect(shifted.plainRows == [" 字"])
    #expect(!shifted[3, 0].isContinuation)
  }

  @Test(arguments: 0..<300) func noCallTouchesACellOutsideItsClip(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let size = Size(columns: 24, rows: 6)
    var surface = Surface(size: size)
    surface.fill(surface.bounds, style: .standard)
    for row in 0..<size.rows {
      surface.put(String(repeating: "#", count: 24), at: Point(column: 0, row: row), style: .standard)
    }
    let before = surface
    let clip = Rect(
      column: .random(in: -3...20, using: &generator), row: .random(in: -2...5, using: &generator),
      columns: .random(in: 0...20, using: &generator), rows: .random(in: 0...4, using: &generator))
    for _ in 0..<8 {
      let point = Point(
        column: .random(in: -5...26, using: &generator), row: .random(in: -2...7, using: &generator))
      let text = HostileText.random(length: 10, using: &generator)
      let columns = surface.put(text, at: point, style: style, within: clip)
      #expect(columns >= 0 && columns <= max(0, clip.maxColumn - point.column))
    }
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        if !clip.contains(Point(column: column, row: row)) { #expect(surface[column, row] == before[column, row]) }
        let cell = surface[column, row]
        #expect(cell.text.unicodeScalars.count <= 5)
        let follows = column + 1 < size.columns && surface[column + 1, row].isContinuation
        #expect(cell.isContinuation ? cell.text.isEmpty : TextWidth.columns(of: cell.text) == (follows ? 2 : 1))
      }
    }
  }

  @Test(arguments: -3...9) func `A plain text is the same whole and character by character`(_ column: Int) {
    var ground = Surface(size: Size(columns: 8, rows: 2))
    ground.put("漢漢漢漢", at: Point(column: 0, row: 0), style: .standard)
    ground.put("a漢漢漢b", at: Point(column: 0, row: 1), style: .standard)
    for row in 0...1 {
      for text in ["", "x", "x y", "a long text"] {
        for clip in [nil, Rect(column: 1, row: 0, columns: 4, rows: 2), Rect(column: 3, row: 0, columns: 0, rows: 1)] {
          var whole = ground
          var parts = ground
          let columns = whole.put(text, at: Point(column: column, row: row), style: style, within: clip)
          for (offset, character) in text.enumerated() {
            parts.put(String(character), at: Point(column: column + offset, row: row), style: style, within: clip)
          }
          #expect(whole == parts, "\(text) in \(row), \(String(describing: clip))")
          let right = min(8, clip?.maxColumn ?? 8)
          let isOutside = clip.map { $0.intersection(ground.bounds).isEmpty } ?? false
          #expect(columns == (isOutside ? 0 : max(0, min(column + text.count, right) - column)))
        }
      }
    }
  }

  @Test func `Rows of grids of another size are never the same`() {
    let surface = Surface(size: Size(columns: 4, rows: 2))
    var other = surface
    #expect(surface.changedColumns(of: 0, from: other)?.isEmpty == true)
    other.put("x", at: Point(column: 3, row: 1), style: style)
    #expect(surface.changedColumns(of: 0, from: other)?.isEmpty == true)
    #expect(surface.changedColumns(of: 1, from: other) == 3..<4)
    #expect(surface.changedColumns(of: 2, from: surface) == nil && surface.changedColumns(of: -1, from: surface) == nil)
    for size in [Size(columns: 5, rows: 2), Size(columns: 3, rows: 2), Size(columns: 4, rows: 1)] {
      #expect(surface.changedColumns(of: 0, from: Surface(size: size)) == nil)
      #expect(surface.changedColumns(of: 1, from: Surface(size: size)) == nil)
    }
  }

  /// Every cell that differs is among them, and no glyph is cut, neither of the row nor of the other one.
  @Test func `The columns that changed are whole glyphs`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      var rows = (0..<2).map { _ in Surface(size: Size(columns: 9, rows: 1)) }
      for index in rows.indices {
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
          let text = ["a", "b", "漢", "é", "🙂", "bc"].randomElement(using: &generator) ?? ""
          rows[index].put(text, at: Point(column: .random(in: 0...8, using: &generator), row: 0), style: style)
        }
      }
      guard let changed = rows[0].changedColumns(of: 0, from: rows[1]) else {
        Issue.record("grids of one size")
        continue
      }
      let different = (0..<9).filter { rows[0][$0, 0] != rows[1][$0, 0] }
      #expect(different.allSatisfy(changed.contains) && changed.isEmpty == different.isEmpty)
      for row in rows where !changed.isEmpty {
        #expect(!row[changed.lowerBound, 0].isContinuation && !row[changed.upperBound, 0].isContinuation)
      }
    }
  }

  @Test func frameShowsTitleThenNoteAsRoomAllows() {
    func frame(_ columns: Int) -> [String] {
      var surface = Surface(size: Size(columns: columns, rows: 3))
      surface.drawFrame(surface.bounds, title: "Case 漢", note: "new", style: .standard)
      return surface.plainRows
    }
    #expect(frame(20) == ["┌ Case 漢 ──── new ┐", "│                  │", "└──────────────────┘"])
    #expect(frame(12) == ["┌ Case 漢 ─┐", "│          │", "└──────────┘"])
    #expect(frame(9) == ["┌ Case… ┐", "│       │", "└───────┘"])
    #expect(frame(2) == ["┌┐", "││", "└┘"])
    #expect(frame(1) == ["", "", ""])
  }

  @Test func restyleKeepsText() {
    var surface = Surface(size: Size(columns: 4, rows: 1))
    surface.put("abcd", at: Point(column: 0, row: 0), style: .standard)
    surface.restyle(Rect(column: 1, row: 0, columns: 9, rows: 9)) { $0.adding(.reverse) }
    #expect(surface.plainRows == ["abcd"])
    #expect(surface.styleGrid([Style.standard.adding(.reverse): "r"]) == ".rrr")
  }
}
