package import FoundationEssentials
import Glibc

/// Time, injected.
package struct AppClock: Sendable {
  /// Wall-clock time, for what is shown and recorded.
  package var now: @Sendable () -> Date
  /// Seconds of a clock that never jumps and runs on while the machine sleeps, for the lock and for guards against keys
  /// typed too early.
  package var uptime: @Sendable () -> Double
  /// Waits; throws when cancelled. On the main actor, so that nothing comes between the end of a wait and what is done
  /// then.
  package var sleep: @MainActor @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Date, uptime: @escaping @Sendable () -> Double,
    sleep: @escaping @MainActor @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.uptime = uptime
    self.sleep = sleep
  }

  /// The machine's clock. Its sleep serves the effect runner's timers (a re-read in 10 s), never a wait for an event.
  package static let system = AppClock(
    now: { Date() },
    uptime: {
      var time = timespec()
      clock_gettime(CLOCK_BOOTTIME, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    },
    sleep: { try await Task.sleep(for: $0) })
}
