import Care360
import FoundationEssentials

/// Keeping drafts: at most two seconds behind the keys, at once when the form is left. Nothing counts as saved before the
/// store said so, and nothing is deleted but by the service's confirmation or the person.
extension Session {
  /// In seconds.
  static let autosaveAfter = 2
  static let retryAfter = 30
  static let quitLimit = 5

  private func isUnsaved(_ id: CaseID) -> Bool {
    guard let editor = editors[id] else { return false }
    return editor.revision != kept[id]?.savedRevision ?? 0
  }

  /// Drafts that are lost with the program as things stand.
  var notKept: Set<CaseID> {
    guard store == .open else { return Set(editors.filter { $0.value.isDirty }.keys) }
    return Set(editors.keys.filter { isUnsaved($0) && (kept[$0]?.problem != nil || kept[$0]?.isFree == false) })
  }

  /// Whether saves are under way: a program that ends waits for them.
  package var isSavingDrafts: Bool { kept.values.contains { $0.savingRevision != nil } }

  // MARK: Saving

  /// Saves what is not saved, all forms at once.
  ///
  /// - Parameter isLeaving: the forms leave the screen: where the cursor is counts as well.
  mutating func saveDrafts(at now: Date, isLeaving: Bool = false) -> [Effect] {
    editors.keys.sorted { $0.text < $1.text }.flatMap { saveDraft($0, at: now, isLeaving: isLeaving) }
  }

  mutating func saveDraft(_ id: CaseID, at now: Date, isLeaving: Bool = false) -> [Effect] {
    guard store == .open, door.lock.state != .locked, let editor = editors[id],
      isUnsaved(id) || (isLeaving && kept[id]?.isBehind(editor) == true)
    else { return [] }
    var keeping = kept[id] ?? DraftKeeping()
    guard keeping.isFree else { return [] }
    if keeping.savingRevision != nil {
      keeping.isOverdue = keeping.savingRevision != editor.revision
      kept[id] = keeping
      return []
    }
    guard let draft = storedForm(of: editor, version: keeping.version, at: now) else {
      keeping.problem = "it could not be written down"
      kept[id] = keeping
      return []
    }
    keeping.savingRevision = editor.revision
    keeping.cursor = editor.keptCursor
    keeping.isOverdue = false
    kept[id] = keeping
    return [.store(.saveDraft(draft, expecting: keeping.version))]
  }

  private func storedForm(of editor: FormEditor, version: Int?, at now: Date) -> StoredDraft? {
    editor.document.bytes.map { body in
      StoredDraft(
        id: DraftID(editor.target.caseID), body: body, patientName: editor.target.patientName,
        shortID: editor.target.shortID, summary: editor.summary, place: editor.place, author: settings.operatorName,
        version: version ?? 0, savedAt: now)
    }
  }

  /// Sets the timer for what was typed and is not on its way yet.
  mutating func scheduleAutosave() -> [Effect] {
    guard store == .open, door.lock.state == .open, !isAutosaveTimerSet else { return [] }
    let isBehind = editors.contains { id, editor in
      let keeping = kept[id] ?? DraftKeeping()
      let known = keeping.savingRevision ?? keeping.savedRevision
      return keeping.isFree && editor.revision != known && editor.revision != keeping.failedRevision
        && !keeping.isOverdue
    }
    guard isBehind else { return [] }
    isAutosaveTimerSet = true
    return [.timer(.autosave(seconds: Self.autosaveAfter))]
  }

  mutating func draftEvent(_ event: DraftsEvent, at now: Date) -> [Effect] {
    switch event {
    case .autosaveTimerFired:
      isAutosaveTimerSet = false
      return saveDrafts(at: now)
    case .retryTimerFired:
      isRetryTimerSet = false
      return saveDrafts(at: now)
    case .saved(let id, let version, let time): return saved(id.caseID, version, time, at: now)
    case .notSaved(let id, let sentence): return notSaved(id.caseID, sentence)
    case .conflict(let id, let stored, let copy):
      noteCopy(copy, of: id.caseID)
      return conflict(id.caseID, stored, at: now)
    case .takenOver(let id, let terminal, let copy):
      noteCopy(copy, of: id.caseID)
      return takenOver(id.caseID, by: terminal, at: now)
    case .taken(let draft): return taken(draft, at: now)
    case .endingSoon: return saveDrafts(at: now, isLeaving: true)
    case .quitTimerFired:
      if isQuitting != nil { savesUnanswered() }
      return []
    }
  }

