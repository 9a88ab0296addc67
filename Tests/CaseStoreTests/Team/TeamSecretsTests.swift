import Foundation
import GRDB
import Sealing
import Testing

@testable import CaseStore

/// Secrets of the tests, each byte by its place.
func teamSecrets(hasTeam: Bool = true) throws -> TeamSecrets {
  func secret(_ number: UInt8) throws -> GuardedBytes {
    try GuardedBytes(count: 32) { memory in memory.copyBytes(from: [UInt8](repeating: number, count: 32)) }
  }
  return TeamSecrets(
    publicKey: [UInt8](repeating: 1, count: 32), secretKey: try secret(0xA2),
    team: hasTeam
      ? TeamSecrets.Team(id: [UInt8](repeating: 3, count: 16), epoch: 0x0102_0304_0506_0708, secret: try secret(0xA4))
      : nil)
}

struct TeamSecretsTests {
  @Test(arguments: [true, false]) func theyAreThoseThatWereKeptLast(_ hasTeam: Bool) throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      #expect(try store.teamSecrets() == nil)
      try store.keep(teamSecrets(hasTeam: !hasTeam))
      try store.keep(teamSecrets(hasTeam: hasTeam))
    }
    try bench.with { (store) throws in
      let kept = try #require(try store.teamSecrets())
      #expect(try kept.bytes == teamSecrets(hasTeam: hasTeam).bytes)
      #expect(kept.team?.epoch == (hasTeam ? 0x0102_0304_0506_0708 : nil))
      try store.purgeAll()
      #expect(try store.teamSecrets() != nil, "a purge takes no membership")
      store.lock()
      #expect(refusal { _ = try store.teamSecrets() } == .locked)
    }
  }

  @Test func theyAreSealed() throws {
    let bench = try StoreBench()
    try bench.with { try $0.keep(teamSecrets()) }
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder).filter { $0 != "sessions" }
    #expect(names.count > 2)
    for name in names {
      let bytes = try #require(FileManager.default.contents(atPath: bench.folder + "/" + name))
      for byte: UInt8 in [1, 0xA2, 0xA4] {
        #expect(bytes.range(of: Data(repeating: byte, count: 32)) == nil, "\(name)")
      }
    }
  }

  @Test func aChangedRowIsRefused() throws {
    let bench = try StoreBench()
    try bench.with { try $0.keep(teamSecrets()) }
    try raw(bench.draftFile) { db in try db.execute(sql: "UPDATE teamSecret SET version = version + 1") }
    try bench.with { (store) throws in #expect(refusal { _ = try store.teamSecrets() } == .tampered) }
  }

  /// A file of drafts that is damaged takes nobody out of the team.
  @Test func theyAreRescuedFromADamagedFile() throws {
    let bench = try StoreBench()
    try bench.with { try $0.keep(teamSecrets()) }
    var bytes = try #require(FileManager.default.contents(atPath: bench.draftFile))
    bytes.replaceSubrange(0..<100, with: Data(repeating: 0xFF, count: 100))
    try overwrite(bench.draftFile, bytes)
    try bench.with { (store) throws in
      #expect(store.notices.contains { if case .draftsDamaged = $0 { true } else { false } })
      #expect(try store.teamSecrets()?.bytes == teamSecrets().bytes)
    }
  }

  @Test func bytesThatAreNoneGiveNone() throws {
    let whole = try teamSecrets().bytes
    #expect(try TeamSecrets(whole)?.bytes == whole)
    for count in 0..<whole.count where count != 65 { #expect(try TeamSecrets(Array(whole.prefix(count))) == nil) }
    #expect(try TeamSecrets([2] + whole.dropFirst()) == nil)
    #expect(try TeamSecrets(whole + [0]) == nil)
  }
}
