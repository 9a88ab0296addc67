import CSodium

extension GuardedBytes {
  /// A name of 32 bytes for `parts` that says nothing about them to who has no key (BLAKE2b under this key). Each part
  /// counts with its length, so that no two lists of parts give the same name.
  package func hash(_ parts: [String]) throws(SealingProblem) -> [UInt8] {
    var message: [UInt8] = []
    for part in parts {
      message += withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian, Array.init)
      message += Array(part.utf8)
    }
    return try withBytes { (key) throws(SealingProblem) in
      var digest = [UInt8](repeating: 0, count: 32)
      crypto_generichash(&digest, digest.count, message, UInt64(message.count), key, count)
      return digest
    }
  }

  /// A key of 32 bytes for one purpose, made from this one, which must have 32 as well.
  ///
  /// - Parameter context: 8 characters of ASCII that tell the users of numbers apart.
  package func subkey(_ number: UInt64, context: String) throws(SealingProblem) -> GuardedBytes {
    let name = context.utf8.map(CChar.init(bitPattern:))
    guard name.count == Int(crypto_kdf_CONTEXTBYTES), count == Int(crypto_kdf_KEYBYTES) else { throw .tampered }
    return try GuardedBytes(count: 32) { (memory) throws(SealingProblem) in
      try withBytes { (key) throws(SealingProblem) in
        guard let start = memory.baseAddress else { return }
        _ = crypto_kdf_derive_from_key(
          start.assumingMemoryBound(to: UInt8.self), memory.count, number, name, key)
      }
    }
  }
}
