import Care360
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

/// Somebody who may write the files and has no key.
struct TamperTests {
  private func filled() throws -> (StoreBench, [DraftRecord]) {
    let bench = try StoreBench()
    let drafts = try bench.with { (store) throws in
      for number in 1...4 { try store.remember(recent(number, identifiers: [email("p\(number)@example.com")])) }
      return try (1...4).map { try store.save(content("text \($0)"), as: draftID($0), expecting: nil) }
    }
    return (bench, drafts)
  }

  /// What is shown is what was saved; what was changed is reported.
  private func check(_ bench: StoreBench, _ drafts: [DraftRecord], unreadable: Int) throws {
    try bench.with { (store) throws in
      let list = try store.drafts()
      #expect(Set(list.records).isSubset(of: drafts))
      #expect(list.unreadable.count == unreadable && list.records.count == drafts.count - unreadable)
    }
  }

  @Test func everyChangedByteOfARowIsRefused() throws {
    let (bench, drafts) = try filled()
    let sealed = try raw(bench.draftFile) { try Data.fetchAll($0, sql: "SELECT sealed FROM draft ORDER BY rowid") }
    var dice = SeededGenerator(seed: 13)
    for _ in 0..<repeats(40) {
      var changed = sealed[1]
      changed[Int.random(in: 0..<changed.count, using: &dice)] ^= UInt8.random(in: 1...255, using: &dice)
      try put(changed, 2, bench)
      try check(bench, drafts, unreadable: 1)
    }
    try put(sealed[1], 2, bench)
    try check(bench, drafts, unreadable: 0)
  }

  private func put(_ sealed: Data, _ row: Int, _ bench: StoreBench) throws {
    try raw(bench.draftFile) { db in
      try db.execute(sql: "UPDATE draft SET sealed = ? WHERE rowid = ?", arguments: [sealed, row])
    }
  }

  @Test func everySwappedPairIsRefused() throws {
    for columns in ["sealed", "version, sealed", "id"] {
      let (bench, drafts) = try filled()
      for first in 1...4 {
        for second in 1...4 where first < second {
          try swap(columns, first, second, bench)
          try check(bench, drafts, unreadable: 2)
          try swap(columns, first, second, bench)
          try check(bench, drafts, unreadable: 0)
        }
      }
    }
  }

