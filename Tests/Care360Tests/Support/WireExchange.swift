import Foundation
import Testing

@testable import Care360

/// One of the documented request and response pairs.
struct WireExchange: Sendable, CustomTestStringConvertible {
  let name: String
  let request: JSONValue
  let status: Int
  let body: Data

  var testDescription: String { name }

  struct Unreadable: Error { let name: String }

  static func all() throws -> [WireExchange] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/exchanges.json")
    guard let entries = try JSONValue(parsing: Data(contentsOf: file)).array else { throw Unreadable(name: "file") }
    return try entries.map { entry in
      guard let name = entry["name"]?.string, let request = entry["request"], let response = entry["response"],
        let status = response["status"]?.integer, let body = response["body"]
      else { throw Unreadable(name: entry["name"]?.string ?? "?") }
      return WireExchange(name: name, request: request, status: Int(status), body: try body.encoded())
    }
  }

  static func named(_ name: String) throws -> WireExchange {
    guard let exchange = try all().first(where: { $0.name == name }) else { throw Unreadable(name: name) }
    return exchange
  }
}
