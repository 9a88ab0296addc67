import Care360
import FoundationEssentials

/// Drafts of earlier and of other sessions: opening, taking over, and what happens when two hold the same one.
extension Session {
  /// Opens a stored draft: its case by id first, live, and only then the text.
  mutating func openStored(_ id: DraftID, at now: Date) -> [Effect] {
    guard !isKeyRefused else {
      say(Span("Drafts stay sealed: the service refuses the API key.", .warning))
      return []
    }
    guard let draft = stored[id] else { return [] }
    if id.copy > 0 { return openCopy(draft, at: now) }
    if let holder = draft.holder {
      askToTakeOver(draft, holder, at: now)
      return []
    }
    return openDraft(id.caseID, at: now)
  }

  /// A text that stands beside the draft: with its case, and with the draft as the other text to decide about.
  private mutating func openCopy(_ copy: StoredDraft, at now: Date) -> [Effect] {
    if let holder = copy.holder {
      say(Span("That text is open in \(holder.terminal).", .warning))
      return []
    }
    guard editors[copy.id.caseID] == nil else {
      say(Span("Send or discard the form that is open on this case first; this text stays here.", .warning))
      return []
    }
    copyToOpen = copy.id
    return openDraft(copy.id.caseID, at: now)
  }

  private mutating func restoreCopy(_ copy: StoredDraft, for target: FormEditor.Target) throws(UnreadableDraft) {
    editors[target.caseID] = try FormEditor(target: target, stored: DraftDocument(bytes: copy.body))
    var keeping = DraftKeeping()
    keeping.savedAt = copy.savedAt
    // It is kept beside the draft, not in its place.
    keeping.savedRevision = -1
    keeping.copy = DraftCopy(id: copy.id, version: copy.version)
    if var draft = stored.removeValue(forKey: DraftID(target.caseID)) {
      draft.holder = nil
      keeping.conflict = draft
      keeping.problem = "There is another text of this draft."
    }
    kept[target.caseID] = keeping
    stored[copy.id] = nil
  }

  /// Puts the stored draft of the case that is shown into an editor; false where there is none to put in, or where it may
  /// not be opened here.
  mutating func restoreStored(for target: FormEditor.Target, at now: Date) -> Bool {
    let id = DraftID(target.caseID)
    let copy = copyToOpen.flatMap { $0.caseID == target.caseID ? stored[$0] : nil }
    copyToOpen = nil
    do throws(UnreadableDraft) {
      if let copy {
        try restoreCopy(copy, for: target)
        if kept[target.caseID]?.conflict != nil { openConflict(target.caseID, at: now) }
        return true
      }
    } catch {
      say(Span(error.sentence, .error))
      return false
    }
    guard let draft = stored[id], draft.holder == nil else { return false }
    do throws(UnreadableDraft) {
      editors[target.caseID] = try FormEditor(target: target, stored: DraftDocument(bytes: draft.body))
    } catch {
      say(Span(error.sentence, .error))
      return false
    }
    kept[target.caseID] = DraftKeeping(of: draft, at: editors[target.caseID]?.keptCursor)
    draftsToClaim.append(DraftCopy(id: id, version: draft.version))
    stored[id] = nil
    if lookup.leftOpen?.id == id { lookup.leftOpen = nil }
    let time = TimeText(zone: settings.zone, now: now)
    say(Span("The draft of \(time.longAge(since: draft.savedAt)), by \(draft.author).", .accent))
    return true
  }

  // MARK: Taking over

  mutating func askToTakeOver(_ draft: StoredDraft, _ holder: StoredDraft.Holder, at now: Date) {
    let time = TimeText(zone: settings.zone, now: now)
    let lines: [[Span]] = [
      [Span("Draft ", .label), Span(draft.summary, .accent), Span("  saved \(time.longAge(since: draft.savedAt))")],
      [Span("Open in ", .label), Span("\(holder.terminal), last key \(time.longAge(since: holder.lastKeyAt))")],
      [Span("Taking it over makes that session save it, lock and leave it.")],
    ]
    overlays.open(
      .confirmation(
        Confirmation(step: .takeOver(draft.id), title: "Take the draft over", lines: lines, accept: "take it over")),
      about: .one(draft.id.caseID))
  }

  /// Another session took this draft: what is typed here and not saved yet is handed to the store once more, which keeps
  /// both texts; after that it can be read here and no more. It stays on the screen, as keys that are being typed into it must
  /// not become commands of another pane.
  mutating func takenOver(_ id: CaseID, by terminal: String, at now: Date) -> [Effect] {
    guard editors[id] != nil else { return [] }
    var effects: [Effect] = []
    if let revision = kept[id]?.savingRevision {
      // It was the answer to that save, or ends the waiting for it.
      kept[id]?.savingRevision = nil
      kept[id]?.failedRevision = revision
      kept[id]?.problem = "Taken over by \(terminal)."
    } else {
      effects = saveDraft(id, at: now)
    }
    kept[id, default: DraftKeeping()].takenOverBy = terminal
    kept[id]?.isOverdue = false
    say(Span("The form of \(editors[id]?.target.shortID ?? "") was taken over by \(terminal).", .warning))
    return effects
  }

