import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct PaneLayoutTests {
  static let sizes = [(200, 50), (120, 40), (120, 29), (119, 40), (80, 24), (80, 19), (60, 20), (40, 10), (39, 9)]

  @Test(arguments: [PaneID.lookup, .caseDetail, .form], [false, true])
  func arrangesThePanesAsDrawn(focus: PaneID, hasEditor: Bool) throws {
    var drawings: [String] = []
    for (columns, rows) in Self.sizes {
      let size = Size(columns: columns, rows: rows)
      drawings.append("\(columns)x\(rows)")
      let panes: [PaneID] = hasEditor ? [.lookup, .caseDetail, .form] : [.lookup, .caseDetail]
      switch PaneLayout.arrange(size: size, panes: panes, focus: focus, front: focus) {
      case .tooSmall: drawings.append("too small\n")
      case .panes(let rects): drawings.append(Self.drawing(of: rects, size: size) + "\n")
      }
    }
    try expectGolden(
      drawings.joined(separator: "\n"), "layout-\(focus.rawValue)-\(hasEditor ? "with-form" : "without-form")")
  }

  /// Worklist and case take turns, or stand side by side.
  @Test(arguments: [(PaneID.worklist, PaneID.worklist), (.lookup, .worklist), (.caseDetail, .caseDetail)])
  func arrangesTheWorklistAsDrawn(focus: PaneID, front: PaneID) throws {
    var drawings: [String] = []
    for (columns, rows) in [(200, 50), (160, 20), (120, 40), (80, 24), (60, 20)] {
      let size = Size(columns: columns, rows: rows)
      drawings.append("\(columns)x\(rows)")
      guard
        case .panes(let rects) = PaneLayout.arrange(
          size: size, panes: [.lookup, .worklist, .caseDetail], focus: focus, front: front)
      else { continue }
      drawings.append(Self.drawing(of: rects, size: size) + "\n")
    }
    try expectGolden(drawings.joined(separator: "\n"), "layout-worklist-\(focus.rawValue)")
  }

  /// One cell of the drawing is four columns wide and two rows high.
  private static func drawing(of rects: PaneRects, size: Size) -> String {
    var letters = Array(
      repeating: Array(repeating: Character("?"), count: (size.columns + 3) / 4), count: (size.rows + 1) / 2)
    var sizes = ""
    let named: [(Character, Rect?)] = [
      ("h", rects.header), ("f", rects.footer), ("n", rects.notice), ("L", rects[.lookup]), ("C", rects[.caseDetail]),
      ("F", rects[.form]),
      ("W", rects[.worklist]),
    ]
    for (letter, rect) in named {
      guard let rect else { continue }
      sizes += "\(letter) \(rect.columns)x\(rect.rows) at \(rect.column),\(rect.row)  "
      for row in stride(from: rect.row, to: rect.maxRow, by: 1) {
        for column in stride(from: rect.column, to: rect.maxColumn, by: 1) where column % 4 == 0 {
          if row % 2 == 0 || letters[row / 2][column / 4] == "?" { letters[row / 2][column / 4] = letter }
        }
      }
    }
    return sizes + "\n" + letters.map { String($0) }.joined(separator: "\n")
  }

  @Test func panesNeverOverlapAndFillTheScreen() {
    for columns in stride(from: 40, through: 210, by: 3) {
      for rows in stride(from: 10, through: 62, by: 3) {
        for (focus, isWide, steps) in PaneID.allCases.flatMap({ [($0, false, 0), ($0, true, -2), ($0, false, 4)] }) {
          let size = Size(columns: columns, rows: rows)
          let arranged = PaneLayout.arrange(
            size: size, panes: PaneID.allCases, focus: focus, isWide: isWide, sideSteps: steps)
          guard case .panes(let rects) = arranged else {
            Issue.record("\(columns)x\(rows) is large enough")
            continue
          }
          let all = [rects.header, rects.footer, rects.notice] + rects.panes.values
          #expect(all.reduce(0) { $0 + $1.columns * $1.rows } == columns * rows)
          for (index, one) in all.enumerated() {
            for other in all.dropFirst(index + 1) { #expect(one.intersection(other).isEmpty) }
          }
          #expect(rects[focus] != nil, "the focused pane is on the screen")
        }
      }
    }
  }

  @Test(arguments: [[PaneID.lookup, .caseDetail], [.lookup, .worklist, .caseDetail]])
  func `A widened case has all columns while it has the focus`(_ panes: [PaneID]) {
    let size = Size(columns: 200, rows: 50)
    func columns(_ focus: PaneID, isWide: Bool) -> Int? {
      guard case .panes(let rects) = PaneLayout.arrange(size: size, panes: panes, focus: focus, isWide: isWide) else {
        return nil
      }
      return rects[.caseDetail]?.columns
    }
    #expect(columns(.caseDetail, isWide: true) == 200)
    #expect(columns(.caseDetail, isWide: false) ?? 200 < 200)
    #expect(columns(.lookup, isWide: true) ?? 200 < 200, "the lookup has its list while it is used")
  }

  @Test(arguments: [[PaneID.lookup, .caseDetail], [.lookup, .worklist, .caseDetail]])
  func `Each step moves the border between side and case`(_ panes: [PaneID]) throws {
    func side(_ columns: Int, _ steps: Int) throws -> Int {
      let size = Size(columns: columns, rows: 40)
      let arranged = PaneLayout.arrange(size: size, panes: panes, focus: .caseDetail, sideSteps: steps)
      guard case .panes(let rects) = arranged else { throw CancellationError() }
      return try #require(rects[.caseDetail]).column
    }
    for columns in [160, 200] {
      let widths = try (-2...4).map { try side(columns, $0) }
      #expect(zip(widths, widths.dropFirst()).allSatisfy { $1 - $0 == columns / 20 || $0 == 26 }, "\(widths)")
    }
    // The list of recents and the case keep what they need.
    #expect(try side(120, -2) == 26 && side(120, 4) == 54)
  }
}
