import Foundation
import TestSupport
import PseudoTerminal
import Testing

extension RealTerminalTests {
  /// The theme `auto`: the terminal says whether its background is dark or light.
  @Suite(.serialized) struct BackgroundTests {
    private static let question = "\u{1B}]11;?\u{1B}\\"
    private static let on = "\u{1B}[?2031h"
    private static let off = "\u{1B}[?2031l"
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func started(
      _ words: [String] = ["--sandbox"], theme: String? = "auto", term: String = "xterm-256color",
      _ more: [String: String] = [:], until text: String = "avery@example.com"
    ) throws -> PseudoTerminal {
      var environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": term]
      environment["CASEDESK_GENERAL__THEME"] = theme
      environment.merge(more) { _, theirs in theirs }
      let terminal = try PseudoTerminal(words, environment: environment)
      #expect(terminal.read(seconds: 300) { $0.text.contains(text) }, "\(terminal.text)")
      return terminal
    }

    private func sent(_ terminal: PseudoTerminal, since count: Int) -> String {
      String(decoding: terminal.bytes[count...], as: UTF8.self)
    }

    /// The screen was drawn again, in colours of a light theme or not, and nothing was typed.
    private func expectTheme(
      isLight: Bool, _ terminal: PseudoTerminal, since count: Int, _ location: SourceLocation = #_sourceLocation
    ) {
      // The ground of the dark theme, and of the light one, in 256 colours.
      let ground = isLight ? "48;5;231m" : "48;5;233m"
      #expect(
        terminal.read(seconds: 300) { sent($0, since: count).contains(ground) }, "\(sent(terminal, since: count))",
        sourceLocation: location)
    }

    @Test func `It is asked behind the first frame, which waits for nothing, and the answer changes the theme`() throws
    {
      let terminal = try started()
      #expect(terminal.read(seconds: 300) { $0.text.contains(Self.question) })
      let start = terminal.text
      let drawn = try #require(start.range(of: "SANDBOX"))
      let asked = try #require(start.range(of: Self.on + Self.question))
      #expect(drawn.upperBound < asked.lowerBound)
      #expect(start.components(separatedBy: Self.question).count == 2)
      var before = terminal.bytes.count
      terminal.send("\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{1B}\\")
      expectTheme(isLight: true, terminal, since: before)
      before = terminal.bytes.count
      terminal.send("\u{1B}[?997;1n")
      expectTheme(isLight: false, terminal, since: before)
      before = terminal.bytes.count
      terminal.send("\u{1B}[?997;2n")
      expectTheme(isLight: true, terminal, since: before)
      // No part of a report became text or a key.
      for part in ["rgb", "fdfd", "e3e3", "997", "2n"] { #expect(!terminal.text.contains(part), "\(part)") }
      before = terminal.bytes.count
      terminal.send("zebra")
      #expect(
        terminal.read(seconds: 300) {
          sent($0, since: before).contains("zebra") || sent($0, since: before).hasSuffix("a")
        })
    }

    @Test(arguments: ["\u{1B}]11;rgb:fdfd/f6", "\u{1B}]11;", "\u{1B}]11;rgb:zz/\u{FF}/f\u{1B}\\", "\u{1B}[?997;"])
    func `After a damaged answer keys count`(answer: String) throws {
      let terminal = try started()
      terminal.send(answer)
      var typed = false
      // Whatever comes within half a second of an unfinished answer may belong to it.
      for _ in 0..<300 where !typed {
        let before = terminal.bytes.count
        terminal.send("?")
        typed = terminal.read(seconds: 1) { sent($0, since: before).contains("Help") }
      }
      #expect(typed)
      #expect(!terminal.text.contains("rgb"))
    }

    @Test(arguments: [SIGTERM, SIGSEGV, SIGTSTP])
    func `Its reports have ended when the screen is given back`(signal: Int32) throws {
      let terminal = try started()
      #expect(terminal.read(seconds: 300) { $0.text.contains(Self.question) })
      let before = terminal.bytes.count
      kill(terminal.process, signal)
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains("\u{1B}[?1049l") })
      let left = try #require(sent(terminal, since: before).range(of: "\u{1B}[?1049l"))
      let last = sent(terminal, since: before)[..<left.lowerBound]
      #expect(last.contains(Self.off) && !last.contains(Self.on))
    }

    @Test func `It is asked again when the program comes back`() async throws {
      var shape = TmuxScreen.Shape()
      shape.hasJobs = true
      shape.environment = ["CASEDESK_GENERAL__THEME": "auto"]
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("avery@example.com")
        func questions() -> Int {
          String(decoding: screen.bytes, as: UTF8.self).components(separatedBy: Self.on + Self.question).count - 1
        }
        #expect(Patience.wait { questions() == 1 })
        kill(try screen.process(), SIGTSTP)
        screen.waitFor("stopped")
        screen.press("Enter")
        #expect(Patience.wait { questions() == 2 })
      }
    }

    @Test func `tmux answers for its own window`() async throws {
      var shape = TmuxScreen.Shape()
      shape.environment = ["CASEDESK_GENERAL__THEME": "auto"]
      shape.windowStyle = "bg=#fdf6e3"
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("avery@example.com")
        #expect(Patience.wait { screen.lines(styles: true).contains("48;5;231m") }, "\(screen.lines(styles: true))")
        screen.lookUpAvery()
        screen.press("T")
        screen.waitFor("auto: light")
        #expect(WireCheck(screen.bytes, columns: 120, rows: 40).foreign == [])
      }
    }

    @Test func `Where it means nothing, or may be printed, it is not asked`() throws {
      for (theme, term, more) in [
        ("dark", "xterm-256color", [:]), ("auto", "vt100", [:]), ("auto", "linux", [:]),
        ("auto", "xterm-256color", ["NO_COLOR": "1"]), (nil, "xterm-256color", [:]),
      ] as [(String?, String, [String: String])] {
        let terminal = try started(theme: theme, term: term, more)
        let before = terminal.bytes.count
        terminal.send("?")
        #expect(terminal.read(seconds: 300) { sent($0, since: before).contains("Help") })
        #expect(!terminal.text.contains("]11;") && !terminal.text.contains(Self.on), "\(theme ?? "none") \(term)")
      }
      let lines = try started(["--sandbox", "--accessible"], until: "lists the commands:")
      #expect(!lines.text.contains("]11;") && !lines.text.contains("2031"))
      let flag = try started(["--sandbox", "--no-color"])
      #expect(!flag.text.contains("]11;"))
    }
  }
}
