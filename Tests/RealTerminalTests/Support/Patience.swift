import Foundation

/// Waiting on another process, which cannot tell us when it has drawn: look, give it a moment, look again.
enum Patience {
  /// Waits until it is so; false after five minutes, which a busy machine can take.
  static func wait(until isSo: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(300)
    while try !isSo() {
      guard ContinuousClock.now < end else { return false }
      usleep(20_000)
    }
    return true
  }

  /// Looks for a moment only, where the answer decides what is done next.
  static func glance(tries: Int, _ isSo: () -> Bool) -> Bool {
    for _ in 0..<tries {
      if isSo() { return true }
      usleep(20_000)
    }
    return isSo()
  }

  /// True once the process is gone, or only waits to be collected.
  static func isGone(_ process: Int32) -> Bool {
    wait {
      guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
      // The state follows the name, which stands in brackets.
      return String(decoding: stat, as: UTF8.self).split(separator: ")").last?.hasPrefix(" Z") ?? true
    }
  }
}
