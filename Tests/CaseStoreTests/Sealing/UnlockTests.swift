import Care360
import Foundation
import Sealing
import TestSupport
import Testing

@testable import CaseStore

struct UnlockTests {
  private static let hex = "00112233445566778899aabbccddeeff"

  @Test func thePassphraseOpensAndAnotherDoesNot() throws {
    let bench = try StoreBench()
    try bench.with(bench.open(passphrase: "correct horse")) { try $0.remember(recent()) }
    let before = try bench.files
    #expect(refusal { _ = try bench.open(passphrase: "correct hors") } == .wrongPassphrase)
    #expect(refusal { _ = try bench.open(passphrase: "correct horse ") } == .wrongPassphrase)
    #expect(try bench.files == before)
    #expect(try bench.with(bench.open(passphrase: "correct horse")) { try $0.recents().records.count } == 1)
  }

  @Test func aKeyCommandsKeyOpensWithOrWithoutItsLineEnd() throws {
    let bench = try StoreBench()
    try bench.with(bench.open(printed: Self.hex + "0123456789abcdef\n")) { try $0.remember(recent()) }
    #expect(try bench.with(bench.open(printed: Self.hex + "0123456789abcdef")) { try $0.recents().records.count } == 1)
    #expect(
      try bench.with(bench.open(printed: Self.hex + "0123456789abcdef\r\n")) { try $0.recents().records.count } == 1)
    #expect(refusal { _ = try bench.open(printed: Self.hex + "0123456789abcdeg") } == .wrongPassphrase)
  }

  /// It is not stretched: one core makes tens of thousands of guesses a second.
  @Test(arguments: ["x", String(repeating: "x", count: 31), String(repeating: "x", count: 31) + "\r\n"])
  func aKeyThatCouldBeGuessedMakesNoStore(_ printed: String) throws {
    let bench = try StoreBench()
    let found = refusal { _ = try bench.open(printed: printed) }
    #expect(found == .unavailable(.shortKey))
    #expect(found?.sentence.contains("run openssl rand -hex 32 and print the result") == true)
    #expect(!FileManager.default.fileExists(atPath: bench.folder + "/key"))
    try bench.with(bench.open(passphrase: "p")) { (store) throws in
      let short = try bench.printed(printed)
      #expect(refusal { try store.change(from: bench.secret("", "p"), to: short) } == .unavailable(.shortKey))
    }
    try bench.with(bench.open(passphrase: "p")) { _ in }
  }

  /// Another store's id would set this one's files aside as damaged; a lower cost would make guessing cheap.
  @Test(arguments: [
    (#""store" : ""#, #""store" : "00"#), (#""salt" : ""#, #""salt" : "00"#),
    (#""operations" : 1"#, #""operations" : 2"#),
    (#""memory" : 8192"#, #""memory" : 16384"#), (#""wrappedKey" : "01"#, #""wrappedKey" : "02"#),
    (#""kind" : "passphrase""#, #""kind" : "key""#),
  ]) func theWrappedKeyIsBoundToWhatStandsBesideIt(_ old: String, _ new: String) throws {
    let bench = try StoreBench()
    try bench.with(bench.open(passphrase: "correct horse")) { try $0.remember(recent()) }
    let path = bench.folder + "/key"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let start = try #require(text.firstRange(of: old))
    var (changed, rest) = (new, text[start.upperBound...])
    if new.hasSuffix("00") {
      // As many hexadecimal digits as before, and other ones whatever they were.
      if rest.hasPrefix("00") { changed = old + "11" }
      rest = rest.dropFirst(2)
    }
    try overwrite(path, Data((text[..<start.lowerBound] + changed + rest).utf8))
    let before = try bench.files
    let secret = new.contains("key\"") && new.contains("kind") ? try bench.printed("correct horse") : nil
    let options = StoreOptions(session: "s", cost: StoreBench.cheap)
    #expect(
      refusal {
        _ = try LocalStore.open(bench.place, with: secret ?? bench.secret("", "correct horse"), options: options)
      }
        == .wrongPassphrase)
    #expect(try bench.files == before)
    try overwrite(path, Data(text.utf8))
    #expect(try bench.with(bench.open(passphrase: "correct horse")) { try $0.recents().records.count } == 1)
  }

  @Test func aStoreSaysWhatOpensItAndRefusesTheOther() throws {
    let bench = try StoreBench()
    #expect(try LocalStore.unlockKind(of: bench.place) == nil)
    #expect(!FileManager.default.fileExists(atPath: bench.base))
    try bench.with(bench.open(passphrase: "correct horse")) { _ in }
    #expect(try LocalStore.unlockKind(of: bench.place) == .passphrase)
    #expect(refusal { _ = try bench.open(key: "correct horse") } == .unavailable(.opensWithPassphrase))
  }

  @Test func anEmptyPassphraseMakesNoStore() throws {
    let bench = try StoreBench()
    #expect(refusal { _ = try bench.open(passphrase: "") } == .unavailable(.emptySecret))
    #expect(refusal { _ = try bench.open(printed: "\n") } == .unavailable(.emptySecret))
    #expect(!FileManager.default.fileExists(atPath: bench.folder + "/key"))
  }

  @Test func theChangedPassphraseAloneOpensAfterwards() throws {
    let bench = try StoreBench()
    let store = try bench.open(passphrase: "old")
    try store.remember(recent())
    #expect(
      refusal { try store.change(from: bench.secret("", "wrong"), to: bench.secret("", "new")) } == .wrongPassphrase)
    try store.change(from: bench.secret("", "old"), to: bench.secret("", "new"))
    #expect(try store.recents().records.count == 1)
    try store.close()
    #expect(refusal { _ = try bench.open(passphrase: "old") } == .wrongPassphrase)
    #expect(try bench.with(bench.open(passphrase: "new")) { try $0.recents().records.count } == 1)
    #expect(try mode(bench.folder + "/key") == 0o600)
    try bench.with(bench.open(passphrase: "new")) { (store) throws in
      try store.change(from: bench.secret("", "new"), to: bench.secret("a key"))
    }
    #expect(try bench.with(bench.open(key: "a key")) { try $0.recents().records.count } == 1)
  }

  @Test func lockedEveryCallIsRefusedAndUnlockingBringsAllBack() throws {
    let bench = try StoreBench()
    let store = try bench.open(passphrase: "p")
    try store.remember(recent())
    let saved = try store.save(content("text"), as: draftID(), expecting: nil)
    store.lock()
    #expect(refusal { _ = try store.recents() } == .locked)
    #expect(refusal { _ = try store.drafts() } == .locked)
    #expect(refusal { try store.remember(recent(2)) } == .locked)
    #expect(refusal { _ = try store.save(content("x"), as: draftID(), expecting: saved.version) } == .locked)
    #expect(refusal { try store.purgeAll() } == .locked)
    #expect(refusal { try store.unlock(with: bench.secret("", "q")) } == .wrongPassphrase)
    #expect(refusal { _ = try store.recents() } == .locked)
    try store.unlock(with: bench.secret("", "p"))
    #expect(try store.recents().records.count == 1)
    #expect(try store.drafts().records == [saved])
    try store.close()
  }

  /// The keys of an open store lie in guarded pages; locked, those pages are gone and the keys nowhere else.
  @Test func lockingTakesTheKeysOutOfMemory() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    let keys = try store.openKeys()
    let address = try keys.drafts.withBytes { (bytes) throws(SealingProblem) in UInt(bitPattern: bytes) }
    #expect(Memory.permissions(at: address) == "---p")
    store.lock()
    #expect(throws: SealingProblem.wiped) { try keys.drafts.withBytes { (_) throws(SealingProblem) in } }
    #expect(refusal { _ = try keys.hash("x") } == .locked)
    try store.close()
  }

  @Test func everyDamagedKeyFileIsRefusedAndLeftAsItIs() throws {
    let bench = try StoreBench()
    try bench.with(bench.open(passphrase: "p")) { try $0.remember(recent()) }
    let path = bench.folder + "/key"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var dice = SeededGenerator(seed: 1)
    for _ in 0..<60 {
      var changed = whole
      let index = Int.random(in: 0..<whole.count, using: &dice)
      changed[index] ^= UInt8.random(in: 1...255, using: &dice)
      try overwrite(path, changed)
      let found = refusal { _ = try bench.with(bench.open(passphrase: "p")) { try $0.recents() } }
      // White space between the members may change without a consequence.
      #expect(
        found == nil || found == .wrongPassphrase || found == .unavailable(.keyFileDamaged)
          || found == .unavailable(.newerSchema) || found == .unavailable(.opensWithKeyCommand))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == changed)
    }
    try overwrite(path, Data())
    #expect(refusal { _ = try bench.open(passphrase: "p") } == .unavailable(.keyFileDamaged))
    try overwrite(path, whole)
    #expect(try bench.with(bench.open(passphrase: "p")) { try $0.recents().records.count } == 1)
  }

  /// A file that asks for all the machine's memory is damaged, not obeyed.
  @Test func anAbsurdCostIsRefused() throws {
    let bench = try StoreBench()
    try bench.with(bench.open(passphrase: "p")) { _ in }
    let path = bench.folder + "/key"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try overwrite(path, Data(text.replacingOccurrences(of: ": 8192", with: ": 8192000000000").utf8))
    #expect(refusal { _ = try bench.open(passphrase: "p") } == .unavailable(.keyFileDamaged))
  }

  @Test func withoutItsKeyFileAStoreIsNotBegunAnew() throws {
    let bench = try StoreBench()
    try bench.with { _ = try $0.save(content("text"), as: draftID(), expecting: nil) }
    let key = try Data(contentsOf: URL(fileURLWithPath: bench.folder + "/key"))
    unlink(bench.folder + "/key")
    #expect(refusal { _ = try bench.open() } == .unavailable(.keyFileMissing))
    _ = try bench.home.file("casedesk/stores/\((bench.folder as NSString).lastPathComponent)/key", "")
    try overwrite(bench.folder + "/key", key)
    #expect(try bench.with { try $0.drafts().records.map(\.text) } == ["text"])
  }

  @Test func onePassphraseTryTakesATenthOfASecondAtLeast() throws {
    let cost = try UnlockCost.sharedHost.calibrated()
    var bytes = Array("guess".utf8)
    let guess = try GuardedBytes(moving: &bytes)
    let taken = try ContinuousClock().measure {
      _ = try cost.stretched(guess, salt: [UInt8](repeating: 1, count: 16))
    }
    #expect(taken >= .milliseconds(100))
    #expect(cost.operations >= UnlockCost.sharedHost.operations && cost.memory == 64 << 20)
  }

  @Test func wrongTriesWaitLongerAndTheFifthLeaves() {
    let policy = UnlockPolicy()
    let steps = (1...6).map(policy.step(after:))
    #expect(
      steps == [
        .wait(seconds: 1), .wait(seconds: 2), .wait(seconds: 4), .wait(seconds: 8), .exit, .exit,
      ])
  }

  @Test func thePINOfASessionIsKnownToItAlone() throws {
    func bytes(_ text: String) throws -> GuardedBytes {
      var bytes = Array(text.utf8)
      return try GuardedBytes(moving: &bytes)
    }
    let pin = try SessionPIN(bytes("4711"), cost: StoreBench.cheap)
    #expect(try pin.isRight(bytes("4711")))
    #expect(try !pin.isRight(bytes("4712")))
    #expect(try !pin.isRight(bytes("")))
    #expect(refusal { _ = try SessionPIN(bytes(""), cost: StoreBench.cheap) } == .unavailable(.emptySecret))
  }

  @Test func theRefusalNamesNothingOfTheSecret() throws {
    let bench = try StoreBench()
    try bench.with(bench.open(passphrase: "p")) { _ in }
    let found = refusal { _ = try bench.open(passphrase: "canary-secret") }
    #expect(found?.sentence == "This passphrase or key does not open the local store.")
  }
}

func overwrite(_ path: String, _ data: Data) throws {
  let handle = try #require(FileHandle(forWritingAtPath: path))
  try handle.truncate(atOffset: 0)
  try handle.write(contentsOf: data)
  try handle.close()
}
