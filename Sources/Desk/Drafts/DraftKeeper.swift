import Care360
import FoundationEssentials

/// The form, message or note of one case, and how much of it is saved. Nothing counts as saved before the store says
/// so, and only the service's confirmation or the person deletes anything.
struct DraftKeeper: Sendable {
  /// The state of the draft, for every sentence about it.
  enum State: Hashable, Sendable {
    case untouched
    /// The draft has changes that are not saved yet.
    case changed(since: Date?)
    case saved(Date)
    /// Saved beside another text of this draft, until the person decides.
    case savedBeside(Date)
    /// The last save did not go through, or waits for a decision; a sentence.
    case failed(String)
    /// Another session holds the draft; here it is read-only.
    case lent(String)
    /// It is read-only until the team's store has it.
    case waiting(Waiting)
  }

  /// Nil once it was sent or discarded.
  private(set) var editor: DraftEditor?
  /// The version of the stored draft; nil when none is stored.
  private(set) var version: Int?
  private(set) var savedAt: Date?
  /// A copy of this text next to the draft. It is deleted when the text takes the draft's place or is given up.
  private(set) var copy: DraftCopy?
  /// Another session saved this draft meanwhile: both texts stay until the person decides.
  private(set) var disputed: StoredDraft?
  /// The session that took the draft over.
  private(set) var taker: DraftTaker?
  private var wait = Wait()

  /// The hand-over that it waits for: here, as it is stored, and as it is being saved.
  private struct Wait {
    var here: Waiting?
    var stored: Waiting?
    var saving: Waiting?
  }

  /// It is to be handed over, and stays as it is until then.
  var waiting: Waiting? { taker == nil ? wait.here : nil }

  /// The store has it as it waits here, and nothing of it is on the way there.
  var waitsInStore: Bool { waiting != nil && wait.here == wait.stored && version != nil && savingRevision == nil }

  /// Why the last save failed.
  private(set) var problem: String?
  /// Revision of the editor that is stored.
  private var savedRevision = 0
  /// Revision that is being saved; nil: none.
  private var savingRevision: Int?
  /// Revision that could not be saved.
  private var failedRevision: Int?
  /// Where the cursor was when it was last saved or opened; nil: it was neither.
  private var cursor: DraftCursor?
  /// Save again as soon as the save under way has ended.
  private var isOverdue = false
  /// Delete as soon as the save under way has ended.
  private var isToBeDeleted = false
  /// The person asked for this save and is told when it is done.
  private var isAnnounced = false

  init(_ editor: DraftEditor) { self.editor = editor }

  mutating func begin(_ editor: DraftEditor) { self.editor = editor }

  /// A draft that was opened from the store, which may not know yet that it waits, or does no more.
  init(_ editor: DraftEditor, of stored: StoredDraft, storedAsWaiting: Waiting?) {
    self.editor = editor
    version = stored.version
    savedAt = stored.savedAt
    wait = Wait(here: stored.waiting, stored: storedAsWaiting)
    cursor = editor.cursor
  }

  /// A text that stands beside the draft; `draft` is the other one to decide about.
  init(_ editor: DraftEditor, copy: StoredDraft, beside draft: StoredDraft?) {
    self.editor = editor
    savedAt = copy.savedAt
    self.copy = DraftCopy(id: copy.id, version: copy.version)
    guard let draft else {
      // This text is kept next to the draft, not in its place.
      savedRevision = Self.never
      return
    }
    disputed = draft
    savedRevision = editor.revision
  }

  /// Changes the form in place: copying a large form at every key would double its memory.
  mutating func edit<Result>(_ change: (inout FormEditor) -> Result) -> Result? {
    guard case .form(var edited)? = editor else { return nil }
    editor = nil
    defer { editor = .form(edited) }
    return change(&edited)
  }

