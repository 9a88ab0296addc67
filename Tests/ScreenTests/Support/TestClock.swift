import DeskApp
import Foundation
import Synchronization
import Testing

/// Time that moves only when a test moves it.
@MainActor
final class TestClock {
  private struct Sleeper {
    let end: Date
    let continuation: CheckedContinuation<Void, any Error>
  }

  private let time = Mutex((now: Date(timeIntervalSince1970: 1_795_344_120), uptime: 1000.0))
  private var sleepers: [Int: Sleeper] = [:]
  private var nextSleeper = 0
  /// Timers that were woken and went on.
  private var woken = 0

  nonisolated var now: Date { time.withLock { $0.now } }
  nonisolated var uptime: Double { time.withLock { $0.uptime } }

  var appClock: AppClock {
    AppClock(now: { self.now }, uptime: { self.uptime }, sleep: { try await self.sleep($0) })
  }

  /// The seconds of every timer that waits, shortest first.
  var waits: [Int] { sleepers.values.map { Int($0.end.timeIntervalSince(now).rounded()) }.sorted() }

  /// Both clocks go on, past no timer's end.
  func advance(by seconds: Double) {
    #expect(pass(seconds).isEmpty, "wait past the end of a timer with `wait`")
  }

  /// Both clocks go on; timers that end are woken in their order, and have gone on when this returns.
  func wait(_ seconds: Double) async {
    let over = pass(seconds)
    let wanted = woken + over.count
    for continuation in over { continuation.resume() }
    while woken < wanted { await Task.yield() }
  }

  private func pass(_ seconds: Double) -> [CheckedContinuation<Void, any Error>] {
    time.withLock {
      $0.now += seconds
      $0.uptime += seconds
    }
    let over = sleepers.filter { $0.value.end <= now }.sorted { $0.value.end < $1.value.end }
    for (id, _) in over { sleepers[id] = nil }
    return over.map(\.value.continuation)
  }

  private func sleep(_ duration: Duration) async throws {
    let id = nextSleeper
    nextSleeper += 1
    let end = now + duration / .seconds(1)
    defer { woken += 1 }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          sleepers[id] = Sleeper(end: end, continuation: continuation)
        }
      }
    } onCancel: {
      Task { @MainActor in self.sleepers.removeValue(forKey: id)?.continuation.resume(throwing: CancellationError()) }
    }
  }
}
