/// How the process ends.
package struct ExitCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package static let done = ExitCode(rawValue: 0)
  /// Anything without a code of its own: local failures.
  package static let failed = ExitCode(rawValue: 1)
  package static let notFound = ExitCode(rawValue: 3)
  package static let notAllowed = ExitCode(rawValue: 4)
  package static let invalid = ExitCode(rawValue: 5)
  package static let conflict = ExitCode(rawValue: 6)
  package static let unavailable = ExitCode(rawValue: 7)
  package static let outcomeUnknown = ExitCode(rawValue: 8)
  package static let readOnly = ExitCode(rawValue: 9)
  /// Wrong words on the command line (sysexits EX_USAGE).
  package static let usage = ExitCode(rawValue: 64)

  /// 128 + n, as a shell reports a process that a signal ended.
  package static func signal(_ number: Int32) -> ExitCode { ExitCode(rawValue: 128 + number) }
}

extension ExitCode {
  /// For the manual.
  static let meanings: [(code: String, meaning: String)] = [
    ("0", "Done."), ("1", "A local failure."), ("3", "No case for these details."),
    ("4", "Key or token missing, unreadable, unknown or expired; another organization's case."),
    ("5", "Refused before sending, or by the service's rules (400, 422)."), ("6", "Conflict (409)."),
    (
      "7",
      "No connection, certificate refused, server fault on a read, not the documented JSON, too slow, too large."
    ),
    ("8", "Not known whether it was done: a write that may have been applied. Check the case before trying again."),
    ("9", "A write refused because of read-only."), ("64", "Wrong words on the command line."),
    ("128+n", "Ended by signal n."),
  ]
}
