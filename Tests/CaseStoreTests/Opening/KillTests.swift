import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

struct KillTests {
  /// Saves, reads and purges go on at full speed; the kill hits any of them.
  @Test func noKillLosesAnAcknowledgedDraft() throws {
    let bench = try StoreBench()
    var dice = SeededGenerator(seed: 51)
    var last = 0
    for round in 0..<repeats(10) {
      let writer = try Writer(["numbers", bench.base, String(last + 1)])
      let lines = Int.random(in: 0..<40, using: &dice)
      var acknowledged = last
      func note(_ line: String) { if line.hasPrefix("saved ") { acknowledged = Int(line.dropFirst(6)) ?? -1 } }
      for _ in 0..<lines { if let line = writer.line() { note(line) } }
      kill(writer.process.processIdentifier, SIGKILL)
      while let line = writer.line() { note(line) }
      writer.process.waitUntilExit()
      #expect(writer.process.terminationReason == .uncaughtSignal, "round \(round)")

      var key = Array(StoreBench.key("writer").utf8)
      let place = StorePlace(base: bench.base, profile: "test", operatorID: "jo")
      let store = try LocalStore.open(place, with: .printed(&key), options: StoreOptions(session: "check"))
      #expect(store.notices.isEmpty, "round \(round): \(store.notices)")
      let list = try store.drafts()
      #expect(list.unreadable.isEmpty, "round \(round)")
      let number = list.records.first.flatMap { Int($0.text.dropFirst("number ".count)) } ?? 0
      // The one after may be saved without the word having come out.
      #expect(number == acknowledged || number == acknowledged + 1, "round \(round): \(number), \(acknowledged)")
      #expect(try store.recents().unreadable == 0, "round \(round)")
      for database in [store.cache, store.draftFile] {
        #expect(try database.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
      }
      last = number
      try store.close()
    }
    #expect(last > 0)
  }
}
