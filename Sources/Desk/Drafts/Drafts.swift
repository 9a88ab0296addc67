import Care360
import FoundationEssentials

/// The forms by case and the drafts in the store that no form here holds. One form is open at most, and only for the case
/// that is shown.
struct Drafts: Sendable {
  private var keepers: [CaseID: DraftKeeper] = [:]
  /// Drafts in the store that no editor here holds.
  private(set) var stored: [FormDraftID: StoredDraft] = [:]
  /// The form of the case that is shown is open, not parked.
  private(set) var isOpen = false
  /// A parked form that opens when its case is shown live, and the text beside its draft that is meant.
  private(set) var toOpen: (id: CaseID, copy: FormDraftID?)?
  /// A draft that is being taken over opens only while the person stays where they asked for it.
  private var takingOver: (id: FormDraftID, generation: Int)?
  /// Opened here, and the store does not know yet.
  private var claims: [DraftCopy] = []
  /// The submission that a form's banner is about.
  private var notes: [CaseID: FormNote] = [:]
  private var isAutosaveTimerSet = false
  private var isRetryTimerSet = false

  /// In seconds.
  static let autosaveAfter = 2
  static let retryAfter = 30

  // MARK: Forms

  subscript(id: CaseID) -> FormEditor? { keepers[id]?.editor }

  func keeper(of id: CaseID) -> DraftKeeper? { keepers[id] }

  /// The terminal of the session that took this form over.
  func takenOver(_ id: CaseID?) -> String? { id.flatMap { keepers[$0]?.takenOverBy } }

  /// Cases with a form, in a fixed order.
  var ids: [CaseID] { keepers.filter { $0.value.editor != nil }.keys.sorted { $0.text < $1.text } }

  /// Those with something in them.
  var draftIDs: [CaseID] { ids.filter { keepers[$0]?.isDraft == true } }

  /// Drafts here and in the store.
  var count: Int { Set(draftIDs).union(stored.keys.map(\.caseID)).count }

  @discardableResult
  mutating func edit<Result>(_ id: CaseID, _ change: (inout FormEditor) -> Result) -> Result? {
    guard let index = keepers.index(forKey: id) else { return nil }
    return keepers.values[index].edit(change)
  }

  mutating func maskAll() {
    for id in ids { edit(id) { $0.maskAll() } }
  }

  /// An empty form. The one before it may still be waiting for its deletion.
  mutating func begin(_ target: FormEditor.Target) {
    let editor = FormEditor(target: target)
    if keepers[target.caseID] == nil { keepers[target.caseID] = DraftKeeper(editor) }
    keepers[target.caseID]?.begin(editor)
  }

  // MARK: Sentences about submissions

  /// Says in the form of this case how a submission ended, until that is answered.
  ///
  /// - Parameters:
  ///   - write: number of the submission; nil: no submission is answered by it.
  ///   - isAboutToken: the service refused the access token.
  mutating func tell(_ id: CaseID, of write: Int?, isAboutToken: Bool = false, _ say: (inout FormEditor) -> Void) {
    edit(id, say)
    guard let write, let editor = self[id], !editor.isSending else { return }
    notes[id] = FormNote(write: write, isAboutToken: isAboutToken, revision: editor.revision)
  }

  /// The form is being sent again: nothing was said of this attempt yet.
  mutating func submitting(_ id: CaseID) {
    edit(id) { $0.sending() }
    notes[id] = nil
  }

  /// A form that is changed after its review is new work: the sentences about the one that was sent go.
  mutating func forgetNotesOfChangedForms() {
    for (id, note) in notes {
      guard let editor = self[id] else {
        notes[id] = nil
        continue
      }
      if editor.review == nil, editor.revision != note.revision { forgetNote(id) }
    }
  }

  mutating func forgetNotes(where isAnswered: (FormNote) -> Bool) {
    for (id, note) in notes where isAnswered(note) { forgetNote(id) }
  }

  private mutating func forgetNote(_ id: CaseID) {
    notes[id] = nil
    edit(id) { $0.forgetSubmission() }
  }

  // MARK: Opening and parking

  mutating func open() { isOpen = true }

