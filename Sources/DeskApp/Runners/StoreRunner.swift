import CaseStore
import Desk
import FoundationEssentials
import TeamStore

/// The store's work, one thing after the other in the order it was asked for.
@MainActor
final class StoreRunner: OwnStore {
  private let work: WorkCount
  private let keeper: StoreKeeper
  /// The last task for the store; each task waits for the one before it.
  private var tail: Task<Void, Never>?

  init(_ plan: StorePlan, now: @escaping @Sendable () -> Date, work: WorkCount) {
    keeper = StoreKeeper(plan, now: now)
    self.work = work
  }

  /// The operator's secrets for the team.
  var teamKeys: any TeamKeyKeeping { keeper }

  func open() {
    run { [await $0.start()] }
  }

  func run(_ effect: StoreEffect) {
    run { await $0.perform(effect) }
  }

  /// Keeps what a colleague handed over, in its turn.
  ///
  /// - Returns: why it is not kept; nil: it is, as a separate copy where another session has a draft in its place.
  func keep(_ handed: Handed) async -> String? { await inTurn { await $0.keep(handed) } }

  func waiting(_ order: HandOverOrder) async throws(TeamProblem) -> Handed? {
    try await inTurn { keeper in
      await outcome { () async throws(TeamProblem) in try await keeper.waiting(order) }
    }.get()
  }

  private func inTurn<Value: Sendable>(_ body: @escaping @Sendable (StoreKeeper) async -> Value) async -> Value {
    let before = tail
    let task = Task { [keeper] in
      await before?.value
      return await body(keeper)
    }
    tail = Task { _ = await task.value }
    return await task.value
  }

  /// Marks how far the record reaches by now.
  func markActivity() {
    run { await $0.markActivity() == .cut ? [.door(.storeFailed(ActivityEndCheck.cutSentence))] : [] }
  }

  func end(isOrderly: Bool) async {
    await tail?.value
    await keeper.end(isOrderly: isOrderly)
  }

  private func run(_ body: @escaping @Sendable (StoreKeeper) async -> [Event]) {
    work.begin()
    let before = tail
    tail = Task { [keeper, work] in
      await before?.value
      let events = await body(keeper)
      work.end()
      for event in events { work.post(event) }
      work.noteIdle()
    }
  }
}
