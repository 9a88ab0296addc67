import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The forms of all cases alone: one is open at most, and every draft has one place.
struct DraftsModelTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)
  private let access = DraftAccess(canSave: true, author: "robin")

  private func target(_ id: String = Sample.avery, _ shortID: String = "ADA-TOSXM") throws -> FormEditor.Target {
    FormEditor.Target(
      caseID: try CaseID(id), patientName: "Avery Lindqvist", shortID: shortID, attached: [], isClosed: false)
  }

  private func avery() throws -> CaseID { try CaseID(Sample.avery) }
  private func slot(_ kind: DraftSlot.Kind = .form) throws -> DraftSlot { DraftSlot(try avery(), kind) }

  /// With a form of Avery's case that holds a product.
  private func typed() throws -> Drafts {
    var drafts = Drafts()
    let target = try target()
    drafts.begin(.form(FormEditor(target: target)))
    let product = try ProductID(Sample.tirzepatide)
    drafts.edit(target.caseID) { $0.productPicked(product, name: "Tirzepatide") }
    return drafts
  }

  private func changeAgain(_ drafts: inout Drafts) throws {
    let product = try ProductID(Sample.semaglutide)
    drafts.edit(try avery()) { $0.productPicked(product, name: "Semaglutide") }
  }

  private func version(_ effects: [Effect]) -> Int? {
    for case .store(.saveDraft(_, let version)) in effects { return version }
    return nil
  }

  @Test func aParkedFormStaysAndAnEmptyOneGoes() throws {
    var drafts = try typed()
    drafts.begin(.form(FormEditor(target: try target(Sample.jo, "ADA-QF2RM"))))
    drafts.open(.form)
    #expect(drafts.slots.count == 2)
    #expect(drafts.draftSlots.map(\.caseID.text) == [Sample.avery])
    drafts.park(try CaseID(Sample.jo))
    #expect(drafts.openKind == nil)
    drafts.park(try avery())
    #expect(drafts.slots.map(\.caseID.text) == [Sample.avery])
  }

  @Test func nothingIsSavedWithoutAKeyToSealIt() throws {
    var drafts = try typed()
    let sealed = drafts.saveAll(DraftAccess(canSave: false, author: "robin"), at: now)
    #expect(sealed.isEmpty && !drafts.isSaving)
    let saved = drafts.saveAll(access, at: now)
    #expect(saved.count == 1)
    #expect(drafts.isSaving)
  }

  @Test func oneTimerIsSetHoweverManyKeysAreTyped() throws {
    var drafts = try typed()
    let first = drafts.scheduleAutosave()
    #expect(first == [.timer(.autosave(seconds: 2))])
    try changeAgain(&drafts)
    let second = drafts.scheduleAutosave()
    #expect(second.isEmpty)
    drafts.autosaveTimerFired()
    let third = drafts.scheduleAutosave()
    #expect(third.count == 1)
  }

  @Test func aFailedSaveIsTriedAgainByOneTimer() throws {
    var drafts = try typed()
    let draft = StoredDraftID(try slot())
    _ = drafts.saveAll(access, at: now)
    let first = drafts.notSaved(draft, "The disk is full.")
    #expect(first.effects == [.timer(.retry(seconds: 30))])
    #expect(first.isSaid)
    _ = drafts.saveAll(access, at: now)
    let second = drafts.notSaved(draft, "The disk is full.")
    #expect(second.effects.isEmpty && second.isSaid)
    drafts.retryTimerFired()
    _ = drafts.saveAll(access, at: now)
    let third = drafts.notSaved(draft, "The disk is full.")
    #expect(third.effects.count == 1)
  }

  @Test func anAnswerForNoFormIsDropped() throws {
    var drafts = Drafts()
    let draft = StoredDraftID(try slot())
    let saved = drafts.saved(draft, version: 1, now, access, at: now)
    #expect(saved.effects.isEmpty && !saved.isAnnounced)
    let failed = drafts.notSaved(draft, "The disk is full.")
    #expect(failed.effects.isEmpty && !failed.isSaid)
  }

  @Test func onlyTypedTextIsLostAndOnlyWithoutAStoreOrAfterAFailure() throws {
    var drafts = try typed()
    drafts.begin(.form(FormEditor(target: try target(Sample.jo, "ADA-QF2RM"))))
    #expect(drafts.lost(isStoreOpen: false).map(\.caseID.text) == [Sample.avery])
    #expect(drafts.lost(isStoreOpen: true).isEmpty)
    _ = drafts.saveAll(access, at: now)
    drafts.savesUnanswered()
    #expect(drafts.lost(isStoreOpen: true).map(\.caseID.text) == [Sample.avery])
    #expect(!drafts.isSaving)
  }

  // MARK: The store's drafts

  @Test func aStoredDraftOpensOnceAndIsClaimed() throws {
    var drafts = Drafts()
    let draft = try Sample.draft(version: 3, savedAt: now)
    drafts.listed([draft])
    #expect(drafts.count == 1)
    let restored = try drafts.restore(try slot(), for: try target(), copy: nil)
    #expect(restored?.draft == draft)
    #expect(drafts.stored.isEmpty)
    #expect(drafts.count == 1)
    let claims = drafts.takeClaims()
    #expect(claims == [.store(.claimDraft(draft.id, version: 3))])
    let claimsLater = drafts.takeClaims()
    #expect(claimsLater.isEmpty)
    let again = try drafts.restore(try slot(), for: try target(), copy: nil)
    #expect(again == nil)
    try changeAgain(&drafts)
    #expect(version(drafts.saveAll(access, at: now)) == 3)
  }

  @Test func aDraftThatIsOpenElsewhereIsNotTakenByOpeningIt() throws {
    var drafts = Drafts()
    drafts.listed([try Sample.draft(savedAt: now, holder: .init(terminal: "pts/5", lastKeyAt: now))])
    let restored = try drafts.restore(try slot(), for: try target(), copy: nil)
    #expect(restored == nil)
    #expect(drafts.stored.count == 1)
    #expect(drafts.takeClaims().isEmpty)
  }

  @Test func aDamagedDraftStaysAsItIs() throws {
    var drafts = Drafts()
    drafts.listed([try Sample.draft(savedAt: now, body: Array("{}".utf8))])
    #expect(throws: UnreadableForm.damaged) { try drafts.restore(try slot(), for: try target(), copy: nil) }
    #expect(drafts.stored.count == 1)
    #expect(drafts.slots.isEmpty)
  }

  @Test func aFormOfThisSessionIsNotReplacedByItsStoredDraft() throws {
    var drafts = try typed()
    drafts.listed([try Sample.draft(savedAt: now)])
    #expect(drafts.stored.isEmpty)
    #expect(drafts.count == 1)
  }

  @Test func aTextBesideADraftOpensWithTheDraftToDecideAbout() throws {
    var drafts = Drafts()
    let draft = try Sample.draft("How tall are you?", version: 3, savedAt: now)
    let copy = StoredDraft(
      id: StoredDraftID(try slot(), copy: 1), body: draft.body ?? [], patientName: draft.patientName,
      shortID: draft.shortID,
      summary: draft.summary, place: draft.place, author: "robin", version: 8, savedAt: now)
    drafts.listed([draft, copy])
    let restored = try drafts.restore(try slot(), for: try target(), copy: copy.id)
    #expect(restored?.draft == copy)
    #expect(restored?.isDisputed == true)
    #expect(drafts.stored.isEmpty)
    let undecided = drafts.saveAll(access, at: now, isLeaving: true)
    #expect(undecided.isEmpty)
    let isKept = drafts.keepMine(try slot(), over: 3)
    #expect(isKept)
    #expect(version(drafts.saveAll(access, at: now)) == 3)
    let answer = drafts.saved(draft.id, version: 4, now, access, at: now)
    #expect(answer.effects == [.store(.deleteDraft(copy.id, version: 8))])
  }

  // MARK: Other sessions

  @Test func textNotSavedYetIsHandedToTheStoreOnceWhenTheFormIsTakenOver() throws {
    var drafts = try typed()
    let effects = drafts.takenOver(try slot(), by: "pts/5", access, at: now)
    #expect(effects.count == 1)
    #expect(drafts.takenOver(try slot()) == "pts/5")
    let later = drafts.saveAll(access, at: now, isLeaving: true)
    #expect(later.isEmpty)
  }

  @Test func aDraftThatComesBackIsStoredWhereNothingIsUnsavedHere() throws {
    var drafts = try typed()
    let holder = StoredDraft.Holder(terminal: "pts/5", lastKeyAt: now)
    let draft = try Sample.draft(version: 3, savedAt: now, holder: holder)
    _ = drafts.takenOver(try slot(), by: "pts/5", access, at: now)
    let withText = drafts.tookOver(draft, isStoreOpen: true)
    #expect(try !withText && drafts[avery()] != nil && drafts.stored.isEmpty, "the text here was not saved")
    #expect(drafts.takenOver(try slot()) == nil, "it is this session's all the same")
    drafts.letGo(try slot())
    let withNothing = drafts.tookOver(draft, isStoreOpen: true)
    #expect(withNothing && drafts.stored[draft.id]?.version == 3 && drafts.stored[draft.id]?.holder == nil)
  }

  @Test func anotherTextIsDisputedOnlyWhereThereIsAForm() throws {
    var drafts = try typed()
    let other = try Sample.draft(version: 3, savedAt: now)
    let withForm = drafts.dispute(try slot(), other, at: now)
    #expect(try withForm && drafts.keeper(of: slot())?.disputed?.version == 3 && drafts.stored.isEmpty)
    _ = drafts.end(try slot())
    let without = drafts.dispute(try slot(), other, at: now)
    #expect(!without && drafts.stored[other.id]?.version == 3)
  }

  @Test func anEmptyFormHidesNoStoredDraft() throws {
    var drafts = Drafts()
    drafts.begin(.form(FormEditor(target: try target())))
    let draft = try Sample.draft(savedAt: now)
    drafts.listed([draft])
    #expect(try drafts.hasStoredInstead(of: slot()) && drafts.count == 1)
    var typed = try typed()
    typed.listed([draft])
    #expect(try !typed.hasStoredInstead(of: slot()) && typed.stored.isEmpty)
  }

  @Test func aDraftThatWasAskedForOpensOnlyWhereThePersonStayed() throws {
    var drafts = Drafts()
    let id = StoredDraftID(try slot())
    let nobodyAsked = drafts.tookOverWhereAsked(id, generation: 4)
    #expect(!nobodyAsked)
    drafts.takeOver(id, generation: 4)
    let moved = drafts.tookOverWhereAsked(id, generation: 5)
    #expect(!moved)
    drafts.takeOver(id, generation: 4)
    let stayed = [drafts.tookOverWhereAsked(id, generation: 4), drafts.tookOverWhereAsked(id, generation: 4)]
    #expect(stayed == [true, false])
  }

  // MARK: The end

  @Test func anEndedFormLeavesNothing() throws {
    var drafts = try typed()
    let id = StoredDraftID(try slot())
    _ = drafts.saveAll(access, at: now)
    _ = drafts.saved(id, version: 2, now, access, at: now)
    let effects = drafts.end(try slot())
    #expect(effects == [.store(.deleteDraft(id, version: 2))])
    #expect(drafts.slots.isEmpty)
    #expect(drafts.count == 0)
    let again = drafts.end(try slot())
    #expect(again.isEmpty)
  }

  @Test func aFormBegunDuringADeletionStays() throws {
    var drafts = try typed()
    let id = StoredDraftID(try slot())
    _ = drafts.saveAll(access, at: now)
    let ended = drafts.end(try slot())
    #expect(ended.isEmpty)
    drafts.begin(.form(FormEditor(target: try target())))
    try changeAgain(&drafts)
    let answer = drafts.saved(id, version: 1, now, access, at: now)
    #expect(answer.effects == [.store(.deleteDraft(id, version: 1))])
    #expect(drafts.draftSlots.map(\.caseID.text) == [Sample.avery])
    #expect(drafts.saveAll(access, at: now).count == 1)
  }

  @Test func aSentenceAboutASubmissionGoesWithTheWorkItIsAbout() throws {
    var drafts = try typed()
    let id = try avery()
    drafts.submitting(id)
    drafts.tell(id, of: 6, isAboutToken: true) { $0.sendingEnded(keeping: Span("Refused.", .error)) }
    drafts.forgetNotes { $0.write == 5 }
    #expect(drafts[id]?.banner?.text == "Refused.")
    drafts.forgetNotes(where: \.isAboutToken)
    #expect(drafts[id]?.banner == nil)
  }
}
