import Care360Sandbox
import Foundation
import Testing

/// The list of cases by pages: window, filter, includes, cursors and refusals of the API text.
struct CaseListTests {
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)

  private func world(_ patients: Int = 200) throws -> Sandbox {
    try Sandbox(SandboxConfiguration(patients: patients, now: { Self.now }))
  }

  private func stamp(daysAgo: Double) -> String {
    Self.now.addingTimeInterval(-daysAgo * 86400).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  private func window(_ from: Double, _ to: Double = 0) -> String {
    "startTime=\(stamp(daysAgo: from))&endTime=\(stamp(daysAgo: to))"
  }

  private func page(_ sandbox: Sandbox, _ query: String, key: String? = nil) async throws -> [String: Any] {
    let answer = try await sandbox.get("/api/v1/cases?\(query)", key: key)
    #expect(answer.status == 200, "\(answer.text.prefix(200))")
    return try answer.object()
  }

  /// All cases of a window, page after page.
  private func walk(_ sandbox: Sandbox, _ query: String, size: Int) async throws -> [[String: Any]] {
    var all: [[String: Any]] = []
    var after = ""
    while true {
      let page = try await page(sandbox, "\(query)&recordsPerPage=\(size)\(after)")
      let cases = page.list("data")
      let info = try #require(page.child("pageInfo"))
      let cursor = try #require(info.child("cursor"))
      #expect(cursor["start"] as? String == cases.first?["id"] as? String)
      #expect(cursor["end"] as? String == cases.last?["id"] as? String)
      #expect(info["hasPreviousPage"] as? Bool == !after.isEmpty)
      all += cases
      guard info["hasNextPage"] as? Bool == true else { return all }
      #expect(cases.count == size)
      after = "&after=\(try #require(cursor["end"] as? String))"
    }
  }

  private func ids(_ cases: [[String: Any]]) -> [String] { cases.compactMap { $0["id"] as? String } }

  @Test func aWalkGivesEveryCaseOfTheWindowOnce() async throws {
    let sandbox = try world()
    let range = (stamp(daysAgo: 60), stamp(daysAgo: 0))
    var expected: Set<String> = []
    for id in try await sandbox.caseIDs(of: .first) {
      let changed = try #require(try await sandbox.detail(id)["updatedAt"] as? String)
      if changed >= range.0, changed <= range.1 { expected.insert(id) }
    }
    #expect(expected.count > 100)
    for size in [7, 100] {
      let walked = ids(try await walk(sandbox, window(60), size: size))
      #expect(walked.count == expected.count && Set(walked) == expected)
    }
  }

  @Test func consecutiveWindowsPartTheCases() async throws {
    let sandbox = try world(60)
    let late = try await walk(sandbox, window(40), size: 100)
    let early = try await walk(sandbox, window(90, 40.001), size: 100)
    #expect(!late.isEmpty && !early.isEmpty)
    #expect(Set(ids(late)).isDisjoint(with: ids(early)))
  }

  @Test func aPageHoldsTwentyUnlessAsked() async throws {
    let sandbox = try world()
    #expect(try await page(sandbox, window(60)).list("data").count == 20)
    #expect(try await page(sandbox, window(60) + "&recordsPerPage=100").list("data").count == 100)
    #expect(try await page(sandbox, window(60) + "&recordsPerPage=1").list("data").count == 1)
  }

  @Test func statusesAreFiltered() async throws {
    let sandbox = try world()
    let all = try await walk(sandbox, window(60), size: 100)
    let some = try await walk(sandbox, window(60) + "&status=OPEN,APPROVED", size: 100)
    #expect(Set(some.compactMap { $0["status"] as? String }) == ["OPEN", "APPROVED"])
    #expect(some.count == all.count { ["OPEN", "APPROVED"].contains($0["status"] as? String) })
  }

  @Test func anEmptyPageHasNoCursor() async throws {
    let sandbox = try Sandbox.small()
    let page = try await page(sandbox, window(0.02, 0.01))
    #expect(
      try canonical(page)
        == #"{"data":[],"pageInfo":{"cursor":{"end":null,"start":null},"hasNextPage":false,"hasPreviousPage":false},"#
        + #""status":200,"success":true}"#)
  }

  @Test func aCaseIsItsDetailWithTheIncludedParts() async throws {
    let sandbox = try Sandbox.small()
    let id = Sandbox.showcaseCaseID
    func listed(_ includes: String) async throws -> [String: Any] {
      let cases = try await page(sandbox, window(60) + "&recordsPerPage=100" + includes).list("data")
      return try #require(cases.first { $0["id"] as? String == id })
    }
    var detail = try await sandbox.detail(id)
    detail["attachments"] = nil
    #expect(
      try canonical(
        try await listed("&includeOrders=true&includeCalendarEvents=true&includePayments=true"))
        == canonical(detail))
    let plain = try await listed("&includeOrders=false")
    for name in ["orders", "calendarEvents", "payments", "attachments"] { #expect(plain[name] == nil, "\(name)") }
    #expect(plain.list("caseProducts").first?.child("subscription")?["interval"] as? String == "month")
    for (format, key) in [("base64", "content"), ("url", "url")] {
      let files = try await listed("&includeAttachments=true&documentFormat=\(format)").list("attachments")
      #expect(!files.isEmpty && files.allSatisfy { $0[key] is String })
    }
  }

  @Test func anotherOrganizationSeesItsOwnCases() async throws {
    let sandbox = try world()
    let foreign = Set(try await sandbox.caseIDs(of: .second))
    let own = ids(try await page(sandbox, window(60) + "&recordsPerPage=100", key: sandbox.secondApiKey).list("data"))
    #expect(own.contains(Sandbox.foreignCaseID) && foreign.isSuperset(of: own))
    #expect(foreign.isDisjoint(with: ids(try await walk(sandbox, window(60), size: 100))))
  }

  @Test func aWriteShowsInTheListAndMovesNoPage() async throws {
    let sandbox = try Sandbox.small()
    let id = try #require(try await sandbox.latest(email: "sam@example.com"))
    let before = ids(try await walk(sandbox, window(60), size: 4))
    let body = #"{"action":"CHANGE_CASE_STATUS","status":"CLOSE","reason":"moved"}"#
    #expect(try await sandbox.act(on: id, body).status == 200)
    let after = try await walk(sandbox, window(60), size: 4)
    #expect(ids(after) == before)
    let closed = try #require(after.first { $0["id"] as? String == id })
    #expect(closed["isArchived"] as? Bool == true && closed["archiveNote"] as? String == "moved")
    #expect(closed["updatedAt"] as? String == stamp(daysAgo: 0))
  }

  @Test(arguments: [
    ("", "startTime and endTime"), ("startTime=FROM", "startTime and endTime"), ("endTime=TO", "startTime and endTime"),
    ("startTime=yesterday&endTime=TO", "ISO 8601"), ("startTime=2026-09-01&endTime=TO", "ISO 8601"),
    ("startTime=TO&endTime=FROM", "later than startTime"), ("startTime=TO&endTime=TO", "later than startTime"),
    ("startTime=LONG&endTime=TO", "60 days"),
    ("WINDOW&status=open", "status"), ("WINDOW&status=OPEN,CLOSED", "status"), ("WINDOW&status=OPEN,", "status"),
    ("WINDOW&recordsPerPage=101", "1 to 100"), ("WINDOW&recordsPerPage=0", "1 to 100"),
    ("WINDOW&recordsPerPage=-5", "1 to 100"), ("WINDOW&recordsPerPage=many", "1 to 100"),
    ("WINDOW&after=00000000-0000-4000-8000-000000000009", "cursor"), ("WINDOW&after=FOREIGN", "cursor"),
    ("WINDOW&includeOrders=1", "includeOrders"), ("WINDOW&includeAttachments=true", "documentFormat"),
    ("WINDOW&includeAttachments=true&documentFormat=pdf", "documentFormat"),
  ])
  func aBrokenRuleIsABadRequest(_ template: String, _ error: String) async throws {
    let sandbox = try Sandbox.small()
    let query = template.replacing("WINDOW", with: window(60)).replacing("FROM", with: stamp(daysAgo: 60))
      .replacing("LONG", with: stamp(daysAgo: 60.0001)).replacing("TO", with: stamp(daysAgo: 0))
      .replacing("FOREIGN", with: Sandbox.foreignCaseID)
    let answer = try await sandbox.get("/api/v1/cases?\(query)")
    #expect(answer.status == 400)
    let body = try answer.object()
    #expect(Set(body.keys) == ["status", "success", "message", "error"] && body["success"] as? Bool == false)
    #expect((body["error"] as? String)?.contains(error) == true, "\(body)")
  }

  @Test func keyMethodAndFaultsActOnTheList() async throws {
    let sandbox = try Sandbox.small()
    let target = "/api/v1/cases?\(window(7))"
    #expect(try await sandbox.get(target, key: "").object()["error"] as? String == "Secret key not provided!")
    #expect(try await sandbox.get(target, key: "wrong").status == 400)
    let posted = SandboxRequest(method: "PUT", target: target, headers: [("cv-api-key", sandbox.apiKey)])
    #expect(try await sandbox.response(posted).status == 405)
    sandbox.arm(try SandboxFault.parse("cases:status=429x1"))
    #expect(try await sandbox.get(target).status == 429)
    #expect(try await sandbox.get(target).status == 200)
    #expect(sandbox.requestCount(.cases) == 4)
  }
}
