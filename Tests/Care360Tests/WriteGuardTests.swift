import Foundation
import Testing

@testable import Care360

/// The write guard: what stands between a caller and the wire.
struct WriteGuardTests {
  static let refill = RecordingTransport.Reply.json(200, #"{"success":true,"formLink":"https://example.com/f"}"#)

  static func intent(
    _ action: WriteIntent.Action, products: [ProductID] = [], bundle: BundleID? = nil, profile: String = "staging",
    caseText: String = Sample.caseText, id: String = "earlier"
  ) throws -> WriteIntent {
    WriteIntent(
      id: id, time: Rig.time, operatorName: "tester", profile: profile, action: action,
      caseID: try CaseID(caseText), productIDs: products, bundleID: bundle)
  }

  static func write(_ rig: Rig, _ consent: RepeatConsent = .none) async throws -> Care360Error? {
    let id = try Sample.caseID
    return await failure { () throws(Care360Error) in
      try await rig.client.requestRefillLink(for: id, product: nil, consent: consent)
    }
  }

  @Test func aReadOnlyProfileSendsNothing() async throws {
    let rig = try Rig(RecordingTransport(Self.refill), isReadOnly: true)
    #expect(try await Self.write(rig) == .readOnly)
    #expect(rig.transport.sent.isEmpty && rig.journal.events == [.blocked(.readOnly)] && rig.credentials.asked.isEmpty)
  }

  @Test func withoutCredentialsNothingIsOpened() async throws {
    let rig = try Rig(RecordingTransport(Self.refill), credentials: RecordingCredentials(missing: [.apiKey]))
    #expect(try await Self.write(rig) == .notAuthorized(.apiKey, .notConfigured, httpStatus: nil))
    #expect(rig.transport.sent.isEmpty && rig.journal.events.isEmpty)
  }

  @Test func aJournalThatFailsMeansNothingIsSent() async throws {
    let rig = try Rig(RecordingTransport(Self.refill), journal: MemoryJournal(failing: .open))
    let error = try #require(try await Self.write(rig))
    guard case .failed(.journal) = error else { return #expect(Bool(false), "\(error)") }
    #expect(rig.transport.sent.isEmpty)
    #expect(error.sentence.contains("nothing was sent"))
  }

  @Test func anOutcomeThatCannotBeRecordedDoesNotHideTheSuccess() async throws {
    let rig = try Rig(RecordingTransport(Self.refill), journal: MemoryJournal(failing: .close))
    let written = try await rig.client.requestRefillLink(for: Sample.caseID, product: nil)
    #expect(written.value == "https://example.com/f")
    #expect(!written.isRecorded)
    #expect(try await rig.client.unsettledWrites().map(\.id) == ["1"])
  }

  @Test func theIntentIsOpenedBeforeAndClosedAfter() async throws {
    let rig = try Rig(RecordingTransport(.json(200, #"{"success":true,"data":{"productBundle":{"id":"b-1"}}}"#)))
    let written = try await rig.client.changeBundle(of: Sample.caseID, to: BundleID("b-1"))
    #expect(written.isRecorded && written.value.id?.text == "b-1" && written.value.name == nil)
    #expect(rig.journal.events == [.opened("1"), .closed("1", .done)])
  }

  @Test(
    arguments: [
      (.cannotConnect, false, .notSent), (.tlsRefused(.certificate), false, .notSent), (.timedOut, false, .notSent),
      (.cancelled, false, .notSent), (.cutShort, false, .notSent), (.tooLarge, false, .notSent),
      (.addressRefused(RefusedAddress("http://a.example/", .plainHTTP)), false, .notSent),
      (.cannotConnect, true, .unknown), (.timedOut, true, .unknown), (.cancelled, true, .unknown),
      (.cutShort, true, .unknown), (.tooLarge, true, .unknown), (.tlsRefused(.certificate), true, .unknown),
    ] as [(TransportFailure.Kind, Bool, WriteOutcome)]) func aFailureIsNotSentOrUnknown(
      _ kind: TransportFailure.Kind, _ mayHaveBeenSent: Bool, _ outcome: WriteOutcome
    ) async throws
  {
    let rig = try Rig(RecordingTransport(.failure(TransportFailure(kind, mayHaveBeenSent: mayHaveBeenSent))))
    let error = try #require(try await Self.write(rig))
    #expect(rig.journal.events == [.opened("1"), .closed("1", outcome)])
    #expect(error.mayHaveBeenApplied == mayHaveBeenSent)
    if mayHaveBeenSent { #expect(error.sentence.contains("Check the case")) }
    #expect(rig.transport.sent.count == 1)
  }

  @Test func anUnknownWriteBlocksTheSameOneUntilItsHistoryWasShown() async throws {
    let lost = RecordingTransport.Reply.failure(TransportFailure(.timedOut, mayHaveBeenSent: true))
    let rig = try Rig(RecordingTransport(lost, Self.refill))
    #expect(try await Self.write(rig) == .outcomeUnknown(httpStatus: nil))
    let blocked = try #require(try await Self.write(rig))
    guard case .failed(.unsettledSameWrite(let earlier)) = blocked else { return #expect(Bool(false), "\(blocked)") }
    #expect(earlier.map(\.id) == ["1"])
    #expect(rig.journal.events.last == .blocked(.unsettled))
    #expect(rig.transport.sent.count == 1)
    #expect(try await Self.write(rig, .shown(earlier)) == nil)
    #expect(rig.transport.sent.count == 2)
  }

  /// Another session's attempt may have come since the person was asked.
  @Test func anAttemptThatWasNotShownBlocksAsBefore() throws {
    let refill = try Self.intent(.requestRefillLink, id: "new")
    let earlier = try ["1", "2", "3"].map { try Self.intent(.requestRefillLink, id: $0) }
    let consent = RepeatConsent.shown(Array(earlier.prefix(2)))
    #expect(consent.obstacles(to: refill, among: earlier).map(\.id) == ["3"])
    #expect(consent.obstacles(to: refill, among: Array(earlier.prefix(2))).isEmpty)
    #expect(RepeatConsent.none.obstacles(to: refill, among: earlier).map(\.id) == ["1", "2", "3"])
  }

  @Test func onlyTheSameWriteIsBlocked() throws {
    let product = try Sample.product
    let other = try ProductID(Sample.otherProductText)
    let refill = try Self.intent(.requestRefillLink)
    #expect(refill.target.isAlike(try Self.intent(.requestRefillLink).target))
    #expect(refill.target.isAlike(try Self.intent(.requestRefillLink, products: [product]).target))
    #expect(refill.target.isAlike(try Self.intent(.requestRefillLink, profile: "production").target))
    #expect(!refill.target.isAlike(try Self.intent(.requestRefillLink, caseText: Sample.productText).target))
    #expect(!refill.target.isAlike(try Self.intent(.addProducts).target))
    let bundle = try Self.intent(.changeBundle, bundle: BundleID("a"))
    #expect(bundle.target.isAlike(try Self.intent(.changeBundle, bundle: BundleID("a")).target))
    #expect(!bundle.target.isAlike(try Self.intent(.changeBundle, bundle: BundleID("b")).target))
    let add = try Self.intent(.addProducts, products: [product, other])
    #expect(add.target.isAlike(try Self.intent(.addProducts, products: [other]).target))
    #expect(!add.target.isAlike(try Self.intent(.addProducts, products: [ProductID(Sample.caseText)]).target))
  }

  @Test func theIntentNamesWhoWhatAndWhere() async throws {
    let rig = try Rig(RecordingTransport(.failure(TransportFailure(.timedOut, mayHaveBeenSent: true))))
    let payload = try ProductsPayload([ProductSubmission(id: Sample.product)])
    let id = try Sample.caseID
    _ = await failure { () throws(Care360Error) in try await rig.client.addProducts(to: id, payload) }
    let intent = try #require(rig.journal.intents.first)
    #expect(intent.operatorName == "tester" && intent.profile == "staging" && intent.time == Rig.time)
    #expect(intent.action == .addProducts && intent.caseID == id)
    #expect(intent.productIDs == payload.productIDs)
  }

  @Test func anAnswerAboutAnotherTargetIsUnknown() async throws {
    let id = try Sample.caseID
    let bundle = try Rig(RecordingTransport(.json(200, #"{"success":true,"data":{"productBundle":{"id":"other"}}}"#)))
    let wanted = try BundleID("b-1")
    #expect(
      await failure { () throws(Care360Error) in try await bundle.client.changeBundle(of: id, to: wanted) }
        == .outcomeUnknown(httpStatus: 200))
    let products = try Rig(
      RecordingTransport(.json(200, #"{"success":true,"data":{"caseId":"\#(Sample.productText)"}}"#)))
    let payload = try ProductsPayload([ProductSubmission(id: Sample.product)])
    #expect(
      await failure { () throws(Care360Error) in try await products.client.addProducts(to: id, payload) }
        == .outcomeUnknown(httpStatus: 200))
  }

  @Test func aRefusedTokenIsNotTriedAgain() async throws {
    let rig = try Rig(RecordingTransport(.json(401, #"{"success":false,"message":"Unauthorized"}"#)))
    let payload = try ProductsPayload([ProductSubmission(id: Sample.product)])
    let id = try Sample.caseID
    let error = await failure { () throws(Care360Error) in try await rig.client.addProducts(to: id, payload) }
    #expect(error == .notAuthorized(.token, .refused, httpStatus: 401))
    #expect(rig.transport.sent.count == 1)
    #expect(rig.credentials.asked.map(\.0) == [.token])
  }
}
