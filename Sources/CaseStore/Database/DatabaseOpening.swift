import FoundationEssentials
import GRDB
import Glibc
import PrivateIO
import Sealing

/// Opens one file of the store. The file is made private before SQLite sees it, and migrated; when it is damaged, a new
/// file is begun next to it. Nothing else ever moves or removes a file.
struct DatabaseOpening {
  let folder: StoreFolder
  let schema: StoreSchema
  let keys: StoreKeys
  let setting: DatabaseSetting
  /// True when another session of this store is live.
  let hasOtherSession: Bool
  /// The store is being made, so that no file is missing.
  let isNew: Bool
  let now: Date

  private var name: String { schema.name }
  private var key: GuardedBytes { schema.tables.contains(.draft) ? keys.drafts : keys.cache }
  static let sideFiles = ["", "-wal", "-shm", "-journal"]

  func open() throws(StoreProblem) -> (StoreDatabase, [StoreNotice]) {
    for side in Self.sideFiles { try folder.judge(name + side) }
    guard folder.exists(name) else { return isNew ? (try begin(), []) : try anew(isMissing: true) }
    switch try inspection() {
    case .current: return (try plain(), [])
    case .newer: throw .unavailable(.newerSchema)
    case .older: return try older()
    case .damaged: return try anew(isMissing: false)
    }
  }

  /// Inspects the file. SQLite may have to repair a file before it can read it (a hot journal; a log without shared
  /// memory); in that case it may write.
  private func inspection() throws(StoreProblem) -> DatabaseInspection {
    do throws(StoreProblem) {
      return try DatabaseInspection(
        name, in: folder, schema: schema, setting: setting, storeID: keys.storeID, key: key)
    } catch {
      let needsLog = setting.fileSystem == .network && error == .unavailable(.diskFailed)
      guard needsLog || error == .unavailable(.readOnly) || error == .unavailable(.cannotOpen) else { throw error }
      do throws(StoreProblem) {
        try attempt { try database().close() }
      } catch {
        guard error == .unavailable(.damaged) else { throw error }
        return .damaged
      }
      return try DatabaseInspection(
        name, in: folder, schema: schema, setting: setting, storeID: keys.storeID, key: key)
    }
  }

  private func begin(losingMark: Bool = false) throws(StoreProblem) -> StoreDatabase {
    // Made under another name, so that a crash never leaves half a file under the true one.
    let fresh = name + ".new"
    for side in Self.sideFiles { folder.remove(fresh + side) }
    Glibc.close(try folder.create(fresh))
    try attempt {
      let database = try self.database(fresh)
      try database.begin(with: key, losingMark: losingMark)
      try database.close()
    }
    guard folder.rename(fresh, to: name) else { throw .unavailable(.init(system: errno)) }
    // Without a log, an empty journal stays behind.
    folder.remove(fresh + "-journal")
    try folder.sync()
    return try plain()
  }

  private func plain() throws(StoreProblem) -> StoreDatabase {
    try attempt {
      let database = try self.database()
      try schema.migrator.migrate(database.queue)
      return database
    }
  }

  private func database(_ name: String? = nil) throws -> StoreDatabase {
    try StoreDatabase(path: folder.path(name ?? self.name), schema: schema, storeID: keys.storeID, setting: setting)
  }

  private func older() throws(StoreProblem) -> (StoreDatabase, [StoreNotice]) {
    guard !hasOtherSession else { throw .unavailable(.otherSession) }
    var notices: [StoreNotice] = []
    if schema.tables.contains(.draft) {
      let copy = unusedName { "\(schema.name).before-\(schema.migrations.last?.id ?? "")-\($0)" }
      Glibc.close(try folder.create(copy))
      try attempt {
        let database = try self.database()
        // The copy is of sealed rows, into a file that is there already, empty and private.
        try database.queue.vacuum(into: folder.path(copy))
        try database.close()
      }
      try folder.syncFile(copy)
      notices.append(.draftsCopied(to: copy))
    }
    return (try plain(), notices)
  }

  // MARK: - Damage

  /// - Parameter isMissing: the file itself is gone; what was beside it is set aside, as it belongs to no other file.
  private func anew(isMissing: Bool) throws(StoreProblem) -> (StoreDatabase, [StoreNotice]) {
    guard !hasOtherSession else { throw .unavailable(.damaged) }
    let setAside = unusedName { "\(schema.name).damaged-\($0)" }
    // Moves the log first: a file without its log is an older state, but a log without its file is worth nothing.
    for side in Self.sideFiles.reversed() where folder.exists(name + side) {
      guard folder.rename(name + side, to: setAside + side) else {
        throw .unavailable(.init(system: errno))
      }
    }
    try folder.sync()
    let database = try begin(losingMark: isMissing)
    let rescue = DraftRescue(
      folder: folder, setAside: setAside, schema: schema, setting: setting, storeID: keys.storeID, key: key)
    let drafts = schema.tables.contains(.draft) ? try rescue.rows(of: .draft) : []
    let followUps = schema.tables.contains(.followUp) ? try rescue.rows(of: .followUp) : []
    // With the mark of the activity record lost, lines cut from its end would go unnoticed once.
    let marks = schema.tables.contains(.activityMark) ? try rescue.rows(of: .activityMark) : []
    let secrets = schema.tables.contains(.teamSecret) ? try rescue.rows(of: .teamSecret) : []
    try database.change(with: key) { rows in
      for (id, plain) in drafts { _ = try rows.put(.draft, id, plain) }
      for (id, plain) in followUps { _ = try rows.put(.followUp, id, plain) }
      for (id, plain) in marks { _ = try rows.put(.activityMark, id, plain) }
      for (id, plain) in secrets { _ = try rows.put(.teamSecret, id, plain) }
    }
    let missing: [StoreNotice] = isMissing ? [.fileMissing(name)] : []
    guard schema.tables.contains(.draft) else {
      return (database, isMissing ? missing : [.cacheDamaged(setAside: setAside)])
    }
    let rescued = drafts.count + followUps.count
    guard !isMissing || rescued > 0 else { return (database, missing) }
    return (database, missing + [.draftsDamaged(setAside: setAside, rescued: rescued)])
  }

  /// A name that no file with its side files has, with the time in it.
  private func unusedName(_ make: (String) -> String) -> String {
    let time = now.formatted(.iso8601).filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    var name = make(time)
    var count = 1
    while Self.sideFiles.contains(where: { folder.exists(name + $0) }) {
      count += 1
      name = make(time + "-\(count)")
    }
    return name
  }

  private func attempt<Result>(_ body: () throws -> Result) throws(StoreProblem) -> Result {
    do {
      return try body()
    } catch let problem as StoreProblem {
      throw problem
    } catch {
      throw .unavailable(StoreObstacle(error))
    }
  }
}
