import NcursesTerminal
import Terminal
import Testing

/// Answers and reports of the terminal that are no keys.
@Suite struct TerminalReportTests {
  private func decode(_ text: String, with decoder: inout InputDecoder) -> [TerminalInput] {
    Array(text.utf8).flatMap { decoder.feed(.byte($0), at: 0) } + decoder.quiet(at: 0) + decoder.quiet(at: 10_000)
  }

  @Test(arguments: [("1", true), ("2", true), ("0", false), ("3", false), ("4", false), ("", false), ("12", false)])
  func aModeThatCanBeSetAndResetIsKnown(_ state: String, _ isKnown: Bool) {
    var decoder = InputDecoder()
    #expect(decode("\u{1B}[?2026;\(state)$y", with: &decoder).isEmpty)
    #expect(decoder.knowsSynchronizedOutput == isKnown)
  }

  @Test func theFocusIsReportedWhereItWasAskedFor() {
    var decoder = InputDecoder()
    #expect(decode("\u{1B}[I\u{1B}[O", with: &decoder).isEmpty)
    decoder.takesFocus = true
    #expect(decode("\u{1B}[O\u{1B}[I", with: &decoder) == [.focused(false), .focused(true)])
    #expect(decode("\u{1B}[1I\u{1B}[2;3O\u{1B}OI", with: &decoder) == [.key(KeyPress(.tab))])
  }

  @Test(arguments: ["?2027;1$y", "2026;1$y", "?2026$y", "?2026;1y", "?2026;1;1$y", "?2026;1$p", "?1;2026$y"])
  func otherReportsSayNothingAboutFrames(_ report: String) {
    var decoder = InputDecoder()
    #expect(decode("\u{1B}[\(report)", with: &decoder).isEmpty)
    #expect(!decoder.knowsSynchronizedOutput)
  }
}
