import FoundationEssentials
import GRDB

/// The synthetic customers and their cases, in SQLite behind one serial queue.
struct World: Sendable {
  let database: DatabaseQueue

  /// Opens or makes the world; a world that holds nothing yet is seeded.
  ///
  /// - Parameter keys: of the organizations, from now on.
  init(_ configuration: SandboxConfiguration, keys: [String]) throws(SandboxError) {
    do {
      database = try World.open(configuration.database)
      let contents = WorldContents(
        seed: configuration.seed, patients: configuration.patients, clock: WorldClock(now: configuration.now()))
      try WorldSchema.migrator.migrate(database)
      try database.write { db in
        if try WorldState.fetchCount(db) == 0 { try contents.insert(db) }
        for (id, key) in zip([SandboxCatalogue.firstOrganization, SandboxCatalogue.secondOrganization], keys) {
          try Organization.filter(key: id).updateAll(db, Column("apiKey").set(to: key))
        }
      }
    } catch let error as SandboxError {
      throw error
    } catch {
      throw .databaseUnusable(path: configuration.database ?? ":memory:")
    }
  }

  private static func open(_ path: String?) throws -> DatabaseQueue {
    guard let path else { return try DatabaseQueue() }
    let files = FileManager.default
    // SQLite would make the file readable for others under the usual umask; its side files follow the mode of this one.
    if !files.fileExists(atPath: path),
      !files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    {
      throw SandboxError.databaseUnusable(path: path)
    }
    let database: DatabaseQueue
    do {
      database = try DatabaseQueue(path: path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw SandboxError.databaseForeign(path: path)
    }
    let isForeign = try database.read { db in
      let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      let isWorld = try db.tableExists(WorldState.databaseTableName)
      return !isEmpty && !isWorld
    }
    if isForeign { throw SandboxError.databaseForeign(path: path) }
    return database
  }
}

extension Database {
  /// A generator for the ids of one write; no two writes of a world get the same one.
  func nextGenerator() throws -> SplitMix64 {
    guard var state = try WorldState.fetchOne(self) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    state.serial += 1
    try state.update(self)
    return SplitMix64(seed: UInt64(bitPattern: state.seed) ^ 0x5EED_0F17_E5, part: -state.serial)
  }
}
