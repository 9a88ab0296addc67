import Care360Sandbox
import Foundation
import Testing

/// `GET /api/v1/organization/products`.
struct ProductListTests {
  private static let path = "/api/v1/organization/products"

  @Test func `The organization's products are listed by name, and nobody else's`() async throws {
    let answer = try await Sandbox.small().get(Self.path)
    #expect(answer.status == 200)
    let names = (try answer.object()["data"] as? [[String: Any]])?.map { $0["name"] as? String }
    #expect(names == SandboxCatalogue.products.map(\.name).sorted())
    #expect(names?.contains(SandboxCatalogue.foreignProducts[0].name) == false)
  }

  @Test func `It needs a key, and is a GET alone`() async throws {
    let sandbox = try Sandbox.small()
    #expect(try await sandbox.get(Self.path, key: "x").status == 400)
    let posted = try await sandbox.response(
      SandboxRequest(method: "POST", target: Self.path, headers: [("cv-api-key", sandbox.apiKey)]))
    #expect(posted.status == 405)
  }
}
