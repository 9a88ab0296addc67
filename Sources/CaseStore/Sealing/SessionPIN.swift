import CSodium
package import Sealing

/// The PIN that unlocks the screen of a session with a memory-only store. Only this process knows it; never on disk.
package struct SessionPIN: Sendable {
  private let salt: [UInt8]
  private let hash: GuardedBytes
  private let cost: UnlockCost

  /// - Parameter cost: of one try; the default's time is measured as for a passphrase.
  package init(_ pin: GuardedBytes, cost: UnlockCost? = nil) throws(StoreProblem) {
    guard pin.count > 0 else { throw .unavailable(.emptySecret) }
    salt = try StoreProblem.told { () throws(SealingProblem) in
      try Sodium.random(count: Int(crypto_pwhash_argon2id_SALTBYTES))
    }
    self.cost = if let cost { cost } else { try UnlockCost.sharedHost.calibrated() }
    hash = try self.cost.stretched(pin, salt: salt)
  }

  /// Takes the same time whether or not the PIN is right.
  package func isRight(_ pin: GuardedBytes) throws(StoreProblem) -> Bool {
    let other = try cost.stretched(pin, salt: salt)
    return try StoreProblem.told { () throws(SealingProblem) in
      try hash.withBytes { (mine) throws(SealingProblem) in
        try other.withBytes { (theirs) throws(SealingProblem) in
          sodium_memcmp(mine, theirs, other.count) == 0
        }
      }
    }
  }
}
