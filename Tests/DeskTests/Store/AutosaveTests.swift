import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

struct AutosaveTests {
  let id: StoredDraftID

  init() throws { id = StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)) }

  @Test func theFirstChangeStartsTheTimerAndItsEndSaves() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.addProducts)
    #expect(driver.ownEffects == [.token(.check)] && driver.badge == "nothing typed yet", "nothing was typed")
    driver.press(.accept)
    driver.choose(Sample.tirzepatide)
    #expect(driver.effects == [.timer(.autosave(seconds: 2))])
    driver.press(.addQuestion)
    driver.type("How")
    #expect(driver.effects.isEmpty, "one timer runs")
    #expect(driver.badge == "not saved yet")
    driver.autosave()
    let draft = try #require(driver.saved)
    #expect(draft.id == id && draft.author == "robin" && draft.place == "question 1")
    #expect(draft.summary == "Avery L. ADA-TOSXM 0/1" && driver.expected == nil)
    #expect(String(decoding: draft.body ?? [], as: UTF8.self).contains("\"How\""))
    #expect(driver.badge == "not saved yet", "nothing counts as saved before the store said so")
    try driver.storeSaves()
    #expect(driver.badge == "saved 10:42" && driver.header.contains("1 draft") && !driver.header.contains("NOT SAVED"))
  }

  @Test func whatIsTypedDuringASaveIsSavedAfterIt() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    let first = try #require(driver.saved)
    driver.type(" Now?")
    #expect(driver.effects.isEmpty || driver.effects == [.timer(.autosave(seconds: 2))])
    driver.autosave()
    #expect(driver.saved == nil, "one save at a time")
    driver.handle(.drafts(.saved(first.id, version: 1, at: driver.now)))
    #expect(driver.badge == "changed since 10:42")
    let second = try #require(driver.saved)
    #expect(driver.expected == 1 && String(decoding: second.body ?? [], as: UTF8.self).contains("Now?"))
    try driver.storeSaves(version: 2)
    #expect(driver.badge == "saved 10:42" && driver.effects.isEmpty)
  }

  /// At no moment is there a change that is neither stored, nor being saved, nor waited for by a timer.
  @Test func noChangeIsEverForgotten() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      var driver = try SessionDriver.typing("a")
      var version = 0
      var isTimerSet = true
      var isSaving = false
      func note() {
        if driver.effects.contains(.timer(.autosave(seconds: 2))) { isTimerSet = true }
        if driver.saved != nil { isSaving = true }
      }
      for _ in 0..<60 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: driver.type("x")
        case 1: driver.press(.undo)
        case 2 where isTimerSet:
          isTimerSet = false
          driver.handle(.drafts(.autosaveTimerFired))
        case 3 where isSaving:
          isSaving = false
          version += 1
          driver.handle(.drafts(.saved(id, version: version, at: driver.now)))
        default: continue
        }
        note()
        let isStored = driver.badge.hasPrefix("saved")
        #expect(isStored || isTimerSet || isSaving, "\(driver.badge)")
      }
    }
  }

  @Test(arguments: [Command.back, .saveDraft]) func leavingAndSavingSaveAtOnce(_ command: Command) throws {
    var driver = try SessionDriver.typing()
    driver.press(command)
    #expect(driver.saved != nil)
    try driver.storeSaves()
    driver.press(.drafts)
    #expect(driver.picker?.rows.first?.spans.map(\.text).joined().contains("saved 10:42") == true)
  }

  @Test func aHangUpSavesAtOnceAndSaysWhenItIsDone() throws {
    var driver = try SessionDriver.typing()
    driver.handle(.drafts(.endingSoon))
    #expect(driver.saved != nil && driver.isSavingDrafts)
    try driver.storeSaves()
    #expect(!driver.isSavingDrafts)
  }

  @Test(arguments: [true, false])
  func whereTheCursorWasIsSavedWhenTheFormLeavesTheScreenEvenWhenNothingWasTyped(_ isLost: Bool) throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    let first = try #require(driver.saved)
    try driver.storeSaves()
    driver.press(.nextField)
    #expect(driver.saved == nil && driver.badge == "saved 10:42", "moving is no change")
    if isLost { driver.handle(.drafts(.endingSoon)) } else { driver.press(.back) }
    let second = try #require(driver.saved)
    #expect(driver.expected == 1 && second.body != first.body)
    #expect(String(decoding: second.body ?? [], as: UTF8.self).contains(".type"))
    // Whether or not that save succeeds, the text is stored.
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(!driver.header.contains("NOT SAVED") && !driver.isSavingDrafts && driver.effects.isEmpty)
  }

  @Test func aFormThatWasOnlyLookedAtIsNotSavedAgain() throws {
    var driver = try SessionDriver.typing()
    driver.press(.back)
    try driver.storeSaves()
    driver.press(.focusFormPane)
    driver.handle(.drafts(.endingSoon))
    #expect(driver.saved == nil && !driver.isSavingDrafts)
  }

  @Test func openingAnotherCaseSaves() throws {
    var driver = try SessionDriver.typing()
    driver.press(.find)
    driver.type(Sample.joMail)
    driver.press(.accept)
    #expect(driver.saved != nil)
    #expect(driver.banners.contains("parked: Avery L. ADA-TOSXM 0/1, F3"))
  }

  @Test(arguments: [[Command.undo], [.undo, .redo], [.deleteItem], [.addQuestion], [.addProduct]])
  func everyKindOfChangeIsSaved(_ commands: [Command]) throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    try driver.storeSaves()
    for command in commands {
      driver.press(command)
      #expect(driver.ownEffects == [.timer(.autosave(seconds: 2))])
      if driver.picker != nil { driver.press(.back) }
      driver.autosave()
      try driver.storeSaves(version: 2)
    }
  }

  @Test func savingByHandSaysWhenItIsDone() throws {
    var driver = try SessionDriver.typing()
    driver.press(.saveDraft)
    #expect(driver.notice.isEmpty)
    try driver.storeSaves()
    #expect(driver.notice == "Saved here; not sent.")
    driver.press(.saveDraft)
    #expect(driver.notice == "Nothing has changed since the draft was saved." && driver.saved == nil)
  }

  @Test func afterAFailureTheMarkStaysUntilASaveSucceeds() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(driver.effects == [.timer(.retry(seconds: 30))])
    #expect(driver.badge == "NOT SAVED: The disk is full." && driver.header.contains("1 draft NOT SAVED"))
    driver.press(.nextField, .previousField)
    #expect(driver.badge.hasPrefix("NOT SAVED") && driver.effects.isEmpty, "moving is no change")
    driver.type("?")
    #expect(driver.effects == [.timer(.autosave(seconds: 2))])
    driver.autosave()
    #expect(driver.saved != nil)
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(driver.effects.isEmpty, "one retry is waited for")
    driver.pass(28)
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved != nil)
    try driver.storeSaves()
    #expect(driver.badge == "saved 10:42" && !driver.header.contains("NOT SAVED"))
  }

  @Test func withoutAStoreNothingIsSavedAndThatIsSaid() throws {
    var driver = SessionDriver()
    driver.handle(.door(.storeIsMemoryOnly(reason: nil)))
    try driver.open(try Sample.detail())
    driver.startForm("How?")
    #expect(driver.effects.isEmpty && driver.badge == "NOT SAVED (memory only)")
    #expect(driver.header.contains("1 draft NOT SAVED"))
    driver.press(.saveDraft)
    #expect(driver.effects.isEmpty && driver.notice.contains("memory only"))
    driver.press(.back)
    #expect(driver.effects.isEmpty)
  }

  @Test func aFormTypedBeforeTheStoreOpenedIsSavedThen() throws {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    try driver.open(try Sample.detail())
    driver.startForm("How?")
    driver.handle(.door(.storeOpened(StoreContents())))
    #expect(driver.effects.contains(.timer(.autosave(seconds: 2))))
  }

  // MARK: Deleting

  @Test func aDraftGoesOnceTheServiceConfirmedIt() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    try driver.storeSaves(version: 4)
    driver.press(.review, .review, .review, .confirm)
    #expect(driver.deleted.isEmpty)
    driver.handle(.writes(.ended(.success(Written(value: .products(id.caseID), isRecorded: true)), write: 1)))
    #expect(driver.deleted == [.store(.deleteDraft(id, version: 4))])
    #expect(!driver.header.contains("draft"))
  }

  @Test(arguments: [Sample.unknown, Sample.badToken, Sample.serverFault])
  func withoutAConfirmationItStays(_ error: Care360Error) throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    try driver.storeSaves()
    driver.press(.review, .review, .confirm)
    driver.handle(.writes(.ended(.failure(error), write: 1)))
    #expect(driver.deleted.isEmpty && driver.header.contains("1 draft"))
    driver.press(.back, .back)
    #expect(driver.deleted.isEmpty && driver.header.contains("1 draft"))
  }

  @Test func discardingAsksAndThenDeletes() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    try driver.storeSaves()
    driver.press(.discardDraft, .back)
    #expect(driver.deleted.isEmpty)
    driver.press(.discardDraft, .confirm)
    #expect(driver.deleted == [.store(.deleteDraft(id, version: 1))])
  }

  @Test func aDraftThatEndsDuringItsSaveIsDeletedAfterIt() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    driver.press(.discardDraft, .confirm)
    #expect(driver.deleted.isEmpty)
    driver.handle(.drafts(.saved(id, version: 1, at: driver.now)))
    #expect(driver.deleted == [.store(.deleteDraft(id, version: 1))])
    driver.startForm("Again?")
    driver.autosave()
    #expect(driver.saved != nil && driver.expected == nil, "a new draft comes from none")
  }

  /// Emptying a form by hand is no discarding.
  @Test func whatIsStoredStaysWhenTheFormWasEmptied() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.autosave()
    try driver.storeSaves()
    driver.press(.undo, .back)
    #expect(driver.deleted.isEmpty && driver.header.contains("1 draft"))
  }

  // MARK: Quitting

  @Test func quittingWaitsForTheSaves() throws {
    var driver = try SessionDriver.typing()
    driver.press(.interrupt)
    #expect(driver.confirmationText.contains("Drafts are kept."))
    driver.press(.confirm)
    #expect(driver.saved != nil && !driver.effects.contains(.end(.quit)))
    #expect(driver.effects.contains(.timer(.quit(seconds: 5))))
    try driver.storeSaves()
    #expect(driver.effects == [.end(.quit)])
  }

  @Test func aDraftThatCannotBeSavedKeepsTheProgramOpenUntilThePersonGaveItUp() throws {
    var driver = try SessionDriver.typing()
    driver.press(.interrupt, .confirm)
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(!driver.effects.contains(.end(.quit)) && driver.notice.contains("Quit again"))
    driver.press(.interrupt)
    #expect(driver.confirmationText.contains("This form will be lost: Avery L. ADA-TOSXM"))
    driver.press(.confirm)
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(driver.effects.contains(.end(.quit)))
  }

  @Test func aStoreThatDoesNotAnswerHoldsQuittingUpForFiveSeconds() throws {
    var driver = try SessionDriver.typing()
    driver.press(.interrupt, .confirm)
    driver.pass(5)
    driver.handle(.drafts(.quitTimerFired))
    #expect(!driver.effects.contains(.end(.quit)) && driver.badge == "NOT SAVED: The store does not answer.")
    driver.handle(.drafts(.saved(id, version: 1, at: driver.now)))
    #expect(driver.badge == "saved 10:42", "an answer that comes late is believed")
  }
}
