import Foundation
import Testing

@testable import Care360
@testable import Desk

/// What is handed over while the team's store is away: it stays here, locked, until that store has it.
struct WaitingHandOverTests {
  private let avery: CaseID
  private let away = "The team's store cannot be reached."
  init() throws { avery = try CaseID(Sample.avery) }

  private var slot: DraftSlot { DraftSlot(avery, .message) }

  /// The colleagues are known from before the store went away.
  private func driver(
    _ contents: StoreContents = StoreContents(), hasRead: Bool = true
  ) throws -> SessionDriver {
    var driver = SessionDriver.inTeam(contents)
    try driver.open(try Sample.detail())
    if hasRead { driver.handle(.team(.read(TeamView(members: ["kim", "lee"])))) }
    driver.handle(.team(.unread(away)))
    return driver
  }

  private func given(_ driver: SessionDriver) -> [HandOverOrder] {
    driver.effects.compactMap { if case .team(.give(let order)) = $0 { order } else { nil } }
  }

  private func takenBack(_ driver: SessionDriver) -> [String?] {
    driver.effects.compactMap { if case .team(.takeBack(let order)) = $0 { order.id } else { nil } }
  }

  private func rows(_ driver: SessionDriver) -> [String] {
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
    #expect(driver.confirmationText.contains("The team's store is away: it waits here and stays locked"))
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
    #expect(
      driver.notice
        == "\(away) Your own copy waits here, locked, until that store has it: F3 takes it back.")
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
    driver.handle(.team(.read(TeamView())))
    let again = try #require(given(driver).first)
    #expect(given(driver).count == 1 && again.id == "s.1" && again.receiver == "kim" && again.givenAt == order.givenAt)
    #expect(again.handed.isSame(as: order.handed))
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty, "it is on its way")
    // The store goes away again in the middle of it.
    driver.handle(.team(.waits(again, id: "s.1", away)))
    #expect(driver.saved == nil && driver.badge.hasPrefix("waits"))
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty, "a store that is read and takes nothing is not tried all the time")
    driver.handle(.team(.timerFired))
    #expect(driver.effects.contains { if case .team(.news) = $0 { true } else { false } })
    driver.handle(.team(.read(TeamView())))
    driver.handle(.team(.given(try #require(given(driver).first))))
    #expect(driver.deleted == [.store(.deleteDraft(StoredDraftID(slot), version: 2))])
    #expect(driver.effects.contains(.record(.team(.handedOver, avery))))
    #expect(driver.notice == "Handed over to kim: message Avery L. ADA-TOSXM.")
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty)
  }

  @Test func afterARestartTheQueueGoesOn() throws {
    var stored = try #require(try waiting().0.session.drafts.keeper(of: slot)).storedForTest(slot)
    stored.version = 2
    var driver = try driver(StoreContents(drafts: [stored]), hasRead: false)
    driver.press(.drafts)
    #expect(rows(driver).contains("draft Avery L. ADA-TOSXM message  waits for the team's store, to go to kim"))
    driver.press(.back)
    driver.handle(.team(.read(TeamView())))
    let order = try #require(given(driver).first)
    #expect(order.id == "s.1" && order.handed == .draft(stored))
    driver.handle(.team(.given(order)))
    #expect(driver.deleted == [.store(.deleteDraft(stored.id, version: 2))])
    // A session that is alive sees to its own.
    stored.holder = StoredDraft.Holder(terminal: "pts/3", lastKeyAt: driver.now)
    var other = try self.driver(StoreContents(drafts: [stored]), hasRead: false)
    other.handle(.team(.read(TeamView())))
    #expect(given(other).isEmpty)
  }

  // MARK: Another session

  @Test func whatAnotherSessionTookOverIsNotGivenHere() throws {
    var (driver, _) = try waiting()
    driver.handle(.drafts(.takenOver(StoredDraftID(slot), by: "pts/3")))
    #expect(driver.badge == "taken over by pts/3" && driver.session.drafts.waiting(slot) == nil)
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty)
  }

  @Test func whatAnotherSessionTookOverOnTheWayStaysThere() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(TeamView())))
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
    driver.handle(.team(.read(TeamView())))
    driver.handle(.team(.notHere(try #require(given(driver).first))))
    #expect(driver.effects.contains(.store(.checkDrafts)) && driver.deleted.isEmpty)
    driver.handle(.door(.storeReadAgain(drafts: [stored], links: [], removals: 0)))
    driver.press(.drafts)
    driver.handle(.team(.timerFired))
    #expect(driver.effects.contains { if case .team(.news) = $0 { true } else { false } })
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty && driver.session.drafts.stored[stored.id]?.waiting == nil)
  }

  @Test func itIsTakenBackWhileTheStoreIsAway() throws {
    var (driver, _) = try waiting()
    driver.press(.drafts)
    driver.choose("waits for the team's store")
    #expect(rows(driver) == ["leave it as it is", "take it back: it stays yours"])
    driver.choose("take it back")
    #expect(driver.notice == "message Avery L. ADA-TOSXM is only yours again.")
    #expect(driver.saved?.waiting == nil && driver.expected == 2 && takenBack(driver) == ["s.1"])
    #expect(driver.effects.contains(.record(.team(.tookBack("s.1"), avery))), "should the program end before that")
    try driver.storeSaves(version: 3)
    driver.press(.message)
    driver.type("!")
    #expect(text(driver)?.hasSuffix("!") == true)
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty)
  }

  @Test func whatIsOnItsWayIsNotTakenBack() throws {
    var (driver, _) = try waiting()
    driver.handle(.team(.read(TeamView())))
    driver.press(.drafts)
    driver.choose("waits for the team's store")
    driver.choose("take it back")
    #expect(driver.notice == "It is being handed over just now." && takenBack(driver).isEmpty)
    #expect(driver.badge.hasPrefix("waits"))
  }

  @Test func aStoredDraftWaitsAndIsTakenBackWithoutBeingOpened() throws {
    let stored = try Sample.draft(savedAt: Date(timeIntervalSince1970: 1_795_344_000))
    var driver = try driver(StoreContents(drafts: [stored]))
    driver.press(.handOver)
    driver.choose("form")
    driver.choose("lee")
    driver.press(.confirm)
    driver.handle(.team(.waits(try #require(given(driver).first), id: "s.1", away)))
    #expect(driver.saved?.waiting?.receiver == "lee" && driver.expected == 3)
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
    driver.handle(.team(.read(TeamView())))
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

  // MARK: A follow-up

  @Test func aNewFollowUpForTheTeamWaitsAndIsGiven() throws {
    var driver = try driver()
    driver.press(.followUp)
    driver.type("tomorrow 9")
    driver.press(.accept)
    driver.type("ask the pharmacy")
    driver.press(.accept)
    driver.choose("the team")
    let order = try #require(given(driver).first)
    guard case .followUp(let made) = order.handed else {
      Issue.record("no follow-up")
      return
    }
    driver.handle(.followUps(.kept(.made(made))))
    driver.handle(.team(.waits(order, id: "s.1", away)))
    let waiting = Waiting(id: "s.1", receiver: nil, givenAt: order.givenAt)
    #expect(driver.effects.contains(.store(.changeFollowUp(.waits(made.id, waiting)))))
    driver.handle(.followUps(.kept(.waits(made.id, waiting))))
    #expect(driver.notice.contains("Your own copy waits here"))
    #expect(driver.banners.contains("waits for the team's store, to go to the team"))
    driver.press(.followUpDone)
    #expect(driver.notice.hasPrefix("Nothing was changed: it waits for the team's store"))
    driver.handle(.team(.read(TeamView())))
    let again = try #require(given(driver).first)
    #expect(again.id == "s.1" && again.receiver == nil)
    driver.handle(.team(.given(again)))
    #expect(driver.effects.contains(.store(.changeFollowUp(.given(made.id, handOver: "s.1")))))
  }

  @Test func aFollowUpIsTakenBack() throws {
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist",
      due: Date(timeIntervalSince1970: 1_795_430_000), text: "ask the pharmacy",
      madeAt: Date(timeIntervalSince1970: 1_795_344_000), author: "robin",
      waiting: Waiting(id: "s.9", receiver: nil, givenAt: Date(timeIntervalSince1970: 1_795_344_000)))
    var driver = try driver(StoreContents(followUps: [followUp]), hasRead: false)
    driver.press(.drafts)
    driver.choose("ask the pharmacy")
    #expect(rows(driver) == ["leave it as it is", "take it back: it stays yours"])
    driver.choose("take it back")
    #expect(driver.effects.contains(.store(.changeFollowUp(.waits("f1", nil)))) && takenBack(driver) == ["s.9"])
    driver.handle(.team(.read(TeamView())))
    #expect(given(driver).isEmpty)
    driver.press(.followUpDone)
    #expect(driver.effects.contains { if case .store(.changeFollowUp(.done("f1", _))) = $0 { true } else { false } })
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
