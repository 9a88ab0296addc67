import Care360
import FoundationEssentials

/// The forms, messages and notes by case, and the drafts in the store that no editor here holds. One is open at most, and
/// only for the case that is shown.
struct Drafts: Sendable {
  private var keepers: [DraftSlot: DraftKeeper] = [:]
  /// Drafts in the store that no editor here holds.
  private(set) var stored: [StoredDraftID: StoredDraft] = [:]
  /// The draft of the case that is shown that is open, not parked.
  private(set) var openKind: DraftSlot.Kind?
  /// A parked draft that opens once its case is shown live, with the copy that the person meant.
  private(set) var toOpen: (slot: DraftSlot, copy: StoredDraftID?)?
  /// A draft that is being taken over opens only while the person stays where they asked for it.
  private var takingOver: (id: StoredDraftID, generation: Int)?
  /// Drafts without an editor here that wait, or do no more, until the store knows.
  private var marks: [StoredDraftID: Mark] = [:]
  /// Drafts opened here that the store does not know of yet.
  private var claims: [DraftCopy] = []
  /// The submission that a form's banner is about.
  private var notes: [CaseID: FormNote] = [:]
  private var isAutosaveTimerSet = false
  private var isRetryTimerSet = false

  private struct Mark: Sendable {
    /// As the store has it.
    var stored: Waiting?
    /// As the store is being told.
    var saving: Waiting?
    var isSaving = false
  }

  /// In seconds.
  static let autosaveAfter = 2
  static let retryAfter = 30

  // MARK: Editors

  /// The form of a case.
  subscript(id: CaseID) -> FormEditor? {
    if case .form(let editor)? = self[DraftSlot(id, .form)] { editor } else { nil }
  }

  subscript(slot: DraftSlot) -> DraftEditor? { keepers[slot]?.editor }

  /// The message or note in this place.
  func composer(_ slot: DraftSlot) -> Composer? {
    if case .text(let composer)? = self[slot] { composer } else { nil }
  }

  func keeper(of slot: DraftSlot) -> DraftKeeper? { keepers[slot] }

  /// The session that took this draft over.
  func taker(of slot: DraftSlot) -> DraftTaker? { keepers[slot]?.taker }

  /// Its terminal.
  func takenOver(_ slot: DraftSlot) -> String? { keepers[slot]?.takenOverBy }

  /// Another session has it, or it is to be handed over.
  func isReadOnly(_ slot: DraftSlot) -> Bool { taker(of: slot) != nil || waiting(slot) != nil }

  /// The draft, or the stored one of this place, is to be handed over.
  func waiting(_ slot: DraftSlot) -> Waiting? {
    keepers[slot]?.editor == nil ? stored[StoredDraftID(slot)]?.waiting : keepers[slot]?.waiting
  }

  func isReadOnly(_ id: CaseID) -> Bool { isReadOnly(DraftSlot(id, .form)) }

  /// The same of the form of a case.
  func takenOver(_ id: CaseID?) -> String? { id.flatMap { takenOver(DraftSlot($0, .form)) } }

  /// Places with an editor, in a fixed order.
  var slots: [DraftSlot] {
    keepers.filter { $0.value.editor != nil }.keys.sorted {
      ($0.caseID.text, $0.kind.rawValue) < ($1.caseID.text, $1.kind.rawValue)
    }
  }

  /// Those with something in them.
  var draftSlots: [DraftSlot] { slots.filter { keepers[$0]?.isDraft == true } }

  /// Drafts here and in the store.
  var count: Int { Set(draftSlots).union(stored.keys.map(\.slot)).count }

  /// Changes the form of a case.
  @discardableResult
  mutating func edit<Result>(_ id: CaseID, _ change: (inout FormEditor) -> Result) -> Result? {
    guard let index = keepers.index(forKey: DraftSlot(id, .form)) else { return nil }
    return keepers.values[index].edit(change)
  }

