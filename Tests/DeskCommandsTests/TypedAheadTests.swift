import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// A question that confirms is answered by somebody who read it.
@Suite struct TypedAheadTests {
  private func run(_ words: [String], _ input: Script, _ bench: Bench) async -> Ran {
    let (output, talk) = (Recorded(), Recorded())
    let code = await bench.tool(words, input, isTerminal: true, talk, output).run()
    return Ran(code: code.rawValue, output: output.text, talk: talk.text)
  }

  private static let passedOver = "Your answer was typed before the question could be read, so it does not count.\n"

  @Test func `What was typed before the question answers nothing`() async throws {
    try await Bench.run { bench in
      let ran = await run(["refill", Known.avery] + bench.key, Script("n\n", typedAhead: ["y", "y"]), bench)
      #expect(ran.code == 1 && ran.talk.hasSuffix("Send this? [y/N] casedesk: Not confirmed: nothing was sent.\n"))
      // It is thrown away before the question, not only passed over behind it.
      #expect(!ran.talk.contains(Self.passedOver))
      #expect(bench.writes == 0)
    }
  }

  @Test func `A line that comes at once is passed over with a word`() async throws {
    try await Bench.run { bench in
      let ran = await run(["refill", Known.avery] + bench.key, Script("y\ny\nn\n", quickLines: 2), bench)
      #expect(
        ran.talk.hasSuffix(
          "Send this? [y/N] \(Self.passedOver)Send this? [y/N] \(Self.passedOver)Send this? [y/N] "
            + "casedesk: Not confirmed: nothing was sent.\n"))
      #expect(bench.writes == 0)
      #expect(await run(["refill", Known.avery] + bench.key, Script("n\ny\n", quickLines: 1), bench).code == 0)
      #expect(bench.writes == 1)
    }
  }

  @Test func `The store and the record are guarded alike`() async throws {
    try await Bench.run(faults: ["refill:drop-after"]) { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let purge = await run(["cache", "purge", "--all"] + clinic, Script("n\n", typedAhead: ["y"]), bench)
      #expect(purge.code == 1 && purge.talk.hasSuffix("Not confirmed: nothing was removed.\n"))
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 8)
      let listed = await bench.run(["activity", "--unsettled"]).output
      let id = try #require(listed.split(whereSeparator: \.isWhitespace).last.map(String.init))
      let settle = await run(["activity", "settle", id], Script("", typedAhead: ["happened"]), bench)
      #expect(settle.code == 1 && settle.talk.hasSuffix("Nothing was settled.\n"))
    }
  }

  /// Two terminals stand at the same question. One sends; the answer in the other was not about that.
  @Test func `Consent to repeat is about the attempts that were shown`() async throws {
    try await Bench.run(faults: ["refill:drop-after"]) { bench in
      let words = ["refill", Known.avery] + bench.key
      #expect(await bench.run(words + ["--yes"]).code == 8)
      let terminal = try PseudoTerminal()
      defer { terminal.close() }
      let process = try terminal.start(words, bench)
      let reader = Reader(terminal)
      let question = "Type \"again\" to confirm: "
      #expect(await reader.answers("Send this? [y/N] ", "y", until: question))
      #expect(await run(words, Script("y\nagain\n"), bench).code == 8)
      #expect(bench.writes == 2)
      reader.screen = question
      #expect(await reader.answers(question, "again", until: "it may have been done:"))
      #expect(process.isRunning && bench.writes == 2)
      #expect(await reader.answers(question, "again", until: "Not known whether it was done"))
      #expect(await PseudoTerminal.exitCode(of: process) == 8)
      #expect(bench.writes == 3)
    }
  }

  /// By the built program: the service is slow, and the person hits y and Enter twice before anything is asked.
  @Test func `On a terminal the keys before the questions send nothing, and send nothing twice`() async throws {
    try await Bench.run(faults: ["refill:drop-after"]) { bench in
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 8)
      let terminal = try PseudoTerminal()
      defer { terminal.close() }
      terminal.type("y\ny\nagain\n")
      let process = try terminal.start(["refill", Known.avery] + bench.key, bench)
      let reader = Reader(terminal)
      #expect(await reader.answers("Send this? [y/N] ", "n", until: "Not confirmed: nothing was sent."))
      #expect(await PseudoTerminal.exitCode(of: process) == 1)
      #expect(bench.writes == 1 && !reader.screen.contains("all the same"))
      // They are thrown away before the question comes, not answered after it.
      #expect(!reader.screen.contains("typed before the question"))
    }
  }
}

/// A person who answers a question once it has stood for a moment, and again where that was too soon.
private final class Reader {
  private let terminal: PseudoTerminal
  var screen = ""

  init(_ terminal: PseudoTerminal) { self.terminal = terminal }

  func answers(_ question: String, _ answer: String, until next: String) async -> Bool {
    var answered = 0
    var seen: (count: Int, at: ContinuousClock.Instant)?
    return await until {
      screen += terminal.shown()
      if screen.contains(next) { return true }
      let count = screen.components(separatedBy: question).count - 1
      if count > answered, seen?.count != count { seen = (count, .now) }
      if let since = seen, since.count > answered, .now - since.at > .milliseconds(400) {
        answered = since.count
        terminal.type(answer + "\n")
      }
      return false
    }
  }
}
