import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

@Suite struct InterruptionTests {
  /// Runs a command, cancels it as a signal does once `moment` has come, and gives its exit code.
  private func interrupted(
    _ words: [String], _ bench: Bench, _ output: Recorded = Recorded(), when moment: () -> Bool
  ) async -> Int32 {
    let tool = bench.tool(words, Recorded(), output)
    let work = Task { await tool.run() }
    #expect(await until(moment))
    work.cancel()
    return await work.value.rawValue
  }

  @Test func `A write that was sent ends as unknown`() async throws {
    try await Bench.run(faults: ["refill:slow=60000"]) { bench in
      let output = Recorded()
      let code = await interrupted(["refill", Known.avery, "--yes", "--json"] + bench.key, bench, output) {
        bench.sandbox.requestCount(.refill) == 1
      }
      #expect(code == 8)
      #expect(output.text.contains("\"kind\":\"outcomeUnknown\""))
      #expect(await bench.run(["activity", "--unsettled"]).output.contains("refill link  case \(Known.avery)"))
    }
  }

  @Test func `A read that was sent ends as the signal asks`() async throws {
    try await Bench.run(faults: ["latest:slow=60000"]) { bench in
      let code = await interrupted(["lookup", "avery@example.com"] + bench.key, bench) {
        bench.sandbox.requestCount(.latest) == 1
      }
      #expect(code == 130)
    }
  }

  @Test(arguments: [["lookup", "avery@example.com"], ["refill", Known.avery, "--yes"], ["doctor"]])
  func `A command that hangs is stopped with the one that waits for it`(words: [String]) async throws {
    try await Bench.run { bench in
      let note = bench.folder + "/started"
      let hang = "[\"/bin/sh\", \"-c\", \"touch \(note); sleep 600\"]"
      let config = try bench.file(
        "c.toml",
        "[profiles.clinic]\nbase_url = \"\(bench.server.baseURL)\"\napi_key_command = \(hang)\n"
          + "[store]\nkey_command = \(hang)\n")
      let output = Recorded()
      let code = await interrupted(words + ["--json", "--config", config, "--profile", "clinic"], bench, output) {
        FileManager.default.fileExists(atPath: note)
      }
      #expect(code == 130)
      #expect(output.text.contains("\"ok\":false") && bench.requests == 0)
    }
  }

  @Test func `A signal at the question sends nothing, whatever was answered`() async throws {
    try await Bench.run { bench in
      let output = Recorded()
      let input = Script("y\n") { withUnsafeCurrentTask { $0?.cancel() } }
      let tool = bench.tool(["refill", Known.avery, "--json"] + bench.key, input, isTerminal: true, Recorded(), output)
      // In a task of its own: it is the current task that is cancelled.
      #expect(await Task { await tool.run() }.value.rawValue == 130)
      #expect(output.text.contains("\"ok\":false"))
      #expect(bench.writes == 0)
      let record = await bench.run(["activity"]).output
      #expect(record.split(separator: "\n").count == 1)
      #expect(record.contains("looked at the case  case \(Known.avery)"))
    }
  }

  @Test func `A batch stops asking`() async throws {
    try await Bench.run(faults: ["latest:slow=60000"]) { bench in
      let (talk, output) = (Recorded(), Recorded())
      let tool = bench.tool(
        ["lookup", "--batch", "--json"] + bench.key, input: String(repeating: "avery@example.com\n", count: 20), talk,
        output)
      let work = Task { await tool.run() }
      #expect(await until { bench.sandbox.requestCount(.latest) == 4 })
      work.cancel()
      #expect(await work.value.rawValue == 130)
      #expect(bench.sandbox.requestCount(.latest) == 4)
      // An object among the lines would belong to no identifier.
      #expect(output.text.isEmpty)
      #expect(talk.text == "casedesk: Interrupted.\n")
    }
  }

  @Test func `Sandbox serve runs until the signal, and its files open it`() async throws {
    try await Bench.run { bench in
      let output = Recorded()
      let folder = "\(bench.folder)/left"
      let tool = bench.tool(
        ["sandbox", "serve", "--port", "0", "--patients", "4", "--credentials", folder, "--json"], Recorded(), output)
      let work = Task { await tool.run() }
      #expect(await until { output.text.hasSuffix("\n") })
      let result = try #require(try Bench.object(output.text)["result"] as? [String: String])
      let address = try #require(result["baseUrl"])
      #expect(result["apiKeyFile"] == "\(folder)/api-key")
      #expect(result["apiKey"]?.wholeMatch(of: /sandbox-key-harbor-[0-9a-f]{32}/) != nil)
      #expect(result["token"]?.wholeMatch(of: /sandbox-token-harbor-[0-9a-f]{32}/) != nil)
      #expect(try bench.mode(folder) == 0o700)
      #expect(try bench.mode("\(folder)/api-key") == 0o600)
      #expect(try bench.mode("\(folder)/token") == 0o600)
      let ran = await bench.run(
        ["lookup", "avery@example.com", "--base-url", address, "--api-key-file", "\(folder)/api-key"])
      #expect(ran.output == "\(Known.avery)\n")
      work.cancel()
      #expect(await work.value.rawValue == 130)
      #expect(
        await bench.run(["lookup", "avery@example.com", "--base-url", address, "--api-key-file", "\(folder)/api-key"])
          .code
          == 7)
    }
  }

  @Test func `Sandbox serve asks for the key and token that it is given`() async throws {
    try await Bench.run { bench in
      let (key, token) = (try bench.file("my-key", "my-own-key"), try bench.file("my-token", "my-own-token"))
      let output = Recorded()
      let words = ["sandbox", "serve", "--port", "0", "--patients", "4", "--json"]
      let work = Task { [bench] in
        await bench.tool(words + ["--api-key-file", key, "--token-file", token], Recorded(), output).run()
      }
      #expect(await until { output.text.hasSuffix("\n") })
      let result = try #require(try Bench.object(output.text)["result"] as? [String: String])
      #expect(result["apiKey"] == "my-own-key" && result["token"] == "my-own-token")
      let address = try #require(result["baseUrl"])
      let lookup = ["lookup", "avery@example.com", "--base-url", address, "--api-key-file"]
      #expect(await bench.run(lookup + [key]).output == "\(Known.avery)\n")
      #expect(await bench.run(lookup + ["\(bench.folder)/key"]).code != 0)
      work.cancel()
      _ = await work.value
      try bench.loosen(key)
      let refused = await bench.run(words + ["--api-key-file", key])
      #expect(refused.code == 1 && refused.output.contains("is open to other users"))
    }
  }

  @Test func `A port in use is said in a sentence`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["sandbox", "serve", "--port", String(bench.server.port), "--patients", "4"])
      #expect(ran.code == 1)
      #expect(ran.talk.contains("another program may be using the port"))
    }
  }
}
