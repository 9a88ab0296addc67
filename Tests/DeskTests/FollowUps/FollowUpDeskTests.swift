import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Follow-ups on the desk: made, woken, moved, done and deleted, with and without a store. The zone is UTC.
struct FollowUpDeskTests {
  private func open(_ followUps: [FollowUp] = []) throws -> SessionDriver {
    var driver = SessionDriver.withStore(StoreContents(followUps: followUps))
    try driver.open(try Sample.detail())
    return driver
  }

  private var now: Date { SessionDriver().now }

  private func items(_ driver: SessionDriver) -> [String] {
    (driver.picker?.rows ?? []).map { row in
      (row.spans.map(\.text) + [row.trailing?.text ?? ""]).joined().trimmingCharacters(in: .whitespaces)
    }
  }

  // MARK: Making

  @Test func theExactTimeStandsThereBeforeAnythingIsKept() throws {
    var driver = try open()
    driver.press(.followUp)
    #expect(driver.prompt?.title == "Look again at Avery Lindqvist · ADA-TOSXM")
    driver.type("tomorrow 9")
    driver.press(.accept)
    #expect(driver.changes.isEmpty && driver.followUps.isEmpty)
    #expect(driver.prompt?.title == "Look again Mon 23 Nov 09:00 UTC")
    #expect(driver.prompt?.lines.first?.text == "Avery Lindqvist · ADA-TOSXM")
    driver.type("ask the pharmacy")
    driver.press(.accept)
    let made = try #require(driver.followUps.first)
    #expect(driver.changes == [.made(made)])
    #expect(made.due == Instant("2026-11-23T09:00Z").date && made.text == "ask the pharmacy" && made.author == "robin")
    #expect(made.caseID.text == Sample.avery && made.patientName == "Avery Lindqvist" && made.madeAt == driver.now)
    #expect(driver.screen.overlays.isEmpty && !driver.notice.contains("Look again"), "the store has not answered yet")
    #expect(driver.isSavingDrafts, "a program that ends waits for it")
    driver.storeTakesChanges()
    #expect(driver.notice == "Look again at ADA-TOSXM Mon 23 Nov 09:00 UTC." && !driver.isSavingDrafts)
    #expect(driver.banners.contains("Look again Mon 23 Nov 09:00 UTC: ask the pharmacy"))
    #expect(!driver.header.contains("due"))
    #expect(driver.effects.allSatisfy { if case .record = $0 { false } else { true } }, "the record has nothing of it")
  }

  @Test(arguments: [
    ("soon", "CaseDesk cannot read this as a time."), ("31 feb", "There is no 31 Feb"), ("", "Type a time"),
    ("today 1:00", "has passed"), ("1 dec 2028", "is more than a year ahead"),
  ])
  func aTimeThatCannotBeIsRefusedInPlace(_ typed: String, _ sentence: String) throws {
    var driver = try open()
    driver.press(.followUp)
    driver.type(typed)
    driver.press(.accept)
    #expect(driver.prompt?.title == "Look again at Avery Lindqvist · ADA-TOSXM")
    #expect(driver.prompt?.problem?.contains(sentence) == true, "\(driver.prompt?.problem ?? "")")
    driver.handle(.input(.replaced("tomorrow")))
    driver.press(.accept)
    #expect(driver.prompt?.title.hasPrefix("Look again Mon") == true)
  }

  @Test func aTextIsOneShortLine() throws {
    var driver = try open()
    driver.press(.followUp)
    driver.type("tomorrow")
    driver.press(.accept, .accept)
    #expect(driver.prompt?.problem == "Type a few words, so that you know later why to look.")
    driver.handle(.input(.replaced(String(repeating: "a", count: 201))))
    driver.press(.accept)
    #expect(driver.prompt?.problem == FollowUpText.tooLong)
    driver.handle(.input(.replaced(String(repeating: "a", count: 200))))
    driver.press(.accept)
    #expect(driver.followUps.first?.text.count == 200)
    #expect(FollowUpText.line(" a\tb\n\nc\u{1B}d ") == "a b c d")
  }

