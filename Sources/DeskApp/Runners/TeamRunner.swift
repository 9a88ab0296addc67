import Care360
import Desk
import FoundationEssentials
import TeamStore

/// The operator's own store, as far as the team's one depends on it.
@MainActor
protocol OwnStore: AnyObject {
  /// Keeps what was accepted, and gives why it does not; nil where it is there.
  func keep(_ handed: Handed) async -> String?

  /// The contents of an order that has waited, as they are stored by now; nil: nothing is to be given, because another
  /// session gave it or took it back.
  func waiting(_ order: HandOverOrder) async throws(TeamProblem) -> Handed?
}

/// The store that a team shares. Its work goes on beside all other work, one thing after the other, and is never waited for: a
/// store that stalls costs no key.
@MainActor
final class TeamRunner {
  private let store: TeamStore?
  private let author: String
  /// Begins the ids of what this session gives.
  private let session: String
  private let leadAfter: Duration?
  private let local: any OwnStore
  private let work: WorkCount
  /// The longest that a write waits for the team's store, and the end of the program.
  private let patience: Duration
  private let now: @Sendable () -> Date
  /// The last task; each waits for the one before it.
  private(set) var tail: Task<Void, Never>?
  /// The newest news that wait for their turn: older ones are not worth telling.
  private var news: (spot: TeamSpot?, number: Int)?
  private var lastNumber = 0
  /// Facts that the team's store does not know yet, oldest first. They wait while it is away.
  private var untold: [Fact] = []
  /// Nil before the record is there.
  private var taken: Taken?

  private enum Fact: Sendable {
    /// A write has ended.
    case ending(String, isKnown: Bool)
    /// Writes of earlier sessions have ended, as far as the record knows.
    case earlierEndings(HasEnded)
    /// The operator's own store has what was handed over.
    case kept(TeamView.HandOver)
    /// Hand-overs that the operator's own store has had, or that were taken back, as far as the record knows.
    case earlierKept(Taken)
    /// It was to be handed over, and is not any more.
    case takenBack(TeamView.HandOver, isOfTeam: Bool)
  }

  /// True where the record knows how this write ended.
  typealias HasEnded = @Sendable (_ id: String, CaseID) async -> Bool

  /// The hand-overs that the operator's own store had, as far as the record knows, whatever became of them since. The
  /// whole record is read for it.
  typealias Taken = @Sendable () async -> Set<String>

  fileprivate static let claim = Duration.seconds(3600)

  /// - Parameter keeping: the operator's secrets.
  init(
    _ plan: TeamPlan?, keeping: any TeamKeyKeeping, local: any OwnStore,
    now: @escaping @Sendable () -> Date, work: WorkCount, patience: Duration = TeamWrites.patience
  ) {
    self.patience = patience
    store = plan.map { TeamStore($0.database, keeping: keeping, author: $0.author, session: $0.session) }
    author = plan?.author ?? ""
    session = plan?.session ?? ""
    leadAfter = plan?.leadAfter
    self.local = local
    self.work = work
    self.now = now
  }

  func run(_ effect: TeamEffect) {
    switch effect {
    case .news(let spot): tell(spot)
    case .look: look()
    case .cover(let spot):
      news = nil
      enqueue { store in
        do throws(TeamProblem) { try await Self.show(spot, store) } catch { return await store.forgetKey() }
        await store.forgetKey()
      }
    case .claim(let id): change { store async throws(TeamProblem) in try await store.claimed(id) }
    case .release(let id):
      change { store async throws(TeamProblem) in
        try await store.release(id)
        return .said("The case is free again.", isProblem: false)
      }
    case .takeOver(let claim):
      change { [now] store async throws(TeamProblem) in try await store.takenOver(claim, at: now()) }
    case .give(let order): give(order)
    case .takeBack(let order): takeBack(order)
    case .accept(let handOver): accept(handOver)
    case .withdraw(let handOver):
      change { store async throws(TeamProblem) in
        try await store.withdraw(handOver.id)
        return .said("It is off the list.", isProblem: false)
      }
    case .move(let handOver, let toSelf): move(handOver, toSelf: toSelf)
    case .finish(let reminder):
      change { [author] store async throws(TeamProblem) in
        let done = try await store.change(followUp: reminder.id) { $0.doneBy = $0.doneBy ?? author }
        guard let other = done.doneBy, other != author else { return .finished(reminder) }
        return .said("\(other) has done it already.", isProblem: true)
      }
    case .remove(let reminder):
      change { store async throws(TeamProblem) in
        try await store.delete(followUp: reminder.id)
        return .said("It is off the list.", isProblem: false)
      }
    }
  }

