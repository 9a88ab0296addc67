import Foundation
import Testing

@testable import Care360

/// `POST /api/v1/cases`: the body and its rules, what the answers mean, and how a new case is found.
struct NewCaseTests {
  private static let user =
    #"{"firstName":"Nell","lastName":"Nocase","email":"nell@example.com","phoneNumber":"+12025550151","dob":"2001-08-14"}"#

  private static func body(_ user: String = user, _ rest: String = "") -> String {
    #"{"user":\#(user),"products":[{"id":"\#(Sample.productText)"}]\#(rest)}"#
  }

  private static func payload(_ body: String = body()) throws(Care360Error) -> NewCasePayload {
    try NewCasePayload(parsing: Data(body.utf8))
  }

  private static func write() throws -> NewCase { NewCase(try payload()) }

  // MARK: The body

  @Test func aBodyIsSentAsItIsWritten() async throws {
    let text = Self.body(Self.user, #","isTest":true,"status":"abandoned","mood":"good""#)
    let payload = try Self.payload(text)
    #expect(payload.email.text == "nell@example.com" && payload.isTest && !payload.isForced)
    #expect(payload.productIDs == [try Sample.product] && payload.unknownKeys == ["mood"])
    let rig = try Rig(status: 200, body: #"{"success":true,"data":{"caseId":"\#(Sample.caseText)"}}"#)
    let written = try await rig.client.make(NewCase(payload))
    #expect(written.value.caseID == (try Sample.caseID))
    let sent = try #require(rig.transport.sent.first)
    #expect(sent.method == .post && sent.url == "\(Rig.base)/api/v1/cases" && rig.transport.sent.count == 1)
    #expect(sent.headers.map(\.name) == ["Authorization", "Content-Type"])
    #expect(try JSONValue(parsing: #require(sent.body)) == Sample.json(text))
  }

  @Test func valuesMakeTheSameBody() throws {
    let user = NewUser(
      firstName: "Nell", lastName: "Nocase", email: try EmailAddress("nell@example.com"),
      phone: try PhoneNumber("+12025550151"), birthDate: "2001-08-14")
    let products = try ProductsPayload([ProductSubmission(id: try Sample.product)])
    #expect(try NewCasePayload(user, products).json == Sample.json(Self.body()))
    #expect(
      try NewCasePayload(user, products, isTest: true).json == Sample.json(Self.body(Self.user, #","isTest":true"#)))
    var other = user
    other.gender = "OTHER"
    #expect(try NewCasePayload(other, products).json["user"]?["gender"] == .string("OTHER"))
  }

  /// A second case is asked for by a person alone.
  @Test func onlyTheForcedBodyForces() throws {
    let payload = try Self.payload()
    #expect(payload.json["forceCreate"] == nil)
    #expect(payload.forced.isForced && payload.forced.json["forceCreate"] == .bool(true))
    #expect(payload.forced.email == payload.email && payload.forced.productIDs == payload.productIDs)
    #expect(payload.asked?.submitter.fullName == "Nell Nocase" && payload.asked?.id == .notYet)
  }

  @Test(arguments: [
    ("[]", "The body must be an object with \"user\" and a list \"products\"."),
    (
      #"{"products":[]}"#,
      "\"user\" must be an object with the patient's details. \"products\" must list one product or more."
    ),
    (
      body(
        #"{"firstName":" ","lastName":"N","email":"n@example.com","phoneNumber":"+12025550151","dob":"2001-08-14"}"#),
      "user.firstName must be text."
    ),
    (body(user.replacing("nell@example.com", with: "nell")), "user.email must be an e-mail address."),
    (
      body(user.replacing("+1202", with: "1202")),
      "user.phoneNumber must be + and the digits of a whole number, for example +12025550142."
    ),
    (body(user.replacing("2001-08-14", with: "2001-02-29")), "user.dob must be a day, YYYY-MM-DD."),
    (body(user.replacing("}", with: #","gender":"F"}"#)), "user.gender must be MALE, FEMALE or OTHER."),
    (body(user, #","isTest":"yes""#), "isTest must be true or false."),
    (body(user, #","forceCreate":1"#), "forceCreate must be true or false."),
    (body(user, #","status":"CLOSED""#), "status must be OPEN or ABANDONED."),
    (body().replacing(Sample.productText, with: "p"), "products[0].id must be a UUID."),
  ]) func aBodyThatBreaksARuleIsRefused(_ body: String, _ sentence: String) async throws {
    let error = await failure { () throws(Care360Error) in try Self.payload(body) }
    #expect(error?.kind == "invalid" && error?.sentence == "The new case cannot be sent: " + sentence)
  }

  @Test func aFileThatIsNoJSONIsRefused() async throws {
    let error = await failure { () throws(Care360Error) in try Self.payload("{") }
    #expect(error?.sentence.hasPrefix("The new case cannot be sent: ") == true)
  }

  @Test(arguments: [
    ("2000-02-29", true), ("1900-02-29", false), ("2001-02-29", false), ("1988-04-31", false), ("1988-13-01", false),
    ("1899-12-31", false), ("1988-4-2", false), ("02.04.1988", false), ("1988-04-02T00:00:00Z", false), ("", false),
    ("1988-00-10", false), ("1988-04-00", false),
  ]) func aBirthDateIsADayThatExists(_ text: String, _ isDay: Bool) {
    #expect(NewUser.isBirthDate(text) == isDay)
  }

  // MARK: Answers

  @Test(arguments: [
    (200, #"{"success":true,"data":{"caseId":"\#(Sample.caseText)"}}"#, WriteOutcome.done, ""),
    (201, #"{"success":true,"data":{"case":{"id":"\#(Sample.caseText)"}}}"#, .done, ""),
    (200, #"{"status":200,"success":true}"#, .done, ""),
    (200, #"{"success":false,"error":"User email must be unique"}"#, .refused, "invalid"),
    (200, #"{"data":null,"errors":[{"message":"no"}]}"#, .refused, "invalid"),
    (200, #"{"success":false,"error":"Secret key not provided!"}"#, .refused, "notAuthorized"),
    (200, #"{"success":true,"errors":[{"message":"late"}]}"#, .done, ""),
    (200, #"{"errors":[]}"#, .unknown, "outcomeUnknown"),
    (200, #"{"data":{}}"#, .unknown, "outcomeUnknown"), (200, "<html>", .unknown, "outcomeUnknown"),
    (401, #"{"success":false,"message":"Unauthorized"}"#, .refused, "notAuthorized"),
    (409, #"{"success":false,"message":"Case conflict"}"#, .refused, "conflict"),
    (422, #"{"success":false,"message":"Validation failed"}"#, .refused, "validationFailed"),
    (500, #"{"success":false,"message":"Internal server error"}"#, .unknown, "outcomeUnknown"),
  ]) func anAnswerEndsIt(_ status: Int, _ body: String, _ outcome: WriteOutcome, _ kind: String) async throws {
    let rig = try Rig(status: status, body: body)
    let write = try Self.write()
    let error = await failure { () throws(Care360Error) in try await rig.client.make(write) }
    #expect(rig.journal.events == [.opened("1"), .closed("1", outcome)])
    #expect((error?.kind ?? "") == kind)
    if kind == "conflict" { #expect(error?.sentence.contains("the patient may have an open case already") == true) }
  }

  /// The other writes take no refusal within 200: it may have been applied.
  @Test func onlyThisWriteIsRefusedWithin200() async throws {
    let rig = try Rig(status: 200, body: #"{"success":false,"error":"no"}"#)
    let id = try Sample.caseID
    let error = await failure { () throws(Care360Error) in try await rig.client.requestRefillLink(for: id, product: nil)
    }
    #expect(error?.kind == "outcomeUnknown")
  }

  // MARK: The record, and finding it

  /// The record knows neither patient nor case, so that an unsettled one stands before any other.
  @Test func anUnsettledOneBlocksTheNext() async throws {
    let target = try Self.write().target
    #expect(target == WriteTarget(.newCase, .notYet, productIDs: [try Sample.product]))
    let rig = try Rig(status: 500, body: "")
    let write = try Self.write()
    _ = await failure { () throws(Care360Error) in try await rig.client.make(write) }
    let other = NewCase(try Self.payload(Self.body(Self.user.replacing("nell@", with: "noa@"))))
    let error = await failure { () throws(Care360Error) in try await rig.client.make(other) }
    guard case .failed(.unsettledSameWrite(let earlier)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(rig.transport.sent.count == 1 && !"\(earlier)".contains("nell"))
    #expect(!write.isAlike(.newCase(other)) && write.isAlike(.newCase(NewCase(write.payload.forced))))
  }

  @Test(
    arguments: [
      ("nell@example.com", 0.0, true), ("NELL@example.com", -299, true), ("nell@example.com", -301, false),
      ("jo@example.com", 0, nil), ("", 0, nil),
    ] as [(String, Double, Bool?)]) func theNewestCaseTells(_ email: String, _ seconds: Double, _ isVisible: Bool?)
    throws
  {
    let made = (Rig.time + seconds).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let found = try #require(
      Case(
        try Sample.json(
          #"{"id":"\#(Sample.caseText)","createdAt":"\#(made)","submitter":{"email":"\#(email)"}}"#)))
    #expect(try Self.write().isVisible(in: found, begun: Rig.time) == isVisible)
    let timeless = try #require(
      Case(try Sample.json(#"{"id":"\#(Sample.caseText)","submitter":{"email":"nell@example.com"}}"#)))
    #expect(try Self.write().isVisible(in: timeless, begun: Rig.time) == nil)
  }
}
