import Care360
import FoundationEssentials

/// Opening and leaving the form, message or note of the case that is shown. One is open at a time; the others keep their
/// drafts.
extension Desk {
  /// Opens the parked draft of this kind of the shown case, its stored one, or an empty one.
  ///
  /// - Parameter copy: the text beside the draft that is meant.
  mutating func openOrCreate(_ kind: DraftSlot.Kind, copy: StoredDraftID? = nil, at now: Date) -> [Effect] {
    guard let shown else { return [] }
    let slot = DraftSlot(shown.detail.id, kind)
    guard drafts.taker(of: slot) == nil else {
      askToTakeBack(slot, at: now)
      return []
    }
    if drafts.hasStoredInstead(of: slot) { drafts.letGo(slot) }
    if drafts[slot] == nil {
      let draft = drafts.stored[StoredDraftID(slot)]
      if copy == nil, let draft, let holder = draft.holder {
        askToTakeOver(draft, holder, at: now)
        return []
      }
      if draft != nil || copy != nil {
        guard restoreStored(kind, for: editorTarget(shown), copy: copy, at: now) else { return [] }
      } else {
        drafts.begin(emptyEditor(kind, for: shown, at: now))
      }
    }
    // Leaves the open draft as if the person had left it.
    let left = drafts.openKind.flatMap { $0 == kind ? nil : DraftSlot(slot.caseID, $0) }
    let saves = left.map { drafts.save($0, access, at: now, isLeaving: true) } ?? []
    if let left, drafts.keeper(of: left)?.isEmpty == true { drafts.letGo(left) }
    drafts.open(kind)
    setFocus(.form)
    // Checks the token now: the person should learn that it has expired before filling in the form, not after.
    let check: [Effect] = kind == .form ? [.token(.check)] : []
    return saves + check + readOtherSessions()
  }

  private func emptyEditor(_ kind: DraftSlot.Kind, for shown: ShownCase, at now: Date) -> DraftEditor {
    let target = editorTarget(shown)
    guard let kind = kind.communication else { return .form(FormEditor(target: target)) }
    return .text(Composer(kind, target, at: now))
  }

  /// The draft that is open leaves the screen, with everything in it.
  mutating func parkDraft(_ slot: DraftSlot, at now: Date) -> [Effect] {
    drafts.park(slot.caseID)
    setFocus(.caseDetail)
    return drafts.save(slot, access, at: now, isLeaving: true)
  }
}
