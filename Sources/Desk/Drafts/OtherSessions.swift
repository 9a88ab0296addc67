import Care360
import FoundationEssentials

/// Drafts, links, follow-ups and writes of the operator's other sessions. They are read again whenever something opens that
/// tells of them: a list, a panel, a question, a form, a case.
extension Desk {
  func readOtherSessions() -> [Effect] {
    let reads: [Effect] = mayReadStore ? [.store(.readAgain(removals: door.removals))] : []
    return reads + [.record(.listUnsettled)]
  }

  private var mayReadStore: Bool { store == .open && door.lock.state == .open && !door.lacksPIN }

  /// After an event.
  ///
  /// - Parameter before: the number of the newest overlay before it.
  func readOtherSessions(openedSince before: Int) -> [Effect] {
    guard let top = overlays.last, top.number > before, top.isAboutPatient else { return [] }
    return switch top.body {
    case .picker, .confirmation: readOtherSessions()
    case .prompt, .secret, .reading: []
    }
  }

  /// Takes in the store's current contents, unless something was removed here since they were requested.
  mutating func storeRead(
    _ drafts: [StoredDraft], _ links: [RefillLink], _ followUps: [FollowUp], removals: Int, hidesDrafts: Bool,
    at now: Date
  ) -> [Effect] {
    guard mayReadStore else { return [] }
    guard removals == door.removals else { return [.store(.readAgain(removals: door.removals))] }
    listed(drafts, hidesDrafts: hidesDrafts)
    self.links.merge(links)
    self.followUps.listed(followUps)
    followUpsChanged(at: now)
    lookup.offer(leftOpen: lookup.leftOpen.flatMap { self.drafts.stored[$0.id] })
    askAgainIfChanged(at: now)
    return openDraftOfEmptyEditor(at: now)
  }

  /// The store's drafts as they are now. One that waited in an editor here and is gone was another session's.
  ///
  /// - Parameter hidesDrafts: the store has drafts that cannot be read, and this editor may have the only text of one.
  mutating func listed(_ stored: [StoredDraft], hidesDrafts: Bool) {
    for slot in drafts.listed(stored) where !hidesDrafts {
      closeEditor(slot) { $0.letGo(slot) }
      let gone = "The \(slot.kind.word) is gone: another session of yours handed it over, sent it or discarded it."
      say(Span(gone, .warning))
    }
  }

  /// The editor that just opened is empty, and the store has a draft of it by now: that one opens, as if it had been known.
  private mutating func openDraftOfEmptyEditor(at now: Date) -> [Effect] {
    guard overlays.isEmpty, focus == .form, let slot = openDraft?.slot, drafts.hasStoredInstead(of: slot) else {
      return []
    }
    drafts.park(slot.caseID)
    setFocus(.caseDetail)
    return openOrCreate(slot.kind, at: now)
  }
}
