import Foundation

extension ContractRow {
  static let communication: [ContractRow] =
    ["message", "note"].flatMap(of) + [
      ContractRow(
        words: ["message", Known.avery, "--text-name", "payment-failed", "--yes"] + key, code: 0,
        answer: .result(["comment"]), writes: 1),
      ContractRow(
        words: ["message", Known.avery, "--text-name", "hand-over-note", "--yes"] + key, code: 64,
        answer: .error(#""kind":"usage","message":"The text hand-over-note is for a note only.""#), isOffline: true),
      ContractRow(
        words: ["note", Known.avery, "--text-name", "call-attempt-note", "--yes"] + key, code: 64,
        answer: .kind("usage")),
      ContractRow(
        words: ["note", Known.avery, "--text-name", "call-attempt-note", "--set", "what was the call about?=A visit"]
          + ["--set", "how did it end, for example no answer?=No answer", "--set", "when is the next attempt?=At 4"]
          + ["--yes"] + key, code: 0, answer: .result(["comment"]), writes: 1),
      ContractRow(words: ["texts", "list"], code: 0, answer: .result(["texts"])),
      ContractRow(words: ["texts", "show", "visit-reminder"], code: 0, answer: .result(["texts"])),
      ContractRow(words: ["texts", "show", "none-of-ours"], code: 64, answer: .kind("usage")),
      ContractRow(words: ["texts", "check", "visit-reminder", "missed-visit"], code: 0, answer: .result(["texts"])),
      ContractRow(
        words: ["texts", "check"], files: ["casedesk/texts/mine.toml": "title = \"T\"\n"], code: 1,
        answer: .kind("failed")),
      ContractRow(words: ["texts"], code: 64, answer: .kind("usage")),
    ]

  private static func of(_ command: String) -> [ContractRow] {
    [
      sent(command, code: 0, answer: .result(["comment"]), writes: 1),
      sent(command, more: ["--dry-run"], code: 0, answer: .result(["dryRun", "request", "curl"]), isOffline: true),
      sent(command, text: "a\u{0}", code: 5, answer: .kind("invalid"), isOffline: true),
      sent(
        command, text: String(repeating: "x", count: 102_400), code: 5,
        answer: .error(#""kind":"invalid","message":"The text has 102400 characters; at most 10000 can be sent.""#),
        isOffline: true),
      sent(
        command, Known.noCase, code: 3,
        answer: .error(
          #""kind":"notFound","message":"The service has no case for these details.","httpStatus":404"#), writes: 1),
      sent(command, Known.foreignCase, code: 4, answer: .kind("permissionDenied"), writes: 1),
      sent(command, faults: ["communication:status=409"], code: 6, answer: .kind("conflict"), writes: 1),
      sent(command, faults: ["communication:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
      sent(command, faults: ["communication:drop-after"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
      sent(command, faults: ["communication:malformed"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
      sent(command, more: ["--yes", "--read-only"], code: 9, answer: .kind("readOnly"), isOffline: true),
      sent(command, more: [], code: 64, answer: .kind("usage"), isOffline: true),
      ContractRow(
        words: [command, Known.avery, "--yes"] + key, code: 64,
        answer: .error(
          #""kind":"usage","message":"Say what to send: --file F, --file - for standard input, or --text-name NAME.""#),
        isOffline: true),
      ContractRow(
        words: [command, Known.avery, "--file", "-", "--set", "a=b", "--yes"] + key, code: 64,
        answer: .kind("usage"), isOffline: true),
      ContractRow(
        words: [command, Known.avery, "--file", "-", "--yes", "--config", "{folder}/none.toml"]
          + ["--base-url", "https://api.example.com", "--api-key-file", "{folder}/key"], input: "Hello",
        files: ["none.toml": "[general]\noperator_name = \"Jo Park\"\n"], code: 1,
        answer: .error(
          #""kind":"failed","message":"No author is named: set operator_email and operator_name under "#
            + #"[general] in config.toml. Nothing was sent.""#), isOffline: true),
    ]
  }

  private static func sent(
    _ command: String, _ caseID: String = Known.avery, text: String = "Hello", more: [String] = ["--yes"],
    faults: [String] = [], code: Int32, answer: Answer, writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: [command, caseID, "--file", "-"] + more + key, faults: faults, input: text, code: code, answer: answer,
      writes: writes, isOffline: isOffline)
  }
}
