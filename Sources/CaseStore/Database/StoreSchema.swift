import GRDB

/// The tables of one file of the store. A released migration is frozen: its text never changes, and every change is a
/// new migration after it.
struct StoreSchema: Sendable {
  /// Of the file.
  let name: String
  /// The id in the file's header that tells this program's databases from others.
  let applicationID: Int32
  /// Tables whose rows are sealed.
  let tables: [SealedTable]
  let migrations: [Migration]

  struct Migration: Sendable {
    let id: String
    let run: @Sendable (Database) throws -> Void
  }

  var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations { migrator.registerMigration(migration.id, migrate: migration.run) }
    return migrator
  }

  /// Recents, refill links and names of products, which may be wiped, and how far the activity file reached.
  static let cache = StoreSchema(
    name: "cache.sqlite", applicationID: 0x4344_6B31,
    tables: [.recent, .recentHead, .refillLink, .activityMark, .productName],
    migrations: [
      Migration(id: "cache-1") { db in
        try db.execute(literal: "PRAGMA application_id = \(sql: String(0x4344_6B31))")
        try makeManifest(db)
        try makeSealed(SealedTable.recent.name, db)
        try makeSealed(SealedTable.refillLink.name, db)
        try db.create(table: "recentIdentifier", options: .strict) { table in
          table.primaryKey("hash", .blob)
          table.column("recentId", .blob).notNull().indexed().references(SealedTable.recent.name, onDelete: .cascade)
        }
      },
      // The identifiers of a recent are in its row; nobody asked for a row by them.
      Migration(id: "cache-2") { db in try db.drop(table: "recentIdentifier") },
      // The mark is in both files, so that removing one file does not remove the mark.
      Migration(id: "cache-3") { db in try makeSealed(SealedTable.activityMark.name, db) },
      Migration(id: "cache-4") { db in try makeSealed(SealedTable.productName.name, db) },
      // A list of recents is read without their details.
      Migration(id: "cache-5") { db in try makeSealed(SealedTable.recentHead.name, db) },
    ])

  /// Drafts, follow-ups and the secrets for the team, and how far the activity file reached; never wiped.
  static let drafts = StoreSchema(
    name: "drafts.sqlite", applicationID: 0x4344_6B32, tables: [.draft, .activityMark, .followUp, .teamSecret],
    migrations: [
      Migration(id: "drafts-1") { db in
        try db.execute(literal: "PRAGMA application_id = \(sql: String(0x4344_6B32))")
        try makeManifest(db)
        try makeSealed(SealedTable.draft.name, db)
        try makeSealed(SealedTable.activityMark.name, db)
      },
      // From here on, messages and notes are kept as drafts. The tables are the same, but an earlier version would take
      // such a draft for a form; with this migration it sees a newer file instead and leaves it alone.
      Migration(id: "drafts-2") { _ in },
      Migration(id: "drafts-3") { db in try makeSealed(SealedTable.followUp.name, db) },
      Migration(id: "drafts-4") { db in try makeSealed(SealedTable.teamSecret.name, db) },
    ])

  private static func makeManifest(_ db: Database) throws {
    try db.create(table: "manifest", options: .strict) { table in
      table.primaryKey("id", .integer).check { $0 == 1 }
      table.column("version", .integer).notNull()
      table.column("sealed", .blob).notNull()
    }
  }

  private static func makeSealed(_ name: String, _ db: Database) throws {
    try db.create(table: name, options: .strict) { table in
      table.primaryKey("id", .blob)
      table.column("version", .integer).notNull()
      table.column("sealed", .blob).notNull()
    }
  }
}

/// A table of rows (id, version, sealed).
struct SealedTable: Hashable, Sendable {
  let name: String
  /// The number of the table in the manifest, never reused for another table.
  let number: UInt8

  static let recent = SealedTable(name: "recent", number: 1)
  static let refillLink = SealedTable(name: "refillLink", number: 2)
  static let draft = SealedTable(name: "draft", number: 3)
  static let activityMark = SealedTable(name: "activityMark", number: 4)
  static let productName = SealedTable(name: "productName", number: 5)
  static let followUp = SealedTable(name: "followUp", number: 6)
  static let teamSecret = SealedTable(name: "teamSecret", number: 7)
  static let recentHead = SealedTable(name: "recentHead", number: 8)
}
