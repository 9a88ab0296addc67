import Care360Sandbox
import DeskCommands
import Foundation
import Testing

@Suite struct LookupTests {
  @Test(arguments: ["avery@example.com", "(202) 555-0142", "+1 202 555 0142", Known.avery])
  func `Each kind of identifier finds the latest case`(query: String) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", query, "--json"] + bench.key)
      #expect(ran.code == 0)
      #expect(ran.output == "{\"ok\":true,\"result\":{\"caseId\":\"\(Known.avery)\"}}\n")
      #expect(ran.talk.isEmpty)
    }
  }

  @Test func `Without JSON the id stands alone on a line`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "avery@example.com"] + bench.key)
      #expect(ran.output == "\(Known.avery)\n")
    }
  }

  @Test func `Global options may stand before the subcommand`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["--json"] + bench.key + ["lookup", "avery@example.com"])
      #expect(ran.output == "{\"ok\":true,\"result\":{\"caseId\":\"\(Known.avery)\"}}\n")
    }
  }

  @Test(arguments: [["lookup", "-"], ["lookup"]])
  func `The identifier is read from standard input`(words: [String]) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(words + bench.key, input: "avery@example.com\n\n")
      #expect(ran.code == 0)
      #expect(ran.output == "\(Known.avery)\n")
      #expect(ran.talk.isEmpty)
    }
  }

  @Test func `On a terminal the identifier is asked for`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup"] + bench.key, input: "avery@example.com\n", isTerminal: true)
      #expect(ran.talk == "E-mail, phone or case id: ")
      #expect(ran.output.hasPrefix("\(Known.avery)  "))
    }
  }

  @Test func `An identifier among the arguments is overwritten wherever it stands`() async throws {
    try await Bench.run { bench in
      let concealed = Indices()
      let words = ["--json", "lookup", "avery@example.com"] + bench.key
      let tool = bench.tool(words, Script(""), isTerminal: false, Recorded(), Recorded()) { concealed.add($0) }
      #expect(await tool.run() == .done)
      #expect(concealed.all == [2])
    }
  }

  @Test func `Detail gives the case as the service sent it`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "avery@example.com", "--detail", "--json"] + bench.key)
      let result = try #require(try Bench.object(ran.output)["result"] as? [String: Any])
      let found = try #require(result["case"] as? [String: Any])
      #expect(result["caseId"] as? String == Known.avery)
      #expect(found["shortId"] as? String == "ADA-TOSXM")
      #expect((found["submitter"] as? [String: Any])?["firstName"] as? String == "Avery")
      #expect(ran.output.contains("138 lbs"))
      #expect(ran.output.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
      // The newest case decides, and its detail is asked for by its id.
      #expect(bench.sandbox.requestCount(.latest) == 1)
      #expect(bench.sandbox.requestCount(.detail) == 1)
    }
  }

  @Test func `Health data in the text is masked until asked for`() async throws {
    try await Bench.run { bench in
      let masked = await bench.run(["lookup", "avery@example.com", "--detail"] + bench.key).output
      let shown = await bench.run(["lookup", "avery@example.com", "--detail", "--phi"] + bench.key).output
      #expect(masked.contains("  Name  Avery Lindqvist\n  Birth date  2 Apr 1988 ("))
      for secret in ["138 lbs", "Ondansetron", "Approved. Start with", "That is common"] {
        #expect(!masked.contains(secret))
        #expect(shown.contains(secret))
      }
      #expect(shown.contains("    How much do you weigh?  138 lbs  (before: 147 lbs)\n") && !masked.contains("147 lbs"))
    }
  }

  @Test func `A case found by phone asks to check who it is`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "+12025550142", "--detail"] + bench.key)
      #expect(ran.talk == "Found by phone: ask the caller for their name and birth date; do not read them out.\n")
    }
  }

  @Test func `A batch answers in order, one line each, and exits with the first failure`() async throws {
    try await Bench.run(faults: ["latest:slow=30x1"]) { bench in
      let input =
        "avery@example.com\nnobody@example.com\n\nnot an identifier\n\(Known.avery)\n+12025550142\njo.park@example.com\n"
      let ran = await bench.run(["lookup", "--batch"] + bench.key, input: input)
      let lines = ran.output.split(separator: "\n").map(String.init)
      #expect(ran.code == 3)
      try #require(lines.count == 6)
      let found = "\"result\":{\"caseId\":\"\(Known.avery)\"}}"
      #expect(lines[0] == "{\"ok\":true,\"query\":\"avery@example.com\"," + found)
      #expect(
        lines[1]
          == "{\"ok\":false,\"query\":\"nobody@example.com\",\"error\":{\"kind\":\"notFound\","
          + "\"message\":\"The service has no case for these details.\",\"httpStatus\":400}}")
      #expect(
        lines[2]
          == "{\"ok\":false,\"query\":\"not an identifier\",\"error\":{\"kind\":\"invalid\","
          + "\"message\":\"The service cannot search by name: type e-mail, phone or case id.\"}}")
      #expect(lines[3] == "{\"ok\":true,\"query\":\"\(Known.avery)\"," + found)
      #expect(lines[4] == "{\"ok\":true,\"query\":\"+12025550142\"," + found)
      #expect(lines[5].hasPrefix("{\"ok\":true,\"query\":\"jo.park@example.com\",\"result\":"))
    }
  }

  @Test func `The embedded sandbox serves one command`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "avery@example.com", "--profile", "sandbox"])
      #expect(ran.code == 0)
      #expect(ran.output == "\(Known.avery)\n")
      #expect(bench.requests == 0)
    }
  }
}
