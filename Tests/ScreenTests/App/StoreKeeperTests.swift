import CaseStore
import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

/// The keeper of the store over a real one on disk.
struct StoreKeeperTests {
  private let folder: TestFolder
  private let now = Date(timeIntervalSince1970: 1_795_344_120)
  private let phrase = SecretText("correct horse battery")
  private let avery: CaseID

  init() throws {
    folder = try TestFolder()
    avery = try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
  }

  private var place: StorePlace { StorePlace(base: folder.path + "/data", profile: "clinic", operatorID: "robin") }

  private func keeper(
    _ kind: StorePlan.Kind? = nil, session: String = "1", journal: FileWriteJournal? = nil
  ) -> StoreKeeper {
    StoreKeeper(
      StorePlan(
        kind ?? .passphrase(place), idleLockMinutes: 10, asksForSecret: true,
        options: StoreOptions(session: session, now: { now }, cost: UnlockCost(operations: 1, memory: 8192)),
        terminal: "pts/\(session)", journal: journal), now: { now })
  }

  /// With its store open; made where there was none.
  private func open(session: String = "1") async throws -> (StoreKeeper, StoreContents) {
    let keeper = keeper(session: session)
    guard case .door(.storeOpened(let contents))? = await keeper.perform(.open(passphrase: phrase)).first else {
      throw NotOpened()
    }
    return (keeper, contents)
  }

  private struct NotOpened: Error {}

  private func draft(_ text: String = "typed", _ id: StoredDraftID? = nil) -> StoredDraft {
    StoredDraft(
      id: id ?? StoredDraftID(DraftSlot(avery, .form)), body: Array(text.utf8), patientName: "Avery Lindqvist",
      shortID: "ADA-TOSXM",
      summary: "Avery L. ADA-TOSXM 0/1", place: "question 1", author: "robin", version: 0, savedAt: now)
  }

  private func text(_ draft: StoredDraft?) -> String? { draft.map { String(decoding: $0.body ?? [], as: UTF8.self) } }

  /// The events in words.
  private func said(_ events: [Event]) -> [String] {
    events.map { event in
      switch event {
      case .drafts(.saved(let id, let version, _)): "saved \(id.copy) as \(version)"
      case .drafts(.notSaved(_, let sentence)): "not saved: \(sentence)"
      case .drafts(.conflict(_, let stored, let copy)):
        "conflict with \(stored.version)\(copy == nil ? "" : ", kept beside it")"
      case .drafts(.takenOver(_, let terminal, let copy)):
        "taken over by \(terminal)\(copy == nil ? "" : ", kept beside it")"
      case .drafts(.tookOver(let draft)): "taken \(text(draft) ?? "")"
      case .door(.unlockRefused(let left, let seconds)): "refused, \(left) left, wait \(seconds)"
      case .door(.oldPassphraseRefused(let left, let seconds)): "old refused, \(left) left, wait \(seconds)"
      case .door(.storeNeedsPassphrase(let isNew)): "needs \(isNew ? "a new" : "its") passphrase"
      case .door(.storeIsMemoryOnly(let reason)): "memory only: \(reason ?? "sandbox")"
      case .door(.storeOpened): "opened"
      case .door(.unlocked(let contents)): contents == nil ? "unlocked" : "unlocked with contents"
      case .door(.passphraseChanged): "changed"
      case .door(.oldPassphraseAccepted): "accepted"
      case .door(.takerNamed(let terminal)): "named \(terminal)"
      case .door(.passphraseNotChanged(let sentence)): "not changed: \(sentence)"
      case .door(.storeFailed(let sentence)): "failed: \(sentence)"
      default: "\(event)"
      }
    }
  }

  // MARK: Opening

  @Test func theStartSaysWhatOpensTheStore() async throws {
    #expect(said([await keeper(.memory(reason: nil)).start()]) == ["memory only: sandbox"])
    #expect(said([await keeper(.memory(reason: "No home folder.")).start()]) == ["memory only: No home folder."])
    #expect(said([await keeper().start()]) == ["needs a new passphrase"])
    let (first, _) = try await open()
    await first.end(isOrderly: true)
    #expect(said([await keeper().start()]) == ["needs its passphrase"])
  }

