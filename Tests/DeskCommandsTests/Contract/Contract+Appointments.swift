import Foundation

extension ContractRow {
  static let appointments: [ContractRow] = [
    ContractRow(words: ["appointments"] + key, code: 0, answer: .result(["appointments"])),
    ContractRow(words: ["appointments", "--day", "2026-12-01"] + key, code: 0, answer: .result(["appointments"])),
    ContractRow(
      words: ["appointments", "list", "--email", "-"] + key, input: "avery@example.com\n", code: 0,
      answer: .result(["appointments"])),
    ContractRow(
      words: ["appointments", "--email", "nobody@example.com"] + key, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service does not know this e-mail address.""#)),
    ContractRow(
      words: ["appointments", "--base-url", "{url}", "--api-key-file", "{folder}/wrong-key"], code: 4,
      answer: .kind("notAuthorized")),
    ContractRow(
      words: ["appointments", "--day", "soon"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"CaseDesk cannot read this as a day. Type today, tomorrow, fri, 1 dec or 2026-12-01.""#
      ),
      isOffline: true),
    ContractRow(words: ["appointments", "--email", "avery"] + key, code: 5, answer: .kind("invalid"), isOffline: true),
    ContractRow(
      words: ["appointments"] + key, faults: ["appointments:status=429"], code: 7,
      answer: .error(
        #""kind":"unavailable","message":"The calendar takes no more requests just now: its limit is shared by the "#
          + #"whole organization. This one was not applied.","httpStatus":429"#)),
    ContractRow(
      words: ["appointments"] + key, faults: ["appointments:html"], code: 7, answer: .kind("malformedAnswer")),
    ContractRow(
      words: ["appointments", "--day", "2026-12-01", "--email", "-"] + key, code: 64,
      answer: .error(#""kind":"usage","message":"Give --day or --email, not both.""#), isOffline: true),
    ContractRow(
      words: ["appointments", "--email", "-"] + key, code: 64,
      answer: .error(#""kind":"usage","message":"There is no e-mail address on standard input.""#), isOffline: true),
    ContractRow(
      words: ["appointments", "cancel", "one", "--email", "avery@example.com", "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    cancelled(
      code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service does not cancel this appointment: it may be cancelled already, be "#
          + #"over, or belong to someone else.","httpStatus":400"#), writes: 1),
    cancelled("nobody@example.com", code: 3, answer: .kind("notFound")),
    cancelled(id: "a b", code: 5, answer: .kind("invalid"), isOffline: true),
    cancelled(more: ["--reason", "a\u{7}"], code: 5, answer: .kind("invalid"), isOffline: true),
    cancelled(faults: ["cancel-appointment:status=401"], code: 4, answer: .kind("notAuthorized"), writes: 1),
    cancelled(faults: ["cancel-appointment:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    cancelled(faults: ["cancel-appointment:drop-after"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
    cancelled(more: ["--read-only"], code: 9, answer: .kind("readOnly")),
    ContractRow(
      words: ["appointments", "cancel", "one", "--email", "-"] + key, input: "avery@example.com\n", code: 64,
      answer: .kind("usage"), isOffline: true),
    ContractRow(words: ["appointments", "cancel", "one"] + key, code: 64, answer: .kind("usage"), isOffline: true),
  ]

  private static func cancelled(
    _ email: String = "avery@example.com", id: String = "one", more: [String] = [], faults: [String] = [],
    code: Int32, answer: Answer, writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["appointments", "cancel", id, "--email", "-", "--yes"] + more + key, faults: faults, input: email + "\n",
      code: code, answer: answer, writes: writes, isOffline: isOffline)
  }
}
