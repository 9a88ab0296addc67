import Foundation
import Testing

@testable import Care360

/// Which answer means what: only whole JSON in the documented shape counts, and a write has four outcomes.
struct AnswerTests {
  static let noCase = #"{"success":false,"error":"No Case found for provided details!"}"#
  static let ok = #"{"status":200,"success":true,"case":{"id":"\#(Sample.caseText)"}}"#

  @Test(arguments: [
    (200, ok, "ok"), (200, "", "malformedAnswer"), (204, "", "malformedAnswer"),
    (200, "<html></html>", "malformedAnswer"),
    (200, "null", "malformedAnswer"), (200, "[]", "malformedAnswer"), (200, "7", "malformedAnswer"),
    (200, ok + "x", "malformedAnswer"), (200, ok + ok, "malformedAnswer"), (200, "{}", "malformedAnswer"),
    (200, #"{"success":true,"case":{"id":7}}"#, "malformedAnswer"),
    (200, #"{"success":true,"case":{"id":"x"}}"#, "malformedAnswer"),
    (200, #"{"success":true,"case":[]}"#, "malformedAnswer"),
    (200, #"{"success":true,"case":{"id":"\#(Sample.caseText)"},"n":1e999}"#, "ok"),
    (200, #"{"success":true,"case":{"id":"\#(Sample.caseText)"},"n":1e300,"new":[{}]}"#, "ok"),
    (200, noCase, "notFound"), (200, #"{"success":false}"#, "malformedAnswer"), (400, noCase, "notFound"),
    (404, noCase, "notFound"), (400, #"{"error":"No Case found for provided email!"}"#, "notFound"),
    (404, "<html>", "malformedAnswer"), (400, "{}", "malformedAnswer"), (400, #"{"success":true}"#, "malformedAnswer"),
    (400, #"{"error":"Organization with 5f4dcc3b5aa765d61d8327deb882cf99 not found!"}"#, "notAuthorized"),
    (401, #"{"status":401,"error":"Invalid API key"}"#, "notAuthorized"),
    (403, #"{"success":false,"message":"No"}"#, "permissionDenied"),
    (401, #"{"success":false,"message":"Permission denied!"}"#, "permissionDenied"),
    (401, #"{"success":false,"message":"Permission denied!","error":"Invalid API key"}"#, "notAuthorized"),
    (301, "", "malformedAnswer"), (308, ok, "malformedAnswer"), (304, "", "malformedAnswer"),
    (429, "", "unavailable"), (500, "", "unavailable"), (502, "<html>", "unavailable"), (503, ok, "unavailable"),
    (504, "", "unavailable"), (413, #"{"error":"big"}"#, "invalid"), (413, "<html>", "invalid"),
    (431, "", "invalid"), (414, "<html>", "invalid"), (401, #"{"message":"Unauthorized"}"#, "notAuthorized"),
    (401, "<html>", "malformedAnswer"), (403, "<html>", "malformedAnswer"),
    (408, "", "timedOut"), (408, noCase, "timedOut"), (418, #"{"error":"tea"}"#, "malformedAnswer"),
    (418, "", "malformedAnswer"), (451, #"{"success":false,"message":"m"}"#, "malformedAnswer"),
    (400, #"{"success":false,"message":"m"}"#, "invalid"), (409, #"{"error":"m"}"#, "conflict"),
    (422, #"{"error":"m"}"#, "validationFailed"),
  ]) func aReadBecomes(_ status: Int, _ body: String, _ kind: String) async throws {
    let rig = try Rig(status: status, body: body)
    let email = try Sample.email
    let error = await failure { () throws(Care360Error) in try await rig.client.latestCaseID(for: .email(email)) }
    #expect((error?.kind ?? "ok") == kind)
    #expect(error?.httpStatus == (kind == "ok" ? nil : status))
  }

  @Test(arguments: [401, 403]) func aPageInTheServicesPlaceIsNamed(_ status: Int) async throws {
    let rig = try Rig(status: status, body: "<html>Sign in</html>")
    let id = try Sample.caseID
    let read = await failure { () throws(Care360Error) in try await rig.client.caseDetail(.id(id)) }
    #expect(read?.sentence.contains("a proxy or a login page") == true)
  }

  @Test func aLinkIsTextAsItCame() async throws {
    let rig = try Rig(status: 200, body: #"{"success":true,"formLink":" https://example.com/f?a=1 \n"}"#)
    let id = try Sample.caseID
    #expect(try await rig.client.requestRefillLink(for: id, product: nil).value == "https://example.com/f?a=1")
  }

  @Test func theSpellingOfABundlesUUIDChangesNothing() async throws {
    let text = "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"
    let body = #"{"success":true,"data":{"productBundle":{"id":"\#(text.uppercased())","name":"Premium"}}}"#
    let rig = try Rig(status: 200, body: body)
    let id = try Sample.caseID
    let changed = try await rig.client.changeBundle(of: id, to: try BundleID(text))
    #expect(changed.value.name == "Premium")
    #expect(try BundleID("b-1") != BundleID("B-1"), "only a UUID is the same in both cases")
  }

  /// What is told of a read claims nothing about sending or about products.
  @Test(arguments: [
    (409, "The service refused to answer because of a conflict."),
    (422, "The service refused to answer because of its own rules."),
  ]) func aReadThatIsRefusedSaysSo(_ status: Int, _ sentence: String) async throws {
    let rig = try Rig(status: status, body: #"{"success":false,"message":"m"}"#)
    let id = try Sample.caseID
    let read = await failure { () throws(Care360Error) in try await rig.client.caseDetail(.id(id)) }
    #expect(read?.sentence == sentence && read?.httpStatus == status)
    let write = await failure { () throws(Care360Error) in
      try await rig.client.requestRefillLink(for: id, product: nil)
    }
    #expect(write?.sentence.hasSuffix("Look at the case before sending again.") == true)
    #expect(write?.kind == read?.kind)
  }

  @Test func aReadWithoutAnAnswerMayHaveBeenSent() async throws {
    let client = try Rig(RecordingTransport(.failure(TransportFailure(.cannotConnect, mayHaveBeenSent: false)))).client
    let id = try Sample.caseID
    let read = await failure { () throws(Care360Error) in try await client.caseDetail(.id(id)) }
    #expect(read?.sentence == "The service did not answer: the connection failed or was cut. Nothing was changed.")
    let write = await failure { () throws(Care360Error) in
      try await client.requestRefillLink(for: id, product: nil)
    }
    #expect(write?.sentence == "The service cannot be reached. Nothing was sent.")
  }

  static let refill = #"{"success":true,"formLink":"https://example.com/f"}"#

  @Test(
    arguments: [
      (200, refill, .done), (201, refill, .done), (200, "", .unknown), (204, "", .unknown), (200, "<html>", .unknown),
      (200, #"{"success":false,"message":"no"}"#, .unknown), (200, #"{"formLink":"https://example.com/f"}"#, .unknown),
      (200, #"{"success":true}"#, .unknown), (200, #"{"success":true,"formLink":""}"#, .unknown),
      (200, #"{"success":true,"formLink":"https://example.com/\u0007"}"#, .unknown),
      (200, #"{"success":"true","formLink":"https://example.com/f"}"#, .unknown),
      (200, #"{"success":true,"formLink":" https://example.com/f\n"}"#, .done),
      (200, #"{"success":true,"formLink":"https://example.com/für Zoë"}"#, .done),
      (200, #"{"success":true,"success":false,"formLink":"https://example.com/f"}"#, .unknown),
      (413, "<html>", .refused), (413, "", .refused), (414, "", .refused), (431, "<html>", .refused),
      (401, "<html>", .refused), (401, #"{"message":"Unauthorized"}"#, .refused), (401, "", .refused),
      (403, "<html>", .unknown), (404, "<html>", .unknown), (405, "<html>", .unknown),
      (301, refill, .unknown), (302, "", .unknown), (307, "", .unknown), (308, "", .unknown),
      (400, #"{"success":false,"message":"Invalid request"}"#, .refused), (400, "<html>", .unknown),
      (400, "{}", .unknown),
      (400, refill, .unknown), (401, #"{"success":false,"message":"Unauthorized"}"#, .refused),
      (403, #"{"success":false,"error":"Permission denied!"}"#, .refused), (404, noCase, .refused), (404, "", .unknown),
      (408, #"{"success":false,"message":"m"}"#, .unknown), (425, #"{"success":false,"message":"m"}"#, .unknown),
      (409, #"{"success":false,"message":"Case conflict"}"#, .refused),
      (422, #"{"success":false,"message":"m"}"#, .refused),
      (429, "", .refused), (500, #"{"success":false,"message":"m"}"#, .unknown), (502, "", .unknown),
      (503, "", .unknown),
      (504, "", .unknown), (599, "", .unknown),
    ] as [(Int, String, WriteOutcome)]) func aWriteEnds(_ status: Int, _ body: String, _ outcome: WriteOutcome)
    async throws
  {
    let rig = try Rig(status: status, body: body)
    let id = try Sample.caseID
    let error = await failure { () throws(Care360Error) in
      try await rig.client.requestRefillLink(for: id, product: nil)
    }
    #expect(rig.journal.events == [.opened("1"), .closed("1", outcome)])
    #expect((error == nil) == (outcome == .done))
    #expect(error?.mayHaveBeenApplied ?? false == (outcome == .unknown))
    #expect(rig.transport.sent.count == 1)
  }

  /// Cut anywhere, a real answer is never taken for whole.
  @Test func noCutAnswerCounts() async throws {
    let whole = Data(Self.ok.utf8)
    let email = try Sample.email
    for length in 0..<whole.count {
      let transport = RecordingTransport(.answer(APIResponse(status: 200, body: whole.prefix(length))))
      let client = try Rig(transport).client
      let error = await failure { () throws(Care360Error) in try await client.latestCaseID(for: .email(email)) }
      #expect(error == .malformedAnswer(httpStatus: 200), "\(length)")
    }
  }

  @Test func otherEncodingsAndDepthsAreRefused() throws {
    let utf16 = Data(Self.ok.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(throws: NotJSON.self) { try JSONValue(parsing: utf16) }
    #expect(throws: NotJSON.self) { try JSONValue(parsing: Data([0xFF, 0xFE]) + utf16) }
    #expect(throws: NotJSON.self) { try JSONValue(parsing: Data([0x22, 0xC3, 0x28, 0x22])) }
    for depth in [600, 100_000] {
      let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(throws: NotJSON.self) { try Sample.json(deep) }
    }
  }

  @Test(
    arguments: [
      "1.0", "-0.0", "33333333333333333.333", "9223372036854775807", "9223372036854775808", "1e18", "1e300", "0.1",
      "1.7976931348623157e308", "5e-324",
    ]) func numbersComeBackEqual(_ text: String) throws
  {
    let value = try Sample.json("[\(text)]")
    #expect(try JSONValue(parsing: value.encoded()) == value)
  }

  /// A 2xx other than 200 whose shape is not the documented one is told with its own status.
  @Test(arguments: [200, 201, 206]) func aWrongShapeIsToldWithItsStatus(_ status: Int) async throws {
    let client = try Rig(status: status, body: #"{"success":true}"#).client
    let email = try Sample.email
    let id = try Sample.caseID
    let errors = [
      await failure { () throws(Care360Error) in try await client.latestCaseID(for: .email(email)) },
      await failure { () throws(Care360Error) in try await client.caseDetail(.id(id)) },
      await failure { () throws(Care360Error) in try await client.bundles() },
    ]
    #expect(errors == Array(repeating: .malformedAnswer(httpStatus: status), count: 3))
  }

  @Test func aBundleWithoutAUsableIDSpoilsOnlyItself() async throws {
    let rig = try Rig(
      status: 200,
      body: #"{"success":true,"data":[{"id":"b","name":null,"price":9.5,"isSoldOut":true},{"id":"c","price":"1.00"}]}"#)
    let bundles = try await rig.client.bundles()
    #expect(bundles.map(\.id?.text) == ["b", "c"])
    #expect(bundles.map(\.price) == ["9.5", "1.00"])
    let odd = try Rig(status: 200, body: #"{"success":true,"data":[{"id":null},{"id":"é"},{"id":12},7,{"id":"c"}]}"#)
    #expect(try await odd.client.bundles().map(\.id?.text) == [nil, nil, "12", nil, "c"])
    for body in [#"{"success":true,"data":{}}"#, #"{"success":true}"#] {
      let client = try Rig(status: 200, body: body).client
      let error = await failure { () throws(Care360Error) in try await client.bundles() }
      #expect(error == .malformedAnswer(httpStatus: 200))
    }
  }

  @Test func productsOfTheOrganizationAreReadLeniently() async throws {
    let one = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
    let given = #"{"id":"\#(one.uppercased())","name":"Semaglutide","isVisible":false}"#
    let body = #"{"success":true,"data":[\#(given),{"name":"odd"},{"id":"x"},7]}"#
    let rig = try Rig(status: 200, body: body)
    let products = try await rig.client.organizationProducts()
    #expect(products.map(\.id?.text) == [one, nil, nil, nil])
    #expect(products.map(\.name) == ["Semaglutide", "odd", nil, nil])
    #expect(products.map(\.isVisible) == [false, nil, nil, nil])
    #expect(rig.transport.sent.map(\.url) == ["\(Rig.base)/api/v1/organization/products"])
    // A service without the list gives any of these.
    for (status, body) in [(404, #"{"message":"Not found"}"#), (200, #"{"success":true,"data":{}}"#), (200, "[]")] {
      let client = try Rig(status: status, body: body).client
      let error = await failure { () throws(Care360Error) in try await client.organizationProducts() }
      #expect(error == .malformedAnswer(httpStatus: status), "\(status) \(body)")
    }
  }

  @Test func aReplyAboutAnotherCaseIsRefused() async throws {
    let other = "e1e3f5c1-6f12-4e0d-a442-7a9ff31319da"
    let id = try Sample.caseID
    let email = try Sample.email
    let client = try Rig(status: 200, body: #"{"success":true,"caseDetail":{"id":"\#(other)"}}"#).client
    let error = await failure { () throws(Care360Error) in try await client.caseDetail(.id(id)) }
    #expect(error == .malformedAnswer(httpStatus: 200))
    #expect(try await client.caseDetail(.email(email)).id.text == other)
    let upper = try Rig(status: 200, body: #"{"success":true,"caseDetail":{"id":"\#(id.text.uppercased())"}}"#).client
    #expect(try await upper.caseDetail(.id(id)).id == id)
  }

  /// In an envelope, in documents of other shapes, and in what is no JSON.
  @Test(arguments: [
    #"{"success":false,"error":"canary","message":"canary","code":"canary"}"#, #"{"success":true,"canary":"canary"}"#,
    #"["canary"]"#, #""canary""#, "canary", #"{"canary":"canary"#, "<html>canary</html>",
  ]) func sentencesHoldNothingOfTheAnswer(_ body: String) async throws {
    for status in [200, 302, 400, 401, 403, 404, 409, 422, 429, 500] {
      let rig = try Rig(status: status, body: body)
      let email = try Sample.email
      let id = try Sample.caseID
      let errors = [
        await failure { () throws(Care360Error) in try await rig.client.latestCaseID(for: .email(email)) },
        await failure { () throws(Care360Error) in try await rig.client.requestRefillLink(for: id, product: nil) },
      ]
      for error in errors {
        let error = try #require(error)
        #expect(!error.sentence.isEmpty && !error.sentence.contains("canary"))
        #expect(!String(reflecting: error).contains("canary"))
      }
    }
  }
}