  /// Takes this session's presence away, and the connection with it. A store that stalls does not hold up the end.
  func end() async {
    guard let store else { return }
    do throws(TeamProblem) {
      try await TeamStore.within(patience) { () async throws(TeamProblem) in
        try await store.leave()
        await store.close()
      }
    } catch {
      // The presence ends with its lease, and the connection with the process.
    }
  }

  // MARK: Writes

  /// Says before the first byte that this write is under way.
  ///
  /// - Returns: what colleagues began, or left unsettled, that the person was not told of. Then nothing may be sent.
  func begin(_ order: WriteOrder, id: String) async -> [TeamView.Attempt] {
    guard let store, order.write.caseID != .notYet else { return [] }
    let found: [TeamView.Attempt]
    do throws(TeamProblem) {
      found = try await TeamWrites(store, author: author).begin(
        order.write.target, id: id, at: now(), patience: patience)
    } catch {
      // The confirmation has said that the team's store is away, or the next one will.
      work.post(.team(.unread(error.sentence)))
      return []
    }
    let others = found.filter { !order.toldOfTeam.contains($0.id) }
    if !others.isEmpty { end(id, isKnown: true) }
    return others
  }

  /// - Parameter isKnown: false where nobody knows whether the write was done.
  func end(_ id: String, isKnown: Bool) {
    owe(.ending(id, isKnown: isKnown))
    tellFacts()
  }

  /// Of writes that an earlier session of this operator could not tell of any more: the team's store was away when it
  /// ended.
  func endEarlierWrites(_ hasEnded: @escaping HasEnded) {
    owe(.earlierEndings(hasEnded))
    tellFacts()
  }

  /// Of hand-overs that this operator's own store had before the team's store could be told: they may have been sent
  /// since, and are not to come back.
  func keepWhatWasTaken(_ taken: @escaping Taken) {
    self.taken = taken
    owe(.earlierKept(taken))
    tellFacts()
  }

  private func owe(_ fact: Fact) { if store != nil { untold.append(fact) } }

  private func tellFacts() {
    enqueue { [weak self, author, session] store in
      while let fact = await self?.untold.first {
        do throws(TeamProblem) {
          try await Self.tell(fact, store, author: author, session: session)
        } catch {
          guard let self, await self.isOver(fact, error) else { return }
        }
        await self?.forgetFact()
      }
    }
  }

  /// True where telling it again would change nothing: the row never came to the store, is gone, does not open, is a
  /// colleague's by now, or, in a store from a backup, nobody's. All else is told again with the next news.
  private func isOver(_ fact: Fact, _ error: TeamProblem) -> Bool {
    if case .accepted(let name) = error {
      switch fact {
      case .kept(let handOver), .takenBack(let handOver, _): work.post(.team(.takenTwice(handOver, by: name)))
      case .ending, .earlierEndings, .earlierKept: break
      }
      return true
    }
    switch fact {
    case .kept, .takenBack: return [.gone, .unreadable, .notPermitted].contains(error)
    case .ending, .earlierEndings, .earlierKept: return [.gone, .unreadable].contains(error)
    }
  }

