import Care360
import FoundationEssentials

/// The team on the desk: telling it where this session is, and showing colleagues in the case, in the worklist and before a
/// confirmation. The team's store warns and never forbids; without it everything else goes on.
extension Desk {
  mutating func teamEvent(_ event: TeamEvent, at now: Date) -> [Effect] {
    guard team.isUsed else { return [] }
    switch event {
    case .timerFired: team.timerFired()
    case .read(let view):
      guard !door.isCovering else { return [] }
      team.read(view)
      worklist.note(claims: view.claims, due: view.dueCases)
      refillDrafts(at: now)
      askAgainIfChanged(at: now)
      return giveWaiting(at: now)
    case .unread(let sentence):
      if team.awaySince == nil, notice == nil, !door.isCovering {
        say(Span("\(sentence) Lookups and changes go on.", .warning))
      }
      team.unread(sentence, at: now)
      worklist.note(claims: [], due: [])
      askAgainIfChanged(at: now)
    case .given(let order): return given(order, at: now)
    case .notGiven(let order, let sentence, let isSpent):
      if isSpent { team.gave(order) }
      return notGiven(order, sentence, at: now)
    case .waits(let order, let id, let sentence): return waits(order, id: id, sentence, at: now)
    case .notHere(let order): return notHere(order)
    case .took(let handOver): return took(handOver)
    case .takenTwice(let handOver, let name):
      // No name of a patient while the key is refused.
      let title = isKeyRefused ? Self.hiddenSubject : handOver.title
      say(Span("\(name) has taken this, too, and may send it: \(title).", .warning))
    case .moved(let handOver, let toSelf): return moved(handOver, toSelf: toSelf)
    case .tookOver(let claim):
      say(Span("The case is yours for an hour; \(claim.name) sees it.", .success))
      return [.record(.team(.tookOver, claim.caseID))]
    case .finished(let reminder):
      say(Span("Done: the team sees it.", .success))
      return [.record(.team(.finished, reminder.caseID))]
    case .said(let sentence, let isProblem): say(Span(sentence, isProblem ? .warning : .success))
    }
    return []
  }

  /// After an event.
  mutating func tellTeam(at now: Date) -> [Effect] {
    guard store == .open else { return [] }
    guard !door.isCovering else { return team.cover(at: now) }
    // In the worklist the case that was open before stands behind the list.
    guard let shown, !shown.isNew, !shown.needsIdentityCheck, focus != .worklist else {
      return team.tell(nil, .viewing, at: now)
    }
    return team.tell(shown.detail.id, work, at: now)
  }

  private var work: TeamWork {
    switch focus {
    case .lookup, .worklist, .caseDetail: .viewing
    case .form:
      switch openDraft {
      case .form?: .editing
      case .text?: .writing
      case nil: .viewing
      }
    }
  }

  /// Looks at the team's store again when a question about a write opens.
  ///
  /// - Parameter before: the number of the newest overlay before the event.
  func lookAtTeam(openedSince before: Int) -> [Effect] {
    guard team.isUsed, let top = overlays.last, top.number > before, case .confirmation(let question) = top.body,
      question.isAboutWrite, !question.wasAskedAgain
    else { return [] }
    return [.team(.look)]
  }

  // MARK: What is shown

  /// "team view off since 10:42".
  func teamNotice(at now: Date) -> [Span] {
    guard let since = team.awaySince else { return [] }
    let time = TimeText(zone: settings.zone, now: now)
    return [Span("team view off since \(time.stamp(since))", .warning)]
  }

  func teamBanners(_ shown: ShownCase, at now: Date) -> [Span] {
    guard !shown.needsIdentityCheck else { return [] }
    let id = shown.detail.id
    let time = TimeText(zone: settings.zone, now: now)
    let attempts = team.view.attempts.filter { $0.caseID == id }.map { Span(words($0, time), .warning) }
    let people = team.view.people.filter { $0.caseID == id }.map { Span(words($0, time), .accent) }
    return people + attempts + handOverBanners(of: id) + reminderBanners(of: id, time)
      + (team.view.claim(of: id).map { [Span(words($0, time), .muted)] } ?? [])
  }

