import Foundation
import Testing

@testable import Care360

/// Reads and the key: read again once when it is refused, and only then.
struct ReadTests {
  private static let plainHTTP = RefusedAddress("http://a.example/", .plainHTTP)

  static let refused = RecordingTransport.Reply.json(
    400, #"{"success":false,"error":"Organization with [CV-Api-Key-Hash] not found!","code":"CASE_ERROR"}"#)

  static func lookup(_ rig: Rig) async throws -> Care360Error? {
    let email = try Sample.email
    return await failure { () throws(Care360Error) in try await rig.client.latestCaseID(for: .email(email)) }
  }

  @Test func aRotatedKeyIsReadAgainOnce() async throws {
    let rig = try Rig(RecordingTransport(Self.refused, .json(200, AnswerTests.ok)))
    #expect(try await Self.lookup(rig) == nil)
    #expect(rig.credentials.asked.map(\.refused) == [false, true])
    #expect(rig.transport.sent.map { $0.headers[0].value.reveal() } == ["YOUR_SECRET_KEY", "ROTATED_KEY"])
  }

  /// As the API words it where a key route got no key: the file may have been empty for a moment.
  @Test func aKeyThatIsMissedIsReadAgainOnce() async throws {
    let missed = RecordingTransport.Reply.json(400, #"{"success":false,"error":"Secret key not provided!"}"#)
    let rig = try Rig(RecordingTransport(missed, .json(200, AnswerTests.ok)))
    #expect(try await Self.lookup(rig) == nil)
    #expect(rig.credentials.asked.map(\.refused) == [false, true])
    #expect(rig.transport.sent.map { $0.headers[0].value.reveal() } == ["YOUR_SECRET_KEY", "ROTATED_KEY"])
    let again = try Rig(RecordingTransport(missed))
    #expect(try await Self.lookup(again) == .notAuthorized(.apiKey, .missing, httpStatus: 400))
    #expect(again.credentials.asked.map(\.refused) == [false, true] && again.transport.sent.count == 2)
  }

  @Test func aKeyRefusedTwiceStaysRefused() async throws {
    let rig = try Rig(RecordingTransport(Self.refused))
    #expect(try await Self.lookup(rig) == .notAuthorized(.apiKey, .refused, httpStatus: 400))
    #expect(rig.transport.sent.count == 2)
  }

  @Test func aRefusedKeyThatCannotBeReadAgainStaysRefused() async throws {
    let rig = try Rig(RecordingTransport(Self.refused), credentials: RecordingCredentials(failsAgain: true))
    let error = try #require(try await Self.lookup(rig))
    #expect(error == .notAuthorized(.apiKey, .unusable("The key file is gone."), httpStatus: 400))
    #expect(error.sentence.hasSuffix("takes it from. Reading it again failed: The key file is gone."))
    #expect(rig.transport.sent.count == 1)
  }

  @Test(arguments: [(404, 1), (403, 1), (500, 1), (401, 2)]) func otherRefusalsAreNot(_ status: Int, _ sent: Int)
    async throws
  {
    let rig = try Rig(status: status, body: #"{"success":false,"message":"m"}"#)
    #expect(try await Self.lookup(rig) != nil)
    #expect(rig.transport.sent.count == sent)
  }

  @Test func withoutAKeyNothingIsSent() async throws {
    let rig = try Rig(
      RecordingTransport(.json(200, AnswerTests.ok)), credentials: RecordingCredentials(missing: [.apiKey]))
    #expect(try await Self.lookup(rig) == .notAuthorized(.apiKey, .notConfigured, httpStatus: nil))
    #expect(rig.transport.sent.isEmpty)
  }

  @Test(
    arguments: [
      (.cannotConnect, .unavailable(.noAnswer, retryAfter: nil, httpStatus: nil)),
      (.tlsRefused(.weakKey), .unavailable(.tlsRefused(.weakKey), retryAfter: nil, httpStatus: nil)),
      (.timedOut, .timedOut(httpStatus: nil)),
      (.tooLarge, .tooLarge(httpStatus: nil)), (.cutShort, .malformedAnswer(httpStatus: nil)),
      (.cancelled, .unavailable(.cancelled, retryAfter: nil, httpStatus: nil)),
      (.addressRefused(plainHTTP), .invalid(.address(plainHTTP), httpStatus: nil)),
    ] as [(TransportFailure.Kind, Care360Error)]) func aFailureKeepsItsKind(
      _ kind: TransportFailure.Kind, _ expected: Care360Error
    ) async throws
  {
    let rig = try Rig(RecordingTransport(.failure(TransportFailure(kind, mayHaveBeenSent: false))))
    #expect(try await Self.lookup(rig) == expected)
  }

  @Test func theWaitThatTheServiceAsksForIsKept() async throws {
    let rig = try Rig(status: 429, body: "", retryAfter: 30)
    let error = try #require(try await Self.lookup(rig))
    #expect(error == .unavailable(.tooManyRequests, retryAfter: 30, httpStatus: 429))
    #expect(error.sentence.contains("30 s") && error.sentence.contains("not applied"))
  }

  @Test func aPreviewReadsNoSecretAndSendsNothing() async throws {
    let rig = try Rig(RecordingTransport(.json(200, AnswerTests.ok)))
    let payload = try ProductsPayload([ProductSubmission(id: Sample.product)])
    let text = try rig.client.preview(.write(ProductAddition(Sample.caseID, payload))).redacted
    #expect(
      text == """
        POST https://api.example.com/api/v1/cases/\(Sample.caseText)/products
        Authorization: Bearer [redacted]
        Content-Type: application/json

        {"products":[{"id":"\(Sample.productText)"}]}

        """)
    #expect(rig.transport.sent.isEmpty && rig.credentials.asked.isEmpty)
  }

  @Test func theDetailAsksForOrdersVisitsAndProducts() throws {
    let secret = try Secret(validating: "k".utf8)
    let request = try Route.caseDetail(.email(EmailAddress("a+b&c=d@example.com")))
      .request(base: BaseURL(Rig.base), secret: secret)
    #expect(
      request.url == "https://api.example.com/api/v1/customer-case-detail?email=a%2Bb%26c%3Dd%40example.com"
        + "&includeOrders=true&includeCalendarEvents=true&includeCaseProducts=true")
    #expect(request.headers.map(\.name) == ["cv-api-key"])
  }
}