  private nonisolated static func tell(
    _ fact: Fact, _ store: TeamStore, author: String, session: String
  ) async throws(TeamProblem) {
    switch fact {
    case .ending(let id, let isKnown): try await TeamWrites(store, author: author).end(id, isKnown: isKnown)
    case .kept(let handOver): try await store.keep(handOver.id)
    case .takenBack(let handOver, isOfTeam: true): try await store.takeBack(followUp: handOver.id)
    case .takenBack(let handOver, isOfTeam: false): try await store.takeBack(handOver.id)
    case .earlierKept(let taken):
      let handOvers = try await store.handOvers().values.filter { handOver in
        !handOver.isKept && (handOver.acceptedBy ?? handOver.giver) == author
      }
      let reminders = try await store.followUps().values.map(\.followUp).filter { $0.author == author }
      guard !handOvers.isEmpty || !reminders.isEmpty else { return }
      let known = await taken()
      for handOver in handOvers where known.contains(handOver.id) {
        try await unlessOver { () async throws(TeamProblem) in
          guard handOver.acceptedBy == author else { return try await store.takeBack(handOver.id) }
          try await store.keep(handOver.id)
        }
      }
      for reminder in reminders where known.contains(reminder.id) {
        try await unlessOver { () async throws(TeamProblem) in try await store.takeBack(followUp: reminder.id) }
      }
    case .earlierEndings(let hasEnded):
      for intent in try await store.intents().values where intent.author == author && intent.session != session {
        if await hasEnded(intent.id, intent.caseID) { try await store.settle(intent: intent.id) }
      }
    }
  }

  /// One row that a colleague has by now holds up none of the others.
  private nonisolated static func unlessOver(
    _ tell: () async throws(TeamProblem) -> Void
  ) async throws(TeamProblem) {
    do throws(TeamProblem) {
      try await tell()
    } catch {
      if case .accepted = error { return }
      guard [.gone, .unreadable, .notPermitted].contains(error) else { throw error }
    }
  }

  private func forgetFact() { if !untold.isEmpty { untold.removeFirst() } }

  // MARK: Reading

  private func tell(_ spot: TeamSpot?) {
    lastNumber += 1
    news = (spot, lastNumber)
    if !untold.isEmpty { tellFacts() }
    enqueue { [weak self, number = lastNumber, author, leadAfter, work] store in
      guard let news = await self?.takeNews(number) else { return }
      let event = await Self.read(store, author, leadAfter) { () async throws(TeamProblem) in
        try await Self.show(news, store)
      }
      await work.post(.team(event))
    }
  }

  /// Nil where newer news wait.
  private func takeNews(_ number: Int) -> TeamSpot?? {
    guard let news, news.number == number else { return .none }
    self.news = nil
    return .some(news.spot)
  }

  private func look() {
    guard let store else { return }
    work.start { [author, leadAfter] in .team(await Self.looked(store, author, leadAfter)) }
  }

  private func change(_ body: @escaping @Sendable (TeamStore) async throws(TeamProblem) -> TeamEvent) {
    guard let store else { return }
    work.start { [author, leadAfter, work] in
      let told: TeamEvent
      do throws(TeamProblem) {
        told = try await TeamStore.within(.seconds(5)) { () async throws(TeamProblem) in try await body(store) }
      } catch {
        told = .said(error.sentence, isProblem: true)
      }
      work.post(.team(told))
      return .team(await Self.looked(store, author, leadAfter))
    }
  }

  private nonisolated static func looked(
    _ store: TeamStore, _ author: String, _ leadAfter: Duration?
  ) async -> TeamEvent {
    await read(store, author, leadAfter, within: .seconds(2)) { () async throws(TeamProblem) in }
  }

  // MARK: Hand-overs

  /// The giver's own copy goes only after this was answered.
  private func give(_ order: HandOverOrder) {
    guard let store else { return }
    work.start { [self] in
      work.post(.team(await given(order, store)))
      return .team(await Self.looked(store, author, leadAfter))
    }
  }

