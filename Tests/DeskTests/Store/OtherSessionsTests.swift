import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Drafts, links and writes of other sessions of the operator, which come and go while this one runs.
struct OtherSessionsTests {
  let now = SessionDriver().now

  private func askedWith(_ driver: SessionDriver) -> Int? {
    for case .store(.readAgain(let removals)) in driver.effects { return removals }
    return nil
  }

  /// The store answers what the last event asked of it.
  private func answer(
    _ driver: inout SessionDriver, drafts: [StoredDraft] = [], links: [RefillLink] = []
  ) throws {
    let removals = try #require(askedWith(driver), "the store was not asked")
    driver.handle(.door(.storeReadAgain(drafts: drafts, links: links, removals: removals)))
  }

  private func held() throws -> StoredDraft {
    try Sample.draft(savedAt: now - 20, holder: StoredDraft.Holder(terminal: "pts/3", lastKeyAt: now - 20))
  }

  private func link(minutesAgo minutes: Double) throws -> RefillLink {
    RefillLink(
      caseID: try CaseID(Sample.avery), patientName: "Avery Lindqvist", shortID: "ADA-TOSXM",
      requestedAt: now - 60 * minutes, link: "https://example.com/check-in/\(Int(minutes))")
  }

  // MARK: When they are read

  @Test func theListOfDraftsReadsThemAndShowsThemWhileItIsOpen() throws {
    var driver = SessionDriver.withStore()
    driver.press(.drafts)
    #expect(driver.picker?.rows.isEmpty == true && driver.effects.contains(.record(.listUnsettled)))
    try answer(&driver, drafts: [try held()], links: [try link(minutesAgo: 5)])
    let rows = driver.picker?.rows.map { $0.spans.map(\.text).joined() }
    #expect(rows == ["draft Avery L. ADA-TOSXM 0/1  open in pts/3", "link Avery Lindqvist ADA-TOSXM"])
    #expect(driver.header.contains("1 draft"))
    try answerAgain(&driver)
    #expect(driver.picker?.rows.count == 1 && !driver.header.contains("draft"), "sent or discarded there")
  }

  /// The list is opened once more, and no draft is stored by now.
  private func answerAgain(_ driver: inout SessionDriver) throws {
    driver.press(.back)
    driver.press(.drafts)
    try answer(&driver)
  }

  @Test func aCaseAPanelAndAQuestionReadThem() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    #expect(askedWith(driver) == 0 && driver.effects.contains(.record(.listUnsettled)), "a case")
    driver.press(.refill)
    #expect(askedWith(driver) == 0, "a panel")
    driver.choose("no product")
    #expect(askedWith(driver) == 0 && driver.confirmation != nil, "a question")
    driver.press(.back)
    driver.press(.palette)
    #expect(askedWith(driver) == nil, "a list of no patient")
  }

  @Test func withoutAStoreOnlyTheRecordIsRead() throws {
    var driver = SessionDriver()
    driver.press(.drafts)
    #expect(driver.effects == [.record(.listUnsettled)])
  }

  // MARK: A form

  @Test func aFormThatIsOpenElsewhereIsOfferedForTakingOver() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.addProducts)
    #expect(driver.badge == "nothing typed yet")
    try answer(&driver, drafts: [try held()])
    #expect(driver.confirmation?.title == "Take the draft over" && driver.confirmationText.contains("pts/3"))
    #expect(driver.screen.editor == nil && driver.screen.focus == .caseDetail)
    driver.press(.confirm)
    #expect(driver.effects.contains(.store(.takeOverDraft(StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form))))))
  }

  @Test func aDraftThatNobodyHoldsOpensInPlaceOfTheEmptyForm() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.addProducts)
    try answer(&driver, drafts: [try Sample.draft(savedAt: now - 20)])
    #expect(driver.formText.contains("How tall are you?") && driver.screen.focus == .form)
    #expect(
      driver.effects.contains(
        .store(.claimDraft(StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)), version: 3))))
  }

  @Test func whatIsTypedBeforeTheAnswerStays() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.addProducts)
    let asked = try #require(askedWith(driver))
    driver.press(.addQuestion)
    driver.type("How much do you weigh?")
    driver.handle(.door(.storeReadAgain(drafts: [try held()], links: [], removals: asked)))
    #expect(driver.formText.contains("How much do you weigh?") && driver.screen.overlays.isEmpty)
  }

  @Test func nothingComesUpOverAnotherPane() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.addProducts)
    let asked = try #require(askedWith(driver))
    driver.press(.find)
    driver.handle(.door(.storeReadAgain(drafts: [try held()], links: [], removals: asked)))
    #expect(driver.screen.overlays.isEmpty && driver.screen.focus == .lookup)
    driver.press(.addProducts)
    #expect(driver.confirmation?.title == "Take the draft over", "the empty form does not hide it")
  }

  // MARK: A question

  @Test func aQuestionTellsALinkThatAnotherSessionAskedForAndIsReadAgain() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.refill)
    driver.choose("no product")
    let asked = try #require(askedWith(driver))
    driver.read()
    driver.handle(.door(.storeReadAgain(drafts: [], links: [try link(minutesAgo: 2)], removals: asked)))
    #expect(driver.confirmationText.contains("Asked already at 10:40; each request may create a new form."))
    driver.handle(.input(.command(.confirm)))
    #expect(driver.sent.isEmpty && driver.notice.contains("before this was on the screen"))
    driver.press(.confirm)
    #expect(driver.sent.count == 1)
  }

  @Test func aQuestionNoLongerTellsAWriteThatIsSettled() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    let earlier = try Sample.intent("a", .requestRefillLink, at: now - 60)
    driver.handle(.record(.unsettledListed(.success([earlier]))))
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("Already sent 10:41 by robin: outcome not known."))
    let number = driver.confirmation?.number
    driver.handle(.record(.unsettledListed(.success([earlier]))))
    #expect(driver.confirmation?.number == number, "the same question while it says the same")
    driver.handle(.record(.unsettledListed(.success([]))))
    #expect(!driver.confirmationText.contains("Already sent") && driver.confirmation?.number != number)
    #expect(!driver.confirmationText.contains("may create a new form"))
    #expect(driver.confirmationText.hasSuffix("NOT FOR PATIENTS: this is not production."))
  }

  // MARK: Answers that are late

  @Test func aDraftThatWasDiscardedSinceDoesNotComeBack() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    let draft = try driver.storeSaves()
    driver.press(.discardDraft)
    let asked = try #require(askedWith(driver))
    driver.press(.confirm)
    #expect(driver.deleted.count == 1)
    driver.handle(.door(.storeReadAgain(drafts: [draft], links: [], removals: asked)))
    #expect(!driver.header.contains("draft"))
    #expect(driver.effects == [.store(.readAgain(removals: asked + 1))])
    try answer(&driver)
    #expect(driver.effects.isEmpty)
  }

  @Test func underTheLockNothingIsTakenIn() throws {
    var driver = SessionDriver.withStore()
    driver.press(.drafts)
    let asked = try #require(askedWith(driver))
    driver.press(.lock)
    driver.handle(.door(.storeReadAgain(drafts: [try held()], links: [], removals: asked)))
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    driver.handle(.door(.unlocked(nil)))
    #expect(!driver.header.contains("draft"))
  }
}
