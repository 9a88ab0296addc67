import Dispatch

/// Runs blocking work outside the cooperative threads, of which there may be only two.
package enum OwnThread {
  /// Each has a queue of its own, so that one that hangs holds no other one up. Dispatch gives it a thread that is idle, or a
  /// new one, where no more than 255 are blocked.
  package static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "casedesk.blocking").async { continuation.resume(returning: work()) }
    }
  }
}
