import Care360Sandbox
import Foundation
import Testing

/// Key sets and value types of every object, held by hand-written fixtures.
struct ShapeTests {
  @Test func caseDetailHasExactlyTheWrittenKeys() async throws {
    let sandbox = try Sandbox.small()
    let shape = try fixture("Fixtures/case-detail.json")
    let detail = try await sandbox.detail(Sandbox.showcaseCaseID)
    #expect(mismatches(detail, shape, "caseDetail") == [])
  }

  @Test func generatedCasesHaveTheSameKeys() async throws {
    let sandbox = try Sandbox(SandboxConfiguration(patients: 60))
    let shape = try fixture("Fixtures/case-detail.json")
    var seen = 0
    for suggestion in sandbox.suggestions(limit: 50) {
      guard let id = try await sandbox.latest(email: suggestion.email) else { continue }
      #expect(mismatches(try await sandbox.detail(id), shape, suggestion.note) == [])
      seen += 1
    }
    #expect(seen >= 12)
  }

  @Test func bundlesHaveExactlyTheWrittenKeys() async throws {
    let sandbox = try Sandbox.small()
    let answer = try await sandbox.get("/api/v1/organization/bundles")
    #expect(mismatches(try answer.object(), try fixture("Fixtures/bundles.json"), "bundles") == [])
  }

  @Test func optionalPartsComeOnlyWhenAskedFor() async throws {
    let sandbox = try Sandbox.small()
    let plain = try await sandbox.get(
      "/api/v1/customer-case-detail?caseId=\(Sandbox.showcaseCaseID)&includeOrders=1&includeCaseProducts=false")
    let detail = try #require(try plain.object().child("caseDetail"))
    for key in ["orders", "calendarEvents", "caseProducts"] { #expect(detail[key] == nil) }
    #expect(detail.list("attachments").allSatisfy { $0["content"] == nil && $0["url"] == nil })

    for (format, key) in [("base64", "content"), ("url", "url")] {
      let answer = try await sandbox.get(
        "/api/v1/customer-case-detail?caseId=\(Sandbox.showcaseCaseID)&includeAttachments=true&documentFormat=\(format)"
      )
      let attachments = try #require(try answer.object().child("caseDetail")).list("attachments")
      #expect(!attachments.isEmpty)
      #expect(attachments.allSatisfy { $0[key] is String })
    }
  }

  /// Where a value differs from its shape. Leaves of a shape name a type; `?` allows null.
  private func mismatches(_ value: Any, _ shape: Any, _ path: String) -> [String] {
    switch shape {
    case let shape as [String: Any]:
      if value is NSNull, shape["?"] != nil { return [] }
      guard let object = value as? [String: Any] else { return ["\(path): no object"] }
      let wanted = Set(shape.keys).subtracting(["?"])
      guard Set(object.keys) == wanted else {
        return ["\(path): keys \(Set(object.keys).symmetricDifference(wanted).sorted())"]
      }
      return wanted.sorted().flatMap { mismatches(object[$0] ?? NSNull(), shape[$0] ?? NSNull(), "\(path).\($0)") }
    case let shape as [Any]:
      guard let list = value as? [Any] else { return ["\(path): no array"] }
      guard let element = shape.first else { return list.isEmpty ? [] : ["\(path): not empty"] }
      return list.flatMap { mismatches($0, element, "\(path)[]") }
    default:
      return matches(value, "\(shape)") ? [] : ["\(path): \(value) is no \(shape)"]
    }
  }

  private func matches(_ value: Any, _ type: String) -> Bool {
    if value is NSNull { return type.hasSuffix("?") }
    // A JSON true is an NSNumber too; only its Objective-C type tells it from a number.
    let number = value as? NSNumber
    let isTruth = number.map { String(cString: $0.objCType) == "c" } ?? false
    switch type.replacing("?", with: "") {
    case "string": return value is String
    case "timestamp": return (value as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
    case "bool": return isTruth
    case "number": return number != nil && !isTruth
    case "money": return value is String || (number != nil && !isTruth)
    default: return false
    }
  }
}
