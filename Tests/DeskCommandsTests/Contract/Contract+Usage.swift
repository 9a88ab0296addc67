extension ContractRow {
  /// Wrong words, and words that are always right.
  static let usage: [ContractRow] = [
    ContractRow(words: ["--version"], code: 0, answer: .text("0.1.0\n")),
    ContractRow(words: ["--help"], code: 0, answer: .text("USAGE: casedesk ")),
    ContractRow(
      words: ["--version", "--json"], code: 0, answer: .text("{\"ok\":true,\"result\":{\"version\":\"0.1.0\"}}\n")),
    ContractRow(
      words: ["help", "refill", "--json"], code: 0, answer: .text("{\"ok\":true,\"result\":{\"help\":\"OVERVIEW: ")),
    ContractRow(words: ["refill", "--help", "--json"], code: 0, answer: .text("{\"ok\":true,\"result\":{\"help\":\"")),
    ContractRow(words: ["help", "refill"], code: 0, answer: .text("USAGE: casedesk refill ")),
    wrong(
      [],
      "There is no terminal to draw on: run `casedesk` in a terminal, add --accessible, or name a command "
        + "(casedesk --help)."),
    wrong(["--nope"], "Unknown option '--nope'"),
    wrong(["lookup", "--nope"], "Unknown option '--nope'"),
    wrong(["lookup", "Avery", "Lindqvist"], tooMany), wrong(["lookup", "a", "\u{1B}[31m\u{202E}"], tooMany),
    wrong(["lookup", "a", "lookp"], tooMany), wrong(["lookup", "a", "'", "' '"], tooMany),
    ContractRow(
      words: ["lookup", "Avery", "Lindqvist"], code: 64, answer: .talk("casedesk: \(tooMany)\nUsage: casedesk lookup ")),
    wrong(["nothing-near"], "There is no command with that name. `casedesk --help` lists them."),
    wrong(["avery@example.com"], "There is no command with that name. `casedesk --help` lists them."),
    wrong(
      ["lookp", "a@example.com"],
      "There is no command with that name: did you mean lookup? `casedesk --help` lists them."
    ),
    wrong(
      ["--profile", "clinic", "recnets"],
      "There is no command with that name: did you mean recents? `casedesk --help` lists them."),
    wrong(
      ["bundle", "lst"],
      "There is no command with that name: did you mean bundle list? `casedesk bundle --help` lists them."),
    wrong(
      ["lookup", "avery@example.com"],
      "No profile is chosen: give --base-url with --api-key-file, --profile NAME, or --sandbox for synthetic patients."),
    wrong(
      ["lookup", "avery@example.com", "--profile", "nowhere"],
      "There is no profile nowhere: choose one of production, sandbox, staging."),
    wrong(
      ["lookup", "avery@example.com", "--base-url", "http://example.com"],
      "The base URL must be https; plain http is accepted only for a loopback host (127.0.0.1, localhost)."),
    wrong(
      ["lookup", "avery@example.com", "--sandbox", "--base-url", "https://example.com"],
      "The embedded sandbox has its own base URL, key and token: leave out --base-url and the key files."),
    wrong(
      ["lookup", "--sandbox", "--profile", "clinic"],
      "--sandbox means --profile sandbox: leave out one of the two."),
    wrong(
      ["lookup", "avery@example.com", "--purpose", "treatment"],
      "The site policy asks for no purpose: leave out --purpose."),
    wrong(
      ["lookup", "avery@example.com", "--batch"],
      "--batch reads the identifiers from standard input: leave out QUERY."),
    ContractRow(
      words: ["lookup", "-"] + key, code: 64,
      answer: .talk("casedesk: There is no identifier on standard input.\n"), isOffline: true),
  ]

  private static let tooMany = "There are too many words: put a text that has spaces in quotes."

  private static func wrong(_ words: [String], _ message: String) -> ContractRow {
    ContractRow(
      words: words, code: 64, answer: .error("\"kind\":\"usage\",\"message\":\"\(message)\""), isOffline: true)
  }
}