  /// An order that has waited is given as the operator's own store has it by now: another session may have given it, or
  /// have taken it back.
  private func given(_ order: HandOverOrder, _ store: TeamStore) async -> TeamEvent {
    let id = order.id ?? "\(session).\(order.number)"
    var order = order
    do throws(TeamProblem) {
      guard let handed = order.id == nil ? order.handed : try await local.waiting(order) else { return .notHere(order) }
      if let refusal = order.refusal { return .notGiven(order, refusal) }
      order.handed = handed
      try await TeamStore.within(.seconds(5)) { [order] () async throws(TeamProblem) in
        try await store.give(handed, id: id, order)
      }
    } catch {
      if error == .gone { return .notGiven(order, Self.goneBefore, isSpent: true) }
      return error.mayPass ? .waits(order, id: id, error.sentence) : .notGiven(order, error.sentence)
    }
    do throws(TeamProblem) {
      // Another session that gave the same meanwhile has deleted it, and recorded that.
      if order.id != nil, try await local.waiting(order) == nil { return .notHere(order) }
    } catch {
      // The team's store has it, and deleting it here says the rest.
    }
    return .given(order)
  }

  private static let goneBefore =
    "The team's store does not take this hand-over again. Look at the case before you send it."

  private func takeBack(_ order: HandOverOrder) {
    guard let id = order.id else { return }
    let isFollowUp = if case .followUp = order.handed { true } else { false }
    owe(.takenBack(order.listed(id, by: author), isOfTeam: isFollowUp && order.receiver == nil))
    tellFacts()
  }

  private func move(_ handOver: TeamView.HandOver, toSelf: Bool) {
    guard let store else { return }
    work.start { [self] in
      work.post(.team(await moved(handOver, toSelf: toSelf, store)))
      return .team(await Self.looked(store, author, leadAfter))
    }
  }

  private func moved(_ handOver: TeamView.HandOver, toSelf: Bool, _ store: TeamStore) async -> TeamEvent {
    guard let leadAfter else {
      return .said("Only the leads that the site policy names may do this.", isProblem: true)
    }
    let receiver = toSelf ? author : nil
    do throws(TeamProblem) {
      try await TeamStore.within(.seconds(5)) { () async throws(TeamProblem) in
        try await store.move(handOver.id, to: receiver, after: leadAfter)
      }
      return .moved(handOver, toSelf: toSelf)
    } catch {
      // It may have been done all the same, and the record has to say so.
      guard error == .slow || error == .away, await hasMoved(handOver, to: receiver, store) else {
        return .said(error.sentence, isProblem: true)
      }
      return .moved(handOver, toSelf: toSelf)
    }
  }

  private func hasMoved(_ handOver: TeamView.HandOver, to receiver: String?, _ store: TeamStore) async -> Bool {
    do throws(TeamProblem) {
      let rows = try await TeamStore.within(.seconds(5)) { () async throws(TeamProblem) in
        try await store.handOvers().values
      }
      guard let row = rows.first(where: { $0.id == handOver.id }) else { return false }
      return row.movedBy == author && row.movedFrom == handOver.receiver && row.receiver == receiver
    } catch {
      // The first problem is said.
      return false
    }
  }

  private func accept(_ handOver: TeamView.HandOver) {
    guard let store else { return }
    work.start { [self] in
      work.post(.team(await take(handOver, store)))
      return .team(await Self.looked(store, author, leadAfter))
    }
  }

  /// It is the operator's once the team's store says so, and leaves that store once the operator's own one has it.
  private func take(_ handOver: TeamView.HandOver, _ store: TeamStore) async -> TeamEvent {
    let time = now()
    if handOver.state == .toBeKept, await taken?().contains(handOver.id) == true {
      owe(.kept(handOver))
      tellFacts()
      return .said("You took this before. It leaves the list.", isProblem: false)
    }
    do throws(TeamProblem) {
      let handed = try await TeamStore.within(.seconds(5)) { [author] () async throws(TeamProblem) in
        try await store.accepted(handOver, by: author, at: time)
      }
      if let sentence = await local.keep(handed) {
        return .said("It is yours, and NOT SAVED here; the team's store keeps it: \(sentence)", isProblem: true)
      }
    } catch {
      return .said(error.sentence, isProblem: true)
    }
    do throws(TeamProblem) {
      try await TeamStore.within(.seconds(5)) { () async throws(TeamProblem) in try await store.keep(handOver.id) }
    } catch {
      // Until then it stays listed as one that is to be kept; if a colleague has it by now, that is said then.
      owe(.kept(handOver))
    }
    return .took(handOver)
  }

