import Care360
import Care360Sandbox
import CaseStore
import Credentials
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

@Suite struct ActivityTests {
  private func entries(_ bench: Bench, _ words: [String] = []) async throws -> [[String: Any]] {
    let ran = await bench.run(["activity", "--json"] + words)
    return try #require((try Bench.object(ran.output)["result"] as? [String: Any])?["activity"] as? [[String: Any]])
  }

  /// Event, action and outcome of every entry.
  private func kinds(_ bench: Bench) async throws -> [String] {
    try await entries(bench).map { entry in
      ["event", "action", "outcome"].map { entry[$0] as? String ?? "-" }.joined(separator: " ")
    }
  }

  @Test func `A case that is shown is recorded; its id alone is not`() async throws {
    try await Bench.run { bench in
      let wrongKey = bench.base + ["--api-key-file", "\(bench.folder)/wrong-key"]
      #expect(await bench.run(["lookup", "avery@example.com"] + bench.key).code == 0)
      #expect(await bench.run(["lookup", Known.avery] + bench.key).code == 0)
      let none = try await entries(bench)
      #expect(none.isEmpty)
      #expect(await bench.run(["lookup", "avery@example.com", "--detail"] + bench.key).code == 0)
      #expect(await bench.run(["lookup", Known.noCase, "--detail"] + bench.key).code == 3)
      #expect(await bench.run(["lookup", Known.avery, "--detail"] + wrongKey).code == 4)
      let noted = try await kinds(bench)
      #expect(noted == ["viewed view shown", "viewed view not-found", "viewed view refused"])
      let shown = try await entries(bench)
      #expect(shown.last?["action"] as? String == "read-record", "the reading before this one")
      let first = try #require(shown.first)
      #expect(first["caseId"] as? String == Known.avery)
      #expect(first["operator"] as? String == "tester")
      let text = try bench.record.text
      #expect(!text.contains("avery@"))
      let lines = await bench.run(["activity"]).output.split(separator: "\n")
      try #require(lines.count == 5)
      #expect(lines[0].contains("  looked at the case  case \(Known.avery)  by tester  (adhoc "))
      #expect(lines[1].contains("  asked for the case: not found  case \(Known.noCase)"))
      #expect(lines[2].contains("  asked for the case: not allowed  case \(Known.avery)"))
      #expect(lines[4].contains("  read the record  by tester"))
      let count = try bench.record.lines.count
      for words in [
        ["--unsettled"], ["--who-searched", "nobody@example.com"], ["--who-searched", "-"], ["--against", "-"],
      ] {
        _ = await bench.run(["activity"] + words)
      }
      #expect(try bench.record.lines.count == count, "neither the open writes nor wrong words")
    }
  }

