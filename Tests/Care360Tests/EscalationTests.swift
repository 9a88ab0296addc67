import Foundation
import Testing

@testable import Care360

/// ADD_ESCALATION and UPDATE_ESCALATION: the bodies, the answers, the list that a refusal carries, and what a case shows.
struct EscalationTests {
  private static let one = "11111111-2222-4333-8444-555555555555"

  private static func add(_ details: EscalationDetails = EscalationDetails(), was: Bool? = nil) throws
    -> EscalationChange
  {
    EscalationChange(
      try Sample.caseID, .add(.support, try EscalationTitle(" Payment Received\\ ")), details, wasEscalated: was)
  }

  private static func update(_ id: String = one) throws -> EscalationChange {
    EscalationChange(
      try Sample.caseID, .update(try EscalationID(id.uppercased())), EscalationDetails(note: try MessageText("Called")))
  }

  @Test func `Only what is given is sent`() async throws {
    let details = EscalationDetails(
      note: try MessageText("Asked\r\ntwice"), followUp: Date(timeIntervalSince1970: 1_796_119_200.4),
      assignee: try EmailAddress("robin@example.com"))
    let bodies: [(EscalationChange, String)] = [
      (
        try Self.add(),
        #"{"action":"ADD_ESCALATION","escalations":[{"title":"Payment Received\\","type":"support"}]}"#
      ),
      (
        try Self.add(details),
        #"{"action":"ADD_ESCALATION","escalations":[{"assignedToEmail":"robin@example.com","followUpDueAt":"2026-12-01T10:00:00Z","note":"Asked\ntwice","title":"Payment Received\\","type":"support"}]}"#
      ),
      (
        try Self.update(),
        #"{"action":"UPDATE_ESCALATION","escalations":[{"escalationId":"\#(Self.one)","note":"Called"}]}"#
      ),
    ]
    for (change, body) in bodies {
      let rig = try Rig(status: 200, body: #"{"success":true}"#)
      #expect(try await rig.client.escalate(change).value.isEmpty)
      let sent = try #require(rig.transport.sent.first)
      #expect(sent.method == .post && sent.url == "\(Rig.base)/api/v1/cases/\(Sample.caseText)")
      #expect(sent.headers.map(\.name) == ["cv-api-key", "Content-Type"])
      #expect(sent.body.map { String(decoding: $0, as: UTF8.self) } == body)
      #expect(rig.transport.sent.count == 1 && rig.journal.events == [.opened("1"), .closed("1", .done)])
    }
  }

  @Test(
    arguments: [
      (#""data":{"escalations":[{"escalationId":"\#(one)","type":"support","title":"T","note":"n"}]}"#, [one]),
      (#""data":{"escalations":[{"id":"\#(one.uppercased())"},{"id":"7"},{"title":"T"},"x",null]}"#, [one]),
      (#""data":{"escalations":[]}"#, []), (#""data":{"escalations":{"id":"\#(one)"}}"#, nil),
      (#""data":{"id":"\#(one)"}"#, nil), (#""data":[]"#, nil), (#""message":"m""#, nil),
    ] as [(String, [String]?)])
  func `The list of a refusal is read leniently`(_ members: String, _ ids: [String]?) async throws {
    let change = try Self.update()
    let rig = try Rig(status: 400, body: #"{"status":400,"success":false,"error":"Invalid ids",\#(members)}"#)
    let error = await failure { () throws(Care360Error) in try await rig.client.escalate(change) }
    #expect(rig.journal.events == [.opened("1"), .closed("1", .refused)])
    guard case .invalid(.refusal(let refusal), 400)? = error else { return #expect(Bool(false), "\(error as Any)") }
    #expect(refusal.escalations.map(\.id.text) == ids ?? [])
    let words = ids.map { $0.isEmpty ? "no open escalation" : "choose one" } ?? "title and assignee must be"
    #expect(refusal.sentence.contains(words))
    let (id, client) = (
      try Sample.caseID, try Rig(status: 400, body: #"{"success":false,"error":"e",\#(members)}"#).client
    )
    let other = await failure { () throws(Care360Error) in
      try await client.requestRefillLink(for: id, product: nil)
    }
    #expect(other == .invalid(.request, httpStatus: 400), "the list means nothing to another write")
  }

  /// A case that does not exist is not found, whatever else the answer has.
  @Test func `The documented texts come before the list`() async throws {
    let body =
      #"{"success":false,"error":"No Case found for provided details!","data":{"escalations":[]}}"#
    let rig = try Rig(status: 400, body: body)
    let change = try Self.update()
    let error = await failure { () throws(Care360Error) in try await rig.client.escalate(change) }
    #expect(error == .notFound(httpStatus: 400))
  }

  @Test func `The answer may name the open escalations`() async throws {
    let rig = try Rig(
      status: 200, body: #"{"success":true,"data":{"escalations":[{"id":"\#(Self.one)","title":"T"}]}}"#)
    let written = try await rig.client.escalate(try Self.add())
    #expect(written.value.map(\.id.text) == [Self.one] && written.value.first?.title == "T")
  }

  @Test(
    arguments: [
      ("{}", nil, nil, nil), (#"{"isEscalated":true}"#, true, nil, nil),
      (#"{"isEscalated":false}"#, false, false, false),
    ] as [(String, Bool?, Bool?, Bool?)])
  func `A case shows the first escalation alone`(
    _ members: String, _ first: Bool?, _ later: Bool?, _ recorded: Bool?
  ) throws {
    var json = try #require(try Sample.json(members).object)
    json["id"] = .string(Sample.caseText)
    let detail = try #require(Case(.object(json)))
    #expect(try Self.add(was: false).isVisible(in: detail, begun: Date()) == first)
    #expect(try Self.add(was: true).isVisible(in: detail, begun: Date()) == later)
    #expect(try Self.add().isVisible(in: detail, begun: Date()) == later)
    #expect(try Self.add().target.isVisible(in: detail) == recorded)
    #expect(try Self.update().isVisible(in: detail, begun: Date()) == nil)
    #expect(try Self.update().target.isVisible(in: detail) == nil)
  }

  @Test func `Another title or escalation is another write, which the record cannot tell`() throws {
    let other = EscalationChange(
      try Sample.caseID, .add(.clinical, try EscalationTitle("Payment Received\\")), EscalationDetails())
    #expect(try Self.add().isAlike(.escalation(Self.add(EscalationDetails(note: try MessageText("x"))))))
    #expect(try !Self.add().isAlike(.escalation(other)))
    #expect(try !Self.update().isAlike(.escalation(Self.update("21111111-2222-4333-8444-555555555555"))))
    #expect(try !Self.update().isAlike(.escalation(Self.add())))
    let (added, updated) = (try Self.add().target, try Self.update().target)
    #expect(added.isAlike(other.target) && !added.isAlike(updated))
  }

  @Test func `The record holds neither title nor note`() async throws {
    let rig = try Rig(RecordingTransport(.failure(TransportFailure(.timedOut, mayHaveBeenSent: true))))
    let change = EscalationChange(
      try Sample.caseID, .add(.external, try EscalationTitle("canary of a title")),
      EscalationDetails(note: try MessageText("canary of a note")))
    let error = await failure { () throws(Care360Error) in try await rig.client.escalate(change) }
    #expect(error == .outcomeUnknown(httpStatus: nil))
    let intent = try #require(rig.journal.intents.first)
    #expect(intent.action.rawValue == "escalate" && !String(reflecting: intent).contains("canary"))
  }

  @Test(arguments: [
    ("", "An escalation needs a title."), (" \n", "An escalation needs a title."),
    (
      "a\u{1B}b",
      "The title contains the character U+001B (a control character): write the title as one line of plain text."
    ), (String(repeating: "x", count: 201), "The title has 201 characters; at most 200 are allowed."),
  ]) func `A title that is refused`(_ text: String, _ sentence: String) {
    do throws(EscalationTitleProblem) {
      Issue.record("\(try EscalationTitle(text)) was taken")
    } catch {
      #expect(error.sentence == sentence)
    }
  }

  @Test func `A title that no list has is said, and each list keeps its own order`() throws {
    var titles = EscalationTitles()
    let (one, two) = (try EscalationTitle("One"), try EscalationTitle("Two"))
    titles.add([two], to: .support)
    titles.add([one, two], to: .support)
    #expect(titles.of(.support) == [two, one] && titles.of(.clinical).isEmpty)
    #expect(titles.remark(on: one, of: .support) == nil)
    #expect(
      titles.remark(on: one, of: .clinical)
        == "The title is not in the list for clinical here; the service may refuse it.")
  }
}
