import Foundation
import Testing

@testable import Care360

/// CHANGE_CASE_STATUS as the API text has it: the three bodies, what the answers mean, and what a case shows afterwards.
struct CaseStatusChangeTests {
  typealias Wish = CaseStatusChange.Wish

  static func close(_ reason: String? = nil) throws -> Wish { .close(try reason.map(CloseReason.init)) }

  static func change(_ rig: Rig, _ wish: Wish) async throws -> Care360Error? {
    let id = try Sample.caseID
    return await failure { () throws(Care360Error) in try await rig.client.changeStatus(of: id, to: wish) }
  }

  @Test func theRequestsAreTheDocumentedOnes() async throws {
    let bodies: [(Wish, String)] = [
      (.open, #"{"action":"CHANGE_CASE_STATUS","status":"OPEN"}"#),
      (.reopen, #"{"action":"CHANGE_CASE_STATUS","status":"REOPEN"}"#),
      (try Self.close(), #"{"action":"CHANGE_CASE_STATUS","status":"CLOSE"}"#),
      (
        try Self.close("  Moved \"away\" – élan 👋🏽 \n"),
        #"{"action":"CHANGE_CASE_STATUS","reason":"Moved \"away\" – élan 👋🏽","status":"CLOSE"}"#
      ),
    ]
    for (wish, body) in bodies {
      let rig = try Rig(status: 200, body: #"{"status":200,"success":true,"message":"m"}"#)
      #expect(try await Self.change(rig, wish) == nil)
      let sent = try #require(rig.transport.sent.first)
      #expect(sent.method == .post)
      #expect(sent.url == "\(Rig.base)/api/v1/cases/\(Sample.caseText)")
      #expect(sent.headers.map(\.name) == ["cv-api-key", "Content-Type"])
      #expect(sent.headers.map { $0.value.reveal() } == ["YOUR_SECRET_KEY", "application/json"])
      #expect(sent.body.map { String(decoding: $0, as: UTF8.self) } == body)
      #expect(rig.transport.sent.count == 1)
    }
  }

  @Test(arguments: [
    (200, #"{"status":200,"success":true,"message":"Case opened successfully"}"#, WriteOutcome.done),
    (200, #"{"success":true}"#, .done), (201, #"{"success":true}"#, .done),
    (200, #"{"success":false,"message":"no"}"#, .unknown), (200, #"{"message":"Case opened successfully"}"#, .unknown),
    (200, "", .unknown), (204, "", .unknown), (200, "<html></html>", .unknown), (307, "", .unknown),
    (400, #"{"status":400,"success":false,"message":"Invalid request","error":"Case is archived!"}"#, .refused),
    (409, #"{"success":false,"message":"m"}"#, .refused), (429, "", .refused), (500, "", .unknown),
    (503, #"{"success":false,"message":"m"}"#, .unknown),
  ]) func anAnswerEndsIt(_ status: Int, _ body: String, _ outcome: WriteOutcome) async throws {
    for wish in [.open, .reopen, try Self.close("why")] {
      let rig = try Rig(status: status, body: body)
      let error = try await Self.change(rig, wish)
      #expect(rig.journal.events == [.opened("1"), .closed("1", outcome)])
      #expect((error == nil) == (outcome == .done))
      #expect(rig.transport.sent.count == 1)
    }
  }

  @Test func theReceiptSaysHowTheCaseIsNow() async throws {
    let client = try Rig(status: 200, body: #"{"success":true}"#).client
    let id = try Sample.caseID
    let answers: [(Wish, CaseOpenness)] = [(.open, .open), (.reopen, .open), (try Self.close("why"), .closed)]
    for (wish, openness) in answers {
      #expect(try await client.changeStatus(of: id, to: wish).value == openness)
      let told = try await client.send(.status(CaseStatusChange(id, wish))).value
      #expect(told == .status(openness))
    }
  }

  /// A 401 of this route is about the case where it says so, in whichever envelope; about the key otherwise.
  @Test(arguments: [
    (
      401, #"{"status":401,"success":false,"message":"Invalid request","error":"Permission denied!"}"#,
      Care360Error.permissionDenied(httpStatus: 401)
    ),
    (401, #"{"status":401,"success":false,"message":"Permission denied!"}"#, .permissionDenied(httpStatus: 401)),
    (403, #"{"success":false,"error":"Permission denied!"}"#, .permissionDenied(httpStatus: 403)),
    (
      401,
      #"{"status":401,"success":false,"message":"Invalid case data","error":"Organization with 5f4dcc3b5aa765d61d8327deb882cf99 not found!","code":"CASE_ERROR"}"#,
      .notAuthorized(.apiKey, .refused, httpStatus: 401)
    ),
    (
      401, #"{"success":false,"message":"Permission denied!","error":"Secret key not provided!"}"#,
      .notAuthorized(.apiKey, .missing, httpStatus: 401)
    ),
    (
      401, #"{"success":false,"message":"Unauthorized"}"#, .notAuthorized(.apiKey, .refused, httpStatus: 401)
    ),
    (401, "Permission denied!", .invalid(.stopped, httpStatus: 401)),
    (400, #"{"success":false,"error":"Case is already archived!"}"#, .invalid(.request, httpStatus: 400)),
    (404, #"{"success":false,"error":"No Case found for provided details!"}"#, .notFound(httpStatus: 404)),
  ]) func aRefusalMeans(_ status: Int, _ body: String, _ error: Care360Error) async throws {
    for wish in [.open, .reopen, try Self.close("why")] {
      #expect(try await Self.change(try Rig(status: status, body: body), wish) == error)
    }
  }

  /// Nil where the service did not say, or where a return to OPEN leaves no trace of its own.
  @Test(
    arguments: [
      ("{}", nil, nil, nil), (#"{"isArchived":true}"#, true, false, false),
      (#"{"isArchived":false}"#, false, true, nil),
      (#"{"isArchived":null,"status":"OPEN","closedAt":"2026-01-01T00:00:00.000Z"}"#, nil, nil, nil),
      (#"{"isArchived":false,"closedAt":"2026-01-01T00:00:00.000Z"}"#, false, true, nil),
      (#"{"isArchived":"true"}"#, true, false, false), (#"{"isArchived":"yes"}"#, nil, nil, nil),
      (#"{"isArchived":false,"status":"OPEN"}"#, false, true, true),
      (#"{"isArchived":false,"status":"ABANDONED"}"#, false, true, false),
      (#"{"isArchived":false,"status":"ASSIGNED"}"#, false, true, nil),
      (#"{"isArchived":true,"status":"OPEN"}"#, true, false, false),
    ] as [(String, Bool?, Bool?, Bool?)])
  func aCaseShows(_ members: String, _ closed: Bool?, _ reopened: Bool?, _ opened: Bool?) throws {
    var json = try #require(try Sample.json(members).object)
    json["id"] = .string(Sample.caseText)
    let detail = try #require(Case(.object(json)))
    func isVisible(_ wish: Wish) throws -> Bool? {
      CaseStatusChange(try Sample.caseID, wish).target.isVisible(in: detail)
    }
    #expect(try isVisible(Self.close("why")) == closed)
    #expect(try isVisible(.reopen) == reopened)
    #expect(try isVisible(.open) == opened)
  }

  @Test func onlyTheSameChangeOfTheSameCaseIsAlike() throws {
    let actions: [WriteIntent.Action] = [.closeCase, .reopenCase, .openCase]
    for one in actions {
      for other in actions {
        let target = try WriteGuardTests.intent(one).target
        #expect(target.isAlike(try WriteGuardTests.intent(other).target) == (one == other), "\(one) \(other)")
        #expect(!target.isAlike(try WriteGuardTests.intent(other, caseText: Sample.productText).target))
      }
      #expect(!(try WriteGuardTests.intent(one).target.isAlike(WriteGuardTests.intent(.requestRefillLink).target)))
    }
    let id = try Sample.caseID
    let (moved, done) = try (CaseStatusChange(id, Self.close("moved")), CaseStatusChange(id, Self.close("done")))
    #expect(moved.target.isAlike(done.target))
  }

  /// An unknown closing stands in the way of another closing, and not of the reopening that undoes it.
  @Test func anUnknownClosingBlocksClosingAlone() async throws {
    let lost = RecordingTransport.Reply.failure(TransportFailure(.timedOut, mayHaveBeenSent: true))
    let rig = try Rig(RecordingTransport(lost, .json(200, #"{"success":true}"#)))
    #expect(try await Self.change(rig, Self.close("one")) == .outcomeUnknown(httpStatus: nil))
    let blocked = try #require(try await Self.change(rig, Self.close("two")))
    guard case .failed(.unsettledSameWrite(let earlier)) = blocked else { return #expect(Bool(false), "\(blocked)") }
    #expect(earlier.map(\.action) == [.closeCase] && rig.transport.sent.count == 1)
    #expect(try await Self.change(rig, .reopen) == nil)
    #expect(rig.transport.sent.count == 2)
  }

  @Test func theRecordTellsTheThreeApartWithoutTheReason() async throws {
    let words: [(Wish, String, String)] = [
      (try Self.close("canary of a reason"), "close", "case closing"), (.reopen, "reopen", "case reopening"),
      (.open, "open", "return to OPEN"),
    ]
    for (wish, action, name) in words {
      let rig = try Rig(RecordingTransport(.failure(TransportFailure(.timedOut, mayHaveBeenSent: true))))
      #expect(try await Self.change(rig, wish)?.mayHaveBeenApplied == true)
      let intent = try #require(rig.journal.intents.first)
      #expect(intent.action.rawValue == action && intent.target.name == name)
      #expect(CaseWrite.status(CaseStatusChange(try Sample.caseID, wish)).name == name)
      #expect(!String(reflecting: intent).contains("canary"))
      #expect(intent.productIDs.isEmpty && intent.bundleID == nil)
    }
  }

  @Test(arguments: [
    ("", "Closing needs a reason."), (" \t\n ", "Closing needs a reason."),
    (
      "a\u{7}b",
      "The reason contains the character U+0007 (a control character): write the reason as one line of plain text."
    ),
    (
      "a\nb",
      "The reason contains the character U+000A (a control character): write the reason as one line of plain text."
    ),
    (
      "a\u{202E}b",
      "The reason contains the character U+202E (RIGHT-TO-LEFT OVERRIDE): write the reason as one line of plain text."
    ),
    (
      "a\u{2028}b",
      "The reason contains the character U+2028 (LINE SEPARATOR): write the reason as one line of plain text."
    ),
    (
      "a\u{9B}1m",
      "The reason contains the character U+009B (a control character): write the reason as one line of plain text."
    ),
    (
      "a\u{FFFD}",
      "The reason contains the character U+FFFD (REPLACEMENT CHARACTER): write the reason as one line of plain text."
    ),
    (String(repeating: "x", count: 1001), "The reason has 1001 characters; at most 1000 are allowed."),
  ]) func aReasonThatIsRefused(_ text: String, _ sentence: String) {
    do throws(CloseReasonProblem) {
      let reason = try CloseReason(text)
      Issue.record("\(reason) was taken")
    } catch {
      #expect(error.sentence == sentence)
    }
  }

  @Test func aReasonIsTakenAsItStands() throws {
    for text in [String(repeating: "é", count: 1000), "Zweck erfüllt: 完了 👩‍⚕️", "\"quotes\" \\ and / slashes"] {
      #expect(try CloseReason("  \(text)\t").text == text)
    }
  }
}
