import FoundationEssentials
import GRDB
import Sealing

/// The sealed rows of one database within one transaction. Each is bound to its store, table, id and version; the manifest
/// says which version is the current one.
struct SealedRows {
  /// The state of a row, as found.
  enum Row: Hashable {
    case plain([UInt8], version: Int64)
    /// Changed, swapped, put back, left out or put in from outside.
    case unreadable
  }

  private let db: Database
  private let storeID: [UInt8]
  private let key: GuardedBytes
  private var manifest: Manifest

  /// Of the newest change.
  var version: Int64 { manifest.version }

  /// - Parameter newest: the newest version seen so far; an older state throws `.tampered`.
  init(_ db: Database, storeID: [UInt8], key: GuardedBytes, newest: Int64) throws {
    self.db = db
    self.storeID = storeID
    self.key = key
    manifest = try Self.manifest(db, storeID: storeID, key: key)
    guard manifest.version >= newest else { throw StoreProblem.tampered }
  }

  /// Of a file that was just made.
  init(beginning db: Database, storeID: [UInt8], key: GuardedBytes) {
    self.db = db
    self.storeID = storeID
    self.key = key
    manifest = Manifest()
  }

  /// Nil when there is none and none is expected.
  func row(_ table: SealedTable, _ id: Data) throws -> Row? {
    let known = manifest.rows[Manifest.Key(table: table.number, id: id)]
    guard let found = try found(table, id) else { return known == nil ? nil : .unreadable }
    return opened(found, known: known, table, id)
  }

  /// The ids of all rows, including missing ones; whether a row can be read, only reading it tells.
  func ids(_ table: SealedTable) -> [Data] { manifest.rows.keys.filter { $0.table == table.number }.map(\.id) }

  /// All rows, including missing ones.
  func rows(_ table: SealedTable) throws -> [Data: Row] {
    var rows: [Data: Row] = [:]
    for (key, _) in manifest.rows where key.table == table.number { rows[key.id] = .unreadable }
    let cursor = try GRDB.Row.fetchCursor(db, sql: "SELECT id, version, sealed FROM \(table.name)")
    while let found = try cursor.next() {
      guard let stored = StoredRow(found) else { throw StoreProblem.tampered }
      let known = manifest.rows[Manifest.Key(table: table.number, id: stored.id)]
      rows[stored.id] = opened(stored, known: known, table, stored.id)
    }
    return rows
  }

  /// Writes a row under a new version, which is returned.
  mutating func put(_ table: SealedTable, _ id: Data, _ plain: [UInt8]) throws -> Int64 {
    manifest.version += 1
    let binding = Self.binding(storeID, table.name, id, manifest.version)
    let sealed = Data(
      try StoreProblem.told { () throws(SealingProblem) in try SealedBox.seal(plain, boundTo: binding, with: key) })
    try db.execute(
      sql: """
        INSERT INTO \(table.name) (id, version, sealed) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed
        """,
      arguments: [id, manifest.version, sealed])
    manifest.rows[Manifest.Key(table: table.number, id: id)] = manifest.version
    return manifest.version
  }

  /// Notes that a mark of the activity file may be lost.
  mutating func putLostMark() throws { _ = try put(.activityMark, ActivityMarkRow.lost, [1]) }

  mutating func remove(_ table: SealedTable, _ id: Data) throws {
    manifest.version += 1
    manifest.rows[Manifest.Key(table: table.number, id: id)] = nil
    try db.execute(sql: "DELETE FROM \(table.name) WHERE id = ?", arguments: [id])
  }

  /// Every change must call this within its transaction.
  func writeManifest() throws {
    let binding = Self.binding(storeID, "manifest", Data(), manifest.version)
    let sealed = Data(
      try StoreProblem.told { () throws(SealingProblem) in
        try SealedBox.seal(manifest.bytes, boundTo: binding, with: key)
      })
    try db.execute(
      sql: """
        INSERT INTO manifest (id, version, sealed) VALUES (1, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed
        """,
      arguments: [manifest.version, sealed])
  }

  /// Access to the other tables of this transaction's database, for the index of the cache.
  var database: Database { db }

  // MARK: - Reading

  private func found(_ table: SealedTable, _ id: Data) throws -> StoredRow? {
    let sql = "SELECT id, version, sealed FROM \(table.name) WHERE id = ?"
    guard let row = try GRDB.Row.fetchOne(db, sql: sql, arguments: [id]) else { return nil }
    guard let stored = StoredRow(row) else { throw StoreProblem.tampered }
    return stored
  }

  private func opened(_ stored: StoredRow, known: Int64?, _ table: SealedTable, _ id: Data) -> Row {
    guard stored.version == known, let plain = stored.opened(storeID: storeID, table: table, key: key) else {
      return .unreadable
    }
    return .plain(plain, version: stored.version)
  }

  private static func manifest(_ db: Database, storeID: [UInt8], key: GuardedBytes) throws -> Manifest {
    // The manifest is written when the file is made, and never removed.
    guard let row = try GRDB.Row.fetchOne(db, sql: "SELECT version, sealed FROM manifest WHERE id = 1") else {
      throw StoreProblem.tampered
    }
    guard let version = Int64.fromDatabaseValue(row["version"]), let sealed = Data.fromDatabaseValue(row["sealed"])
    else { throw StoreProblem.tampered }
    let binding = binding(storeID, "manifest", Data(), version)
    let plain = try StoreProblem.told { () throws(SealingProblem) in
      try SealedBox.open(Array(sealed), boundTo: binding, with: key)
    }
    guard let manifest = Manifest(plain), manifest.version == version
    else { throw StoreProblem.tampered }
    return manifest
  }

  fileprivate static func binding(_ storeID: [UInt8], _ table: String, _ id: Data, _ version: Int64) -> [UInt8] {
    SealedBox.binding(
      storeID, Array(table.utf8), Array(id), withUnsafeBytes(of: version.littleEndian, Array.init))
  }
}

/// A row as it lies in the file.
struct StoredRow {
  let id: Data
  let version: Int64
  let sealed: Data

  /// Nil when a column is not of its type, as only a damaged file has it.
  init?(_ row: Row) {
    guard let id = Data.fromDatabaseValue(row["id"]), let version = Int64.fromDatabaseValue(row["version"]),
      let sealed = Data.fromDatabaseValue(row["sealed"])
    else { return nil }
    self.id = id
    self.version = version
    self.sealed = sealed
  }

  /// Nil unless it is as this store sealed it. Whether it is the newest, the manifest alone can say.
  func opened(storeID: [UInt8], table: SealedTable, key: GuardedBytes) -> [UInt8]? {
    let binding = SealedRows.binding(storeID, table.name, id, version)
    do { return try SealedBox.open(Array(sealed), boundTo: binding, with: key) } catch { return nil }
  }
}
