import Synchronization
import TeamStore

/// The keys of the one member whom all of a test work as.
final class TeamKeysInMemory: TeamKeyKeeping {
  private let state = Mutex<(ring: TeamKeyring?, asked: Int)>((nil, 0))

  var asked: Int { state.withLock { $0.asked } }

  func kept() -> TeamKeyring? {
    state.withLock { state in
      state.asked += 1
      return state.ring
    }
  }

  func keep(_ keyring: TeamKeyring) { state.withLock { $0.ring = keyring } }
}

final class Counter: Sendable {
  private let state = Mutex(0)

  var count: Int { state.withLock { $0 } }
  func add() { state.withLock { $0 += 1 } }
}

/// A database that cannot be reached.
struct AwayDatabase: TeamDatabase {
  let dialect = TeamDialect.sqlite
  let patience = Duration.seconds(5)
  private let problem: TeamProblem

  init(_ problem: TeamProblem) { self.problem = problem }

  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome { throw problem }
  func close() async {}
}

/// A database that can be away for a while.
final class LeavingDatabase: TeamDatabase {
  private let database: any TeamDatabase
  private let state = Mutex<(isAway: Bool, losesAnswer: Bool, restored: (any TeamDatabase)?)>((false, false, nil))

  init(_ database: any TeamDatabase) { self.database = database }

  var dialect: TeamDialect { database.dialect }
  var patience: Duration { database.patience }

  func leave() { state.withLock { $0.isAway = true } }

  /// - Parameter restored: from a backup; nil: as it was.
  func comeBack(as restored: (any TeamDatabase)? = nil) {
    state.withLock { state in
      state.isAway = false
      state.restored = restored ?? state.restored
    }
  }

  /// Makes the next change, and nobody hears of it.
  func loseNextAnswer() { state.withLock { $0.losesAnswer = true } }

  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
    let (isAway, losesAnswer, restored) = state.withLock { state in
      defer { if case .write = script.kind { state.losesAnswer = false } }
      return state
    }
    guard !isAway else { throw .away }
    let outcome = try await (restored ?? database).run(script)
    if losesAnswer, case .write = script.kind { throw .away }
    return outcome
  }

  func close() async { await database.close() }
}

/// A database that never answers until it is let go.
final class StallingDatabase: TeamDatabase {
  let dialect = TeamDialect.sqlite
  let patience = Duration.seconds(60)
  private let state = Mutex<(calls: Int, waiting: [CheckedContinuation<Void, Never>])>((0, []))

  var calls: Int { state.withLock { $0.calls } }
  var isHolding: Bool { state.withLock { !$0.waiting.isEmpty } }

  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
    await hold()
    throw .away
  }

  func close() async { await hold() }

  private func hold() async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        state.calls += 1
        state.waiting.append(continuation)
      }
    }
  }

  func release() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
