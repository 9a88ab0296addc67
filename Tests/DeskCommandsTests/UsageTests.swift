import Testing

@Suite struct UsageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let words: [String]
    let message: String
    var testDescription: String { words.joined(separator: " ") }
  }

  static let rows = [
    Row(words: ["--json", "lookup", "--nope"], message: "Unknown option '--nope'"),
    Row(words: ["lookup", "a", "b", "--json"], message: "Unexpected argument 'b'"),
    Row(words: ["lookup", "a", "\u{1B}[31m\u{202E}", "--json"], message: #"Unexpected argument '\u001b[31m\u202e'"#),
    Row(words: ["nope", "--json"], message: "Unexpected argument 'nope'"),
    Row(
      words: ["bundle", "--json"], message: "Say which: casedesk bundle list, or casedesk bundle change CASE BUNDLE."),
    Row(words: ["products", "--json"], message: "Say what: casedesk products add CASE --file F.json."),
    Row(
      words: ["--json"],
      message:
        "There is no terminal to draw on: run `casedesk` in a terminal, add --accessible, or name a command (casedesk --help)."
    ),
    Row(
      words: ["lookup", "avery@example.com", "--json"],
      message:
        "No profile is chosen: give --base-url with --api-key-file, --profile NAME, or --sandbox for synthetic patients."
    ),
    Row(
      words: ["lookup", "avery@example.com", "--json", "--profile", "nowhere"],
      message: "There is no profile nowhere: choose one of sandbox."),
    Row(
      words: ["lookup", "avery@example.com", "--json", "--base-url", "http://example.com"],
      message: "The base URL must be https; plain http is taken for a loopback host (127.0.0.1, localhost) only."),
    Row(
      words: ["lookup", "avery@example.com", "--json", "--sandbox", "--base-url", "https://example.com"],
      message: "The embedded sandbox has its own base URL, key and token: leave out --base-url and the key files."),
    Row(
      words: ["lookup", "--sandbox", "--profile", "clinic", "--json"],
      message: "--sandbox means --profile sandbox: leave out one of the two."),
    Row(
      words: ["lookup", "avery@example.com", "--batch", "--json"],
      message: "--batch reads the identifiers from standard input: leave out QUERY."),
    Row(words: ["sandbox", "serve", "--port", "70000", "--json"], message: "--port is a number from 0 to 65535."),
    Row(
      words: ["sandbox", "serve", "--fault", "nowhere:html", "--json"],
      message:
        #"\u201cnowhere\u201d is not a route of the sandbox: choose one of latest, detail, bundles, refill, bundle, "#
        + "products, all."),
  ]

  @Test(arguments: rows)
  func `Wrong words end with 64 and the object`(row: Row) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(row.words)
      #expect(ran.output == "{\"ok\":false,\"error\":{\"kind\":\"usage\",\"message\":\"\(row.message)\"}}\n")
      #expect(ran.talk.isEmpty)
      #expect(ran.code == 64)
      #expect(bench.requests == 0)
    }
  }

  @Test func `Without --json wrong words are explained on standard error`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "a", "\u{1B}[31m\u{202E}"])
      #expect(ran.output.isEmpty)
      #expect(ran.talk.hasPrefix("casedesk: Unexpected argument '␛[31m‹U+202E›'\nUsage: casedesk lookup "))
      #expect(ran.code == 64)
    }
  }

  @Test func `Help and version are answers`() async throws {
    try await Bench.run { bench in
      let version = await bench.run(["--version"])
      #expect(version.output == "0.1.0\n")
      #expect(version.code == 0)
      for words in [["--help"], ["lookup", "--help"], ["help", "refill"]] {
        let help = await bench.run(words)
        #expect(help.code == 0)
        #expect(help.output.contains("USAGE: casedesk"))
        #expect(help.talk.isEmpty)
      }
    }
  }

  @Test(arguments: ManualTests.leaves)
  func `Every command has help, and takes no unknown option`(words: String) async throws {
    try await Bench.run { bench in
      let words = words.split(separator: " ").map(String.init)
      let help = await bench.run(words + ["--help"])
      #expect(help.code == 0)
      #expect(help.output.contains("USAGE: casedesk \(words.joined(separator: " ")) "))
      let wrong = await bench.run(words + ["--no-such-option", "--json"])
      #expect(wrong.code == 64)
      #expect(wrong.output.hasPrefix("{\"ok\":false,\"error\":{\"kind\":\"usage\","))
    }
  }

  @Test func `No identifier on standard input is said`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "-"] + bench.key)
      #expect(ran.code == 64)
      #expect(ran.talk == "casedesk: No identifier came on standard input.\n")
    }
  }
}
