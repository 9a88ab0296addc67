import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Drafts and follow-ups that go from one operator to another: at no moment has nobody got them.
struct HandOverDeskTests {
  private static func driver(_ contents: StoreContents = StoreContents()) throws -> SessionDriver {
    var driver = SessionDriver.inTeam(contents)
    try driver.open(try Sample.detail())
    driver.handle(.team(.read(TeamView(members: ["kim", "lee"]))))
    return driver
  }

  private let avery: CaseID
  init() throws { avery = try CaseID(Sample.avery) }

  private func given(_ driver: SessionDriver) -> HandOverOrder? {
    for case .team(.give(let order)) in driver.effects { return order }
    return nil
  }

  /// A saved message, handed over to Kim; the team's store has not answered.
  private func handingOver(_ text: String = "Your visit is on Friday.") throws -> (SessionDriver, HandOverOrder) {
    var driver = try Self.driver()
    driver.press(.message)
    driver.type(text)
    driver.autosave()
    try driver.storeSaves()
    driver.press(.handOver)
    #expect(driver.picker?.title == "Hand over to whom? message Avery L. ADA-TOSXM")
    #expect(rows(driver) == ["kim", "lee", "the team: whoever takes it first"])
    driver.choose("kim")
    #expect(driver.confirmationText.contains("Patient Avery Lindqvist") && driver.confirmationText.contains("To kim"))
    #expect(given(driver) == nil)
    driver.press(.confirm)
    return (driver, try #require(given(driver)))
  }

  private func handOver(
    _ driver: SessionDriver, _ state: TeamView.HandOver.State = .open, kind: DraftSlot.Kind? = .message,
    isOwn: Bool = false, to receiver: String? = "robin"
  ) -> TeamView.HandOver {
    TeamView.HandOver(
      id: "h1", caseID: avery, kind: kind, title: "\(kind?.word ?? "follow-up") Avery L. ADA-TOSXM",
      giver: isOwn ? "robin" : "kim", receiver: isOwn ? "kim" : receiver, givenAt: driver.now - 60, state: state,
      isOwn: isOwn)
  }

  private func rows(_ driver: SessionDriver) -> [String] {
    driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? []
  }

  private func accepted(_ driver: SessionDriver) -> TeamView.HandOver? {
    for case .team(.accept(let handOver)) in driver.effects { return handOver }
    return nil
  }

  // MARK: Giving

  @Test func aDraftGoesOnlyOnceTheTeamsStoreHasIt() throws {
    var (driver, order) = try handingOver()
    #expect(order.receiver == "kim" && driver.deleted.isEmpty)
    #expect(driver.session.drafts.composer(DraftSlot(avery, .message))?.text.text == "Your visit is on Friday.")
    driver.handle(.team(.given(order)))
    #expect(driver.deleted == [.store(.deleteDraft(StoredDraftID(DraftSlot(avery, .message)), version: 1))])
    #expect(driver.notice == "Handed over to kim: message Avery L. ADA-TOSXM.")
    #expect(driver.effects.contains(.record(.team(.handedOver, avery))))
    #expect(driver.screen.editor == nil && driver.session.drafts.count == 0)
  }

  @Test func noPatientIsNamedWhileTheKeyIsRefused() throws {
    var (driver, order) = try handingOver()
    driver.press(.back, .refresh)
    driver.found(.failure(Sample.badKey))
    driver.handle(.team(.given(order)))
    #expect(driver.notice.hasPrefix("Handed over to kim: ") && !driver.notice.contains("Avery"))
  }

  @Test func whatTheTeamsStoreDidNotTakeStaysAndIsGivenAgainUnderTheSameNumber() throws {
    var (driver, order) = try handingOver()
    driver.handle(.team(.notGiven(order, "The team's store does not answer in time.")))
    #expect(driver.notice == "Your own copy stays: The team's store does not answer in time.")
    #expect(driver.deleted.isEmpty && driver.session.drafts.count == 1)
    driver.move(.home)
    driver.press(.handOver)
    driver.choose("kim")
    driver.press(.confirm)
    #expect(given(driver)?.number == order.number, "an answer that got lost must not make a second hand-over")
  }

  @Test func nothingIsSentFromADraftWhileItIsOnItsWay() throws {
    var (driver, order) = try handingOver()
    func send() throws -> Int {
      driver.press(.review)
      driver.found(.success(try Sample.detail()))
      driver.read()
      driver.press(.confirm)
      return driver.sent.count
    }
    #expect(try send() == 0)
    #expect(driver.notice == "Nothing was sent: it is being handed over to kim.")
    // It is not handed to somebody else meanwhile.
    driver.press(.back, .handOver)
    driver.choose("message")
    #expect(driver.notice == "Not handed over: it is being handed over to kim." && driver.picker == nil)
    driver.press(.message)
    driver.handle(.team(.notGiven(order, "The team's store does not answer in time.")))
    #expect(try send() == 1)
  }

  @Test func textThatWasTypedSinceStaysHere() throws {
    var (driver, order) = try handingOver()
    driver.type(" Bring the form.")
    driver.handle(.team(.given(order)))
    #expect(driver.deleted.isEmpty)
    #expect(driver.notice == "kim has it as it was; you changed it since, so that it stays here too.")
    #expect(
      driver.session.drafts.composer(DraftSlot(avery, .message))?.text.text
        == "Your visit is on Friday. Bring the form.")
  }

