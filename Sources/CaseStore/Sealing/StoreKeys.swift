import CSodium

/// The keys of one store: made from its data key, each for one purpose.
struct StoreKeys: Sendable {
  /// A random id, made with the store. It binds every row to the store and is not secret.
  let storeID: [UInt8]
  let cache: GuardedBytes
  let drafts: GuardedBytes
  private let lookups: GuardedBytes

  init(storeID: [UInt8], dataKey: GuardedBytes) throws(StoreProblem) {
    self.storeID = storeID
    cache = try Self.subkey(1, of: dataKey)
    drafts = try Self.subkey(2, of: dataKey)
    lookups = try Self.subkey(3, of: dataKey)
  }

  func wipe() {
    for key in [cache, drafts, lookups] { key.wipe() }
  }

  /// A name for `parts` that says nothing about them to who has no key.
  func hash(_ parts: String...) throws(StoreProblem) -> [UInt8] {
    var message: [UInt8] = []
    for part in parts {
      message += withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian, Array.init)
      message += Array(part.utf8)
    }
    return try lookups.withBytes { (key) throws(StoreProblem) in
      var digest = [UInt8](repeating: 0, count: 32)
      crypto_generichash(&digest, digest.count, message, UInt64(message.count), key, lookups.count)
      return digest
    }
  }

  private static func subkey(_ number: UInt64, of dataKey: GuardedBytes) throws(StoreProblem) -> GuardedBytes {
    try GuardedBytes(count: 32) { (memory) throws(StoreProblem) in
      try dataKey.withBytes { (key) throws(StoreProblem) in
        guard let start = memory.baseAddress else { return }
        // Exactly crypto_kdf_CONTEXTBYTES (8) long.
        let context = "casedesk".utf8.map(CChar.init)
        _ = crypto_kdf_derive_from_key(
          start.assumingMemoryBound(to: UInt8.self), memory.count, number, context, key)
      }
    }
  }
}
