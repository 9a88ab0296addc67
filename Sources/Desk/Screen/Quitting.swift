import Care360
import FoundationEssentials

/// Quitting: asked for, after the drafts are saved.
extension Desk {
  /// In seconds.
  static let quitLimit = 5

  mutating func askToQuit() -> [Effect] {
    var lines: [[Span]] = [[Span("Quit CaseDesk?")]]
    let lost = unkept
    lines += lostLines(lost)
    if lost.drafts.isEmpty, store == .open, drafts.count > 0 {
      lines.append([Span("Drafts are kept.", .muted)])
    }
    if writes.isSending {
      lines.append([Span("A change is being sent; its outcome will be listed as not known.", .error)])
    }
    overlays.open(
      .confirmation(
        Confirmation(title: "Quit", lines: lines, accept: "quit") { desk, now in desk.quit(without: lost, at: now) }),
      about: lost.isEmpty ? .nobody : .several)
    return []
  }

  /// Texts that would be lost if the program ended now.
  var unkept: Unkept {
    Unkept(drafts: notKept, followUps: store == .open ? followUps.unkeptCount : followUps.all.count)
  }

  /// For the question whether to leave.
  func lostLines(_ lost: Unkept) -> [[Span]] {
    let count = lost.followUps
    return (lost.drafts.isEmpty ? [] : [lostLine(lost.drafts)])
      + (count == 0
        ? [] : [[Span(count == 1 ? "1 follow-up will be lost." : "\(count) follow-ups will be lost.", .error)]])
  }

  /// Saves first. The program does not end while a text is unsaved that the person was not warned about.
  mutating func quit(without given: Unkept, at now: Date) -> [Effect] {
    let saves = saveDrafts(at: now, isLeaving: true)
    screen.ending.quit(without: given)
    return isSavingDrafts ? saves + [.timer(.quit(seconds: Self.quitLimit))] : saves
  }

  mutating func finishQuitting() -> [Effect] {
    guard !isSavingDrafts, let (given, profile) = screen.ending.take() else { return [] }
    guard store != .open || unkept.isCovered(by: given) else {
      let what = notKept.isSubset(of: given.drafts) ? "follow-up" : "draft"
      let again = profile == nil ? "Quit again to leave without it" : "Switch again to go on without it"
      say(Span("CaseDesk is still open: a \(what) is NOT SAVED. \(again).", .error))
      return []
    }
    if let profile { return leave(for: profile) }
    return [.end(.quit)]
  }
}
