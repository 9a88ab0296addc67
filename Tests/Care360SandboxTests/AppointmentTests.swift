import Care360Sandbox
import Foundation
import Testing

/// The calendar: which visits are listed, what cancels one, and what is refused.
struct AppointmentTests {
  private static let avery = "avery@example.com"

  private func list(_ sandbox: Sandbox, _ query: String = "user_email=\(avery)") async throws -> Answered {
    try await sandbox.get("/api/v1/calendar/appointments?\(query)")
  }

  private func entries(_ sandbox: Sandbox, _ query: String = "user_email=\(avery)") async throws -> [[String: Any]] {
    let answer = try await list(sandbox, query)
    #expect(answer.status == 200)
    return try #require(try answer.object()["data"] as? [[String: Any]])
  }

  private func cancel(_ sandbox: Sandbox, _ members: [String: Any], key: String? = nil) async throws -> Answered {
    try await sandbox.response(
      SandboxRequest(
        method: "POST", target: "/api/v1/calendar/appointments/cancel",
        headers: [("cv-api-key", key ?? sandbox.apiKey)],
        body: try JSONSerialization.data(withJSONObject: members)))
  }

  @Test func `A patient's future visits are listed with case and patient`() async throws {
    let sandbox = try Sandbox.small()
    let found = try await entries(sandbox)
    #expect(!found.isEmpty)
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    for entry in found {
      #expect((entry["user"] as? [String: Any])?["email"] as? String == Self.avery)
      #expect(entry["isDeleted"] as? Bool == false && entry["caseId"] is String)
      let start = try Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        .parse(try #require(entry["startDateTime"] as? String))
      #expect(start > now)
    }
    let ends = found.compactMap { $0["endDateTime"] as? String }
    #expect(ends == ends.sorted())
  }

  @Test func `Days match by overlap`() async throws {
    let sandbox = try Sandbox.small()
    let start = try #require(try await entries(sandbox).first?["startDateTime"] as? String).prefix(10)
    let ids = try await entries(sandbox, "start_date=\(start)&end_date=\(start)").compactMap { $0["id"] as? String }
    let own = try #require(try await entries(sandbox).first?["id"] as? String)
    #expect(ids.contains(own))
    #expect(try await entries(sandbox, "start_date=2020-01-01&end_date=2020-01-02").isEmpty)
    let far = try await entries(sandbox, "start_date=2020-01-01&end_date=2030-01-01")
    #expect(far.count >= ids.count)
    #expect(!far.contains { ($0["user"] as? [String: Any])?["email"] as? String == "foreign@example.com" })
  }

  @Test(arguments: [
    ("", 400), ("start_date=2026-12-01", 400), ("end_date=2026-12-01&user_email=avery@example.com", 400),
    ("start_date=2026-12-02&end_date=2026-12-01", 400), ("start_date=soon&end_date=soon", 400),
    ("start_date=2026-12-1&end_date=2026-12-2", 400), ("user_email=nobody@example.com", 404),
  ]) func `Each mistake is refused`(_ query: String, _ status: Int) async throws {
    let answer = try await list(try Sandbox.small(), query)
    #expect(answer.status == status && answer.text.contains(#""success":false"#))
  }

  @Test func `A cancelled visit is gone from list and case, and cannot be cancelled twice`() async throws {
    let sandbox = try Sandbox.small()
    let entry = try #require(try await entries(sandbox).first)
    let id = try #require(entry["id"] as? String)
    let caseID = try #require(entry["caseId"] as? String)
    for (members, error) in [
      (["appointmentId": id], "Email is required"), (["email": Self.avery], "Appointment id is required"),
      (["email": Self.avery, "appointmentId": "x"], "Meeting not found"),
      (["email": "nobody@example.com", "appointmentId": id], "User not found"),
      (["email": Self.avery, "appointmentId": id, "reason": 1], "Reason must be a string"),
    ] as [([String: Any], String)] {
      let refused = try await cancel(sandbox, members)
      #expect(refused.status == 400)
      #expect(try refused.object()["error"] as? String == error)
    }
    let done = try await cancel(sandbox, ["email": "Avery@example.com", "appointmentId": id, "reason": "Travelling"])
    #expect(
      try canonical(try done.object()) == #"{"message":"Meeting cancelled successfully","status":200,"success":true}"#)
    #expect(try await entries(sandbox).contains { $0["id"] as? String == id } == false)
    let event = try await sandbox.detail(caseID).list("calendarEvents").first { $0["id"] as? String == id }
    #expect(event?["isDeleted"] as? Bool == true)
    let again = try await cancel(sandbox, ["email": Self.avery, "appointmentId": id])
    #expect(try again.object()["error"] as? String == "Meeting is already cancelled")
  }

  @Test func `A key is needed, and another organization's visit is not found`() async throws {
    let sandbox = try Sandbox.small()
    let id = try #require(try await entries(sandbox).first?["id"] as? String)
    let members = ["email": Self.avery, "appointmentId": id]
    let unauthorized = try await cancel(sandbox, members, key: "x")
    #expect(unauthorized.status == 401)
    #expect(
      try canonical(try unauthorized.object()) == #"{"message":"Unauthorized","status":401,"success":false}"#)
    #expect(try await cancel(sandbox, members, key: sandbox.secondApiKey).status == 400)
    #expect(try await entries(sandbox).contains { $0["id"] as? String == id })
  }
}
