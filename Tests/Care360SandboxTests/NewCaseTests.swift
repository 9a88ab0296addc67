import Care360Sandbox
import Foundation
import Testing

/// POST /cases: the new case is the newest of its patient; each broken rule is refused and makes nobody.
struct NewCaseTests {
  private static let semaglutide = "e9a3e6a5-9538-4401-99bb-ead475547a36"
  private static let user: [String: String] = [
    "firstName": "Nia", "lastName": "Newcomb", "email": "Nia@example.com", "phoneNumber": "+12025550160",
    "dob": "1990-05-06",
  ]

  private func make(
    _ sandbox: Sandbox, _ user: [String: String] = user, _ rest: [String: Any] = [:], token: String? = nil
  ) async throws -> Answered {
    var body: [String: Any] = ["user": user, "products": [["id": Self.semaglutide, "visitType": "SYNC_VIDEO"]]]
    body.merge(rest) { $1 }
    return try await sandbox.response(
      SandboxRequest(
        method: "POST", target: "/api/v1/cases", headers: [("Authorization", "Bearer \(token ?? sandbox.token)")],
        body: try JSONSerialization.data(withJSONObject: body)))
  }

  private func id(_ answer: Answered) throws -> String? {
    try answer.object().child("data")?["caseId"] as? String
  }

  @Test func `A case of somebody unknown is found by their address`() async throws {
    let sandbox = try Sandbox.small()
    let answer = try await make(sandbox)
    let made = try #require(try id(answer))
    #expect(try canonical(try answer.object()) == #"{"data":{"caseId":"\#(made)"},"success":true}"#)
    #expect(try await sandbox.latest(email: "nia@example.com") == made)
    let detail = try await sandbox.detail(made)
    #expect(detail["status"] as? String == "OPEN" && detail["isArchived"] as? Bool == false)
    #expect(detail["title"] as? String == "Intake")
    #expect(detail.child("submitter")?["firstName"] as? String == "Nia")
    #expect((detail.child("submitter")?["dob"] as? String)?.hasPrefix("1990-05-06") == true)
    #expect(detail.list("caseProducts").count == 1)
    #expect(detail.list("activity").contains { $0["type"] as? String == "CREATE_CASE" })
  }

  @Test func `A second open case takes forceCreate, and a closed one does not stand in the way`() async throws {
    let sandbox = try Sandbox.small()
    let first = try id(try await make(sandbox))
    let refused = try await make(sandbox)
    #expect(refused.status == 409)
    #expect(try canonical(try refused.object()) == #"{"message":"Case conflict","success":false}"#)
    let forced = try await make(sandbox, Self.user, ["forceCreate": true, "isTest": true, "status": "abandoned"])
    let second = try #require(try id(forced))
    #expect(second != first)
    let detail = try await sandbox.detail(second)
    #expect(detail["title"] as? String == "Test case" && detail["status"] as? String == "ABANDONED")
    var morgan = Self.user
    morgan["email"] = "morgan@example.com"
    let known = try #require(try id(try await make(sandbox, morgan)))
    // A known patient keeps their details.
    #expect(try await sandbox.detail(known).child("submitter")?["lastName"] as? String == "O'Neill")
  }

  @Test(arguments: [
    ("firstName", ""), ("lastName", ""), ("email", "nia"), ("phoneNumber", "2025550160"), ("dob", "6 May 1990"),
    ("gender", "F"),
  ]) func `A user that breaks a rule is refused and not made`(_ field: String, _ value: String) async throws {
    let sandbox = try Sandbox.small()
    var user = Self.user
    user[field] = value
    let answer = try await make(sandbox, user)
    #expect(answer.status == 422)
    #expect(
      try canonical(try answer.object()) == #"{"message":"Validation failed","success":false}"#)
    #expect(try await sandbox.latest(email: "nia@example.com") == nil)
  }

  @Test func `Token, body, flags and products are checked`() async throws {
    let sandbox = try Sandbox.small()
    #expect(try await make(sandbox, token: sandbox.expiredToken).status == 401)
    #expect(try await make(sandbox, Self.user, ["isTest": "yes"]).status == 422)
    #expect(try await make(sandbox, Self.user, ["status": "CLOSED"]).status == 422)
    #expect(try await make(sandbox, Self.user, ["products": [[String: Any]]()]).status == 422)
    #expect(
      try await make(sandbox, Self.user, ["products": [["id": "00000000-0000-4000-8000-000000000009"]]]).status == 422)
    let text = try await sandbox.response(
      SandboxRequest(
        method: "POST", target: "/api/v1/cases", headers: [("Authorization", "Bearer \(sandbox.token)")],
        body: Data("{".utf8)))
    #expect(text.status == 400)
    // A refused case leaves no trace.
    #expect(try await sandbox.latest(email: "nia@example.com") == nil)
    #expect(try await sandbox.get("/api/v1/check-user?email=nia%40example.com").text.contains("USER_NOT_FOUND"))
  }
}
