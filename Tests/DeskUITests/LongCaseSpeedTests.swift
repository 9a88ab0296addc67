import Desk
import Terminal
import TestSupport
import Testing

@testable import DeskUI

/// Drawing a case of thousands of lines costs about what drawing one of a few does.
@Suite(.serialized) struct LongCaseSpeedTests {
  /// The work of a key near the end of the case, in one column or two.
  private func work(lines: Int, columns: Int) -> Int {
    var screen = Samples.screen(focus: .caseDetail)
    let all = (0..<lines).map { index in
      DetailLine(id: "m\(index)", spans: [Span(String(repeating: "word ", count: 30) + "é\(index)", .phi)])
    }
    screen.casePane.lines = DetailList(all)
    screen.casePane.columns = [DetailList(Array(all[..<(lines / 2)])), DetailList(Array(all[(lines / 2)...]))]
    var viewports = Viewports()
    var index = lines - 1
    return ProcessorTime.least {
      screen.casePane.selectedID = "m\(index)"
      index -= 1
      _ = ScreenView.draw(
        screen, size: Size(columns: columns, rows: 40), styles: .plain, lettering: .whole, viewports: &viewports)
    }
  }

  @Test(arguments: [120, 200]) func `A hundred times as many lines take less than half as much more work`(
    _ columns: Int
  ) {
    // Other tests on the same processor take its caches away: not each time.
    let ratios = (0..<3).map { _ in
      Double(work(lines: 10_000, columns: columns)) / Double(work(lines: 100, columns: columns))
    }
    let ratio = ratios.min() ?? .infinity
    #expect(ratio < 1.5, "a hundred times as many lines take \(ratio) times the work")
  }
}
