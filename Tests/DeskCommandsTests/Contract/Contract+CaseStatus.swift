import Foundation

extension ContractRow {
  static let caseStatus: [ContractRow] = [
    closed(code: 0, answer: .result(["case"]), writes: 1),
    ContractRow(
      words: ["case", "close", Known.avery, "--reason", "Moved away", "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    closed(
      Known.noCase, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":404"#), writes: 1),
    closed(
      Known.foreignCase, code: 4,
      answer: .error(
        #""kind":"permissionDenied","message":"This case belongs to another organization: the service denied "#
          + #"access.","httpStatus":401"#), writes: 1),
    closed(
      faults: ["case-status:status=401"], code: 4,
      answer: .error(
        #""kind":"notAuthorized","message":"The service does not know this API key: check where the profile takes it "#
          + #"from. For this change, it can also mean that the case belongs to another organization: try another "#
          + #"command.","httpStatus":401"#), writes: 1),
    closed(
      reason: "a\u{1B}[31m", code: 5,
      answer: .error(
        #""kind":"invalid","message":"The reason contains the character U+001B (a control character): write the reason as one line of plain "#
          + #"text.""#), isOffline: true),
    closed(
      reason: String(repeating: "x", count: 1001), code: 5,
      answer: .error(#""kind":"invalid","message":"The reason has 1001 characters; at most 1000 are allowed.""#),
      isOffline: true),
    closed(
      Known.unclosable, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service refused the request as invalid. Only an open case can be "#
          + #"closed.","httpStatus":400"#), writes: 1),
    closed(
      faults: ["case-status:status=409"], code: 6, answer: .kind("conflict"), writes: 1),
    closed(faults: ["case-status:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    closed(faults: ["case-status:drop-after"], code: 8, answer: .error(unknownStatus), writes: 1),
    closed(
      faults: ["case-status:malformed"], code: 8, answer: .error(unknownStatus + #","httpStatus":200"#), writes: 1),
    ContractRow(
      words: ["case", "close", Known.avery, "--reason", "Moved away", "--yes", "--read-only"] + key, code: 9,
      answer: .error(
        #""kind":"readOnly","message":"This profile is read-only: nothing was sent. That comes from --read-only.""#),
      isOffline: true),
    ContractRow(
      words: ["case", "close", Known.avery, "--yes"] + key, code: 64,
      answer: .error(#""kind":"usage","message":"Closing needs a reason. Add --reason TEXT.""#),
      isOffline: true),
    ContractRow(
      words: ["case", "close", Known.avery, "--reason", "Moved away"] + key, code: 64, answer: .kind("usage"),
      isOffline: true),
    ContractRow(
      words: ["case", "reopen", Known.avery, "--yes"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service refused the request as invalid. Only a closed case can be "#
          + #"reopened.","httpStatus":400"#), writes: 1),
    ContractRow(
      words: ["case", "reopen", Known.avery, "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: ["case", "reopen", Known.avery, "--reason", "Came back", "--yes"] + key, code: 64,
      answer: .error(noReason), isOffline: true),
    ContractRow(
      words: ["case", "open", Known.avery, "--yes"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service refused the request as invalid. Only an open case that is ASSIGNED, "#
          + #"ABANDONED or OPEN can go back to OPEN; reopen a closed one.","httpStatus":400"#), writes: 1),
    ContractRow(
      words: ["case", "open", Known.avery, "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: ["case", "open", Known.avery, "--reason", "Came back", "--yes"] + key, code: 64,
      answer: .error(noReason), isOffline: true),
    ContractRow(
      words: ["case"], code: 64,
      answer: .error(
        #""kind":"usage","message":"Say which: casedesk case close CASE --reason TEXT, casedesk case reopen CASE, "#
          + #"casedesk case open CASE, or casedesk case new --file F.json.""#)),
  ]

  private static let noReason =
    #""kind":"usage","message":"Only closing has a reason: leave out --reason.""#
  private static let unknownStatus =
    #""kind":"outcomeUnknown","message":"Not known whether it was done: no clear answer came. Check the case before "#
    + #"trying again.""#

  private static func closed(
    _ caseID: String = Known.avery, reason: String = "Moved away", faults: [String] = [], code: Int32, answer: Answer,
    writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["case", "close", caseID, "--reason", reason, "--yes"] + key, faults: faults, code: code, answer: answer,
      writes: writes, isOffline: isOffline)
  }
}
