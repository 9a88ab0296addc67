import Testing

@Suite struct UsageTests {
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
