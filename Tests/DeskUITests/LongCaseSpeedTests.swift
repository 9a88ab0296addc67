import Desk
import Glibc
import Terminal
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
    return (0..<9).map { index in
      screen.casePane.selectedID = "m\(30 + index)"
      let start = Self.nanoseconds
      _ = ScreenView.draw(
        screen, size: Size(columns: 120, rows: 40), styles: .plain, lettering: .whole, viewports: &viewports)
      return Self.nanoseconds - start
    }.min() ?? 0
  }

  /// Nanoseconds of this thread on a processor; other programs add none.
  private static var nanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  @Test func `A hundred times as many lines take less than a tenth as much more work`() {
    let ratio = Double(work(lines: 10_000)) / Double(work(lines: 100))
    #expect(ratio < 10, "a hundred times as many lines take \(ratio) times the work")
  }
}
