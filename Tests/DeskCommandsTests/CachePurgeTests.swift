import CaseStore
import Foundation
import Testing

@testable import DeskCommands

@Suite struct CachePurgeTests {
  @Test(arguments: [
    [], ["--all", "--older-than", "3"], ["--all", "--case", Known.avery], ["--older-than", "3", "--case", Known.avery],
    ["--older-than", "-1"], ["--older-than", "many"],
  ])
  func `One thing to purge has to be named`(_ words: [String]) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["cache", "purge", "--yes"] + words + clinic)
      #expect(ran.code == 64)
      let store = try bench.openStore()
      #expect(try store.recents().records.count == 2)
      try store.close()
    }
  }

  @Test(arguments: [
    (["--all"], 3, []), (["--older-than", "2"], 1, [1]), (["--older-than", "0"], 3, []),
    (["--older-than", "4"], 0, [1, 2]),
    (["--case", "8dff2c47-b2ab-42d8-9af0-000000000001"], 2, [2]),
  ])
  func `What is named is removed, and drafts stay`(_ words: [String], _ count: Int, _ left: [Int]) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["cache", "purge", "--yes", "--json"] + words + clinic)
      #expect(ran.output == "{\"ok\":true,\"result\":{\"purged\":\(count)}}\n")
      #expect(ran.code == 0)
      let store = try bench.openStore()
      let expected = try left.map { try bench.caseID($0) }
      #expect(try store.recents().records.map(\.caseID) == expected)
      #expect(try store.drafts().records.count == 1)
      try store.close()
    }
  }

  /// Another session has the store open, so that the log is not emptied by closing.
  @Test func `Not one file holds the sealed bytes afterwards`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let other = try bench.openStore()
      let empty = try bench.storeFiles
      try other.remember(
        bench.recent(3, String(repeating: "Avery", count: 400), at: Bench.start.addingTimeInterval(60)))
      let full = try bench.storeFiles
      // The sealed row is what the log grew by: not a byte of it can be told from chance, so none can be there by it.
      let log = try #require(full["cache.sqlite-wal"])
      let old = empty["cache.sqlite-wal"] ?? Data()
      let pieces = stride(from: 0, to: log.count - 24, by: 24).map { log.dropFirst($0).prefix(24) }.filter {
        Set($0).count > 16 && old.range(of: $0) == nil
      }
      #expect(pieces.count > 50)
      let ran = await bench.runAtStore(["cache", "purge", "--all", "--yes"] + clinic)
      #expect(ran.output == "4 recent cases and refill links were removed. Drafts were not touched.\n")
      let after = try bench.storeFiles
      for name in ["cache.sqlite", "cache.sqlite-wal"] {
        let bytes = after[name] ?? Data()
        #expect(pieces.count { bytes.range(of: $0) != nil } == 0, "\(name)")
      }
      try other.close()
    }
  }

  @Test(arguments: [("y\n", 0, 0), ("n\n", 1, 2), ("\n", 1, 2), ("", 1, 2)])
  func `On a terminal it asks first`(_ answer: String, _ code: Int32, _ left: Int) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["cache", "purge", "--all"] + clinic, Script(answer), isTerminal: true)
      #expect(ran.code == code)
      #expect(
        ran.talk.hasPrefix(
          "Remove all recent cases, refill links and product names from this machine? Drafts are not touched. [y/N] "
        ))
      if code != 0 { #expect(ran.talk.hasSuffix("casedesk: Not confirmed: nothing was removed.\n")) }
      let store = try bench.openStore()
      #expect(try store.recents().records.count == left)
      try store.close()
    }
  }

  @Test func `Without a terminal it needs --yes`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["cache", "purge", "--all"] + clinic, Script("y\n"))
      #expect(ran.code == 64 && ran.talk.contains("--yes"))
    }
  }

  @Test func `The sandbox has nothing to purge`() async throws {
    try await Bench.run { bench in
      let ran = await bench.runAtStore(["cache", "purge", "--all", "--yes", "--json", "--sandbox"])
      #expect(ran.output == "{\"ok\":true,\"result\":{\"purged\":0}}\n")
    }
  }
}
