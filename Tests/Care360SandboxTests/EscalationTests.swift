import Care360Sandbox
import Foundation
import Testing

/// ADD_ESCALATION and UPDATE_ESCALATION: what changes, what is refused and in which words.
struct EscalationTests {
  private static let missing = "00000000-0000-4000-8000-000000000009"

  private func send(
    _ sandbox: Sandbox, _ action: String, _ entries: [[String: Any]], on caseID: String = Sandbox.showcaseCaseID
  ) async throws -> Answered {
    let data = try JSONSerialization.data(withJSONObject: ["action": action, "escalations": entries] as [String: Any])
    return try await sandbox.act(on: caseID, String(decoding: data, as: UTF8.self))
  }

  private func add(_ sandbox: Sandbox, _ more: [String: Any] = [:], on caseID: String = Sandbox.showcaseCaseID)
    async throws -> Answered
  {
    let entry: [String: Any] = ["type": "support", "title": "Hold Order"]
    return try await send(sandbox, "ADD_ESCALATION", [entry.merging(more) { $1 }], on: caseID)
  }

  private func open(_ sandbox: Sandbox, on caseID: String = Sandbox.showcaseCaseID) async throws -> [[String: Any]] {
    let answer = try await send(sandbox, "UPDATE_ESCALATION", [["escalationId": Self.missing]], on: caseID)
    #expect(answer.status == 400)
    let data = try #require(try answer.object()["data"] as? [String: Any])
    return try #require(data["escalations"] as? [[String: Any]])
  }

  @Test func `The first escalation marks the case, and the list of a refusal names it`() async throws {
    let sandbox = try Sandbox.small()
    #expect(try await sandbox.detail(Sandbox.showcaseCaseID)["isEscalated"] as? Bool == false)
    #expect(try await open(sandbox).isEmpty)
    let answer = try await add(
      sandbox,
      ["note": "Asked twice", "followUpDueAt": "2026-12-01T10:00:00Z", "assignedToEmail": "Care.Team4@example.com"])
    #expect(answer.status == 200)
    #expect(try answer.object()["success"] as? Bool == true)
    #expect(try await sandbox.detail(Sandbox.showcaseCaseID)["isEscalated"] as? Bool == true)
    let listed = try await open(sandbox)
    #expect(listed.count == 1 && listed[0]["title"] as? String == "Hold Order")
    #expect(listed[0]["note"] as? String == "Asked twice")
    #expect(try await sandbox.detail(Sandbox.showcaseCaseID)["escalations"] == nil, "no case lists them")
  }

  @Test func `An update changes its parts alone`() async throws {
    let sandbox = try Sandbox.small()
    _ = try await add(sandbox, ["note": "one", "followUpDueAt": "2026-12-01T10:00:00Z"])
    _ = try await add(sandbox, ["title": "Payment Received\\"])
    let id = try #require(try await open(sandbox)[0]["id"] as? String)
    let answer = try await send(
      sandbox, "UPDATE_ESCALATION", [["escalationId": id.uppercased(), "note": "two"]])
    #expect(answer.status == 200)
    let listed = try await open(sandbox)
    #expect(listed.map { $0["note"] as? String } == ["two", nil])
    #expect(listed[0]["followUpDueAt"] as? String == "2026-12-01T10:00:00Z" && listed[0]["id"] as? String == id)
  }

  @Test func `Each mistake is refused and changes nothing`() async throws {
    let sandbox = try Sandbox.small()
    let before = try canonical(try await sandbox.detail(Sandbox.showcaseCaseID))
    let refused = [
      ("Escalations are required", try await send(sandbox, "ADD_ESCALATION", [])),
      ("Escalations are required", try await sandbox.act(on: Sandbox.showcaseCaseID, #"{"action":"ADD_ESCALATION"}"#)),
      ("Escalation type must be one of support, clinical, external", try await add(sandbox, ["type": "urgent"])),
      ("Escalation title is required", try await add(sandbox, ["title": ""])),
      ("Invalid escalation title for type support", try await add(sandbox, ["title": "hold order"])),
      ("Escalation note must be a string", try await add(sandbox, ["note": 1])),
      (
        "Escalation followUpDueAt must be an ISO 8601 date and time",
        try await add(sandbox, ["followUpDueAt": "tomorrow"])
      ),
      ("Escalation assignee is not valid", try await add(sandbox, ["assignedToEmail": "care.team4b@example.com"])),
      ("Escalation id must be a valid UUID", try await send(sandbox, "UPDATE_ESCALATION", [["escalationId": "7"]])),
      (
        "Invalid escalation ids",
        try await send(sandbox, "UPDATE_ESCALATION", [["escalationId": Self.missing, "note": "x"]])
      ),
    ]
    for (error, answer) in refused {
      #expect(answer.status == 400, "\(error)")
      #expect(try answer.object()["error"] as? String == error)
    }
    #expect(try await add(sandbox, on: Self.missing).status == 404)
    #expect(try await add(sandbox, on: Sandbox.foreignCaseID).status == 403)
    #expect(try canonical(try await sandbox.detail(Sandbox.showcaseCaseID)) == before)
    #expect(try await add(sandbox, ["type": "clinical", "title": "Anything"]).status == 200)
    let id = try #require(try await open(sandbox)[0]["id"] as? String)
    let empty = try await send(sandbox, "UPDATE_ESCALATION", [["escalationId": id]])
    #expect(try empty.object()["error"] as? String == "Escalation update is empty")
    _ = try await sandbox.act(on: Sandbox.showcaseCaseID, #"{"action":"CHANGE_CASE_STATUS","status":"CLOSE"}"#)
    #expect(try await add(sandbox).object()["error"] as? String == "Case is archived!")
  }

  @Test func `A case that is escalated from the start has one open escalation`() async throws {
    let sandbox = try Sandbox.small()
    let answer = try await sandbox.get(
      "/api/v1/cases?startTime=2026-08-10T00:00:00Z&endTime=2026-10-01T00:00:00Z&recordsPerPage=100")
    let cases = try #require(try answer.object()["data"] as? [[String: Any]])
    let escalated = cases.filter { $0["isEscalated"] as? Bool == true }
    #expect(!escalated.isEmpty)
    for found in escalated {
      #expect(try await open(sandbox, on: try #require(found["id"] as? String)).count == 1)
    }
  }
}