  mutating func askToTakeBack(_ id: CaseID, from terminal: String) {
    guard let editor = editors[id] else { return }
    overlays.open(
      .confirmation(
        Confirmation(
          step: .takeOver(DraftID(id)), title: "Take the draft back",
          lines: [
            [Span("Draft ", .label), Span(editor.summary, .accent)],
            [Span("\(terminal) took it over. Taking it back makes that session save it and leave it.")],
          ], accept: "take it back")), about: .one(id))
  }

  /// The draft is this session's now.
  mutating func taken(_ draft: StoredDraft, at now: Date) -> [Effect] {
    let id = draft.id.caseID
    let asked = takingOver
    takingOver = nil
    var draft = draft
    draft.holder = nil
    kept[id]?.takenOverBy = nil
    if notKept.contains(id) || hasUnsavedText(id) {
      // What was typed here before it was taken away is not thrown away by getting it back.
      return conflict(id, draft, at: now)
    }
    editors[id] = nil
    kept[id] = nil
    stored[draft.id] = draft
    let isOpenElsewhere = focus == .form && openEditor != nil
    guard asked?.id == draft.id, asked?.generation == generation, overlays.isEmpty, !isOpenElsewhere else {
      say(Span("The draft of \(draft.shortID) is yours now: F3 opens it.", .success))
      return []
    }
    return openDraft(id, at: now)
  }

  private func hasUnsavedText(_ id: CaseID) -> Bool {
    editors[id].map { $0.revision != kept[id]?.savedRevision ?? 0 } ?? false
  }

  // MARK: Two texts

  /// Both stay until the person decides. Nothing comes up over text that is being typed: the editor says it, and saving or
  /// F3 asks.
  mutating func conflict(_ id: CaseID, _ other: StoredDraft, at now: Date) -> [Effect] {
    // A form that was sent or discarded meanwhile leaves the other text as the draft.
    guard editors[id] != nil else {
      stored[other.id] = other
      kept[id] = nil
      return []
    }
    var other = other
    other.holder = nil
    var keeping = kept[id] ?? DraftKeeping()
    keeping.savingRevision = nil
    keeping.isOverdue = false
    keeping.isAnnounced = false
    keeping.conflict = other
    keeping.problem = "Another session saved this draft meanwhile."
    kept[id] = keeping
    say(Span("NOT SAVED: another session saved this draft meanwhile. Ctrl-S or F3 decides.", .error))
    if mayInterrupt(about: id) { openConflict(id, at: now) }
    return []
  }

  mutating func openConflict(_ id: CaseID, at now: Date) {
    guard !isKeyRefused, let editor = editors[id], let other = kept[id]?.conflict else { return }
    let time = TimeText(zone: settings.zone, now: now)
    let items = [
      Picker.Item(RowPresentation(id: "later", spans: [Span("decide later: both stay")]), .nothing),
      Picker.Item(
        RowPresentation(id: "mine", spans: [Span("keep what is here  "), Span(editor.summary, .accent)]), .keepMine(id)),
      Picker.Item(
        RowPresentation(
          id: "other", spans: [Span("take the other one  "), Span(other.summary, .accent)],
          trailing: Span("\(time.stamp(other.savedAt)) by \(other.author)", .muted)), .takeOther(id)),
    ]
    overlays.open(
      .picker(
        Picker(
          .conflict, title: "Two texts of this draft: \(editor.target.patientName) \(editor.target.shortID)",
          items: items, note: Span("Nothing goes before you confirm it.", .muted))), about: .one(id))
  }

  mutating func askToKeepMine(_ id: CaseID, at now: Date) {
    guard let other = kept[id]?.conflict else { return }
    let time = TimeText(zone: settings.zone, now: now)
    overlays.open(
      .confirmation(
        Confirmation(
          step: .keepMine(id, over: other.version), title: "Keep what is here",
          lines: [
            [Span("Replaced ", .label), Span(other.summary, .accent)],
            [Span("saved \(time.longAge(since: other.savedAt)) by \(other.author): its text is lost.", .error)],
          ], accept: "keep what is here")), about: .one(id))
  }

  mutating func askToTakeOther(_ id: CaseID, at now: Date) {
    guard let other = kept[id]?.conflict, let editor = editors[id] else { return }
    let time = TimeText(zone: settings.zone, now: now)
    overlays.open(
      .confirmation(
        Confirmation(
          step: .takeOther(id, other.version), title: "Take the other text",
          lines: [
            [Span("Opened ", .label), Span(other.summary, .accent)],
            [Span("saved \(time.longAge(since: other.savedAt)) by \(other.author)")],
            [Span("Dropped ", .label), Span("\(editor.summary), as it is here: its text is lost.", .error)],
          ], accept: "take the other text")), about: .one(id))
  }

  mutating func keepMine(_ id: CaseID, over version: Int, at now: Date) -> [Effect] {
    guard kept[id]?.conflict?.version == version else { return [] }
    kept[id]?.version = version
    kept[id]?.conflict = nil
    kept[id]?.takenOverBy = nil
    kept[id]?.problem = "It is being saved."
    return saveDraft(id, at: now)
  }

  mutating func takeOther(_ id: CaseID, _ version: Int, at now: Date) -> [Effect] {
    guard let other = kept[id]?.conflict, other.version == version, let editor = editors[id] else { return [] }
    let wasOpen = isEditorOpen
    let copy = kept[id]?.copy
    stored[other.id] = other
    guard restoreStored(for: editor.target, at: now) else {
      // It cannot be read here: what is here stays.
      stored[other.id] = nil
      return []
    }
    isEditorOpen = wasOpen
    return delete(copy)
  }
}
