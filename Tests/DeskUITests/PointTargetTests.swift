import Foundation
import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct PointTargetTests {
  /// The cell where this text begins.
  private func place(of text: String, in shown: DrawnScreen) throws -> Point {
    for (row, line) in shown.surface.plainRows.enumerated() {
      if let range = line.range(of: text) {
        return Point(column: line.distance(from: line.startIndex, to: range.lowerBound), row: row)
      }
    }
    throw NotThere()
  }

  private struct NotThere: Error {}

  @Test func rowsOfListsPanesAndFieldsAreFoundWhereTheyAreDrawn() throws {
    let shown = drawn(Samples.screen(focus: .form, context: .editorChoice, hasEditor: true), 120, 40)
    #expect(shown.pointed(at: try place(of: "Jo Park", in: shown)) == .pane(.lookup, row: "r2"))
    #expect(shown.pointed(at: try place(of: "Semaglutide   every", in: shown)) == .pane(.caseDetail, row: "p1"))
    #expect(shown.pointed(at: try place(of: "How much do you weigh?", in: shown)) == .pane(.form, row: "q1"))
    #expect(shown.pointed(at: try place(of: "Lookup", in: shown)) == .pane(.lookup, row: nil))
    #expect(shown.pointed(at: Point(column: 0, row: 0)) == nil)
    #expect(shown.pointed(at: Point(column: 500, row: 500)) == nil)
  }

  /// A line that wraps is one target.
  @Test func everyRowOfAWrappedLinePointsAtIt() throws {
    let shown = drawn(Samples.screen(), 80, 24)
    let first = try place(of: "INTERNAL, not for", in: shown)
    let second = Point(column: first.column, row: first.row + 1)
    #expect(shown.pointed(at: first) == .pane(.caseDetail, row: "m1"))
    #expect(shown.pointed(at: second) == .pane(.caseDetail, row: "m1"))
  }

  @Test func aListAboveThePanesHasItsOwnRows() throws {
    let shown = drawn(Samples.screen(context: .picker, overlays: [Samples.picker]), 80, 24)
    #expect(shown.pointed(at: try place(of: "Premium Plus", in: shown)) == .overlay(row: "2"))
  }

  @Test func nothingOfAConfirmationOrALockCanBePointedAt() throws {
    for overlay in [Samples.confirmation, Samples.lock] {
      let shown = drawn(Samples.screen(context: .confirmation, overlays: [overlay]), 80, 24)
      let isOverlay = shown.targets.contains { if case .overlay = $0.pointed { true } else { false } }
      #expect(!isOverlay)
    }
    #expect(drawn(Samples.screen(context: .prompt, overlays: [Samples.lock]), 80, 24).targets.isEmpty)
  }
}
