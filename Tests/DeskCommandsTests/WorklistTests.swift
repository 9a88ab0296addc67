import Care360Sandbox
import Desk
import Foundation
import TestSupport
import Testing

@Suite struct WorklistTests {
  private func rows(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { try Bench.object(String($0)) }
  }

  private func listed(_ words: [String], _ bench: Bench) async throws -> [[String: Any]] {
    let ran = await bench.run(["worklist", "--json"] + words + bench.key)
    #expect(ran.code == 0, "\(ran.talk)")
    return try rows(ran.output)
  }

  @Test func `Cases that wait are listed with why, the most urgent first`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["worklist"] + bench.key)
      try #require(ran.code == 0 && ran.talk.isEmpty, "\(ran.talk)")
      let lines = ran.output.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.hasPrefix("ADA-QF2RM  ") && $0.contains("Jo P.") && $0.contains("visit missed ") })
      #expect(!lines.contains { $0.contains("ADA-TOSXM") }, "nothing waits there")
      // One page of the list, recorded as one line with its count.
      #expect(bench.sandbox.requestCount(.cases) == 1 && bench.requests == 1)
      let noted = await bench.run(["activity"]).output
      #expect(noted.contains("  read the list of cases: ") && noted.contains(" cases  by tester  (adhoc "), "\(noted)")
      #expect(await bench.run(["activity", "--verify"]).code == 0)

      let all = try await listed(["--all"], bench)
      let avery = try #require(all.first { $0["shortId"] as? String == "ADA-TOSXM" })
      #expect(avery["caseId"] as? String == Known.avery && avery["status"] as? String == "APPROVED")
      #expect(Set(avery.keys) == ["caseId", "shortId", "status", "isArchived", "reasons", "updatedAt"])
      let ranks = all.map { ($0["reasons"] as? [String])?.first }
      #expect(ranks.prefix { $0 != nil }.count == ranks.count(where: { $0 != nil }), "those that wait come first")
    }
  }

  @Test func `The sandbox has a case of every reason`() async throws {
    try await Bench.run { bench in
      let listed = try await listed(["--view", "needs-attention", "--since", "30d"], bench)
      let words = listed.flatMap { $0["reasons"] as? [String] ?? [] }
      let reasons = Set(words.map { String($0.prefix { $0 != ":" }) })
      #expect(reasons == Set(WorklistReason.Kind.allCases.map(\.rawValue)))
      // The whole day of the care team, in the span that is usual.
      let week = try await self.listed([], bench).compactMap { $0["shortId"] as? String }
      #expect(Set(week).isSuperset(of: ["ADA-WREN1", "ADA-ESME2", "ADA-PAUL3", "ADA-TARAB", "ADA-1NESE", "ADA-UMA0G"]))
    }
  }

  @Test func `A view, a status and a span narrow the list`() async throws {
    try await Bench.run { bench in
      let open = try await listed(["--all", "--since", "60d", "--status", "open,ASSIGNED"], bench)
      // Three of the sandbox changed at its start, less than a second ago.
      #expect(open.count == 6 && open.allSatisfy { ["OPEN", "ASSIGNED"].contains($0["status"] as? String) })
      let closed = try await listed(["--view", "closed", "--since", "366d"], bench)
      #expect(!closed.isEmpty && closed.allSatisfy { $0["isArchived"] as? Bool == true })
      let long = try await listed(["--all", "--since", "90d"], bench)
      #expect(!long.isEmpty && Set(long.compactMap { $0["caseId"] as? String }).count == long.count)
      let none = await bench.run(["worklist", "--since", "1h", "--status", "REJECTED"] + bench.key)
      #expect(none.code == 0 && none.output == "No case from the last 60 minutes is waiting here.\n")
    }
  }

  @Test(arguments: [
    (["--status", "OPEN,FOO"], "--status takes OPEN, ASSIGNED,"), (["--status", ""], "--status takes"),
    (["--since", "7"], "The value '7' is invalid for '--since <span>'"), (["--since", "0d"], "is invalid"),
    (["--since", "9999d"], "is invalid"), (["--all", "--view", "closed"], "--all means --view all"),
    (["--view", "mine"], "--view takes needs-attention, waiting, my-follow-ups, closed, all."),
  ])
  func `Wrong words ask nobody`(words: [String], sentence: String) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["worklist"] + words + bench.key)
      #expect(ran.code == 64 && ran.talk.contains(sentence), "\(ran.talk)")
      #expect(bench.requests == 0)
    }
  }

  @Test func `What the service refuses is told`() async throws {
    try await Bench.run(faults: ["cases:status=503x9"]) { bench in
      let ran = await bench.run(["worklist"] + bench.key)
      #expect(ran.code == 7 && ran.output.isEmpty)
      #expect(
        await bench.run(["worklist", "--api-key-file", "\(bench.folder)/wrong-key"] + bench.key.prefix(2)).code != 0)
    }
  }

  @Test(.enabled(if: getuid() == 0, "a policy counts only where it is root's"))
  func `The site policy switches it off`() async throws {
    try await Bench.run { bench in
      try bench.policy("worklist = \"off\"\n")
      let ran = await bench.run(["worklist"] + bench.key)
      #expect(
        ran.code == 1 && ran.talk.contains("The site policy turns the worklist off: look up each patient instead."))
      #expect(bench.requests == 0)
      try bench.policy("worklist = \"no\"\n")
      #expect(await bench.run(["worklist"] + bench.key).talk.contains("It must be \"off\" or \"on\"."))
    }
  }
}
