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

/// A database that cannot be reached.
struct AwayDatabase: TeamDatabase {
  let dialect = TeamDialect.sqlite
  let patience = Duration.seconds(5)

  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome { throw .away }
  func close() async {}
}

/// A database that can be away for a while.
final class LeavingDatabase: TeamDatabase {
  private let database: any TeamDatabase
  private let isAway = Mutex(false)

  init(_ database: any TeamDatabase) { self.database = database }

  var dialect: TeamDialect { database.dialect }
  var patience: Duration { database.patience }

  func leave() { isAway.withLock { $0 = true } }
  func comeBack() { isAway.withLock { $0 = false } }

  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
    guard !isAway.withLock({ $0 }) else { throw .away }
    return try await database.run(script)
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
