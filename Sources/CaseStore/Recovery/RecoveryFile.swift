import FoundationEssentials
import Sealing

/// The file `recovery`: the key of drafts and follow-ups, sealed for the site's recovery key, so that the site can read
/// them when the operator has gone. It opens no recent case.
struct RecoveryFile: Codable, Hashable {
  static let name = "recovery"
  private static let storeIDBytes = 16
  private static let keyBytes = 32

  private let format: Int
  /// The public half of the recovery key. All bytes are lower-case hexadecimal.
  private let recipient: String
  private let sealed: String
  /// A keyed hash of all this, so that a file that was changed is written anew.
  private let proof: String

  /// Brings the file up to date, or removes it where the site names no recovery key.
  static func keep(_ keys: StoreKeys, for recipient: [UInt8]?, in folder: StoreFolder) throws(StoreProblem) {
    guard let recipient else {
      guard folder.exists(name) else { return }
      folder.remove(name)
      guard !folder.exists(name) else { throw .unavailable(.recoveryFileStays) }
      return try folder.sync()
    }
    if let file = try read(in: folder), file.recipient == recipient.hex,
      file.proof == (try proof(file.recipient, file.sealed, keys))
    {
      return
    }
    let sealed = try StoreProblem.told { () throws(SealingProblem) in
      let secret = try GuardedBytes(count: keys.storeID.count + keyBytes) { (memory) throws(SealingProblem) in
        memory.copyBytes(from: keys.storeID)
        try keys.drafts.withBytes { (key) throws(SealingProblem) in
          UnsafeMutableRawBufferPointer(rebasing: memory[keys.storeID.count...])
            .copyBytes(from: UnsafeRawBufferPointer(start: key, count: keyBytes))
        }
      }
      defer { secret.wipe() }
      return try BoxKeyPair.sealed(secret, for: recipient)
    }
    guard let sealed else { throw .unavailable(.badRecoveryKey) }
    let file = RecoveryFile(
      format: 1, recipient: recipient.hex, sealed: sealed.hex,
      proof: try proof(recipient.hex, sealed.hex, keys))
    try folder.replace(name, with: try StoreJSON.bytes(file) + [UInt8(ascii: "\n")])
  }

  /// The id and the key of the store in `folder`. Throws `wrongPassphrase` where the recovery key is another one.
  static func opened(in folder: StoreFolder, by pair: BoxKeyPair) throws(StoreProblem) -> (
    storeID: [UInt8], key: GuardedBytes
  )? {
    guard let file = try read(in: folder) else { return nil }
    guard file.format == 1, let box = [UInt8](hex: file.sealed) else { throw .unavailable(.newerSchema) }
    let opened = try StoreProblem.told { () throws(SealingProblem) in try pair.opened(box) }
    guard let opened, opened.count == storeIDBytes + keyBytes else { throw .wrongPassphrase }
    defer { opened.wipe() }
    return try StoreProblem.told { () throws(SealingProblem) in
      try opened.withBytes { (bytes) throws(SealingProblem) in
        let key = try GuardedBytes(count: keyBytes) { memory in
          memory.copyBytes(from: UnsafeRawBufferPointer(start: bytes + storeIDBytes, count: keyBytes))
        }
        return (Array(UnsafeBufferPointer(start: bytes, count: storeIDBytes)), key)
      }
    }
  }

  /// Nil where there is none, or none that can be understood.
  private static func read(in folder: StoreFolder) throws(StoreProblem) -> RecoveryFile? {
    try folder.read(name, limit: 65_536).flatMap { StoreJSON.value($0) }
  }

  private static func proof(_ recipient: String, _ sealed: String, _ keys: StoreKeys) throws(StoreProblem) -> String {
    try keys.hash("recovery", recipient, sealed).hex
  }
}
