import Care360
import Desk
import FoundationEssentials
import TeamStore

extension TeamStore {
  /// All that the desk shows of the team.
  ///
  /// - Parameters:
  ///   - author: the operator, whose own presences and writes are left out.
  ///   - leadAfter: nil where the operator is no lead.
  func view(of author: String, leadAfter: Duration?) async throws(TeamProblem) -> TeamView {
    let presences = try await presences()
    let claims = try await claims()
    let intents = try await intents()
    let handOvers = try await handOvers()
    let followUps = try await followUps()
    let members = try await members()
    if leadAfter != nil { await setTimes(of: handOvers.values) }
    let listed = handOvers.values.compactMap { TeamView.HandOver($0, author: author, leadAfter: leadAfter) }
    let unread = handOvers.values.count { !$0.isKept && HandOverDocument(contents: $0.contents) == nil }
    return TeamView(
      people: presences.values.filter { $0.author != author }.map {
        TeamView.Person(caseID: $0.caseID, name: $0.author, work: TeamWork($0.doing), since: $0.since)
      },
      claims: claims.values.map { TeamView.Claim($0, author: author) },
      attempts: intents.values.filter { $0.author != author }.compactMap(TeamView.Attempt.init),
      handOvers: listed, reminders: followUps.values.map(TeamView.Reminder.init),
      members: Set(members.values.map(\.name)).subtracting([author]).sorted(),
      unreadable: presences.unreadable + claims.unreadable + intents.unreadable + handOvers.unreadable
        + followUps.unreadable + members.unreadable + unread)
  }
}

extension TeamStore {
  /// A few each time: a look has two seconds.
  private func setTimes(of handOvers: [TeamHandOver]) async {
    for handOver in handOvers.filter(\.isUntimed).prefix(4) {
      do throws(TeamProblem) {
        try await setTime(of: handOver.id)
      } catch {
        // The next look does it.
      }
    }
  }
}

extension TeamView.Claim {
  init(_ claim: TeamClaim, author: String) {
    self.init(caseID: claim.caseID, name: claim.author, until: claim.until, isOwn: claim.author == author)
  }
}

extension TeamView.HandOver {
  /// Nil for one that is none of this operator's business, or that this version cannot read.
  init?(_ handOver: TeamHandOver, author: String, leadAfter: Duration?) {
    let document = HandOverDocument(contents: handOver.contents)
    guard handOver.isKept || document != nil else { return nil }
    let isOwn = handOver.giver == author
    let state: State
    switch handOver.acceptedBy {
    case author? where !handOver.isKept: state = .toBeKept
    case let other? where handOver.isOverdue: state = .left(by: other, at: handOver.acceptedAt)
    case let other?: state = .taken(by: other, at: handOver.acceptedAt, isKept: handOver.isKept)
    case nil: state = .open
    }
    let isFree = handOver.acceptedBy == nil || handOver.isOverdue
    let isToTake = isFree && [nil, author].contains(handOver.receiver)
    let isForLead = isFree && !isToTake && leadAfter != nil
    guard isOwn || state == .toBeKept || isToTake || isForLead else { return nil }
    self.init(
      id: handOver.id, caseID: handOver.caseID, kind: document?.kind, title: handOver.title, giver: handOver.giver,
      receiver: handOver.receiver, givenAt: handOver.givenAt, state: state, isOwn: isOwn,
      lead: isForLead ? handOver.waited >= (leadAfter ?? .zero) ? .now : .later : nil,
      moved: handOver.movedBy.map { TeamView.HandOver.Move(by: $0, from: handOver.movedFrom) })
  }
}

extension TeamView.Reminder {
  init(_ reminder: TeamReminder) {
    let followUp = reminder.followUp
    self.init(
      id: followUp.id, caseID: followUp.caseID, patientName: followUp.patientName, shortID: followUp.shortID,
      due: followUp.due, text: followUp.text, author: followUp.author, doneBy: followUp.doneBy, isDue: reminder.isDue)
  }
}

extension TeamView.Attempt {
  /// Nil for a kind of write that this version does not know.
  init?(_ intent: TeamIntent) {
    guard let action = WriteIntent.Action(rawValue: intent.kind) else { return nil }
    self.init(
      id: intent.id, caseID: intent.caseID, action: action, name: intent.author, startedAt: intent.startedAt,
      isUnsettled: intent.state == .unknown)
  }
}

extension TeamWork {
  init(_ doing: TeamDoing) {
    self =
      switch doing {
      case .viewing: .viewing
      case .editing: .editing
      case .writing: .writing
      case .away: .away
      }
  }
}

extension TeamDoing {
  init(_ work: TeamWork) {
    self =
      switch work {
      case .viewing: .viewing
      case .editing: .editing
      case .writing: .writing
      case .away: .away
      }
  }
}
