import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The purpose that a site policy asks for.
struct PurposeTests {
  private func driver(_ purpose: String? = nil) -> SessionDriver {
    SessionDriver {
      $0.purposes = ["treatment", "payment", "message"]
      $0.purpose = purpose
    }
  }

  private func rows(_ driver: SessionDriver) -> [String] {
    driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? []
  }

  private static let nothing = "Nothing was done: the site policy asks for a purpose first."

  /// With Avery's case open and, after an unlock, the purpose due.
  private func dueOnCase(
    _ purposes: [String] = ["treatment", "payment"], adjusting: (inout DeskSettings) -> Void = { _ in }
  ) throws -> SessionDriver {
    var driver = SessionDriver.withStore {
      $0.purposes = purposes
      $0.purpose = "treatment"
      adjusting(&$0)
    }
    try driver.open(Sample.detail())
    return driver
  }

  private func relock(_ driver: inout SessionDriver) {
    driver.press(.lock)
    driver.unlock()
    #expect(driver.lockScreen == nil)
  }

  /// The key asks first, does nothing itself, and is done whole once a purpose is chosen.
  private func asks(_ driver: inout SessionDriver, _ key: Command, _ done: [Effect]) {
    driver.press(key)
    #expect(driver.ownEffects.isEmpty, "\(driver.effects)")
    #expect(driver.picker?.title == "Purpose")
    driver.choose("pay")
    #expect(driver.ownEffects == [.record(.purpose("payment"))] + done)
  }

  private func concernsPatient(_ effects: [Effect]) -> Bool { effects.contains(where: \.concernsPatient) }

  @Test func nothingIsLookedUpBeforeAPurposeIsChosen() throws {
    let detail = try Sample.detail()
    var driver = driver()
    driver.lookUp(try #require(detail.submitter.email))
    #expect(!concernsPatient(driver.effects))
    #expect(driver.picker?.title == "Purpose")
    #expect(rows(driver) == ["Nothing yet: leave it", "treatment", "payment", "message"])
    #expect(driver.session.run == nil, "nothing waits for an answer that was never asked for")
    #expect(!driver.header.contains("purpose"))
    driver.choose("pay")
    #expect(driver.effects.first == .record(.purpose("payment")), "\(driver.effects)")
    #expect(concernsPatient(driver.effects))
    #expect(driver.header.contains("purpose: payment"))
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    #expect(driver.screen.casePane.title.contains(try #require(detail.shortID)))
    #expect(concernsPatient(driver.effects), "the look is noted")
    driver.lookUp(try #require(Sample.joDetail().submitter.email))
    #expect(driver.picker == nil && concernsPatient(driver.effects), "it is asked once")
  }

  @Test func leavingTheListDoesNothing() throws {
    var driver = driver()
    driver.lookUp("jo@example.com")
    let text = driver.screen.lookup.field.text
    driver.press(.back)
    #expect(!concernsPatient(driver.effects) && driver.session.run == nil)
    #expect(driver.notice == Self.nothing)
    #expect(driver.screen.lookup.field.text == text, "what was typed stays")
    driver.press(.accept)
    #expect(driver.picker?.title == "Purpose")
  }

  @Test(arguments: [nil, "payment"]) func anEnterThatRepeatsChoosesNothing(_ before: String?) throws {
    var driver = driver(before)
    if before != nil { driver.press(.lock, .accept) }
    driver.lookUp("jo@example.com")
    #expect(driver.picker?.title == "Purpose")
    for _ in 0..<3 {
      driver.press(.accept)
      #expect(driver.picker == nil && driver.notice == Self.nothing)
      driver.press(.accept)
      #expect(driver.picker?.title == "Purpose" && !concernsPatient(driver.effects))
    }
  }

  @Test func lettersFindTheWordsAlone() {
    var driver = driver()
    driver.lookUp("jo@example.com")
    driver.type("p")
    #expect(rows(driver) == ["payment"])
    driver.handle(.input(.edited(.deleteBackward)))
    driver.type("o")
    #expect(rows(driver) == [])
    driver.press(.accept)
    #expect(driver.picker?.title == "Purpose" && !concernsPatient(driver.effects))
  }

  // MARK: The key that waits

  @Test func aYesOfAWriteWaits() throws {
    var driver = try dueOnCase()
    relock(&driver)
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmation?.title == "Refill link", "\(driver.effects)")
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.picker?.title == "Purpose")
    driver.choose("pay")
    #expect(driver.effects.first == .record(.purpose("payment")) && driver.sent.count == 1)
  }

  @Test func aLookBehindTheMaskWaits() throws {
    var driver = try dueOnCase()
    relock(&driver)
    driver.press(.focusCasePane)
    asks(
      &driver, .revealAll,
      [.timer(.mask(seconds: 120)), .record(.disclosed(.revealed, try CaseID(Sample.avery)))])
  }

