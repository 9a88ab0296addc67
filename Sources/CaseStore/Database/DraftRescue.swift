import FoundationEssentials
import GRDB
import Glibc
import Sealing

/// Reads the readable parts of a damaged file of drafts, from copies that are removed afterwards. A row counts only
/// when this store sealed it; of two versions, the newer one counts.
struct DraftRescue {
  let folder: StoreFolder
  let setAside: String
  let schema: StoreSchema
  let setting: DatabaseSetting
  let storeID: [UInt8]
  let key: GuardedBytes

  private static let copy = "rescue.sqlite"

  private enum Attempt: CaseIterable {
    case asItIs
    /// With the first page of a new file: header and schema are the same in both.
    case newFirstPage
    /// The same without the log, in case the log is the damaged part.
    case newFirstPageWithoutLog
  }

  /// The ids and plain bytes of a table's rows.
  func rows(of table: SealedTable) throws(StoreProblem) -> [(id: Data, plain: [UInt8])] {
    var newest: [Data: (version: Int64, plain: [UInt8])] = [:]
    for attempt in Attempt.allCases {
      for stored in try rows(of: table, attempt) {
        guard let plain = stored.opened(storeID: storeID, table: table, key: key) else { continue }
        if let known = newest[stored.id], known.version >= stored.version { continue }
        newest[stored.id] = (stored.version, plain)
      }
    }
    return newest.sorted { $0.value.version < $1.value.version }.map { ($0.key, $0.value.plain) }
  }

  private func rows(of table: SealedTable, _ attempt: Attempt) throws(StoreProblem) -> [StoredRow] {
    removeCopies()
    defer { removeCopies() }
    var main = try folder.read(setAside) ?? []
    if attempt != .asItIs {
      let first = try folder.read(schema.name, limit: 4096) ?? []
      guard main.count >= first.count, !first.isEmpty else { return [] }
      main.replaceSubrange(0..<first.count, with: first)
      // Page count, then zero free pages, as counted from this file.
      let pages = UInt32(main.count / first.count)
      main.replaceSubrange(28..<32, with: withUnsafeBytes(of: pages.bigEndian, Array.init))
      main.replaceSubrange(32..<40, with: [UInt8](repeating: 0, count: 8))
    }
    try folder.write(main, to: Self.copy)
    if attempt != .newFirstPageWithoutLog, let log = try folder.read(setAside + "-wal") {
      try folder.write(log, to: Self.copy + "-wal")
    }
    do {
      let path = folder.path(Self.copy)
      let queue = try DatabaseQueue(path: path, configuration: setting.configuration(readOnly: false))
      defer { do { try queue.close() } catch {} }
      return try queue.read { db in scan(table, db, "ASC") + scan(table, db, "DESC") }
    } catch {
      // This way gives no rows.
      return []
    }
  }

  /// Rows up to the first that cannot be read; from both ends, a damaged page in between costs only its own.
  private func scan(_ table: SealedTable, _ db: Database, _ order: String) -> [StoredRow] {
    var rows: [StoredRow] = []
    do {
      let sql = "SELECT id, version, sealed FROM \(table.name) NOT INDEXED ORDER BY rowid \(order)"
      let cursor = try Row.fetchCursor(db, sql: sql)
      while let row = try cursor.next() {
        if let stored = StoredRow(row) { rows.append(stored) }
      }
    } catch {
      // The rows before the failure are the result.
    }
    return rows
  }

  private func removeCopies() {
    for side in DatabaseOpening.sideFiles { folder.remove(Self.copy + side) }
  }
}
