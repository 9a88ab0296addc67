import Synchronization

/// The callers that wait for a program. When the last of them gives up, the program is stopped.
final class Waiters: Sendable {
  private let state = Mutex((waiting: 0, isAbandoned: false))

  /// Adds one caller; false when all have given up already.
  func join() -> Bool {
    state.withLock { state in
      guard !state.isAbandoned else { return false }
      state.waiting += 1
      return true
    }
  }

  /// Waits for a caller that has joined.
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
