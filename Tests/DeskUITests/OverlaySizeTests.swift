import Foundation
import Terminal
import Testing

@testable import Desk
@testable import DeskUI

/// A panel takes the room that its content needs, and no more.
struct OverlaySizeTests {
  private func list(_ count: Int, width: Int = 10, filter: String = "", isAside: Bool = false) -> PickerPresentation {
    let rows = (1...count).map {
      RowPresentation(id: "\($0)", spans: [Span("\($0) " + String(repeating: "x", count: width))])
    }
    var picker = PickerPresentation(
      title: "List", filter: TextFieldPresentation(text: filter, cursor: 0), rows: filter.isEmpty ? rows : [rows[0]],
      selectedID: "1", emptyText: "")
    picker.unfiltered = rows
    picker.isAside = isAside
    return picker
  }

  /// Of the only box with heavy corners.
  private func box(_ overlay: OverlayPresentation, _ columns: Int, _ rows: Int) -> Rect? {
    let lines = drawn(Samples.screen(context: .picker, overlays: [overlay]), columns, rows).surface.plainRows
    guard let top = lines.firstIndex(where: { $0.contains("┏") }),
      let bottom = lines.firstIndex(where: { $0.contains("┗") }),
      let left = lines[top].firstIndex(of: "┏"), let right = lines[top].lastIndex(of: "┓")
    else { return nil }
    let column = TextWidth.columns(of: String(lines[top][..<left]))
    return Rect(
      column: column, row: top, columns: TextWidth.columns(of: String(lines[top][left...right])),
      rows: bottom - top + 1)
  }

  @Test func aListIsAsHighAndAsWideAsItsRowsNeed() throws {
    let small = try #require(box(.picker(list(3)), 120, 40))
    // Filter, rule and three rows in a border.
    #expect(small.rows == 7 && small.columns == 46)
    let wide = try #require(box(.picker(list(5, width: 90)), 120, 40))
    #expect(wide.rows == 9 && wide.columns == 96)
    let large = try #require(box(.picker(list(500, width: 500)), 120, 40))
    #expect(large.rows == 37 && large.columns == 118)
  }

  @Test func aListForTypingShowsSoManyRows() throws {
    var picker = list(50)
    picker.mostRows = 10
    #expect(try #require(box(.picker(picker), 120, 40)).rows == 14)
    picker.unfiltered[4].disabledReason = String(repeating: "reason ", count: 9)
    #expect(try #require(box(.picker(picker), 120, 40)).columns == 46, "the reason is in the note")
    picker.mostRows = 60
    #expect(try #require(box(.picker(picker), 120, 40)).rows == 37)
  }

  @Test func typingLeavesTheListWhereItIs() throws {
    #expect(box(.picker(list(12)), 80, 24) == box(.picker(list(12, filter: "1")), 80, 24))
    let text = drawn(Samples.screen(context: .picker, overlays: [.picker(list(54, filter: "54"))]), 80, 24)
    #expect(text.surface.plainRows.contains { $0.contains("> 54") && $0.contains("1 of 54") })
  }

  @Test func theListOfThemesStandsAtTheRightEdge() throws {
    let rect = try #require(box(.picker(list(3, isAside: true)), 120, 40))
    #expect(rect.maxColumn == 120)
  }

  @Test func aQuestionAndSomethingToReadAreAsWideAsTheirLines() throws {
    var confirmation = Samples.refill
    confirmation.lines = [[Span("Short.")]]
    #expect(try #require(box(.confirmation(confirmation), 120, 40)).columns < 60)
    confirmation.lines = [[Span(String(repeating: "word ", count: 40))]]
    #expect(try #require(box(.confirmation(confirmation), 120, 40)).columns == 76)
    let reading = ReadingPresentation(
      title: "Read", lines: [DetailLine(id: "1", spans: [Span("Short.")])], selectedID: nil, unwrapped: nil,
      copies: false)
    #expect(try #require(box(.reading(reading), 120, 40)).columns == 42)
  }

  @Test func aHeadingStandsOverTheFirstRowOfItsGroupAndIsNeverScrolledAwayFromIt() {
    var picker = list(30)
    picker.headings = ["1": "First", "15": "Second"]
    picker.selectedID = "15"
    let lines = drawn(Samples.screen(context: .picker, overlays: [.picker(picker)]), 80, 12).surface.plainRows
    let second = lines.firstIndex { $0.contains("Second") } ?? 0
    #expect(lines[second + 1].contains("▌15 "))
  }

  @Test func theYesOfAQuestionIsDimUntilItCounts() throws {
    let dim = Style(foreground: .indexed(8))
    let styles = Styles([
      "muted": dim, "accent": Style(foreground: .indexed(3)), "text": Style(foreground: .indexed(7)),
    ])
    func yes(_ confirmation: ConfirmationPresentation) throws -> Style {
      let surface = drawn(
        Samples.screen(context: .confirmation, overlays: [.confirmation(confirmation)]), 120, 40, styles: styles
      ).surface
      let words = "y  \(confirmation.accept)"
      let row = try #require(surface.plainRows.firstIndex { $0.contains(words) })
      let line = surface.plainRows[row]
      let start = try #require(line.range(of: words)?.lowerBound)
      return surface[Point(column: TextWidth.columns(of: String(line[..<start])), row: row)].style
    }
    var confirmation = Samples.refill
    confirmation.isLive = false
    #expect(try yes(confirmation).foreground == dim.foreground)
    confirmation.isLive = true
    #expect(try yes(confirmation).foreground == .indexed(3))
  }
}
