import Care360
import FoundationEssentials

/// Saves drafts: within two seconds of the last key, and at once when the editor is left.
extension Desk {
  var access: DraftAccess {
    DraftAccess(canSave: store == .open && door.lock.state != .locked, author: settings.operatorName)
  }

  /// Drafts that would be lost if the program ended now.
  var notKept: Set<DraftSlot> { drafts.lost(isStoreOpen: store == .open) }

  /// True while saves of drafts or follow-ups are under way: a program that ends waits for them.
  package var isSavingDrafts: Bool { drafts.isSaving || followUps.isSaving }

  // MARK: Saving

  /// Saves each draft that is not saved.
  ///
  /// - Parameter isLeaving: true when the drafts leave the screen, so that a moved cursor is saved as well.
  mutating func saveDrafts(at now: Date, isLeaving: Bool = false) -> [Effect] {
    drafts.saveAll(access, at: now, isLeaving: isLeaving)
  }

  mutating func scheduleAutosave() -> [Effect] {
    store == .open && door.lock.state == .open ? drafts.scheduleAutosave() : []
  }

  mutating func draftEvent(_ event: DraftsEvent, at now: Date) -> [Effect] {
    switch event {
    case .autosaveTimerFired:
      drafts.autosaveTimerFired()
      return saveDrafts(at: now)
    case .retryTimerFired:
      drafts.retryTimerFired()
      return saveDrafts(at: now)
    case .saved(let id, let version, let time):
      let answer = drafts.saved(id, version: version, time, access, at: now)
      if answer.isAnnounced { say(Span("Saved here; not sent.", .success)) }
      return answer.effects
    case .notSaved(let id, let sentence):
      let answer = drafts.notSaved(id, sentence)
      if answer.isSaid { say(Span("NOT SAVED: \(sentence)", .error)) }
      return answer.effects
    case .conflict(let id, let stored, let copy):
      drafts.markEnded(id)
      drafts.keep(copy, of: id.slot)
      return conflict(id.slot, stored, at: now)
    case .takenOver(let id, let terminal, let copy):
      drafts.markEnded(id)
      drafts.keep(copy, of: id.slot)
      return takenOver(id.slot, by: terminal, at: now)
    case .tookOver(let draft): return tookOver(draft, at: now)
    case .endingSoon: return saveDrafts(at: now, isLeaving: true)
    case .quitTimerFired:
      if screen.ending.isWaiting {
        drafts.savesUnanswered()
        followUps.unanswered()
      }
      return []
    }
  }

  /// Ctrl-S.
  mutating func saveAsked(_ slot: DraftSlot, at now: Date) -> [Effect] {
    guard store == .open else {
      say(Span("Drafts are kept in memory only: this one is not saved to disk.", .warning))
      return []
    }
    if drafts.keeper(of: slot)?.disputed != nil {
      openConflict(slot, at: now)
      return []
    }
    guard drafts.keeper(of: slot)?.isUnsaved == true else {
      say(Span("Nothing has changed since the draft was saved.", .muted))
      return []
    }
    return drafts.saveAsked(slot, access, at: now)
  }
}
