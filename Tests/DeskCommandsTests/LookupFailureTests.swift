import Care360Sandbox
import DeskCommands
import Testing

@Suite struct LookupFailureTests {
  @Test(arguments: [[], ["--json"]])
  func `An output that cannot be written is said on standard error`(words: [String]) async throws {
    try await Bench.run { bench in
      let talk = Recorded()
      let tool = bench.tool(
        ["lookup", "avery@example.com"] + words + bench.key, Script(""), isTerminal: false, talk, NowhereToWrite())
      #expect(await tool.run().rawValue == 1)
      #expect(talk.text == "casedesk: The output cannot be written.\n")
    }
  }

  @Test func `A key file that others may read is refused with the command that mends it`() async throws {
    try await Bench.run { bench in
      let path = try bench.file("loose-key", bench.sandbox.apiKey)
      try bench.loosen(path)
      let ran = await bench.run(["lookup", "avery@example.com"] + bench.base + ["--api-key-file", path])
      #expect(ran.code == 4)
      #expect(ran.talk.contains("chmod 600 \(path)"))
      #expect(!ran.talk.contains(bench.sandbox.apiKey))
      #expect(bench.requests == 0)
    }
  }
}
