import Foundation
import Testing

@testable import Care360
@testable import Desk
@testable import struct Desk.Confirmation

/// The writes of a session alone: what may be sent, and what is not settled.
struct WritesModelTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)
  private let free = ActingGate(readOnlyReason: nil, refresh: "F5", isSending: false)

  /// With Avery's case on the glass, confirmed live.
  private func patient(byPhone: Bool = false) throws -> Patient {
    var patient = Patient()
    let query =
      byPhone ? LookupIdentifier.phone(try PhoneNumber(Sample.averyPhone)) : .caseID(try CaseID(Sample.avery))
    _ = patient.ask(.identifier(query), beside: nil, awaiting: nil, query: query)
    #expect(patient.found(try Sample.detail(), newer: nil, at: now) == true)
    return patient
  }

  private func refill(_ id: String = Sample.avery) throws -> CaseWrite {
    .refill(RefillLinkRequest(try CaseID(id), product: nil))
  }

  private func bundle(_ name: String) throws -> CaseWrite {
    .bundle(BundleChange(try CaseID(Sample.avery), to: try BundleID(name)))
  }

  private func confirmation(_ write: CaseWrite, _ consent: RepeatConsent = .none) -> Confirmation {
    var confirmation = Confirmation(write, title: "Send", lines: [], accept: "send it") { _, _ in [] }
    if case .shown(let ids) = consent { confirmation.inTheWay = ids }
    return confirmation
  }

  /// The order of what was sent.
  private func send(
    _ write: CaseWrite, _ consent: RepeatConsent = .none, to writes: inout Writes
  ) throws -> SentWrite {
    let acting = try patient().acting(on: CaseID(Sample.avery), free).get()
    let sent = writes.send(write, on: acting, confirmed: confirmation(write, consent), at: now)
    guard case .success((_, .write(.send(let order)))) = sent else {
      Issue.record("it was not sent: \(sent)")
      throw Refusal(reason: "not sent")
    }
    return SentWrite(order)
  }

  // MARK: Leave to act

  private func reason(_ patient: Patient, _ gate: ActingGate, refusal: Refusal? = nil) throws -> String? {
    switch patient.acting(on: try CaseID(Sample.avery), gate, refusal: refusal) {
    case .success: nil
    case .failure(let refusal): refusal.reason
    }
  }

  @Test func aLiveCaseMayBeActedOnAndNoOther() throws {
    let patient = try patient()
    #expect(try reason(patient, free) == nil)
    guard case .failure = patient.acting(on: try CaseID(Sample.jo), free) else {
      Issue.record("a write may go to another case than the one that is shown")
      return
    }
    #expect(try reason(Patient(), free) == "open a case first")
  }

  @Test func eachObstacleKeepsAWriteAway() throws {
    var patient = try patient()
    #expect(
      try reason(patient, ActingGate(readOnlyReason: "policy", refresh: "F5", isSending: false)) == "read-only: policy")
    #expect(
      try reason(patient, ActingGate(readOnlyReason: nil, refresh: "F5", isSending: true))
        == "another change is being sent")
    #expect(try reason(patient, free, refusal: Refusal(reason: "taken over")) == "taken over")
    #expect(try reason(try self.patient(byPhone: true), free)?.hasPrefix("check the identity first") == true)
    patient.checkFailed()
    #expect(try reason(patient, free)?.hasPrefix("not confirmed") == true)
    patient.wentOffline()
    #expect(try reason(patient, free)?.hasPrefix("offline") == true)
  }

  // MARK: Sending

  @Test func aWriteIsOrderedOnceWithItsOwnNumberAndConsent() throws {
    var writes = Writes()
    let first = try refill()
    let second = try bundle("premium")
    #expect(try send(first, to: &writes) == SentWrite(write: first, repeating: false, number: 1))
    #expect(writes.isSending)
    #expect(
      try send(second, .shown(["w1"]), to: &writes) == SentWrite(write: second, repeating: true, number: 2))
    #expect(writes.sendingCount == 2)
    #expect(writes[1]?.write == first)
    #expect(writes[1]?.patientName == "Avery Lindqvist")
    #expect(writes[1]?.startedAt == now)
  }

  @Test func aWriteOfAnotherCaseIsNotSent() throws {
    var writes = Writes()
    let write = try refill(Sample.jo)
    let acting = try patient().acting(on: CaseID(Sample.avery), free).get()
    guard case .failure = writes.send(write, on: acting, confirmed: confirmation(write), at: now) else {
      Issue.record("it was sent")
      return
    }
    #expect(writes.pending.isEmpty)
    #expect(try send(try refill(), to: &writes).number == 1)
  }

  @Test func aSettledWriteIsGoneAndItsNumberIsNotUsedAgain() throws {
    var writes = Writes()
    _ = try send(try refill(), to: &writes)
    writes.set(1, .cannotBeChecked)
    #expect(!writes.isSending)
    #expect(writes[1]?.state == .cannotBeChecked)
    writes.remove(1)
    writes.set(1, .notVisible)
    writes.note(.success(try Sample.detail()), of: 1, at: now)
    #expect(writes.pending.isEmpty)
    #expect(try send(try refill(), to: &writes).number == 2)
  }

  // MARK: The record

  @Test func aRecordedWriteThatThisSessionSentIsListedOnce() throws {
    var writes = Writes()
    _ = try send(try bundle("premium"), to: &writes)
    let own = try Sample.intent("own", .changeBundle, bundle: "premium", at: now)
    let other = try Sample.intent("other", .changeBundle, bundle: "starter", at: now)
    writes.listed([own, other])
    #expect(writes.left.map(\.id) == ["other"])
    writes.remove(1)
    #expect(writes.left.map(\.id) == ["own", "other"])
    writes.settled("own")
    #expect(writes.recorded.map(\.id) == ["other"])
  }

  @Test func theIntentOfAWriteIsTheFirstOneSinceItWasSent() throws {
    var writes = Writes()
    _ = try send(try bundle("premium"), to: &writes)
    let write = try #require(writes[1])
    writes.listed([try Sample.intent("before", .changeBundle, bundle: "premium", at: now - 60)])
    #expect(writes.intent(of: write) == nil)
    writes.listed([
      try Sample.intent("later", .changeBundle, bundle: "premium", at: now + 5),
      try Sample.intent("other", .changeBundle, bundle: "starter", at: now),
      try Sample.intent("own", .changeBundle, bundle: "premium", at: now + 0.1),
    ])
    #expect(writes.intent(of: write)?.id == "own")
  }

  @Test func productsThatWereRefusedAreHandedOutOnce() throws {
    var writes = Writes()
    let id = try CaseID(Sample.avery)
    let product = try ProductID(Sample.tirzepatide)
    writes.refused([product], of: id)
    let other = writes.takeRefused(of: try CaseID(Sample.jo))
    #expect(other == nil)
    let taken = [writes.takeRefused(of: id), writes.takeRefused(of: id)]
    #expect(taken == [[product], nil])
  }

  // MARK: Looks

  @Test(
    arguments: [
      ("premium", PendingWrite.Look.Result.visible), ("starter", .notVisible), (nil, .notSaid),
    ] as [(String?, PendingWrite.Look.Result)])
  func aLookNotesWhatTheCaseSays(_ bundleOfCase: String?, _ result: PendingWrite.Look.Result) throws {
    var writes = Writes()
    _ = try send(try bundle("premium"), to: &writes)
    writes.note(.success(try Sample.detail(bundle: bundleOfCase)), of: 1, at: now + 2)
    writes.note(.failure(Sample.noConnection), of: 1, at: now + 10)
    #expect(
      writes[1]?.looks == [
        PendingWrite.Look(time: now + 2, result: result), PendingWrite.Look(time: now + 10, result: .noAnswer),
      ])
  }

  // MARK: Findings

  /// With a bundle change that has no known outcome.
  private func unknown() throws -> Writes {
    var writes = Writes()
    _ = try send(try bundle("premium"), to: &writes)
    writes.set(1, .unknown(lookedFor: 0))
    return writes
  }

  private func find(
    _ bundleOfCase: String?, _ writes: inout Writes, _ number: Int = 1, attempt: Int
  ) throws -> Finding? {
    writes.find(number, in: .success(try Sample.detail(bundle: bundleOfCase)), attempt: attempt, at: now + 60)?.finding
  }

  @Test func aCaseThatShowsAWriteSettlesItWithItsPlaceInTheRecord() throws {
    var writes = try unknown()
    let own = try Sample.intent("own", .changeBundle, bundle: "premium", at: now)
    writes.listed([own])
    let first = try find("premium", &writes, attempt: 0)
    let second = try find("premium", &writes, attempt: 1)
    #expect(first == .seen(own) && second == nil && writes.pending.isEmpty)
  }

  @Test(
    arguments: [
      ("starter", Finding.notVisible, PendingWrite.State.notVisible), (nil, .cannotBeChecked, .cannotBeChecked),
    ] as [(String?, Finding, PendingWrite.State)])
  func aWriteIsLookedForThreeTimes(_ bundleOfCase: String?, _ last: Finding, _ state: PendingWrite.State) throws {
    var writes = try unknown()
    let findings = try (0..<3).map { try find(bundleOfCase, &writes, attempt: $0) }
    #expect(
      findings == [.lookAgain(attempt: 1, afterSeconds: 8), .lookAgain(attempt: 2, afterSeconds: 20), last])
    #expect(writes[1]?.state == state && writes[1]?.looks.count == 3)
  }

  @Test func aReadWithoutAnAnswerIsLookedForAgainAndTellsNothingInTheEnd() throws {
    var writes = try unknown()
    let findings = (0..<3).map { attempt in
      writes.find(1, in: .failure(Sample.noConnection), attempt: attempt, at: now)?.finding
    }
    #expect(findings.last == .cannotBeChecked && findings.first == .lookAgain(attempt: 1, afterSeconds: 8))
  }

  @Test func aLaterSameWriteTakesTheProofAway() throws {
    var writes = try unknown()
    let acting = try patient().acting(on: CaseID(Sample.avery), free).get()
    _ = writes.send(try bundle("premium"), on: acting, confirmed: confirmation(try bundle("premium")), at: now + 30)
    let whileSent = try find("premium", &writes, attempt: 0)
    #expect(whileSent == .repeated(now + 30) && writes[1]?.state == .repeated)
    writes.done(2, at: now + 31)
    let onceDone = try find("premium", &writes, attempt: 0)
    #expect(onceDone == .repeated(now + 31))
  }

  @Test func aLiveCaseProvesTheNewestOfTheSameAndLooksForTheOthers() throws {
    var writes = Writes()
    let premium = try (1...2).map { number in
      try Sample.intent("p\(number)", .changeBundle, bundle: "premium", at: now - 600 + Double(number))
    }
    let starter = try Sample.intent("s", .changeBundle, bundle: "starter", at: now - 600)
    let jo = try Sample.intent("jo", .changeBundle, Sample.jo, bundle: "premium", at: now - 600)
    writes.listed(premium + [starter, jo])
    let proved = writes.proved(by: try Sample.detail(bundle: "premium"), at: now)
    #expect(proved.map(\.id) == ["p2"])
    #expect(writes.looked(for: "s") == now && writes.looked(for: "p1") == nil && writes.looked(for: "jo") == nil)
    let again = writes.proved(by: try Sample.detail(bundle: "premium"), at: now)
    #expect(again.isEmpty, "neither the same one twice nor the earlier one")
  }

  @Test func aCaseSaysNothingAboutALink() throws {
    var writes = Writes()
    _ = try send(try refill(), to: &writes)
    writes.note(.success(try Sample.detail()), of: 1, at: now)
    #expect(writes[1]?.looks.map(\.result) == [.notSaid])
  }
}