  /// Changes the message or note in this place.
  @discardableResult
  mutating func compose<Result>(_ slot: DraftSlot, _ change: (inout Composer) -> Result) -> Result? {
    guard let index = keepers.index(forKey: slot) else { return nil }
    return keepers.values[index].compose(change)
  }

  mutating func maskAll() {
    for index in keepers.values.indices { _ = keepers.values[index].edit { $0.maskAll() } }
  }

  /// An empty editor. The one before it may still be waiting for its deletion.
  mutating func begin(_ editor: DraftEditor) {
    if keepers[editor.slot] == nil { keepers[editor.slot] = DraftKeeper(editor) }
    keepers[editor.slot]?.begin(editor)
  }

  // MARK: Sentences about submissions

  /// Says in the form of this case how a submission ended. The sentence stays until it is answered.
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

  /// A form changed after its review is new work, so the sentences about the sent form are removed.
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

  mutating func open(_ kind: DraftSlot.Kind) { openKind = kind }

  /// Parks the open draft with everything in it; empty drafts of this case are dropped.
  mutating func park(_ id: CaseID?) {
    openKind = nil
    guard let id else { return }
    for slot in keepers.keys where slot.caseID == id && keepers[slot]?.isEmpty == true { keepers[slot] = nil }
  }

  mutating func openLater(_ slot: DraftSlot, copy: StoredDraftID? = nil) { toOpen = (slot, copy) }

  mutating func openNothingLater() { toOpen = nil }

  // MARK: Saving

  var isSaving: Bool { marks.values.contains(where: \.isSaving) || keepers.values.contains(where: \.isSaving) }

  /// Drafts that would be lost if the program ended now.
  func lost(isStoreOpen: Bool) -> Set<DraftSlot> {
    Set(keepers.filter { isStoreOpen ? $0.value.isLost : $0.value.editor?.isDirty == true }.keys)
  }

  /// Saves every draft that is not saved.
  mutating func saveAll(_ access: DraftAccess, at now: Date, isLeaving: Bool = false) -> [Effect] {
    slots.flatMap { save($0, access, at: now, isLeaving: isLeaving) } + marks.keys.flatMap { mark($0, access) }
  }

  mutating func save(_ slot: DraftSlot, _ access: DraftAccess, at now: Date, isLeaving: Bool = false) -> [Effect] {
    guard access.canSave, let effect = keepers[slot]?.save(by: access.author, at: now, isLeaving: isLeaving) else {
      return []
    }
    return [effect]
  }

  /// The draft waits to be handed over, or is the operator's again.
  mutating func wait(_ slot: DraftSlot, _ waiting: Waiting?, _ access: DraftAccess, at now: Date) -> [Effect] {
    if keepers[slot]?.editor != nil {
      keepers[slot]?.wait(waiting)
      return save(slot, access, at: now)
    }
    let id = StoredDraftID(slot)
    guard let draft = stored[id] else { return [] }
    if marks[id] == nil { marks[id] = Mark(stored: draft.waiting) }
    stored[id]?.waiting = waiting
    return mark(id, access)
  }

  /// Tells the store, unless it is being told: then its answer comes first.
  private mutating func mark(_ id: StoredDraftID, _ access: DraftAccess) -> [Effect] {
    guard access.canSave, let draft = stored[id], let mark = marks[id], !mark.isSaving else { return [] }
    guard draft.waiting != mark.stored else {
      marks[id] = nil
      return []
    }
    marks[id] = Mark(stored: mark.stored, saving: draft.waiting, isSaving: true)
    return [.store(.saveDraft(draft, expecting: draft.version))]
  }

  /// The store is being told that it waits, or does no more: until it has answered, its version is not known.
  func isBeingMarked(_ slot: DraftSlot) -> Bool { marks[StoredDraftID(slot)]?.isSaving == true }

  /// The store's answer was another one than that it is saved.
  mutating func markEnded(_ id: StoredDraftID) { marks[id] = nil }

