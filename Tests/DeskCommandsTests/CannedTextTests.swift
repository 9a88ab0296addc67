import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

/// Canned texts: `casedesk texts …`, and messages and notes that are made of one.
@Suite struct CannedTextTests {
  private func comments(_ id: String, _ bench: Bench) async throws -> [[String: Any]] {
    let ran = await bench.run(["lookup", id, "--detail", "--json"] + bench.key)
    let found = (try Bench.object(ran.output)["result"] as? [String: Any])?["case"] as? [String: Any]
    return try #require(found?["comments"] as? [[String: Any]])
  }

  private func author(_ bench: Bench) throws -> [String] {
    [
      "--config",
      try bench.file("a.toml", "[general]\noperator_name = \"Jo Park\"\noperator_email = \"jo@example.com\""),
    ]
  }

  @Test func `A canned text is filled from the case and by hand`() async throws {
    try await Bench.run { bench in
      try FileManager.default.createDirectory(
        atPath: bench.folder + "/casedesk/texts", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try bench.file(
        "casedesk/texts/hello.toml",
        "title = \"T\"\nkind = \"message\"\nbody = '''\nHi {patient.firstName}, {case}: {ask: a=b?} {{{operator.name}}\n'''"
      )
      let words = ["message", Known.avery, "--text-name", "hello"] + (try author(bench)) + bench.key
      let open = await bench.run(words + ["--yes"])
      #expect(open.code == 64)
      #expect(
        open.talk == "casedesk: Some blanks are still empty; fill them:\n  --set \"a=b?=…\"  a=b?\n", "\(open.talk)")
      let ran = await bench.run(words + ["--set", "a=b?=yes=no", "--yes"])
      #expect(ran.code == 0, "\(ran.talk)")
      #expect(
        try await comments(Known.avery, bench).contains {
          $0["text"] as? String == "Hi Avery, ADA-TOSXM: yes=no {Jo Park}"
        })
      for (more, sentence) in [
        (
          ["--set", "city=Rome"],
          "--set takes a blank of this text, = and a value. The text's blanks are: patient.firstName, case, a=b?, operator.name."
        ),
        (["--set", "a=b?= "], "The value of a=b? has no character that a text may contain."),
        (["--file", "-"], "Give --file or --text-name, not both."),
      ] {
        let ran = await bench.run(words + more + ["--yes"])
        #expect(ran.code == 64 && ran.talk == "casedesk: \(sentence)\n", "\(ran.talk)")
      }
      let note = await bench.run(
        ["note", Known.avery, "--text-name", "hello", "--yes"] + (try author(bench)) + bench.key)
      #expect(note.code == 64 && note.talk == "casedesk: The text hello is for a message only.\n")
      let none = await bench.run(["note", Known.avery, "--yes"] + (try author(bench)) + bench.key)
      #expect(none.code == 64 && none.talk.contains("Say what to send"))
      #expect(bench.writes == 1)
    }
  }

  @Test func `A misspelt blank is located, listed and not sent`() async throws {
    try await Bench.run { bench in
      try FileManager.default.createDirectory(
        atPath: bench.folder + "/casedesk/texts", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try bench.file(
        "casedesk/texts/bad.toml", "title = \"T\"\nkind = \"both\"\nbody = \"\"\"\nHi\nyour {trakcing}\n\"\"\"")
      let problem = "texts/bad.toml:5:6: body: No blank has this name. Did you mean {tracking}?\n"
      let check = await bench.run(["texts", "check"])
      #expect(check.code == 1 && check.talk == "casedesk: 1 problem in the texts:\n" + problem)
      #expect(await bench.run(["texts", "check", "hand-over-note"]).output == "hand-over-note: nothing wrong\n")
      let list = await bench.run(["texts", "list"])
      #expect(list.output.contains("bad                NOT USABLE: casedesk texts check says why  your own\n"))
      #expect(list.output.contains("hand-over-note     Hand-over to a colleague  (note)  comes with the program\n"))
      let sent = await bench.run(
        ["message", Known.avery, "--text-name", "bad", "--yes"] + (try author(bench)) + bench.key)
      #expect(sent.code == 1 && sent.talk.contains(problem) && bench.requests == 0)
      let unknown = await bench.run(["texts", "show", "no-such"])
      #expect(
        unknown.code == 64 && unknown.talk.contains("There is no such text: choose one of bad, call-attempt-note,"))
    }
  }

  @Test func `A text is shown with its blanks`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["texts", "show", "hand-over-note"])
      #expect(
        ran.output.hasPrefix("Hand-over to a colleague  (note)  comes with the program\n\nHand-over of {case} by"))
      let json = await bench.run(["texts", "show", "hand-over-note", "--json"])
      let texts = (try Bench.object(json.output)["result"] as? [String: Any])?["texts"] as? [[String: Any]]
      #expect(texts?.first?["kinds"] as? [String] == ["note"] && texts?.first?["origin"] as? String == "shipped")
      #expect((texts?.first?["blanks"] as? [String])?.prefix(2) == ["case", "operator.name"])
    }
  }

  @Test func `Values are overwritten among the arguments`() async throws {
    try await Bench.run { bench in
      let concealed = Indices()
      let words =
        ["note", Known.avery, "--text-name", "call-attempt-note", "--set", "x=canary", "--dry-run"] + bench.base
      let tool = bench.tool(words, Script(""), isTerminal: false, Recorded(), Recorded()) { concealed.add($0) }
      _ = await tool.run()
      #expect(concealed.all == [5])
    }
  }
}
