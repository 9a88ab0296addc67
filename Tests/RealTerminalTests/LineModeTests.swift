import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// The line-by-line mode on a terminal of its own, on pipes, and where nobody reads any more.
  @Suite(.serialized) struct LineModeTests {
    private static let words = ["--sandbox", "--accessible"]
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private var environment: [String: String] {
      ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"]
    }

    /// With its first question asked.
    private func terminal() throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(Self.words, environment: environment)
      expect("? lists the commands: ", in: terminal)
      return terminal
    }

    /// Returns when the terminal was sent this text so many times.
    private func expect(
      _ text: String, times: Int = 1, in terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let isThere = terminal.read(seconds: 120) { $0.text.components(separatedBy: text).count > times }
      #expect(isThere, "“\(text)” is not there:\n\(terminal.text)", sourceLocation: sourceLocation)
    }

    /// Answers a confirmation until that is so: a line that comes at once was meant for what stood there before.
    private func answer(
      _ line: String, in terminal: PseudoTerminal, until isSo: (PseudoTerminal) -> Bool,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let isAnswered = Patience.wait {
        terminal.send(line + "\n")
        return terminal.read(seconds: 0.5, until: isSo)
      }
      #expect(isAnswered, "\(terminal.text)", sourceLocation: sourceLocation)
    }

    @Test func `Ctrl-C and Ctrl-D ask, and yes ends it`() throws {
      let terminal = try terminal()
      terminal.send("\u{3}")
      expect("anything else is no: ", in: terminal)
      answer("no", in: terminal) { $0.text.hasSuffix("? lists the commands: ") }
      let asked = terminal.text.components(separatedBy: "anything else is no: ").count - 1
      terminal.send("\u{4}")
      expect("anything else is no: ", times: asked + 1, in: terminal)
      answer("yes", in: terminal) { $0.ending != nil }
      #expect(terminal.ending == 0)
    }

    @Test func `A secret is not echoed, and other lines are`() throws {
      let terminal = try terminal()
      #expect(terminal.echoes)
      terminal.send(":token\n")
      expect(":token", in: terminal)
      expect("Enter alone goes back: ", in: terminal)
      #expect(!terminal.echoes)
      terminal.send("CANARY7X\n")
      expect("The access token is set.", in: terminal)
      #expect(terminal.read(seconds: 120) { $0.echoes })
      #expect(!terminal.text.contains("CANARY7X"))
    }

    @Test func `Lines that were typed before a secret is asked for are not taken for it`() throws {
      let terminal = try terminal()
      terminal.send(":token\nCANARY7X\n")
      expect("Enter alone goes back: ", in: terminal)
      #expect(terminal.read(seconds: 120) { !$0.echoes })
      terminal.send("\n")
      expect("? lists the commands: ", times: 2, in: terminal)
      #expect(!terminal.text.contains("The access token is set."))
    }

    @Test func `Secrets come out of a pipe, a line each`() throws {
      let home = try Folder.distantHome("")
      var environment = environment
      environment["HOME"] = home
      let output = try Output.of(
        "/bin/sh",
        [
          "-c",
          "printf 'correct horse battery\\r\\ncorrect horse battery\\n:lock\\ncorrect horse battery\\n:help\\n'"
            + " | \(Output.quoted(TmuxScreen.program)) --accessible",
        ], environment: environment)
      #expect(output.code == 0)
      #expect(output.text.contains("Locked"))
      #expect(output.text.contains("Help: lookup box"), "\(output.text)")
      #expect(!output.text.contains("horse"))
      try FileManager.default.removeItem(atPath: home)
    }

    @Test(arguments: [SIGTERM, SIGHUP]) func `A signal during a secret gives the echo back`(signal: Int32) throws {
      let terminal = try terminal()
      terminal.send(":token\n")
      expect("Enter alone goes back: ", in: terminal)
      #expect(!terminal.echoes)
      kill(terminal.process, signal)
      #expect(terminal.read(seconds: 120) { $0.ending != nil })
      #expect(terminal.ending == 128 + signal)
      #expect(terminal.echoes)
    }

    @Test func `Continued after a stop it hides a secret again, whatever the echo became meanwhile`() throws {
      var environment = environment
      let home = try Folder.distantHome("")
      environment["HOME"] = home
      let terminal = try PseudoTerminal(["--accessible"], environment: environment)
      expect("Choose a passphrase, Enter alone goes back: ", in: terminal)
      terminal.send("correct horse battery\n")
      expect("The passphrase again, Enter alone goes back: ", in: terminal)
      terminal.send("correct horse battery\n")
      expect("? lists the commands: ", in: terminal)
      #expect(terminal.read(seconds: 120) { $0.echoes })
      terminal.send(":lock\n")
      expect("Type the passphrase to unlock", in: terminal)
      #expect(terminal.read(seconds: 120) { !$0.echoes })
      kill(terminal.process, SIGSTOP)
      #expect(Patience.wait { ProcessState.isStopped(terminal.process) })
      terminal.setEcho()
      kill(terminal.process, SIGCONT)
      #expect(terminal.read(seconds: 120) { !$0.echoes })
      kill(terminal.process, SIGTERM)
      #expect(terminal.read(seconds: 120) { $0.ending != nil })
      #expect(terminal.echoes)
      try FileManager.default.removeItem(atPath: home)
    }

    @Test func `A line longer than a terminal keeps is not taken in part`() throws {
      let terminal = try terminal()
      terminal.send(String(repeating: "a", count: 5000) + "\n")
      expect("That line was too long and was ignored", in: terminal)
      #expect(!terminal.text.contains("aaa@"))
      terminal.send("avery@example.com\n")
      expect("Case ADA-TOSXM", in: terminal)
    }

    @Test func `A line that is no UTF-8 is refused, a secret too`() throws {
      let terminal = try terminal()
      let refusal = "That line is not UTF-8 and was ignored: set your terminal to UTF-8."
      terminal.send(Array("avery@example.com".utf8) + [0xE9, 0x0A])
      expect(refusal, in: terminal)
      #expect(!terminal.text.contains("Looking up"))
      terminal.send(":token\n")
      expect("Enter alone goes back: ", in: terminal)
      terminal.send(Array("CANARY7X".utf8) + [0xB5, 0x0A])
      expect(refusal, times: 2, in: terminal)
      expect("Enter alone goes back: ", times: 2, in: terminal)
      terminal.send("\n")
      expect("? lists the commands: ", times: 3, in: terminal)
      #expect(!terminal.text.contains("The access token is set."))
    }

    @Test func `In a locale without UTF-8 letters arrive whole and are written as code points`() throws {
      var environment = environment
      environment["LC_ALL"] = "C"
      let terminal = try PseudoTerminal(Self.words, environment: environment)
      expect("? lists the commands: ", in: terminal)
      terminal.send("yara@example.com\n")
      expect("Case ADA-YARA0 - \\u{64A}\\u{627}", in: terminal)
      expect("18 quit", in: terminal)
      for (line, answer) in [
        ("3", "1 to choose a product"), (":4", "1 to add a form"), ("1", "1 to take the form away"),
        (":5", "Text, Enter leaves it empty"), ("5 µg", "Entered: 5 \\u{B5}g"),
      ] {
        terminal.send(line + "\n")
        expect(answer, in: terminal)
      }
      terminal.send(":fields\n")
      expect("Title: 5 \\u{B5}g", in: terminal)
      #expect(!terminal.text.contains("??"))
    }

    @Test func `A pipe is read to its last byte, with either line end`() throws {
      let program = ([TmuxScreen.program] + Self.words).map(Output.quoted).joined(separator: " ")
      let output = try Output.of(
        "/bin/sh", ["-c", "printf 'avery@example.com\\r\\nfly' | \(program)"], environment: environment)
      #expect(output.code == 0)
      #expect(output.text.contains("Looking up avery@example.com …\n"))
      #expect(output.text.contains("Case ADA-TOSXM"))
      #expect(output.text.contains("Not understood: fly."))
    }

    @Test func `An empty input ends it`() throws {
      let output = try Output.of(TmuxScreen.program, Self.words, environment: environment)
      #expect(output.code == 0)
      #expect(output.text.contains("? lists the commands: "))
    }

    @Test func `It ends when its terminal is closed without a signal`() throws {
      let terminal = try PseudoTerminal(Self.words, isControlling: false, environment: environment)
      expect("? lists the commands: ", in: terminal)
      terminal.hangUp()
      #expect(Patience.wait { terminal.ending != nil })
      #expect(terminal.ending == 128 + SIGHUP)
    }

    @Test func `It ends where nobody reads any more`() async throws {
      let input = Pipe()
      let output = Pipe()
      try output.fileHandleForReading.close()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: TmuxScreen.program)
      process.arguments = Self.words
      process.environment = environment
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let hasEnded = await until { !process.isRunning }
      if !hasEnded { process.terminate() }
      #expect(hasEnded)
      process.waitUntilExit()
      #expect(process.terminationStatus == 129)
    }
  }
}
