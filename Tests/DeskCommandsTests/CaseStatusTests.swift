import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

/// `casedesk case close`, `reopen` and `open` against the sandbox, seen by reading the case again.
@Suite struct CaseStatusTests {
  private static let close = ["case", "close", Known.avery, "--reason", "Moved away"]

  private func caseOf(_ name: String, _ bench: Bench) async throws -> String {
    let ran = await bench.run(["lookup", "\(name)@example.com"] + bench.key)
    #expect(ran.code == 0)
    return ran.output.trimmingCharacters(in: .newlines)
  }

  private func detail(_ id: String, _ bench: Bench) async throws -> [String: Any] {
    let ran = await bench.run(["lookup", id, "--detail", "--json"] + bench.key)
    let result = try Bench.object(ran.output)["result"] as? [String: Any]
    return try #require(result?["case"] as? [String: Any])
  }

  @Test func `A case is closed with its reason, and reopened`() async throws {
    try await Bench.run { bench in
      let closed = await bench.run(Self.close + ["--yes", "--json"] + bench.key)
      #expect(
        closed.output
          == "{\"ok\":true,\"result\":{\"case\":{\"id\":\"\(Known.avery)\",\"isArchived\":true}}}\n")
      #expect(closed.code == 0 && closed.talk.isEmpty)
      var found = try await detail(Known.avery, bench)
      #expect(found["isArchived"] as? Bool == true && found["archiveNote"] as? String == "Moved away")

      let again = await bench.run(Self.close + ["--yes"] + bench.key)
      #expect(again.code == 5)
      #expect(
        again.talk == "casedesk: The service refused the request as invalid. Only an open case can be closed.\n")

