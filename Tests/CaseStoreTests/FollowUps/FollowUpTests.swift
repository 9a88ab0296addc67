import Care360
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

struct FollowUpTests {
  @Test func theyStayUntilTheyAreDeleted() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      #expect(try store.followUps() == FollowUpList(records: [], unreadable: 0))
      try store.add(followUp("late", 2, dueIn: 3 * 86_400))
      try store.add(followUp("early", text: ""))
    }
    try bench.with { (store) throws in
      #expect(try store.followUps().records == [followUp("early", text: ""), followUp("late", 2, dueIn: 3 * 86_400)])
      let moved = try store.change(followUp: "early") { record in
        record.due = .sample + 7 * 86_400
        record.setAt = .sample + 60
        record.wokenBy = .sample + 30
      }
      #expect(moved.due == .sample + 7 * 86_400 && moved.madeAt == .sample)
      try store.change(followUp: "late") { $0.doneAt = .sample + 90 }
      try store.delete(followUp: "late")
      #expect(refusal { try store.delete(followUp: "late") } == .noSuchFollowUp)
      #expect(refusal { try store.change(followUp: "late") { $0.doneAt = nil } } == .noSuchFollowUp)
      #expect(
        refusal { try store.delete(followUp: "other") }?.sentence == "The local store does not have this follow-up.")
    }
    try bench.with { (store) throws in
      let left = try #require(try store.followUps().records.first)
      #expect(left.id == "early" && left.setAt == .sample + 60 && left.wokenBy == .sample + 30 && left.doneAt == nil)
      #expect(try store.followUps().records.count == 1)
    }
  }

  /// A change that was told twice, as after a failure in between, is made once; another one's id is taken.
  @Test func anIDIsOfOneFollowUp() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      try store.add(followUp("a"))
      try store.add(followUp("a"))
      #expect(refusal { try store.add(followUp("a", 2)) } == .notSaved(.other))
      #expect(try store.followUps().records == [followUp("a")])
    }
  }

  @Test func whatWaitsForTheTeamWaitsAfterARestart() throws {
    let bench = try StoreBench()
    let waiting = WaitingHandOver(id: "s.1", receiver: nil, givenAt: .sample)
    try bench.with { (store) throws in
      try store.add(followUp("a"))
      try store.change(followUp: "a") { $0.waiting = waiting }
    }
    #expect(try bench.with { try $0.followUps().records.map(\.waiting) } == [waiting])
  }

  @Test func theyAreSealed() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    try store.add(followUp("mhk2v1q0", text: "CANARYTEXT"))
    for word in ["CANARYTEXT", "Lindqvist", "mhk2v1q0", try caseID().text] {
      #expect(try !bench.contains(Data(word.utf8)), "\(word)")
    }
    store.lock()
    #expect(refusal { _ = try store.followUps() } == .locked)
    #expect(refusal { try store.add(followUp("b")) } == .locked)
    #expect(refusal { try store.change(followUp: "mhk2v1q0") { $0.doneAt = .sample } } == .locked)
    #expect(refusal { try store.delete(followUp: "mhk2v1q0") } == .locked)
    #expect(refusal { _ = try store.forgetFollowUps(of: caseID()) } == .locked)
  }

  /// Each session changes the row as it is by then.
  @Test func twoSessionsLoseNothingOfEachOther() throws {
    let bench = try StoreBench()
    let (one, other) = (try bench.open(), try bench.open())
    try one.add(followUp("a"))
    #expect(try other.followUps().records == [followUp("a")])
    try other.change(followUp: "a") { $0.wokenBy = .sample + 5 }
    try one.change(followUp: "a") { $0.due = .sample + 10 }
    let record = try #require(try other.followUps().records.first)
    #expect(record.wokenBy == .sample + 5 && record.due == .sample + 10)
    try other.delete(followUp: "a")
    #expect(refusal { try one.change(followUp: "a") { $0.doneAt = .sample } } == .noSuchFollowUp)
    try one.close()
    try other.close()
  }

  @Test func theyGoWithTheirCaseOrOnceTheyAreDoneForLong() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for (id, number) in [("a", 1), ("b", 1), ("c", 2), ("d", 2)] {
        try store.add(followUp(id, number, dueIn: -90 * 86_400))
      }
      try store.change(followUp: "b") { $0.doneAt = .sample }
      try store.change(followUp: "d") { $0.doneAt = .sample + 60 }
      // No age takes an open one.
      #expect(try store.forgetFollowUps(doneBefore: .sample) == 0)
      #expect(try store.forgetFollowUps(doneBefore: .sample + 1) == 1)
      #expect(try store.followUps().records.map(\.id) == ["a", "c", "d"])
      #expect(try store.forgetFollowUps(of: caseID(2)) == 2)
      #expect(try store.forgetFollowUps(of: caseID(2)) == 0)
      #expect(try store.followUps().records.map(\.id) == ["a"])
    }
  }

  @Test func noPurgeOfTheCacheTakesThem() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      try store.remember(recent())
      try store.add(followUp("a"))
      try store.forget(caseID())
      _ = try store.purge(seenBefore: .distantFuture)
      _ = try store.keep(newest: 0)
      try store.purgeAll()
      #expect(try store.followUps().records == [followUp("a")])
    }
  }

  /// The sealed bytes are overwritten, and the log is emptied.
  @Test func nothingOfADeletedOneStays() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    try store.add(followUp("a"))
    let sealed = try raw(bench.draftFile) { try Data.fetchOne($0, sql: "SELECT sealed FROM followUp") }
    let bytes = try #require(sealed)
    #expect(try bench.contains(bytes))
    try store.delete(followUp: "a")
    #expect(try !bench.contains(bytes))
    try store.close()
  }

  @Test func oneThatWasChangedFromOutsideIsCountedAndKept() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      try store.add(followUp("a"))
      try store.add(followUp("b"))
    }
    _ = try raw(bench.draftFile) {
      try $0.execute(sql: "UPDATE followUp SET sealed = zeroblob(80) WHERE rowid = 1")
    }
    try bench.with { (store) throws in
      let list = try store.followUps()
      #expect(list.unreadable == 1 && list.records.count == 1)
      let damaged = list.records.first?.id == "a" ? "b" : "a"
      #expect(refusal { try store.change(followUp: damaged) { $0.doneAt = .sample } } == .tampered)
      #expect(refusal { try store.add(followUp(damaged)) } == .notSaved(.other))
      // The person may delete what cannot be read.
      try store.delete(followUp: damaged)
      #expect(try store.followUps().unreadable == 0)
    }
  }

  @Test func theyAreRescuedFromADamagedFile() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      _ = try store.save(content("the draft"), as: draftID(1), expecting: nil)
      try store.add(followUp("a"))
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile))
    bytes[40] ^= 0x55
    bytes[20] ^= 0x55
    bytes[18] ^= 0x55
    try overwrite(bench.draftFile, bytes)
    try bench.with { (store) throws in
      #expect(store.notices.contains { if case .draftsDamaged(_, let rescued) = $0 { rescued == 2 } else { false } })
      #expect(try store.followUps().records == [followUp("a")])
      #expect(try store.drafts().records.count == 1)
    }
  }

  /// The disk refuses: all that was there stays, and the caller is told.
  @Test func aChangeThatCannotBeWrittenIsRefused() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    try store.add(followUp("a"))
    let other = try bench.open { $0.patience = 0.1 }
    let blocker = try DatabaseQueue(path: bench.draftFile)
    try blocker.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(refusal { try other.add(followUp("b")) } == .notSaved(.busy))
      #expect(refusal { try other.change(followUp: "a") { $0.doneAt = .sample } } == .notSaved(.busy))
      #expect(refusal { try other.delete(followUp: "a") } == .notSaved(.busy))
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try other.followUps().records == [followUp("a")])
    try blocker.close()
    try other.close()
    try store.close()
  }
}
