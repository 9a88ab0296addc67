import Care360
import FoundationEssentials

/// Sentences of the screen about drafts and the record: "saved" only after the store said so.
extension Desk {
  /// Beside the title of an editor and in the list of drafts.
  func draftBadge(_ slot: DraftSlot, time: TimeText) -> Span {
    guard store == .open else { return Span("NOT SAVED (memory only)", .warning) }
    switch drafts.keeper(of: slot)?.state ?? .untouched {
    case .lent(let terminal):
      switch drafts.taker(of: slot)?.standing ?? .holds {
      case .holds: return Span("taken over by \(terminal)", .warning)
      case .ended: return Span("free: \(terminal), which took it over, has ended", .warning)
      case .finished: return Span("sent or discarded by \(terminal)", .warning)
      }
    case .waiting(let waiting): return Span(waiting.words, .warning)
    case .failed(let problem): return Span("NOT SAVED: \(problem)", .error)
    case .untouched: return Span("nothing typed yet", .muted)
    case .changed(nil): return Span("not saved yet", .warning)
    case .changed(let since?): return Span("changed since \(time.stamp(since))", .muted)
    case .savedBeside(let savedAt): return Span("saved as a separate copy \(time.stamp(savedAt))", .warning)
    case .saved(let savedAt): return Span("saved \(time.stamp(savedAt))", .success)
    }
  }

  var draftNotices: [Span] {
    func count(_ number: Int) -> String { "\(number) \(number == 1 ? "draft" : "drafts")" }
    guard store == .open else {
      if drafts.count > 0 { return [Span("\(count(drafts.count)) NOT SAVED", .warning)] }
      if case .memoryOnly(.some) = store { return [Span("drafts NOT KEPT", .warning)] }
      return []
    }
    let lost = notKept.count
    let safe = drafts.count - lost
    return (lost > 0 ? [Span("\(count(lost)) NOT SAVED", .error)] : []) + (safe > 0 ? [Span(count(safe), .muted)] : [])
  }

  /// A banner while the record cannot be written: actions here go unrecorded.
  var recordBanners: [Span] {
    writes.recordProblem.map { [Span("Your actions are not being recorded, so nothing can be changed: \($0)", .error)] }
      ?? []
  }

  /// "Outcome not known: bundle change, Jo Park ADA-B2KLM, sent 05:58", where no case is open.
  func unsettledLines(time: TimeText) -> [Span] {
    guard run == nil, !writes.left.isEmpty else { return [] }
    let told = writes.left.prefix(Self.mostUnsettledTold).map { intent in
      Span(
        "Outcome not known: \(intent.target.name), \(subject(of: intent)), sent \(time.stamp(intent.time))", .warning)
    }
    let rest = writes.left.count - told.count
    let more = rest > 0 ? "and \(rest) more: " : ""
    return told + [Span("\(more)\(name(.drafts)) settles \(writes.left.count == 1 ? "it" : "them").", .muted)]
  }

  private static let mostUnsettledTold = 3

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