  /// Changes the message or note.
  mutating func compose<Result>(_ change: (inout Composer) -> Result) -> Result? {
    guard case .text(var edited)? = editor else { return nil }
    editor = nil
    defer { editor = .text(edited) }
    return change(&edited)
  }

  // MARK: How it stands

  /// True when the text may take the draft's place without a decision.
  private var isFree: Bool { disputed == nil && taker == nil }
  /// The terminal of the session that took the draft over.
  var takenOverBy: String? { taker?.terminal }
  var isSaving: Bool { savingRevision != nil }
  var isUnsaved: Bool { editor.map { $0.revision != savedRevision || wait.here != wait.stored } ?? false }
  /// True when the text would be lost with the program.
  var isLost: Bool { isUnsaved && (problem != nil || !isFree) }

  /// A number that no revision of an editor has.
  private static let never = -1
  /// The stored draft would open with the cursor elsewhere than it is now.
  private var isCursorBehind: Bool { version != nil && cursor != editor?.cursor }

  /// True unless the editor is empty and nothing of it is stored.
  var isDraft: Bool {
    guard let editor else { return false }
    return editor.isDirty || version != nil || isSaving || !isFree
  }

  /// True when the editor is empty and no draft of it is stored.
  var isEmpty: Bool { editor?.isDirty == false && version == nil && !isSaving }

  /// Typed since the last save that is known of, and no save is due already.
  var wantsAutosave: Bool {
    guard let editor else { return false }
    return taker == nil && editor.revision != savingRevision ?? savedRevision && editor.revision != failedRevision
      && !isOverdue
  }

  var state: State {
    if let taker { return .lent(taker.terminal) }
    if let problem { return .failed(problem) }
    let revision = editor?.revision ?? 0
    guard let savedAt else { return revision == 0 ? .untouched : .changed(since: nil) }
    guard revision == savedRevision else { return .changed(since: savedAt) }
    if let waiting { return .waiting(waiting) }
    return disputed == nil ? .saved(savedAt) : .savedBeside(savedAt)
  }

  // MARK: Saving

  /// The save that is due; nil when none is, or when one is under way. A text that awaits the person's decision is
  /// saved to its copy; when it has no copy, the store makes one, because the stored draft has changed.
  ///
  /// - Parameter isLeaving: true when the form leaves the screen, so that a moved cursor is saved as well.
  mutating func save(by author: String, at now: Date, isLeaving: Bool) -> Effect? {
    guard let editor, isUnsaved || (isLeaving && isCursorBehind), taker == nil else {
      return nil
    }
    guard savingRevision == nil else {
      isOverdue = savingRevision != editor.revision || wait.saving != wait.here
      return nil
    }
    let beside = disputed == nil ? nil : copy
    let draft = StoredDraft(
      editor, id: beside?.id ?? StoredDraftID(editor.slot), author: author,
      version: beside?.version ?? version ?? 0, savedAt: now, waiting: wait.here)
    savingRevision = editor.revision
    wait.saving = wait.here
    cursor = editor.cursor
    isOverdue = false
    return .store(.saveDraft(draft, expecting: beside?.version ?? version))
  }

  /// It waits to be handed over, or is the operator's again; either is to be saved.
  mutating func wait(_ waiting: Waiting?) { wait.here = waiting }

  /// The person asked for the save that was just begun.
  mutating func announce() { isAnnounced = true }

  /// The store's answer to a save, and the effects that follow from it.
  struct Answer {
    var effects: [Effect] = []
    /// The person is told.
    var isAnnounced = false
    var wantsSave = false
    /// It was to be deleted, and is: nothing is left to keep.
    var hasEnded = false
  }

