import Care360Sandbox
import Foundation
import Testing

/// An answer taken apart.
struct Answered {
  let status: Int
  let headers: [(String, String)]
  let data: Data

  /// The body as a JSON object.
  func object() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  var text: String { String(decoding: data, as: UTF8.self) }
}

extension Sandbox {
  /// The hand-written customers and hardly any others, at a fixed moment.
  static func small(database: String? = nil) throws -> Sandbox {
    try Sandbox(
      SandboxConfiguration(database: database, patients: 0, now: { Date(timeIntervalSince1970: 1_790_000_000) }))
  }

  func response(_ request: SandboxRequest) async throws -> Answered {
    guard case .response(let status, let headers, let body) = await answer(request) else {
      throw Dropped()
    }
    return Answered(status: status, headers: headers, data: body)
  }

  func get(_ target: String, key: String? = nil) async throws -> Answered {
    try await response(SandboxRequest(method: "GET", target: target, headers: [("cv-api-key", key ?? apiKey)]))
  }

  func act(on caseID: String, _ body: String, key: String? = nil) async throws -> Answered {
    try await response(
      SandboxRequest(
        method: "POST", target: "/api/v1/cases/\(caseID)", headers: [("cv-api-key", key ?? apiKey)],
        body: Data(body.utf8)))
  }

  func addProducts(to caseID: String, _ body: String, token: String? = nil) async throws -> Answered {
    try await response(
      SandboxRequest(
        method: "POST", target: "/api/v1/cases/\(caseID)/products",
        headers: [("Authorization", "Bearer \(token ?? self.token)")], body: Data(body.utf8)))
  }

  /// The whole detail of a case.
  func detail(_ caseID: String, key: String? = nil) async throws -> [String: Any] {
    let answer = try await get(
      "/api/v1/customer-case-detail?caseId=\(caseID)&includeOrders=true&includeCalendarEvents=true&includeCaseProducts=true",
      key: key)
    #expect(answer.status == 200)
    return try #require(try answer.object()["caseDetail"] as? [String: Any])
  }

  /// The newest case of a customer.
  func latest(email: String, key: String? = nil) async throws -> String? {
    let encoded = email.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? email
    let answer = try await get("/api/v1/customer-latest-case-id?email=\(encoded)", key: key)
    return (try answer.object()["case"] as? [String: Any])?["id"] as? String
  }
}

struct Dropped: Error {}

extension [String: Any] {
  func list(_ name: String) -> [[String: Any]] { self[name] as? [[String: Any]] ?? [] }
  func child(_ name: String) -> [String: Any]? { self[name] as? [String: Any] }
}

/// The same text for the same JSON, whatever the order of keys.
func canonical(_ value: Any) throws -> String {
  String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]), as: UTF8.self)
}

/// A file beside the tests.
func fixture(_ path: String, from source: StaticString = #filePath) throws -> Any {
  let folder = URL(fileURLWithPath: "\(source)").deletingLastPathComponent()
  return try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent(path)))
}