  /// The form that is open leaves the screen with everything in it; one with nothing in it goes.
  mutating func park(_ id: CaseID?) {
    isOpen = false
    if let id, keepers[id]?.isEmpty == true { keepers[id] = nil }
  }

  mutating func openLater(_ id: CaseID, copy: FormDraftID? = nil) { toOpen = (id, copy) }

  mutating func openNothingLater() { toOpen = nil }

  // MARK: Saving

  var isSaving: Bool { keepers.values.contains(where: \.isSaving) }

  /// Drafts that are lost with the program as things stand.
  func lost(isStoreOpen: Bool) -> Set<CaseID> {
    Set(keepers.filter { isStoreOpen ? $0.value.isLost : $0.value.editor?.isDirty == true }.keys)
  }

  /// Saves every form that is not saved.
  mutating func saveAll(_ access: DraftAccess, at now: Date, isLeaving: Bool = false) -> [Effect] {
    ids.flatMap { save($0, access, at: now, isLeaving: isLeaving) }
  }

  mutating func save(_ id: CaseID, _ access: DraftAccess, at now: Date, isLeaving: Bool = false) -> [Effect] {
    guard access.canSave, let effect = keepers[id]?.save(by: access.author, at: now, isLeaving: isLeaving) else {
      return []
    }
    return [effect]
  }

  /// A save that the person asked for, who is told when it is done.
  mutating func saveAsked(_ id: CaseID, _ access: DraftAccess, at now: Date) -> [Effect] {
    let effects = save(id, access, at: now)
    keepers[id]?.announce()
    return effects
  }

  /// Sets the timer for text that was typed and is not on its way yet.
  mutating func scheduleAutosave() -> [Effect] {
    guard !isAutosaveTimerSet, keepers.values.contains(where: \.wantsAutosave) else { return [] }
    isAutosaveTimerSet = true
    return [.timer(.autosave(seconds: Self.autosaveAfter))]
  }

  mutating func autosaveTimerFired() { isAutosaveTimerSet = false }

  mutating func retryTimerFired() { isRetryTimerSet = false }

  private mutating func retryLater() -> [Effect] {
    guard !isRetryTimerSet else { return [] }
    isRetryTimerSet = true
    return [.timer(.retry(seconds: Self.retryAfter))]
  }

  /// True in the answer's `isAnnounced`: the person asked for this save.
  mutating func saved(
    _ draft: FormDraftID, version: Int, _ time: Date, _ access: DraftAccess, at now: Date
  ) -> DraftKeeper.Answer {
    let id = draft.caseID
    guard var answer = keepers[id]?.saved(draft, version: version, at: time) else { return .init() }
    if answer.hasEnded { forgetKeeping(id) }
    if answer.wantsSave { answer.effects += save(id, access, at: now) }
    return answer
  }

  /// Nil where the person has to be told that it is not saved; it is tried again.
  mutating func notSaved(_ draft: FormDraftID, _ sentence: String) -> (effects: [Effect], isSaid: Bool) {
    let id = draft.caseID
    guard keepers[id] != nil else { return ([], false) }
    guard let answer = keepers[id]?.notSaved(FormDraftID(id), sentence) else { return (retryLater(), true) }
    if answer.hasEnded { forgetKeeping(id) }
    return (answer.effects, false)
  }

  mutating func savesUnanswered() {
    for id in keepers.keys { keepers[id]?.saveUnanswered() }
  }

  /// A form that was begun again since stays, as one that nothing is stored of.
  private mutating func forgetKeeping(_ id: CaseID) {
    keepers[id] = keepers[id]?.editor.map { DraftKeeper($0) }
  }

  // MARK: The store's drafts

  /// The store's drafts as they are now, without those that a form here holds.
  mutating func listed(_ drafts: [StoredDraft]) {
    stored = [:]
    for draft in drafts {
      let id = draft.id.caseID
      if self[id] == nil || keepers[id]?.isEmpty == true { stored[draft.id] = draft }
    }
  }

  /// The form here is empty, and the store has a draft of it.
  func hasStoredInstead(of id: CaseID) -> Bool { keepers[id]?.isEmpty == true && stored[FormDraftID(id)] != nil }

