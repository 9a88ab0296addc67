import FoundationEssentials
import PrivateIO
package import Sealing

/// The drafts and follow-ups of a store whose operator cannot open it any more.
package struct RecoveredDrafts: Hashable, Sendable {
  /// The newest first.
  package let drafts: [DraftRecord]
  /// The earliest due first; done ones are left out.
  package let followUps: [FollowUpRecord]
  /// Rows that this store did not seal as they are now, or that this version does not understand.
  package let unreadable: Int
  /// The file is damaged, or of an older version: some of these may be older than what was saved last, or sent already, and
  /// others may not be listed at all.
  package let isDamaged: Bool

  /// Reads a copy of a store's folder, which belongs to this user alone and can be written to.
  ///
  /// - Parameter key: the secret half of the site's recovery key.
  package init(copy path: String, key: GuardedBytes) throws(StoreProblem) {
    let folder = try StoreFolder(copy: path)
    let pair = try StoreProblem.told { () throws(SealingProblem) in try BoxKeyPair(secretKey: key) }
    guard let (storeID, key) = try RecoveryFile.opened(in: folder, by: pair) else {
      throw .unavailable(.place("\(path.visibleShellWord) has no readable file \(RecoveryFile.name)"))
    }
    defer { key.wipe() }
    let schema = StoreSchema.drafts
    guard folder.exists(schema.name) else {
      throw .unavailable(.place("\(path.visibleShellWord) has no file \(schema.name)"))
    }
    for side in DatabaseOpening.sideFiles { try folder.judge(schema.name + side) }
    let setting = DatabaseSetting(
      fileSystem: FileSystemKind(magic: FileSystemKind.magic(of: folder.path("."))), patience: 5)
    let state = try DatabaseInspection(
      schema.name, in: folder, schema: schema, setting: setting, storeID: storeID, key: key)
    switch state {
    case .newer: throw .unavailable(.newerSchema)
    case .current:
      let (drafts, followUps) = try Self.rows(in: folder, schema, setting, storeID, key)
      self.init(Array(drafts.values), Array(followUps.values), isDamaged: false)
    case .older, .damaged:
      let rescue = DraftRescue(
        folder: folder, setAside: schema.name, schema: schema, setting: setting, storeID: storeID, key: key)
      func rescued(_ table: SealedTable) throws(StoreProblem) -> [SealedRows.Row] {
        try rescue.rows(of: table).map { .plain($0.plain, version: 0) }
      }
      self.init(try rescued(.draft), try rescued(.followUp), isDamaged: true)
    }
  }

  private static func rows(
    in folder: StoreFolder, _ schema: StoreSchema, _ setting: DatabaseSetting, _ storeID: [UInt8], _ key: GuardedBytes
  ) throws(StoreProblem) -> (drafts: [Data: SealedRows.Row], followUps: [Data: SealedRows.Row]) {
    let database: StoreDatabase
    do {
      database = try StoreDatabase(path: folder.path(schema.name), schema: schema, storeID: storeID, setting: setting)
    } catch {
      throw .unavailable(StoreObstacle(error))
    }
    let found = try database.look(with: key) { rows in (try rows.rows(.draft), try rows.rows(.followUp)) }
    try database.close()
    return found
  }

  private init(_ drafts: [SealedRows.Row], _ followUps: [SealedRows.Row], isDamaged: Bool) {
    let readDrafts = drafts.compactMap { row in
      row.value(of: DraftBody.self).flatMap { body, version in body.record(version: version) }
    }
    let readFollowUps = followUps.compactMap { row in
      row.value(of: FollowUpBody.self).flatMap { body, _ in body.record }
    }
    self.drafts = readDrafts.sorted { $0.savedAt > $1.savedAt }
    self.followUps = readFollowUps.filter { $0.doneAt == nil }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    unreadable = drafts.count - readDrafts.count + followUps.count - readFollowUps.count
    self.isDamaged = isDamaged
  }
}

extension SealedRows.Row {
  /// Nil for a row that cannot be read.
  fileprivate func value<Value: Decodable>(of type: Value.Type) -> (value: Value, version: Int64)? {
    guard case .plain(let bytes, let version) = self, let value: Value = StoreJSON.value(bytes) else { return nil }
    return (value, version)
  }
}
