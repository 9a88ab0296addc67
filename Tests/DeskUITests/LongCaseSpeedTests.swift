import Desk
import Terminal
import TestSupport
import Testing

@testable import DeskUI

/// Drawing a case of thousands of lines costs about what drawing one of a few does.
@Suite(.serialized) struct LongCaseSpeedTests {
  private func work(lines: Int) -> Int {
    var screen = Samples.screen(focus: .caseDetail)
    screen.casePane.lines = (0..<lines).map { index in
      DetailLine(id: "m\(index)", spans: [Span(String(repeating: "word ", count: 30) + "é\(index)", .phi)])
    }
    var viewports = Viewports()
    var index = 30
    return ProcessorTime.least {
      screen.casePane.selectedID = "m\(index)"
      index += 1
      _ = ScreenView.draw(
        screen, size: Size(columns: 120, rows: 40), styles: .plain, lettering: .whole, viewports: &viewports)
    }
  }

  @Test func `A hundred times as many lines take less than a tenth as much more work`() {
    let ratio = Double(work(lines: 10_000)) / Double(work(lines: 100))
    #expect(ratio < 10, "a hundred times as many lines take \(ratio) times the work")
  }
}
