import FoundationEssentials
import Glibc
import PrivateIO
import Sealing
import Synchronization

/// The store of one operator and profile on disk: `cache.sqlite` (recents and links, may be wiped), `drafts.sqlite` (never
/// wiped), `key` (the wrapped data key) and `sessions/`. Every row is sealed.
///
/// Calls block until the disk has answered: an actor that makes them runs on a `SerialQueueExecutor`.
package final class LocalStore: Sendable {
  /// Sentences about how the store opened, for the person.
  package let notices: [StoreNotice]
  /// The mark of this run of the program.
  package var sessionID: String { session.id }

  let cache: StoreDatabase
  let draftFile: StoreDatabase
  let place: StorePlace
  let folder: StoreFolder
  let session: OwnSession
  let options: StoreOptions
  let holder: DraftHolder
  private let keys: Mutex<StoreKeys?>
  private let storeID: [UInt8]

  /// The kind of secret that opens the store of `place`; nil when there is no store yet, so that a passphrase would be
  /// a new one. Throws when rows exist without the key file that opens them.
  package static func unlockKind(of place: StorePlace) throws(StoreProblem) -> UnlockKind? {
    guard try StoreFolder.exists(place) else { return nil }
    let folder = try StoreFolder(place)
    if let file = try KeyFile.read(in: folder) { return file.unlockKind }
    try refuseRowsWithoutKey(in: folder, StoreOptions())
    return nil
  }

  /// The files of rows that are gone from the store of `place`; empty where there is no store, or nothing is missing.
  package static func missingFiles(of place: StorePlace) throws(StoreProblem) -> [String] {
    guard try StoreFolder.exists(place) else { return [] }
    let folder = try StoreFolder(place)
    guard let file = try KeyFile.read(in: folder), !file.isUnfinished else { return [] }
    return [StoreSchema.drafts.name, StoreSchema.cache.name].filter { !folder.exists($0) }
  }

  /// A new key would make the existing rows unreadable forever.
  private static func refuseRowsWithoutKey(
    in folder: StoreFolder, _ options: StoreOptions
  ) throws(StoreProblem) {
    guard ![options.cacheSchema, options.draftSchema].contains(where: { folder.exists($0.name) }) else {
      throw .unavailable(.keyFileMissing)
    }
  }

  /// Opens the store, or makes it. On an error nothing that was there has changed.
  ///
  /// - Parameters:
  ///   - secret: not kept. A new store takes it as its passphrase or key.
  ///   - terminal: `pts/3`, for other sessions to name this one.
  package static func open(
    _ place: StorePlace, with secret: UnlockSecret, terminal: String = "", options: StoreOptions = StoreOptions()
  ) throws(StoreProblem) -> LocalStore {
    let folder = try StoreFolder(place)
    let opening = try OpeningLock(folder, patience: .seconds(10))
    // Until here, so that nobody else opens or makes the files meanwhile.
    defer { withExtendedLifetime(opening) {} }
    let keys = try self.keys(in: folder, secret, options)
    do throws(StoreProblem) {
      let store = try LocalStore(folder, keys, place, terminal: terminal, options)
      try KeyFile.finish(in: folder)
      return store
    } catch {
      keys.wipe()
      // SQLite says "I/O error" or "cannot open" where there is no room for the files beside its own.
      let mayBeFull = error == .unavailable(.diskFailed) || error == .unavailable(.cannotOpen)
      throw mayBeFull && folder.isFull ? .unavailable(.diskFull) : error
    }
  }

  private init(
    _ folder: StoreFolder, _ keys: StoreKeys, _ place: StorePlace, terminal: String, _ options: StoreOptions
  ) throws(StoreProblem) {
    self.place = place
    self.folder = folder
    self.options = options
    storeID = keys.storeID
    let sessions = SessionFolder(folder: folder)
    try sessions.removeUnfinished()
    let hasOtherSession = try sessions.all().contains { $0.isAlive }
    let setting = DatabaseSetting(
      fileSystem: FileSystemKind(magic: options.fileSystem(folder.path("."))), patience: options.patience)
    let isNew = try KeyFile.read(in: folder)?.isUnfinished ?? false
    func opened(_ schema: StoreSchema) throws(StoreProblem) -> (StoreDatabase, [StoreNotice]) {
      try DatabaseOpening(
        folder: folder, schema: schema, keys: keys, setting: setting, hasOtherSession: hasOtherSession, isNew: isNew,
        now: options.now()
      ).open()
    }
    var notices: [StoreNotice] = setting.fileSystem == .network ? [.networkFileSystem] : []
    let (drafts, ofDrafts) = try opened(options.draftSchema)
    let (cache, ofCache) = try opened(options.cacheSchema)
    notices += ofDrafts + ofCache
    do throws(StoreProblem) {
      try RecoveryFile.keep(keys, for: options.recoveryKey, in: folder)
    } catch {
      notices.append(.recoveryNotKept(error.words))
    }
    self.notices = notices
    self.cache = cache
    draftFile = drafts
    session = try sessions.begin(options.session, terminal: terminal, at: options.now(), listens: options.listens)
    holder = DraftHolder(operatorID: place.operatorID, sessionID: session.id, terminal: terminal)
    self.keys = Mutex(keys)
    try forgetEndedSessions()
    // When none of the marks could be rescued, the mark that both files held is gone.
    if ofDrafts.contains(where: \.isLoss), ofCache.contains(where: \.isLoss), try !hasActivityMark() {
      try noteLostMark()
    }
  }

  // MARK: - Keys

  /// The keys for one call; throws while the store is locked.
  func openKeys() throws(StoreProblem) -> StoreKeys {
    guard let keys = keys.withLock({ $0 }) else { throw .locked }
    return keys
  }

  /// Wipes the keys. Until `unlock` every call throws `.locked`.
  package func lock() {
    keys.withLock { keys in
      keys?.wipe()
      keys = nil
    }
  }

  package func unlock(with secret: UnlockSecret) throws(StoreProblem) {
    guard let file = try KeyFile.read(in: folder) else { throw .unavailable(.keyFileMissing) }
    let unwrapped = try file.unwrapped(by: secret)
    defer { unwrapped.dataKey.wipe() }
    guard unwrapped.storeID == storeID else { throw .unavailable(.keyFileDamaged) }
    let fresh = try StoreKeys(storeID: storeID, dataKey: unwrapped.dataKey)
    keys.withLock { keys in
      keys?.wipe()
      keys = fresh
    }
  }

  /// Throws `wrongPassphrase` where the secret is not the one that opens the store.
  package func check(_ secret: UnlockSecret) throws(StoreProblem) {
    guard let file = try KeyFile.read(in: folder) else { throw .unavailable(.keyFileMissing) }
    try file.unwrapped(by: secret).dataKey.wipe()
  }

  /// Replaces the secret: `new` opens the store from now on, and `old` no longer does. The rows stay as they are. A
  /// backup of the old key file still opens with `old`.
  package func change(from old: UnlockSecret, to new: UnlockSecret) throws(StoreProblem) {
    let opening = try OpeningLock(folder, patience: .seconds(10))
    defer { withExtendedLifetime(opening) {} }
    guard let file = try KeyFile.read(in: folder) else { throw .unavailable(.keyFileMissing) }
    let unwrapped = try file.unwrapped(by: old)
    defer { unwrapped.dataKey.wipe() }
    try KeyFile.wrapping(
      unwrapped.dataKey, storeID: unwrapped.storeID, for: new, cost: try options.unlockCost(for: new)
    )
    .write(in: folder)
  }

  private static func keys(
    in folder: StoreFolder, _ secret: UnlockSecret, _ options: StoreOptions
  ) throws(StoreProblem) -> StoreKeys {
    if let file = try KeyFile.read(in: folder) {
      let unwrapped = try file.unwrapped(by: secret)
      defer { unwrapped.dataKey.wipe() }
      return try StoreKeys(storeID: unwrapped.storeID, dataKey: unwrapped.dataKey)
    }
    try refuseRowsWithoutKey(in: folder, options)
    let dataKey = try StoreProblem.told { () throws(SealingProblem) in try GuardedBytes.random(count: 32) }
    defer { dataKey.wipe() }
    let storeID = try StoreProblem.told { () throws(SealingProblem) in try Sodium.random(count: 16) }
    try KeyFile.wrapping(
      dataKey, storeID: storeID, for: secret, cost: try options.unlockCost(for: secret), isUnfinished: true
    )
    .write(in: folder)
    return try StoreKeys(storeID: storeID, dataKey: dataKey)
  }

  /// Ends the session cleanly and wipes the keys. The store is of no use afterwards.
  package func close() throws(StoreProblem) {
    session.end()
    lock()
    try cache.close()
    try draftFile.close()
  }
}
