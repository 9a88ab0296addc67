import Care360Sandbox
import Foundation
import Testing

/// `GET /api/v1/promo-codes`.
struct PromoTests {
  private static let premium = "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6"
  private static let foreign = "3b4c5d6e-7f80-4192-93a4-b5c6d7e8f90a"

  @Test(arguments: [
    ("code=SAVE10", 200, #"{"data":[{"flatDiscount":10}],"success":true}"#),
    ("code=WELCOME15&product_bundle_id=\(premium)", 200, #"{"data":[{"percentDiscount":15}],"success":true}"#),
    ("code=PREMIUM20&product_bundle_id=\(premium)", 200, #"{"data":[{"flatDiscount":20.5}],"success":true}"#),
    ("code=PREMIUM20", 200, #"{"data":[],"success":true}"#), ("code=save10", 200, #"{"data":[],"success":true}"#),
    ("code=WITHDRAWN", 404, #"{"message":"Promo code not found","success":false}"#),
    ("", 400, #"{"message":"Promo code is required","success":false}"#),
    ("code=SAVE10&product_bundle_id=x", 400, #"{"message":"Invalid product bundle ID","success":false}"#),
    ("code=SAVE10&product_bundle_id=\(foreign)", 400, #"{"message":"Invalid product bundle ID","success":false}"#),
  ]) func `A code is answered`(_ query: String, _ status: Int, _ body: String) async throws {
    let answer = try await Sandbox.small().get("/api/v1/promo-codes?\(query)")
    #expect(answer.status == status)
    #expect(try canonical(try answer.object()) == body)
  }

  @Test func `It needs a key, and is a GET alone`() async throws {
    let sandbox = try Sandbox.small()
    #expect(try await sandbox.get("/api/v1/promo-codes?code=SAVE10", key: "x").status == 400)
    let posted = try await sandbox.response(
      SandboxRequest(
        method: "POST", target: "/api/v1/promo-codes?code=SAVE10", headers: [("cv-api-key", sandbox.apiKey)]))
    #expect(posted.status == 405)
  }
}
