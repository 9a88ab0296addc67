import Terminal
import Testing

@testable import NcursesTerminal

@Suite struct MouseReportTests {
  private func decoded(_ text: String) -> [TerminalInput] {
    var decoder = InputDecoder()
    decoder.takesMouse = true
    return text.utf8.flatMap { decoder.feed(.byte($0), at: 0) } + decoder.quiet(at: 0)
  }

  @Test func clicksAndWheelCountFromZero() {
    #expect(decoded("\u{1B}[<0;1;1M") == [.mouse(.press, Point(column: 0, row: 0))])
    #expect(decoded("\u{1B}[<64;200;50M") == [.mouse(.wheelUp, Point(column: 199, row: 49))])
    #expect(decoded("\u{1B}[<65;3;4M") == [.mouse(.wheelDown, Point(column: 2, row: 3))])
  }

  /// Releases, other buttons, a key held down, and what is no report.
  @Test(arguments: [
    "<0;1;1m", "<1;1;1M", "<2;1;1M", "<4;1;1M", "<0;0;1M", "<0;1;0M", "<0;1M", "<0;1;1;1M", "<0;99999;1M", "<;;M", "<M",
    "<0;-1;1M",
  ])
  func everythingElseIsSwallowed(report: String) {
    #expect(decoded("\u{1B}[" + report) == [])
  }

  @Test func aReportInsideAPasteIsText() {
    var decoder = InputDecoder()
    decoder.takesMouse = true
    var seen: [TerminalInput] = []
    for byte in "\u{1B}[200~a\u{1B}[<0;1;1Mb\u{1B}[201~".utf8 { seen += decoder.feed(.byte(byte), at: 0) }
    #expect(seen == [.paste("a[<0;1;1Mb")])
  }
}
