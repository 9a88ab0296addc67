import CSodium
package import Sealing

/// The key pair of one operator (X25519). The public half may be known to anyone; the secret half never leaves the operator.
package struct TeamKeyPair: Sendable {
  static let bytes = Int(crypto_box_PUBLICKEYBYTES)

  package let publicKey: [UInt8]
  package let secretKey: GuardedBytes

  package init(publicKey: [UInt8], secretKey: GuardedBytes) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  static func random() throws(TeamProblem) -> TeamKeyPair {
    try TeamProblem.told { () throws(SealingProblem) in
      let secret = try GuardedBytes.random(count: Int(crypto_box_SECRETKEYBYTES))
      let publicKey = try secret.withBytes { (secret) throws(SealingProblem) in
        var key = [UInt8](repeating: 0, count: bytes)
        crypto_scalarmult_base(&key, secret)
        return key
      }
      return TeamKeyPair(publicKey: publicKey, secretKey: secret)
    }
  }

  /// The secret in a box of `wrap`; nil when the box is for another key, or was changed.
  func unwrapped(_ box: [UInt8]) throws(TeamProblem) -> GuardedBytes? {
    let count = box.count - Int(crypto_box_sealbytes())
    guard count > 0 else { return nil }
    return try TeamProblem.told { () throws(SealingProblem) in
      var isOpen = false
      let plain = try GuardedBytes(count: count) { (plain) throws(SealingProblem) in
        guard let start = plain.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        isOpen = try secretKey.withBytes { (secret) throws(SealingProblem) in
          crypto_box_seal_open(start, box, UInt64(box.count), publicKey, secret) == 0
        }
      }
      return isOpen ? plain : nil
    }
  }

  /// Seals `secret` so that the owner of `publicKey` alone can open it. Throws `badInvitation` for what is no public key.
  static func wrap(_ secret: GuardedBytes, for publicKey: [UInt8]) throws(TeamProblem) -> [UInt8] {
    guard publicKey.count == bytes, Sodium.isReady else { throw .badInvitation }
    var box = [UInt8](repeating: 0, count: secret.count + Int(crypto_box_sealbytes()))
    let code = try TeamProblem.told { () throws(SealingProblem) in
      try secret.withBytes { (plain) throws(SealingProblem) in
        crypto_box_seal(&box, plain, UInt64(secret.count), publicKey)
      }
    }
    guard code == 0 else { throw .badInvitation }
    return box
  }
}

extension TeamProblem {
  init(_ problem: SealingProblem) {
    self =
      switch problem {
      case .noMemory: .noMemory
      case .wiped: .notMember
      case .tampered: .unreadable
      }
  }

  /// Runs `body`; its problem becomes the team's.
  static func told<Result>(_ body: () throws(SealingProblem) -> Result) throws(TeamProblem) -> Result {
    do throws(SealingProblem) { return try body() } catch { throw TeamProblem(error) }
  }
}
