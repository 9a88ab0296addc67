import CSodium
import Synchronization

/// A secret outside Swift's memory: locked against swapping where the limit of the user allows, between guard pages, left
/// out of core files, not even readable but while it is used, and overwritten when it is wiped or let go.
package final class GuardedBytes: Sendable {
  package let count: Int
  /// The address; 0 once it is wiped.
  private let address: Mutex<UInt>

  /// - Parameter fill: writes the secret into zeroed memory.
  package init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(SealingProblem) -> Void)
    throws(SealingProblem)
  {
    guard Sodium.isReady, let memory = sodium_malloc(max(1, count)) else { throw .noMemory }
    sodium_memzero(memory, max(1, count))
    do throws(SealingProblem) {
      try fill(UnsafeMutableRawBufferPointer(start: memory, count: count))
    } catch {
      sodium_free(memory)
      throw error
    }
    sodium_mprotect_noaccess(memory)
    self.count = count
    address = Mutex(UInt(bitPattern: memory))
  }

  /// Takes `bytes` over; the array is overwritten, copies of it made before are not.
  package convenience init(moving bytes: inout [UInt8]) throws(SealingProblem) {
    defer { bytes.wipe() }
    try self.init(count: bytes.count) { memory in memory.copyBytes(from: bytes) }
  }

  package static func random(count: Int) throws(SealingProblem) -> GuardedBytes {
    try GuardedBytes(count: count) { memory in
      if let start = memory.baseAddress { randombytes_buf(start, count) }
    }
  }

  deinit { wipe() }

  /// Overwrites and frees the secret. Using it afterwards throws `.wiped`.
  package func wipe() {
    address.withLock { address in
      if let memory = UnsafeMutableRawPointer(bitPattern: address) { sodium_free(memory) }
      address = 0
    }
  }

  /// The secret in Swift's memory, for a call that takes an array. The caller overwrites it.
  package func copy() throws(SealingProblem) -> [UInt8] {
    try withBytes { (bytes) throws(SealingProblem) in Array(UnsafeBufferPointer(start: bytes, count: count)) }
  }

  /// Gives `body` the secret (`count` bytes), readable only during the call. `body` must not copy it. Not reentrant.
  package func withBytes<Result: Sendable>(
    _ body: (UnsafePointer<UInt8>) throws(SealingProblem) -> Result
  ) throws(SealingProblem) -> Result {
    try address.withLock { (address) throws(SealingProblem) -> Result in
      guard let memory = UnsafeMutableRawPointer(bitPattern: address) else { throw .wiped }
      guard sodium_mprotect_readonly(memory) == 0 else { throw .noMemory }
      defer { sodium_mprotect_noaccess(memory) }
      return try body(UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)))
    }
  }
}

/// libsodium, initialized once per process.
package enum Sodium {
  /// It needs a source of random numbers; without one nothing is sealed.
  package static let isReady = sodium_init() >= 0

  package static func random(count: Int) throws(SealingProblem) -> [UInt8] {
    guard isReady else { throw .noMemory }
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }
}

extension Array where Element == UInt8 {
  /// Overwrites the bytes in a way the optimiser keeps.
  package mutating func wipe() {
    withUnsafeMutableBytes { bytes in
      if let start = bytes.baseAddress { sodium_memzero(start, bytes.count) }
    }
  }
}
