import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// Stopped and continued, in the foreground and behind another program.
  @Suite(.serialized) struct JobTests {
    /// At the prompt of a shell, of which the program is a job.
    private func run(_ words: [String], _ body: (TmuxScreen) async throws -> Void) async throws {
      var shape = TmuxScreen.Shape()
      shape.hasShell = true
      try await TmuxScreen.run(words, shape) { screen in
        screen.waitFor("shell:")
        screen.enter("sh start")
        try await body(screen)
      }
    }

    /// Waits until the program has stopped again after it was continued, or has drawn.
    private func expectStopped(_ screen: TmuxScreen, _ location: SourceLocation = #_sourceLocation) throws {
      let process = try screen.process()
      _ = Patience.wait { ProcessState.isStopped(process) || screen.lines().contains("Hidden") }
      #expect(ProcessState.isStopped(process), "\(screen.lines())", sourceLocation: location)
    }

    /// Typed text goes to the shell, and the program draws nothing over it.
    private func expectShell(_ screen: TmuxScreen, _ location: SourceLocation = #_sourceLocation) throws {
      screen.enter("echo typed-$((6 * 7))")
      screen.waitFor("typed-42", location)
      try expectStopped(screen, location)
      #expect(!screen.lines().contains("Hidden"), "\(screen.lines())", sourceLocation: location)
    }

    /// The later one of two signals may be faster: then it has stopped once more.
    private func isGoneWhenContinued(_ process: Int32) -> Bool {
      Patience.wait {
        kill(process, SIGCONT)
        return kill(process, 0) != 0
      }
    }

    private func expectLockThatOpens(_ screen: TmuxScreen, _ location: SourceLocation = #_sourceLocation) throws {
      screen.waitFor("Enter shows the screen again", location)
      #expect(!screen.lines().contains("typed-42"), sourceLocation: location)
      #expect(!screen.lines().contains(canary), sourceLocation: location)
      #expect(try screen.isRaw(), sourceLocation: location)
      screen.press("Enter")
      screen.waitFor("Avery Lindqvist", location)
    }

    @Test func `Suspended and sent to the background it leaves the shell alone, and comes back locked`() async throws {
      try await run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        kill(try screen.process(), SIGTSTP)
        screen.waitFor("Stopped")
        for _ in 0..<2 {
          screen.enter("bg")
          try expectStopped(screen)
          try expectShell(screen)
        }
        #expect(screen.flag("alternate_on") == "0")
        #expect(!screen.lines(history: true).contains(canary))
        screen.enter("fg")
        try expectLockThatOpens(screen)
      }
    }

    @Test func `Stopped and continued by another process it leaves the shell alone`() async throws {
      try await run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        let process = try screen.process()
        kill(process, SIGSTOP)
        screen.waitFor("Stopped")
        for _ in 0..<2 {
          kill(process, SIGCONT)
          try expectStopped(screen)
          try expectShell(screen)
        }
        screen.enter("fg")
        try expectLockThatOpens(screen)
        kill(process, SIGTERM)
        screen.waitFor("shell:")
        screen.enter("exit")
        screen.expectNothingLeft()
      }
    }

    /// With the second setting, a terminal stops whoever writes to it in the background.
    @Test(arguments: ["-tostop", "tostop"])
    func `Ended behind the shell it leaves nothing of a patient, and the shell its modes`(setting: String) async throws
    {
      try await run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        let process = try screen.process()
        kill(process, SIGSTOP)
        screen.waitFor("Stopped")
        screen.enter("stty \(setting); echo set-$((6 * 7))")
        screen.waitFor("set-42")
        let modes = try screen.modes()
        #expect(screen.flag("alternate_on") == "1")
        kill(process, SIGTERM)
        #expect(isGoneWhenContinued(process))
        #expect(Patience.wait { screen.flag("alternate_on") == "0" })
        #expect(!screen.lines(history: true).contains(canary))
        #expect(try screen.modes() == modes)
      }
    }

    /// As at a frame that was about to be written when the program was stopped: it goes on at the call at which the terminal
    /// stops it.
    @Test func `Stopped by the terminal behind the shell it ends when it is told to`() async throws {
      var shape = TmuxScreen.Shape()
      shape.hasShell = true
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("shell:")
        screen.enter("sh start & wait")
        screen.waitFor("Stopped")
        let process = try screen.process()
        let modes = try screen.modes()
        kill(process, SIGTERM)
        #expect(isGoneWhenContinued(process))
        #expect(screen.flag("alternate_on") == "0")
        #expect(try screen.modes() == modes)
      }
    }

    @Test func `Every continuation in the foreground takes the modes again and locks`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        let process = try screen.process()
        for _ in 0..<2 {
          kill(process, SIGSTOP)
          #expect(Patience.wait { ProcessState.isStopped(process) })
          screen.makeSane()
          #expect(try !screen.isRaw())
          kill(process, SIGCONT)
          try expectLockThatOpens(screen)
        }
      }
    }

    @Test func `Read line by line it leaves the shell alone, and comes back locked`() async throws {
      try await run(["--sandbox", "--accessible"]) { screen in
        screen.waitFor("? lists the commands:")
        screen.press("C-z")
        screen.waitFor("Stopped")
        screen.enter("bg")
        try expectStopped(screen)
        try expectShell(screen)
        screen.enter("fg")
        screen.waitFor("Hidden")
        screen.enter("")
        screen.enter("avery@example.com")
        screen.waitFor("Case ADA-TOSXM")
      }
    }

    /// As at the other end of a line that runs nothing else.
    @Test func `Where nobody could continue it, it does not stop and is locked`() throws {
      let folder = try TestFolder()
      let terminal = try PseudoTerminal(
        ["--sandbox"],
        environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])
      #expect(terminal.read(seconds: 300) { $0.text.contains("avery@example.com") }, "\(terminal.text)")
      kill(terminal.process, SIGTSTP)
      terminal.read(seconds: 300) { $0.text.contains("Hidden") || ProcessState.isStopped($0.process) }
      #expect(terminal.text.contains("Hidden") && !ProcessState.isStopped(terminal.process), "\(terminal.text)")
    }

    /// Under a shell that does not mend the modes itself.
    @Test func `Suspended while it asks for a secret it gives the echo back`() async throws {
      var shape = TmuxScreen.Shape()
      shape.hasJobs = true
      try await TmuxScreen.run(["--sandbox", "--accessible"], shape) { screen in
        screen.waitFor("? lists the commands:")
        screen.enter(":token")
        screen.waitFor("Enter alone goes back:")
        #expect(try screen.modes().contains("-echo "))
        kill(try screen.process(), SIGTSTP)
        screen.waitFor("stopped")
        #expect(try !screen.modes().contains("-echo "))
        screen.enter("")
        screen.waitFor("Hidden")
      }
    }
  }
}

/// The state of a process, by the system.
enum ProcessState {
  static func isStopped(_ process: Int32) -> Bool {
    let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
    // The state follows the name, which stands in brackets.
    return String(decoding: stat, as: UTF8.self).split(separator: ")").last?.hasPrefix(" T") ?? false
  }
}

extension TmuxScreen {
  /// A line for a shell or for the line-by-line mode.
  func enter(_ line: String) {
    if !line.isEmpty { type(line) }
    press("Enter")
  }

  /// The modes of its terminal, as stty(1) writes them.
  func modes() throws -> String { try Output.of("/bin/stty", ["-F", flag("pane_tty"), "-a"]).text }

  /// Keys reach the program as they are pressed, and are not echoed.
  func isRaw() throws -> Bool {
    let modes = try modes()
    return modes.contains("-icanon") && modes.contains("-echo ")
  }

  /// Gives the terminal the modes of a shell, as another program would.
  func makeSane(_ location: SourceLocation = #_sourceLocation) {
    do {
      #expect(try Output.of("/bin/stty", ["-F", flag("pane_tty"), "sane"]).code == 0, sourceLocation: location)
    } catch {
      Issue.record("stty did not start: \(error)", sourceLocation: location)
    }
  }
}