  mutating func saved(_ id: StoredDraftID, version: Int, at time: Date) -> Answer {
    let isBeside = id.copy > 0
    if isBeside { copy = DraftCopy(id: id, version: version) } else { self.version = version }
    savedAt = time
    // An answer after the timeout still tells how much is stored.
    if let revision = savingRevision ?? failedRevision {
      savedRevision = revision
      wait.stored = wait.saving
      problem = nil
      failedRevision = nil
    }
    savingRevision = nil
    if isToBeDeleted {
      let draft = StoredDraftID(id.slot, formNumber: id.formNumber)
      let place: [Effect] = self.version.map { [.store(.deleteDraft(draft, version: $0))] } ?? []
      return Answer(effects: deletion(of: copy) + place, hasEnded: true)
    }
    let answer = Answer(effects: isBeside ? [] : deletion(of: copy), isAnnounced: isAnnounced, wantsSave: isOverdue)
    isAnnounced = false
    isOverdue = false
    if !isBeside { copy = nil }
    return answer
  }

  /// Nil when the person must see the sentence and the save must be tried again.
  mutating func notSaved(_ id: StoredDraftID, _ sentence: String) -> Answer? {
    guard let revision = savingRevision else { return Answer() }
    if isToBeDeleted {
      return Answer(effects: version.map { [.store(.deleteDraft(id, version: $0))] } ?? [], hasEnded: true)
    }
    savingRevision = nil
    // The text is stored; only the place of the cursor is not.
    if revision == savedRevision, wait.saving == wait.stored, problem == nil { return Answer() }
    failedRevision = revision
    isOverdue = false
    isAnnounced = false
    problem = sentence
    return nil
  }

  /// A save without an answer counts as failed: the text stays here and is marked.
  mutating func saveUnanswered() { fail("The store does not answer.") }

  private mutating func fail(_ sentence: String) {
    guard let revision = savingRevision else { return }
    failedRevision = revision
    savingRevision = nil
    isOverdue = false
    problem = sentence
  }

  // MARK: Other sessions

  mutating func keep(copy: DraftCopy) { self.copy = copy }

  /// Another session took the draft: that answered the save under way, or will end it.
  mutating func takenOver(by terminal: String) {
    fail("Taken over by \(terminal).")
    taker = DraftTaker(terminal: terminal)
    isOverdue = false
  }

  /// Another session takes the draft; a last save may still be under way.
  mutating func lend(to terminal: String) {
    taker = DraftTaker(terminal: terminal)
    isOverdue = false
  }

  /// The draft belongs to this session again.
  mutating func tookBack() { taker = nil }

  /// The draft as the store has it by now: who holds it, if anybody does.
  mutating func storeTold(_ stored: StoredDraft?) {
    disputed?.holder = stored?.holder
    if taker != nil { taker = DraftTaker(of: stored, before: taker) }
  }

  /// Another session saved this draft meanwhile. From now on, the unsaved text and everything typed before the person
  /// decides is kept next to the draft.
  mutating func dispute(_ other: StoredDraft, at now: Date) {
    if copy != nil, let revision = savingRevision {
      savedRevision = revision
      savedAt = now
      problem = nil
    } else {
      problem = "Another session has saved this draft."
    }
    savingRevision = nil
    isOverdue = false
    isAnnounced = false
    disputed = other
  }

  /// This text replaces the other one; false when the other text is not the one that the person was shown.
  mutating func keepMine(over version: Int) -> Bool {
    guard disputed?.version == version else { return false }
    self.version = version
    disputed = nil
    taker = nil
    // The text has yet to take the draft's place.
    savedRevision = Self.never
    problem = "Waiting for the save."
    return true
  }

  // MARK: The end

  /// The service confirmed the form, or the person discarded it. Nil when the draft ends with the save under way.
  mutating func end(_ id: StoredDraftID) -> [Effect]? {
    editor = nil
    guard savingRevision == nil else {
      isToBeDeleted = true
      isOverdue = false
      return nil
    }
    return deletion(of: copy) + (version.map { [.store(.deleteDraft(id, version: $0))] } ?? [])
  }

  func deletion(of copy: DraftCopy?) -> [Effect] {
    copy.map { [.store(.deleteDraft($0.id, version: $0.version))] } ?? []
  }
}
