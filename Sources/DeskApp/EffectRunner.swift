import Care360
import CaseStore
import Desk

/// Does the work that view models ask for and posts the result back, each family of effects by its own runner. Work is
/// counted before it starts, so that a test knows without waiting when none is under way; timers are not work.
@MainActor
final class EffectRunner {
  private let work: WorkCount
  private let reads: ReadRunner
  private let writes: WriteRunner
  private let store: StoreRunner
  private let record: RecordRunner
  private let files: FileRunner
  private let token: TokenRunner
  private let timers: TimerRunner
  private let team: TeamRunner
  private var client = ClientState.starting(waiting: [])

  /// The client, if there is one, and the effects that came before that was known.
  private enum ClientState {
    case starting(waiting: [Effect])
    case ready(Backend)
    /// There will be none; the sentence says why.
    case failed(String)
  }

  var running: Int { work.running }

  init(
    clock: AppClock, store plan: StorePlan, forms: FormFiles, post: @escaping @MainActor (Event) -> Void,
    onIdle: @escaping @MainActor () -> Void
  ) {
    work = WorkCount(post: post, onIdle: onIdle)
    timers = TimerRunner(clock: clock, work: work)
    reads = ReadRunner(work: work, timers: timers)
    store = StoreRunner(plan, now: clock.now, work: work)
    team = TeamRunner(
      plan.team, keeping: store.teamKeys, local: store, now: clock.now, work: work)
    writes = WriteRunner(work: work, team: team)
    record = RecordRunner(work: work, store: store, team: team)
    files = FileRunner(forms: forms, work: work)
    token = TokenRunner(work: work)
  }

  /// Looks what the store needs; the answer is an event.
  func openStore() { store.open() }

  /// Waits for the work that the store was asked for, then closes it.
  /// - Parameter isOrderly: the person quit; otherwise the next start offers to go on with the drafts.
  func endStore(isOrderly: Bool) async {
    await team.end()
    await store.end(isOrderly: isOrderly)
  }

  func connect(_ make: @escaping @Sendable () async throws(BackendProblem) -> Backend) {
    work.begin()
    Task {
      let result = await outcome { () async throws(BackendProblem) in try await make() }
      work.end()
      started(result)
      work.noteIdle()
    }
  }

  /// Runs, or answers, the effects that have waited.
  private func started(_ result: Result<Backend, BackendProblem>) {
    var waited: [Effect] = []
    if case .starting(let waiting) = client { waited = waiting }
    switch result {
    case .success(let backend):
      client = .ready(backend)
      for effect in waited { run(effect) }
      record.watch(backend)
      work.post(.client(.started(suggestions: backend.suggestions, products: backend.products)))
    case .failure(let problem):
      client = .failed(problem.sentence)
      work.post(.client(.failed(problem.sentence)))
      for effect in waited { run(effect) }
    }
  }

  /// Stops reads and timers. A write that is under way is left to its record: it is listed as unsettled next time.
  func stop() {
    reads.stop()
    timers.stop()
    writes.stop()
    record.stop()
  }

  /// Effects of the terminal and of the end belong to the loop and are not run here.
  func run(_ effect: Effect) {
    switch effect {
    case .timer(let timer): return timers.run(timer)
    case .store(let effect): return store.run(effect)
    case .team(let effect): return team.run(effect)
    case .files(let request): return files.run(request)
    case .screen, .end: return
    case .read, .write, .record, .token: break
    }
    switch client {
    case .starting(let waiting): client = .starting(waiting: waiting + [effect])
    case .failed(let sentence): if let answer = effect.answer(withoutClient: sentence) { work.post(answer) }
    case .ready(let backend): run(effect, with: backend)
    }
  }

  private func run(_ effect: Effect, with backend: Backend) {
    switch effect {
    case .read(let effect): reads.run(effect, backend.client)
    case .write(let effect): writes.run(effect, backend.client)
    case .record(let effect): record.run(effect, backend)
    case .token(let effect): token.run(effect, backend)
    case .timer, .store, .team, .files, .screen, .end: break
    }
  }
}

/// The result of `body` as a value.
func outcome<Value: Sendable, Failure: Error>(
  _ body: @Sendable () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}
