import Care360Sandbox
import CaseStore
import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

@MainActor
struct RecordRunnerTests {
  private let bench = RunnerBench()
  private let backend: BackendBench
  private let records: RecordRunner
  private let avery: CaseID

  init() throws {
    let world = try DeskWorld()
    backend = BackendBench(world.backend.client)
    avery = try CaseID(Sandbox.showcaseCaseID)
    let store = StoreRunner(.sandbox, now: { world.clock.now }, work: bench.work)
    records = RecordRunner(work: bench.work, store: store, team: .none(bench.work))
  }

  /// The events in words.
  private func run(_ effect: RecordEffect) async -> [String] {
    records.run(effect, backend.backend)
    await bench.idle()
    return bench.take().map { event in
      switch event {
      case .record(.unsettledListed(let result)): "unsettled \(said(result.map { "\($0.count)" }))"
      case .record(.settled(let result)): "settled \(said(result))"
      case .record(.listed(let result)): "listed \(said(result.map { "\($0.count)" }))"
      case .record(.caseListed(let id, let result)): "case \(id.text) \(said(result.map { "\($0.count)" }))"
      case .record(.unavailable(let sentence)): "unavailable \(sentence ?? "no more")"
      default: "\(event)"
      }
    }
  }

  private func said(_ result: Result<String, JournalProblem>) -> String {
    switch result {
    case .success(let text): text
    case .failure(let problem): "failed: \(problem.sentence)"
    }
  }

  @Test func aListIsOneLineWithItsCount() async {
    #expect(await run(.listed(41)).isEmpty, "it is of no case that could be listed")
    #expect(backend.takeCalls() == ["record \(ActivityNote.Event.listed(41)) of no case"])
  }

  @Test func aPurposeIsUsedAtOnce() {
    records.run(.purpose("payment"), backend.backend)
    #expect(backend.purposes == ["payment"])
  }

