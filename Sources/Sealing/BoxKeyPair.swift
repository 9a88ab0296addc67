import CSodium

/// A key pair for sealed boxes (X25519, libsodium's `crypto_box_seal`): whoever knows the public half can seal a secret
/// for the owner of the secret half, and cannot open it again.
package struct BoxKeyPair: Sendable {
  /// Of the public half.
  package static let bytes = Int(crypto_box_PUBLICKEYBYTES)
  package static let secretBytes = Int(crypto_box_SECRETKEYBYTES)

  package let publicKey: [UInt8]
  package let secretKey: GuardedBytes

  package init(publicKey: [UInt8], secretKey: GuardedBytes) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The pair of a secret half, `secretBytes` long.
  package init(secretKey: GuardedBytes) throws(SealingProblem) {
    guard secretKey.count == Self.secretBytes, Sodium.isReady else { throw .tampered }
    publicKey = try secretKey.withBytes { (secret) throws(SealingProblem) in
      var key = [UInt8](repeating: 0, count: Self.bytes)
      crypto_scalarmult_base(&key, secret)
      return key
    }
    self.secretKey = secretKey
  }

  package static func random() throws(SealingProblem) -> BoxKeyPair {
    try BoxKeyPair(secretKey: try GuardedBytes.random(count: secretBytes))
  }

  /// The secret in a box of `sealed`; nil when the box is for another key, or was changed.
  package func opened(_ box: [UInt8]) throws(SealingProblem) -> GuardedBytes? {
    let count = box.count - Int(crypto_box_sealbytes())
    guard count > 0 else { return nil }
    var isOpen = false
    let plain = try GuardedBytes(count: count) { (plain) throws(SealingProblem) in
      guard let start = plain.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      isOpen = try secretKey.withBytes { (secret) throws(SealingProblem) in
        crypto_box_seal_open(start, box, UInt64(box.count), publicKey, secret) == 0
      }
    }
    return isOpen ? plain : nil
  }

  /// Seals `secret` so that the owner of `publicKey` alone can open it; nil for what is no public key.
  package static func sealed(_ secret: GuardedBytes, for publicKey: [UInt8]) throws(SealingProblem) -> [UInt8]? {
    guard publicKey.count == bytes, Sodium.isReady else { return nil }
    var box = [UInt8](repeating: 0, count: secret.count + Int(crypto_box_sealbytes()))
    let code = try secret.withBytes { (plain) throws(SealingProblem) in
      crypto_box_seal(&box, plain, UInt64(secret.count), publicKey)
    }
    return code == 0 ? box : nil
  }
}
