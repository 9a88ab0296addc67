import Care360Sandbox
import Foundation
import Testing

/// UPDATE_CASE_PRODUCT: what closes, what is refused and in which words, seen by reading the case again.
struct ProductClosingTests {
  private static let semaglutide = "e9a3e6a5-9538-4401-99bb-ead475547a36"
  private static let missing = "00000000-0000-4000-8000-000000000009"

  private func close(
    _ sandbox: Sandbox, _ caseID: String = Sandbox.showcaseCaseID, _ product: String = semaglutide,
    status: String = "CLOSE", reason: String? = "Ended"
  ) async throws -> Answered {
    var input = ["productId": product, "status": status]
    input["reason"] = reason
    let data = try JSONSerialization.data(
      withJSONObject: ["action": "UPDATE_CASE_PRODUCT", "caseProductInput": input] as [String: Any])
    return try await sandbox.act(on: caseID, String(decoding: data, as: UTF8.self))
  }

  private func row(_ sandbox: Sandbox, _ product: String = semaglutide) async throws -> [String: Any]? {
    try await sandbox.detail(Sandbox.showcaseCaseID).list("caseProducts").first {
      ($0["organizationProduct"] as? [String: Any])?["id"] as? String == product
    }
  }

  @Test func `One product closes with its reason, and the others stay`() async throws {
    let sandbox = try Sandbox.small()
    let before = try await sandbox.detail(Sandbox.showcaseCaseID).list("caseProducts")
    #expect(try await row(sandbox)?["status"] as? String == "OPEN")

    let answer = try await close(sandbox)

    #expect(
      try canonical(try answer.object())
        == #"{"data":{"success":true},"message":"Case product updated successfully","status":200,"success":true}"#)
    let after = try #require(try await row(sandbox))
    #expect(after["status"] as? String == "CLOSE" && after["reason"] as? String == "Ended")
    let closed = try await sandbox.detail(Sandbox.showcaseCaseID).list("caseProducts")
    #expect(
      closed.count { $0["status"] as? String == "OPEN" } == before.count { $0["status"] as? String == "OPEN" } - 1)
  }

  @Test func `Each mistake is refused in the five keys of its page and changes nothing`() async throws {
    let sandbox = try Sandbox.small()
    let before = try canonical(try await sandbox.detail(Sandbox.showcaseCaseID))
    let refused = [
      ("No Case found for provided details!", try await close(sandbox, Self.missing)),
      ("Product id must be a valid UUID", try await close(sandbox, Sandbox.showcaseCaseID, "one")),
      ("Invalid product id", try await close(sandbox, Sandbox.showcaseCaseID, Self.missing)),
      ("Status must be CLOSE", try await close(sandbox, status: "OPEN")),
      ("Reason is required", try await close(sandbox, reason: nil)),
    ]
    for (error, answer) in refused {
      #expect(answer.status == 400)
      let body = try answer.object()
      #expect(Set(body.keys) == ["status", "success", "message", "error", "code"])
      #expect(body["error"] as? String == error && body["code"] as? String == "VALIDATION_ERROR")
    }
    #expect(try await close(sandbox, Sandbox.foreignCaseID).status == 403)
    #expect(try canonical(try await sandbox.detail(Sandbox.showcaseCaseID)) == before)
    #expect(try await close(sandbox).status == 200)
    #expect(try await close(sandbox).status == 400, "it is closed already")
  }
}
