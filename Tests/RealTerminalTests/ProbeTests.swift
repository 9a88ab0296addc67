import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// Parts of the desk that only another process can look at.
  @Suite(.serialized) struct ProbeTests {
    /// Beside casedesk.
    private static let program = URL(fileURLWithPath: TmuxScreen.program).deletingLastPathComponent()
      .appendingPathComponent("DeskProbe").path

    private func started(_ word: String) throws -> PseudoTerminal {
      try PseudoTerminal(
        [word], program: Self.program, environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": "/"])
    }

    /// Takes what comes to the last byte.
    private func finish(_ terminal: PseudoTerminal) { terminal.read(seconds: 300) { _ in false } }

    private func expectCrash(_ terminal: PseudoTerminal, _ location: SourceLocation = #_sourceLocation) {
      finish(terminal)
      #expect(!terminal.wasKilled && terminal.ending == 128 + SIGSEGV, "\(terminal.text)", sourceLocation: location)
      #expect(terminal.text.hasSuffix("casedesk: internal error\r\n"), "\(terminal.text)", sourceLocation: location)
    }

    // MARK: Stack

    @Test func `A message that runs out of stack ends as every crash`() throws { expectCrash(try started("message")) }

    @Test(arguments: ["key", "frame"]) func `Running out of stack gives the terminal back`(word: String) throws {
      let terminal = try started(word)
      #expect(terminal.read(seconds: 300) { $0.text.contains("\u{1B}[?1049h") })
      if word == "key" {
        #expect(!terminal.echoes)
        terminal.send("k")
      }
      expectCrash(terminal)
      #expect(terminal.text.contains("\u{1B}[?1049l") && terminal.echoes)
    }

    // MARK: Keys that were typed before a question

    /// The first three come in one piece and are decoded together; the x waits in the terminal.
    @Test func `Keys that were thrown away are not handed over, decoded or not`() throws {
      let terminal = try started("discard")
      #expect(terminal.read(seconds: 300) { $0.text.contains("\u{1B}[?1049h") })
      terminal.send("abc")
      #expect(terminal.read(seconds: 300) { $0.text.contains("first") })
      terminal.send("x")
      #expect(terminal.read(seconds: 300) { $0.text.contains("second") }, "\(terminal.text)")
      terminal.send("dq")
      finish(terminal)
      #expect(terminal.text.contains("given: adq\r\n"), "\(terminal.text)")
    }

    // MARK: Loop of the first thread

    @Test func `What is watched is reported until the watch ends, and the main actor works beside it`() throws {
      let shown = try Output.of(Self.program, ["loop"])
      #expect(shown.text == "reported: closed first unread\n" && shown.code == 0, "\(shown)")
    }

    // MARK: Clock

    /// In a time namespace the clock that runs on while the machine sleeps is a day ahead, and no other one is.
    @Test(.enabled(if: Self.canShiftClock, "time namespaces take root and a kernel that has them"))
    func `The lock goes by the clock that runs on while the machine sleeps`() throws {
      let before = Self.secondsSinceBoot
      let shown = try Output.of("/usr/bin/unshare", Self.aDayAhead + [Self.program, "uptime"])
      let uptime = try #require(Double(shown.text.trimmingCharacters(in: .newlines)), "\(shown)")
      #expect((before + 86_400...Self.secondsSinceBoot + 86_400).contains(uptime))
    }

    private static let aDayAhead = ["--time", "--boottime", "86400"]

    private static let canShiftClock: Bool = {
      guard getuid() == 0 else { return false }
      do { return try Output.of("/usr/bin/unshare", aDayAhead + ["true"]).code == 0 } catch { return false }
    }()

    private static var secondsSinceBoot: Double {
      var time = timespec()
      clock_gettime(CLOCK_BOOTTIME, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
}
