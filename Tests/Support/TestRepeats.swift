import Foundation

/// How often a test that looks for rare orders of events repeats itself: a few times in an ordinary run, as often as
/// `CASEDESK_TEST_REPEATS` says in a long one.
package enum TestRepeats {
  /// A value that is no positive whole number ends the run: a long run that was mistyped must not look like one.
  package static func count(default ordinary: Int) -> Int {
    guard let text = ProcessInfo.processInfo.environment["CASEDESK_TEST_REPEATS"] else { return ordinary }
    guard let count = Int(text), count > 0 else { fatalError("CASEDESK_TEST_REPEATS must be a positive whole number") }
    return count
  }
}
