import Foundation
import TestSupport
import Testing

extension TmuxScreen {
  /// Nothing of a patient on the glass or above it, and the terminal as it was before.
  func expectNothingLeft(_ location: SourceLocation = #_sourceLocation) {
    #expect(Patience.wait { !note("after").isEmpty }, sourceLocation: location)
    #expect(!note("before").isEmpty, sourceLocation: location)
    #expect(note("before") == note("after"), sourceLocation: location)
    #expect(!lines(history: true).contains(canary), "\(lines(history: true))", sourceLocation: location)
    #expect(flag("alternate_on") == "0", sourceLocation: location)
    #expect(flag("cursor_flag") == "1", sourceLocation: location)
  }
}

extension RealTerminalTests {
  /// However the program ends, nothing of a patient stays on the terminal.
  @Suite(.serialized) struct EndingTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `A signal ends it with 128 and the signal, and clears the screen`(signal: Int32) async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        kill(try screen.process(), signal)
        screen.waitFor("ended with \(128 + signal)")
        screen.expectNothingLeft()
      }
    }

    @Test func `Without an alternate screen nothing of a patient stays, killed, crashed or quit`() async throws {
      var shape = TmuxScreen.Shape()
      shape.alternateScreen = false
      for signal in [SIGTERM, SIGSEGV] {
        try await TmuxScreen.run(["--sandbox"], shape) { screen in
          screen.lookUpAvery()
          #expect(screen.lines().contains(canary))
          // Anything that the screen showed before it was drawn anew, for a key or a larger window, is there no more either.
          screen.press("C-l")
          _ = screen.settledBytes()
          screen.resize(140, 40)
          _ = screen.settledBytes()
          kill(try screen.process(), signal)
          screen.waitFor("ended with \(128 + signal)")
          screen.expectNothingLeft()
        }
      }
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.press("q")
        screen.waitFor("Quit CaseDesk?")
        screen.confirm(expecting: "ended with 0")
        screen.expectNothingLeft()
      }
    }

    @Test func `Without an alternate screen nothing of a patient stays while it is suspended`() async throws {
      var shape = TmuxScreen.Shape()
      shape.alternateScreen = false
      shape.hasJobs = true
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        kill(try screen.process(), SIGTSTP)
        screen.waitFor("stopped")
        #expect(!screen.lines(history: true).contains(canary), "\(screen.lines(history: true))")
        screen.press("Enter")
        screen.waitFor("Hidden")
        #expect(!screen.lines(history: true).contains(canary), "\(screen.lines(history: true))")
      }
    }

    @Test func `A kill that cannot be caught clears the screen and gives the terminal back`() async throws {
      try await killed { screen, process, _ in
        kill(process, SIGKILL)
        screen.waitForNo(canary)
        #expect(Patience.wait { screen.flag("alternate_on") == "0" && screen.flag("cursor_flag") == "1" })
      }
    }

    @Test func `Without its guard it leaves the screen until it is reset, as the manual says`() async throws {
      try await killed { screen, process, standing in
        kill(standing, SIGKILL)
        #expect(Patience.isGone(standing))
        kill(process, SIGKILL)
        screen.waitFor("Killed")
        #expect(screen.lines().contains(canary))
        let manual = try Output.of(
          TmuxScreen.program, ["manual", "protection"], environment: ["HOME": screen.home, "PATH": "/usr/bin:/bin"])
        let words = manual.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("Then the terminal keeps what the screen showed: type reset, or close it."))
        screen.enter("reset")
        screen.waitForNo(canary)
      }
    }

    /// A case on the screen, started by a shell that works again after `body`; nothing of the case is left then.
    private func killed(_ body: (TmuxScreen, _ process: Int32, _ standing: Int32) async throws -> Void) async throws {
      var shape = TmuxScreen.Shape()
      shape.hasShell = true
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("shell:")
        screen.enter("sh start")
        screen.lookUpAvery()
        let process = try screen.process()
        let session = getsid(process)
        let standing = try Self.guards(in: session)
        try #require(standing.count == 1)
        try await body(screen, process, standing[0])
        #expect(Patience.isGone(standing[0]))
        #expect(!screen.lines(history: true).contains(canary))
        screen.enter("echo typed-$((6 * 7))")
        screen.waitFor("typed-42")
        screen.enter("exit")
      }
    }

    /// The processes of a session that give its terminal back.
    private static func guards(in session: Int32) throws -> [Int32] {
      try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { number in
        // Processes come and go meanwhile: what is gone has no file.
        let stat = String(
          decoding: FileManager.default.contents(atPath: "/proc/\(number)/stat") ?? Data(), as: UTF8.self)
        guard stat.contains("(casedesk-guard)") else { return false }
        // Behind the name: state, parent, group, session.
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 3 && fields[0] != "Z" && Int32(fields[3]) == session
      }
    }

    @Test func `The program is gone after its window closed`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        let process = try screen.process()
        #expect(kill(process, 0) == 0)
        screen.closePane()
        #expect(Patience.isGone(process))
      }
    }

    /// What a trap, an abort, a bad access and the rest of them end with.
    @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS])
    func `A crash shows nothing of a patient, writes no core file and gives the terminal back`(signal: Int32)
      async throws
    {
      var shape = TmuxScreen.Shape()
      shape.isBare = true
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        #expect(screen.lines().contains(canary))
        let process = try screen.process()
        // Swift says there what it dies of. Root alone may look.
        if getuid() == 0 {
          #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/2") == "/dev/null")
        }
        kill(process, signal)
        screen.waitFor("ended with \(128 + signal)")
        screen.expectNothingLeft()
        let said = screen.note("stderr")
        for text in [canary, "Avery", "Lindqvist", "avery@", "1988-04-02", "TOSXM"] { #expect(!said.contains(text)) }
        let files = try FileManager.default.contentsOfDirectory(atPath: screen.folder)
        #expect(Set(files).isSubset(of: ["after", "before", "bytes", "home", "pid", "run.sh", "stderr"]), "\(files)")
      }
    }

    /// The control of the test above: where the system writes core files beside what crashed, another program leaves one.
    @Test(.enabled(if: CoreFiles.lieBesideTheProgram, "the system puts core files elsewhere"))
    func `Another program that crashes there leaves a core file`() throws {
      let folder = try TestFolder()
      _ = try Output.of("/bin/sh", ["-c", "cd \(folder.path) && ulimit -c unlimited && sh -c 'kill -SEGV $$'; true"])
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(files.count == 1 && files[0].hasPrefix("core"), "\(files)")
    }
  }
}

/// How this system writes core files.
enum CoreFiles {
  static var lieBesideTheProgram: Bool {
    let pattern = String(
      decoding: FileManager.default.contents(atPath: "/proc/sys/kernel/core_pattern") ?? Data(), as: UTF8.self)
    var limit = rlimit()
    return pattern.hasPrefix("core") && getrlimit(Int32(RLIMIT_CORE.rawValue), &limit) == 0
      && limit.rlim_max == rlim_t.max
  }
}
