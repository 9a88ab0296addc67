import Sealing
import Testing

@testable import CaseStore

struct GuardedBytesTests {
  @Test func aSecretComesBackAndItsSourceIsOverwritten() throws {
    var source: [UInt8] = [1, 2, 3]
    let secret = try GuardedBytes(moving: &source)
    #expect(source == [0, 0, 0])
    #expect(secret.count == 3)
    let sum = try secret.withBytes { (bytes) throws(SealingProblem) in Int(bytes[0]) + Int(bytes[1]) + Int(bytes[2]) }
    #expect(sum == 6)
  }

  @Test func afterWipingEveryUseIsRefused() throws {
    let secret = try GuardedBytes.random(count: 32)
    secret.wipe()
    secret.wipe()
    #expect(throws: SealingProblem.wiped) { try secret.withBytes { (_) throws(SealingProblem) in } }
  }

  @Test func twoRandomSecretsDiffer() throws {
    func copy(_ secret: GuardedBytes) throws -> [UInt8] {
      try secret.withBytes { (bytes) throws(SealingProblem) in (0..<32).map { bytes[$0] } }
    }
    #expect(try copy(.random(count: 32)) != copy(.random(count: 32)))
  }

  /// Between uses the page is not mapped readable at all; in the process's map it shows as `---p` beside its guards.
  @Test func theSecretIsNotReadableBetweenUses() throws {
    let secret = try GuardedBytes.random(count: 32)
    let address = try secret.withBytes { (bytes) throws(SealingProblem) in UInt(bitPattern: bytes) }
    let whileUsed = try secret.withBytes { (_) throws(SealingProblem) in Memory.permissions(at: address) }
    #expect(whileUsed == "r--p")
    #expect(Memory.permissions(at: address) == "---p")
  }
}
