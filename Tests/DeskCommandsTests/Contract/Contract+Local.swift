import Foundation

@testable import DeskCommands

extension ContractRow {
  /// What is kept on this machine.
  static let store: [ContractRow] = [
    ContractRow(words: ["recents"] + clinic, hasStore: true, code: 0, answer: .result(["recents"])),
    ContractRow(words: ["recents"] + clinic, code: 0, answer: .text("none\n")),
    ContractRow(
      words: ["recents", "--config", "{folder}/other.toml", "--profile", "clinic"],
      files: [
        "other.toml": """
        [general]
        operator = "tester"
        [profiles.clinic]
        base_url = "https://api.example.com"
        [store]
        key_command = ["false"]
        """
      ], hasStore: true, code: 1, answer: .kind("failed")),
    ContractRow(words: ["drafts"] + clinic, hasStore: true, code: 0, answer: .result(["drafts"])),
    ContractRow(words: ["followups"] + clinic, hasStore: true, code: 0, answer: .result(["followups"])),
    ContractRow(words: ["followups", "--all"] + clinic, hasStore: true, code: 0, answer: .result(["followups"])),
    ContractRow(
      words: ["followups", "list", "--all"] + clinic, hasStore: true, code: 0, answer: .result(["followups"])),
    ContractRow(
      words: ["followups", "add", "ADA-1", "in 2 h", "-"] + clinic, input: "ask the pharmacy", hasStore: true, code: 0,
      answer: .result(["followups"])),
    ContractRow(
      words: ["followups", "add", "ADA-1", "soon"] + clinic, hasStore: true, code: 5, answer: .kind("invalid")),
    ContractRow(
      words: ["followups", "add", "ADA-1", "tomorrow", "text"] + clinic, hasStore: true, code: 64,
      answer: .kind("usage")
    ),
    ContractRow(words: ["followups", "done", "x"] + clinic, hasStore: true, code: 3, answer: .kind("notFound")),
    ContractRow(
      words: ["followups", "move", "x", "in 2 h"] + clinic, hasStore: true, code: 3, answer: .kind("notFound")),
    ContractRow(words: ["followups", "delete", "x"] + clinic, hasStore: true, code: 64, answer: .kind("usage")),
    ContractRow(
      words: ["followups", "delete", "x", "--yes"] + clinic, hasStore: true, code: 3, answer: .kind("notFound")),
    ContractRow(words: ["activity"], code: 0, answer: .result(["activity"])),
    ContractRow(words: ["activity", "--unsettled"], code: 0, answer: .result(["activity"])),
    ContractRow(
      words: ["activity", "--verify"] + clinic, code: 0,
      answer: .result(["activity", "verified", "firstBadLine", "endVerified"])),
    ContractRow(
      words: ["activity", "--verify"], files: ["casedesk/activity.jsonl": "not a record\n"], code: 1,
      answer: .error(
        #""kind":"failed","message":"Line 1 of the record of writes, in activity.jsonl, is not as it was written"#
          + #". No write starts until someone has looked at it and run casedesk activity acknowledge.""#)),
    ContractRow(
      words: ["activity", "--verify", "--against", "-"] + clinic, input: "nothing of ours\n", code: 0,
      answer: .result(["verified", "endVerified", "against"])),
    ContractRow(
      words: ["activity", "--verify", "--against", "{folder}/no-such-file"], code: 1, answer: .kind("failed")),
    ContractRow(words: ["activity", "--against", "-"], code: 64, answer: .kind("usage")),
    ContractRow(
      words: ["activity", "--who-searched", "-"], input: "avery@example.com\n", code: 1,
      answer: .error(
        #""kind":"failed","message":"The site policy names no hash_key_file under [record], so the record does not tell what"#
          + #" was looked up.""#)),
    ContractRow(
      words: ["activity", "--who-searched", "avery@example.com"], code: 64, answer: .kind("usage")),
    ContractRow(
      words: ["activity", "acknowledge", "--yes"] + clinic, files: ["casedesk/activity.jsonl": "not a record\n"],
      code: 0, answer: .result(["acknowledged"])),
    ContractRow(
      words: ["activity", "acknowledge", "--yes"] + clinic, code: 1,
      answer: .error(#""kind":"failed","message":"The record of writes shows no damage to acknowledge.""#)),
    ContractRow(
      words: ["activity", "acknowledge"], code: 64,
      answer: .error(#""kind":"usage","message":"No terminal to confirm on: add --yes to acknowledge.""#)),
    ContractRow(
      words: ["activity", "settle", "nothing-like-it", "--as", "happened"], code: 1, answer: .kind("failed")),
    ContractRow(
      words: ["activity", "settle", "nothing-like-it"], code: 64,
      answer: .error(
        #""kind":"usage","message":"There is no terminal to ask you on: add --as happened or --as did-not-happen.""#)),
    ContractRow(words: ["activity", "settle", "x", "--as", "perhaps"], code: 64, answer: .kind("usage")),
    ContractRow(
      words: ["cache", "purge", "--all", "--yes"] + clinic, hasStore: true, code: 0, answer: .result(["purged"])),
    ContractRow(
      words: ["cache", "purge", "--older-than", "2", "--yes"] + clinic, hasStore: true, code: 0,
      answer: .result(["purged"])),
    ContractRow(
      words: ["cache", "purge", "--case", Known.avery, "--yes"] + clinic, hasStore: true, code: 0,
      answer: .text("0 recent cases and refill links were removed.")),
    ContractRow(words: ["cache", "purge", "--case", "TOSXM", "--yes"] + clinic, code: 5, answer: .kind("invalid")),
    ContractRow(
      words: ["cache", "purge", "--case", "ADA-9", "--yes"] + clinic, hasStore: true, code: 3, answer: .kind("notFound")
    ),
    ContractRow(words: ["cache", "purge", "--all"] + clinic, hasStore: true, code: 64, answer: .kind("usage")),
    ContractRow(words: ["cache", "purge", "--yes"] + clinic, code: 64, answer: .kind("usage")),
    ContractRow(words: ["cache"], code: 64, answer: .kind("usage")),
    ContractRow(
      words: ["store", "recovery-key", "{folder}/recovery.key"], code: 0,
      answer: .result(["recoveryPublicKey", "file"])),
    ContractRow(
      words: ["store", "recover", "{folder}/none", "--key", "{folder}/none", "--phi"], code: 1, answer: .kind("failed")),
    ContractRow(words: ["store"], code: 64, answer: .kind("usage")),
  ]

  private static let hasPlainSwap = !SwapCheck(root: "").check().isFine

  /// What reaches neither the service nor the store.
  static let local: [ContractRow] = [
    // The screen itself takes a terminal; line by line it takes any input, and its end ends it.
    ContractRow(
      words: ["--accessible", "--ascii", "--no-color", "--theme", "light", "--sandbox"], code: 0,
      answer: .text("[SANDBOX] E-mail, phone or case id")),
    // The machine of the test may have swap that is not encrypted, and nothing else may be wrong.
    ContractRow(
      words: ["doctor", "--log-file", "{folder}/log", "--log-level", "debug"] + keys, code: hasPlainSwap ? 1 : 0,
      answer: hasPlainSwap ? .faulty(["checks"], kind: "failed") : .result(["checks"])),
    ContractRow(
      words: ["doctor"] + ["--base-url", "{url}", "--api-key-file", "{folder}/none"], code: 1,
      answer: .faulty(["checks"], kind: "failed")),
    ContractRow(
      words: ["doctor", "--probe"] + keys, code: hasPlainSwap ? 1 : 0,
      answer: hasPlainSwap ? .faulty(["checks"], kind: "failed") : .result(["checks"])),
    ContractRow(
      words: ["doctor", "--policy"] + keys, code: 0,
      answer: .result(["version", "policy", "settings", "checks", "problems"]), isOffline: true),
    ContractRow(words: ["doctor", "--policy", "--probe"] + keys, code: 64, answer: .kind("usage")),
    ContractRow(words: ["config", "path"], code: 0, answer: .result(["paths"])),
    ContractRow(words: ["config", "show"], code: 0, answer: .result(["settings", "problems"])),
    ContractRow(words: ["config", "show", "--default"], code: 0, answer: .result(["config", "policy"])),
    ContractRow(words: ["config", "show", "--default"], code: 0, answer: .text("\n[general]\n")),
    ContractRow(words: ["config", "check"], code: 0, answer: .result(["problems"])),
    ContractRow(
      words: ["config", "check"], files: ["casedesk/config.toml": "[general]\ntheme = 3\n"], code: 1,
      answer: .faulty(["problems"], kind: "failed")),
    ContractRow(words: ["config"], code: 64, answer: .kind("usage")),
    ContractRow(words: ["themes", "list"], code: 0, answer: .result(["themes"])),
    ContractRow(words: ["themes", "show", "dark"], code: 0, answer: .result(["themes"])),
    ContractRow(words: ["themes", "show", "none-of-ours"], code: 64, answer: .kind("usage")),
    ContractRow(words: ["themes", "check", "dark", "light"], code: 0, answer: .result(["themes"])),
    ContractRow(
      words: ["themes", "check", "mine"], files: ["casedesk/themes/mine.toml": "text = \"no colour\"\n"], code: 1,
      answer: .kind("failed")),
    ContractRow(words: ["themes"], code: 64, answer: .kind("usage")),
    ContractRow(
      words: [
        "sandbox", "serve", "--port", "0", "--database", "{folder}/world", "--patients", "1", "--seed", "7",
        "--latency",
        "1", "--fault", "latest:html", "--credentials", "{folder}/left",
      ], signal: (SIGINT, 0), code: 130, answer: .result(["baseUrl", "apiKey", "token", "apiKeyFile", "tokenFile"])),
    ContractRow(
      words: ["sandbox", "serve", "--port", "70000"], code: 64,
      answer: .error(#""kind":"usage","message":"--port is a number from 0 to 65535.""#)),
    ContractRow(
      words: ["sandbox", "serve", "--fault", "nowhere:html"], code: 64,
      answer: .error(
        #""kind":"usage","message":"\u201cnowhere\u201d is not a route of the sandbox: choose one of latest, detail, "#
          + #"bundles, organization-products, refill, bundle, products, case-status, communication, close-product, escalate, update-escalation, check-user, update-email, update-profile, promo, new-case, appointments, cancel-appointment, cases, all.""#
      )),
    ContractRow(words: ["sandbox"], code: 64, answer: .kind("usage")),
    // What it asks and writes is tried in a terminal.
    ContractRow(words: ["setup"], code: 64, answer: .kind("usage")),
    ContractRow(words: ["completions", "bash"], code: 0, answer: .text("complete -o filenames -F _casedesk casedesk")),
    ContractRow(words: ["completions", "zsh"], code: 0, answer: .result(["script"])),
    ContractRow(words: ["completions", "fish"], code: 0, answer: .result(["script"])),
    ContractRow(words: ["completions", "tcsh"], code: 64, answer: .kind("usage")),
    ContractRow(words: ["manual"], code: 0, answer: .result(["page"])),
    ContractRow(words: ["manual"], code: 0, answer: .text(".TH CASEDESK 1 ")),
    ContractRow(words: ["manual", "keys"], code: 0, answer: .text("KEYS\n")),
  ]
}
