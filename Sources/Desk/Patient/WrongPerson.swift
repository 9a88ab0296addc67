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
    overlays.open(
      .confirmation(
        Confirmation(title: "Wrong person", lines: lines, accept: "close and forget the case") { desk, _ in
          desk.forgetCase(shown.detail.id)
          return [.read(.cancelRequests(before: desk.generation)), .record(.forgotten(shown.detail.id))]
        }), about: aboutShown)
  }

  private mutating func forgetCase(_ id: CaseID) {
    lookup.forget(id)
    links.forget(id)
    escalations.forget(id)
    filters.forget(id)
    guard shown?.detail.id == id else { return }
    patient.forget()
    drafts.park(nil)
    // Otherwise a single Enter would bring the wrong person back.
    lookup.emptyBox()
    setFocus(.lookup)
    lookup.focusField()
  }
}
