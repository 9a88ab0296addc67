import Care360
import FoundationEssentials

/// The colleagues of the operator, and how far the team's store is known. A key brings news at most once in a while; without
/// keys nothing is asked or told.
struct Team: Sendable {
  enum Standing: Hashable, Sendable {
    /// No team's store is set up.
    case none
    case notRead
    case read
    /// Since when, and why.
    case away(since: Date, String)
  }

  private(set) var standing: Standing
  private(set) var view = TeamView()
  /// The names of the colleagues, which outlast the view: a hand-over can wait for a store that is away.
  private(set) var members: [String] = []
  /// This session's place as the team's store was told.
  private var told: TeamSpot?
  private var isTimerSet = false
  private var hasKey = false
  private var isCovered = false
  /// The hand-over that was ordered last: the same thing is given again under the same number.
  private var lastOrder: HandOverOrder?
  private var orders = 0
  /// Those that the team's store has not answered yet.
  private var unanswered: [HandOverOrder] = []
  /// Those that waited and were given since the last news: a store that is read and takes nothing is not tried all the
  /// time.
  private var tried: Set<String> = []
  /// Those that waited and of which the record says that they were handed over.
  private var recorded: Set<String> = []

  /// Seconds between two looks while keys come; a presence lasts three times as long.
  static let pause = 20

  init(isUsed: Bool) { standing = isUsed ? .notRead : .none }

  var isUsed: Bool { standing != .none }

  var awaySince: Date? { if case .away(let since, _) = standing { since } else { nil } }

  // MARK: Telling

  mutating func keyPressed() { hasKey = true }

  mutating func timerFired() { isTimerSet = false }

  /// Effects after an event: news at once where this session went elsewhere, and else with a key once the pause is over.
  mutating func tell(_ caseID: CaseID?, _ work: TeamWork, at now: Date) -> [Effect] {
    guard isUsed else { return [] }
    isCovered = false
    let hasMoved = caseID != told?.caseID || caseID != nil && work != told?.work
    guard hasMoved || hasKey && !isTimerSet else { return [] }
    if hasMoved { told = caseID.map { TeamSpot(caseID: $0, work: work, since: now) } }
    hasKey = false
    tried = []
    let timer: [Effect] = isTimerSet ? [] : [.timer(.team(seconds: Self.pause))]
    isTimerSet = true
    return [.team(.news(told))] + timer
  }

  /// The screen is covered: colleagues see that the operator is away, and nothing of theirs stays here.
  mutating func cover(at now: Date) -> [Effect] {
    guard isUsed, !isCovered else { return [] }
    isCovered = true
    hasKey = true
    isTimerSet = false
    let spot = told.map { TeamSpot(caseID: $0.caseID, work: .away, since: now) }
    told = nil
    view = TeamView()
    return [.team(.cover(spot))]
  }

  // MARK: Handing over

  /// An order to give this away. After an answer that got lost it is the same order again.
  mutating func order(_ handed: Handed, to receiver: String?, at now: Date) -> HandOverOrder {
    let order = order(again: handed, to: receiver) ?? newOrder(handed, to: receiver, at: now)
    unanswered.append(order)
    return order
  }

  /// An order to give away what has waited.
  mutating func order(_ handed: Handed, _ waiting: Waiting) -> HandOverOrder {
    orders += 1
    let order = HandOverOrder(
      number: orders, handed: handed, receiver: waiting.receiver, givenAt: waiting.givenAt, id: waiting.id)
    unanswered.append(order)
    tried.insert(waiting.id)
    return order
  }

  /// False while it is on its way, and where it was tried since the last news.
  func mayGive(_ id: String) -> Bool { !isGiving(id) && !tried.contains(id) }

  /// True while the team's store has not answered whether it has this.
  func isGiving(_ id: String) -> Bool { unanswered.contains { $0.id == id } }

  private func order(again handed: Handed, to receiver: String?) -> HandOverOrder? {
    lastOrder.flatMap { $0.receiver == receiver && $0.handed.isSame(as: handed) ? $0 : nil }
  }

  private mutating func newOrder(_ handed: Handed, to receiver: String?, at now: Date) -> HandOverOrder {
    orders += 1
    let order = HandOverOrder(number: orders, handed: handed, receiver: receiver, givenAt: now)
    lastOrder = order
    return order
  }

  /// True where the record says already that it was handed over; from now on it does.
  mutating func isRecorded(_ order: HandOverOrder) -> Bool { order.id.map { !recorded.insert($0).inserted } ?? false }

  /// The team's store has it: the same thing would be another hand-over.
  mutating func gave(_ order: HandOverOrder) { if lastOrder?.number == order.number { lastOrder = nil } }

  mutating func answered(_ order: HandOverOrder) {
    if let index = unanswered.firstIndex(where: { $0.number == order.number }) { unanswered.remove(at: index) }
  }

  /// Whom the draft is being handed to, while the team's store has not answered.
  func receiver(ofDraft slot: DraftSlot) -> String? {
    unanswered.first { order in
      if case .draft(let draft) = order.handed { draft.id.slot == slot } else { false }
    }?.whom
  }

  // MARK: Answers

  mutating func read(_ view: TeamView) {
    standing = .read
    self.view = view
    members = view.members
  }

  mutating func unread(_ sentence: String, at now: Date) {
    standing = .away(since: awaySince ?? now, sentence)
    // Anything that colleagues did may be over by now.
    view = TeamView()
  }

  /// The team's store has just answered with these, whatever it did before.
  mutating func held(by attempts: [TeamView.Attempt]) {
    standing = .read
    let ids = Set(attempts.map(\.id))
    view.attempts = view.attempts.filter { !ids.contains($0.id) } + attempts
  }
}
