import CaseStore
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// All that a terminal has shown so far.
private final class Shown {
  private let terminal: PseudoTerminal
  private(set) var text = ""

  init(on terminal: PseudoTerminal) { self.terminal = terminal }

  /// Waits for one of these.
  nonisolated(nonsending) func has(_ texts: String...) async -> Bool {
    await until {
      text += terminal.shown()
      return texts.contains { text.contains($0) }
    }
  }
}

/// The prompt on a terminal of its own, by the built program.
@Suite struct HiddenTypingTests {
  private func config(_ bench: Bench) throws -> [String] {
    try bench.clinic(keyCommand: false, general: "operator = \"tester\"")
  }

  @Test func `Nothing of a passphrase shows, and the terminal is as it was afterwards`() async throws {
    try await Bench.run { bench in
      let words = try config(bench)
      try bench.fillStore(passphrase: true)
      let terminal = try PseudoTerminal()
      defer { terminal.close() }
      let process = try terminal.start(["drafts"] + words, bench)
      let screen = Shown(on: terminal)
      #expect(await screen.has("Passphrase of the local store: "))
      #expect(!terminal.echoes)
      #expect(!terminal.stops)
      // An impatient person: the second line is no try, since it comes before the question for it.
      terminal.type("a wrong one\ntyped ahead\n")
      #expect(await screen.has("Wait 1 s."))
      #expect(!terminal.echoes)
      #expect(await screen.has("Wait 1 s.\r\nPassphrase of the local store: "))
      terminal.type(Bench.passphrase + "\n")
      let code = await PseudoTerminal.exitCode(of: process)
      #expect(code == 0)
      #expect(await screen.has("question 7 of 12"))
      for word in ["wrong one", "ahead", "words that"] { #expect(!screen.text.contains(word)) }
      #expect(terminal.echoes && terminal.stops)
    }
  }

  /// The screen drops control characters from a passphrase, and takes nothing that is no UTF-8.
  @Test func `A passphrase is taken as the screen takes it`() async throws {
    try await Bench.run { bench in
      let words = try config(bench)
      try bench.fillStore(passphrase: true)
      let terminal = try PseudoTerminal()
      defer { terminal.close() }
      let process = try terminal.start(["drafts"] + words, bench)
      let screen = Shown(on: terminal)
      #expect(await screen.has("Passphrase of the local store: "))
      terminal.type(Array(Bench.passphrase.utf8) + [0xE4, 0x0A])
      #expect(
        await screen.has(
          "Your answer is not UTF-8 and was ignored: set your terminal to UTF-8.\r\nPassphrase of the local store: "))
      terminal.type("\t" + Bench.passphrase + "\u{85}\n")
      #expect(await screen.has("question 7 of 12", "does not open it"))
      #expect(!screen.text.contains("does not open it"))
      if screen.text.contains("does not open it") { kill(process.processIdentifier, SIGTERM) }
      #expect(await PseudoTerminal.exitCode(of: process) == 0)
    }
  }

  @Test func `A signal at the prompt gives the echo back`() async throws {
    try await Bench.run { bench in
      let words = try config(bench)
      try bench.fillStore(passphrase: true)
      let terminal = try PseudoTerminal()
      defer { terminal.close() }
      let process = try terminal.start(["drafts"] + words, bench)
      #expect(await until { !terminal.echoes })
      kill(process.processIdentifier, SIGTERM)
      #expect(await PseudoTerminal.exitCode(of: process) == 143)
      #expect(terminal.echoes && terminal.stops)
    }
  }
}
