import Foundation
import TestSupport
import PseudoTerminal
import Testing

extension RealTerminalTests {
  /// The title of the terminal's window.
  @Suite(.serialized) struct WindowTitleTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func started(term: String, locale: String = "C.UTF-8", _ more: [String: String] = [:]) throws
      -> PseudoTerminal
    {
      let environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": locale, "TERM": term]
      let terminal = try PseudoTerminal(["--sandbox"], environment: environment.merging(more) { first, _ in first })
      #expect(terminal.read(seconds: 300) { $0.text.contains("avery@example.com") }, "\(terminal.text)")
      return terminal
    }

    @Test(arguments: ["xterm-256color", "screen", "tmux-256color"], [SIGTERM, SIGSEGV])
    func `It is set behind the first frame, and the one before comes back`(term: String, signal: Int32) throws {
      let terminal = try started(term: term)
      let set = try #require(terminal.text.range(of: "\u{1B}]2;CaseDesk SANDBOX\u{7}"))
      let kept = try #require(terminal.text.range(of: "\u{1B}[22;2t"))
      let drawn = try #require(terminal.text.range(of: " SANDBOX "))
      #expect(kept.upperBound <= set.lowerBound && drawn.upperBound < set.lowerBound)
      let before = terminal.bytes.count
      kill(terminal.process, signal)
      #expect(terminal.read(seconds: 300) { $0.ending != nil })
      let last = String(decoding: terminal.bytes[before...], as: UTF8.self)
      #expect(last.components(separatedBy: "\u{1B}[23;2t").count == 2)
    }

    @Test func `It is kept again, and set again, after a stop`() throws {
      let terminal = try started(term: "xterm-256color")
      kill(terminal.process, SIGTSTP)
      #expect(terminal.read(seconds: 300) { $0.text.contains("\u{1B}[23;2t") })
      let before = terminal.bytes.count
      kill(terminal.process, SIGCONT)
      #expect(
        terminal.read(seconds: 300) {
          String(decoding: $0.bytes[before...], as: UTF8.self)
            .contains("\u{1B}[22;2t\u{1B}]2;CaseDesk SANDBOX\u{7}")
        })
    }

    @Test func `Without UTF-8 it is ASCII`() throws {
      let terminal = try started(term: "xterm", locale: "C")
      terminal.send("avery@example.com\r")
      #expect(terminal.read(seconds: 300) { $0.text.contains("Lindqvist") })
      terminal.send("m")
      #expect(terminal.read(seconds: 300) { $0.text.contains("MESSAGE") || $0.text.contains("Message") })
      terminal.send("Please rest.")
      #expect(terminal.read(seconds: 300) { $0.text.contains("\u{1B}]2;CaseDesk SANDBOX - 1 unsaved draft\u{7}") })
      #expect(terminal.bytes.allSatisfy { $0 < 0x80 })
    }

    @Test func `It is left alone where the settings say so, and where the terminal may print it`() throws {
      for (term, variables) in [
        ("xterm-256color", ["CASEDESK_GENERAL__WINDOW_TITLE": "false"]), ("linux", [:]), ("vt100", [:]),
      ] {
        let terminal = try started(term: term, variables)
        kill(terminal.process, SIGTERM)
        #expect(terminal.read(seconds: 300) { $0.ending != nil })
        #expect(!terminal.text.contains("\u{1B}]2;") && !terminal.text.contains("\u{1B}[22;2t"))
        #expect(!terminal.text.contains("\u{1B}[23;2t"))
      }
    }
  }
}
