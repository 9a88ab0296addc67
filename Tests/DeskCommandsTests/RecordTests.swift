import Care360Sandbox
import Foundation
import TestSupport
import Testing

/// What the record of writes says about who did what, and what happens where it cannot be kept.
@Suite struct RecordTests {
  private func record(_ home: String) -> RecordFolder { RecordFolder(home + "/.local/share/casedesk") }

  private func records(_ home: String) throws -> [[String: Any]] {
    // Without the head.
    try record(home).lines.dropFirst().map { try Bench.object($0) }
  }

  @Test(
    .enabled(
      if: ForeignProcess.canBeAnotherUser,
      "this user cannot become another one, or that one may not run this build"))
  func `Two users keep records of their own that name them and no patient`() async throws {
    try await Bench.run { bench in
      let users = [(uid: 65534, login: "nobody"), (uid: 1, login: "daemon")]
      var sessions: Set<String> = []
      for user in users {
        let home = try bench.home(of: user.uid)
        let keys = bench.keys(in: home)
        let lookup = try ForeignProcess(["lookup", "avery@example.com", "--detail"] + keys, home: home, uid: user.uid)
        #expect(await lookup.end().code == 0)
        for words in [["refill", Known.avery, "--yes"], ["bundle", "change", Known.avery, Known.starter, "--yes"]] {
          let ran = try await ForeignProcess(words + keys, home: home, uid: user.uid).end()
          #expect(ran.code == 0, "\(ran.text)")
        }
        let records = try records(home)
        #expect(records.map { $0["event"] as? String } == ["viewed", "opened", "closed", "opened", "closed"])
        let time = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/
        for record in records {
          #expect(record["uid"] as? Int == user.uid)
          #expect(record["login"] as? String == user.login)
          #expect(record["operator"] as? String == user.login)
          #expect((record["session"] as? String)?.count == 16)
          #expect((record["time"] as? String)?.wholeMatch(of: time) != nil)
          #expect(record["caseId"] as? String == Known.avery)
          sessions.insert(record["session"] as? String ?? "")
        }
        let writes = records.filter { $0["event"] as? String == "closed" }
        #expect(writes.map { $0["action"] as? String } == ["refill", "bundle"])
        #expect(writes.allSatisfy { $0["outcome"] as? String == "done" })
        let attributes = try FileManager.default.attributesOfItem(atPath: try record(home).newest)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.ownerAccountID] as? Int == user.uid)
        let text = try record(home).textWithoutMarks
        for canary in ["Avery", "avery", "Lindqvist", "example.com", "2025550142", "1988", "somebody-else"] {
          #expect(!text.contains(canary), "\(canary)")
        }
        // The other one can neither read it nor add to it.
        let other = users.first { $0.uid != user.uid }?.uid
        let peek = try await ForeignProcess(["activity"] + bench.base, home: home, uid: other).end()
        #expect(peek.code == 1 && !peek.text.contains(Known.avery), "\(peek.text)")
      }
      #expect(sessions.count == 6, "each run of the program has a mark of its own")
    }
  }

  /// A record that may be lost in a power cut hides the write that it was made for.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "strace is not installed here"))
  func `A record that the disk does not take stops the write`() async throws {
    try await Bench.run { bench in
      let home = try bench.home(of: Int(getuid()))
      let environment = ["HOME": home, "PATH": "/usr/bin:/bin"]
      let words = { (command: [String]) in [ForeignProcess.program] + command + bench.keys(in: home) }
      #expect(try await finished(words(["lookup", "avery@example.com", "--detail"]), environment).code == 0)
      let file = try record(home).newest
      let before = try record(home).text
      let strace = [
        "/usr/bin/strace", "-f", "-o", "/dev/null", "-P", file, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO",
      ]
      let ran = try await finished(strace + words(["refill", Known.avery, "--yes"]), environment)
      #expect(ran.code == 1)
      #expect(ran.talk.contains("cannot be written: the disk failed"), "\(ran.talk)")
      #expect(bench.writes == 0)
      #expect(try record(home).text == before, "nothing of it stays")
    }
  }

  @Test(.enabled(if: getuid() == 0, "a small disk cannot be mounted here"))
  func `On a full disk a write is refused in words and nothing is sent`() async throws {
    try await Bench.run { bench in
      let data = bench.folder + "/data"
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
      try #require(mount("tmpfs", data, "tmpfs", 0, "size=16k,mode=700") == 0)
      defer { umount2(data, Int32(MNT_DETACH)) }
      let home = try bench.home(of: Int(getuid()))
      try FileManager.default.createDirectory(atPath: home + "/.local", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: home + "/.local/share", withDestinationPath: data)
      let keys = bench.keys(in: home)
      func ran(_ words: [String]) async throws -> (text: String, code: Int32?) {
        try await ForeignProcess(words + keys, home: home).end()
      }
      #expect(try await ran(["refill", Known.avery, "--yes"]).code == 0)
      #expect(bench.writes == 1)
      let before = try record(home).text
      let fill = open(data + "/fill", O_WRONLY | O_CREAT, 0o600)
      while Glibc.write(fill, [UInt8](repeating: 0, count: 4096), 4096) > 0 {}
      Glibc.close(fill)
      // The page that the record ends in has room for a few lines yet; a view's is shorter than a write's.
      var look: (text: String, code: Int32?) = ("", 0)
      for _ in 0..<20 where !look.text.contains("NOT RECORDED") {
        look = try await ran(["lookup", Known.avery, "--detail"])
      }
      #expect(look.text.contains("the disk is full") && look.code == 0, "\(look)")
      let sent = bench.writes
      let refusal = try await ran(["bundle", "change", Known.avery, Known.starter, "--yes"])
      #expect(refusal.code == 1, "\(refusal.text)")
      #expect(refusal.text.contains("The record of writes") && refusal.text.contains("the disk is full"), "\(refusal)")
      #expect(bench.writes == sent, "a write that could not be recorded was sent")
      #expect(try await ran(["lookup", Known.avery]).code == 0)
      #expect(try await ran(["activity", "--verify"]).code == 0)
      #expect(try record(home).text.hasPrefix(before))
      unlink(data + "/fill")
      #expect(try await ran(["bundle", "change", Known.avery, Known.starter, "--yes"]).code == 0)
    }
  }

  /// The program is killed at random moments of a write; the service keeps count.
  @Test func `A kill during a write leaves a record of it`() async throws {
    try await Bench.run(faults: ["refill:slow=40"]) { bench in
      let home = try bench.home(of: Int(getuid()))
      var killed = 0
      for round in 0..<TestRepeats.count(default: 8) {
        let process = try ForeignProcess(["refill", Known.avery, "--yes"] + bench.keys(in: home), home: home)
        let before = bench.writes
        // Some before anything is recorded, some while it is under way, some after the answer.
        let end = ContinuousClock.now + .milliseconds(40 + 13 * (round % 24))
        while ContinuousClock.now < end, process.process.isRunning { await Task.yield() }
        kill(process.process.processIdentifier, SIGKILL)
        if await process.end().code == nil { killed += 1 }
        let sent = bench.writes - before
        let opened = try record(home).segments.isEmpty ? [] : try records(home)
        let open = opened.filter { $0["event"] as? String == "opened" }.compactMap { $0["id"] as? String }
        let ended = opened.filter { ["closed", "settled"].contains($0["event"] as? String) }.compactMap {
          $0["id"] as? String
        }
        #expect(open.count >= bench.writes, "round \(round): \(sent) sent without a record")
        let listed = try await ForeignProcess(["activity", "--unsettled", "--json"], home: home).end()
        #expect(listed.code == 0)
        for id in open { #expect(listed.text.contains(id) == !ended.contains(id), "round \(round)") }
        // The same write would be blocked by it.
        for id in open where !ended.contains(id) {
          let settled = try await ForeignProcess(["activity", "settle", id, "--as", "happened"], home: home).end()
          #expect(settled.code == 0, "\(settled.text)")
        }
      }
      #expect(killed > 0)
    }
  }
}
