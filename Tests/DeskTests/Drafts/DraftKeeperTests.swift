import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The keeper of one draft alone: nothing counts as saved before the store said so.
struct DraftKeeperTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)

  /// A form with a question, typed into.
  private func typed(_ text: String = "How tall") throws -> DraftKeeper {
    DraftKeeper(.form(try EditorDriver.withQuestion(text).editor))
  }

  private func type(_ text: String = "?", into keeper: inout DraftKeeper) {
    _ = keeper.edit { $0.handle(.typed(text)) }
  }

  private func id(_ keeper: DraftKeeper) throws -> StoredDraftID {
    StoredDraftID(try #require(keeper.editor).slot)
  }

  /// The version that the save came from; fails where nothing was to be saved.
  private func begin(
    _ keeper: inout DraftKeeper, isLeaving: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Int? {
    let effect = keeper.save(by: "robin", at: now, isLeaving: isLeaving)
    guard case .store(.saveDraft(_, let version))? = effect else {
      Issue.record("nothing is saved: \(String(describing: effect))", sourceLocation: sourceLocation)
      return nil
    }
    return version
  }

  /// Typed and stored as this version.
  private func stored(version: Int = 1) throws -> DraftKeeper {
    var keeper = try typed()
    _ = try begin(&keeper)
    _ = keeper.saved(try id(keeper), version: version, at: now)
    return keeper
  }

  @Test func onlyTheAnswerOfTheStoreMakesItSaved() throws {
    var keeper = try typed()
    #expect(keeper.state == .changed(since: nil))
    #expect(keeper.isDraft && keeper.isUnsaved && !keeper.isLost)
    #expect(try begin(&keeper) == nil)
    #expect(keeper.state == .changed(since: nil))
    #expect(keeper.isSaving)
    let answer = keeper.saved(try id(keeper), version: 1, at: now + 2)
    #expect(answer.effects.isEmpty && !answer.wantsSave && !answer.hasEnded)
    #expect(keeper.state == .saved(now + 2))
    #expect(!keeper.isUnsaved && !keeper.isSaving)
  }

  @Test func anEmptyFormIsNoDraftAndIsNotSaved() throws {
    var keeper = DraftKeeper(.form(FormEditor(target: try EditorDriver().editor.target)))
    #expect(keeper.state == .untouched)
    #expect(keeper.isEmpty && !keeper.isDraft && !keeper.wantsAutosave)
    let effect = keeper.save(by: "robin", at: now, isLeaving: true)
    #expect(effect == nil)
  }

  @Test func theSavedBytesAreTheFormAndItsAuthorIsNamed() throws {
    var keeper = try typed()
    guard case .store(.saveDraft(let draft, _))? = keeper.save(by: "robin", at: now, isLeaving: false) else {
      Issue.record("nothing is saved")
      return
    }
    #expect(draft.author == "robin")
    #expect(draft.shortID == "ADA-TOSXM")
    let target = try #require(keeper.editor).target
    let again = try FormEditor(target: target, stored: DraftDocument(bytes: draft.body ?? []))
    #expect(again.document.bytes == keeper.editor?.bytes)
  }

  @Test func aSecondSaveNamesTheVersionOfTheFirst() throws {
    var keeper = try stored(version: 7)
    type(into: &keeper)
    #expect(keeper.state == .changed(since: now))
    #expect(try begin(&keeper) == 7)
  }

  @Test func textTypedDuringASaveIsSavedAfterIt() throws {
    var keeper = try typed()
    _ = try begin(&keeper)
    type(into: &keeper)
    let meanwhile = keeper.save(by: "robin", at: now, isLeaving: false)
    #expect(meanwhile == nil)
    let answer = keeper.saved(try id(keeper), version: 1, at: now)
    #expect(answer.wantsSave)
    #expect(keeper.state == .changed(since: now))
    #expect(try begin(&keeper) == 1)
    #expect(!keeper.saved(try id(keeper), version: 2, at: now).wantsSave)
  }

  @Test func aFailedSaveIsSaidAndTriedWhenTypingGoesOn() throws {
    var keeper = try typed()
    #expect(keeper.wantsAutosave)
    _ = try begin(&keeper)
    #expect(keeper.notSaved(try id(keeper), "The disk is full.") == nil)
    #expect(keeper.state == .failed("The disk is full."))
    #expect(keeper.isLost)
    #expect(!keeper.wantsAutosave)
    type(into: &keeper)
    #expect(keeper.wantsAutosave)
    _ = try begin(&keeper)
    _ = keeper.saved(try id(keeper), version: 1, at: now)
    #expect(keeper.state == .saved(now))
    #expect(!keeper.isLost)
  }

  @Test func anAnswerThatComesTooLateToBeWaitedForStillCounts() throws {
    var keeper = try typed()
    _ = try begin(&keeper)
    keeper.saveUnanswered()
    #expect(keeper.state == .failed("The store does not answer."))
    #expect(!keeper.isSaving && keeper.isLost)
    _ = keeper.saved(try id(keeper), version: 1, at: now)
    #expect(keeper.state == .saved(now))
  }

  @Test func aLateAnswerDoesNotCountForTextTypedSince() throws {
    var keeper = try typed()
    _ = try begin(&keeper)
    keeper.saveUnanswered()
    type(into: &keeper)
    _ = keeper.saved(try id(keeper), version: 1, at: now)
    #expect(keeper.isUnsaved)
    #expect(keeper.state == .changed(since: now))
  }

  @Test func aMovedCursorIsKeptOnlyWhenTheFormIsLeft() throws {
    var keeper = try stored()
    _ = keeper.edit { $0.handle(.edited(.lineStart)) }
    let whileOpen = keeper.save(by: "robin", at: now, isLeaving: false)
    #expect(whileOpen == nil)
    #expect(try begin(&keeper, isLeaving: true) == 1)
    let answer = keeper.notSaved(try id(keeper), "The disk is full.")
    #expect(answer?.effects == [])
    #expect(keeper.state == .saved(now), "the text is stored all the same")
  }

  @Test func theOneWhoAskedIsToldOnce() throws {
    var keeper = try typed()
    _ = try begin(&keeper)
    keeper.announce()
    #expect(keeper.saved(try id(keeper), version: 1, at: now).isAnnounced)
    type(into: &keeper)
    _ = try begin(&keeper)
    #expect(!keeper.saved(try id(keeper), version: 2, at: now).isAnnounced)
  }

  // MARK: Two sessions

  @Test func aFormThatAnotherSessionTookIsReadOnly() throws {
    var keeper = try stored()
    type(into: &keeper)
    keeper.lend(to: "pts/5")
    #expect(keeper.state == .lent("pts/5"))
    #expect(!keeper.wantsAutosave && keeper.isLost)
    let effect = keeper.save(by: "robin", at: now, isLeaving: true)
    #expect(effect == nil)
    keeper.tookBack()
    #expect(try begin(&keeper) == 1)
  }

  @Test func aSaveThatATakeOverCutsShortIsLost() throws {
    var keeper = try typed()
    _ = try begin(&keeper)
    keeper.takenOver(by: "pts/5")
    #expect(!keeper.isSaving)
    #expect(keeper.isLost)
    #expect(keeper.state == .lent("pts/5"))
  }

  @Test func nothingIsSavedOverAnotherTextBeforeThePersonDecides() throws {
    var keeper = try stored()
    type(into: &keeper)
    _ = try begin(&keeper)
    let other = try Sample.draft(version: 4, savedAt: now, holder: .init(terminal: "pts/5", lastKeyAt: now))
    keeper.dispute(other, at: now)
    #expect(keeper.state == .failed("Another session has saved this draft."))
    #expect(keeper.disputed?.version == 4)
    #expect(keeper.disputed?.holder?.terminal == "pts/5", "it may be sent from there")
    keeper.storeTold(nil)
    #expect(keeper.disputed?.holder == nil && keeper.disputed?.version == 4)
    // The version that is expected is not there any more: the store finds a place beside it.
    #expect(try begin(&keeper) == 1)
    let overAnOlderOne = keeper.keepMine(over: 3)
    #expect(!overAnOlderOne)
    #expect(keeper.disputed != nil)
  }

  @Test func textThatIsTypedBeforeTheDecisionIsSavedBesideTheOther() throws {
    var keeper = try stored()
    type(into: &keeper)
    _ = try begin(&keeper)
    let beside = StoredDraftID(try id(keeper).slot, copy: 1)
    keeper.keep(copy: DraftCopy(id: beside, version: 1))
    keeper.dispute(try Sample.draft(version: 4, savedAt: now), at: now)
    #expect(keeper.state == .savedBeside(now) && !keeper.isLost && !keeper.wantsAutosave)
    type(into: &keeper)
    #expect(keeper.wantsAutosave && keeper.isLost)
    guard case .store(.saveDraft(let draft, let expected))? = keeper.save(by: "robin", at: now, isLeaving: false) else {
      Issue.record("nothing is saved")
      return
    }
    #expect(draft.id == beside && draft.version == 1 && expected == 1)
    let answer = keeper.saved(beside, version: 2, at: now + 5)
    #expect(answer.effects.isEmpty, "the text beside stays")
    #expect(keeper.state == .savedBeside(now + 5) && !keeper.isLost)
    #expect(keeper.copy == DraftCopy(id: beside, version: 2) && keeper.version == 1)
    let overTheShownOne = keeper.keepMine(over: 4)
    #expect(overTheShownOne)
    #expect(try begin(&keeper) == 4)
    let place = keeper.saved(try id(keeper), version: 5, at: now + 6)
    #expect(place.effects == [.store(.deleteDraft(beside, version: 2))] && keeper.copy == nil)
  }

  @Test func aTextBesideTheDraftGoesOnceItHasThePlace() throws {
    let copy = DraftCopy(id: StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form), copy: 1), version: 2)
    var keeper = try typed()
    keeper.keep(copy: copy)
    _ = try begin(&keeper)
    let answer = keeper.saved(try id(keeper), version: 5, at: now)
    #expect(answer.effects == [.store(.deleteDraft(copy.id, version: 2))])
    #expect(keeper.copy == nil)
  }

  // MARK: The end

  @Test func anEndedFormIsDeletedAsItIsStored() throws {
    var keeper = try stored(version: 3)
    let copy = DraftCopy(id: StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form), copy: 1), version: 2)
    keeper.keep(copy: copy)
    let id = try id(keeper)
    let effects = keeper.end(id)
    #expect(effects == [.store(.deleteDraft(copy.id, version: 2)), .store(.deleteDraft(id, version: 3))])
    var unstored = try typed()
    let none = unstored.end(id)
    #expect(none == [])
  }

  @Test func aFormThatEndsDuringASaveIsDeletedAfterIt() throws {
    var keeper = try typed()
    let id = try id(keeper)
    _ = try begin(&keeper)
    let now = keeper.end(id)
    #expect(now == nil)
    #expect(keeper.editor == nil)
    let answer = keeper.saved(id, version: 9, at: self.now)
    #expect(answer.effects == [.store(.deleteDraft(id, version: 9))])
    #expect(answer.hasEnded)
  }

  @Test func aFormThatEndsDuringASaveThatFailsLeavesNothingBehind() throws {
    var keeper = try stored(version: 2)
    let id = try id(keeper)
    type(into: &keeper)
    _ = try begin(&keeper)
    _ = keeper.end(id)
    let answer = keeper.notSaved(id, "The disk is full.")
    #expect(answer?.hasEnded == true)
    #expect(answer?.effects == [.store(.deleteDraft(id, version: 2))])
  }
}
