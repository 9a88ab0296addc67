import Care360
import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

/// `casedesk message` and `casedesk note` against the sandbox, seen by reading the case again.
@Suite struct MessageTests {
  private static let kinds = ["message", "note"]

  private func words(
    _ kind: String, _ text: String?, _ bench: Bench, _ rest: [String] = ["--yes"], general: String? = nil
  ) throws -> [String] {
    let author = "operator_name = \"Robin Diaz\"\noperator_email = \"robin@example.com\""
    let config = try bench.file("author.toml", "[general]\n\(general ?? author)\n")
    let file = try text.map { ["--file", try bench.file("text.txt", $0)] } ?? []
    return [kind, Known.avery] + file + rest + ["--config", config] + bench.key
  }

  private func newest(_ bench: Bench) async throws -> [String: Any] {
    let ran = await bench.run(["lookup", Known.avery, "--detail", "--json"] + bench.key)
    let result = try Bench.object(ran.output)["result"] as? [String: Any]
    let comments = (result?["case"] as? [String: Any])?["comments"] as? [[String: Any]]
    return try #require(
      comments?.max { ($0["createdAt"] as? String ?? "") < ($1["createdAt"] as? String ?? "") })
  }

  @Test(arguments: kinds) func `A text is added under the author's name`(_ kind: String) async throws {
    try await Bench.run { bench in
      let text = "\u{FEFF}It left today.\r\nTracking follows – é 👋🏽\n"
      let ran = await bench.run(try words(kind, text, bench, ["--yes", "--json"]))
      #expect(ran.code == 0 && ran.talk.isEmpty, "\(ran.talk)")
      let result = try #require(try Bench.object(ran.output)["result"] as? [String: Any])
      let comment = try #require(result["comment"] as? [String: Any])
      #expect(comment["isRestricted"] as? Bool == (kind == "note"))
      let added = try await newest(bench)
      #expect(added["id"] as? String == comment["id"] as? String)
      #expect(added["text"] as? String == "It left today.\nTracking follows – é 👋🏽")
      #expect(added["isRestricted"] as? Bool == (kind == "note"))
      let author = try #require(added["author"] as? [String: Any])
      #expect(author["email"] as? String == "robin@example.com" && author["lastName"] as? String == "Diaz")
      #expect(bench.writes == 1)
      let record = try bench.record.text
      #expect(record.contains("\"action\":\"\(kind)\""))
      for word in ["left", "robin@", "Diaz"] { #expect(!record.contains(word)) }
    }
  }

  @Test func `The question shows the kind, the author, the whole text, and the same text of today`() async throws {
    try await Bench.run { bench in
      _ = await bench.run(try words("message", "It left today.", bench))
      let ran = await bench.run(
        try words("message", "It left today.", bench, []), input: "y\n", isTerminal: true)
      #expect(ran.code == 0 && ran.output == "The message was sent to the patient.\n")
      let lines = ran.talk.split(separator: "\n").map(String.init)
      #expect(lines[1] == "Patient      Avery Lindqvist, born 1988-04-02, avery@example.com")
      #expect(
        lines[3...5] == [
          "Change       TO THE PATIENT", "             by Robin Diaz <robin@example.com>",
          "             | It left today.",
        ])
      #expect(lines[6].contains("The same text was sent at "), "\(lines[6])")
      // A note of the same text is another thing.
      let note = await bench.run(try words("note", "one\n\ntwo", bench, []), input: "n\n", isTerminal: true)
      #expect(note.code == 1 && note.talk.contains("INTERNAL: the patient does not see it\n"))
      #expect(note.talk.contains("             | one\n             | \n             | two\nSend this? [y/N]"))
      #expect(!note.talk.contains("The same text"))
      let same = await bench.run(try words("note", "It left today.", bench, []), input: "n\n", isTerminal: true)
      #expect(same.code == 1 && !same.talk.contains("The same text"))
      #expect(bench.writes == 2)
    }
  }

  @Test(arguments: kinds) func `Where nobody is asked the same text of today is told, and sent`(
    _ kind: String
  ) async throws {
    try await Bench.run { bench in
      let first = await bench.run(try words(kind, "It left today.", bench))
      #expect(first.code == 0 && first.talk.isEmpty, "\(first.talk)")
      let again = await bench.run(try words(kind, "It left today.", bench, ["--yes", "--json"]))
      #expect(again.code == 0 && again.output.hasPrefix(#"{"ok":true"#))
      #expect(again.talk.hasPrefix("casedesk: The same text was sent at "), "\(again.talk)")
      let other = await bench.run(try words(kind, "It left.", bench))
      #expect(other.code == 0 && other.talk.isEmpty, "\(other.talk)")
      #expect(bench.writes == 3)
    }
  }

  @Test func `A case that cannot be read keeps nobody from sending`() async throws {
    try await Bench.run { bench in
      bench.sandbox.arm(SandboxFault(route: .detail, .html))
      let ran = await bench.run(try words("message", "It left today.", bench))
      #expect(ran.code == 0 && bench.writes == 1)
      #expect(ran.talk.contains("it is not known whether this text was sent before."), "\(ran.talk)")
    }
  }

  @Test func `Without an author nothing is sent, and it is said where to name one`() async throws {
    try await Bench.run { bench in
      let remote = ["--base-url", "https://api.example.com", "--api-key-file", try bench.file("k", "0123456789abcdef")]
      for general in ["", "operator_name = \"Robin\"", "operator = \"robin\""] {
        let ran = await bench.run(try words("note", "text", bench, general: general).dropLast(bench.key.count) + remote)
        #expect(ran.code == 1)
        #expect(
          ran.talk == "casedesk: No author is named: set operator_email and operator_name under [general] in"
            + " config.toml. Nothing was sent.\n")
      }
      let bad = await bench.run(try words("note", "text", bench, general: "operator_email = \"robin\""))
      #expect(
        bad.code == 1 && bad.talk.contains("It must be an e-mail address, such as robin@example.com."), "\(bad.talk)")
      #expect(bench.writes == 0)
    }
  }

  /// Whatever is configured: the site's word is the stricter one.
  @Test(.enabled(if: getuid() == 0, "only root can make a policy")) func `The site policy names the authors`()
    async throws
  {
    try await Bench.run { bench in
      try bench.policy(#"operators = { tester = { name = "Site Name", email = "site@example.com" } }"#)
      let own = try words("message", "text", bench)
      #expect(await bench.run(own).code == 0)
      let author = try #require(try await newest(bench)["author"] as? [String: Any])
      #expect(author["email"] as? String == "site@example.com" && author["lastName"] as? String == "Name")
      try bench.policy(#"operators = { jo = { email = "jo@example.com" } }"#)
      let other = await bench.run(own)
      #expect(
        other.code == 1 && other.talk.contains("and tester is not among them. Nothing was sent."), "\(other.talk)")
      try bench.policy(#"operator = "login""#)
      let remote = ["--base-url", "https://api.example.com", "--api-key-file", try bench.file("k", "0123456789abcdef")]
      let login = await bench.run(own.dropLast(bench.key.count) + remote)
      #expect(
        login.code == 1 && login.talk.contains("the policy must name an author, [operators.tester]."), "\(login.talk)")
      #expect(bench.writes == 1)
      try bench.policy(#"operators = { jo = { email = "jo@example.com" } }"#)
      let doctor = await bench.run(["doctor"] + own.suffix(from: own.firstIndex(of: "--config") ?? 0))
      #expect(doctor.output.contains("messages and notes cannot be written. The site policy names the authors"))
    }
  }

  @Test func `A text that cannot be sent is refused in words`() async throws {
    try await Bench.run { bench in
      let cases: [(String, Int32, String)] = [
        (" \n\t", 5, "There is no text to send."),
        (String(repeating: "x", count: 100_000), 5, "The text has 100000 characters; at most 10000 can be sent."),
        ("a\u{0}b", 5, "Line 1 of the text contains the character U+0000 (a control character): take it out."),
        (
          "Hi { patient.firstName }", 5,
          "The text has the open blank {patient.firstName}: fill it in, or give the canned text with --text-name."
        ),
        ("a\n\u{202E}b", 5, "Line 2 of the text contains the character U+202E (RIGHT-TO-LEFT OVERRIDE): take it out."),
      ]
      for (text, code, sentence) in cases {
        let ran = await bench.run(try words("message", text, bench))
        #expect(ran.code == code && ran.talk == "casedesk: \(sentence)\n", "\(ran)")
      }
      let none = await bench.run(try words("message", nil, bench))
      #expect(none.code == 64 && none.talk.contains("Say what to send"), "\(none.talk)")
      let gone = await bench.run(try words("message", nil, bench, ["--file", "/tmp/no-such-text", "--yes"]))
      #expect(gone.code == 1 && gone.talk.contains("There is no file /tmp/no-such-text."))
      let bytes = "\(bench.folder)/bytes.txt"
      try Data([0x61, 0xFF]).write(to: URL(fileURLWithPath: bytes))
      let raw = await bench.run(try words("message", nil, bench, ["--file", bytes, "--yes"]))
      #expect(raw.code == 5 && raw.talk.contains("The text is not UTF-8"), "\(raw.talk)")
      #expect(bench.writes == 0)
    }
  }

  @Test func `Standard input takes the text, and nobody is asked`() async throws {
    try await Bench.run { bench in
      let asked = await bench.run(try words("note", nil, bench, ["--file", "-"]), input: "text", isTerminal: true)
      #expect(asked.code == 64 && asked.talk.contains("add --yes"))
      let sent = await bench.run(try words("note", nil, bench, ["--file", "-", "--yes"]), input: "typed text\n")
      #expect(sent.code == 0 && sent.output == "The internal note was added.\n")
      #expect(try await newest(bench)["text"] as? String == "typed text")
      let dry = await bench.run(try words("note", "dry", bench, ["--dry-run", "--json"]))
      #expect(dry.code == 0 && dry.output.contains(#""action":"ADD_COMMUNICATION""#))
      #expect(bench.writes == 1)
    }
  }

  @Test(
    arguments: [
      ("communication:drop-after", 8, "outcomeUnknown"), ("communication:drop-before", 8, "outcomeUnknown"),
      ("communication:status=503", 8, "outcomeUnknown"), ("communication:html", 8, "outcomeUnknown"),
      ("communication:status=429", 7, "unavailable"), ("communication:status=403", 4, "permissionDenied"),
    ] as [(String, Int32, String)])
  func `A fault ends it once, and an unknown outcome blocks the next of its kind`(
    _ fault: String, _ code: Int32, _ kind: String
  ) async throws {
    try await Bench.run(faults: [fault]) { bench in
      let ran = await bench.run(try words("message", "text", bench, ["--yes", "--json"]))
      #expect(ran.code == code && ran.output.contains("\"kind\":\"\(kind)\""), "\(ran)")
      #expect(bench.writes == 1)
      guard code == 8 else { return }
      let again = await bench.run(try words("message", "another text", bench))
      #expect(again.code == 1 && again.talk.contains("is unsettled"), "\(again.talk)")
      #expect(bench.writes == 1)
      #expect(try await bench.run(words("note", "text", bench)).code == 8, "a note is another write")
      #expect(bench.writes == 2)
    }
  }

  @Test func `Closed, foreign and missing cases are told apart`() async throws {
    try await Bench.run { bench in
      func words(_ id: String) throws -> [String] {
        var words = try self.words("message", "text", bench)
        words[1] = id
        return words
      }
      let (missing, foreign, own) = (try words(Known.noCase), try words(Known.foreignCase), try words(Known.avery))
      #expect(await bench.run(missing).code == 3)
      #expect(await bench.run(foreign).code == 4)
      #expect(await bench.run(["case", "close", Known.avery, "--reason", "over", "--yes"] + bench.key).code == 0)
      #expect(await bench.run(own).code == 5)
    }
  }
}
