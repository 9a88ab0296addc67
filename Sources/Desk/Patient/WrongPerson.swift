import Care360
import FoundationEssentials

/// Wrong person: closes the case and forgets it, here and in the store.
extension Desk {
  mutating func askWrongPerson() {
    guard let shown else { return }
    var lines = subjectLines
    lines.append([Span("Close this case and remove it from the recents, here and on disk.")])
    for slot in drafts.slots where slot.caseID == shown.detail.id {
      lines.append([Span("Its unsent \(slot.kind.word) stays under \(name(.drafts)).", .warning)])
    }
    let own = followUps.of(shown.detail.id).count
    if own > 0 {
      let what = own == 1 ? "Its follow-up is" : "Its \(own) follow-ups are"
      lines.append([Span("\(what) deleted with it.", .warning)])
    }
    overlays.open(
      .confirmation(
        Confirmation(title: "Wrong person", lines: lines, accept: "close and forget the case") { desk, now in
          let effects = desk.forgetCase(shown.detail.id, at: now)
          return [.read(.cancelRequests(before: desk.generation)), .record(.forgotten(shown.detail.id))] + effects
        }), about: aboutShown)
  }

  private mutating func forgetCase(_ id: CaseID, at now: Date) -> [Effect] {
    let effects = followUps.of(id).flatMap { followUp in
      followUp.waiting.map { takesBack(HandOverOrder(.followUp(followUp), $0)) } ?? []
    }
    lookup.forget(id)
    links.forget(id)
    escalations.forget(id)
    followUps.forget(id)
    followUpsChanged(at: now)
    filters.forget(id)
    guard shown?.detail.id == id else { return effects }
    patient.forget()
    drafts.park(nil)
    // Otherwise a single Enter would bring the wrong person back.
    lookup.emptyBox()
    setFocus(.lookup)
    lookup.focusField()
    return effects
  }
}
