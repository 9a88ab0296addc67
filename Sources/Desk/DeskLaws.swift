import Care360

/// Laws of the desk, held after every event whatever it was. A law may only narrow: it closes, masks and parks, and never
/// opens or sends.
extension Desk {
  /// - Parameter before: the case that was shown before the event.
  mutating func obeyLaws(shownBefore before: CaseID?) {
    onePatient(before)
    lockCoversAll()
  }

  /// When a patient leaves the screen, every overlay about them closes, and their form is no longer open.
  private mutating func onePatient(_ before: CaseID?) {
    guard let before, shown?.detail.id != before else { return }
    overlays.closeAll { $0.about == .one(before) }
    if focus == .form, openDraft == nil { setFocus(.caseDetail) }
    mask()
  }

  /// Under the lock no health data stays revealed, and no list of patients or of lookups in memory.
  private mutating func lockCoversAll() {
    guard door.isCovering else { return }
    mask()
    worklist.wipe()
    overlays.closePickers(.appointmentDay)
    // It holds a key that was meant for what stood below it.
    overlays.closePickers(.purpose)
    lookup.wipeHistory()
  }
}