  @Test func aCopyWaitsAlsoOfALinkThatStandsAlone() throws {
    var driver = try dueOnCase()
    let avery = try CaseID(Sample.avery)
    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link("https://example.com/1"), isRecorded: true)), write: 1)))
    driver.press(.back)
    try driver.open(Sample.joDetail())
    let shown = driver.session.shown?.detail.id
    relock(&driver)
    driver.press(.drafts)
    driver.choose("link")
    driver.press(.showAlone)
    #expect(driver.reading?.shape == .alone)
    asks(&driver, .copy, [.screen(.copy("https://example.com/1")), .record(.disclosed(.copied, avery))])
    #expect(shown != avery, "the link's patient is another one than the shown one")
    driver.press(.back)
    relock(&driver)
    asks(&driver, .qrCode, [.record(.disclosed(.drawn, avery))])
  }

  @Test func settlingAWriteWaits() throws {
    var driver = try dueOnCase()
    let intent = try Sample.intent("a", .changeBundle, bundle: "gone", at: driver.now)
    driver.handle(.record(.unsettledListed(.success([intent]))))
    relock(&driver)
    driver.press(.drafts, .accept)
    driver.type("yes")
    asks(&driver, .accept, [.record(.settle("a", .done))])
  }

  @Test func handingADraftOverWaits() throws {
    let mail = try EmailAddress("robin@example.com")
    var driver = try dueOnCase {
      $0.hasTeam = true
      $0.author = MessageAuthor(email: mail, name: "Robin Diaz")
    }
    driver.press(.message)
    driver.type("Your visit is on Friday.")
    driver.autosave()
    try driver.storeSaves()
    relock(&driver)
    driver.handle(.team(.read(TeamView(members: ["kim"]))))
    driver.press(.handOver)
    driver.choose("kim")
    driver.press(.confirm)
    #expect(driver.picker?.title == "Purpose" && !concernsPatient(driver.effects))
    driver.choose("pay")
    #expect(driver.effects.first == .record(.purpose("payment")))
    #expect(driver.effects.contains { if case .team(.give(let order)) = $0 { order.receiver == "kim" } else { false } })
  }

  /// The list below moved to another patient's row.
  @Test func aKeyThatWasMeantForAnotherRowIsDropped() throws {
    let first = try Sample.draft(savedAt: SessionDriver().now)
    let second = StoredDraft(
      id: StoredDraftID(DraftSlot(try CaseID(Sample.jo), .form)), body: try #require(first.body),
      patientName: "Jo Park",
      shortID: "ADA-QF2RM", summary: "Jo P. ADA-QF2RM 0/1", place: "question 1", author: "kim", version: 1,
      savedAt: first.savedAt - 60, holder: nil)
    var driver = SessionDriver.withStore(StoreContents(drafts: [first, second])) {
      $0.purposes = ["treatment", "payment"]
    }
    driver.press(.drafts)
    let removals = driver.effects.compactMap { if case .store(.readAgain(let count)) = $0 { count } else { nil } }
    driver.press(.accept)
    #expect(driver.picker?.title == "Purpose", "\(driver.effects)")
    driver.handle(.door(.storeReadAgain(drafts: [second], links: [], removals: try #require(removals.first))))
    driver.choose("pay")
    #expect(driver.effects.contains(.record(.purpose("payment"))) && !concernsPatient(driver.effects))
    #expect(driver.notice == "Purpose: payment. Nothing else was done: the screen changed meanwhile.")
    #expect(driver.picker?.title.hasPrefix("Mine") == true && driver.header.contains("purpose: payment"))
    driver.press(.accept)
    #expect(driver.picker == nil && concernsPatient(driver.effects))
  }

  @Test func aKeyIsDroppedWhereSomethingCameUpUnderTheList() throws {
    var driver = SessionDriver.withStore { $0.purposes = ["treatment", "payment"] }
    driver.lookUp("jo@example.com")
    driver.handle(.door(.storeOpened(StoreContents(notices: ["The store was made anew."]))))
    #expect(driver.screen.overlays.count == 2 && driver.picker?.title == "Purpose")
    driver.choose("pay")
    #expect(driver.notice == "Purpose: payment. Nothing else was done: the screen changed meanwhile.")
    #expect(driver.reading?.title == "About the data kept here")
    driver.press(.back, .accept)
    #expect(concernsPatient(driver.effects))
  }

  /// The line about a lookup names the purpose that it was made for.
  @Test func itStaysWhileAnAnswerIsAwaited() throws {
    var driver = driver("treatment")
    driver.lookUp("avery@example.com")
    driver.press(.purpose)
    #expect(driver.picker == nil)
    #expect(driver.notice == "purpose is off: a lookup is under way")
    driver.press(.lock, .accept)
    driver.lookUp("jo@example.com")
    #expect(driver.picker?.title == "Purpose")
    driver.choose("pay")
    #expect(driver.picker?.title == "Purpose" && !concernsPatient(driver.effects))
    #expect(driver.notice == "Wait: a lookup is under way.")
    driver.latest(.failure(.notFound(httpStatus: 404)))
    driver.press(.back)
    driver.press(.purpose)
    #expect(driver.picker?.title == "Purpose")
  }

  @Test func eachKindOfEffectAboutAPatientCounts() throws {
    let id = try CaseID(Sample.avery)
    let mail = try EmailAddress(Sample.averyMail)
    let draft = try Sample.draft(savedAt: SessionDriver().now)
    let order = HandOverOrder(number: 1, handed: .draft(draft), receiver: "kim", givenAt: draft.savedAt)
    let handOver = TeamView.HandOver(
      id: "h1", caseID: id, kind: .form, title: "form", giver: "kim", receiver: nil, givenAt: draft.savedAt,
      state: .open, isOwn: false)
    let about: [Effect] = [
      .read(.findLatestCase(.email(mail), generation: 1)), .read(.fetchAttachmentLinks(id, generation: 1)),
      .read(.fetchAppointments(.patient(mail))), .read(.rereadCase(id, write: 1, attempt: 0, afterSeconds: 0)),
      .read(.rereadNewest(mail, write: 1, attempt: 0, afterSeconds: 0)),
      .read(.checkUsers([.email(mail)], .question(1), afterSeconds: 0)),
      .record(.settle("a", .done)), .record(.settleAsSeen("a")), .record(.view(id)),
      .record(.nobodyFound(.email(mail))),
      .record(.readRefused(nil, searched: nil)), .record(.forgotten(id)), .record(.team(.took("h1"), id)),
      .record(.listed(1)), .record(.disclosed(.revealed, nil)), .record(.disclosed(.copied, nil)),
      .record(.disclosed(.drawn, nil)), .record(.disclosed(.exported, id)), .record(.disclosed(.copied, id)),
      .store(.readCase(id)), .team(.claim(id)), .team(.release(id)), .team(.give(order)), .team(.accept(handOver)),
      .team(.withdraw(handOver)), .team(.move(handOver, toSelf: true)), .team(.takeBack(order)),
    ]
    #expect(about.filter { !$0.concernsPatient } == [])
    let others: [Effect] = [
      .read(.fetchBundles(generation: 1)), .read(.cancelRequests(before: 1)), .read(.connect), .write(.cancel(1)),
      .record(.purpose("payment")), .record(.listUnsettled), .record(.list), .record(.listOfCase(id)),
      .record(.disclosed(.recordRead, nil)), .store(.forgetCase(id)), .store(.saveDraft(draft, expecting: nil)),
      .team(.news(nil)), .team(.look), .team(.cover(nil)), .screen(.redraw), .timer(.autosave(seconds: 1)),
      .end(.quit),
    ]
    #expect(others.filter(\.concernsPatient) == [])
  }

  @Test func theHeaderNamesWhatNarrowsTheDeskFirst() {
    let driver = SessionDriver(isReadOnly: true) {
      $0.purposes = ["treatment"]
      $0.purpose = "treatment"
    }
    #expect(driver.header.hasSuffix("read-only: config.toml purpose: treatment"), "\(driver.header)")
  }

  @Test(arguments: [Command.worklist, .appointmentDay])
  func aListOfCasesWaitsToo(_ command: Command) throws {
    var driver = driver()
    driver.press(command)
    if command == .appointmentDay {
      driver.type("today")
      driver.press(.accept)
    }
    #expect(driver.picker?.title == "Purpose", "\(driver.effects)")
    #expect(!concernsPatient(driver.effects))
    driver.choose("treat")
    #expect(concernsPatient(driver.effects))
  }

  @Test func theCommandChangesIt() throws {
    var driver = driver("treatment")
    try driver.open(Sample.detail())
    driver.press(.purpose)
    #expect(driver.picker?.rows.map(\.trailing?.text) == ["in use", nil, nil])
    driver.choose("message")
    #expect(driver.effects.filter { $0 == .record(.purpose("message")) }.count == 1, "\(driver.effects)")
    #expect(driver.header.contains("purpose: message") && driver.notice == "Purpose: message.")
    driver.press(.purpose, .back)
    #expect(driver.header.contains("purpose: message") && driver.notice == "")
  }

  @Test func afterAnUnlockItIsAskedAgainAndTheOneBeforeIsMarked() throws {
    var driver = driver("payment")
    try driver.open(Sample.detail())
    driver.press(.lock)
    driver.press(.accept)
    #expect(driver.header.contains("purpose: payment"), "it counts until another one is chosen")
    driver.lookUp("jo@example.com")
    #expect(driver.picker?.rows.map(\.trailing?.text) == [nil, nil, "in use", nil])
    #expect(!concernsPatient(driver.effects))
    driver.press(.lock)
    driver.press(.accept)
    #expect(driver.picker == nil, "no key is done that was pressed before the lock")
  }

  @Test func withoutThePolicyNobodyIsAsked() throws {
    var driver = SessionDriver()
    driver.press(.purpose)
    #expect(driver.picker == nil && driver.notice == "purpose is off: no purpose is asked for here")
    driver.lookUp("jo@example.com")
    #expect(driver.picker == nil && concernsPatient(driver.effects))
    driver.press(.lock)
    driver.press(.accept)
    driver.lookUp("jo@example.com")
    #expect(driver.picker == nil && !driver.header.contains("purpose"))
  }
}
