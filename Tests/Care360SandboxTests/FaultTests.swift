import Care360Sandbox
import Foundation
import Testing

/// Each fault: what the caller sees, and whether the write was applied.
struct FaultTests {
  private let avery = Sandbox.showcaseCaseID
  private let refill = #"{"action":"REQUEST_REFILL_URL"}"#

  private func history(_ sandbox: Sandbox) async throws -> Int {
    try await sandbox.detail(avery).list("activity").count
  }

  @Test(arguments: [
    (SandboxFault.Kind.dropBefore, 0), (.dropAfter, 1), (.status(503), 0), (.malformed, 1), (.html, 0),
    (.slow(.milliseconds(1)), 1),
  ])
  func aFaultAppliesTheWriteOrNot(_ kind: SandboxFault.Kind, _ applied: Int) async throws {
    let sandbox = try Sandbox.small()
    let before = try await history(sandbox)
    sandbox.arm(SandboxFault(route: .refill, kind, count: 1))
    let request = SandboxRequest(
      method: "POST", target: "/api/v1/cases/\(avery)", headers: [("cv-api-key", sandbox.apiKey)],
      body: Data(refill.utf8))

    let answer = await sandbox.answer(request)

    switch (kind, answer) {
    case (.dropBefore, .dropped), (.dropAfter, .dropped): break
    case (.status, .response(503, _, let body)):
      #expect(String(decoding: body, as: UTF8.self).contains("Service unavailable"))
    case (.malformed, .response(200, _, let body)):
      #expect(!body.isEmpty)
      #expect(throws: (any Error).self) { try JSONSerialization.jsonObject(with: body) }
    case (.html, .response(200, let headers, let body)):
      #expect(headers.contains { $0.1.hasPrefix("text/html") })
      #expect(String(decoding: body, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
    case (.slow, .response(200, _, let body)):
      #expect(String(decoding: body, as: UTF8.self).contains("formLink"))
    default: Issue.record("\(kind) gave \(answer)")
    }
    #expect(try await history(sandbox) == before + applied)
    #expect(sandbox.requestCount(.refill) == 1)
    #expect(try await sandbox.act(on: avery, refill).status == 200)
  }

  @Test func aCountedFaultIsUsedUpAndOthersWait() async throws {
    let sandbox = try Sandbox(
      SandboxConfiguration(patients: 0, faults: [SandboxFault(route: .latest, .status(500), count: 2)]))
    sandbox.arm(SandboxFault(route: .latest, .status(429), count: 1))
    var statuses: [Int] = []
    for _ in 0..<4 {
      statuses.append(try await sandbox.get("/api/v1/customer-latest-case-id?email=avery%40example.com").status)
    }
    #expect(statuses == [429, 500, 500, 200])
    #expect(sandbox.requestCount(.latest) == 4)
  }

  @Test func aFaultOfOneRouteLeavesTheOthersAlone() async throws {
    let sandbox = try Sandbox.small()
    sandbox.arm(try SandboxFault.parse("bundle:status=500"))
    #expect(try await sandbox.act(on: avery, refill).status == 200)
    #expect(try await sandbox.act(on: avery, #"{"action":"CHANGE_PRODUCT_BUNDLE"}"#).status == 500)
    sandbox.disarm()
    #expect(try await sandbox.act(on: avery, #"{"action":"CHANGE_PRODUCT_BUNDLE"}"#).status == 400)
    sandbox.arm(try SandboxFault.parse("all:status=302x1"))
    let redirect = try await sandbox.get("/api/v1/organization/bundles")
    #expect(redirect.status == 302 && redirect.headers.contains { $0.0 == "Location" })
  }

  @Test func aSlowWriteIsAppliedThoughItsCallerGoesAway() async throws {
    let sandbox = try Sandbox.small()
    let before = try await history(sandbox)
    sandbox.arm(SandboxFault(route: .refill, .slow(.seconds(600)), count: 1))
    let request = SandboxRequest(
      method: "POST", target: "/api/v1/cases/\(avery)", headers: [("cv-api-key", sandbox.apiKey)],
      body: Data(refill.utf8))
    let waiting = Task { await sandbox.answer(request) }
    while try await history(sandbox) == before { await Task.yield() }
    waiting.cancel()
    guard case .dropped = await waiting.value else {
      Issue.record("a cancelled caller got an answer")
      return
    }
  }

  @Test func everyAnswerWaitsForTheLatency() async throws {
    let sandbox = try Sandbox(SandboxConfiguration(patients: 0, latency: .milliseconds(40)))
    let elapsed = try await ContinuousClock().measure { _ = try await sandbox.get("/api/v1/organization/bundles") }
    #expect(elapsed >= .milliseconds(40))
  }

  @Test func specificationsAreRead() throws {
    #expect(try SandboxFault.parse("products:drop-after") == SandboxFault(route: .products, .dropAfter))
    #expect(try SandboxFault.parse("latest:status=503x2") == SandboxFault(route: .latest, .status(503), count: 2))
    #expect(try SandboxFault.parse("all:slow=1500") == SandboxFault(.slow(.milliseconds(1500))))
    #expect(try SandboxFault.parse("detail:htmlx1") == SandboxFault(route: .detail, .html, count: 1))
    #expect(try SandboxFault.parse("bundles:malformed") == SandboxFault(route: .bundles, .malformed))
    #expect(try SandboxFault.parse("refill:drop-before") == SandboxFault(route: .refill, .dropBefore))
  }

  private static let routes =
    "latest, detail, bundles, organization-products, refill, bundle, products, case-status, communication, close-product, escalate, update-escalation, check-user, update-email, update-profile, promo, new-case, appointments, cancel-appointment, cases, all"

  @Test(arguments: [
    ("refill", "ROUTE:KIND"),
    ("other:html", Self.routes),
    ("refil:html", Self.routes),
    ("refill:explode", "drop-before, drop-after, status=NNN, malformed, html, slow=MS"),
    ("refill:status=200", "300 to 599"), ("refill:status=abc", "300 to 599"), ("refill:slow=-1", "milliseconds"),
    ("refill:htmlx0", "number of requests"), ("refill:html=1", "drop-before"), ("refill:", "drop-before"),
  ])
  func aBadSpecificationListsTheChoices(_ spec: String, _ choices: String) {
    let error = #expect(throws: SandboxFaultError.self) { try SandboxFault.parse(spec) }
    #expect(error?.description.contains(choices) == true)
  }
}