  private nonisolated static func show(_ spot: TeamSpot?, _ store: TeamStore) async throws(TeamProblem) {
    guard let spot else { return try await store.leave() }
    try await store.show(TeamDoing(spot.work), in: spot.caseID, since: spot.since)
  }

  private nonisolated static func read(
    _ store: TeamStore, _ author: String, _ leadAfter: Duration?, within patience: Duration? = nil,
    after first: @escaping @Sendable () async throws(TeamProblem) -> Void
  ) async -> TeamEvent {
    do throws(TeamProblem) {
      let both: @Sendable () async throws(TeamProblem) -> TeamView = { () async throws(TeamProblem) in
        try await first()
        return try await store.view(of: author, leadAfter: leadAfter)
      }
      if let patience { return .read(try await TeamStore.within(patience, both)) }
      return .read(try await both())
    } catch {
      return .unread(error.sentence)
    }
  }

  private func enqueue(_ body: @escaping @Sendable (TeamStore) async -> Void) {
    guard let store else { return }
    let before = tail
    tail = Task {
      await before?.value
      await body(store)
    }
  }
}

extension HandOverOrder {
  /// As the giver's list would have it.
  fileprivate func listed(_ id: String, by author: String) -> TeamView.HandOver {
    var kind: DraftSlot.Kind?
    if case .draft(let draft) = handed { kind = draft.id.slot.kind }
    return TeamView.HandOver(
      id: id, caseID: handed.caseID, kind: kind, title: handed.title, giver: author, receiver: receiver,
      givenAt: givenAt, state: .open, isOwn: true)
  }
}

extension TeamProblem {
  /// The same may work later, without anybody doing anything about it here. A file that is not there is one whose disk is
  /// not mounted.
  fileprivate var mayPass: Bool {
    if case .localStore = self { return true }
    return [.away, .slow, .full, .file(.missing), .file(.unreachable)].contains(self)
  }
}

extension TeamStore {
  fileprivate func give(_ handed: Handed, id: String, _ order: HandOverOrder) async throws(TeamProblem) {
    if case .followUp(let own) = handed, order.receiver == nil {
      // A follow-up of the team has to be taken by nobody.
      return try await add(
        TeamFollowUp(
          id: id, caseID: own.caseID, shortID: own.shortID, patientName: own.patientName, due: own.due,
          text: own.text, author: own.author, madeAt: own.madeAt))
    }
    guard let contents = HandOverDocument(handed)?.contents else { throw .other }
    let kind = if case .draft = handed { TeamHandOver.Kind.draft } else { TeamHandOver.Kind.followUp }
    try await give(
      kind, id: id, of: handed.caseID, to: order.receiver, title: handed.title, contents: contents, at: order.givenAt)
  }

  fileprivate func claimed(_ id: CaseID) async throws(TeamProblem) -> TeamEvent {
    switch try await claim(id, for: TeamRunner.claim) {
    case .mine: .said("The case is yours for an hour.", isProblem: false)
    case .held(let claim): .said("\(claim.author) was faster.", isProblem: true)
    }
  }

  fileprivate func takenOver(_ claim: TeamView.Claim, at now: Date) async throws(TeamProblem) -> TeamEvent {
    guard let seen = try await claims().values.first(where: { $0.caseID == claim.caseID }) else {
      return try await claimed(claim.caseID)
    }
    guard seen.author == claim.name else { throw .changed }
    _ = try await takeOver(seen, for: TeamRunner.claim, at: now)
    return .tookOver(claim)
  }

  /// The thing that was handed over, as this operator's own.
  fileprivate func accepted(
    _ handOver: TeamView.HandOver, by author: String, at now: Date
  ) async throws(TeamProblem) -> Handed {
    let taken = handOver.state == .toBeKept ? try await accepted(handOver.id) : try await accept(handOver.id, at: now)
    guard
      // By the time of acceptance, so that keeping it twice makes no second one.
      let handed = HandOverDocument(contents: taken.contents)?.handed(
        of: taken.caseID, to: author, at: taken.acceptedAt ?? now)
    else { throw .unreadable }
    return handed
  }
}
