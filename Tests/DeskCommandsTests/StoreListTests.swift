import Care360
import CaseStore
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

@Suite struct StoreListTests {
  @Test func `Recents are listed newest first, for people and for programs`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let lines = await bench.runAtStore(["recents"] + clinic)
      #expect(
        lines.output == """
          ADA-1  Avery Lindqvist  seen 2026-11-18 11:06 UTC  \(try bench.caseID(1))
          ADA-2  Jo Park  seen 2026-11-15 11:06 UTC  \(try bench.caseID(2))

          """)
      #expect(lines.code == 0 && lines.talk.isEmpty)
      let json = await bench.runAtStore(["recents", "--json"] + clinic)
      #expect(
        json.output == #"{"ok":true,"result":{"recents":[{"caseId":"\#(try bench.caseID(1))","shortId":"ADA-1","#
          + #""name":"Avery Lindqvist","seenAt":"2026-11-18T11:06:40Z","#
          + #""identifiers":["+12025550142","avery@example.com"]},"#
          + #"{"caseId":"\#(try bench.caseID(2))","shortId":"ADA-2","name":"Jo Park","#
          + "\"seenAt\":\"2026-11-15T11:06:40Z\",\"identifiers\":[]}]}}\n")
    }
  }

  /// The record on disk goes on without them.
  @Test func `The record is listed with the names that the store keeps`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let store = try bench.openStore()
      let product = try ProductID(Known.semaglutide)
      try store.keep([ProductNameRecord(id: product, name: "Semaglutide")])
      try store.close()
      let journal = bench.journal
      let intent = WriteIntent(
        id: "w1", time: Bench.start, operatorName: "tester", profile: "clinic", action: .requestRefillLink,
        caseID: try bench.caseID(1), productIDs: [product], bundleID: nil)
      _ = try await journal.open(intent, repeating: .none)
      try await journal.record(
        ActivityNote(.viewed(.shown), try bench.caseID(5), operatorName: "tester", profile: "clinic"))
      let (first, fifth) = (try bench.caseID(1).text, try bench.caseID(5).text)
      for words in [["activity"], ["activity", "--unsettled"]] {
        let named = await bench.runAtStore(words + clinic)
        #expect(named.output.contains("refill link") && named.output.contains("Semaglutide"), "\(named)")
        #expect(named.output.contains("case ADA-1  ") && !named.output.contains(first), "\(named)")
        #expect(!named.output.contains("Avery"))
      }
      let listed = await bench.runAtStore(["activity"] + clinic)
      #expect(listed.output.contains("case \(fifth)  "), "a case that is not kept: \(listed.output)")
      let json = await bench.runAtStore(["activity", "--json"] + clinic)
      #expect(json.output.contains(first) && !json.output.contains("ADA-1"))
      let record = try bench.record.text
      #expect(!record.contains("ADA-1") && !record.contains("Semaglutide"))
      let without = await bench.runAtStore(["activity"])
      #expect(without.code == 0 && without.output.contains(first), "\(without)")
    }
  }

  @Test func `A store that stays closed leaves the ids`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let journal = bench.journal
      try await journal.record(
        ActivityNote(.viewed(.shown), try bench.caseID(1), operatorName: "tester", profile: "clinic"))
      let first = try bench.caseID(1).text
      let closed = await bench.runAtStore(["activity"] + clinic)
      #expect(closed.code == 0 && closed.output.contains(first))
      #expect(
        closed.talk.hasPrefix("casedesk: Ids are shown instead of names. There is no terminal to ask"), "\(closed.talk)"
      )
      let declined = await bench.runAtStore(["activity"] + clinic, Script("\n"), isTerminal: true)
      #expect(declined.code == 0 && declined.output.contains(first.prefix(16)))
      #expect(declined.talk.contains("Ids are shown instead of names. No passphrase was given."), "\(declined.talk)")
      let opened = await bench.runAtStore(["activity"] + clinic, Script(Bench.passphrase + "\n"), isTerminal: true)
      #expect(opened.output.contains("  ADA-1  "), "\(opened)")
    }
  }

  @Test func `Foreign text in a recent stays on its line`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      let store = try bench.openStore()
      try store.remember(bench.recent(1, "A\\u001b[2J\\nADA-9", at: Bench.start))
      try store.close()
      let ran = await bench.runAtStore(["recents"] + clinic)
      #expect(ran.output.split(separator: "\n").count == 1)
      #expect(!ran.output.contains("\u{1B}"))
    }
  }

  @Test func `What is past its days is not shown, and is gone`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      let store = try bench.openStore()
      try store.remember(bench.recent(1, "Avery", at: Bench.start.addingTimeInterval(-8 * 86_400)))
      try store.close()
      #expect(await bench.runAtStore(["recents"] + clinic).output == "none\n")
      let after = try bench.openStore()
      #expect(try after.recents().records.isEmpty)
      try after.close()
    }
  }

  @Test func `Drafts are listed without what is in them, with who has them open`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      let store = try bench.openStore()
      let id = DraftID(caseID: try bench.caseID(1), kind: .form)
      _ = try store.save(bench.draft("the body"), as: id, expecting: nil)
      // A second text for the same place becomes a copy.
      #expect(throws: StoreProblem.self) { try store.save(bench.draft("another body"), as: id, expecting: nil) }
      let open = await bench.runAtStore(["drafts", "--json"] + clinic)
      let members =
        #""caseId":"\#(try bench.caseID(1))","kind":"form","shortId":"ADA-1","name":"Avery Lindqvist","summary":"question 7 of 12","#
        + #""author":"tester","savedAt":"2026-11-18T11:06:40Z""#
      #expect(open.output.contains("{\(members),\"openIn\":\"pts/3\"}"))
      #expect(open.output.contains("{\(members),\"openIn\":\"pts/3\",\"copy\":1}"))
      try store.close()
      let closed = await bench.runAtStore(["drafts", "--json"] + clinic)
      #expect(closed.output.contains("{\(members)}"))
      #expect(!closed.output.contains("openIn"))
      let lines = await bench.runAtStore(["drafts"] + clinic)
      #expect(
        lines.output.contains(
          "form  ADA-1  Avery Lindqvist  question 7 of 12  saved 2026-11-18 11:06 UTC  by tester  \(try bench.caseID(1))\n"
        ))
      for ran in [open, closed, lines] { #expect(!(ran.output + ran.talk).contains("body")) }
    }
  }

  @Test(arguments: ["recents", "drafts"])
  func `No store yet and the sandbox are empty lists, and nothing is made`(_ command: String) async throws {
    try await Bench.run { bench in
      for (words, sentence) in [
        (try bench.clinic(), "Nothing is kept for this profile and operator yet."),
        (["--sandbox"], "The sandbox keeps nothing on disk."),
        (bench.key, "A sandbox keeps nothing on disk without key_command under [store]"),
      ] {
        let ran = await bench.runAtStore([command, "--json"] + words)
        #expect(ran.output == "{\"ok\":true,\"result\":{\"\(command)\":[]}}\n")
        #expect(ran.talk.hasPrefix("casedesk: " + sentence))
        #expect(ran.code == 0)
      }
      #expect(!FileManager.default.fileExists(atPath: "\(bench.folder)/casedesk"))
      #expect(bench.requests == 0)
    }
  }

  @Test func `A profile that needs a named operator lists nobody`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(profile: "operator_required = true")
      try bench.fillStore()
      for command in ["recents", "drafts"] {
        let ran = await bench.runAtStore([command] + clinic)
        #expect(ran.code == 1 && ran.output.isEmpty)
        #expect(ran.talk.contains("named operators only"))
      }
    }
  }
}
