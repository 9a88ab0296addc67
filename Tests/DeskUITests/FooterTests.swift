import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct FooterTests {
  func footer(_ screen: ScreenPresentation, _ columns: Int) -> String {
    drawn(screen, columns, 24).surface.plainRows[23]
  }

  @Test func backAndHelpStayAtEveryWidthAndPlace() {
    for context in KeyInterpreterTests.contexts {
      for columns in [40, 57, 80, 200] {
        let line = footer(Samples.screen(context: context), columns)
        #expect(line.contains("Esc back") || line.contains("Esc no"), "\(context) at \(columns): \(line)")
        #expect(line.contains("help"), "\(context) at \(columns): \(line)")
      }
    }
  }

  @Test func theLeastImportantHintsGoFirst() {
    let wide = FooterLine.hints(in: .caseDetail, unavailable: [:], keys: .standard)
    for columns in 20..<160 {
      let shown = FooterLine.fitting(wide, columns: columns)
      let dropped = wide.filter { !shown.contains($0) }
      let least = shown.filter { !$0.isKept }.map(\.priority).min() ?? 100
      #expect(dropped.allSatisfy { $0.priority <= least })
      #expect(shown.reduce(-2) { $0 + $1.text.count + 2 } <= columns || shown.count == 2)
    }
  }

  @Test func aCommandThatIsOffStandsInParentheses() {
    #expect(footer(Samples.screen(unavailable: [.refill: "offline"]), 80).contains("(r refill)  b bundle"))
  }

  /// Parentheses are for terminals that show text and muted text alike.
  @Test func aCommandThatIsOffIsDimWhereThereIsColour() {
    let screen = Samples.screen(unavailable: [.refill: "offline"])
    let muted = Style(foreground: .indexed(8))
    let coloured = drawn(screen, 80, 24, styles: Styles(["muted": muted, "accent": Style(foreground: .indexed(3))]))
    let row = coloured.surface.plainRows[23]
    #expect(row.contains(" r refill  b bundle") && !row.contains("("))
    #expect(coloured.surface[1, 23].style == muted && coloured.surface[11, 23].style != muted)
    let alike = drawn(screen, 80, 24, styles: Styles(["accent": Style(foreground: .indexed(3))]))
    #expect(alike.surface.plainRows[23].contains("(r refill)"))
  }

  @Test func theFooterNamesConfiguredKeys() {
    var viewports = Viewports()
    let shown = ScreenView.draw(
      Samples.screen(), size: Size(columns: 80, rows: 24), styles: .plain, lettering: .whole,
      keys: KeyInterpreter(overrides: ["refill": ["R"]]), viewports: &viewports)
    #expect(shown.surface.plainRows[23].contains("R refill"))
  }

  /// At 80x24 a row is kept for it; at 80x23 it covers the last row of the panes.
  @Test(arguments: [(24, true), (23, false)])
  func `A notice has a row of its own from 24 rows on`(_ rows: Int, isKept: Bool) {
    let silent = drawn(Samples.screen(), 80, rows).surface.plainRows
    let said = drawn(Samples.screen(notice: Span("The link was copied.", .success)), 80, rows).surface.plainRows
    #expect(said[rows - 2] == " The link was copied.")
    #expect(silent[rows - 2].isEmpty == isKept)
    #expect(Array(said[..<(rows - 2)]) == Array(silent[..<(rows - 2)]))
    #expect(said[rows - 1] == silent[rows - 1], "the hints stay as they are")
  }

  @Test func aLongNoticeIsShownInFullAboveTheHints() {
    let sentence =
      "The service did not answer in time; it is not known whether it was done, so the case is read again now."
    let rows = drawn(Samples.screen(notice: Span(sentence, .warning)), 80, 24).surface.plainRows
    let words = (rows[21] + " " + rows[22]).split(separator: " ").joined(separator: " ")
    #expect(words == sentence)
    #expect(rows[23] == footer(Samples.screen(), 80))
  }

  @Test func aNoticeWithoutRoomIsCutWithASign() {
    let sentence = Array(repeating: "Nothing was sent; the connection was lost.", count: 9).joined(separator: " ")
    for (columns, height, most) in [(80, 24, 3), (80, 23, 2), (40, 10, 2)] {
      let rows = drawn(Samples.screen(notice: Span(sentence, .error)), columns, height).surface.plainRows
      #expect(rows[height - 1 - most].hasPrefix(" Nothing was sent;"))
      #expect(rows[height - 2].hasSuffix("…"), "\(rows[height - 2])")
      #expect(rows[height - 1].hasSuffix("help"))
    }
  }
}