  @Test func aWrongPassphraseCountsDownAndARightOneCountsAfresh() async throws {
    let (first, _) = try await open()
    await first.end(isOrderly: true)
    let keeper = keeper()
    let wrong = StoreEffect.open(passphrase: SecretText("wrong horse battery"))
    #expect(said(await keeper.perform(wrong)) == ["refused, 4 left, wait 1"])
    #expect(said(await keeper.perform(wrong)).first?.hasPrefix("refused, 3 left") == true)
    #expect(said(await keeper.perform(.open(passphrase: phrase))) == ["opened"])
    #expect(said(await keeper.perform(.unlock(SecretText("wrong")))) == ["refused, 4 left, wait 1"])
  }

  @Test func theKeyOfACommandOpensTheStoreAndAnotherOneDoesNot() async throws {
    let key: @Sendable () async throws(BackendProblem) -> [UInt8] = { Array("0123456789abcdef0123456789abcdef\n".utf8) }
    let first = keeper(.keyCommand(place, key))
    guard case .door(.storeOpened(let contents)) = await first.start() else {
      Issue.record("not opened")
      return
    }
    #expect(contents.isKeyFromCommand)
    await first.end(isOrderly: true)
    let other = keeper(.keyCommand(place) { Array("another key of the same length..".utf8) })
    #expect(
      said([await other.start()]) == ["memory only: The key command does not print the key of the local store."])
    let failing = keeper(.keyCommand(place) { () async throws(BackendProblem) in throw BackendProblem("It hangs.") })
    #expect(said([await failing.start()]) == ["memory only: It hangs."])
    #expect(said([await keeper().start()]).first?.hasPrefix("memory only: ") == true, "no passphrase opens it")
  }

  @Test func whatWaitsToBeHandedOverComesBackAsThat() async throws {
    let (first, _) = try await open()
    var waiting = draft()
    waiting.waiting = Waiting(id: "s.1", receiver: "kim", givenAt: now)
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: now + 60, text: "ask",
      madeAt: now, author: "robin")
    _ = await first.perform(.saveDraft(waiting, expecting: nil))
    _ = await first.perform(.changeFollowUp(.made(followUp)))
    _ = await first.perform(.changeFollowUp(.waits("f1", waiting.waiting, insteadOf: nil)))
    await first.end(isOrderly: false)
    let (second, contents) = try await open(session: "2")
    #expect(contents.drafts.map(\.waiting) == [waiting.waiting])
    #expect(contents.followUps.map(\.waiting) == [waiting.waiting])
    _ = await second.perform(.changeFollowUp(.waits("f1", nil, insteadOf: "s.1")))
    await second.end(isOrderly: true)
    let (_, last) = try await open(session: "3")
    #expect(last.followUps.map(\.waiting) == [nil])
  }

  /// Of the sessions that list the same waiting thing one gives it at most, and none what another took back.
  @Test func onlyWhatWaitsAsItIsStoredIsGiven() async throws {
    let (first, _) = try await open()
    let (second, _) = try await open(session: "2")
    var waiting = draft()
    waiting.waiting = Waiting(id: "s.1", receiver: "kim", givenAt: now)
    func order(_ handed: Handed, _ id: String = "s.1") -> HandOverOrder {
      HandOverOrder(number: 1, handed: handed, receiver: "kim", givenAt: now, id: id)
    }
    _ = await first.perform(.saveDraft(waiting, expecting: nil))
    guard case .draft(let given)? = try await first.waiting(order(.draft(draft("older")))) else {
      Issue.record("it waits")
      return
    }
    #expect(text(given) == "typed", "as it is stored")
    #expect(try await first.waiting(order(.draft(waiting), "s.2")) == nil, "another hand-over")
    #expect(try await second.waiting(order(.draft(waiting))) != nil, "the session that has it open may be idle")
    guard case .drafts(.tookOver(var taken))? = await second.perform(.takeOverDraft(waiting.id)).first else {
      Issue.record("it is not taken over")
      return
    }
    #expect(try await second.waiting(order(.draft(waiting))) != nil)
    taken.waiting = nil
    _ = await second.perform(.saveDraft(taken, expecting: taken.version))
    #expect(try await second.waiting(order(.draft(waiting))) == nil, "it was taken back")
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: now + 60, text: "ask",
      madeAt: now, author: "robin", waiting: waiting.waiting)
    _ = await first.perform(.changeFollowUp(.made(followUp)))
    #expect(try await second.waiting(order(.followUp(followUp))) == .followUp(followUp))
    _ = await second.perform(.changeFollowUp(.waits("f1", nil, insteadOf: "s.0")))
    #expect(try await first.waiting(order(.followUp(followUp))) != nil, "another hand-over than was meant")
    _ = await second.perform(.changeFollowUp(.waits("f1", nil, insteadOf: "s.1")))
    #expect(try await first.waiting(order(.followUp(followUp))) == nil)
    _ = await first.perform(.changeFollowUp(.given("f1", handOver: "s.1")))
    #expect(try await second.waiting(order(.followUp(followUp))) == nil)
    _ = await second.perform(.changeFollowUp(.waits("f1", waiting.waiting, insteadOf: nil)))
    #expect(try await second.waiting(order(.followUp(followUp))) != nil, "what was taken back is still here")
    _ = await first.perform(.changeFollowUp(.given("f1", handOver: "s.1")))
    #expect(try await second.waiting(order(.followUp(followUp))) == nil)
    let memory = try await keeper().waiting(order(.draft(waiting)))
    #expect(memory == .draft(waiting), "without a store there is one session")
  }

  /// This session's list may be from before.
  @Test func aFollowUpThatWaitsIsNeitherMovedNorDoneNorDeleted() async throws {
    let (first, _) = try await open()
    let (second, _) = try await open(session: "2")
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: now + 60, text: "ask",
      madeAt: now, author: "robin")
    let waiting = Waiting(id: "s.1", receiver: "kim", givenAt: now)
    _ = await first.perform(.changeFollowUp(.made(followUp)))
    _ = await first.perform(.changeFollowUp(.waits("f1", waiting, insteadOf: nil)))
    let changes: [FollowUpChange] = [.moved("f1", to: now + 600, at: now), .done("f1", at: now), .deleted("f1")]
    for change in changes {
      let events = await second.perform(.changeFollowUp(change))
      guard case .followUps(.waits(change, waiting))? = events.first else {
        Issue.record("\(events)")
        continue
      }
    }
    let (_, contents) = try await open(session: "3")
    #expect(contents.followUps.map(\.due) == [now + 60] && contents.followUps.map(\.waiting) == [waiting])
    _ = await first.perform(.changeFollowUp(.waits("f1", nil, insteadOf: "s.1")))
    for change in changes {
      let events = await second.perform(.changeFollowUp(change))
      guard case .followUps(.kept(change))? = events.first else {
        Issue.record("\(events)")
        continue
      }
    }
  }

  /// Its contents leave the team's store after that.
  @Test func aHandOverIsKeptOnlyWhereTheStoreSaysSo() async throws {
    #expect(await keeper().keep(.draft(draft())) == "there is no store")
    let (first, _) = try await open()
    #expect(await first.keep(.draft(draft("from Kim"))) == nil)
    #expect(await first.keep(.draft(draft("again from Kim"))) == nil, "beside the one in its place")
    #expect(await first.keep(.draft(draft("from Kim"))) == nil, "it is there")
    await first.end(isOrderly: true)
    // As after a program that ended before the team's store was told.
    let (second, contents) = try await open(session: "2")
    #expect(await second.keep(.draft(draft("from Kim"))) == nil)
    #expect(await second.keep(.draft(draft("again from Kim"))) == nil)
    await second.end(isOrderly: true)
    let (_, last) = try await open(session: "3")
    #expect(last.drafts.count == 2)
    #expect(Set(contents.drafts.map { text($0) }) == ["from Kim", "again from Kim"])
  }

  @Test func theNextStartHasAllThatWasKept() async throws {
    let (first, empty) = try await open()
    #expect(empty.drafts.isEmpty && empty.recents.isEmpty && empty.links.isEmpty)
    let detail = try Self.detail(avery)
    var recent = RecentCase(label: detail.label, seenAt: now)
    let link = RefillLink(
      caseID: avery, patientName: "Avery Lindqvist", shortID: "ADA-TOSXM", requestedAt: now,
      link: "https://care.example.com/a")
    #expect(await first.perform(.cacheCase(recent, detail)).isEmpty)
    recent.identifiers = [.email(try EmailAddress("avery@example.com"))]
    #expect(await first.perform(.cacheCase(recent, nil)).isEmpty)
    #expect(await first.perform(.keepLink(link)).isEmpty)
    #expect(said(await first.perform(.saveDraft(draft(), expecting: nil))) == ["saved 0 as 1"])
    await first.end(isOrderly: true)
    let (second, contents) = try await open(session: "2")
    #expect(contents.recents == [recent])
    #expect(await read(avery, from: second) == detail)
    #expect(await read(.notYet, from: second) == nil)
    #expect(contents.links == [link])
    #expect(contents.drafts.map { text($0) } == ["typed"])
    #expect(contents.drafts.first?.holder == nil)
    #expect(contents.unclean == nil)
    #expect(await second.perform(.forgetCase(avery)).isEmpty)
    await second.end(isOrderly: true)
    let (_, left) = try await open(session: "3")
    #expect(left.recents.isEmpty)
  }

  private func read(_ id: CaseID, from keeper: StoreKeeper) async -> Case? {
    guard case .patient(.recentRead(id, let detail))? = await keeper.perform(.readCase(id)).first else { return nil }
    return detail
  }

  @Test func whatBefellTheFilesIsToldOnce() async throws {
    let (first, _) = try await open()
    await first.end(isOrderly: true)
    try Data("no database".utf8).write(to: URL(fileURLWithPath: place.folder + "/cache.sqlite"))
    let (second, contents) = try await open(session: "2")
    #expect(contents.notices.count == 1)
    #expect(contents.notices.first?.hasPrefix("The list of recent cases was damaged") == true, "\(contents.notices)")
    await second.end(isOrderly: true)
    #expect(try await open(session: "3").1.notices.isEmpty)
  }

  @Test func aDraftOfASessionThatWasCutOffIsOfferedToGoOnWith() async throws {
    try await { () async throws in
      let (first, _) = try await open()
      _ = await first.perform(.saveDraft(draft(), expecting: nil))
      await first.end(isOrderly: false)
    }()
    let (_, contents) = try await open(session: "2")
    #expect(contents.unclean == StoredDraftID(DraftSlot(avery, .form)))
    #expect(contents.drafts.first?.holder == nil)
  }

  // MARK: The lock

  @Test func underTheLockNothingIsKeptAndThePassphraseOpensItAgain() async throws {
    let (keeper, _) = try await open()
    _ = await keeper.perform(.saveDraft(draft(), expecting: nil))
    #expect(await keeper.perform(.wipeKey).isEmpty)
    #expect(said(await keeper.perform(.saveDraft(draft("more"), expecting: 1))).first?.hasPrefix("not saved") == true)
    #expect(said(await keeper.perform(.unlock(SecretText("wrong horse battery")))) == ["refused, 4 left, wait 1"])
    guard case .door(.unlocked(let contents?))? = await keeper.perform(.unlock(phrase)).first else {
      Issue.record("not unlocked")
      return
    }
    #expect(contents.drafts.map { text($0) } == ["typed"])
    #expect(said(await keeper.perform(.saveDraft(draft("more"), expecting: 1))) == ["saved 0 as 2"])
  }

  @Test func aPINOpensTheLockWhereThereIsNoPassphrase() async throws {
    let keeper = keeper(.memory(reason: nil))
    #expect(await keeper.perform(.setPIN(SecretText("1234"))).isEmpty)
    #expect(said(await keeper.perform(.unlock(SecretText("4321")))) == ["refused, 4 left, wait 1"])
    #expect(said(await keeper.perform(.unlock(SecretText("1234")))) == ["unlocked"])
    #expect(said(await keeper.perform(.unlock(SecretText("4321")))) == ["refused, 4 left, wait 1"])
  }

  @Test func thePassphraseChangesOnlyWithTheOldOne() async throws {
    let (keeper, _) = try await open()
    let new = SecretText("another twelve")
    #expect(
      said(await keeper.perform(.checkPassphrase(SecretText("wrong horse battery")))) == ["old refused, 4 left, wait 1"]
    )
    #expect(said(await keeper.perform(.checkPassphrase(phrase))) == ["accepted"])
    #expect(
      said(await keeper.perform(.changePassphrase(old: SecretText("wrong horse battery"), new: new)))
        == ["old refused, 4 left, wait 1"])
    #expect(said(await keeper.perform(.changePassphrase(old: phrase, new: new))) == ["changed"])
    _ = await keeper.perform(.wipeKey)
    #expect(said(await keeper.perform(.unlock(phrase))) == ["refused, 4 left, wait 1"])
    #expect(said(await keeper.perform(.unlock(new))) == ["unlocked with contents"])
    let none = self.keeper(.memory(reason: nil))
    #expect(
      said(await none.perform(.changePassphrase(old: phrase, new: new))) == ["not changed: There is no store."])
  }

  // MARK: Drafts

  @Test func aSaveWithoutAStoreIsNotSaved() async {
    let keeper = keeper(.memory(reason: nil))
    #expect(said(await keeper.perform(.saveDraft(draft(), expecting: nil))) == ["not saved: there is no store"])
  }

  @Test func aDraftOpenElsewhereIsNotTakenByWorkingOnIt() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft(), expecting: nil))
    let (second, contents) = try await open(session: "2")
    #expect(contents.drafts.first?.holder?.terminal == "pts/1")
    #expect(
      said(await second.perform(.claimDraft(StoredDraftID(DraftSlot(avery, .form)), version: 1))) == [
        "taken over by pts/1"
      ])
    #expect(said(await first.perform(.saveDraft(draft("more"), expecting: 1))) == ["saved 0 as 2"])
  }

  @Test func takingOverGivesTheTextAndTheFirstSessionKeepsItsOwnBesideIt() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft(), expecting: nil))
    let (second, _) = try await open(session: "2")
    #expect(said(await second.perform(.takeOverDraft(StoredDraftID(DraftSlot(avery, .form))))) == ["taken typed"])
    #expect(said(await first.perform(.checkDrafts)) == ["taken over by pts/2"])
    #expect(
      said(await first.perform(.saveDraft(draft("mine"), expecting: 1))) == ["taken over by pts/2, kept beside it"])
    let (_, contents) = try await open(session: "3")
    #expect(Set(contents.drafts.compactMap { text($0) }) == ["typed", "mine"])
  }

  /// A signal does not say whose it is.
  @Test func theSessionThatTakesADraftIsNamedWhereOnlyOneOtherLives() async throws {
    let (first, _) = try await open()
    #expect(await first.perform(.nameTaker).isEmpty)
    let (second, _) = try await open(session: "2")
    #expect(said(await first.perform(.nameTaker)) == ["named pts/2"])
    #expect(said(await second.perform(.nameTaker)) == ["named pts/1"])
    let (third, _) = try await open(session: "3")
    #expect(await first.perform(.nameTaker).isEmpty, "it may be either")
    await third.end(isOrderly: true)
    #expect(said(await first.perform(.nameTaker)) == ["named pts/2"])
  }

  @Test func aClaimedDraftIsSavedUnderTheVersionThatTheDeskKnows() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft(), expecting: nil))
    await first.end(isOrderly: true)
    let (second, contents) = try await open(session: "2")
    let version = try #require(contents.drafts.first?.version)
    #expect(await second.perform(.claimDraft(StoredDraftID(DraftSlot(avery, .form)), version: version)).isEmpty)
    let events = await second.perform(.saveDraft(draft("more"), expecting: version))
    #expect(said(events).first?.hasPrefix("saved 0 as ") == true)
    let (_, last) = try await open(session: "3")
    #expect(last.drafts.map { text($0) } == ["more"])
  }

  @Test func aDraftSavedSinceItWasReadIsNotClaimed() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft(), expecting: nil))
    _ = await first.perform(.saveDraft(draft("more"), expecting: 1))
    await first.end(isOrderly: true)
    let (second, _) = try await open(session: "2")
    #expect(
      said(await second.perform(.claimDraft(StoredDraftID(DraftSlot(avery, .form)), version: 1))) == ["conflict with 2"]
    )
  }

  @Test func twoTextsOfOneDraftBothStay() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft("first"), expecting: nil))
    let events = await first.perform(.saveDraft(draft("second"), expecting: 9))
    #expect(said(events) == ["conflict with 1, kept beside it"])
    let (_, contents) = try await open(session: "2")
    #expect(Set(contents.drafts.compactMap { text($0) }) == ["first", "second"])
  }

  @Test func textStillBeingTypedTakesThePlaceOfADeletedDraft() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft(), expecting: nil))
    #expect(await first.perform(.deleteDraft(StoredDraftID(DraftSlot(avery, .form)), version: 1)).isEmpty)
    let events = said(await first.perform(.saveDraft(draft("more"), expecting: 1)))
    #expect(events.count == 2)
    #expect(events.first?.hasPrefix("saved 0 as ") == true)
    #expect(events.last?.hasPrefix("failed: Another session sent or discarded this draft") == true)
    let (_, contents) = try await open(session: "2")
    #expect(contents.drafts.map { text($0) } == ["more"])
  }

  @Test func aDeletedDraftIsGone() async throws {
    let (first, _) = try await open()
    _ = await first.perform(.saveDraft(draft(), expecting: nil))
    #expect(await first.perform(.deleteDraft(StoredDraftID(DraftSlot(avery, .form)), version: 1)).isEmpty)
    let (_, contents) = try await open(session: "2")
    #expect(contents.drafts.isEmpty)
  }

  // MARK: The record

  @Test func linesCutFromTheRecordAreTold() async throws {
    let record = folder.path + "/data"
    let journal = FileWriteJournal(directory: record)
    let keeper = keeper(journal: journal)
    _ = await keeper.perform(.open(passphrase: phrase))
    for _ in 0..<2 {
      _ = try await journal.open(intent(), repeating: .none)
      #expect(await keeper.markActivity() != .cut)
    }
    let files = RecordFolder(record)
    let lines = try files.text.split(separator: "\n", omittingEmptySubsequences: false)
    try lines.dropLast(2).map { $0 + "\n" }.joined().write(toFile: try files.newest, atomically: false, encoding: .utf8)
    #expect(await keeper.markActivity() == .cut)
    #expect(await keeper.markActivity() == .reached, "it is told once")
  }

  private func intent() -> WriteIntent {
    WriteIntent(
      id: UUID().uuidString, time: now, operatorName: "robin", profile: "clinic", action: .requestRefillLink,
      caseID: avery)
  }

  private static func detail(_ id: CaseID) throws -> Case {
    let text = #"{"id":"\#(id.text)","shortId":"ADA-TOSXM","submitter":{"firstName":"Avery","lastName":"Lindqvist"}}"#
    return try #require(Case(try JSONValue(parsing: Data(text.utf8))))
  }
}
