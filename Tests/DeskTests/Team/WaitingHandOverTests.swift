import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Things that are handed over while the team's store is away: they stay here, locked, until that store has them.
struct WaitingHandOverTests {
  let avery: CaseID
  let away = "The team's store cannot be reached."
  let team = TeamView(members: ["kim", "lee"])
  init() throws { avery = try CaseID(Sample.avery) }

  private var slot: DraftSlot { DraftSlot(avery, .message) }

  /// The colleagues are known from before the store went away.
  func driver(
    _ contents: StoreContents = StoreContents(), hasRead: Bool = true
  ) throws -> SessionDriver {
    var driver = SessionDriver.inTeam(contents)
    try driver.open(try Sample.detail())
    if hasRead { driver.handle(.team(.read(team))) }
    driver.handle(.team(.unread(away)))
    return driver
  }

  func given(_ driver: SessionDriver) -> [HandOverOrder] {
    driver.effects.compactMap { if case .team(.give(let order)) = $0 { order } else { nil } }
  }

  func takenBack(_ driver: SessionDriver) -> [String?] {
    driver.effects.compactMap { if case .team(.takeBack(let order)) = $0 { order.id } else { nil } }
  }

  func rows(_ driver: SessionDriver) -> [String] {
    driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? []
  }

  private func text(_ driver: SessionDriver) -> String? { driver.session.drafts.composer(slot)?.text.text }

  /// A message for Kim; the team's store has not answered.
  private func handingOver() throws -> (SessionDriver, HandOverOrder) {
    var driver = try driver()
    driver.press(.message)
    driver.type("Your visit is on Friday.")
    driver.autosave()
    try driver.storeSaves()
    #expect(driver.reason(.handOver) == nil && driver.reason(.claim) == "the team's store is away")
    driver.press(.handOver)
    driver.choose("kim")
    #expect(
      driver.confirmationText.contains("The team's store is away. It waits here, locked, until the store is back."))
    driver.press(.confirm)
    return (driver, try #require(given(driver).first))
  }

  private func waiting() throws -> (SessionDriver, HandOverOrder) {
    var (driver, order) = try handingOver()
    driver.handle(.team(.waits(order, id: "s.1", away)))
    #expect(driver.saved?.waiting == Waiting(id: "s.1", receiver: "kim", givenAt: order.givenAt))
    #expect(driver.expected == 1)
    try driver.storeSaves(version: 2)
    return (driver, order)
  }

  // MARK: A draft

  @Test func aDraftWaitsLockedAndIsSaidToWait() throws {
    var (driver, _) = try waiting()
    #expect(driver.notice == "\(away) Your copy waits here, locked. F3 takes it back.")
    #expect(driver.deleted.isEmpty && driver.badge == "waits for the team's store, to go to kim")
    driver.type(" Bring the form.")
    driver.press(.discardDraft)
    #expect(text(driver) == "Your visit is on Friday." && driver.confirmation == nil)
    #expect(driver.notice == "Nothing was changed: it waits for the team's store, to go to kim. F3 takes it back.")
    driver.press(.review)
    #expect(driver.confirmation == nil && driver.sent.isEmpty)
    driver.press(.handOver)
    if driver.picker != nil { driver.choose("message") }
    #expect(driver.notice == "Not handed over: it waits for the team's store, to go to kim.")
    #expect(given(driver).isEmpty)
  }

  @Test func aQuestionThatStandsMeanwhileSendsNothing() throws {
    var (driver, order) = try handingOver()
    driver.press(.review)
    driver.found(.success(try Sample.detail()))
    driver.handle(.team(.waits(order, id: "s.1", away)))
    driver.read()
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    #expect(driver.notice == "Nothing was sent: it waits for the team's store, to go to kim.")
  }

