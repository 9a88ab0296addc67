import Synchronization

/// Those who wait for a program. When the last of them gave up, the program is stopped.
final class Waiters: Sendable {
  private let state = Mutex((waiting: 0, isAbandoned: false))

  /// - Parameter work: what ends the wait; it looks at `isAbandoned`. What it gives is kept nowhere here.
  func wait<Value: Sendable>(_ work: () async -> Value) async -> Value {
    state.withLock { $0.waiting += 1 }
    return await withTaskCancellationHandler {
      await work()
    } onCancel: {
      state.withLock { state in
        state.waiting -= 1
        if state.waiting == 0 { state.isAbandoned = true }
      }
    }
  }

  var count: Int { state.withLock { $0.waiting } }
  var isAbandoned: Bool { state.withLock { $0.isAbandoned } }
}