  mutating func put(_ draft: StoredDraft) {
    var draft = draft
    draft.holder = nil
    stored[draft.id] = draft
  }

  mutating func remove(_ id: FormDraftID) { stored[id] = nil }

  mutating func takeClaims() -> [Effect] {
    defer { claims = [] }
    return claims.map { .store(.claimDraft($0.id, version: $0.version)) }
  }

  /// Puts the stored text of this case into an editor; nil where there is none that may be opened here.
  ///
  /// - Parameter copyID: the text beside the draft that is meant.
  mutating func restore(
    for target: FormEditor.Target, copy copyID: FormDraftID?
  ) throws(UnreadableForm) -> (draft: StoredDraft, isDisputed: Bool)? {
    let id = target.caseID
    if let copy = copyID.flatMap({ $0.caseID == id ? stored[$0] : nil }) {
      let editor = try FormEditor(target: target, stored: DraftDocument(bytes: copy.body))
      let draft = stored.removeValue(forKey: FormDraftID(id))
      keepers[id] = DraftKeeper(editor, copy: copy, beside: draft)
      stored[copy.id] = nil
      return (copy, draft != nil)
    }
    guard let draft = stored[FormDraftID(id)], draft.holder == nil else { return nil }
    let editor = try FormEditor(target: target, stored: DraftDocument(bytes: draft.body))
    keepers[id] = DraftKeeper(editor, of: draft)
    claims.append(DraftCopy(id: draft.id, version: draft.version))
    stored[draft.id] = nil
    return (draft, false)
  }

  // MARK: Other sessions

  mutating func keep(_ copy: DraftCopy?, of id: CaseID) {
    if let copy { keepers[id]?.keep(copy: copy) }
  }

  /// Another session took this draft. Its text that is not saved yet is handed to the store once more, which keeps both;
  /// after that it can be read here and no more.
  mutating func takenOver(_ id: CaseID, by terminal: String, _ access: DraftAccess, at now: Date) -> [Effect] {
    guard let keeper = keepers[id], keeper.editor != nil else { return [] }
    let effects = keeper.isSaving ? [] : save(id, access, at: now)
    if keeper.isSaving { keepers[id]?.takenOver(by: terminal) } else { keepers[id]?.lend(to: terminal) }
    return effects
  }

  mutating func takeOver(_ id: FormDraftID, generation: Int) { takingOver = (id, generation) }

  /// True where the person still stands where they asked for this draft.
  mutating func tookOverWhereAsked(_ id: FormDraftID, generation: Int) -> Bool {
    defer { takingOver = nil }
    return takingOver?.id == id && takingOver?.generation == generation
  }

  /// The store gave this draft to this session. False where text was typed here that is not saved: it is not thrown away by
  /// getting the draft back.
  mutating func tookOver(_ draft: StoredDraft, isStoreOpen: Bool) -> Bool {
    let id = draft.id.caseID
    keepers[id]?.tookBack()
    guard !lost(isStoreOpen: isStoreOpen).contains(id), keepers[id]?.isUnsaved != true else { return false }
    keepers[id] = nil
    put(draft)
    return true
  }

  /// Another session saved `other` as this draft. Both texts stay until the person decides; without a form here the other one is
  /// the draft, and the answer is false.
  mutating func dispute(_ id: CaseID, _ other: StoredDraft, at now: Date) -> Bool {
    guard self[id] != nil else {
      put(other)
      keepers[id] = nil
      return false
    }
    keepers[id]?.dispute(other, at: now)
    return true
  }

  mutating func keepMine(_ id: CaseID, over version: Int) -> Bool { keepers[id]?.keepMine(over: version) ?? false }

  // MARK: The end

  /// The form and its stored text go: the service confirmed it, or the person discarded it.
  mutating func end(_ id: CaseID) -> [Effect] {
    guard let effects = keepers[id]?.end(FormDraftID(id)) else { return [] }
    keepers[id] = nil
    return effects
  }

  /// The form goes; its stored text stays.
  mutating func letGo(_ id: CaseID) { keepers[id] = nil }
}

/// The means to save a draft now: leave to do it, and the operator's name.
struct DraftAccess: Sendable {
  /// The store is open and its key is there.
  var canSave: Bool
  var author: String
}
