import CSodium
import FoundationEssentials
import Sealing

/// The file `key`: the store's data key, wrapped under what unlocks the store. Useless without that.
struct KeyFile: Codable, Hashable {
  static let name = "key"
  private static let saltBytes = Int(crypto_pwhash_argon2id_SALTBYTES)

  private let format: Int
  /// All bytes are lower-case hexadecimal.
  private let store: String
  private let kind: UnlockKind
  /// The cost of a passphrase; nil for a key command.
  private let argon2id: UnlockCost?
  private let salt: String
  private let wrappedKey: String
  /// True until the files of rows are made, so that a missing file can be told from an interrupted start.
  private var unfinished: Bool?

  /// Nil when there is none.
  static func read(in folder: StoreFolder) throws(StoreProblem) -> KeyFile? {
    guard let bytes = try folder.read(name, limit: 65_536) else { return nil }
    do {
      let file = try JSONDecoder().decode(KeyFile.self, from: Data(bytes))
      guard file.format <= 1 else { throw StoreProblem.unavailable(.newerSchema) }
      let isSane = file.kind == .key || file.argon2id?.isSane == true
      guard file.format == 1, isSane, [UInt8](hex: file.salt)?.count == saltBytes, file.storeID.count == 16 else {
        throw StoreProblem.unavailable(.keyFileDamaged)
      }
      return file
    } catch let problem as StoreProblem {
      throw problem
    } catch {
      throw .unavailable(.keyFileDamaged)
    }
  }

  /// The files of rows may be missing yet.
  var isUnfinished: Bool { unfinished ?? false }

  /// The kind of secret that opens the store.
  var unlockKind: UnlockKind { kind }

  private var storeID: [UInt8] { [UInt8](hex: store) ?? [] }

  /// Wraps `dataKey` for `secret` with its own salt. Refuses a short key, which older versions accepted.
  ///
  /// - Parameter cost: of a passphrase.
  static func wrapping(
    _ dataKey: GuardedBytes, storeID: [UInt8], for secret: UnlockSecret, cost: UnlockCost, isUnfinished: Bool = false
  ) throws(StoreProblem) -> KeyFile {
    guard !secret.isShortKey || secret.isEmpty else { throw .unavailable(.shortKey) }
    let salt = try StoreProblem.told { () throws(SealingProblem) in try Sodium.random(count: saltBytes) }
    let argon2id = secret.kind == .passphrase ? cost : nil
    let key = try Self.wrappingKey(secret, salt: salt, argon2id: argon2id)
    let binding = binding(storeID: storeID, kind: secret.kind, argon2id: argon2id, salt: salt)
    let wrapped = try StoreProblem.told { () throws(SealingProblem) in
      var copy = try dataKey.copy()
      defer { copy.wipe() }
      return try SealedBox.seal(copy, boundTo: binding, with: key)
    }
    return KeyFile(
      format: 1, store: storeID.hex, kind: secret.kind, argon2id: argon2id, salt: salt.hex, wrappedKey: wrapped.hex,
      unfinished: isUnfinished ? true : nil)
  }

  /// The data key and the store's id. Throws `.wrongPassphrase` when `secret` is not the one.
  func unwrapped(by secret: UnlockSecret) throws(StoreProblem) -> (dataKey: GuardedBytes, storeID: [UInt8]) {
    guard secret.kind == kind else { throw .unavailable(kind.obstacle) }
    guard let salt = [UInt8](hex: salt), let wrapped = [UInt8](hex: wrappedKey) else {
      throw .unavailable(.keyFileDamaged)
    }
    let key = try Self.wrappingKey(secret, salt: salt, argon2id: argon2id)
    let binding = Self.binding(storeID: storeID, kind: kind, argon2id: argon2id, salt: salt)
    var plain: [UInt8]
    do throws(SealingProblem) {
      plain = try SealedBox.open(wrapped, boundTo: binding, with: key)
    } catch {
      throw error == .tampered ? .wrongPassphrase : StoreProblem(error)
    }
    guard plain.count == 32 else {
      plain.wipe()
      throw .unavailable(.keyFileDamaged)
    }
    return (try StoreProblem.told { () throws(SealingProblem) in try GuardedBytes(moving: &plain) }, storeID)
  }

  /// From now on a missing file of rows is a loss.
  static func finish(in folder: StoreFolder) throws(StoreProblem) {
    guard var file = try read(in: folder), file.isUnfinished else { return }
    file.unfinished = nil
    try file.write(in: folder)
  }

  func write(in folder: StoreFolder) throws(StoreProblem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let bytes: [UInt8]
    do {
      bytes = Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw .unavailable(.other)
    }
    try folder.replace(Self.name, with: bytes)
  }

  private static func wrappingKey(
    _ secret: UnlockSecret, salt: [UInt8], argon2id: UnlockCost?
  ) throws(StoreProblem) -> GuardedBytes {
    switch secret {
    case .passphrase(let text):
      guard text.count > 0 else { throw .unavailable(.emptySecret) }
      guard let argon2id else { throw .unavailable(.keyFileDamaged) }
      return try argon2id.stretched(text, salt: salt)
    case .key(let bytes):
      guard bytes.count > 0 else { throw .unavailable(.emptySecret) }
      return try StoreProblem.told { () throws(SealingProblem) in
        try GuardedBytes(count: 32) { (key) throws(SealingProblem) in
          try bytes.withBytes { (text) throws(SealingProblem) in
            guard let start = key.baseAddress else { return }
            _ = crypto_generichash(
              start.assumingMemoryBound(to: UInt8.self), key.count, text, UInt64(bytes.count), salt,
              salt.count)
          }
        }
      }
    }
  }

  private static func binding(storeID: [UInt8], kind: UnlockKind, argon2id: UnlockCost?, salt: [UInt8]) -> [UInt8] {
    let cost = argon2id.map { "\($0.operations) \($0.memory)" } ?? ""
    return SealedBox.binding(Array("key".utf8), storeID, Array(kind.rawValue.utf8), Array(cost.utf8), salt)
  }
}
