import Care360Sandbox
import Foundation
import Testing

/// OPEN, CLOSE and REOPEN of a case: the API text's table, row by row, seen by reading the case again.
struct CaseStatusTests {
  private static let missing = "00000000-0000-4000-8000-000000000009"

  private func change(
    _ sandbox: Sandbox, _ caseID: String, _ status: String, reason: String? = nil, key: String? = nil
  ) async throws -> Answered {
    var body = ["action": "CHANGE_CASE_STATUS", "status": status]
    body["reason"] = reason
    let data = try JSONSerialization.data(withJSONObject: body)
    return try await sandbox.act(on: caseID, String(decoding: data, as: UTF8.self), key: key)
  }

  /// The newest case of a hand-written customer.
  private func caseOf(_ name: String, _ sandbox: Sandbox) async throws -> String {
    try #require(try await sandbox.latest(email: "\(name)@example.com"))
  }

  @Test func closingArchivesAndLeavesTheStatus() async throws {
    let sandbox = try Sandbox.small()
    let id = Sandbox.showcaseCaseID
    let before = try await sandbox.detail(id)

    let answer = try await change(sandbox, id, "CLOSE", reason: "Treatment finished")

    #expect(answer.status == 200)
    #expect(
      try canonical(try answer.object())
        == #"{"message":"Case closed successfully","status":200,"success":true}"#)
    let after = try await sandbox.detail(id)
    #expect(before["isArchived"] as? Bool == false && after["isArchived"] as? Bool == true)
    #expect(after["status"] as? String == "APPROVED")
    #expect(after["archiveNote"] as? String == "Treatment finished")
    #expect(after["archiveReason"] as? String == "COMPLETE")
    #expect(after["closedAt"] as? String == "2026-09-21T14:13:20.000Z")
    #expect(after["updatedAt"] as? String == "2026-09-21T14:13:20.000Z")
    #expect(after.list("activity").last?["type"] as? String == "ARCHIVE_CASE")
    #expect(after.list("activity").count == before.list("activity").count + 1)
  }

  @Test(arguments: [nil, ""])
  func aReasonIsOptional(_ reason: String?) async throws {
    let sandbox = try Sandbox.small()
    let id = try await caseOf("noa", sandbox)
    #expect(try await change(sandbox, id, "CLOSE", reason: reason).status == 200)
    let after = try await sandbox.detail(id)
    #expect(after["isArchived"] as? Bool == true && after["archiveNote"] is NSNull)
    #expect(after["archiveReason"] as? String == "INELIGIBLE")
  }

  @Test func reopeningClearsReasonAndNoteAndLeavesClosedAt() async throws {
    let sandbox = try Sandbox.small()
    let id = try await caseOf("morgan", sandbox)
    let before = try await sandbox.detail(id)
    #expect(before["archiveReason"] is String && before["archiveNote"] is String)

    let answer = try await change(sandbox, id, "REOPEN")

    #expect(
      try canonical(try answer.object())
        == #"{"message":"Case reopened successfully","status":200,"success":true}"#)
    let after = try await sandbox.detail(id)
    #expect(after["isArchived"] as? Bool == false)
    #expect(after["archiveReason"] is NSNull && after["archiveNote"] is NSNull)
    #expect(try #require(after["closedAt"] as? String) == before["closedAt"] as? String)
    #expect(after["status"] as? String == "APPROVED")
    #expect(after.list("activity").last?["type"] as? String == "REOPEN_CASE")
  }

  @Test(arguments: ["kit", "camille", "noa"])
  func anAbandonedAssignedOrOpenCaseIsOpened(_ name: String) async throws {
    let sandbox = try Sandbox.small()
    let id = try await caseOf(name, sandbox)
    let answer = try await change(sandbox, id, "OPEN")
    #expect(
      try canonical(try answer.object()) == #"{"message":"Case opened successfully","status":200,"success":true}"#)
    let after = try await sandbox.detail(id)
    #expect(after["status"] as? String == "OPEN" && after["isArchived"] as? Bool == false)
  }

  /// Each refusal leaves the case as it was.
  @Test(arguments: [
    ("yara", "OPEN", "Case status cannot be changed to OPEN"), ("mei.lin", "OPEN", "cannot be changed to OPEN"),
    ("morgan", "OPEN", "Case is archived!"), ("morgan", "CLOSE", "Case is already archived!"),
    ("toni", "CLOSE", "Case cannot be closed!"), ("noa", "REOPEN", "Case is not archived!"),
    ("priya", "REOPEN", "Case is not archived!"),
  ])
  func aStatusThatDoesNotFitIsRefused(_ name: String, _ status: String, _ error: String) async throws {
    let sandbox = try Sandbox.small()
    let id = try await caseOf(name, sandbox)
    let before = try canonical(try await sandbox.detail(id))

    let answer = try await change(sandbox, id, status, reason: "any")

    #expect(answer.status == 400)
    let body = try answer.object()
    #expect(Set(body.keys) == ["status", "success", "message", "error"])
    #expect(body["status"] as? Int == 400 && body["success"] as? Bool == false)
    #expect((body["error"] as? String)?.contains(error) == true)
    #expect(try canonical(try await sandbox.detail(id)) == before)
  }

