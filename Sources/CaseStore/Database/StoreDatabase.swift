import GRDB
import PrivateIO
import Sealing
import Synchronization

/// One SQLite file of the store, behind one connection: SQLite's own locks keep processes apart, and a busy timeout lets
/// them wait for each other.
final class StoreDatabase: Sendable {
  let queue: DatabaseQueue
  let schema: StoreSchema
  private let storeID: [UInt8]
  /// The newest version that this process has seen. An older manifest must have been put back.
  private let newest = Mutex<Int64>(0)

  init(path: String, schema: StoreSchema, storeID: [UInt8], setting: DatabaseSetting) throws {
    queue = try DatabaseQueue(path: path, configuration: setting.configuration(readOnly: false))
    self.schema = schema
    self.storeID = storeID
  }

  /// Gives a new file its tables and its manifest.
  ///
  /// - Parameter losingMark: the file before it is gone with its mark of the activity file.
  func begin(with key: GuardedBytes, losingMark: Bool) throws {
    try schema.migrator.migrate(queue)
    try queue.write { db in
      var rows = SealedRows(beginning: db, storeID: storeID, key: key)
      if losingMark { try rows.putLostMark() }
      try rows.writeManifest()
    }
  }

  /// Changes rows. When this returns, all of the change is on disk; when it throws, none of it is.
  func change<Result>(
    with key: GuardedBytes, _ body: (inout SealedRows) throws -> Result
  ) throws(StoreProblem) -> Result {
    do {
      let (result, version) = try queue.writeWithoutTransaction { db in
        var outcome: (Result, Int64)?
        try db.inTransaction(.immediate) {
          var rows = try SealedRows(db, storeID: storeID, key: key, newest: newest.withLock { $0 })
          let result = try body(&rows)
          try rows.writeManifest()
          outcome = (result, rows.version)
          return .commit
        }
        guard let outcome else { throw StoreProblem.notSaved(.other) }
        return outcome
      }
      newest.withLock { $0 = max($0, version) }
      return result
    } catch let problem as StoreProblem {
      throw problem
    } catch {
      throw .notSaved(StoreObstacle(error))
    }
  }

  /// Reads rows of one moment.
  func look<Result>(
    with key: GuardedBytes, _ body: (SealedRows) throws -> Result
  ) throws(StoreProblem) -> Result {
    do {
      let (result, version) = try queue.read { db in
        let rows = try SealedRows(db, storeID: storeID, key: key, newest: newest.withLock { $0 })
        return (try body(rows), rows.version)
      }
      newest.withLock { $0 = max($0, version) }
      return result
    } catch let problem as StoreProblem {
      throw problem
    } catch {
      throw .unavailable(StoreObstacle(error))
    }
  }

  /// Leaves nothing of deleted rows: `secure_delete` overwrote them in the pages, which go to the file now, and the log is
  /// emptied.
  func emptyLog() throws(StoreProblem) {
    do {
      try queue.writeWithoutTransaction { db in
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" else { return }
        try db.checkpoint(.truncate)
      }
    } catch {
      throw .notPurged(StoreObstacle(error))
    }
  }

  func close() throws(StoreProblem) {
    do { try queue.close() } catch { throw .unavailable(StoreObstacle(error)) }
  }
}

/// How every connection is set.
struct DatabaseSetting: Hashable, Sendable {
  let fileSystem: FileSystemKind
  /// How long a connection waits for another process, in seconds.
  let patience: Double

  /// Errors from SQLite show SQL but no values, because statement arguments stay private by default.
  func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { [fileSystem] db in
      // This must come before the first access to the file, since network file systems have no shared memory.
      if fileSystem == .network { try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
      // Sorting and rebuilding would else write rows to /var/tmp.
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      guard !readOnly else { return }
      try db.execute(sql: "PRAGMA secure_delete = ON")
      let journal = fileSystem == .network ? "TRUNCATE" : "WAL"
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = \(journal)")
      // This must come after the journal mode. A change that is confirmed is on disk.
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }
}