  /// A save that the person asked for, who is told when it is done.
  mutating func saveAsked(_ slot: DraftSlot, _ access: DraftAccess, at now: Date) -> [Effect] {
    let effects = save(slot, access, at: now)
    keepers[slot]?.announce()
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
    _ draft: StoredDraftID, version: Int, _ time: Date, _ access: DraftAccess, at now: Date
  ) -> DraftKeeper.Answer {
    let slot = draft.slot
    if let mark = marks[draft], mark.isSaving {
      marks[draft] = Mark(stored: mark.saving)
      stored[draft]?.version = version
      return DraftKeeper.Answer(effects: self.mark(draft, access))
    }
    guard var answer = keepers[slot]?.saved(draft, version: version, at: time) else { return .init() }
    if answer.hasEnded { forgetKeeping(slot) }
    if answer.wantsSave { answer.effects += save(slot, access, at: now) }
    return answer
  }

  /// Nil where the person has to be told that it is not saved; it is tried again.
  mutating func notSaved(_ draft: StoredDraftID, _ sentence: String) -> (effects: [Effect], isSaid: Bool) {
    let slot = draft.slot
    if marks[draft]?.isSaving == true {
      marks[draft]?.isSaving = false
      return (retryLater(), true)
    }
    guard keepers[slot] != nil else { return ([], false) }
    guard let answer = keepers[slot]?.notSaved(StoredDraftID(slot), sentence) else { return (retryLater(), true) }
    if answer.hasEnded { forgetKeeping(slot) }
    return (answer.effects, false)
  }

  mutating func savesUnanswered() {
    for slot in keepers.keys { keepers[slot]?.saveUnanswered() }
    for id in marks.keys { marks[id]?.isSaving = false }
  }

  /// Forgets the keeper, unless the draft was begun again meanwhile; that one stays as a draft with nothing stored.
  private mutating func forgetKeeping(_ slot: DraftSlot) {
    keepers[slot] = keepers[slot]?.editor.map { DraftKeeper($0) }
  }

  // MARK: The store's drafts

  /// The store's drafts as they are now, without those that an editor here holds.
  ///
  /// - Returns: places with an editor whose draft waited and is not in the store any more.
  @discardableResult
  mutating func listed(_ drafts: [StoredDraft]) -> [DraftSlot] {
    let before = stored
    stored = [:]
    for draft in drafts {
      var draft = draft
      // The store does not know this yet.
      if let here = before[draft.id], let mark = marks[draft.id] {
        if !mark.isSaving { marks[draft.id]?.stored = draft.waiting }
        draft.waiting = here.waiting
      }
      let slot = draft.id.slot
      if self[slot] == nil || keepers[slot]?.isEmpty == true { stored[draft.id] = draft }
    }
    marks = marks.filter { $0.value.isSaving || stored[$0.key] != nil }
    for slot in keepers.keys { keepers[slot]?.storeTold(drafts.first { $0.id == StoredDraftID(slot) }) }
    let places = Set(drafts.map(\.id.slot))
    return slots.filter { keepers[$0]?.waitsInStore == true && !places.contains($0) }
  }

  /// The editor here is empty, and the store has a draft of it.
  func hasStoredInstead(of slot: DraftSlot) -> Bool {
    keepers[slot]?.isEmpty == true && stored[StoredDraftID(slot)] != nil
  }

  mutating func put(_ draft: StoredDraft) {
    var draft = draft
    draft.holder = nil
    stored[draft.id] = draft
    marks[draft.id] = nil
  }

  mutating func remove(_ id: StoredDraftID) {
    stored[id] = nil
    marks[id] = nil
  }

  mutating func takeClaims() -> [Effect] {
    defer { claims = [] }
    return claims.map { .store(.claimDraft($0.id, version: $0.version)) }
  }