  private func swap(_ columns: String, _ first: Int, _ second: Int, _ bench: StoreBench) throws {
    try raw(bench.draftFile) { db in
      let rows = try [first, second].map { rowID in
        try #require(
          try Row.fetchOne(db, sql: "SELECT id, version, sealed FROM draft WHERE rowid = ?", arguments: [rowID]))
      }
      try db.execute(sql: "DELETE FROM draft WHERE rowid IN (?, ?)", arguments: [first, second])
      for (rowID, own, other) in [(first, rows[0], rows[1]), (second, rows[1], rows[0])] {
        let values: [DatabaseValue] = ["id", "version", "sealed"].map { name in
          columns.split(separator: ", ").contains(Substring(name)) ? other[name] : own[name]
        }
        try db.execute(
          sql: "INSERT INTO draft (rowid, id, version, sealed) VALUES (?, ?, ?, ?)",
          arguments: [rowID, values[0], values[1], values[2]])
      }
    }
  }

  @Test func anOldStateOfARowIsRefused() throws {
    let (bench, drafts) = try filled()
    let old = try raw(bench.draftFile) { try Row.fetchOne($0, sql: "SELECT * FROM draft WHERE rowid = 1") }
    let newer = try bench.with { try $0.save(content("newer"), as: draftID(1), expecting: drafts[0].version) }
    try replay(try #require(old), bench)
    try bench.with { (store) throws in
      #expect(try store.drafts().unreadable.count == 1)
      #expect(try !store.drafts().records.contains { $0.id == newer.id })
    }
  }

  @Test func aDeletedRowThatIsPutBackIsRefused() throws {
    let (bench, drafts) = try filled()
    let old = try raw(bench.draftFile) { try Row.fetchOne($0, sql: "SELECT * FROM draft WHERE rowid = 1") }
    try bench.with { try $0.delete(draftID(1), version: drafts[0].version) }
    try replay(try #require(old), bench)
    try bench.with { (store) throws in
      #expect(try store.drafts().unreadable.count == 1)
      #expect(try store.drafts().records.count == 3)
    }
  }

  private func replay(_ row: Row, _ bench: StoreBench) throws {
    let values: [DatabaseValue] = ["id", "version", "sealed"].map { row[$0] }
    try raw(bench.draftFile) { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO draft (id, version, sealed) VALUES (?, ?, ?)",
        arguments: StatementArguments(values))
    }
  }

  @Test func aRowThatIsTakenAwayIsReported() throws {
    let (bench, drafts) = try filled()
    try raw(bench.draftFile) { try $0.execute(sql: "DELETE FROM draft WHERE rowid = 3") }
    try check(bench, drafts, unreadable: 1)
  }

  /// An unreadable draft stays until the person deletes it, and a save of the same form goes beside it.
  @Test func anUnreadableDraftIsKeptAndNeverOverwritten() throws {
    let (bench, drafts) = try filled()
    let broken = Data(repeating: 1, count: 80)
    try put(broken, 1, bench)
    try bench.with { (store) throws in
      let conflict = DraftTests.conflict {
        _ = try store.save(content("new"), as: draftID(1), expecting: drafts[0].version)
      }
      #expect(conflict?.reason == .unreadable && conflict?.kept?.text == "new")
      #expect(refusal { try store.delete(draftID(1), version: drafts[0].version) } == .tampered)
      #expect(refusal { _ = try store.takeOver(draftID(1)) } == .tampered)
    }
    #expect(try bench.contains(broken))
    try bench.with { (store) throws in
      let unreadable = try #require(try store.drafts().unreadable.first)
      try store.delete(unreadable)
      #expect(try store.drafts().unreadable.isEmpty)
      #expect(refusal { try store.delete(unreadable) } == .noSuchDraft)
      #expect(try store.drafts().records.count == 4)
    }
  }

  @Test func aReadableDraftCannotBeDeletedAsUnreadable() throws {
    let (bench, _) = try filled()
    try bench.with { (store) throws in
      let id = try raw(bench.draftFile) { try #require(try Data.fetchOne($0, sql: "SELECT id FROM draft")) }
      #expect(refusal { try store.delete(UnreadableDraft(rowID: id)) } == .noSuchDraft)
      #expect(try store.drafts().records.count == 4)
    }
  }

  @Test func changedRecentsAreLeftOutAndCounted() throws {
    let (bench, _) = try filled()
    try raw(bench.cacheFile) { try $0.execute(sql: "UPDATE recent SET sealed = zeroblob(90) WHERE rowid < 3") }
    try bench.with { (store) throws in
      #expect(try store.recents().unreadable == 2)
      #expect(try store.recents().records.count == 2)
      #expect(try store.recentHeads().heads.count == 4, "a list needs no details")
      for number in 1...2 { #expect(refusal { _ = try store.recent(caseID(number)) } == .tampered) }
      #expect(try store.recent(caseID(3))?.caseID == caseID(3))
      #expect(try store.recent(caseID(9)) == nil)
    }
    try raw(bench.cacheFile) { try $0.execute(sql: "UPDATE recentHead SET sealed = zeroblob(90) WHERE rowid < 4") }
    try bench.with { (store) throws in
      #expect(try store.recentHeads().unreadable == 2)
      #expect(try Set(store.recentHeads().heads.map(\.caseID)) == [caseID(3), caseID(4)], "made again of the details")
      #expect(try store.keep(newest: 200) == 2)
      #expect(try store.recentHeads().unreadable == 0 && store.recents().unreadable == 0)
    }
  }

  @Test func anOldManifestIsRefusedByAProcessThatSawANewerOne() throws {
    let (bench, _) = try filled()
    let store = try bench.open()
    let old = try raw(bench.draftFile) { try Row.fetchOne($0, sql: "SELECT version, sealed FROM manifest") }
    _ = try store.save(content("five"), as: draftID(5), expecting: nil)
    let values: [DatabaseValue] = ["version", "sealed"].map { old?[$0] ?? .null }
    try raw(bench.draftFile) { db in
      try db.execute(sql: "UPDATE manifest SET version = ?, sealed = ?", arguments: StatementArguments(values))
    }
    #expect(refusal { _ = try store.drafts() } == .tampered)
    #expect(refusal { _ = try store.save(content("x"), as: draftID(6), expecting: nil) } == .tampered)
    try store.close()
  }

  /// Where the manifest cannot help, each row still vouches for its own id and version.
  @Test(arguments: ["id", "version", "sealed", "version, sealed"])
  func aRescueTakesNoSwappedRow(_ columns: String) throws {
    let (bench, _) = try filled()
    try swap(columns, 2, 4, bench)
    try raw(bench.draftFile) { try $0.execute(sql: "DELETE FROM manifest") }
    try bench.with { (store) throws in
      #expect(try Set(store.drafts().records.map(\.text)) == ["text 1", "text 3"])
    }
  }

  @Test(arguments: [
    "DELETE FROM manifest", "UPDATE manifest SET sealed = zeroblob(99)", "UPDATE manifest SET version = 1",
  ])
  func withoutItsManifestTheFileCountsAsDamagedAndDraftsAreRescued(_ change: String) throws {
    let (bench, drafts) = try filled()
    try raw(bench.draftFile) { try $0.execute(sql: change) }
    let store = try bench.open()
    let name = try #require(try bench.setAside.first)
    #expect(store.notices == [.draftsDamaged(setAside: name, rescued: 4)])
    #expect(try Set(store.drafts().records.map(\.text)) == Set(drafts.map(\.text)))
    try store.close()
  }
}