  /// Lines of a question about a write, and the attempts that they name.
  func teamLines(about target: WriteTarget, at now: Date) -> (lines: [[Span]], told: Set<String>) {
    guard team.isUsed else { return ([], []) }
    if team.awaySince != nil {
      return ([[Span("The team's store is away: a colleague may be doing the same.", .warning)]], [])
    }
    let time = TimeText(zone: settings.zone, now: now)
    let same = team.view.attempts.filter { $0.caseID == target.caseID && $0.action == target.action }
    let people = team.view.people.filter { $0.caseID == target.caseID }
    let claims = [team.view.claim(of: target.caseID)].compactMap(\.self).filter { !$0.isOwn }
    let given = team.view.handOvers.filter { handOver in
      handOver.isOwn && handOver.caseID == target.caseID && handOver.kind?.action == target.action
    }.map { handOver in
      let start = "You handed a \(handOver.word) of this case to \(handOver.whom)"
      return "\(start), \(time.stamp(handOver.givenAt)): it may be sent there, too."
    }
    let all = same.map { words($0, time) } + given + people.map { words($0, time) } + claims.map { words($0, time) }
    return (all.map { [Span($0, .warning)] }, Set(same.map(\.id)))
  }

  /// "Robin edits a form, 2 min"; "yours until 11:42"; "Kim's · Robin looks at it, 2 min". By case, for the rows of the
  /// worklist.
  func teamWords(_ time: TimeText) -> [CaseID: Span] {
    var words: [CaseID: Span] = [:]
    for claim in team.view.claims {
      let until = time.stamp(claim.until)
      words[claim.caseID] = claim.isOwn ? Span("yours until \(until)", .accent) : Span("\(claim.name) until \(until)")
    }
    // The one who does most.
    for person in team.view.people.sorted(by: { $0.work.weight < $1.work.weight }) {
      let owner = team.view.claim(of: person.caseID).map { $0.isOwn ? "yours · " : "\($0.name)'s · " } ?? ""
      words[person.caseID] = Span(
        "\(owner)\(person.name) \(person.work.words), \(time.age(since: person.since))", .warning)
    }
    return words
  }

  private func words(_ person: TeamView.Person, _ time: TimeText) -> String {
    "\(person.name) \(person.work.words), since \(time.stamp(person.since))."
  }

  private func words(_ claim: TeamView.Claim, _ time: TimeText) -> String {
    claim.isOwn
      ? "This case is yours until \(time.stamp(claim.until))."
      : "\(claim.name) has this case until \(time.stamp(claim.until))."
  }

  private func words(_ attempt: TeamView.Attempt, _ time: TimeText) -> String {
    let what = "\(attempt.name): \(attempt.action.name), \(time.stamp(attempt.startedAt))"
    return attempt.isUnsettled ? "\(what): not known whether it was done." : "\(what), is being sent."
  }

  // MARK: Claims

  /// Why no case can be claimed just now.
  var claimReason: String? {
    teamReason ?? followUpReason ?? (focus == .worklist ? nil : newCaseReason)
  }

  /// Claims the case, gives the own claim back, or asks about that of a colleague.
  mutating func claimCommand() -> [Effect] {
    guard let subject = followUpSubject else { return [] }
    guard let claim = team.view.claim(of: subject.caseID) else { return [.team(.claim(subject.caseID))] }
    guard !claim.isOwn else { return [.team(.release(subject.caseID))] }
    let time = TimeText(zone: settings.zone, now: lastKeyAt)
    overlays.open(
      .confirmation(
        Confirmation(
          title: "Take over", lines: [[Span(subject.words, .accent)], [Span(words(claim, time))]],
          accept: "take it over"
        ) { _, _ in [.team(.takeOver(claim))] }), about: .one(subject.caseID))
    return []
  }
}

extension TeamWork {
  fileprivate var weight: Int {
    switch self {
    case .away: 0
    case .viewing: 1
    case .editing: 2
    case .writing: 3
    }
  }
}
