import CSodium
import Glibc
package import Sealing

/// The secret that opens a store.
package enum UnlockSecret: Sendable {
  /// The passphrase that the person typed.
  case passphrase(GuardedBytes)
  /// The key that the key command printed.
  case key(GuardedBytes)

  /// The output of a key command, without one line end at its end. The array is overwritten.
  package static func printed(_ bytes: inout [UInt8]) throws(StoreProblem) -> UnlockSecret {
    defer { bytes.wipe() }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return .key(try StoreProblem.told { () throws(SealingProblem) in try GuardedBytes(moving: &bytes) })
  }

  /// The passphrase that the person typed, as UTF-8. The array is overwritten.
  package static func typed(_ bytes: inout [UInt8]) throws(StoreProblem) -> UnlockSecret {
    .passphrase(try StoreProblem.told { () throws(SealingProblem) in try GuardedBytes(moving: &bytes) })
  }

  var kind: UnlockKind {
    switch self {
    case .passphrase: .passphrase
    case .key: .key
    }
  }

  var isEmpty: Bool {
    switch self {
    case .passphrase(let bytes), .key(let bytes): bytes.count == 0
    }
  }

  /// True for a key that is too short for a new store.
  package var isShortKey: Bool {
    switch self {
    case .passphrase: false
    case .key(let bytes): bytes.count < UnlockPolicy.shortestKey
    }
  }

  /// Overwrites the secret.
  package func wipe() {
    switch self {
    case .passphrase(let bytes), .key(let bytes): bytes.wipe()
    }
  }
}

/// The kind of secret that a store asks for.
package enum UnlockKind: String, Codable, Hashable, Sendable {
  case passphrase
  case key

  var obstacle: StoreObstacle { self == .passphrase ? .opensWithPassphrase : .opensWithKeyCommand }
}

/// The cost of one try at a passphrase (Argon2id, RFC 9106).
package struct UnlockCost: Codable, Hashable, Sendable {
  /// Passes over the memory.
  let operations: UInt64
  /// Bytes.
  let memory: Int

  package init(operations: UInt64, memory: Int) {
    self.operations = operations
    self.memory = memory
  }

  /// 64 MiB and three passes: the second recommendation of RFC 9106 (section 4), for machines that are short of memory.
  /// A shared host unlocks many people's stores at the start of a shift; at libsodium's "moderate" 256 MiB, a hundred
  /// of them would need all of its memory.
  package static let sharedHost = UnlockCost(operations: 3, memory: 64 << 20)

  /// Adds passes until one try takes at least 200 ms of processor time here: a guess must never cost less than 100 ms,
  /// and a machine that is busy during the measurement is faster later.
  func calibrated() throws(StoreProblem) -> UnlockCost {
    let sample = try StoreProblem.told { () throws(SealingProblem) in try GuardedBytes(count: 8) { _ in } }
    let salt = [UInt8](repeating: 0, count: Int(crypto_pwhash_argon2id_SALTBYTES))
    var least = Duration.seconds(1)
    for _ in 0..<3 {
      least = min(least, try processorTime { () throws(StoreProblem) in _ = try stretched(sample, salt: salt) })
    }
    let factor = max(1, .milliseconds(200) / max(least, .milliseconds(1)))
    return UnlockCost(
      operations: min(Self.most.operations, UInt64((Double(operations) * factor).rounded(.up))), memory: memory)
  }

  /// More than any file of this program needs: a damaged file must not use up the machine's memory.
  static let most = UnlockCost(operations: 1 << 12, memory: 1 << 30)

  var isSane: Bool {
    (UInt64(crypto_pwhash_argon2id_OPSLIMIT_MIN)...Self.most.operations).contains(operations)
      && (Int(crypto_pwhash_argon2id_MEMLIMIT_MIN)...Self.most.memory).contains(memory)
  }

  /// 32 bytes from a passphrase.
  func stretched(_ passphrase: GuardedBytes, salt: [UInt8]) throws(StoreProblem) -> GuardedBytes {
    try StoreProblem.told { () throws(SealingProblem) in
      try GuardedBytes(count: 32) { (key) throws(SealingProblem) in
        let done = try passphrase.withBytes { (bytes) throws(SealingProblem) -> Bool in
          bytes.withMemoryRebound(to: CChar.self, capacity: passphrase.count) { text in
            guard let start = key.baseAddress else { return false }
            return crypto_pwhash_argon2id(
              start.assumingMemoryBound(to: UInt8.self), UInt64(key.count), text, UInt64(passphrase.count), salt,
              operations,
              memory, Int32(crypto_pwhash_argon2id_ALG_ARGON2ID13)) == 0
          }
        }
        guard done else { throw .noMemory }
      }
    }
  }
}

/// The processor time that this thread spent on `body`, without the time in which others had the processor.
private func processorTime(_ body: () throws(StoreProblem) -> Void) throws(StoreProblem) -> Duration {
  func spent() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
  let start = spent()
  try body()
  return spent() - start
}
