import Care360
import Foundation
import GRDB
import PrivateIO
import Sealing
import TestSupport
import Testing

@testable import CaseStore

/// The site's way to drafts whose operator has gone.
struct RecoveryTests {
  private let bench: StoreBench
  private let pair: BoxKeyPair

  init() throws {
    bench = try StoreBench()
    pair = try BoxKeyPair.random()
  }

  private var file: String { bench.folder + "/recovery" }

  private func open(_ key: [UInt8]?) throws -> LocalStore { try bench.open { $0.recoveryKey = key } }

  /// A store with a draft that was saved twice, a follow-up that is open and one that is done, and a recent case.
  private func fill(_ key: [UInt8]?) throws {
    try bench.with(try open(key)) { store in
      try store.remember(try recent(1, name: "Avery"))
      let id = DraftID(caseID: try caseID(1), kind: .message)
      let first = try store.save(content("first"), as: id, expecting: nil)
      _ = try store.save(content("the newest text"), as: id, expecting: first.version)
      for (name, done) in [("open", nil), ("done", Date.sample)] {
        try store.add(
          FollowUpRecord(
            id: name, caseID: try caseID(2), shortID: "ADA-2", patientName: "Jo Park", due: .sample, text: name,
            madeAt: .sample, author: "jo", doneAt: done))
      }
    }
  }

  private func content(_ text: String) -> DraftContent {
    DraftContent(
      body: Array(text.utf8), patientName: "Avery", shortID: "ADA-1", summary: "message", lastKeyAt: .sample)
  }

  private func recovered(by pair: BoxKeyPair) throws -> RecoveredDrafts {
    // The secret is wiped with the pair's own.
    try RecoveredDrafts(copy: bench.folder, key: pair.secretKey)
  }

  @Test func theKeyOfTheSiteReadsDraftsAndOpenFollowUpsAndNothingElse() throws {
    try fill(pair.publicKey)
    let found = try recovered(by: pair)
    #expect(found.drafts.map { String(decoding: $0.content.body, as: UTF8.self) } == ["the newest text"])
    #expect(found.drafts.map(\.id.caseID) == [try caseID(1)] && found.drafts.first?.operatorID == "jo")
    #expect(found.followUps.map(\.id) == ["open"])
    #expect(found.unreadable == 0 && !found.isDamaged)
    #expect(try recovered(by: pair) == found, "reading changes nothing")
    let (storeID, key) = try #require(try RecoveryFile.opened(in: StoreFolder(copy: bench.folder), by: pair))
    let rescue = DraftRescue(
      folder: try StoreFolder(copy: bench.folder), setAside: "cache.sqlite", schema: .cache,
      setting: DatabaseSetting(fileSystem: .local, patience: 1), storeID: storeID, key: key)
    #expect(try rescue.rows(of: .recent).isEmpty, "recent cases stay sealed")
    try bench.with { (store) throws in #expect(try store.drafts().records.count == 1) }
  }

  @Test func anotherKeyReadsNothing() throws {
    try fill(pair.publicKey)
    #expect(refusal { _ = try recovered(by: try BoxKeyPair.random()) } == .wrongPassphrase)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    let text = try #require(String(data: bytes, encoding: .utf8))
    let start = try #require(text.range(of: "\"sealed\":\"")).upperBound
    let digit = text[start] == "0" ? "1" : "0"
    try text.replacingCharacters(in: start..<text.index(after: start), with: digit)
      .write(toFile: file, atomically: false, encoding: .utf8)
    #expect(refusal { _ = try recovered(by: pair) } == .wrongPassphrase)
    // The next opening puts it right.
    try open(pair.publicKey).close()
    #expect(try recovered(by: pair).drafts.count == 1)
  }

  @Test func whatCannotBeReadIsCountedAndADamagedFileIsSaid() throws {
    try fill(pair.publicKey)
    try raw(bench.draftFile) { db in try db.execute(sql: "UPDATE followUp SET sealed = zeroblob(80)") }
    let found = try recovered(by: pair)
    #expect(found.drafts.count == 1 && found.followUps.isEmpty && found.unreadable == 2 && !found.isDamaged)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: bench.draftFile))
    #expect(try recovered(by: pair).isDamaged)
  }

  /// A row that was deleted may lie in the file until the log is emptied.
  @Test func whatWasDeletedIsNotRecoveredFromBehindTheLog() throws {
    let store = try open(pair.publicKey)
    let id = DraftID(caseID: try caseID(1), kind: .message)
    let saved = try store.save(content("sent by now"), as: id, expecting: nil)
    try store.draftFile.emptyLog()
    let keys = try store.openKeys()
    let rows = try store.draftFile.look(with: keys.drafts) { rows in try rows.rows(.draft).keys.map { $0 } }
    try store.draftFile.change(with: keys.drafts) { changed in
      for row in rows { try changed.remove(.draft, row) }
    }
    // As a kill leaves it: the log has the deletion, the file does not.
    let copy = bench.home.path + "/copy"
    try FileManager.default.copyItem(atPath: bench.folder, toPath: copy)
    #expect(chmod(copy, 0o700) == 0)
    #expect(saved.version > 0)
    #expect(try RecoveredDrafts(copy: copy, key: pair.secretKey).drafts.isEmpty)
    try store.close()
  }

  @Test func theFileFollowsThePolicy() throws {
    try fill(nil)
    #expect(!FileManager.default.fileExists(atPath: file))
    #expect(
      refusal { _ = try recovered(by: pair) }?.sentence.hasSuffix("has no readable file recovery.") == true)
    try open(pair.publicKey).close()
    #expect(try recovered(by: pair).drafts.count == 1)
    let before = try Data(contentsOf: URL(fileURLWithPath: file))
    try open(pair.publicKey).close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before, "it is not written at each opening")
    let next = try BoxKeyPair.random()
    try open(next.publicKey).close()
    #expect(refusal { _ = try recovered(by: pair) } == .wrongPassphrase)
    #expect(try recovered(by: next).drafts.count == 1)
    try open(nil).close()
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  /// A store opens all the same: an operator can work without the site's key.
  @Test func aKeyThatNothingCanBeSealedForIsSaid() throws {
    let store = try open([UInt8](repeating: 0, count: 32))
    #expect(
      store.notices.map(\.sentence) == [
        "The site's recovery key for this store is not as the site policy has it: recovery_public_key of the site policy is no public key."
      ])
    try store.close()
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func aCopyMustBeOfThisUserAlone() throws {
    try fill(pair.publicKey)
    #expect(chmod(bench.folder, 0o755) == 0)
    #expect(refusal { _ = try recovered(by: pair) }?.sentence.contains("chmod") == true)
    #expect(chmod(bench.folder, 0o700) == 0)
    let missing = bench.base + "/nothing"
    let told = refusal { _ = try RecoveredDrafts(copy: missing, key: pair.secretKey) }
    #expect(told?.sentence.contains("There is no folder \(missing)") == true, "\(String(describing: told))")
  }
}
