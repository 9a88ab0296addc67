import Care360Sandbox
import Foundation
import Testing

/// Every documented exchange: the situation is arranged, the request is sent as printed, status and body are compared.
struct ExchangeTests {
  private static func all() throws -> [[String: Any]] {
    try #require(try fixture("../Fixtures/exchanges.json") as? [[String: Any]])
  }

  @Test func theFileHoldsAllExchanges() throws {
    let names = try Self.all().compactMap { $0["name"] as? String }
    #expect(names.count == 25)
    #expect(Set(names).count == 25)
  }

  @Test(arguments: 0..<25) func answersAsDocumented(_ index: Int) async throws {
    let exchange = try Self.all()[index]
    let name = try #require(exchange["name"] as? String)
    let expected = try #require(exchange.child("response"))
    let sandbox = try Sandbox.small()
    let request = try await arrange(name, exchange, on: sandbox)

    let answer = try await sandbox.response(request)

    #expect(answer.status == expected["status"] as? Int, "\(name)")
    let actual = try canonical(settled(try answer.object()))
    let wanted = try canonical(settled(try #require(expected.child("body"))))
    #expect(actual == wanted, "\(name)")
  }

  /// Makes `given` true and builds the request.
  private func arrange(_ name: String, _ exchange: [String: Any], on sandbox: Sandbox) async throws -> SandboxRequest {
    let printed = try #require(exchange.child("request"))
    let path = try #require(printed["path"] as? String)
    let query = printed["query"] as? [String: String] ?? [:]
    let parts = path.split(separator: "/").map(String.init)
    var token = sandbox.token
    var body = printed.child("body")

    if name.hasPrefix("latest-case-id") {
      let documented = exchange.child("response")?.child("body")?.child("case")?["id"] as? String
      if name != "latest-case-id.no-case" {
        try await sandbox.arrangeCase(
          id: documented ?? UUID().uuidString, email: query["email"] ?? "other@example.com",
          phoneNumber: query["phoneNumber"])
      }
    } else if !["refill-url.no-case", "change-bundle.no-case", "add-products.bad-request"].contains(name) {
      let attached = name == "add-products.conflict" ? ["8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"] : []
      try await sandbox.arrangeCase(
        id: try #require(parts.count > 3 ? parts[3] : nil),
        organization: name.hasSuffix("permission-denied") ? .second : .first, products: attached)
    }
    switch name {
    case "add-products.unauthorized": token = sandbox.expiredToken
    case "add-products.validation-failed": body?["products"] = [] as [Any]
    case "add-products.server-error": sandbox.arm(SandboxFault(route: .products, .status(500)))
    default: break
    }

    let headers = (printed["headers"] as? [String: String] ?? [:]).map { header in
      (
        header.key,
        header.value.replacing("YOUR_SECRET_KEY", with: sandbox.apiKey).replacing("YOUR_ACCESS_TOKEN", with: token)
      )
    }
    return SandboxRequest(
      method: try #require(printed["method"] as? String), path: path, query: query.map { ($0.key, $0.value) },
      headers: headers, body: try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data())
  }

  /// The link and the hash of a key differ each time; their kind is compared.
  private func settled(_ body: [String: Any]) -> [String: Any] {
    var body = body
    if let link = body["formLink"] as? String, link.hasPrefix("https://example.com/check-in") {
      body["formLink"] = "link"
    }
    if let error = body["error"] as? String, error.hasPrefix("Organization with "), error.hasSuffix(" not found!") {
      body["error"] = "Organization with * not found!"
    }
    return body
  }
}
