import Glibc

/// The work of this thread on a processor; other programs add none.
package enum ProcessorTime {
  /// Nanoseconds of the least of several tries, as a cold cache only adds.
  package static func least(of tries: Int = 9, _ body: () -> Void) -> Int {
    (0..<tries).map { _ in
      let start = now
      body()
      return now - start
    }.min() ?? 0
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
