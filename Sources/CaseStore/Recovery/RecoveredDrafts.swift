import PrivateIO
package import Sealing

/// The drafts and follow-ups of a store whose operator cannot open it any more.
package struct RecoveredDrafts: Hashable, Sendable {
  /// The newest first.
  package let drafts: [DraftRecord]
  /// The earliest due first; done ones are left out.
  package let followUps: [FollowUpRecord]

  /// Reads a copy of a store's folder, which belongs to this user alone. The copy stays as it is.
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
    // Its log may hold the newest rows, so that the reading is one of a damaged file.
    let rescue = DraftRescue(
      folder: folder, setAside: schema.name, schema: schema,
      setting: DatabaseSetting(
        fileSystem: FileSystemKind(magic: FileSystemKind.magic(of: folder.path("."))), patience: 5), storeID: storeID,
      key: key)
    drafts = try rescue.rows(of: .draft).compactMap { row in
      let body: DraftBody? = StoreJSON.value(row.plain)
      return body?.record(version: 0)
    }.sorted { $0.savedAt > $1.savedAt }
    followUps = try rescue.rows(of: .followUp).compactMap { row in
      let body: FollowUpBody? = StoreJSON.value(row.plain)
      return body?.record
    }.filter { $0.doneAt == nil }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
  }
}
