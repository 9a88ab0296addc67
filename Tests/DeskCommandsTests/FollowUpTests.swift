import Care360
import CaseStore
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// `casedesk followups`. It is 18 November 2026, a Wednesday, 12:06 UTC.
@Suite struct FollowUpTests {
  private static let chicago = "time_zone = \"America/Chicago\""

  private func records(_ bench: Bench) throws -> [FollowUpRecord] {
    let store = try bench.openStore()
    let records = try store.followUps().records
    try store.close()
    return records
  }

  private func add(_ bench: Bench, _ id: String = "mhk2v1q0", dueIn seconds: Double = -60, doneAt: Date? = nil) throws {
    let store = try bench.openStore()
    try store.add(
      FollowUpRecord(
        id: id, caseID: try bench.caseID(1), shortID: "ADA-1", patientName: "Avery Lindqvist",
        due: Bench.start.addingTimeInterval(3600 + seconds), text: "ask the pharmacy", madeAt: Bench.start,
        author: "tester", doneAt: doneAt))
    try store.close()
  }

  @Test func `One is made in the profile's zone, and its exact time is said first`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(general: Self.chicago)
      try bench.fillStore()
      let ran = await bench.runAtStore(
        ["followups", "add", "ada-1", "tomorrow 9", "-"] + clinic, Script("ask  the\tpharmacy\n"))
      #expect(ran.code == 0, "\(ran)")
      #expect(ran.talk == "casedesk: Look again Thu 19 Nov 09:00 CST.\n")
      let made = try #require(try records(bench).first)
      #expect(
        ran.output == "ADA-1: look again Thu 19 Nov 09:00 CST. Its id is \(made.id).\n" && made.id.count == 8)
      #expect(made.due.formatted(.iso8601) == "2026-11-19T15:00:00Z" && made.text == "ask the pharmacy")
      #expect(made.patientName == "Avery Lindqvist" && made.author == "tester")
      #expect(made.caseID == (try bench.caseID(1)))
      #expect(bench.requests == 0, "the service gets nothing of it")
      #expect(!FileManager.default.fileExists(atPath: "\(bench.folder)/casedesk/activity-2026-11.jsonl"))
    }
  }

  @Test func `A case that the store does not know takes one by its id, without a text`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["followups", "add", "\(try bench.caseID(9))", "in 2 h", "--json"] + clinic)
      #expect(ran.code == 0)
      let made = try #require(try records(bench).first)
      #expect(made.shortID == "8dff2c47" && made.patientName.isEmpty && made.text.isEmpty)
      #expect(
        ran.output == #"{"ok":true,"result":{"followups":[{"id":"\#(made.id)","caseId":"\#(try bench.caseID(9))","#
          + #""shortId":"8dff2c47","name":"","due":"2026-11-18T14:06:00Z","isDue":false,"text":"","#
          + "\"madeAt\":\"2026-11-18T12:06:40Z\",\"author\":\"tester\"}]}}\n")
    }
  }

  @Test func `One that waits to be handed over is listed so and stays as it is`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      try add(bench)
      let store = try bench.openStore()
      try store.change(followUp: "mhk2v1q0") {
        $0.waiting = WaitingHandOver(id: "s.1", receiver: "kim", givenAt: Bench.start)
      }
      try store.close()
      let before = try records(bench)
      for words in [["done", "mhk2v1q0"], ["move", "mhk2v1q0", "tomorrow 9"], ["delete", "mhk2v1q0", "--yes"]] {
        let ran = await bench.runAtStore(["followups"] + words + clinic)
        #expect(ran.code != 0, "\(words)")
        #expect(ran.talk.contains("Nothing was changed: it waits for the team's store, to go to kim."), "\(ran)")
      }
      #expect(try records(bench) == before)
      let listed = await bench.runAtStore(["followups"] + clinic)
      #expect(listed.output.contains("waits for the team's store, to go to kim"), "\(listed)")
      #expect(await bench.runAtStore(["followups", "--json"] + clinic).output.contains(#""waitingFor":"kim""#))
    }
  }

  @Test func `A choice between two times is said`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["followups", "add", "ADA-1", "9:00"] + clinic)
      #expect(ran.talk.contains("casedesk: 09:00 has passed today, so this is tomorrow.\n"))
    }
  }

  @Test(arguments: [
    (["ADA-1", "soon"], 5, "cannot read this as a time"), (["ADA-1", "31 feb"], 5, "There is no 31 Feb"),
    (["ADA-1", "today 1:00"], 5, "has passed"), (["ADA-9", "tomorrow"], 3, "No case here has the short id ADA-9"),
    (["TOSXM", "tomorrow"], 5, "A case id is a UUID"), (["ADA-1", "tomorrow", "text"], 64, "write - in its place"),
    (["ADA-1"], 64, "Missing expected argument"),
  ])
  func `What cannot be kept is refused, and nothing is kept`(_ words: [String], _ code: Int32, _ sentence: String)
    async throws
  {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["followups", "add"] + words + clinic)
      #expect(ran.code == code && ran.talk.contains(sentence), "\(ran)")
      #expect(try records(bench).isEmpty)
    }
  }

  @Test func `A text is one short line of UTF-8`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let long = await bench.runAtStore(
        ["followups", "add", "ADA-1", "tomorrow", "-"] + clinic, Script(String(repeating: "a", count: 201)))
      #expect(long.code == 5 && long.talk.contains("at most 200 characters"))
      #expect(try records(bench).isEmpty)
    }
  }

  @Test func `On a terminal the passphrase and the text are asked for`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(
        ["followups", "add", "ADA-1", "tomorrow", "-"] + clinic, Script("ask the pharmacy\n\(Bench.passphrase)\n"),
        isTerminal: true)
      #expect(ran.code == 0, "\(ran)")
      #expect(ran.talk.contains("Reason to look again, in one line: "))
      let store = try bench.openStore(passphrase: true)
      #expect(try store.followUps().records.map(\.text) == ["ask the pharmacy"])
      try store.close()
      let piped = await bench.runAtStore(["followups"] + clinic)
      #expect(piped.code == 64 && piped.talk.contains("There is no terminal to ask for the local store's passphrase"))
    }
  }

  @Test(arguments: [["followups"], ["followups", "list"]])
  func `They are listed with the earliest first, done ones on request`(_ words: [String]) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try add(bench, "later", dueIn: 7200)
      try add(bench, "due")
      try add(bench, "done", dueIn: -600, doneAt: Bench.start)
      let ran = await bench.runAtStore(words + clinic)
      let id = try bench.caseID(1)
      #expect(
        ran.output == """
          due  ADA-1  Avery Lindqvist  2026-11-18 12:05 UTC  due  ask the pharmacy  by tester  \(id)
          later  ADA-1  Avery Lindqvist  2026-11-18 14:06 UTC  ask the pharmacy  by tester  \(id)

          """)
      let all = await bench.runAtStore(words + ["--all", "--json"] + clinic)
      #expect(all.output.contains(#""id":"done""#) && all.output.contains(#""doneAt":"2026-11-18T11:06:40Z""#))
      #expect(all.output.contains(#""id":"due","#) && all.output.contains(#""isDue":true"#))
      let table = await bench.runAtStore(words + clinic, isTerminal: true)
      #expect(table.output.contains("WHEN (UTC)") && table.output.contains("18 Nov 12:05  due"), "\(table.output)")
    }
  }

  @Test func `One that woke says that the patient wrote`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try add(bench, "a", dueIn: 7200)
      let store = try bench.openStore()
      try store.change(followUp: "a") { $0.wokenBy = Bench.start }
      try store.close()
      let ran = await bench.runAtStore(["followups"] + clinic)
      #expect(ran.output.contains("  the patient wrote  "))
      let json = await bench.runAtStore(["followups", "--json"] + clinic)
      #expect(
        json.output.contains(#""isDue":true"#) && json.output.contains(#""patientWroteAt":"2026-11-18T11:06:40Z""#))
    }
  }

  @Test func `Done, moved and deleted`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try add(bench)
      let done = await bench.runAtStore(["followups", "done", "MHK2V1Q0"] + clinic)
      #expect(done.code == 0 && done.output == "ADA-1: the follow-up is done.\n")
      #expect(try records(bench).first?.doneAt == Bench.start.addingTimeInterval(3600))
      let moved = await bench.runAtStore(["followups", "move", "mhk2v1q0", "fri 14:00"] + clinic)
      #expect(moved.code == 0 && moved.talk == "casedesk: Look again Fri 20 Nov 14:00 UTC.\n")
      let record = try #require(try records(bench).first)
      #expect(record.doneAt == nil && record.due.formatted(.iso8601) == "2026-11-20T14:00:00Z")
      #expect(record.setAt == Bench.start.addingTimeInterval(3600) && record.madeAt == Bench.start)
      let refused = await bench.runAtStore(["followups", "move", "mhk2v1q0", "yesterday"] + clinic)
      #expect(refused.code == 5)
      let silent = await bench.runAtStore(["followups", "delete", "mhk2v1q0"] + clinic)
      #expect(silent.code == 64 && silent.talk.contains("add --yes"))
      let no = await bench.runAtStore(["followups", "delete", "mhk2v1q0"] + clinic, Script("n\n"), isTerminal: true)
      #expect(no.code == 1 && no.talk.contains("ADA-1  Avery Lindqvist  20 Nov 14:00  ask the pharmacy"))
      #expect(try records(bench).count == 1)
      let deleted = await bench.runAtStore(["followups", "delete", "mhk2v1q0", "--yes", "--json"] + clinic)
      #expect(deleted.code == 0 && deleted.output.contains(#""followups":[{"id":"mhk2v1q0""#))
      #expect(try records(bench).isEmpty)
    }
  }

  @Test(arguments: [["done", "x"], ["move", "x", "tomorrow"], ["delete", "x", "--yes"]])
  func `An id that is not kept here is not found`(_ words: [String]) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      let none = await bench.runAtStore(["followups"] + words + clinic)
      #expect(none.code == 3 && none.talk.contains("nothing is kept for this profile"))
      try bench.fillStore()
      let ran = await bench.runAtStore(["followups"] + words + clinic)
      #expect(ran.code == 3 && ran.talk.contains("There is no follow-up x here: casedesk followups lists them."))
    }
  }

  @Test func `Without a store nothing is kept, and that is a failure`() async throws {
    try await Bench.run { bench in
      for words in [try bench.clinic(), ["--sandbox"]] {
        let ran = await bench.runAtStore(["followups", "add", "\(try bench.caseID(1))", "tomorrow"] + words)
        #expect(ran.code == 1 && ran.talk.contains("was not kept"), "\(ran)")
        let list = await bench.runAtStore(["followups", "--json"] + words)
        #expect(list.code == 0 && list.output == "{\"ok\":true,\"result\":{\"followups\":[]}}\n")
      }
      let separate = await bench.runAtStore(["followups", "list", "--all", "--json"] + bench.key)
      #expect(separate.code == 0 && separate.talk.contains("keeps nothing on disk"))
    }
  }

  @Test func `A profile that needs a named operator lists and changes nothing`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(profile: "operator_required = true")
      try add(bench)
      for words in [[], ["done", "mhk2v1q0"], ["add", "ADA-1", "tomorrow"]] as [[String]] {
        let ran = await bench.runAtStore(["followups"] + words + clinic)
        #expect(ran.code == 1 && ran.output.isEmpty && ran.talk.contains("named operators only"))
      }
      #expect(try records(bench).count == 1)
    }
  }

  @Test func `The worklist leaves them to their own command`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["worklist", "--view", "my-follow-ups"] + bench.key)
      #expect(ran.code == 64 && ran.talk.contains("casedesk followups lists them"))
    }
  }

  /// The record is listed with their short ids, too; a purge of recents leaves them.
  @Test func `They outlive the recents`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try add(bench)
      let purge = await bench.runAtStore(["cache", "purge", "--all", "--yes"] + clinic)
      #expect(purge.code == 0)
      #expect(try records(bench).count == 1)
      let again = await bench.runAtStore(["followups", "add", "ADA-1", "tomorrow"] + clinic)
      #expect(again.code == 0)
      #expect(try records(bench).map(\.patientName) == ["Avery Lindqvist", "Avery Lindqvist"])
    }
  }
}
