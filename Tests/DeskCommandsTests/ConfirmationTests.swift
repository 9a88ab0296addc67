import Care360Sandbox
import Foundation
import TestSupport
import Testing

@Suite struct ConfirmationTests {
  @Test func `Without a terminal a write needs --yes`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["refill", Known.avery, "--json"] + bench.key)
      #expect(
        ran.output
          == "{\"ok\":false,\"error\":{\"kind\":\"usage\",\"message\":\"No terminal to confirm on: add --yes to "
          + "send this, or --dry-run to see what would be sent.\"}}\n")
      #expect(ran.code == 64)
      #expect(bench.requests == 0)
    }
  }

  @Test func `A body on standard input leaves nobody to ask`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(
        ["products", "add", Known.avery, "--file", "-"] + bench.keys, input: ContractRow.metformin,
        isTerminal: true)
      #expect(ran.code == 64)
      #expect(bench.requests == 0)
    }
  }

  @Test func `The question names environment, patient, case and change`() async throws {
    try await Bench.run { bench in
      let words = ["bundle", "change", Known.avery, Known.starter]
      let ran = await bench.run(words + bench.key, input: "y\n", isTerminal: true)
      #expect(ran.code == 0)
      #expect(
        ran.talk == """
          Environment  adhoc \(bench.server.baseURL)
          Patient      Avery Lindqvist, born 1988-04-02, avery@example.com
          Case         ADA-TOSXM  APPROVED, open  \(Known.avery)
          Change       bundle Premium Bundle (159.00 USD) -> Starter Bundle (99.99 USD)
                       The service does not say what this changes in payments, orders or messages.
          Send this? [y/N] 
          """)
      #expect(bench.writes == 1)
    }
  }

  @Test(arguments: ["", "\n", "n\n", "b\n", "yy\n"])
  func `Anything but y sends nothing`(answer: String) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["refill", Known.avery] + bench.key, input: answer, isTerminal: true)
      #expect(ran.code == 1)
      #expect(ran.talk.hasSuffix("Send this? [y/N] casedesk: Not confirmed: nothing was sent.\n"))
      #expect(bench.sandbox.requestCount(.detail) == 1)
      #expect(bench.writes == 0)
    }
  }

  @Test func `Products that the case has already are marked before they are sent`() async throws {
    try await Bench.run { bench in
      let path = try bench.file(
        "body.json", "{\"products\":[{\"id\":\"\(Known.semaglutide)\"},{\"id\":\"\(Known.metformin)\"}]}")
      let ran = await bench.run(
        ["products", "add", Known.avery, "--file", path] + bench.keys, input: "n\n", isTerminal: true)
      #expect(
        ran.talk.contains(
          """
          Change       add 2 products
                         \(Known.semaglutide)  ALREADY ON THIS CASE as Semaglutide
                         \(Known.metformin)

          """))
    }
  }

  /// As a shell makes one for `--file <(jq …)`: health data need not lie on the disk.
  @Test func `The body may come from a pipe`() async throws {
    try await Bench.run { bench in
      let pipe = Pipe()
      let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
      try pipe.fileHandleForWriting.write(contentsOf: Data(WriteTests.body.utf8))
      try pipe.fileHandleForWriting.close()
      #expect(await bench.run(["products", "add", Known.avery, "--file", path, "--yes"] + bench.keys).code == 0)
      #expect(bench.writes == 1)

      // The writer of a named one comes later than its reader.
      let named = "\(bench.folder)/named"
      try #require(mkfifo(named, 0o600) == 0)
      async let ran = bench.run(["products", "add", Known.avery, "--file", named, "--dry-run"] + bench.keys)
      let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: named))
      try writer.write(contentsOf: Data(WriteTests.body.utf8))
      try writer.close()
      #expect(await ran.code == 0)

      let folder = await bench.run(["products", "add", Known.avery, "--file", bench.folder, "--yes"] + bench.keys)
      #expect(folder.code == 1)
      #expect(folder.talk.contains("\(bench.folder) is neither a file nor a pipe. - reads standard input."))
      #expect(bench.writes == 1)
    }
  }

  @Test func `A pipe that holds too much is refused by its name`() async throws {
    try await Bench.run { bench in
      let pipe = Pipe()
      let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
      let writing = Task.detached { try pipe.fileHandleForWriting.write(contentsOf: Data(count: 5 << 20)) }
      let ran = await bench.run(["products", "add", Known.avery, "--file", path, "--dry-run"] + bench.keys)
      #expect(ran.talk.contains("The pipe \(path) is longer than 4194304 bytes."))
      try pipe.fileHandleForReading.close()
      await #expect(throws: (any Error).self) { try await writing.value }
    }
  }

  @Test func `Products that the site names are told by name`() async throws {
    try await Bench.run { bench in
      let body = try bench.file("body.json", "{\"products\":[{\"id\":\"\(Known.metformin)\"}]}")
      let config = [
        "--config", try bench.file("c.toml", "[products.\"Metformin 500\"]\nid = \"\(Known.metformin)\"\n"),
      ]
      let adding = ["products", "add", Known.avery, "--file", body] + bench.keys + config
      let added = await bench.run(adding, input: "n\n", isTerminal: true)
      #expect(added.talk.contains("  Metformin 500  \(Known.metformin)\n"), "\(added.talk)")
      let refill = ["refill", Known.avery, "--product", Known.metformin] + bench.key + config
      let asked = await bench.run(refill, input: "n\n", isTerminal: true)
      #expect(asked.talk.contains("a new refill link for Metformin 500 (\(Known.metformin))"), "\(asked.talk)")
    }
  }

  @Test func `A write of unknown outcome blocks the same write until it is settled`() async throws {
    try await Bench.run(faults: ["refill:drop-afterx1"]) { bench in
      let words = ["refill", Known.avery, "--yes", "--json"] + bench.key
      #expect(await bench.run(words).code == 8)
      let blocked = await bench.run(words)
      #expect(blocked.code == 1)
      #expect(blocked.output.contains("\"kind\":\"failed\""))
      #expect(blocked.output.contains("casedesk activity --unsettled"))
      #expect(bench.writes == 1)

      let listed = await bench.run(["activity", "--unsettled", "--json"])
      let entries = try #require(
        (try Bench.object(listed.output)["result"] as? [String: Any])?["activity"] as? [[String: Any]])
      let id = try #require(entries.first?["id"] as? String)
      #expect(entries.count == 1)
      let settled = await bench.run(["activity", "settle", id, "--as", "happened"])
      #expect(settled.output == "\(id) is settled: it happened.\n")
      #expect(await bench.run(words).code == 0)
      #expect(bench.writes == 2)
      #expect(await bench.run(["activity", "--verify"]).code == 0)
    }
  }

  @Test func `On a terminal an unsettled write is shown and asked about once more`() async throws {
    try await Bench.run(faults: ["refill:drop-afterx1"]) { bench in
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 8)
      let refused = await bench.run(["refill", Known.avery] + bench.key, input: "y\nn\n", isTerminal: true)
      #expect(refused.code == 1)
      #expect(refused.talk.contains("The same write on this case is not settled; it may have been done:\n"))
      #expect(refused.talk.contains("refill link  case \(Known.avery)  by tester"))
      #expect(bench.writes == 1)
      for answer in ["y", "yes", "Again", ""] {
        let ran = await bench.run(["refill", Known.avery] + bench.key, input: "y\n\(answer)\n", isTerminal: true)
        #expect(ran.code == 1 && ran.talk.contains("Send it again anyway? Type \"again\" to confirm: "), "\(answer)")
      }
      #expect(bench.writes == 1)
      let repeated = await bench.run(["refill", Known.avery] + bench.key, input: "y\nagain\n", isTerminal: true)
      #expect(repeated.code == 0)
      #expect(bench.writes == 2)
      // The first one is still open, and no look at the case can close it any more.
      let left = await bench.run(["activity", "--unsettled"]).output
      #expect(left.split(separator: "\n").count == 1)
      #expect(left.contains("done again at 20") && left.contains("the case proves nothing about this one"))
    }
  }

  /// The request that is most likely to be doubled is the one whose answer never came.
  @Test(arguments: [("refill:drop-afterx1", "happened", 1), ("refill:drop-afterx1", "did-not-happen", 0), ("", "", 1)])
  func `A request for a link is quoted before the next one`(fault: String, how: String, quotes: Int) async throws {
    try await Bench.run(faults: fault.isEmpty ? [] : [fault]) { bench in
      let refill = ["refill", Known.avery] + bench.key
      _ = await bench.run(refill + ["--yes"])
      if !how.isEmpty {
        let listed = await bench.run(["activity", "--unsettled", "--json"])
        let entries = (try Bench.object(listed.output)["result"] as? [String: Any])?["activity"] as? [[String: Any]]
        let id = try #require(entries?.first?["id"] as? String)
        #expect(await bench.run(["activity", "settle", id, "--as", how]).code == 0)
      }
      let asked = await bench.run(refill, input: "n\n", isTerminal: true)
      #expect(asked.talk.components(separatedBy: "already requested at 20").count - 1 == quotes, "\(asked.talk)")
      #expect(asked.talk.contains("Z; each request may create a new form") == (quotes > 0))
    }
  }

  @Test func `The record holds the write and nothing of the patient`() async throws {
    try await Bench.run { bench in
      let path = try bench.file("body.json", WriteTests.body)
      _ = await bench.run(["products", "add", Known.avery, "--file", path, "--yes"] + bench.keys)
      let record = try bench.record.text
      #expect(record.contains(Known.metformin))
      #expect(record.contains("\"operator\":\"tester\""))
      for word in ["138 lbs", "Weight?", "Avery", "avery@"] { #expect(!record.contains(word)) }
      #expect(try bench.mode(try bench.record.newest) == 0o600)
    }
  }
}