  @Test func anotherOrganizationsCaseIs401AndAnUnknownOne404() async throws {
    let sandbox = try Sandbox.small()
    for status in ["OPEN", "CLOSE", "REOPEN"] {
      #expect(try await change(sandbox, Sandbox.foreignCaseID, status).status == 401)
      let unknown = try await change(sandbox, Self.missing, status)
      #expect(unknown.status == 404)
      #expect(try unknown.object()["error"] as? String == "No Case found for provided details!")
    }
    let detail = try await sandbox.detail(Sandbox.foreignCaseID, key: sandbox.secondApiKey)
    #expect(detail["isArchived"] as? Bool == false)
    #expect(try await change(sandbox, Sandbox.foreignCaseID, "CLOSE", key: sandbox.secondApiKey).status == 200)
  }

  @Test(arguments: [
    #"{"action":"CHANGE_CASE_STATUS"}"#, #"{"action":"CHANGE_CASE_STATUS","status":"close"}"#,
    #"{"action":"CHANGE_CASE_STATUS","status":"APPROVED"}"#, #"{"action":"CHANGE_CASE_STATUS","status":7}"#,
    #"{"action":"CHANGE_CASE_STATUS","status":"CLOSE","reason":["moved"]}"#,
  ])
  func aBadBodyIsABadRequestBeforeTheCaseIsLookedFor(_ body: String) async throws {
    let sandbox = try Sandbox.small()
    #expect(try await sandbox.act(on: Self.missing, body).status == 400)
    #expect(try await sandbox.act(on: Sandbox.showcaseCaseID, body).status == 400)
    #expect(try await sandbox.detail(Sandbox.showcaseCaseID)["isArchived"] as? Bool == false)
    #expect(try await sandbox.act(on: Self.missing, body, key: "").object()["code"] as? String == "CASE_ERROR")
  }

  @Test func aClosedCaseTakesReopenOnly() async throws {
    let sandbox = try Sandbox.small()
    let id = Sandbox.showcaseCaseID
    let writes = [
      #"{"action":"REQUEST_REFILL_URL"}"#,
      #"{"action":"CHANGE_PRODUCT_BUNDLE","productBundle":{"id":"c4d5e6f7-0819-4a2b-8c3d-4e5f60718293"}}"#,
    ]
    let products = #"{"products":[{"id":"621527f5-3877-48b3-b27f-df395a5308bb"}]}"#
    #expect(try await change(sandbox, id, "CLOSE").status == 200)
    let closed = try canonical(try await sandbox.detail(id))
    for body in writes {
      let answer = try await sandbox.act(on: id, body)
      #expect(answer.status == 400)
      #expect(try answer.object()["error"] as? String == "Case is archived!")
    }
    #expect(try await sandbox.addProducts(to: id, products).status == 400)
    #expect(try canonical(try await sandbox.detail(id)) == closed)
    #expect(try await change(sandbox, id, "REOPEN").status == 200)
    for body in writes { #expect(try await sandbox.act(on: id, body).status == 200) }
    #expect(try await sandbox.addProducts(to: id, products).status == 200)
  }

  @Test(arguments: [("drop-before", false), ("drop-after", true), ("status=503", false), ("malformed", true)])
  func aFaultActsOnAChangeOfStatus(_ kind: String, _ isApplied: Bool) async throws {
    let sandbox = try Sandbox.small()
    sandbox.arm(try SandboxFault.parse("case-status:\(kind)x1"))
    let request = SandboxRequest(
      method: "POST", target: "/api/v1/cases/\(Sandbox.showcaseCaseID)", headers: [("cv-api-key", sandbox.apiKey)],
      body: Data(#"{"action":"CHANGE_CASE_STATUS","status":"CLOSE","reason":"moved"}"#.utf8))
    let answer = await sandbox.answer(request)
    switch answer {
    case .dropped: #expect(kind.hasPrefix("drop"))
    case .response(let status, _, _): #expect(status == (isApplied ? 200 : 503))
    }
    #expect(try await sandbox.detail(Sandbox.showcaseCaseID)["isArchived"] as? Bool == isApplied)
    #expect(sandbox.requestCount(.caseStatus) == 1)
  }
}
