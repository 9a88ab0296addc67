import ArgumentParser
import CaseStore
import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import DeskCommands

/// The purpose that the site policy asks for, on the command line.
@Suite(.enabled(if: getuid() == 0, "only root can make root's files")) struct PurposeTests {
  private static let policy = "record_purposes = [\"treatment\", \"payment\"]\n"

  private func purposes(_ bench: Bench) async throws -> [String?] {
    let listed = await bench.run(["activity", "--json"])
    let result = try #require(try Bench.object(listed.output)["result"] as? [String: Any])
    return try #require(result["activity"] as? [[String: Any]]).map { $0["purpose"] as? String }
  }

  @Test(arguments: [
    ["lookup", "avery@example.com"], ["lookup", Known.avery, "--detail"], ["worklist"],
    ["refill", Known.avery, "--yes"],
    ["activity", "settle", "w1", "--as", "happened"],
  ])
  func `A command about a patient needs a purpose of the list`(_ words: [String]) async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      let without = await bench.run(words + bench.key)
      #expect(without.code == 64)
      #expect(
        without.talk.contains(
          "The site policy asks why a patient is looked at: add --purpose WORD, with one of treatment, payment."),
        "\(without.talk)")
      let wrong = await bench.run(words + ["--purpose", "fun"] + bench.key)
      #expect(wrong.code == 64)
      #expect(wrong.talk.contains("--purpose must be a word of the site policy: treatment, payment."), "\(wrong.talk)")
      #expect(bench.requests == 0)
      let right = await bench.run(words + ["--purpose", "payment"] + bench.key)
      #expect(right.code != 64, "\(right.talk)")
    }
  }

  /// The record is one, whatever the profile.
  @Test(arguments: [
    ["activity", "settle", "w1", "--as", "happened"], ["activity", "settle", "w1", "--as", "happened", "--sandbox"],
    ["store", "recover", "copy", "--key", "recovery.key"],
    ["store", "recover", "copy", "--key", "recovery.key", "--sandbox"],
  ])
  func `Commands that write the record need one with any profile and with none`(_ words: [String]) async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      let without = await bench.run(words)
      #expect(without.code == 64)
      #expect(
        without.talk.hasSuffix("add --purpose WORD, with one of treatment, payment.\n"), "\(without.talk)")
      #expect(await bench.run(words + ["--purpose", "payment"]).code == 1)
    }
  }

  @Test func `A preview needs none, unless it reads the case`() async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      for words in [
        ["refill", Known.avery], ["case", "reopen", Known.avery], ["note", Known.avery, "--file", "-"],
      ] {
        let ran = await bench.run(words + ["--dry-run"] + bench.key, input: "Called.\n")
        #expect(ran.code != 64, "\(words) \(ran.talk)")
      }
      #expect(bench.requests == 0)
      let reads = await bench.run(["note", Known.avery, "--text-name", "any", "--dry-run"] + bench.key)
      #expect(reads.code == 64 && reads.talk.contains("add --purpose WORD"), "\(reads.talk)")
    }
  }

  @Test func `The screen takes no other word than the site's`() async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      let wrong = await bench.run(["--accessible", "--purpose", "fun"] + bench.key)
      #expect(wrong.code == 64)
      #expect(wrong.talk.contains("--purpose must be a word of the site policy: treatment, payment."), "\(wrong.talk)")
    }
  }

  @Test func `A word that is chosen later is in the lines from then on`() async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      let words = ["--purpose", "treatment"] + bench.key
      let host = bench.tool(words, Recorded(), Recorded()).host
      let connection = try await Invocation(try GlobalOptions.parse(words), host).connect()
      let note = ActivityNote(.forgotten, nil, operatorName: "jo", profile: "clinic")
      try await connection.record(note)
      connection.usePurpose("payment")
      try await connection.record(note)
      await connection.close()
      #expect(try await bench.journal.records().map(\.purpose) == ["treatment", "payment"])
    }
  }

  @Test(arguments: [true, false]) func `The list of the record tells it`(_ isTerminal: Bool) async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      #expect(await bench.run(["lookup", Known.avery, "--detail", "--purpose", "payment"] + bench.key).code == 0)
      let listed = await bench.run(["activity"], isTerminal: isTerminal)
      #expect(listed.output.contains("for payment"), "\(listed.output)")
    }
  }

  @Test(arguments: [
    ["bundle", "list"], ["promo", "SAVE10"], ["lookup", "--explain", "-"], ["recents"], ["activity"],
    ["lookup", "avery@example.com", "--sandbox"],
  ])
  func `Other commands need none`(_ words: [String]) async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy)
      let ran = await bench.run(words + (words.contains("--sandbox") ? [] : bench.key), input: "avery@example.com\n")
      #expect(ran.code != 64, "\(ran.talk)")
    }
  }

  @Test func `Each line about a patient has it, and the site's copy too`() async throws {
    try await Bench.run { bench in
      try bench.policy(Self.policy + "[record]\nship = \"syslog\"\n")
      let syslog = try SyslogServer(bench.folder + "/log")
      #expect(await bench.run(["lookup", Known.avery, "--detail", "--purpose", "treatment"] + bench.key).code == 0)
      #expect(await bench.run(["refill", Known.avery, "--yes", "--purpose=payment"] + bench.key).code == 0)
      let said = try await purposes(bench)
      #expect(said == ["treatment", "payment", "payment"])
      #expect(syslog.take().map { $0.contains("purpose=\"") } == [false, true, true, true, false])
      #expect(await bench.run(["activity", "--verify"]).code == 0)
    }
  }

  @Test func `Without the policy the option is refused and no line has one`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", Known.avery, "--detail", "--purpose", "treatment"] + bench.key)
      #expect(ran.code == 64)
      #expect(ran.talk.contains("The site policy asks for no purpose: leave out --purpose."), "\(ran.talk)")
      #expect(await bench.run(["lookup", Known.avery, "--detail"] + bench.key).code == 0)
      let none = try await purposes(bench)
      #expect(none == [nil])
    }
  }
}
