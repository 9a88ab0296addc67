import ArgumentParser
import Testing

@testable import DeskCommands

@Suite struct UsageTests {
  /// Options alone are read without the tree of commands, which the answers to all other words come from.
  @Test(arguments: [
    (["--sandbx"], 64, "Unknown option '--sandbx'"), (["--profile"], 64, "Missing value for '--profile"),
    (["--sandbox", "--profile", "clinic"], 64, "leave out one of the two"), (["--ascii", "lokup"], 64, "lookup"),
    (["--", "lokup"], 64, "lookup"), (["--sandbox", "--version"], 0, "0.1.0"),
    (["--sandbox"], 64, "There is no terminal to draw on"), ([], 64, "There is no terminal to draw on"),
    (["--ascii", "recents", "--help"], 0, "USAGE: casedesk recents"),
  ])
  func `Options before anything else are judged as ever`(words: [String], code: Int32, text: String) async throws {
    try await Bench.run { bench in
      let answer = await bench.run(words)
      #expect(answer.code == code && (answer.output + answer.talk).contains(text), "\(answer)")
    }
  }

  @Test func `Help and version are answers`() async throws {
    try await Bench.run { bench in
      let version = await bench.run(["--version"])
      #expect(version.output == "0.1.0\n")
      #expect(version.code == 0)
      for words in [["--help"], ["lookup", "--help"], ["help", "refill"]] {
        let help = await bench.run(words)
        #expect(help.code == 0)
        #expect(help.output.contains("USAGE: casedesk"))
        #expect(help.talk.isEmpty)
      }
    }
  }

  @Test(arguments: ManualTests.leaves)
  func `Every command has help, and takes no unknown option`(words: String) async throws {
    try await Bench.run { bench in
      let words = words.split(separator: " ").map(String.init)
      let help = await bench.run(words + ["--help"])
      #expect(help.code == 0)
      #expect(help.output.contains("USAGE: casedesk \(words.joined(separator: " ")) "))
      let wrong = await bench.run(words + ["--no-such-option", "--json"])
      #expect(wrong.code == 64)
      #expect(wrong.output.hasPrefix("{\"ok\":false,\"error\":{\"kind\":\"usage\","))
    }
  }
}
