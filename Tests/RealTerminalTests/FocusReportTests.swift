import Foundation
import TestSupport
import PseudoTerminal
import Testing

extension RealTerminalTests {
  /// Reports of the terminal that it has the keyboard, or another window.
  @Suite(.serialized) struct FocusReportTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func started(_ setting: String?, term: String = "xterm-256color") throws -> PseudoTerminal {
      var environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": term]
      environment["CASEDESK_GENERAL__WITHOUT_FOCUS"] = setting
      let terminal = try PseudoTerminal(["--sandbox"], environment: environment)
      #expect(terminal.read(seconds: 300) { $0.text.contains("avery@example.com") }, "\(terminal.text)")
      return terminal
    }

    private func sent(_ terminal: PseudoTerminal, since count: Int) -> String {
      String(decoding: terminal.bytes[count...], as: UTF8.self)
    }

    @Test(arguments: [SIGTERM, SIGSEGV, SIGTSTP])
    func `They are asked for, change the screen, and are given back`(signal: Int32) throws {
      let terminal = try started(nil)
      let asked = try #require(terminal.text.range(of: "\u{1B}[?1004h"))
      #expect(terminal.text.range(of: "1004;", options: .backwards).map { $0.upperBound < asked.lowerBound } == true)
      var before = terminal.bytes.count
      terminal.send("\u{1B}[O")
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains("avery@example.com") }, "drawn again, dim")
      before = terminal.bytes.count
      terminal.send("\u{1B}[I")
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains("avery@example.com") })
      before = terminal.bytes.count
      kill(terminal.process, signal)
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains("\u{1B}[?1049l") })
      let left = try #require(sent(terminal, since: before).range(of: "\u{1B}[?1049l"))
      #expect(sent(terminal, since: before)[..<left.lowerBound].contains("\u{1B}[?1004l"))
    }

    @Test func `They are not asked for where the setting is off, or the terminal may not know them`() throws {
      #expect(try !started("off").text.contains("\u{1B}[?1004h"))
      for term in ["vt100", "linux"] { #expect(try !started(nil, term: term).text.contains("1004")) }
    }
  }
}
