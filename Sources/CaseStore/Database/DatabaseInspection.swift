import GRDB
import Sealing

/// The state of a store file, found without changing the file.
enum DatabaseInspection: Hashable {
  case current
  /// The file is this program's, and older.
  case older
  /// Written by a newer version of this program.
  case newer
  /// The file is damaged, or not this program's.
  case damaged

  /// Judges the file `name` of `folder` read-only. Throws what does not tell about the contents (busy, no permission, …).
  init(
    _ name: String, in folder: StoreFolder, schema: StoreSchema, setting: DatabaseSetting, storeID: [UInt8],
    key: GuardedBytes
  ) throws(StoreProblem) {
    guard Self.isHeaderSound(try folder.read(name, limit: 100) ?? []) else {
      self = .damaged
      return
    }
    do {
      let queue = try DatabaseQueue(path: folder.path(name), configuration: setting.configuration(readOnly: true))
      defer { do { try queue.close() } catch {} }
      self = try queue.read { db in try Self.standing(of: db, schema: schema, storeID: storeID, key: key) }
    } catch let problem as StoreProblem {
      guard problem == .tampered else { throw problem }
      self = .damaged
    } catch let error as DatabaseError {
      switch error.resultCode {
      // SQLite reports a missing or different table as ERROR.
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_FORMAT, .SQLITE_MISMATCH, .SQLITE_TOOBIG:
        self = .damaged
      default: throw .unavailable(StoreObstacle(error))
      }
    } catch {
      throw .unavailable(.other)
    }
  }

  private static func standing(
    of db: Database, schema: StoreSchema, storeID: [UInt8], key: GuardedBytes
  ) throws -> DatabaseInspection {
    guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == schema.applicationID else { return .damaged }
    guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok" else { return .damaged }
    let known = schema.migrations.map(\.id)
    let applied = try schema.migrator.appliedIdentifiers(db)
    let unknown = try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations").filter { !known.contains($0) }
    if !unknown.isEmpty { return applied.isSuperset(of: known) ? .newer : .damaged }
    guard !applied.isEmpty, applied == Set(known.prefix(applied.count)) else { return .damaged }
    _ = try SealedRows(db, storeID: storeID, key: key, newest: 0)
    return applied.count == known.count ? .current : .older
  }

  /// Finds damage that SQLite itself would not refuse: a flipped byte here makes the file read-only or changes its
  /// encoding. An empty file is sound only while its log holds the pages; the tables show that.
  private static func isHeaderSound(_ header: [UInt8]) -> Bool {
    if header.isEmpty { return true }
    guard header.count == 100 else { return false }
    return header.starts(with: Array("SQLite format 3\0".utf8)) && (1...2).contains(header[18])
      && (1...2).contains(header[19]) && header[56..<60].elementsEqual([0, 0, 0, 1])
  }
}