  @Test func anEscapedQuestionKeepsNothing() throws {
    var driver = try open()
    driver.press(.followUp)
    driver.type("tomorrow")
    driver.press(.accept)
    driver.type("ask")
    driver.press(.back)
    #expect(driver.followUps.isEmpty && driver.changes.isEmpty && driver.screen.overlays.isEmpty)
  }

  @Test func twoOfOneMomentHaveTheirOwnIDs() throws {
    var driver = try open()
    driver.followUp("tomorrow", "one")
    driver.press(.followUp)
    #expect(items(driver).last == "another follow-up")
    driver.choose("another")
    driver.type("in 2 h")
    driver.press(.accept)
    driver.type("two")
    driver.press(.accept)
    #expect(driver.followUps.map(\.text) == ["two", "one"] && Set(driver.followUps.map(\.id)).count == 2)
    #expect(FollowUp.newID(at: now) { _ in false }.count == 8)
  }

  // MARK: Where it may be made

  @Test func noCaseNoFollowUp() throws {
    var driver = SessionDriver.withStore()
    #expect(driver.reason(.followUp) == "open a case first")
    #expect(driver.reason(.followUpDone) == "open a case first")
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.reason(.followUp) == "check the identity first: Enter opens the case")
    driver.press(.accept)
    #expect(driver.reason(.followUp) == nil)
    #expect(driver.reason(.moveFollowUp) == "no follow-up is kept for this case")
  }

  /// It goes to no service: neither a lost connection nor read-only is in its way.
  @Test func itNeedsNoService() throws {
    var driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    driver.press(.refresh)
    driver.found(.failure(Sample.noConnection))
    #expect(driver.reason(.message) != nil && driver.reason(.followUp) == nil)
  }

  @Test func noTextBeforeTheIdentityCheckAndUnderARefusedKey() throws {
    var driver = try open([try Sample.followUp(due: now - 60, text: "CANARY")])
    #expect(driver.banners.contains("CANARY"))
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    driver.press(.drafts)
    #expect(items(driver) == ["FOLLOW-UP DUE  ADA-TOSXMSun 22 Nov 10:41 UTC"])
    driver.press(.accept)
    #expect(driver.notice == "hidden: the service refuses the API key")
    var phone = SessionDriver.withStore(StoreContents(followUps: [try Sample.followUp(due: now - 60, text: "CANARY")]))
    phone.lookUp(Sample.averyPhone)
    phone.latest(.success(try CaseID(Sample.avery)))
    phone.found(.success(try Sample.detail()))
    #expect(!phone.casePane.contains("CANARY"))
  }

  // MARK: Due

  @Test func aDueOneIsMarkedWithTheNextKeyAndSetsNoTimer() throws {
    var driver = try open([try Sample.followUp(due: now + 100)])
    #expect(!driver.header.contains("due") && driver.banners.contains("Look again"))
    let timers = driver.effects.filter {
      if case .timer(.lock) = $0 { false } else if case .timer = $0 { true } else { false }
    }
    #expect(timers.isEmpty)
    driver.pass(100)
    driver.press(.down)
    #expect(driver.header.contains("1 follow-up due"))
    #expect(driver.banners.contains("Follow-up due since Sun 22 Nov 10:43 UTC: ask the pharmacy"))
  }

  @Test func mineListsDueOnesFirst() throws {
    var driver = try open([
      try Sample.followUp("later", due: now + 7200), try Sample.followUp("due", of: Sample.jo, due: now - 60),
    ])
    driver.press(.drafts)
    #expect(
      items(driver) == [
        "FOLLOW-UP DUE  Jo P. ADA-QF2RM  ask the pharmacySun 22 Nov 10:41 UTC",
        "follow-up  Avery L. ADA-TOSXM  ask the pharmacySun 22 Nov 12:42 UTC",
      ])
    driver.press(.accept)
    #expect(driver.picker?.title == "Jo P. ADA-QF2RM, Sun 22 Nov 10:41 UTC")
    #expect(items(driver) == ["open the case", "done", "look again later", "delete it"])
    driver.press(.accept)
    #expect(
      driver.effects.contains {
        if case .read(.fetchCase(.id(let id), _)) = $0 { id.text == Sample.jo } else { false }
      })
  }

  @Test(arguments: [("USER", false, true), ("CASEMANAGER", false, false), ("USER", true, false)])
  func aMessageOfThePatientWakesIt(_ role: String, _ isInternal: Bool, _ wakes: Bool) throws {
    var driver = try open([try Sample.followUp(due: now + 86_400, setAt: now - 600)])
    let wrote = Date(timeIntervalSince1970: (now - 60).timeIntervalSince1970.rounded(.down))
    driver.press(.refresh)
    driver.found(.success(try Sample.detail(more: Sample.message(wrote, role: role, isInternal: isInternal))))
    #expect(driver.changes == (wakes ? [.woken("a", by: wrote)] : []))
    #expect(driver.header.contains("1 follow-up due") == wakes)
    #expect(driver.banners.contains("The patient wrote: follow-up set for") == wakes)
    let notice = driver.notice
    driver.storeTakesChanges()
    #expect(driver.notice == notice, "the case says it")
    driver.press(.refresh)
    driver.found(.success(try Sample.detail(more: Sample.message(wrote, role: role, isInternal: isInternal))))
    #expect(driver.changes.isEmpty, "once")
  }

  /// The store deletes the rows with the case: a change that is told later would bring the patient back.
  @Test func aCaseThatIsForgottenLeavesNoChangeToTell() throws {
    let one = try Sample.followUp(due: now)
    var untold = FollowUps()
    untold.make(one)
    untold.forget(one.caseID)
    #expect(untold.takeUntold().isEmpty)
    var refused = FollowUps()
    refused.make(one)
    _ = refused.takeUntold()
    refused.notKept(.made(one), "The disk is full.")
    refused.forget(one.caseID)
    refused.listed([])
    #expect(refused.takeUntold().isEmpty && refused.unkeptCount == 0)
  }

  @Test func anOlderMessageWakesNothing() throws {
    var driver = try open([try Sample.followUp(due: now + 86_400, setAt: now - 600)])
    driver.press(.refresh)
    driver.found(.success(try Sample.detail(more: Sample.message(now - 700))))
    #expect(driver.changes.isEmpty && !driver.header.contains("due"))
  }

  /// The message that woke it is known by then.
  @Test func aMovedOneSleepsUntilTheNextMessage() throws {
    var driver = try open([try Sample.followUp(due: now + 86_400, setAt: now - 600, wokenBy: now - 60)])
    #expect(driver.header.contains("1 follow-up due"))
    driver.press(.moveFollowUp)
    driver.type("fri 14:00")
    driver.press(.accept)
    #expect(driver.picker?.title == "Move Avery L. ADA-TOSXM to Fri 27 Nov 14:00 UTC" && driver.changes.isEmpty)
    driver.press(.accept)
    #expect(driver.changes == [.moved("a", to: try #require(Instant("2026-11-27T14:00Z").date), at: driver.now)])
    #expect(!driver.header.contains("due"))
    driver.storeTakesChanges()
    #expect(driver.notice == "The follow-up of ADA-TOSXM is moved to Fri 27 Nov 14:00 UTC.")
    driver.press(.refresh)
    driver.found(.success(try Sample.detail(more: Sample.message(driver.now - 60))))
    #expect(driver.changes.isEmpty && !driver.header.contains("due"))
  }

  // MARK: Done and deleted

  @Test func doneIsOneCommand() throws {
    var driver = try open([try Sample.followUp(due: now - 60)])
    driver.press(.followUpDone)
    #expect(driver.changes == [.done("a", at: driver.now)] && driver.followUps.isEmpty)
    #expect(!driver.header.contains("due") && !driver.banners.contains("Follow-up"))
    driver.storeTakesChanges()
    #expect(driver.notice == "The follow-up is done.")
  }

  @Test func deletingAsks() throws {
    var driver = try open([try Sample.followUp(due: now - 60)])
    driver.press(.deleteFollowUp)
    #expect(driver.confirmationText.contains("Avery Lindqvist  ADA-TOSXM"))
    #expect(
      driver.confirmationText.contains("Sun 22 Nov 10:41 UTC") && driver.confirmationText.contains("ask the pharmacy"))
    driver.press(.back)
    #expect(driver.followUps.count == 1 && driver.changes.isEmpty)
    driver.press(.deleteFollowUp, .confirm)
    #expect(driver.changes == [.deleted("a")] && driver.followUps.isEmpty)
  }

  @Test func ofSeveralThePersonChooses() throws {
    var driver = try open([
      try Sample.followUp("a", due: now - 60, text: "one"), try Sample.followUp("b", due: now, text: "two"),
    ])
    driver.press(.followUpDone)
    #expect(driver.picker?.title == "Which follow-up of Avery Lindqvist · ADA-TOSXM?" && driver.changes.isEmpty)
    driver.choose("two")
    #expect(driver.changes == [.done("b", at: driver.now)])
  }

  @Test func theWrongPersonsFollowUpsGoWithTheCase() throws {
    var driver = try open([try Sample.followUp(due: now - 60), try Sample.followUp("j", of: Sample.jo, due: now - 60)])
    driver.press(.wrongPerson)
    #expect(driver.confirmationText.contains("Its follow-up is deleted with it."))
    driver.press(.confirm)
    #expect(driver.followUps.map(\.id) == ["j"])
    #expect(driver.effects.contains(.store(.forgetCase(try CaseID(Sample.avery)))))
    // A list that was requested before the deletion brings none back.
    driver.handle(
      .door(.storeReadAgain(drafts: [], links: [], followUps: [try Sample.followUp(due: now - 60)], removals: 0)))
    #expect(driver.followUps.map(\.id) == ["j"])
  }

  // MARK: The store

  @Test func theStoresRefusalIsSaidAndToldAgainWithTheNextRead() throws {
    var driver = try open()
    driver.followUp("tomorrow", "ask")
    let change = try #require(driver.changes.first)
    driver.handle(.followUps(.notKept(change, "the disk is full")))
    #expect(driver.notice == "A follow-up is NOT SAVED: the disk is full.")
    #expect(driver.banners.contains("NOT SAVED: the disk is full"))
    driver.press(.quit)
    #expect(driver.confirmationText.contains("1 follow-up will be lost."))
    driver.press(.back)
    driver.press(.down)
    #expect(driver.changes.isEmpty, "not with every key")
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], removals: driver.session.door.removals)))
    #expect(driver.changes == [change] && driver.followUps.count == 1)
    driver.storeTakesChanges()
    #expect(!driver.banners.contains("NOT SAVED"))
    driver.press(.quit)
    #expect(!driver.confirmationText.contains("follow-up"))
  }

  /// A refused change comes first: the store cannot move a follow-up that it does not have.
  @Test func laterChangesFollowTheRefusedOne() throws {
    var driver = try open()
    driver.followUp("tomorrow", "ask")
    let made = try #require(driver.changes.first)
    driver.handle(.followUps(.notKept(made, "the disk is full")))
    driver.press(.followUpDone)
    #expect(driver.changes == [made, .done(made.id, at: driver.now)])
  }

  @Test func aProgramThatEndsWaitsForTheStore() throws {
    var driver = try open()
    driver.followUp("tomorrow", "ask")
    let change = try #require(driver.changes.first)
    driver.press(.quit, .confirm)
    #expect(!driver.effects.contains(.end(.quit)))
    driver.handle(.followUps(.notKept(change, "the disk is full")))
    #expect(!driver.effects.contains(.end(.quit)))
    #expect(driver.notice.contains("a follow-up is NOT SAVED. Quit again to leave without it."))
    driver.press(.quit, .confirm)
    #expect(driver.effects.contains(.end(.quit)))
  }

  @Test func withoutAStoreItSaysNotSaved() throws {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    driver.handle(.door(.storeIsMemoryOnly(reason: "There is no home folder.")))
    for _ in 0..<2 {
      driver.type("1234")
      driver.press(.accept)
    }
    try driver.open(try Sample.detail())
    driver.followUp("tomorrow", "ask")
    #expect(driver.changes.isEmpty)
    #expect(driver.notice == "Look again at ADA-TOSXM Mon 23 Nov 09:00 UTC: NOT SAVED (memory only).")
    #expect(driver.banners.contains("NOT SAVED (memory only)"))
    driver.press(.drafts)
    #expect(items(driver).first?.contains("NOT SAVED (memory only)") == true)
    driver.press(.back, .quit)
    #expect(driver.confirmationText.contains("1 follow-up will be lost."))
  }

  @Test func otherSessionsFollowUpsAreSeenWithTheNextRead() throws {
    var driver = try open([try Sample.followUp("a", due: now + 60), try Sample.followUp("gone", due: now + 60)])
    driver.press(.followUp)
    driver.press(.back)
    driver.handle(
      .door(
        .storeReadAgain(
          drafts: [], links: [],
          followUps: [
            try Sample.followUp("a", due: now + 120), try Sample.followUp("new", of: Sample.jo, due: now + 10),
          ],
          removals: driver.session.door.removals)))
    #expect(driver.followUps.map(\.id) == ["new", "a"])
    #expect(driver.followUps.last?.due == now + 120)
  }

  /// A list that was read before the store took the change.
  @Test func anOldListChangesNothingThatIsOnItsWay() throws {
    var driver = try open([try Sample.followUp("a", due: now + 60), try Sample.followUp("b", due: now + 70)])
    driver.press(.moveFollowUp)
    driver.choose("ask")
    driver.type("fri 14:00")
    driver.press(.accept, .accept)
    let moved = driver.changes
    #expect(moved.count == 1)
    let old = [try Sample.followUp("a", due: now + 60), try Sample.followUp("b", due: now + 70)]
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], followUps: old, removals: driver.session.door.removals)))
    #expect(driver.followUps.map(\.id) == ["b", "a"], "the moved one stays moved")
    for change in moved { driver.handle(.followUps(.kept(change))) }
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], followUps: [], removals: driver.session.door.removals)))
    #expect(driver.followUps.isEmpty)
  }

  @Test func oneThatAnotherSessionDeletedIsGone() throws {
    var driver = try open([try Sample.followUp(due: now + 60)])
    driver.press(.moveFollowUp)
    driver.type("fri")
    driver.press(.accept, .accept)
    let change = try #require(driver.changes.first)
    driver.handle(.followUps(.gone(change)))
    #expect(driver.followUps.isEmpty && driver.notice == "Another session deleted this follow-up.")
  }

  // MARK: The lock

  @Test func theLockHidesThemAndATextThatIsBeingTyped() throws {
    var driver = try open([try Sample.followUp(due: now - 60, text: "CANARY")])
    driver.press(.drafts, .lock)
    #expect(driver.lockScreen != nil)
    var text = ""
    dump(driver.screen, to: &text)
    #expect(!text.contains("CANARY") && !text.contains("Lindqvist"))
  }

  /// The key leaves memory only after the store has it.
  @Test func theLockWaitsForTheStore() throws {
    var driver = try open()
    driver.followUp("tomorrow", "ask")
    let change = try #require(driver.changes.first)
    driver.press(.lock)
    #expect(!driver.effects.contains(.store(.wipeKey)))
    driver.handle(.followUps(.kept(change)))
    #expect(driver.effects.contains(.store(.wipeKey)))
  }

  /// A case that was requested before the lock wakes it; the store is told once it is open.
  @Test func whatWokeUnderTheLockIsToldAfterIt() throws {
    var driver = try open([try Sample.followUp(due: now + 86_400, setAt: now - 600)])
    driver.press(.refresh)
    driver.press(.lock)
    driver.found(.success(try Sample.detail(more: Sample.message(now - 60))))
    #expect(driver.changes.isEmpty)
    driver.handle(
      .door(.unlocked(StoreContents(followUps: [try Sample.followUp(due: now + 86_400, setAt: now - 600)]))))
    #expect(driver.changes.count == 1 && driver.header.contains("1 follow-up due"))
  }
}
