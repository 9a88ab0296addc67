import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

struct SettingTests {
  @Test func everyConnectionIsSet() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    for database in [store.cache, store.draftFile] {
      let found = try database.queue.writeWithoutTransaction { db in
        try ["temp_store", "secure_delete", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout"].map {
          try Int.fetchOne(db, sql: "PRAGMA \($0)")
        }
      }
      #expect(found == [2, 1, 2, 1, 0, 2000])
      #expect(try database.queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
      #expect(!database.queue.configuration.publicStatementArguments)
      #expect(!database.schema.migrator.eraseDatabaseOnSchemaChange)
    }
    try store.close()
  }

  @Test func onANetworkFileSystemToo() throws {
    let bench = try StoreBench()
    let store = try bench.open { $0.fileSystem = { _ in 0x6969 } }
    let found = try store.draftFile.queue.writeWithoutTransaction { db in
      try ["temp_store", "secure_delete", "synchronous", "foreign_keys", "trusted_schema"].map {
        try Int.fetchOne(db, sql: "PRAGMA \($0)")
      }
    }
    #expect(found == [2, 1, 2, 1, 0])
    try store.close()
  }

  /// Landed migrations are frozen: a change of the tables is another migration, and another golden.
  @Test func theTablesAreThoseOfTheGolden() throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    var text = ""
    for file in [bench.cacheFile, bench.draftFile] {
      let rows = try raw(file) { db in
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
          + String.fetchAll(db, sql: "SELECT 'migration ' || identifier FROM grdb_migrations ORDER BY rowid")
          + String.fetchAll(db, sql: "SELECT 'application_id ' || application_id FROM pragma_application_id")
      }
      text += rows.joined(separator: "\n") + "\n\n"
    }
    #expect(
      try Golden.problem(text, "schema", beside: #filePath.replacingOccurrences(of: "/Opening/", with: "/")) == nil)
  }

  private static let later = StoreSchema(
    name: StoreSchema.drafts.name, applicationID: StoreSchema.drafts.applicationID, tables: [.draft],
    migrations: StoreSchema.drafts.migrations + [
      StoreSchema.Migration(id: "drafts-5") { db in
        try db.create(table: "later", options: .strict) { $0.primaryKey("id", .integer) }
      }
    ])

  @Test func anOlderStoreIsBroughtUpToDateAndACopyOfTheDraftsKept() throws {
    let bench = try StoreBench()
    let draft = try bench.with { try $0.save(content("text"), as: draftID(), expecting: nil) }
    let store = try bench.open { $0.draftSchema = Self.later }
    guard case .draftsCopied(let copy) = store.notices.first else {
      Issue.record("no copy")
      return
    }
    #expect(try store.drafts().records == [draft])
    #expect(try mode(bench.folder + "/" + copy) == 0o600)
    try store.close()
    // The copy opens with the older program.
    try FileManager.default.removeItem(atPath: bench.draftFile)
    try FileManager.default.copyItem(atPath: bench.folder + "/" + copy, toPath: bench.draftFile)
    #expect(try bench.with { try $0.drafts().records } == [draft])
  }

  @Test func noTablesAreChangedWhileAnotherSessionIsLive() throws {
    let bench = try StoreBench()
    let other = try bench.open()
    #expect(refusal { _ = try bench.open { $0.draftSchema = Self.later } } == .unavailable(.otherSession))
    #expect(try raw(bench.draftFile) { try !$0.tableExists("later") })
    try other.close()
    try bench.open { $0.draftSchema = Self.later }.close()
    #expect(try raw(bench.draftFile) { try $0.tableExists("later") })
  }

  @Test func aMigrationThatFailsHalfwayLeavesTheStoreAsItWas() throws {
    struct Stop: Error {}
    let failing = StoreSchema(
      name: Self.later.name, applicationID: Self.later.applicationID, tables: [.draft],
      migrations: StoreSchema.drafts.migrations + [
        StoreSchema.Migration(id: "drafts-5") { db in
          try db.create(table: "half", options: .strict) { $0.primaryKey("id", .integer) }
          throw Stop()
        }
      ])
    let bench = try StoreBench()
    let draft = try bench.with { try $0.save(content("text"), as: draftID(), expecting: nil) }
    #expect(refusal { _ = try bench.open { $0.draftSchema = failing } } == .unavailable(.other))
    #expect(try bench.with { try $0.drafts().records } == [draft])
  }
}
