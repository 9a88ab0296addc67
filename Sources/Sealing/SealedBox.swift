import CSodium

/// Authenticated encryption of one value: a format byte, a random nonce of 24 bytes, XChaCha20-Poly1305 ciphertext and tag.
package enum SealedBox {
  private static let format: UInt8 = 1
  private static let nonceBytes = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  private static let tagBytes = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

  /// - Parameter binding: what the value belongs to. Only the same bytes open it again.
  package static func seal(
    _ plain: [UInt8], boundTo binding: [UInt8], with key: GuardedBytes
  ) throws(SealingProblem) -> [UInt8] {
    let nonce = try Sodium.random(count: nonceBytes)
    var sealed = [UInt8](repeating: 0, count: plain.count + tagBytes)
    var length: UInt64 = 0
    try key.withBytes { (key) throws(SealingProblem) in
      _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
        &sealed, &length, plain, UInt64(plain.count), binding, UInt64(binding.count), nil, nonce, key)
    }
    return [format] + nonce + sealed
  }

  /// Throws `.tampered` for anything but what `seal` made for this key and binding.
  package static func open(
    _ box: [UInt8], boundTo binding: [UInt8], with key: GuardedBytes
  ) throws(SealingProblem) -> [UInt8] {
    guard box.first == format, box.count >= 1 + nonceBytes + tagBytes else { throw .tampered }
    let nonce = Array(box[1..<1 + nonceBytes])
    let sealed = Array(box[(1 + nonceBytes)...])
    var plain = [UInt8](repeating: 0, count: sealed.count - tagBytes)
    var length: UInt64 = 0
    let code = try key.withBytes { (key) throws(SealingProblem) in
      crypto_aead_xchacha20poly1305_ietf_decrypt(
        &plain, &length, nil, sealed, UInt64(sealed.count), binding, UInt64(binding.count), nonce, key)
    }
    guard code == 0 else { throw .tampered }
    return plain
  }

  /// Joins parts, each preceded by its length, so that no two lists of parts give the same bytes.
  ///
  /// - Parameter context: the kind of store, so that no value of one opens in another.
  package static func binding(of context: String, _ parts: [[UInt8]]) -> [UInt8] {
    parts.reduce(into: Array(context.utf8)) { binding, part in
      binding += withUnsafeBytes(of: UInt64(part.count).littleEndian, Array.init)
      binding += part
    }
  }
}