  @Test func underTheLockNothingIsDeletedAndBothPlacesAreSaid() throws {
    var (driver, order) = try handingOver()
    driver.press(.lock)
    driver.handle(.team(.given(order)))
    #expect(driver.deleted.isEmpty)
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    driver.handle(.door(.unlocked(nil)))
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, isOwn: true)]))))
    driver.press(.back, .drafts)
    #expect(
      rows(driver).contains(
        "handed over  message Avery L. ADA-TOSXM  handed to kim, not yet taken; a message of this case is here, too"))
    // The text could be sent by both of them.
    let taken = handOver(driver, .taken(by: "kim", at: driver.now, isKept: true), isOwn: true)
    driver.handle(.team(.read(TeamView(handOvers: [taken]))))
    #expect(rows(driver).contains { $0.contains("kim took it") && $0.hasSuffix("a message of this case is here, too") })
    driver.press(.back, .message, .review)
    driver.found(.success(try Sample.detail()))
    #expect(driver.confirmationText.contains("You handed a message of this case to kim"))
  }

  @Test func aDraftOfTheStoreAndAFollowUpAreGivenFromTheListOfMine() throws {
    let stored = try Sample.draft(savedAt: Date(timeIntervalSince1970: 1_795_344_000))
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist",
      due: Date(timeIntervalSince1970: 1_795_430_000), text: "ask the pharmacy",
      madeAt: Date(timeIntervalSince1970: 1_795_344_000), author: "robin")
    var driver = try Self.driver(StoreContents(drafts: [stored], followUps: [followUp]))
    driver.press(.drafts)
    driver.choose("hand over a draft")
    #expect(rows(driver) == ["form Avery L. ADA-TOSXM", "follow-up Avery L. ADA-TOSXM"])
    driver.choose("form")
    driver.choose("the team")
    driver.press(.confirm)
    let order = try #require(given(driver))
    #expect(order.receiver == nil && order.handed == .draft(stored))
    driver.handle(.team(.given(order)))
    #expect(driver.deleted == [.store(.deleteDraft(stored.id, version: 3))])
    driver.press(.handOver)
    driver.choose("follow-up")
    driver.choose("lee")
    driver.press(.confirm)
    let second = try #require(given(driver))
    #expect(second.number != order.number)
    driver.handle(.team(.given(second)))
    #expect(driver.effects.contains(.store(.changeFollowUp(.given("f1", handOver: nil)))))
    #expect(driver.reason(.handOver) == "no draft or follow-up is kept here")
  }

  /// Which of two texts is the draft has to be decided first.
  @Test func aSeparateCopySaysWhyItIsNotHandedOver() throws {
    let draft = try Sample.draft(savedAt: Date(timeIntervalSince1970: 1_795_344_000))
    let copy = StoredDraft(
      id: StoredDraftID(draft.id.slot, copy: 1), body: try #require(draft.body), patientName: draft.patientName,
      shortID: draft.shortID, summary: draft.summary, place: draft.place, author: "robin", version: 1,
      savedAt: draft.savedAt)
    var driver = try Self.driver(StoreContents(drafts: [draft, copy]))
    driver.press(.handOver)
    #expect(rows(driver) == ["form Avery L. ADA-TOSXM", "form Avery L. ADA-TOSXM  separate copy"])
    driver.choose("separate copy")
    #expect(
      driver.notice
        == "A separate copy is not handed over: open it with F3, and decide which text stays.")
    var alone = try Self.driver(StoreContents(drafts: [copy]))
    #expect(alone.reason(.handOver) == "only a separate copy is kept here: F3 opens it first")
    alone.press(.drafts)
    alone.choose("separate copy")
    alone.press(.handOver)
    alone.choose("kim")
    alone.press(.confirm)
    #expect(given(alone)?.receiver == "kim", "once it is open it is the draft")
  }

  // MARK: The giver looks

  @Test func theGiverSeesWhoTookItAndTakesBackOnlyWhatNobodyTook() throws {
    var driver = try Self.driver()
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, isOwn: true)]))))
    #expect(!driver.header.contains("hand-over"))
    driver.press(.drafts)
    driver.choose("not yet taken")
    driver.choose("take it back")
    #expect(accepted(driver)?.id == "h1")
    let taken = TeamView.HandOver.State.taken(by: "kim", at: driver.now, isKept: true)
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, taken, isOwn: true)]))))
    let time = TimeText(zone: driver.session.settings.zone, now: driver.now).stamp(driver.now)
    driver.press(.drafts)
    #expect(rows(driver).contains("handed over  message Avery L. ADA-TOSXM  kim took it at \(time)"))
    driver.choose("kim took it")
    #expect(rows(driver) == ["leave it as it is", "take it off this list"])
    driver.choose("take it off")
    #expect(driver.effects.contains(.team(.withdraw(handOver(driver, taken, isOwn: true)))))
    // It is nowhere else while the accepter does not keep it.
    let half = TeamView.HandOver.State.taken(by: "kim", at: driver.now, isKept: false)
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, half, isOwn: true)]))))
    driver.press(.drafts)
    driver.choose("kim took it")
    #expect(driver.picker == nil && driver.notice == "kim is taking it.")
  }

  @Test func whatAColleagueBeganToTakeAndLeftIsFreeAgainAndBothAreTold() throws {
    var driver = try Self.driver()
    let left = TeamView.HandOver.State.left(by: "kim", at: driver.now)
    let time = TimeText(zone: driver.session.settings.zone, now: driver.now).stamp(driver.now)
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, left, isOwn: true)]))))
    #expect(!driver.header.contains("hand-over"))
    driver.press(.drafts)
    #expect(
      rows(driver).contains(
        "handed over  message Avery L. ADA-TOSXM  kim began to take it at \(time) and did not finish"))
    driver.choose("began to take it")
    #expect(driver.picker?.note?.text == "kim began to take it and did not finish: kim may have it, too.")
    driver.choose("take it back")
    #expect(accepted(driver)?.state == left)
    // For a colleague it is one to take, with a warning.
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, left, to: nil)]))))
    #expect(driver.header.contains("1 hand-over for you"))
    driver.press(.drafts)
    driver.choose("TO TAKE")
    #expect(driver.confirmationText.contains("kim began to take it and did not finish: kim may have it, too."))
  }

  @Test func thatAColleagueHasTheSameIsSaidWithoutANameWhileTheKeyIsRefused() throws {
    var driver = try Self.driver()
    driver.handle(.team(.takenTwice(handOver(driver), by: "lee")))
    #expect(driver.notice == "lee has taken this, too, and may send it: message Avery L. ADA-TOSXM.")
    driver.lookUp(Sample.joMail)
    driver.latest(.failure(Sample.badKey))
    driver.handle(.team(.takenTwice(handOver(driver), by: "lee")))
    #expect(driver.notice.hasPrefix("lee has taken this, too") && !driver.notice.contains("Avery"))
  }

  // MARK: Taking

  @Test func aColleagueSeesItInHeaderCaseAndListAndTakesIt() throws {
    var driver = try Self.driver()
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver)]))))
    #expect(driver.header.contains("1 hand-over for you"))
    #expect(driver.banners.contains("kim hands a message to you: F3 takes it."))
    driver.press(.drafts)
    driver.choose("TO TAKE")
    #expect(driver.confirmation?.title == "Take the message")
    #expect(driver.confirmationText.contains("Sent from you: Robin Diaz <robin@example.com>"))
    #expect(accepted(driver) == nil)
    driver.press(.confirm)
    let mine = try #require(accepted(driver))
    driver.handle(.team(.took(mine)))
    #expect(driver.notice == "message Avery L. ADA-TOSXM is yours now: F3 opens it.")
    #expect(driver.effects.contains(.record(.team(.took("h1"), avery))))
    driver.handle(.team(.took(handOver(driver, isOwn: true))))
    #expect(driver.effects.contains(.record(.team(.tookBack("h1"), avery))))
    #expect(driver.effects.contains { if case .store(.readAgain) = $0 { true } else { false } })
  }

  @Test func aDraftOfOnesOwnInItsPlaceKeepsItWithTheTeam() throws {
    var driver = try Self.driver()
    driver.press(.message)
    driver.type("Mine")
    driver.press(.back)
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, to: nil)]))))
    #expect(driver.banners.contains("kim hands a message to the team: F3 takes it."))
    driver.press(.drafts)
    driver.choose("TO TAKE")
    #expect(driver.confirmation == nil && accepted(driver) == nil)
    #expect(driver.notice.contains("You have a message of this case yourself"))
    // A note is another thing.
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, kind: .note)]))))
    driver.press(.drafts)
    driver.choose("TO TAKE")
    #expect(driver.confirmation?.title == "Take the note")
  }

  /// The program ended between the acceptance and the own store.
  @Test func whatWasAcceptedAndNotKeptIsOfferedAgain() throws {
    var driver = try Self.driver()
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, .toBeKept)]))))
    #expect(driver.header.contains("1 hand-over for you"))
    driver.press(.drafts)
    driver.choose("not kept here yet")
    #expect(accepted(driver)?.state == .toBeKept)
  }

  @Test func theLockForgetsWhatColleaguesGave() throws {
    var driver = try Self.driver()
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver)]))))
    driver.press(.lock)
    #expect(!driver.header.contains("hand-over"))
    driver.handle(.team(.took(handOver(driver))))
    #expect(!driver.effects.contains { if case .store(.readAgain) = $0 { true } else { false } })
  }

  // MARK: Contents

  @Test func aMessageBecomesADraftOfTheAccepterOfTheSameKindAndAge() throws {
    let (driver, order) = try handingOver()
    let contents = try #require(HandOverDocument(order.handed)?.contents)
    let document = try #require(HandOverDocument(contents: contents))
    #expect(document.kind == .message)
    guard case .draft(let draft)? = document.handed(of: avery, to: "kim", at: driver.now + 300) else {
      Issue.record("no draft")
      return
    }
    #expect(draft.author == "kim" && draft.id == StoredDraftID(DraftSlot(avery, .message)) && draft.version == 0)
    #expect(!contents.contains("robin"), "the author is who takes it")
    // Kim opens it; the patient has written since it was begun.
    var kim = SessionDriver.inTeam(StoreContents(drafts: [draft]), author: "Kim Ott")
    kim.now = driver.now + 600
    let time = driver.now.addingTimeInterval(60).formatted(.iso8601)
    let wrote = #"{"id":"c1","text":"I moved.","isRestricted":false,"author":{"role":"USER"},"createdAt":"\#(time)"}"#
    let detail = try Sample.detail(more: #""comments":[\#(wrote)]"#)
    try kim.open(detail)
    kim.press(.message)
    #expect(kim.session.openComposer?.text.text == "Your visit is on Friday.")
    kim.press(.review)
    kim.found(.success(detail))
    #expect(kim.confirmationText.contains("From Kim Ott <kim@example.com>"))
    #expect(kim.confirmationText.contains("Arrived after you began"))
    kim.press(.confirm)
    guard case .communication(let write)? = kim.sent.first?.write else {
      Issue.record("nothing was sent")
      return
    }
    #expect(write.kind == .message && write.author.name == "Kim Ott")
  }

  /// A row that says it is a note, with a message in it, opens as neither.
  @Test func aKindThatDoesNotFitItsTextIsNeverOpened() throws {
    let (driver, order) = try handingOver()
    var document = try #require(HandOverDocument(order.handed))
    document.draft?.kind = "note"
    guard case .draft(let draft)? = document.handed(of: avery, to: "kim", at: driver.now) else {
      Issue.record("no draft")
      return
    }
    var kim = try Self.driver(StoreContents(drafts: [draft]))
    kim.press(.note)
    #expect(kim.session.openComposer == nil)
    #expect(kim.notice == UnreadableForm.damaged.sentence)
    document.draft?.kind = "letter"
    #expect(HandOverDocument(contents: try #require(document.contents)) == nil)
    document.version = 2
    #expect(HandOverDocument(contents: try #require(document.contents)) == nil)
  }
}
