import FuzzLaws
import Terminal
import TestSupport
import Testing

@Suite struct GeometryTests {
  private let rect = Rect(column: 2, row: 3, columns: 10, rows: 4)

  @Test(arguments: [-5, 0, 1, 3, 4, 99]) func splitsCoverTheWhole(_ count: Int) {
    let (top, below) = rect.splitTop(count)
    #expect(top.rows + below.rows == 4 && top.maxRow == below.row && below.maxRow == rect.maxRow)
    let (bottom, above) = rect.splitBottom(count)
    #expect(bottom.rows == top.rows && above.maxRow == bottom.row && above.row == rect.row)
    let (left, rightRest) = rect.splitLeft(count)
    #expect(left.columns + rightRest.columns == 10 && left.maxColumn == rightRest.column)
    let (right, leftRest) = rect.splitRight(count)
    #expect(right.columns == left.columns && leftRest.maxColumn == right.column && right.maxColumn == rect.maxColumn)
  }

  @Test func insetsAndIntersectionsAreNeverNegative() {
    #expect(rect.inset(by: 1) == Rect(column: 3, row: 4, columns: 8, rows: 2))
    #expect(rect.inset(by: 3).isEmpty)
    #expect(rect.intersection(Rect(column: 50, row: 0, columns: 5, rows: 5)).isEmpty)
    #expect(
      rect.intersection(Rect(column: 0, row: 0, columns: 4, rows: 4)) == Rect(column: 2, row: 3, columns: 2, rows: 1))
    #expect(rect.centered(Size(columns: 4, rows: 9)) == Rect(column: 5, row: 3, columns: 4, rows: 4))
  }

  @Test func aPointOnTheFarEdgeIsOutside() {
    #expect(rect.contains(Point(column: 11, row: 6)))
    #expect(!rect.contains(Point(column: 12, row: 6)) && !rect.contains(Point(column: 11, row: 7)))
  }

  @Test func aLeapMovesByHalfOfTheRowsInView() {
    var window = ScrollWindow(count: 40, height: 10)
    window.leap(to: 8, margin: 1)
    #expect(window.visible == 0..<10)
    window.leap(to: 9, margin: 1)
    #expect(window.visible == 5..<15)
    window.leap(to: 5, margin: 1)
    #expect(window.visible == 0..<10)
    window.leap(to: 30, margin: 1)
    #expect(window.visible == 22..<32, "a far row comes into view by the least")
    window.leap(to: 39, margin: 1)
    #expect(window.visible == 30..<40)
  }

  @Test func scrollingMovesOnlyAsFarAsTheSelectionMakesIt() {
    var window = ScrollWindow(count: 20, height: 5)
    window.reveal(3)
    #expect(window.visible == 0..<5)
    window.reveal(7)
    #expect(window.visible == 3..<8)
    window.reveal(6)
    #expect(window.visible == 3..<8 && window.hasMoreAbove && window.hasMoreBelow)
    window.reveal(2)
    #expect(window.visible == 2..<7)
    window.update(count: 4, height: 5)
    #expect(window.visible == 0..<4 && !window.hasMoreBelow)
    window.scroll(by: .max)
    window.scroll(by: .min)
    #expect(window.visible == 0..<4)
  }

  @Test func theSelectionIsAlwaysVisible() {
    var generator = SeededGenerator(seed: 7)
    var window = ScrollWindow()
    for _ in 0..<2000 {
      let count = Int.random(in: 0...40, using: &generator)
      let height = Int.random(in: 0...12, using: &generator)
      let selection = Int.random(in: 0...45, using: &generator)
      window.update(count: count, height: height)
      window.reveal(selection, margin: .random(in: 0...3, using: &generator))
      if count > 0, height > 0 { #expect(window.visible.contains(min(selection, count - 1))) }
      #expect(window.visible.count == min(count, height))
    }
  }

  @Test func nearestColorsKeepTheirFamily() {
    #expect(Color.rgb(255, 0, 0).nearestIndexed256 == 196)
    #expect(Color.rgb(250, 5, 5).nearest16 == 9)
    #expect(Color.rgb(255, 255, 255).nearest16 == 15)
    #expect(Color.indexed(3).nearest16 == 3 && Color.indexed(244).nearestIndexed256 == 244)
    #expect(Color.indexed(232).nearest16 == 0)
    #expect(Color.standard.nearest16 == nil && Color.standard.nearestIndexed256 == nil)
  }

  /// The quick search finds the entry that a look at all of them finds, the first one where two are as near.
  @Test func noEntryIsNearerThanTheNearest() {
    func distance(_ color: (UInt8, UInt8, UInt8), _ entry: Int) -> Int {
      guard let (red, green, blue) = Color.indexed(UInt8(entry)).components else { return .max }
      let differences = [(3, color.0, red), (6, color.1, green), (1, color.2, blue)]
      return differences.reduce(0) { $0 + $1.0 * (Int($1.1) - Int($1.2)) * (Int($1.1) - Int($1.2)) }
    }
    var generator = SeededGenerator(seed: 11)
    let edges: [UInt8] = [0, 47, 48, 115, 155, 195, 235, 255]
    let colors =
      edges.flatMap { red in edges.map { (red, $0, red) } }
      + (0..<300).map { _ in
        (
          UInt8.random(in: 0...255, using: &generator), UInt8.random(in: 0...255, using: &generator),
          UInt8.random(in: 0...255, using: &generator)
        )
      }
    for color in colors {
      let nearest = (16...255).min { distance(color, $0) < distance(color, $1) }
      #expect(Color.rgb(color.0, color.1, color.2).nearestIndexed256.map(Int.init) == nearest, "\(color)")
    }
  }
}
