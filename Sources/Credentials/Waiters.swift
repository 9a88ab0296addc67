import Synchronization

/// Those who wait for a program. When the last of them gave up, the program is stopped.
final class Waiters: Sendable {
  private let state = Mutex((waiting: 0, isAbandoned: false))

  /// One more waits from now on; false where all have given up already.
  func join() -> Bool {
    state.withLock { state in
      guard !state.isAbandoned else { return false }
      state.waiting += 1
      return true
    }
  }

  /// The wait of one who has joined.
  ///
  /// - Parameter work: the work that ends the wait; it checks `isAbandoned`. Its result is not kept here.
  func wait<Value: Sendable>(_ work: () async -> Value) async -> Value {
    await withTaskCancellationHandler {
      await work()
    } onCancel: {
      state.withLock { state in
        state.waiting -= 1
        if state.waiting == 0 { state.isAbandoned = true }
      }
    }
  }

  var isAbandoned: Bool { state.withLock { $0.isAbandoned } }
}
