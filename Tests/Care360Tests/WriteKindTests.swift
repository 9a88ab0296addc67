import Foundation
import Testing

@testable import Care360

/// A write says everything of itself in its own file; the record can read only those that are listed.
struct WriteKindTests {
  @Test func everyWriteIsAmongTheKinds() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Care360/Writes")
    var declared: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: /struct (\w+): CaseWriteSpec/) {
        declared.insert(String(match.output.1))
      }
    }
    #expect(declared.count >= 4 && declared == Set(CaseWrite.kinds.map { "\($0)" }))
  }

  /// The words are in the records of earlier versions: they may be joined by others and never change.
  @Test func theRecordFindsEveryActionByItsWord() {
    let actions = CaseWrite.kinds.flatMap { $0.actions }
    let words: Set = [
      "refill", "bundle", "products", "close", "reopen", "open", "message", "note", "close-product", "escalate",
      "update-escalation", "email", "profile", "new-case", "cancel-appointment",
    ]
    #expect(Set(actions.map(\.rawValue)) == words)
    #expect(Set(actions.map(\.name)).count == actions.count)
    for action in actions {
      #expect(WriteIntent.Action(rawValue: action.rawValue)?.name == action.name)
      #expect(action.spec.actions.contains(action))
    }
    #expect(WriteIntent.Action(rawValue: "of a later version") == nil)
  }

  /// The documented texts of one write mean nothing in the answer to another.
  @Test func aRefusalIsReadByItsOwnWrite() async throws {
    let body = #"{"success":false,"error":"Invalid product bundle ID"}"#
    let id = try Sample.caseID
    let bundle = try BundleID("b-1")
    let own = await failure { () throws(Care360Error) in
      try await Rig.refusing(400, body).changeBundle(of: id, to: bundle)
    }
    #expect(own?.sentence == "The service does not know this bundle id.")
    let other = await failure { () throws(Care360Error) in
      try await Rig.refusing(400, body).requestRefillLink(for: id, product: nil)
    }
    #expect(other == .invalid(.request, httpStatus: 400))
  }

  @Test func aConflictSpeaksOfItsOwnWrite() async throws {
    let body = #"{"success":false,"message":"Case conflict"}"#
    let id = try Sample.caseID
    let payload = try ProductsPayload(
      parsing: Data(#"{"products":[{"id":"\#(Sample.productText)"}]}"#.utf8))
    let products = await failure { () throws(Care360Error) in
      try await Rig.refusing(409, body).addProducts(to: id, payload)
    }
    #expect(
      products?.sentence == "The service reports a conflict: a product may already be on this case. "
        + "Look at the case before sending again.")
    let link = await failure { () throws(Care360Error) in
      try await Rig.refusing(409, body).requestRefillLink(for: id, product: nil)
    }
    #expect(link?.sentence == "The service reports a conflict. Look at the case before sending again.")
  }
}

extension Rig {
  fileprivate static func refusing(_ status: Int, _ body: String) throws(Care360Error) -> Care360Client {
    do { return try Rig(status: status, body: body).client } catch { throw .failed(.encoding) }
  }
}
