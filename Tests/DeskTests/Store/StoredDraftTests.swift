import Foundation
import Testing

@testable import Care360
@testable import Desk

struct StoredDraftTests {
  let id: StoredDraftID
  let now = SessionDriver().now

  init() throws { id = StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)) }

  func driver(
    holder: StoredDraft.Holder? = nil, body: [UInt8]? = nil, isUnclean: Bool = false
  ) throws -> SessionDriver {
    let draft = try Sample.draft(savedAt: now - 180, holder: holder, body: body)
    return SessionDriver.withStore(StoreContents(drafts: [draft], unclean: isUnclean ? draft.id : nil))
  }

  static let held = StoredDraft.Holder(terminal: "pts/3", lastKeyAt: SessionDriver().now - 40)

  // MARK: Opening

  @Test func theListTellsWhoseAndHowOldItIs() throws {
    var driver = try driver()
    #expect(driver.header.contains("1 draft"))
    driver.press(.drafts)
    let row = try #require(driver.picker?.rows.first)
    #expect(row.spans.map(\.text).joined() == "draft Avery L. ADA-TOSXM 0/1  by kim")
    #expect(row.trailing?.text == "3 min ago")
  }

  @Test func aStoredDraftOpensItsCaseLiveAndThenTheTextAtItsField() throws {
    var driver = try driver()
    driver.press(.drafts, .accept)
    #expect(driver.effects.contains(.read(.fetchCase(.id(id.caseID), generation: driver.generation))))
    #expect(driver.screen.editor == nil && driver.formText.isEmpty, "not before its case is there")
    driver.found(.success(try Sample.detail()))
    #expect(driver.formText.contains("How tall are you?"))
    #expect(driver.screen.editor?.title == "Intake · Avery Lindqvist ADA-TOSXM · 0 of 1")
    #expect(driver.screen.focus == .form)
    #expect(driver.screen.editor?.rows.first { $0.id == driver.screen.editor?.focusedID }?.label == "Type")
    #expect(driver.badge == "saved 10:39" && driver.notice.contains("3 min ago by kim"))
    #expect(driver.saved == nil, "nothing changed yet")
    driver.press(.previousField)
    driver.type("!")
    driver.autosave()
    #expect(driver.expected == 3)
  }

  @Test func aFailedReadLeavesItStored() throws {
    var driver = try driver()
    driver.press(.drafts, .accept)
    driver.found(.failure(Sample.noConnection))
    #expect(driver.screen.editor == nil && driver.header.contains("1 draft"))
    driver.press(.drafts)
    #expect(driver.picker?.rows.count == 1)
  }

  @Test func onItsOwnCaseItIsOfferedAndTheFormCommandOpensIt() throws {
    var driver = try driver()
    try driver.open(try Sample.detail())
    #expect(driver.banners.contains("A draft for this case is kept, saved by kim: a opens it."))
    driver.press(.addProducts)
    #expect(driver.formText.contains("How tall are you?"))
    #expect(!driver.banners.contains("A draft of this case is kept"))
  }

  @Test(arguments: [(#"{"version":9}"#, "newer version of CaseDesk"), ("{", "cannot be read")])
  func oneThatCannotBeReadIsLeftAsItIs(_ body: String, _ sentence: String) throws {
    var driver = try driver(body: Array(body.utf8))
    try driver.open(try Sample.detail())
    driver.press(.addProducts)
    #expect(driver.notice.contains(sentence) && driver.screen.editor == nil)
    #expect(driver.header.contains("1 draft") && driver.deleted.isEmpty && driver.saved == nil)
  }

  @Test func aRefusedKeyLeavesDraftsSealed() throws {
    var driver = try driver(isUnclean: true)
    driver.lookUp(Sample.joMail)
    driver.latest(.failure(Sample.badKey))
    driver.press(.drafts)
    #expect(driver.picker?.rows.isEmpty == true)
    driver.press(.back)
    #expect(!driver.casePane.contains("Avery") && driver.screen.lookup.rows.isEmpty)
  }

  @Test func theOfferToGoOnIsNoWayAroundARefusedKey() throws {
    var driver = try driver(isUnclean: true)
    driver.lookUp(Sample.joMail)
    driver.latest(.failure(Sample.badKey))
    driver.press(.find)
    driver.handle(.input(.edited(.deleteBackward)))
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.effects.isEmpty && driver.notice.contains("stay sealed"))
  }

  // MARK: After an unclean end

  @Test func theFirstScreenOffersToGoOn() throws {
    var driver = try driver(isUnclean: true)
    #expect(driver.casePane.contains("Continue: Avery L. ADA-TOSXM, question 1, 3 min ago"))
    let row = try #require(driver.screen.lookup.rows.first)
    #expect(row.spans.map(\.text).joined() == "Continue: Avery L. ADA-TOSXM, question 1")
    #expect(driver.screen.lookup.selectedID == nil, "an answer never moves the selection")
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.effects.contains(.read(.fetchCase(.id(id.caseID), generation: driver.generation))))
    driver.found(.success(try Sample.detail()))
    #expect(driver.formText.contains("How tall are you?"))
    #expect(!driver.screen.lookup.rows.contains { $0.spans.map(\.text).joined().contains("Continue") })
  }

  @Test func theOfferGoesWhileSomebodyElseIsTyped() throws {
    var driver = try driver(isUnclean: true)
    driver.type("jo")
    #expect(driver.screen.lookup.rows.isEmpty)
  }

  // MARK: Another live session

  @Test(arguments: [Command.drafts, .addProducts]) func aHeldDraftAsksBeforeItIsTaken(_ way: Command) throws {
    var driver = try driver(holder: Self.held)
    if way == .addProducts {
      try driver.open(try Sample.detail())
      driver.press(.addProducts)
    } else {
      driver.press(.drafts, .accept)
    }
    #expect(driver.confirmationText.contains("pts/3, last key press 40 s ago"))
    #expect(driver.screen.editor == nil)
    driver.press(.accept)
    #expect(driver.effects.isEmpty, "only y is yes")
    driver.press(.confirm)
    #expect(driver.effects == [.store(.takeOverDraft(id))])
    driver.handle(.drafts(.tookOver(try Sample.draft("How tall are you now?", version: 4, savedAt: driver.now))))
    if way == .drafts { driver.found(.success(try Sample.detail())) }
    #expect(driver.formText.contains("How tall are you now?"))
    driver.press(.previousField)
    driver.type("!")
    driver.autosave()
    #expect(driver.expected == 4)
  }

  /// Another session opened it while this one was locked and waited for its case.
  @Test func aDraftThatIsHeldByNowIsNotOpened() throws {
    var driver = try driver()
    driver.press(.drafts, .accept, .lock)
    driver.unlock(StoreContents(drafts: [try Sample.draft(savedAt: now, holder: Self.held)]))
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.editor == nil && driver.banners.contains("open in pts/3"))
  }

  @Test func theOneItIsTakenFromSavesLeavesAndCanOnlyTakeItBack() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.handle(.drafts(.takenOver(id, by: "pts/5")))
    #expect(
      driver.saved.map { String(decoding: $0.body ?? [], as: UTF8.self).contains("Mine") } == true, "one save more")
    #expect(driver.notice.contains("taken over by pts/5"))
    try driver.storeSaves()
    // Keys on their way into the form become no commands.
    driver.type("qry")
    driver.press(.undo, .review, .discardDraft, .deleteItem)
    driver.handle(.input(.edited(.deleteBackward)))
    #expect(driver.screen.overlays.isEmpty && driver.screen.focus == .form && driver.effects.isEmpty)
    #expect(driver.formText.contains("Mine\n") && driver.badge == "taken over by pts/5")
    driver.press(.back)
    #expect(driver.screen.editor == nil)
    driver.press(.addProducts)
    #expect(driver.screen.editor == nil && driver.confirmationText.contains("pts/5 took it over"))
    driver.press(.confirm)
    #expect(driver.effects == [.store(.takeOverDraft(id))])
    driver.handle(.drafts(.tookOver(try Sample.draft("Theirs", version: 2, savedAt: driver.now))))
    #expect(driver.formText.contains("Theirs"))
  }

  /// It is told at the next save, which did not go through: the text stays here and is marked.
  @Test func oneThatLearnsOfItByASaveKeepsItsText() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.autosave()
    driver.handle(.drafts(.takenOver(id, by: "pts/5")))
    #expect(driver.saved == nil && !driver.isSavingDrafts)
    #expect(driver.header.contains("1 draft NOT SAVED"))
    driver.press(.back, .addProducts, .confirm)
    driver.handle(.drafts(.tookOver(try Sample.draft("Theirs", version: 2, savedAt: driver.now))))
    #expect(driver.picker?.title.contains("Two texts") == true)
    driver.press(.accept, .addProducts)
    #expect(driver.formText.contains("Mine") && driver.badge.hasPrefix("NOT SAVED"))
  }

  @Test func aFormThatWasTakenAwayTakesNoTemplateAndNoFile() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.press(.templates)
    driver.handle(
      .files(
        .templatesListed([TemplateListing(name: "t", isBuiltIn: true, template: FormTemplateTests.template)])))
    driver.handle(.drafts(.takenOver(id, by: "pts/5")))
    let before = driver.formText
    driver.press(.accept)
    driver.handle(.files(.read(Array(FormTemplateTests.body.utf8), id.caseID)))
    #expect(driver.formText == before)
    driver.press(.templates)
    #expect(driver.picker == nil && driver.reason(.importForm) == "pts/5 took this form over")
  }

  @Test func aFormThatWasTakenAwayIsNotSentFromHere() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.press(.review, .review, .review)
    #expect(driver.confirmation != nil)
    driver.handle(.drafts(.takenOver(id, by: "pts/5")))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.notice.hasPrefix("Nothing was sent"))
  }

  /// The answer comes when the person is with another patient.
  @Test func aDraftThatWasTakenOpensOnlyWhereItWasAskedFor() throws {
    var driver = try driver(holder: Self.held)
    driver.press(.drafts, .accept, .confirm)
    try driver.open(try Sample.joDetail())
    driver.handle(.drafts(.tookOver(try Sample.draft(version: 4, savedAt: driver.now))))
    #expect(driver.casePane.contains("Jo Park") && driver.effects.isEmpty)
    #expect(driver.notice.contains("F3 opens it"))
    driver.press(.drafts, .accept)
    driver.found(.success(try Sample.detail()))
    #expect(driver.formText.contains("How tall are you?"))
  }

  @Test func aDraftThatWasTakenDoesNotPushAsideAFormThatIsOpen() throws {
    var driver = try driver(holder: Self.held)
    try driver.open(try Sample.joDetail())
    driver.press(.drafts, .accept, .confirm)
    driver.startForm("Jo's question")
    driver.handle(.drafts(.tookOver(try Sample.draft(version: 4, savedAt: driver.now))))
    #expect(driver.formText.contains("Jo's question") && driver.screen.focus == .form)
    #expect(driver.notice.contains("F3 opens it"))
  }

  @Test func unlockingListsNoDraftTwice() throws {
    var driver = try driver()
    try driver.open(try Sample.detail())
    driver.press(.addProducts, .lock)
    driver.unlock(StoreContents(drafts: [try Sample.draft(savedAt: now)]))
    driver.press(.drafts)
    #expect(driver.picker?.rows.count == 1 && driver.header.contains("1 draft"))
  }

  // MARK: Two texts

  func conflicting() throws -> SessionDriver {
    var driver = try SessionDriver.typing("Mine")
    driver.autosave()
    let beside = DraftCopy(id: StoredDraftID(id.slot, copy: 1), version: 1)
    driver.handle(
      .drafts(.conflict(id, stored: try Sample.draft("Theirs", version: 7, savedAt: driver.now - 60), copy: beside)))
    return driver
  }

  @Test func aConflictKeepsBothTextsAndInterruptsNoTyping() throws {
    var driver = try conflicting()
    #expect(driver.screen.overlays.isEmpty && driver.badge == "saved as a separate copy 10:42")
    #expect(
      driver.notice.hasPrefix(
        "Another session has saved this draft: your text is kept as a separate copy."))
    #expect(driver.screen.editor?.banners.first?.text.contains("choose a text with Ctrl-S or F3") == true)
    driver.type(" too")
    #expect(driver.header.contains("1 draft NOT SAVED"))
    driver.autosave()
    let saved = try #require(driver.saved)
    #expect(
      saved.id.copy == 1 && driver.expected == 1
        && String(decoding: saved.body ?? [], as: UTF8.self).contains("Mine too"))
    driver.handle(.drafts(.saved(saved.id, version: 2, at: driver.now)))
    #expect(driver.badge.hasPrefix("saved as a separate copy") && !driver.header.contains("NOT SAVED"))
    driver.type(" and more")
    driver.handle(.drafts(.endingSoon))
    #expect(driver.saved?.id.copy == 1 && driver.expected == 2, "a program that ends saves it, too")
    driver.handle(.drafts(.saved(saved.id, version: 3, at: driver.now)))
    driver.press(.saveDraft)
    #expect(driver.picker?.selectedID == "later", "Enter alone throws nothing away")
    driver.press(.accept)
    #expect(driver.effects.isEmpty && driver.formText.contains("Mine too"))
  }

  /// A text that the store has given no place beside the other yet asks for one with the next save.
  @Test func aTextWithoutAPlaceAsksTheStoreForOne() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.autosave()
    driver.handle(.drafts(.conflict(id, stored: try Sample.draft("Theirs", version: 7, savedAt: driver.now - 60))))
    #expect(driver.badge.hasPrefix("NOT SAVED"))
    driver.autosave()
    #expect(driver.saved?.id == id && driver.expected == nil, "the store will not take it there, and keeps both")
  }

  @Test func theListOfDraftsLeadsToTheDecision() throws {
    var driver = try conflicting()
    driver.press(.back, .drafts)
    #expect(driver.picker?.rows.first?.spans.last?.text.contains("saved as a separate copy") == true)
    driver.press(.accept)
    #expect(driver.picker?.title.contains("Two texts") == true && driver.screen.editor == nil)
  }

  @Test func keepingMineAsksAndReplacesThatVersion() throws {
    var driver = try conflicting()
    driver.press(.saveDraft)
    driver.choose("keep this text")
    #expect(driver.confirmationText.contains("its text is lost"))
    driver.press(.back)
    #expect(driver.effects.isEmpty)
    driver.press(.saveDraft)
    driver.choose("keep this text")
    driver.press(.confirm)
    let body = try #require(driver.saved).body
    #expect(driver.expected == 7 && String(decoding: body ?? [], as: UTF8.self).contains("Mine"))
    #expect(!driver.badge.hasPrefix("saved"))
    try driver.storeSaves(version: 8)
    #expect(driver.badge == "saved 10:42")
  }

  @Test func takingTheOtherAsksAndOpensIt() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.autosave()
    // The session that saved it is alive.
    let theirs = try Sample.draft("Theirs", version: 7, savedAt: driver.now - 60, holder: Self.held)
    driver.handle(.drafts(.conflict(id, stored: theirs)))
    driver.press(.saveDraft)
    driver.choose("take the other")
    #expect(driver.confirmationText.contains("Dropped Avery L. ADA-TOSXM 0/1"))
    driver.press(.confirm)
    #expect(driver.formText.contains("Theirs") && driver.badge == "saved 10:41" && driver.saved == nil)
    driver.press(.previousField)
    driver.type("?")
    driver.autosave()
    #expect(driver.expected == 7)
  }

  @Test func anOtherTextThatCannotBeReadLeavesMine() throws {
    var driver = try SessionDriver.typing("Mine")
    driver.autosave()
    driver.handle(.drafts(.conflict(id, stored: try Sample.draft(savedAt: driver.now, body: [1, 2]))))
    driver.press(.saveDraft)
    driver.choose("take the other")
    driver.press(.confirm)
    #expect(driver.formText.contains("Mine") && driver.badge.hasPrefix("NOT SAVED"))
  }

  @Test func aConfirmationOfAnotherVersionDoesNothing() throws {
    var driver = try conflicting()
    driver.press(.saveDraft)
    driver.choose("keep this text")
    driver.handle(.drafts(.conflict(id, stored: try Sample.draft("Newer", version: 9, savedAt: driver.now))))
    driver.press(.confirm)
    #expect(driver.saved == nil && driver.badge.hasPrefix("NOT SAVED"))
  }
}
