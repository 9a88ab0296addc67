import Synchronization

/// Those who wait for a program. When the last of them gave up, the program is stopped.
final class Waiters: Sendable {
  private let state = Mutex((waiting: 0, isAbandoned: false))

  func wait<Value: Sendable>(for work: Task<Value, Never>) async -> Value {
    state.withLock { $0.waiting += 1 }
    return await withTaskCancellationHandler {
      await work.value
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