  /// Questions and answers that were under way when it began to wait.
  @Test func nothingThatStandsMeanwhileChangesOrDropsIt() throws {
    var (driver, order) = try handingOver()
    driver.press(.discardDraft)
    driver.handle(.team(.waits(order, id: "s.1", away)))
    driver.press(.confirm)
    #expect(driver.notice.hasPrefix("Nothing was changed: it waits for the team's store"))
    #expect(text(driver) == "Your visit is on Friday." && driver.deleted.isEmpty && takenBack(driver).isEmpty)
    // A form.
    let stored = try Sample.draft(savedAt: Date(timeIntervalSince1970: 1_795_344_000))
    var form = try self.driver(StoreContents(drafts: [stored]))
    form.press(.addProducts)
    form.press(.handOver)
    form.choose("kim")
    form.press(.confirm)
    let second = try #require(given(form).first)
    form.press(.discardDraft)
    form.handle(.team(.waits(second, id: "s.2", away)))
    form.press(.confirm)
    #expect(form.notice.hasPrefix("Nothing was changed: it waits") && form.deleted.isEmpty)
    #expect(form.session.drafts[avery] != nil)
    form.handle(.files(.read([], avery)))
    #expect(form.notice.hasPrefix("Nothing was changed: it waits"))
  }

  @Test func itIsGivenOnceTheStoreIsBackAndGoesOnlyThen() throws {
    var (driver, order) = try waiting()
    driver.handle(.team(.unread(away)))
    #expect(given(driver).isEmpty)
    driver.handle(.team(.read(team)))
    let again = try #require(given(driver).first)
    #expect(given(driver).count == 1 && again.id == "s.1" && again.receiver == "kim" && again.givenAt == order.givenAt)
    #expect(again.handed.isSame(as: order.handed))
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty, "it is on its way")
    // The store goes away again in the middle of it.
    driver.handle(.team(.waits(again, id: "s.1", away)))
    #expect(driver.saved == nil && driver.badge.hasPrefix("waits"))
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty, "a store that is read and takes nothing is not tried all the time")
    driver.handle(.team(.timerFired))
    #expect(driver.effects.contains { if case .team(.news) = $0 { true } else { false } })
    driver.handle(.team(.read(team)))
    driver.handle(.team(.given(try #require(given(driver).first))))
    #expect(driver.deleted == [.store(.deleteDraft(StoredDraftID(slot), version: 2))])
    #expect(driver.effects.contains(.record(.team(.handedOver, avery))))
    #expect(driver.notice == "Handed over to kim: message Avery L. ADA-TOSXM.")
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty)
  }

  @Test func afterARestartTheQueueGoesOn() throws {
    let stored = try #require(try waiting().0.session.drafts.keeper(of: slot)).storedForTest(slot)
    var driver = try driver(StoreContents(drafts: [stored]), hasRead: false)
    driver.press(.drafts)
    #expect(rows(driver).contains("draft Avery L. ADA-TOSXM message  waits for the team's store, to go to kim"))
    driver.press(.back)
    driver.handle(.team(.read(team)))
    let order = try #require(given(driver).first)
    #expect(order.id == "s.1" && order.handed == .draft(stored))
    driver.handle(.team(.given(order)))
    #expect(driver.deleted == [.store(.deleteDraft(stored.id, version: 2))])
  }

  /// The session that has it open may be idle or locked.
  @Test func whatWaitsInAnotherSessionIsSeenAndGivenHereToo() throws {
    let (idle, first) = try waiting()
    var stored = try #require(idle.session.drafts.keeper(of: slot)).storedForTest(slot)
    stored.holder = StoredDraft.Holder(terminal: "pts/3", lastKeyAt: idle.now)
    var driver = try driver(StoreContents(drafts: [stored]), hasRead: false)
    driver.press(.drafts)
    #expect(
      rows(driver).contains(
        "draft Avery L. ADA-TOSXM message  open in pts/3, waits for the team's store, to go to kim"))
    driver.press(.back)
    driver.handle(.team(.read(team)))
    let order = try #require(given(driver).first)
    #expect(order.id == "s.1" && order.receiver == first.receiver)
    // Opening it there made another version of it, which the answer has.
    var opened = order
    stored.version = 3
    opened.handed = .draft(stored)
    driver.handle(.team(.given(opened)))
    #expect(driver.deleted == [.store(.deleteDraft(stored.id, version: 3))])
    #expect(driver.effects.contains(.record(.team(.handedOver, avery))))
  }

  /// The session that has it open decides what becomes of it.
  @Test func whatIsRefusedWhileAnotherSessionHasItOpenStaysThere() throws {
    let (idle, _) = try waiting()
    var stored = try #require(idle.session.drafts.keeper(of: slot)).storedForTest(slot)
    stored.holder = StoredDraft.Holder(terminal: "pts/3", lastKeyAt: idle.now)
    var driver = try driver(StoreContents(drafts: [stored]), hasRead: false)
    driver.handle(.team(.read(TeamView(members: ["lee"]))))
    #expect(given(driver).isEmpty && takenBack(driver).isEmpty && driver.saved == nil)
    driver = try self.driver(StoreContents(drafts: [stored]), hasRead: false)
    driver.handle(.team(.read(team)))
    driver.handle(.team(.notGiven(try #require(given(driver).first), "You are no member of this team.")))
    #expect(takenBack(driver).isEmpty && driver.saved == nil)
    #expect(driver.session.drafts.stored[stored.id]?.waiting?.id == "s.1")
  }

  @Test func whatAnotherSessionHandedOverLeavesTheEditor() throws {
    var (driver, _) = try waiting()
    let removals = driver.session.door.removals
    let copy = try #require(driver.session.drafts.keeper(of: slot)).storedForTest(slot)
    driver.handle(.door(.storeReadAgain(drafts: [copy], links: [], removals: removals)))
    #expect(text(driver) != nil)
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], removals: removals, hidesDrafts: true)))
    #expect(text(driver) != nil, "its row may be one that does not open, and this the only text")
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], removals: removals)))
    #expect(text(driver) == nil && driver.session.focus == .caseDetail && driver.deleted.isEmpty)
    let gone = "The message is gone: another session of yours handed it over, sent it or discarded it."
    #expect(driver.notice == gone)
    // One that does not wait stays: it is the text that the person types.
    var typing = try self.driver()
    typing.press(.message)
    typing.type("Hello")
    typing.autosave()
    try typing.storeSaves()
    typing.handle(.door(.storeReadAgain(drafts: [], links: [], removals: typing.session.door.removals)))
    #expect(text(typing) == "Hello")
  }

  @Test func whoIsNoLongerInTheTeamGetsNothing() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(TeamView(members: ["lee"], unreadable: 1))))
    #expect(given(driver).isEmpty && takenBack(driver).isEmpty, "the row that does not open may be Kim's")
    (driver, _) = try waiting()
    driver.handle(.team(.read(TeamView(members: ["lee"]))))
    let order = try #require(given(driver).first)
    #expect(order.refusal == "kim is no longer in the team." && driver.saved == nil, "the store is asked first")
    driver.handle(.team(.notGiven(order, "kim is no longer in the team.")))
    #expect(takenBack(driver) == ["s.1"])
    #expect(driver.saved != nil && driver.saved?.waiting == nil)
    #expect(driver.notice == "Your own copy stays: kim is no longer in the team.")
    // The team itself is always there.
    let ofTeam = followUp(Waiting(id: "s.9", receiver: nil, givenAt: driver.now))
    var other = try self.driver(StoreContents(followUps: [ofTeam]), hasRead: false)
    other.handle(.team(.read(TeamView())))
    #expect(given(other).count == 1)
  }

  // MARK: Another session

  @Test func whatAnotherSessionTookOverIsNotGivenHere() throws {
    var (driver, _) = try waiting()
    driver.handle(.drafts(.takenOver(StoredDraftID(slot), by: "pts/3")))
    #expect(driver.badge == "taken over by pts/3" && driver.session.drafts.waiting(slot) == nil)
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty)
  }

  @Test func whatAnotherSessionTookOverOnTheWayStaysThere() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(team)))
    let order = try #require(given(driver).first)
    driver.handle(.drafts(.takenOver(StoredDraftID(slot), by: "pts/3")))
    driver.handle(.team(.given(order)))
    #expect(driver.deleted.isEmpty && driver.badge == "taken over by pts/3")
  }

  @Test func whatWaitsHereNoMoreIsReadAgain() throws {
    let stored = try Sample.draft(savedAt: Date(timeIntervalSince1970: 1_795_344_000))
    var waits = stored
    waits.waiting = Waiting(id: "s.1", receiver: "kim", givenAt: stored.savedAt)
    var driver = try driver(StoreContents(drafts: [waits]), hasRead: false)
    driver.handle(.team(.read(team)))
    driver.handle(.team(.notHere(try #require(given(driver).first))))
    #expect(driver.effects.contains(.store(.checkDrafts)) && driver.deleted.isEmpty)
    driver.handle(.door(.storeReadAgain(drafts: [stored], links: [], removals: 0)))
    driver.press(.drafts)
    driver.handle(.team(.timerFired))
    #expect(driver.effects.contains { if case .team(.news) = $0 { true } else { false } })
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty && driver.session.drafts.stored[stored.id]?.waiting == nil)
  }

  @Test func itIsTakenBackWhileTheStoreIsAway() throws {
    var (driver, _) = try waiting()
    driver.press(.drafts)
    driver.choose("waits for the team's store")
    #expect(rows(driver) == ["leave it as it is", "take it back: it stays yours"])
    driver.choose("take it back")
    #expect(driver.notice == "Taken back: message Avery L. ADA-TOSXM.")
    #expect(driver.saved?.waiting == nil && driver.expected == 2 && takenBack(driver) == ["s.1"])
    #expect(driver.effects.contains(.record(.team(.tookBack("s.1"), avery))), "should the program end before that")
    try driver.storeSaves(version: 3)
    driver.press(.message)
    driver.type("!")
    #expect(text(driver)?.hasSuffix("!") == true)
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty)
  }

  @Test func whatIsOnItsWayIsNotTakenBack() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(team)))
    driver.press(.drafts)
    driver.choose("waits for the team's store")
    driver.choose("take it back")
    #expect(driver.notice == "It is being handed over just now." && takenBack(driver).isEmpty)
    #expect(driver.badge.hasPrefix("waits"))
  }

  @Test func aStoredDraftWaitsAndIsTakenBackWithoutBeingOpened() throws {
    var (driver, stored) = try marking()
    #expect(driver.saved?.waiting?.receiver == "lee")
    try driver.storeSaves(version: 4)
    driver.press(.drafts)
    driver.choose("waits for the team's store")
    driver.choose("take it back")
    #expect(driver.saved?.waiting == nil && driver.expected == 4)
    driver.handle(.drafts(.notSaved(stored.id, "the disk is full")))
    #expect(driver.notice == "NOT SAVED: the disk is full")
    // Until the store has it, a look at the store says nothing else, and it is told again.
    var behind = stored
    behind.version = 4
    behind.waiting = Waiting(id: "s.1", receiver: "lee", givenAt: driver.now)
    driver.handle(.door(.storeReadAgain(drafts: [behind], links: [], removals: 0)))
    #expect(driver.session.drafts.stored[stored.id]?.waiting == nil)
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved?.waiting == nil && driver.expected == 4)
    try driver.storeSaves(version: 5)
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved == nil)
  }

  // MARK: Until the store knows

  /// A form of which the store is being told that it waits.
  private func marking() throws -> (SessionDriver, StoredDraft) {
    let stored = try Sample.draft(savedAt: Date(timeIntervalSince1970: 1_795_344_000))
    var driver = try driver(StoreContents(drafts: [stored]))
    driver.press(.handOver)
    driver.choose("form")
    driver.choose("lee")
    driver.press(.confirm)
    driver.handle(.team(.waits(try #require(given(driver).first), id: "s.1", away)))
    #expect(driver.saved?.waiting?.id == "s.1" && driver.expected == 3)
    return (driver, stored)
  }

  private func takeBack(_ driver: inout SessionDriver) {
    driver.press(.drafts)
    driver.choose("waits for the team's store")
    driver.choose("take it back")
  }

  /// Its version is not known before the answer.
  @Test func whatIsBeingMarkedIsNotOpenedAndNotSavedOver() throws {
    var (driver, stored) = try marking()
    takeBack(&driver)
    #expect(driver.saved == nil, "the answer to the first comes first")
    driver.press(.addProducts)
    #expect(driver.session.drafts[avery] == nil && driver.notice == "The draft is being saved. Try again.")
    driver.handle(.drafts(.saved(stored.id, version: 4, at: driver.now)))
    #expect(driver.saved != nil && driver.saved?.waiting == nil && driver.expected == 4)
    #expect(driver.isSavingDrafts)
    driver.handle(.drafts(.saved(stored.id, version: 5, at: driver.now)))
    #expect(driver.saved == nil && !driver.isSavingDrafts)
    driver.press(.addProducts)
    #expect(driver.effects.contains(.store(.claimDraft(stored.id, version: 5))))
  }

  /// The disk was full when the store was told; then the draft is opened.
  @Test func anOpenedDraftStillTellsWhatTheStoreDoesNotKnow() throws {
    var (driver, stored) = try marking()
    driver.handle(.drafts(.notSaved(stored.id, "the disk is full")))
    driver.press(.addProducts)
    #expect(driver.session.drafts.waiting(stored.id.slot)?.id == "s.1")
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved?.waiting?.id == "s.1" && driver.expected == 3)
    // The other way round: it was taken back.
    (driver, stored) = try marking()
    driver.handle(.drafts(.saved(stored.id, version: 4, at: driver.now)))
    takeBack(&driver)
    driver.handle(.drafts(.notSaved(stored.id, "the disk is full")))
    driver.press(.addProducts)
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved != nil && driver.saved?.waiting == nil && driver.expected == 4)
  }

  @Test func whatIsRefusedUnderTheLockIsToldAfterIt() throws {
    var (driver, stored) = try marking()
    driver.handle(.drafts(.saved(stored.id, version: 4, at: driver.now)))
    driver.handle(.team(.read(team)))
    let order = try #require(given(driver).first)
    driver.press(.lock)
    driver.handle(.team(.notGiven(order, "You are no member of this team.")))
    var waits = stored
    waits.version = 4
    waits.waiting = Waiting(id: "s.1", receiver: "lee", givenAt: driver.now)
    driver.handle(.door(.unlocked(StoreContents(drafts: [waits]))))
    #expect(driver.session.drafts.stored[stored.id]?.waiting == nil)
    #expect(driver.saved != nil && driver.saved?.waiting == nil && driver.expected == 4)
  }

  @Test func aMarkThatMetAnotherSessionIsOver() throws {
    var (driver, stored) = try marking()
    driver.handle(.drafts(.takenOver(stored.id, by: "pts/3")))
    #expect(!driver.isSavingDrafts)
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved == nil)
    (driver, stored) = try marking()
    var other = stored
    other.version = 7
    driver.handle(.drafts(.conflict(stored.id, stored: other)))
    #expect(!driver.isSavingDrafts && driver.session.drafts.stored[stored.id]?.version == 7)
  }

  /// A text beside it would take its place.
  @Test func aCopyBesideWhatWaitsIsNotOpened() throws {
    var (driver, stored) = try marking()
    driver.handle(.drafts(.saved(stored.id, version: 4, at: driver.now)))
    stored.version = 4
    stored.waiting = Waiting(id: "s.1", receiver: "lee", givenAt: driver.now)
    let copy = StoredDraft(
      id: StoredDraftID(stored.id.slot, copy: 1), body: stored.body ?? [], patientName: stored.patientName,
      shortID: stored.shortID, summary: "Avery L. ADA-TOSXM 1/1", place: "", author: "robin", version: 1,
      savedAt: stored.savedAt)
    let removals = driver.session.door.removals
    driver.handle(.door(.storeReadAgain(drafts: [stored, copy], links: [], removals: removals)))
    driver.press(.drafts)
    driver.choose("separate copy")
    #expect(driver.session.drafts[avery] == nil && driver.picker == nil)
    #expect(driver.notice == "Nothing was changed: it waits for the team's store, to go to lee. F3 takes it back.")
    #expect(driver.session.drafts.stored[stored.id]?.waiting != nil)
  }

  // MARK: The record

  @Test func nothingThatWaitedIsGivenBeforeThePurposeIsChosen() throws {
    var driver = SessionDriver.withStore(StoreContents(followUps: [followUp()])) { settings in
      settings.hasTeam = true
      settings.purposes = ["treatment", "payment"]
    }
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty)
    driver.lookUp(Sample.averyMail)
    driver.choose("pay")
    driver.handle(.team(.read(team)))
    #expect(given(driver).count == 1)
  }

  /// It is given again after the lock, under the same id, and goes then.
  @Test func anAnswerUnderTheLockIsRecordedOnce() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(team)))
    let order = try #require(given(driver).first)
    driver.press(.lock)
    driver.handle(.team(.given(order)))
    #expect(driver.effects == [.record(.team(.handedOver, avery))])
    // It is given again after the lock, and then deleted here.
    driver.handle(.team(.given(order)))
    #expect(!driver.effects.contains(.record(.team(.handedOver, avery))))
    // Of a first give nobody else tells.
    var (other, first) = try handingOver()
    other.press(.lock)
    other.handle(.team(.given(first)))
    #expect(other.effects.contains(.record(.team(.handedOver, avery))))
  }

  /// Another session of the operator gave it, recorded that, and deleted it.
  @Test func whatIsGoneHereWasRecordedElsewhere() throws {
    let stored = try #require(try waiting().0.session.drafts.keeper(of: slot)).storedForTest(slot)
    var driver = try driver(StoreContents(drafts: [stored]), hasRead: false)
    driver.handle(.team(.read(team)))
    let order = try #require(given(driver).first)
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], removals: driver.session.door.removals)))
    driver.handle(.team(.given(order)))
    #expect(!driver.effects.contains(.record(.team(.handedOver, avery))) && driver.deleted.isEmpty)
  }

  /// Else the same text could not be given any more.
  @Test func theIdOfARefusedHandOverIsNotUsedAgain() throws {
    var (driver, order) = try handingOver()
    driver.handle(.team(.notGiven(order, "The team's store does not take this hand-over again.", isSpent: true)))
    driver.press(.handOver)
    driver.choose("kim")
    driver.press(.confirm)
    let again = try #require(given(driver).first)
    #expect(again.number != order.number && again.handed.isSame(as: order.handed))
  }

  @Test func aTextThatChangedMeanwhileDoesNotWait() throws {
    var (driver, order) = try handingOver()
    driver.type(" Bring the form.")
    driver.handle(.team(.waits(order, id: "s.1", away)))
    #expect(driver.notice == "Your own copy stays: \(away)")
    #expect(takenBack(driver) == ["s.1"], "a store that was slow may have the text from before")
    driver.type("!")
    #expect(text(driver)?.hasSuffix("Bring the form.!") == true)
  }

  @Test func oneThatWasDiscardedMeanwhileIsTakenBackAndNoCopyIsSaidToStay() throws {
    var (driver, order) = try handingOver()
    driver.press(.discardDraft)
    driver.press(.confirm)
    driver.handle(.team(.waits(order, id: "s.1", away)))
    #expect(driver.notice == "Not handed over: \(away)" && takenBack(driver) == ["s.1"])
    var (other, second) = try handingOver()
    other.press(.discardDraft)
    other.press(.confirm)
    other.handle(.team(.notGiven(second, "This user has no permission for the team's store.")))
    #expect(other.notice == "Not handed over: This user has no permission for the team's store.")
  }

  @Test func whatTheStoreRefusesForGoodIsTheOperatorsAgain() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(team)))
    driver.handle(.team(.notGiven(try #require(given(driver).first), "You are no member of this team.")))
    #expect(driver.notice == "Your own copy stays: You are no member of this team.")
    #expect(driver.saved != nil && driver.saved?.waiting == nil)
    #expect(takenBack(driver) == ["s.1"], "an earlier try may have come there")
    try driver.storeSaves(version: 3)
    driver.type("!")
    #expect(text(driver)?.hasSuffix("!") == true)
  }

  @Test func thatItWaitsIsToldTheStoreUntilThatHasIt() throws {
    var (driver, order) = try handingOver()
    driver.handle(.team(.waits(order, id: "s.1", away)))
    driver.handle(.drafts(.notSaved(StoredDraftID(slot), "the disk is full")))
    #expect(driver.badge == "NOT SAVED: the disk is full")
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved?.waiting?.id == "s.1")
    try driver.storeSaves(version: 2)
    #expect(driver.badge.hasPrefix("waits"))
  }

  @Test func underTheLockNothingBeginsToWait() throws {
    var (driver, order) = try handingOver()
    driver.press(.lock)
    driver.handle(.team(.waits(order, id: "s.1", away)))
    #expect(driver.saved == nil && driver.session.drafts.waiting(slot) == nil)
  }
}

extension DraftKeeper {
  /// As a store would have it.
  fileprivate func storedForTest(_ slot: DraftSlot) throws -> StoredDraft {
    StoredDraft(
      try #require(editor), id: StoredDraftID(slot), author: "robin", version: version ?? 0,
      savedAt: savedAt ?? .distantPast, waiting: waiting)
  }
}