  @Test func `Each case of a batch is recorded`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(
        ["lookup", "--batch", "--detail"] + bench.key,
        input: String(repeating: Known.avery + "\n", count: 6))
      #expect(ran.code == 0)
      let noted = try await kinds(bench)
      #expect(noted == [String](repeating: "viewed view shown", count: 6))
      #expect(await bench.run(["activity", "--verify"]).code == 0)
    }
  }

  @Test func `The read before a confirmation is a look at the case`() async throws {
    try await Bench.run { bench in
      _ = await bench.run(["refill", Known.avery] + bench.key, input: "n\n", isTerminal: true)
      let noted = try await kinds(bench)
      #expect(noted == ["viewed view shown"])
    }
  }

  @Test func `Writes that were refused before they began are recorded`() async throws {
    try await Bench.run(faults: ["refill:drop-afterx1"]) { bench in
      let words = ["refill", Known.avery, "--yes"] + bench.key
      #expect(await bench.run(words + ["--read-only"]).code == 9)
      #expect(await bench.run(words).code == 8)
      #expect(await bench.run(words).code == 1)
      let noted = try await kinds(bench)
      #expect(
        noted == [
          "blocked refill read-only", "opened refill -", "closed refill unknown", "blocked refill unsettled",
        ])
      let lines = await bench.run(["activity"]).output
      #expect(lines.contains("  refill link: not begun, read-only  case"))
      #expect(lines.contains("  refill link: outcome not known  case"))
      #expect(lines.contains("  refill link: not begun, the same write is unsettled  case"))
    }
  }

  @Test func `A removed wrong person reads so`() async throws {
    try await Bench.run { bench in
      try await FileWriteJournal(directory: "\(bench.folder)/casedesk").record(
        ActivityNote(.forgotten, try CaseID(Known.avery), operatorName: "jo", profile: "clinic"))
      #expect(
        await bench.run(["activity"]).output.contains(
          "  wrong person: the case was removed from the recents  case \(Known.avery)  by jo  (clinic)"))
    }
  }

  @Test func `A record that cannot be written stops no read, and is said once`() async throws {
    try await Bench.run { bench in
      let record = try bench.file("record", "")
      try FileManager.default.createDirectory(
        atPath: "\(bench.folder)/casedesk", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try FileManager.default.createSymbolicLink(
        atPath: "\(bench.folder)/casedesk/activity.jsonl", withDestinationPath: record)
      let read = await bench.run(
        ["lookup", "--batch", "--detail"] + bench.key, input: "\(Known.avery)\n\(Known.avery)\n")
      #expect(read.code == 0)
      #expect(read.output.split(separator: "\n").count == 2)
      #expect(read.talk.contains("casedesk: NOT RECORDED. The record of writes"))
      #expect(read.talk.split(separator: "\n").count == 1)
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 1)
      #expect(bench.writes == 0)
    }
  }

  @Test func `A line names the key and the token by their fingerprints, and holds neither`() async throws {
    try await Bench.run { bench in
      #expect(await bench.run(["lookup", "avery@example.com", "--detail"] + bench.key).code == 0)
      #expect(await bench.run(["bundle", "change", Known.avery, Known.premium, "--yes"] + bench.keys).code == 0)
      let add = ["products", "add", Known.avery, "--file", "-", "--yes"] + bench.keys
      #expect(await bench.run(add, input: ContractRow.metformin).code == 0)
      let noted = try await entries(bench)
      let key = Fingerprint.of(Array(bench.sandbox.apiKey.utf8))
      let token = Fingerprint.of(Array(bench.sandbox.token.utf8))
      #expect(noted.prefix(3).allSatisfy { $0["keyFingerprint"] as? String == key }, "\(noted)")
      #expect(noted.count == 5 && noted.suffix(2).allSatisfy { $0["tokenFingerprint"] as? String == token }, "\(noted)")
      let text = try bench.record.text
      #expect(!text.contains(bench.sandbox.apiKey) && !text.contains(bench.sandbox.token))
    }
  }

  @Test func `The sandbox's record is not on disk`() async throws {
    try await Bench.run { bench in
      #expect(await bench.run(["lookup", "avery@example.com", "--detail", "--sandbox"]).code == 0)
      #expect(await bench.run(["refill", Known.avery, "--yes", "--sandbox", "--read-only"]).code == 9)
      #expect(!FileManager.default.fileExists(atPath: "\(bench.folder)/casedesk"))
    }
  }

  @Test func `Lines missing from the end are missed where the store can be opened`() async throws {
    try await Bench.run { bench in
      let words = try bench.clinic() + ["activity", "--verify"]
      let journal = FileWriteJournal(directory: "\(bench.folder)/casedesk")
      let note = ActivityNote(.viewed(.shown), try bench.caseID(1), operatorName: "tester", profile: "clinic")
      for _ in 0..<3 { try await journal.record(note) }
      let store = try bench.openStore()
      #expect(await store.markEnd(of: journal) == .unmarked)
      try store.close()
      let whole = await bench.runAtStore(words)
      #expect(whole.code == 0)
      #expect(whole.output.hasSuffix("\n3 records, none changed, and none missing from the end\n"))
      #expect(await bench.runAtStore(words + ["--json"]).output.contains(#""endVerified":true"#))
      let file = "casedesk/" + (try #require(try bench.record.segments.last))
      let lines = try bench.record.lines
      try bench.file(file, lines.prefix(3).joined(separator: "\n") + "\n")
      // The marks beside the record and in the state folder are gone too.
      try bench.loseMarks()
      let cut = await bench.runAtStore(words)
      #expect(cut.code == 1)
      #expect(cut.talk == "casedesk: \(ActivityEndCheck.cutSentence)\n")
      // It is recorded with that: it stays told, and no write starts.
      #expect(try await journal.records().map(\.event) == [.viewed, .viewed, .cut, .viewed])
      let refill = await bench.run(["refill", Known.avery, "--yes"] + bench.keys)
      #expect(refill.code == 1 && refill.talk.contains("so nothing was sent. Line 4 of the record"), "\(refill.talk)")
      #expect(bench.writes == 0)
      let noted = await bench.runAtStore(words)
      #expect(noted.code == 1)
      #expect(noted.talk.contains("Line 4 of the record of writes, in activity-"))
      #expect(noted.talk.contains(".jsonl, says that earlier lines or the end mark of the record were lost."))
    }
  }

  @Test(arguments: ["drafts.sqlite", "cache.sqlite"])
  func `A file of the store that is gone is told and recorded, and the end stays unverified`(_ name: String)
    async throws
  {
    try await Bench.run { bench in
      let words = try bench.clinic()
      let journal = FileWriteJournal(directory: "\(bench.folder)/casedesk")
      let note = ActivityNote(.viewed(.shown), try bench.caseID(1), operatorName: "tester", profile: "clinic")
      for _ in 0..<3 { try await journal.record(note) }
      let store = try bench.openStore()
      #expect(await store.markEnd(of: journal) == .unmarked)
      try store.close()
      let doctor = await bench.runAtStore(["doctor"] + words)
      #expect(doctor.output.contains("ok    local store    its key command prints a key, "))
      try FileManager.default.removeItem(atPath: bench.storePlace.folder + "/" + name)
      let missed = await bench.runAtStore(["doctor"] + words)
      #expect(missed.output.contains("WRONG local store    \(name) missing from \(bench.storePlace.folder)"))

      let told = "casedesk: The file \(name) of the local store is gone, and the "
      let verify = ["activity", "--verify"] + words
      let first = await bench.runAtStore(verify)
      #expect(first.code == 1)
      #expect(first.talk.hasPrefix(told), "\(first.talk)")
      #expect(first.talk.contains(ActivityEndCheck.cutSentence))
      #expect(try await journal.records().map(\.event) == [.viewed, .viewed, .viewed, .cut, .viewed])
      for _ in 0..<2 {
        let later = await bench.runAtStore(verify)
        #expect(later.code == 1)
        #expect(later.talk.contains("says that earlier lines or the end mark of the record were lost"))
      }
      // A person looks at it, as at any damage; it stays told.
      #expect(await bench.runAtStore(["activity", "acknowledge", "--yes"] + words).code == 0)
      #expect(await bench.runAtStore(verify).code == 1)
      #expect(await bench.runAtStore(["recents"] + words).talk.isEmpty)
    }
  }

  @Test func `A store that cannot be opened leaves the end unchecked and says so`() async throws {
    try await Bench.run { bench in
      try bench.openStore(passphrase: true).close()
      let words = try bench.clinic(keyCommand: false) + ["activity", "--verify"]
      let ran = await bench.runAtStore(words)
      #expect(ran.code == 0)
      #expect(ran.talk.hasPrefix("casedesk: The end of the record was not checked. There is no terminal to ask"))
      #expect(await bench.runAtStore(words + ["--json"]).output.contains(#""endVerified":null"#))
    }
  }

  @Test func `Verifying counts the records, or names the first that was changed`() async throws {
    try await Bench.run { bench in
      #expect(
        await bench.run(["activity", "--verify", "--json"]).output
          == "{\"ok\":true,\"result\":{\"activity\":[],\"verified\":true,\"firstBadLine\":null,\"endVerified\":null}}\n"
      )
      for _ in 0..<3 { _ = await bench.run(["lookup", Known.avery, "--detail"] + bench.key) }
      let good = await bench.run(["activity", "--verify"])
      #expect(good.code == 0)
      #expect(good.output.hasSuffix("\n3 records, none changed\n"))
      let name = try #require(try bench.record.segments.last)
      let text = try bench.record.text
      var lines = text.split(separator: "\n").map(String.init)
      try #require(lines.count == 5)
      lines[2] = lines[2].replacing("tester", with: "nobody")
      try bench.file("casedesk/\(name)", lines.joined(separator: "\n") + "\n")
      let bad = await bench.run(["activity", "--verify", "--json"])
      #expect(bad.code == 1)
      #expect(
        bad.output == "{\"ok\":false,\"error\":{\"kind\":\"failed\",\"message\":"
          + "\"Line 3 of the record of writes, in \(name), is not as it was written. No write starts until someone has"
          + " looked at it and run casedesk activity acknowledge.\"}}\n")
      try bench.file("casedesk/\(name)", String(text.dropLast(9)))
      try bench.loseMarks()
      let cut = await bench.run(["activity", "--verify"])
      #expect(cut.code == 1)
      #expect(
        cut.talk
          == "casedesk: Line 5 of the record of writes, in \(name), was cut off, as happens after a crash or on a full disk.\n"
      )
    }
  }

  /// Each way to damage the record, with the words for it.
  enum RecordHarm: CaseIterable {
    case changed, shorter, cutInside, gone, folderGone, older, anothers, missing, undecodable, markUndecodable
    case secondMarkUndecodable

    func happen(to bench: Bench) async throws {
      let name = "casedesk/" + (try #require(try bench.record.segments.last))
      switch self {
      case .changed: try bench.file(name, try bench.record.text.replacing("tester", with: "nobody"))
      case .shorter: try bench.file(name, try bench.record.lines.dropLast().joined(separator: "\n") + "\n")
      case .cutInside: try bench.file(name, String(try bench.record.text.dropLast(9)))
      case .gone: unlink(bench.folder + "/" + name)
      // Mark and all, in each of the next three.
      case .folderGone: try FileManager.default.removeItem(atPath: bench.record.path)
      case .older:
        try bench.file(name, try bench.record.lines.dropLast().joined(separator: "\n") + "\n")
        try bench.file("casedesk/activity.lock", "")
      case .anothers:
        let record = bench.folder + "/another"
        let note = ActivityNote(.viewed(.shown), try CaseID(Known.avery), operatorName: "another", profile: "clinic")
        try await FileWriteJournal(directory: record).record(note)
        try FileManager.default.removeItem(atPath: bench.record.path)
        try FileManager.default.moveItem(atPath: record, toPath: bench.record.path)
      case .missing:
        try bench.file("casedesk/activity-2020-01.jsonl", try bench.record.text)
        unlink(bench.folder + "/" + name)
      case .undecodable:
        try bench.file(name, try bench.record.text.replacing("viewed", with: "looked"))
      case .markUndecodable: try bench.file("casedesk/activity.lock", "{" + String(repeating: " ", count: 255))
      case .secondMarkUndecodable:
        try bench.file(try #require(try bench.secondMarks.first), "{" + String(repeating: " ", count: 255))
      }
    }

    func words(_ name: String) -> String {
      switch self {
      case .changed: "Lines 2 to 4 of the record of writes, in \(name), are not as they were written"
      case .undecodable: "Lines 2 to 4 of the record of writes, in \(name), are not as they were written"
      case .shorter, .cutInside, .older, .anothers:
        "The record of writes lost lines from the end of \(name), or those lines were replaced"
      case .gone, .folderGone: "The record of writes is gone: \(name) was its last file"
      case .missing: "Line 1 of the record of writes, in activity-2020-01.jsonl, is not as it was written"
      case .markUndecodable: "The mark of the end of the record, in activity.lock, cannot be read"
      case .secondMarkUndecodable: "The mark of the end of the record, in record-"
      }
    }
  }

  @Test(arguments: RecordHarm.allCases)
  func `Refusal, verify and doctor say each damage in its own words`(_ harm: RecordHarm) async throws {
    try await Bench.run { bench in
      for _ in 0..<3 { _ = await bench.run(["lookup", Known.avery, "--detail"] + bench.key) }
      let words = harm.words(try #require(try bench.record.segments.last))
      try await harm.happen(to: bench)
      let refill = await bench.run(["refill", Known.avery, "--yes"] + bench.key)
      #expect(refill.code == 1 && refill.talk.contains(words), "\(refill.talk)")
      #expect(bench.writes == 0)
      let verify = await bench.run(["activity", "--verify"])
      #expect(verify.code == 1 && verify.talk.hasPrefix("casedesk: " + words), "\(verify.talk)")
      let doctor = await bench.run(["doctor"] + bench.keys)
      #expect(doctor.output.contains("WRONG record         \(words)"), "\(doctor.output)")
      #expect(await bench.run(["activity", "acknowledge", "--yes"] + bench.key).code == 0)
      let after = await bench.run(["doctor"] + bench.keys)
      #expect(after.output.contains("ok    record         \(words)"), "\(after.output)")
      #expect(after.output.contains("; a person acknowledged it"))
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 0)
      #expect(bench.writes == 1)
    }
  }

  @Test func `A damaged record stops writes until a person acknowledges it`() async throws {
    try await Bench.run { bench in
      for _ in 0..<3 { _ = await bench.run(["lookup", Known.avery, "--detail"] + bench.key) }
      let name = try #require(try bench.record.segments.last)
      try bench.file("casedesk/\(name)", try bench.record.text.replacing("viewed", with: "vieweD"))
      let refill = ["refill", Known.avery, "--yes"] + bench.key
      let stopped = await bench.run(refill)
      #expect(stopped.code == 1)
      let words = "Lines 2 to 4 of the record of writes, in \(name), are not as they were written"
      #expect(stopped.talk.contains(words))
      #expect(stopped.talk.contains("run casedesk activity --verify, then casedesk activity acknowledge."))
      #expect(bench.writes == 0)
      let unsettled = await bench.run(["activity", "--unsettled"])
      #expect(unsettled.code == 1 && unsettled.output == "nothing that can be read is unsettled\n")
      #expect(unsettled.talk.hasPrefix("casedesk: \(words)"))
      let looked = await bench.run(["doctor"] + bench.keys)
      #expect(looked.code == 1 && looked.output.contains("WRONG record         \(words)"), "\(looked.output)")

      let acknowledge = ["activity", "acknowledge"] + bench.key
      #expect(await bench.run(acknowledge, input: "y\n").code == 64, "nobody is asked without a terminal")
      let declined = await bench.run(acknowledge, input: "n\n", isTerminal: true)
      #expect(declined.code == 1)
      #expect(declined.talk.contains("\(words).\n"))
      #expect(declined.talk.hasSuffix("concerned? [y/N] casedesk: Not confirmed: no write starts.\n"))
      #expect(await bench.run(refill).code == 1 && bench.writes == 0)
      let done = await bench.run(acknowledge, input: "y\n", isTerminal: true)
      #expect(done.code == 0)
      #expect(done.output == "\(words): acknowledged.\n")
      #expect(await bench.run(refill).code == 0)
      #expect(bench.writes == 1)
      let doctor = await bench.run(["doctor"] + bench.keys).output
      #expect(doctor.contains("a person acknowledged it"), "\(doctor)")

      let verified = await bench.run(["activity", "--verify"])
      #expect(verified.code == 1)
      #expect(verified.talk == "casedesk: \(words). A person acknowledged it, and writes go on.\n")
      #expect(await bench.run(["activity"]).output.contains("the damage to the record was acknowledged"))
      #expect(await bench.run(acknowledge + ["--yes"]).code == 1, "nothing is left to acknowledge")
    }
  }

  @Test func `A record that is gone or shorter is told by the list and by doctor`() async throws {
    for (isGone, words) in [(true, "The record of writes is gone"), (false, "lost lines from the end")] {
      try await Bench.run { bench in
        for _ in 0..<3 { _ = await bench.run(["lookup", Known.avery, "--detail"] + bench.key) }
        let name = try #require(try bench.record.segments.last)
        let path = "\(bench.folder)/casedesk/\(name)"
        if isGone {
          try FileManager.default.removeItem(atPath: path)
        } else {
          let lines = try bench.record.text.split(separator: "\n").dropLast()
          try bench.file("casedesk/\(name)", lines.joined(separator: "\n") + "\n")
        }
        let unsettled = await bench.run(["activity", "--unsettled"])
        #expect(unsettled.code == 1 && unsettled.talk.contains(words), "\(unsettled)")
        let looked = await bench.run(["doctor"] + bench.keys)
        #expect(looked.output.contains("WRONG record") && looked.output.contains(words), "\(looked.output)")
      }
    }
  }

  @Test func `A file of the record with a second name is refused`() async throws {
    try await Bench.run { bench in
      _ = await bench.run(["lookup", Known.avery, "--detail"] + bench.key)
      let name = try #require(try bench.record.segments.last)
      #expect(link("\(bench.folder)/casedesk/\(name)", "\(bench.folder)/second") == 0)
      let ran = await bench.run(["refill", Known.avery, "--yes"] + bench.key)
      #expect(ran.code == 1 && ran.talk.contains("has a second name (hard link); remove that name"), "\(ran.talk)")
      #expect(bench.writes == 0)
      unlink("\(bench.folder)/second")
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 0)
    }
  }
}
