import Foundation

/// How long a long run is: an ordinary one is short.
package enum TestRepeats {
  /// How often a test that looks for rare orders of events repeats itself: a few times in an ordinary run, as often as
  /// `CASEDESK_TEST_REPEATS` says in a long one.
  package static func count(default ordinary: Int) -> Int { number("CASEDESK_TEST_REPEATS") ?? ordinary }

  /// How long the soak takes; nil in an ordinary run.
  package static let soakMinutes = number("CASEDESK_SOAK_MINUTES")

  /// A value that is no positive whole number ends the run: a long run that was mistyped must not look like one.
  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].map { text in
      guard let number = Int(text), number > 0 else { fatalError("\(variable) must be a positive whole number") }
      return number
    }
  }
}
