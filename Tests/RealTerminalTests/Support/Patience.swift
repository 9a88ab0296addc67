import Foundation

/// Waiting on another process, which cannot tell us when it has drawn: look, give it a moment, look again, and stop
/// after a bounded number of tries. Nothing else in these tests waits.
enum Patience {
  static func wait(tries: Int, until isSo: () -> Bool) -> Bool {
    for _ in 0..<tries {
      if isSo() { return true }
      usleep(20_000)
    }
    return isSo()
  }

  /// Whether the process is gone, or only waits to be collected, within `seconds`.
  static func isGone(_ process: Int32, within seconds: Int) -> Bool {
    wait(tries: seconds * 50) {
      guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
      // The state follows the name, which stands in brackets.
      return String(decoding: stat, as: UTF8.self).split(separator: ")").last?.hasPrefix(" Z") ?? true
    }
  }
}