      let reopened = await bench.run(["case", "reopen", Known.avery, "--yes", "--json"] + bench.key)
      #expect(
        reopened.output
          == "{\"ok\":true,\"result\":{\"case\":{\"id\":\"\(Known.avery)\",\"isArchived\":false}}}\n")
      found = try await detail(Known.avery, bench)
      #expect(found["isArchived"] as? Bool == false && found["archiveNote"] is NSNull)
    }
  }

  @Test func `An abandoned case goes back to OPEN`() async throws {
    try await Bench.run { bench in
      let id = try await caseOf("kit", bench)
      let ran = await bench.run(["case", "open", id] + bench.key, input: "y\n", isTerminal: true)
      #expect(ran.output == "Case \(id) is set back to OPEN.\n")
      #expect(
        ran.talk.contains(
          """
          Change       status ABANDONED -> OPEN
                       The service then assigns the case automatically.
          Send this? [y/N] 
          """))
      #expect(try await detail(id, bench)["status"] as? String == "OPEN")
      let json = await bench.run(["case", "open", id, "--yes", "--json"] + bench.key)
      #expect(json.output == "{\"ok\":true,\"result\":{\"case\":{\"id\":\"\(id)\",\"isArchived\":false}}}\n")
    }
  }

  @Test func `The question names patient, change, what is cancelled, and the reason`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(Self.close + bench.key, input: "y\n", isTerminal: true)
      #expect(ran.code == 0)
      #expect(ran.output == "Case \(Known.avery) is closed.\n")
      #expect(
        ran.talk == """
          Environment  adhoc \(bench.server.baseURL)
          Patient      Avery Lindqvist, born 1988-04-02, avery@example.com
          Case         ADA-TOSXM  APPROVED, open  \(Known.avery)
          Change       open -> CLOSED
                       Pending jobs of this case are cancelled; after that, the case can only be reopened.
                       Reason: Moved away
          Send this? [y/N] 
          """)
      #expect(bench.writes == 1)
    }
  }

  @Test func `That a case is closed is a warning for closing and none for reopening`() async throws {
    try await Bench.run { bench in
      let id = try await caseOf("morgan", bench)
      let doubt = "This case is closed; the service may refuse.\n"
      let reopen = await bench.run(["case", "reopen", id] + bench.key, input: "n\n", isTerminal: true)
      #expect(reopen.talk.contains("Change       CLOSED -> open\n"))
      #expect(reopen.talk.contains("             The reason for closing is cleared.\nSend this?"))
      #expect(!reopen.talk.contains("may refuse"))
      for words in [["close", id, "--reason", "again"], ["open", id]] {
        let ran = await bench.run(["case"] + words + bench.key, input: "n\n", isTerminal: true)
        #expect(ran.code == 1 && ran.talk.contains(doubt), "\(ran.talk)")
      }
      let open = await bench.run(["case", "reopen", Known.avery] + bench.key, input: "n\n", isTerminal: true)
      #expect(open.talk.contains("             This case is open; the service may refuse.\n"))
      let approved = await bench.run(["case", "open", Known.avery] + bench.key, input: "n\n", isTerminal: true)
      #expect(approved.talk.contains("accepts this only from ASSIGNED, ABANDONED or OPEN; it may refuse.\n"))
      #expect(bench.writes == 0)
    }
  }

  @Test(arguments: [[], ["--reason", ""], ["--reason", " \t "]])
  func `Closing without a reason is refused before anything is sent`(reason: [String]) async throws {
    try await Bench.run { bench in
      for more in [["--yes"], ["--dry-run"]] {
        let ran = await bench.run(["case", "close", Known.avery] + reason + more + bench.key)
        #expect(ran.code == 64)
        #expect(ran.talk == "casedesk: Closing needs a reason. Add --reason TEXT.\n")
      }
      #expect(bench.requests == 0)
    }
  }

  @Test func `A dry run shows the request and sends nothing`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(Self.close + ["--dry-run", "--read-only"] + bench.base)
      #expect(ran.code == 0)
      #expect(
        ran.output.hasPrefix(
          """
          POST \(bench.server.baseURL)/api/v1/cases/\(Known.avery)
          cv-api-key: [redacted]
          Content-Type: application/json

          {"action":"CHANGE_CASE_STATUS","reason":"Moved away","status":"CLOSE"}

          """))
      #expect(bench.requests == 0)
    }
  }

  @Test(arguments: [["--reason", "Moved away"], ["--reason=Moved away"]])
  func `The reason is overwritten among the arguments`(reason: [String]) async throws {
    try await Bench.run { bench in
      let concealed = Indices()
      let words = ["case", "close", Known.avery] + reason + ["--dry-run"] + bench.base
      let tool = bench.tool(words, Script(""), isTerminal: false, Recorded(), Recorded()) { concealed.add($0) }
      #expect(await tool.run() == .done)
      #expect(concealed.all == [2 + reason.count])
    }
  }

  /// Each of the three has an action of its own in the record, in the list of what is unsettled and in the activity.
  @Test func `The record tells closing from reopening and holds no reason`() async throws {
    try await Bench.run { bench in
      let reason = "canary of a reason"
      let words = ["case", "close", Known.avery, "--reason", reason, "--yes"]
      #expect(await bench.run(words + ["--read-only"] + bench.key).code == 9)
      #expect(await bench.run(words + bench.key).code == 0)
      #expect(await bench.run(["case", "reopen", Known.avery, "--yes"] + bench.key).code == 0)
      #expect(await bench.run(["case", "open", Known.avery, "--yes"] + bench.key).code == 5)
      let text = try bench.record.text
      #expect(!text.contains("canary") && !text.contains("Avery"))
      let records = try bench.record.lines.dropFirst().map { try Bench.object($0) }
      #expect(
        records.map { "\($0["action"] ?? "") \($0["event"] ?? "") \($0["outcome"] ?? "")" } == [
          "close blocked read-only", "close opened ", "close closed done", "reopen opened ", "reopen closed done",
          "open opened ", "open closed refused",
        ])
      let activity = await bench.run(["activity"]).output
      for words in [
        "case closing: not begun, read-only  case \(Known.avery)", "case closing: done", "case reopening: done",
        "return to OPEN: refused",
      ] { #expect(activity.contains(words), "\(activity)") }
      #expect(await bench.run(["activity", "--verify"]).code == 0)
    }
  }

  @Test func `A closing without an answer blocks closing and not reopening`() async throws {
    try await Bench.run(faults: ["case-status:drop-afterx1"]) { bench in
      let lost = await bench.run(Self.close + ["--yes"] + bench.key)
      #expect(lost.code == 8)
      #expect(
        lost.talk
          == "casedesk: Not known whether it was done: no clear answer came. Check the case before trying again.\n")
      let other = ["case", "close", Known.avery, "--reason", "Another reason", "--yes"]
      let blocked = await bench.run(other + bench.key)
      #expect(blocked.code == 1 && blocked.talk.contains("casedesk activity --unsettled"))
      #expect(
        await bench.run(["activity", "--unsettled"]).output.contains("  case closing  case \(Known.avery)  by tester"))
      #expect(bench.writes == 1)
      #expect(await bench.run(["case", "reopen", Known.avery, "--yes"] + bench.key).code == 0)
      #expect(bench.writes == 2)
    }
  }
}