  @Test func actsWithTheTeamAreRecordedOfTheirCase() async {
    let deeds: [(TeamAct, TeamDeed)] = [
      (.tookOver, .claimTakenOver), (.handedOver, .handedOver), (.finished, .followUpDone),
    ]
    #expect(await run(.team(.took("h1"), avery)) == ["case \(avery.text) 0"])
    #expect(
      backend.takeCalls().first == "record \(ActivityNote.Event.team(.handOverTaken, of: "h1")) \(avery.text)")
    #expect(await run(.team(.tookBack("h2"), avery)) == ["case \(avery.text) 0"])
    #expect(
      backend.takeCalls().first == "record \(ActivityNote.Event.team(.handOverTakenBack, of: "h2")) \(avery.text)")
    #expect(await run(.team(.moved("kim"), avery)) == ["case \(avery.text) 0"])
    let moved = ActivityNote.Event.team(.handOverMoved, of: "kim")
    #expect(backend.takeCalls().first == "record \(moved) \(avery.text)")
    for (act, deed) in deeds {
      #expect(await run(.team(act, avery)) == ["case \(avery.text) 0"])
      #expect(backend.takeCalls().first == "record \(ActivityNote.Event.team(deed)) \(avery.text)")
    }
  }

  @Test func whatLeftTheMasksAndThePanesIsRecorded() async {
    let deeds: [(Disclosure, DisclosureDeed)] = [
      (.revealed, .revealed), (.copied, .copied), (.drawn, .drawn), (.exported, .exported), (.recordRead, .recordRead),
    ]
    for (disclosure, deed) in deeds {
      #expect(await run(.disclosed(disclosure, avery)) == ["case \(avery.text) 0"])
      #expect(backend.takeCalls().first == "record \(ActivityNote.Event.disclosed(deed)) \(avery.text)")
    }
    #expect(await run(.disclosed(.recordRead, nil)).isEmpty)
    #expect(backend.takeCalls() == ["record \(ActivityNote.Event.disclosed(.recordRead)) of no case"])
    // A command alone recovers.
    #expect(Set(DisclosureDeed.allCases) == Set(deeds.map(\.1) + [.recovered]))
  }

  @Test func aRefusedReadIsRecorded() async throws {
    _ = await run(.readRefused(avery, searched: nil))
    #expect(backend.takeCalls().first == "record \(ActivityNote.Event.viewed(.refused)) \(avery.text)")
    _ = await run(.readRefused(nil, searched: .email(try EmailAddress("avery@example.com"))))
    #expect(
      backend.takeCalls() == ["record \(ActivityNote.Event.viewed(.refused)) of no case for avery@example.com"])
  }

  @Test func aViewIsRecordedAndTheCaseListedAfterIt() async {
    #expect(await run(.view(avery)) == ["case \(avery.text) 0"])
    #expect(
      backend.takeCalls() == ["record \(ActivityNote.Event.viewed(.shown)) \(avery.text)", "activity \(avery.text)"])
    _ = await run(.view(avery, isFromCache: true))
    #expect(backend.takeCalls().first == "record \(ActivityNote.Event.viewed(.shownFromCache)) \(avery.text)")
    _ = await run(.forgotten(avery))
    #expect(backend.takeCalls().first == "record \(ActivityNote.Event.forgotten) \(avery.text)")
  }

  @Test func whatWasLookedUpIsRecordedWithTheViewOrWithoutOne() async throws {
    let email = LookupIdentifier.email(try EmailAddress("avery@example.com"))
    _ = await run(.view(avery, searched: email))
    #expect(
      backend.takeCalls().first
        == "record \(ActivityNote.Event.viewed(.shown)) \(avery.text) for avery@example.com")
    #expect(await run(.nobodyFound(email)).isEmpty)
    #expect(
      backend.takeCalls() == ["record \(ActivityNote.Event.viewed(.notFound)) of no case for avery@example.com"])
  }

  @Test func theDeskIsToldWhatWaitsToBeSentAsThatChanges() async {
    records.watch(backend.backend)
    let waiting = UnsentRecords(count: 3, since: Date(timeIntervalSince1970: 0))
    backend.tellUnsent.yield(waiting)
    #expect(await until { bench.events.count == 1 })
    backend.tellUnsent.yield(nil)
    #expect(await until { bench.events.count == 2 })
    let told = bench.take().map { event -> UnsentRecords? in
      guard case .record(.unsent(let records)) = event else { return UnsentRecords(count: 0, since: Date()) }
      return records
    }
    #expect(told == [waiting, nil])
    #expect(bench.work.running == 0, "it is no work: a desk that waits for it is idle")
    records.stop()
  }

  @Test func aRecordThatCannotBeWrittenIsSaidWhenItBeginsAndWhenItEnds() async {
    #expect(await run(.view(avery)).count == 1)
    backend.problem = "The disk is full."
    #expect(
      await run(.view(avery)) == ["unavailable The disk is full.", "case \(avery.text) failed: The disk is full."])
    #expect(await run(.view(avery)) == ["case \(avery.text) failed: The disk is full."])
    backend.problem = nil
    #expect(await run(.view(avery)) == ["unavailable no more", "case \(avery.text) 0"])
  }

  @Test(arguments: [(WriteOutcome.done, Settlement.happened), (.notSent, .didNotHappen)])
  func aPersonsWordSettlesAWrite(_ outcome: WriteOutcome, _ settlement: Settlement) async throws {
    #expect(await run(.settle("w1", outcome)) == ["settled w1"])
    #expect(backend.takeCalls() == ["settle w1 \(settlement.rawValue)"])
  }

  @Test func aCaseThatShowsItSettlesAWrite() async {
    #expect(await run(.settleAsSeen("w1")) == ["settled w1"])
    #expect(backend.takeCalls() == ["settle w1 \(Settlement.seen.rawValue)"])
    backend.problem = "The disk is full."
    #expect(await run(.settleAsSeen("w1")) == ["settled failed: The disk is full."])
  }

  @Test func eachListAsksForItsOwnPart() async {
    #expect(await run(.list) == ["listed 0"])
    #expect(await run(.listOfCase(avery)) == ["case \(avery.text) 0"])
    #expect(backend.takeCalls() == ["activity all", "activity \(avery.text)"])
    #expect(await run(.listUnsettled) == ["unsettled 0"])
    backend.problem = "It is damaged."
    #expect(await run(.list) == ["listed failed: It is damaged."])
  }
}