  private mutating func saved(_ id: CaseID, _ version: Int, _ time: Date, at now: Date) -> [Effect] {
    guard var keeping = kept[id] else { return [] }
    keeping.version = version
    keeping.savedAt = time
    // An answer that came too late to be waited for still tells what is stored.
    if let revision = keeping.savingRevision ?? keeping.failedRevision {
      keeping.savedRevision = revision
      keeping.problem = nil
      keeping.failedRevision = nil
    }
    keeping.savingRevision = nil
    if keeping.isToBeDeleted {
      kept[id] = editors[id].map { _ in DraftKeeping() }
      return delete(keeping.copy) + [.store(.deleteDraft(DraftID(id), version: version))]
    }
    if keeping.isAnnounced { say(Span("Saved here; not sent.", .success)) }
    keeping.isAnnounced = false
    let isOverdue = keeping.isOverdue
    keeping.isOverdue = false
    let copy = keeping.copy
    keeping.copy = nil
    kept[id] = keeping
    return delete(copy) + (isOverdue ? saveDraft(id, at: now) : [])
  }

  private mutating func noteCopy(_ copy: DraftCopy?, of id: CaseID) {
    if let copy { kept[id, default: DraftKeeping()].copy = copy }
  }

  func delete(_ copy: DraftCopy?) -> [Effect] {
    copy.map { [.store(.deleteDraft($0.id, version: $0.version))] } ?? []
  }

  private mutating func notSaved(_ id: CaseID, _ sentence: String) -> [Effect] {
    guard var keeping = kept[id], let revision = keeping.savingRevision else { return [] }
    if keeping.isToBeDeleted {
      kept[id] = editors[id].map { _ in DraftKeeping() }
      return keeping.version.map { [.store(.deleteDraft(DraftID(id), version: $0))] } ?? []
    }
    keeping.savingRevision = nil
    // The text is stored; only where the cursor was is not.
    if revision == keeping.savedRevision, keeping.problem == nil {
      kept[id] = keeping
      return []
    }
    keeping.failedRevision = revision
    keeping.isOverdue = false
    keeping.isAnnounced = false
    keeping.problem = sentence
    kept[id] = keeping
    say(Span("NOT SAVED: \(sentence)", .error))
    return startRetryTimer()
  }

  private mutating func startRetryTimer() -> [Effect] {
    guard !isRetryTimerSet else { return [] }
    isRetryTimerSet = true
    return [.timer(.retry(seconds: Self.retryAfter))]
  }

  /// Saves without an answer count as failed: the text stays here and is marked.
  mutating func savesUnanswered() {
    for id in kept.keys where kept[id]?.savingRevision != nil {
      let revision = kept[id]?.savingRevision
      kept[id]?.failedRevision = revision
      kept[id]?.savingRevision = nil
      kept[id]?.isOverdue = false
      kept[id]?.problem = "The store does not answer."
    }
  }

  /// Ctrl-S.
  mutating func saveAsked(_ id: CaseID, at now: Date) -> [Effect] {
    guard store == .open else {
      say(Span("Drafts are kept in memory only: this one is not saved to disk.", .warning))
      return []
    }
    if kept[id]?.conflict != nil {
      openConflict(id, at: now)
      return []
    }
    guard isUnsaved(id) else {
      say(Span("Nothing changed since it was saved.", .muted))
      return []
    }
    let effects = saveDraft(id, at: now)
    kept[id]?.isAnnounced = true
    return effects
  }

  // MARK: Letting go

  /// A form with nothing in it is no draft, unless something is stored that it came from.
  mutating func dropEmptyEditor(_ id: CaseID) {
    guard let editor = editors[id], !editor.isDirty, kept[id]?.version == nil, kept[id]?.savingRevision == nil else {
      return
    }
    editors[id] = nil
    kept[id] = nil
  }

  /// The form and what is stored of it go: the service confirmed it, or the person discarded it.
  mutating func endDraft(_ id: CaseID) -> [Effect] {
    editors[id] = nil
    guard let keeping = kept[id] else { return [] }
    guard keeping.savingRevision == nil else {
      kept[id]?.isToBeDeleted = true
      kept[id]?.isOverdue = false
      return []
    }
    kept[id] = nil
    return delete(keeping.copy) + (keeping.version.map { [.store(.deleteDraft(DraftID(id), version: $0))] } ?? [])
  }

  // MARK: Quitting

  /// Saves first. What the person did not read as not kept keeps the program from ending.
  mutating func quit(without given: Set<CaseID>, at now: Date) -> [Effect] {
    let saves = saveDrafts(at: now, isLeaving: true)
    isQuitting = given
    return isSavingDrafts ? saves + [.timer(.quit(seconds: Self.quitLimit))] : saves
  }

  mutating func finishQuitting() -> [Effect] {
    guard let given = isQuitting, !isSavingDrafts else { return [] }
    isQuitting = nil
    let profile = profileToOpen
    profileToOpen = nil
    guard store != .open || notKept.isSubset(of: given) else {
      let again = profile == nil ? "Quit again to leave without it" : "Switch again to go on without it"
      say(Span("Still here: a draft is NOT SAVED. \(again).", .error))
      return []
    }
    if let profile { return leave(for: profile) }
    return [.end(.quit)]
  }
}