  /// Puts the stored text of this place into an editor; nil where there is none that may be opened here.
  ///
  /// - Parameters:
  ///   - target: the patient and the case as it is now.
  ///   - copyID: the text beside the draft that is meant.
  mutating func restore(
    _ slot: DraftSlot, for target: FormEditor.Target, copy copyID: StoredDraftID?
  ) throws(UnreadableForm) -> (draft: StoredDraft, isDisputed: Bool)? {
    if let copy = copyID.flatMap({ $0.slot == slot ? stored[$0] : nil }) {
      let editor = try DraftEditor(slot, target, stored: copy.body)
      let draft = stored.removeValue(forKey: StoredDraftID(slot))
      keepers[slot] = DraftKeeper(editor, copy: copy, beside: draft)
      stored[copy.id] = nil
      return (copy, draft != nil)
    }
    guard let draft = stored[StoredDraftID(slot)], draft.holder == nil else { return nil }
    let editor = try DraftEditor(slot, target, stored: draft.body)
    let mark = marks.removeValue(forKey: draft.id)
    keepers[slot] = DraftKeeper(editor, of: draft, storedAsWaiting: mark.map(\.stored) ?? draft.waiting)
    claims.append(DraftCopy(id: draft.id, version: draft.version))
    stored[draft.id] = nil
    return (draft, false)
  }

  // MARK: Other sessions

  mutating func keep(_ copy: DraftCopy?, of slot: DraftSlot) {
    if let copy { keepers[slot]?.keep(copy: copy) }
  }

  /// Another session took this draft. Its unsaved text is handed to the store once more, which keeps both texts; after
  /// that the draft is read-only here.
  mutating func takenOver(_ slot: DraftSlot, by terminal: String, _ access: DraftAccess, at now: Date) -> [Effect] {
    guard let keeper = keepers[slot], keeper.editor != nil else { return [] }
    let effects = keeper.isSaving ? [] : save(slot, access, at: now)
    if keeper.isSaving { keepers[slot]?.takenOver(by: terminal) } else { keepers[slot]?.lend(to: terminal) }
    return effects
  }

  mutating func takeOver(_ id: StoredDraftID, generation: Int) { takingOver = (id, generation) }

  /// True when the person is still in the place where they asked for this draft.
  mutating func tookOverWhereAsked(_ id: StoredDraftID, generation: Int) -> Bool {
    defer { takingOver = nil }
    return takingOver?.id == id && takingOver?.generation == generation
  }

  /// The store gave this draft to this session. False when unsaved text was typed here: getting the draft back must not
  /// throw that text away.
  mutating func tookOver(_ draft: StoredDraft, isStoreOpen: Bool) -> Bool {
    let slot = draft.id.slot
    keepers[slot]?.tookBack()
    guard !lost(isStoreOpen: isStoreOpen).contains(slot), keepers[slot]?.isUnsaved != true else { return false }
    keepers[slot] = nil
    put(draft)
    return true
  }

  /// Another session saved `other` as this draft. Both texts stay until the person decides; without an editor here the
  /// other one is the draft, and the answer is false.
  mutating func dispute(_ slot: DraftSlot, _ other: StoredDraft, at now: Date) -> Bool {
    guard self[slot] != nil else {
      put(other)
      keepers[slot] = nil
      return false
    }
    keepers[slot]?.dispute(other, at: now)
    return true
  }

  mutating func keepMine(_ slot: DraftSlot, over version: Int) -> Bool {
    keepers[slot]?.keepMine(over: version) ?? false
  }

  // MARK: The end

  /// The typed text and its stored one go: the service confirmed it, or the person discarded it.
  mutating func end(_ slot: DraftSlot) -> [Effect] {
    guard let effects = keepers[slot]?.end(StoredDraftID(slot)) else { return [] }
    keepers[slot] = nil
    return effects
  }

  /// The editor goes; its stored text stays.
  mutating func letGo(_ slot: DraftSlot) { keepers[slot] = nil }
}

/// The permission and the name that saving a draft needs.
struct DraftAccess: Sendable {
  /// The store is open and its key is there.
  var canSave: Bool
  var author: String
}
