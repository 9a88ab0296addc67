import Care360
import FoundationEssentials

/// What the screen says of drafts and of the record: "saved" only after the store said so.
extension Session {
  /// Beside the title of a form and in the list of drafts.
  func draftBadge(_ id: CaseID, time: TimeText) -> Span {
    guard store == .open else { return Span("NOT SAVED (memory only)", .warning) }
    let keeping = kept[id] ?? DraftKeeping()
    if let terminal = keeping.takenOverBy { return Span("taken over by \(terminal)", .warning) }
    if let problem = keeping.problem { return Span("NOT SAVED: \(problem)", .error) }
    let revision = editors[id]?.revision ?? 0
    guard let savedAt = keeping.savedAt else {
      return revision == 0 ? Span("nothing typed yet", .muted) : Span("not saved yet", .warning)
    }
    return revision == keeping.savedRevision
      ? Span("saved \(time.stamp(savedAt))", .success)
      : Span("changed since \(time.stamp(savedAt))", .muted)
  }

  /// A form with nothing in it is no draft, unless something is stored of it.
  func isDraft(_ id: CaseID) -> Bool {
    guard let editor = editors[id] else { return false }
    let keeping = kept[id] ?? DraftKeeping()
    return editor.isDirty || keeping.version != nil || keeping.savingRevision != nil || keeping.conflict != nil
      || keeping.takenOverBy != nil
  }

  /// Drafts here and in the store.
  var draftCount: Int { Set(editors.keys.filter(isDraft)).union(stored.keys.map(\.caseID)).count }

  var draftNotices: [Span] {
    func count(_ number: Int) -> String { "\(number) \(number == 1 ? "draft" : "drafts")" }
    guard store == .open else {
      if draftCount > 0 { return [Span("\(count(draftCount)) NOT SAVED", .warning)] }
      if case .memoryOnly(.some) = store { return [Span("drafts NOT KEPT", .warning)] }
      return []
    }
    let lost = notKept.count
    let safe = draftCount - lost
    return (lost > 0 ? [Span("\(count(lost)) NOT SAVED", .error)] : []) + (safe > 0 ? [Span(count(safe), .muted)] : [])
  }

  /// Without a record of it, what is read is said to go unrecorded.
  var recordBanners: [Span] {
    writes.recordProblem.map { [Span("What you do is not being recorded, so nothing can be changed: \($0)", .error)] }
      ?? []
  }

  /// "Continue: Avery L. ADA-TOSXM, question 7, 3 min ago", where no case is open.
  func leftOpenLine(time: TimeText) -> [Span] {
    guard let draft = lookup.leftOpen, !isKeyRefused, run == nil else { return [] }
    let age = time.longAge(since: draft.savedAt)
    return [
      Span("Continue: \(draft.shortSubject), \(draft.place), \(age)", .accent),
      Span("Down, then Enter opens it.", .muted),
    ]
  }
}
