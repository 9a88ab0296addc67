import CaseStore
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// The copy of the record that a site policy asks for: what reaches the syslog socket, and what stops when nothing does.
@Suite(.enabled(if: getuid() == 0, "only root can make root's files")) struct RecordCopyTests {
  private static let key = String(repeating: "0123456789abcdef", count: 4)

  private func policy(_ bench: Bench, _ more: String = "", hasKey: Bool = true) throws {
    let file = try bench.file("record.key", Self.key + "\n")
    try bench.policy(
      "[record]\nship = \"syslog\"\n\(hasKey ? "hash_key_file = \"\(file)\"\n" : "")\(more)\n")
  }

  private func syslog(_ bench: Bench) throws -> SyslogServer { try SyslogServer(bench.folder + "/log") }

  @Test func `Every command sends what it recorded before it ends, once, and nothing about the patient`() async throws {
    try await Bench.run(faults: ["refill:drop-afterx1"]) { bench in
      try policy(bench)
      let syslog = try syslog(bench)
      #expect(await bench.run(["lookup", "avery@example.com", "--detail"] + bench.key).code == 0)
      #expect(syslog.take().count == 2, "the head of the record's file, and the look at the case")
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 8)
      let refill = syslog.take()
      #expect(refill.count >= 2 && refill.last?.contains("refill link: outcome not known") == true, "\(refill)")
      #expect(await bench.run(["bundle", "change", Known.avery, Known.premium, "--yes"] + bench.key).code == 0)
      #expect(await bench.run(["lookup", "+12025550142", "--detail"] + bench.key).code == 0)
      let all = (refill + syslog.take()).joined(separator: "\n").lowercased()
      for canary in ["avery", "lindqvist", "@example", "2025550142", Known.avery, Known.premium, Self.key] {
        #expect(!all.contains(canary), "\(canary)")
      }
      #expect(all.contains("searched=\"") && all.contains("case=\"") && all.contains("version=\"0.1.0\""))
      #expect(try bench.record.text.contains(Known.avery), "the control")
      #expect(await bench.run(["activity"]).code == 0)
      #expect(await bench.run(["doctor"] + bench.keys).output.contains("record shipping everything was sent to syslog"))
      let read = syslog.take()
      #expect(read.count == 1 && read.first?.contains("read the record") == true, "\(read)")
    }
  }

  /// Otherwise the process would be gone with its last line.
  @Test func `The end of a command waits a second for the turn to send`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      let syslog = try syslog(bench)
      let words = ["lookup", Known.avery, "--detail"] + bench.key
      #expect(await bench.run(words).code == 0)
      let other = bench.journal
      #expect(try await other.beginShipping())
      let start = ContinuousClock.now
      #expect(await bench.run(words).code == 0)
      #expect(ContinuousClock.now - start >= .seconds(1))
      await other.endShipping()
      #expect(await bench.run(words).code == 0)
      #expect(syslog.take().count == 4)
    }
  }

  @Test func `A service that is away is said by doctor, and gets everything later`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      let words = ["lookup", Known.avery, "--detail"] + bench.key
      for _ in 0..<3 { #expect(await bench.run(words).code == 0) }
      let doctor = await bench.run(["doctor"] + bench.keys)
      #expect(doctor.code == 1)
      #expect(
        doctor.output.contains("WRONG record shipping 4 lines were not sent yet. There is no "), "\(doctor.output)")
      let syslog = try syslog(bench)
      #expect(await bench.run(words).code == 0)
      #expect(syslog.take().count == 5)
    }
  }

  @Test func `A service that reads nothing stops no command`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      let syslog = try syslog(bench)
      syslog.isStuck = true
      defer { syslog.isStuck = false }
      try syslog.fill()
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 0)
      #expect(bench.writes == 1)
      let doctor = await bench.run(["doctor"] + bench.keys)
      #expect(doctor.output.contains("does not read") && doctor.code == 1, "\(doctor.output)")
    }
  }

  @Test func `Where the copy is required no write starts while it is too far behind`() async throws {
    try await Bench.run { bench in
      try policy(bench, "required = true\nbacklog_max = 3")
      let refill = ["refill", Known.avery, "--yes"] + bench.key
      let look = ["lookup", Known.avery, "--detail"] + bench.key
      for _ in 0..<3 { #expect(await bench.run(look).code == 0) }
      let stopped = await bench.run(refill)
      #expect(stopped.code == 1 && bench.writes == 0)
      #expect(
        stopped.talk.contains(
          "records of what was done here have not been sent to the site's own record, and the site policy allows 3."),
        "\(stopped.talk)")
      #expect(await bench.run(look).code == 0, "a look is no write")
      let syslog = try syslog(bench)
      #expect(await bench.run(look).code == 0)
      #expect(syslog.take().count > 4)
      #expect(await bench.run(refill).code == 0)
      #expect(bench.writes == 1)
    }
  }

  @Test func `Without required writes go on`() async throws {
    try await Bench.run { bench in
      try policy(bench, "backlog_max = 1")
      for _ in 0..<3 { #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 0) }
      #expect(bench.writes == 3)
    }
  }

  @Test func `A key that cannot be read keeps the lines here, and says so`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      let syslog = try syslog(bench)
      chmod(bench.folder + "/record.key", 0o644)
      #expect(await bench.run(["lookup", Known.avery, "--detail"] + bench.key).code == 0)
      let doctor = await bench.run(["doctor"] + bench.keys)
      #expect(doctor.output.contains("The site key file") && doctor.output.contains("is open to other users"))
      #expect(syslog.take().isEmpty)
      try bench.file("record.key", "short")
      #expect(await bench.run(["doctor"] + bench.keys).output.contains("must have 32 to 64 characters"))
      try bench.file("record.key", Self.key)
      #expect(await bench.run(["doctor"] + bench.keys).code == 0)
      #expect(syslog.take().count == 2)
    }
  }

  @Test func `The sandbox's record is not sent`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      let syslog = try syslog(bench)
      #expect(await bench.run(["lookup", "avery@example.com", "--detail", "--sandbox"]).code == 0)
      #expect(syslog.take().isEmpty)
    }
  }

  @Test func `What was collected is compared, from a file or standard input`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      let syslog = try syslog(bench)
      for _ in 0..<3 { _ = await bench.run(["lookup", Known.avery, "--detail"] + bench.key) }
      let lines = syslog.take()
      let whole = lines.map { "Nov 30 10:00:00 desk " + $0 }.joined(separator: "\n") + "\n"
      let same = await bench.run(["activity", "--verify", "--against", try bench.file("all.log", whole)])
      #expect(same.code == 0 && same.output == "4 lines collected, as here\n", "\(same)")
      let name = try #require(try bench.record.segments.last)
      let missing = lines[..<2] + lines[3...]
      let less = await bench.run(["activity", "--verify", "--against", "-"], input: missing.joined(separator: "\n"))
      #expect(less.code == 1 && less.output == "missing there: \(name):3\n3 lines collected, as here\n", "\(less)")
      #expect(less.talk.hasSuffix("\ncasedesk: Line \(name):3 is missing from what was collected.\n"), "\(less.talk)")
      let changed = lines.map { $0.replacing("outcome=\"shown\"", with: "outcome=\"failed\"") }.joined(separator: "\n")
      let other = await bench.run(["activity", "--verify", "--against", "-", "--json"], input: changed)
      #expect(other.code == 1)
      let object = try Bench.object(other.output)
      let against = try #require((object["result"] as? [String: Any])?["against"] as? [String: Any])
      #expect(against["differing"] as? [String] == ["\(name):2", "\(name):3", "\(name):4"])
      #expect(against["collected"] as? Int == 1 && (against["missing"] as? [String])?.isEmpty == true)
      #expect((object["result"] as? [String: Any])?["verified"] as? Bool == false)
      // A record that was cut: the marks tell, and what was collected tells of what.
      try bench.file("casedesk/\(name)", try bench.record.lines.dropLast().joined(separator: "\n") + "\n")
      let cut = await bench.run(["activity", "--verify", "--against", "\(bench.folder)/all.log"])
      #expect(cut.code == 1 && cut.output.contains("only there: \(name):4\n"), "\(cut)")
      #expect(cut.talk.contains("is not in this record, which was cut or replaced. "))
      #expect(cut.talk.contains("The record of writes lost lines from the end of \(name)"), "\(cut.talk)")
    }
  }

  @Test func `Who searched for a number is found by its hash, however it is written`() async throws {
    try await Bench.run { bench in
      try policy(bench)
      #expect(await bench.run(["lookup", "avery@example.com", "--detail"] + bench.key).code == 0)
      #expect(await bench.run(["lookup", "avery@example.com"] + bench.key).code == 0)
      #expect(await bench.run(["lookup", "nobody@example.com"] + bench.key).code == 3)
      #expect(await bench.run(["lookup", Known.avery, "--detail"] + bench.key).code == 0)
      #expect(await bench.run(["lookup", "+1 202 555 0199"] + bench.key).code == 3)
      func searches(_ text: String) async throws -> [String] {
        let ran = await bench.run(["activity", "--who-searched", "-", "--json"], input: text + "\n")
        #expect(ran.code == 0, "\(ran)")
        let entries = (try Bench.object(ran.output)["result"] as? [String: Any])?["activity"] as? [[String: Any]]
        return entries?.compactMap { $0["outcome"] as? String } ?? []
      }
      #expect(try await searches("AVERY@example.com") == ["shown", "identified"])
      #expect(try await searches("nobody@example.com") == ["not-found"])
      #expect(try await searches("tel:+12025550199") == ["not-found"])
      #expect(try await searches("robin@example.com") == [])
      let none = await bench.run(["activity", "--who-searched", "-"], input: "robin@example.com\n")
      #expect(none.output == "no lookup for it is recorded here\n")
      #expect(await bench.run(["activity", "--who-searched", "-"], input: "\(Known.avery)\n").code == 64)
      #expect(await bench.run(["activity", "--who-searched", "-"]).code == 64)
      let text = try bench.record.text
      for canary in ["avery@", "nobody", "2025550199"] { #expect(!text.contains(canary)) }
      #expect(await bench.run(["activity"]).output.contains("asked for the case: not found"))
      #expect(await bench.run(["activity", "--verify"]).code == 0)
    }
  }

  @Test func `Without a key a lookup is recorded as before`() async throws {
    try await Bench.run { bench in
      try policy(bench, hasKey: false)
      #expect(await bench.run(["lookup", "nobody@example.com"] + bench.key).code == 3)
      #expect(await bench.run(["lookup", "avery@example.com"] + bench.key).code == 0)
      #expect(try bench.record.segments.isEmpty)
      #expect(await bench.run(["lookup", "avery@example.com", "--detail"] + bench.key).code == 0)
      #expect(!(try bench.record.text.contains("searched")))
    }
  }
}
