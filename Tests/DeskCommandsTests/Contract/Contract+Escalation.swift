import Foundation

extension ContractRow {
  static let escalation: [ContractRow] = [
    escalated(code: 0, answer: .result(["caseId"]), writes: 1),
    escalated(more: ["--note", "-"], input: "Asked twice.\n", code: 0, answer: .result(["caseId"]), writes: 1),
    escalated(
      more: ["--follow-up", "in 30 days", "--assignee", "care.team4@example.com"], code: 0,
      answer: .result(["caseId"]), writes: 1),
    ContractRow(
      words: ["escalate", "add", Known.avery, "--type", "external", "--title", "Ours", "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    escalated(
      Known.noCase, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":404"#), writes: 1),
    escalated(Known.foreignCase, code: 4, answer: .kind("permissionDenied"), writes: 1),
    escalated(faults: ["escalate:status=401"], code: 4, answer: .kind("notAuthorized"), writes: 1),
    escalated(
      title: "Not one of theirs", code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service refused the request as invalid. A closed case has to be reopened "#
          + #"first; title and assignee must be the service's own.","httpStatus":400"#), writes: 1),
    escalated(title: "a\u{1B}[31m", code: 5, answer: .kind("invalid"), isOffline: true),
    escalated(more: ["--note", "a\u{7}b"], code: 5, answer: .kind("invalid"), isOffline: true),
    escalated(
      more: ["--follow-up", "soon"], code: 5,
      answer: .error(
        #""kind":"invalid","message":"CaseDesk cannot read this as a time. Type tomorrow 9, in 2 h, fri 14:00 or 1 dec 9:30.""#
      ),
      isOffline: true),
    escalated(more: ["--assignee", "robin"], code: 5, answer: .kind("invalid"), isOffline: true),
    escalated(faults: ["escalate:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    escalated(faults: ["escalate:drop-after"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
    escalated(more: ["--read-only"], code: 9, answer: .kind("readOnly"), isOffline: true),
    ContractRow(
      words: ["escalate", Known.avery, "--type", "support", "--title", "Price question"] + key, code: 64,
      answer: .kind("usage"), isOffline: true),
    ContractRow(
      words: ["escalate", Known.avery, "--type", "urgent", "--title", "Price question", "--yes"] + key, code: 64,
      answer: .kind("usage"), isOffline: true),
    ContractRow(
      words: ["escalate", Known.avery, "Price question", "--type", "support", "--title", "Price question"] + key,
      code: 64,
      answer: .error(
        #""kind":"usage","message":"There are too many words: put a text that has spaces in quotes.""#),
      isOffline: true),
    ContractRow(
      words: ["escalate", "update", Known.avery, Known.noCase, "--yes"] + key, code: 64,
      answer: .error(
        #""kind":"usage","message":"This changes nothing yet: give --note, --follow-up or --assignee.""#),
      isOffline: true),
    ContractRow(
      words: [
        "escalate", "update", Known.avery, Known.noCase, "--follow-up", "fri", "--assignee", "robin@example.com",
        "--dry-run",
      ] + key, code: 0, answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: ["escalate", "update", Known.avery, "one", "--note", "x", "--yes"] + key, code: 5,
      answer: .kind("invalid"), isOffline: true),
    ContractRow(
      words: ["escalate", "update", Known.avery, Known.noCase, "--note", "x", "--yes"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The case has no open escalation that the service lists. A closed case has to be "#
          + #"reopened first.","httpStatus":400"#), writes: 1),
    ContractRow(
      words: ["escalate", "update", Known.avery, Known.noCase, "--note", "x", "--yes"] + key,
      faults: ["update-escalation:drop-after"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
  ]

  private static func escalated(
    _ caseID: String = Known.avery, title: String = "Price question", more: [String] = [], input: String = "",
    faults: [String] = [], code: Int32, answer: Answer, writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["escalate", caseID, "--type", "support", "--title", title, "--yes"] + more + key, faults: faults,
      input: input, code: code, answer: answer, writes: writes, isOffline: isOffline)
  }
}
