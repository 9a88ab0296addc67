import Care360
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

/// Damaged files: told, moved aside once, drafts rescued.
struct DamageTests {
  private static let texts = Set((1...6).map { "draft \($0) " + String(repeating: "\($0)", count: 2500) })

  /// A closed store with six drafts and three recents.
  private func filled() throws -> StoreBench {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for (number, text) in Self.texts.sorted().enumerated() {
        _ = try store.save(content(text), as: draftID(number), expecting: nil)
      }
      for number in 1...3 { try store.remember(recent(number)) }
    }
    return bench
  }

  /// Overwrites `file`, opens, and holds what has to be true whatever the damage: nothing is shown that was not saved,
  /// nothing is lost without a word, and the damaged file is beside the new one.
  private func open(_ bench: StoreBench, _ file: String, _ bytes: Data, _ what: String) throws -> (
    rescued: Int?, shown: Int
  ) {
    let names = Set(try bench.setAside)
    try overwrite(file, bytes)
    let start = ContinuousClock.now
    let store = try bench.open()
    #expect(ContinuousClock.now - start < .seconds(60), "\(what)")
    let list = try store.drafts()
    #expect(Set(list.records.map(\.text)).isSubset(of: Self.texts), "\(what)")
    let recents = try store.recents()
    #expect(recents.records.allSatisfy { $0.detail.submitter.email == "avery@example.com" }, "\(what)")
    let fresh = Set(try bench.setAside).subtracting(names)
    var rescued: Int?
    for notice in store.notices {
      if case .draftsDamaged(let name, let count) = notice {
        rescued = count
        #expect(fresh.contains(name) && count == list.records.count, "\(what)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: bench.folder + "/" + name)) == bytes, "\(what)")
      }
      if case .cacheDamaged(let name) = notice { #expect(fresh.contains(name) && recents.records.isEmpty, "\(what)") }
    }
    if store.notices.isEmpty {
      #expect(fresh.isEmpty && list.records.count + list.unreadable.count == 6, "\(what)")
      #expect(recents.records.count + recents.unreadable == 3, "\(what)")
    }
    _ = try store.save(content("after"), as: draftID(50), expecting: nil)
    try store.close()
    return (rescued, list.records.count)
  }

  /// The store as it was filled, for the next change.
  private func restored(_ bench: StoreBench, _ files: [String: Data]) throws {
    try FileManager.default.removeItem(atPath: bench.folder)
    try FileManager.default.createDirectory(
      atPath: bench.folder + "/sessions", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for (name, bytes) in files {
      let made = FileManager.default.createFile(
        atPath: bench.base + "/" + name, contents: bytes, attributes: [.posixPermissions: 0o600])
      #expect(made)
    }
  }

  @Test func flippedBytesAnywhere() throws {
    let bench = try filled()
    let files = try bench.files
    var dice = SeededGenerator(seed: 53)
    var shown = 0
    var rounds = 0
    for round in 0..<repeats(100) {
      try restored(bench, files)
      let isDrafts = round.isMultiple(of: 2)
      let file = isDrafts ? bench.draftFile : bench.cacheFile
      var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      let index = Int.random(in: 0..<bytes.count, using: &dice)
      bytes[index] ^= UInt8.random(in: 1...255, using: &dice)
      let found = try open(bench, file, bytes, "byte \(index) of \(file)")
      if isDrafts {
        shown += found.shown
        rounds += 1
      } else {
        #expect(found.rescued == nil && found.shown == 6)
      }
    }
    // One byte costs one draft at most, save where it hits what holds a page together.
    #expect(Double(shown) / Double(rounds) > 4.5, "\(shown) of \(rounds * 6)")
  }

  @Test func aFlippedByteInTheHeaderCostsNoDraft() throws {
    let bench = try filled()
    let files = try bench.files
    for index in stride(from: 0, to: 100, by: 3) {
      try restored(bench, files)
      var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile))
      bytes[index] ^= 0x55
      #expect(try open(bench, bench.draftFile, bytes, "header byte \(index)").shown == 6, "header byte \(index)")
    }
  }

  @Test func cutsAtEachPage() throws {
    let bench = try filled()
    let files = try bench.files
    let whole = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile))
    for cut in stride(from: 0, to: whole.count, by: 4096) {
      try restored(bench, files)
      let found = try open(bench, bench.draftFile, whole.prefix(cut), "cut at \(cut)")
      #expect(found.rescued != nil, "cut at \(cut)")
      try restored(bench, files)
      _ = try open(bench, bench.draftFile, whole.prefix(cut + 1000), "cut at \(cut + 1000)")
    }
  }

  @Test func garbageTextAndForeignDatabases() throws {
    let bench = try filled()
    let files = try bench.files
    let foreign = bench.home.path + "/foreign.sqlite"
    try raw(foreign) {
      try $0.execute(sql: "CREATE TABLE draft (id, version, sealed); INSERT INTO draft VALUES (1, 2, 3)")
    }
    var dice = SeededGenerator(seed: 5)
    let contents: [Data] = [
      Data(), Data("hello\n".utf8), Data((0..<9000).map { _ in UInt8.random(in: 0...255, using: &dice) }),
      Data(repeating: 0, count: 8192), try Data(contentsOf: URL(fileURLWithPath: foreign)),
    ]
    for (number, bytes) in contents.enumerated() {
      for file in [bench.draftFile, bench.cacheFile] {
        try restored(bench, files)
        let found = try open(bench, file, bytes, "contents \(number) of \(file)")
        #expect((found.rescued == nil) == (file == bench.cacheFile))
      }
    }
  }

  @Test func aDamagedLog() throws {
    let bench = try filled()
    // Copied with the log full, as after a kill.
    let store = try bench.open()
    for number in 10..<30 {
      _ = try store.save(content(Self.texts.sorted()[number % 6]), as: draftID(number), expecting: nil)
    }
    let files = try bench.files.filter { !$0.key.contains("sessions") && !$0.key.hasSuffix("-shm") }
    try store.close()
    let log = try #require(files.keys.first { $0.hasSuffix("drafts.sqlite-wal") })
    let whole = try #require(files[log])
    #expect(whole.count > 100_000)
    var dice = SeededGenerator(seed: 7)
    for _ in 0..<repeats(30) {
      try restored(bench, files)
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &dice)] ^= UInt8.random(in: 1...255, using: &dice)
      try overwrite(bench.base + "/" + log, bytes)
      let again = try bench.open()
      let list = try again.drafts()
      #expect(Set(list.records.map(\.text)).isSubset(of: Self.texts))
      #expect(list.records.count >= 6)
      try again.close()
    }
  }

  @Test func aSecondDamageDoesNotOverwriteWhatWasSetAside() throws {
    let bench = try filled()
    for round in 1...3 {
      _ = try open(bench, bench.draftFile, Data("garbage \(round)".utf8), "round \(round)")
      #expect(try bench.setAside.count == round)
    }
    try bench.with { #expect($0.notices.isEmpty) }
  }

  @Test func aDamagedFileThatAnotherSessionHasOpenStays() throws {
    let bench = try filled()
    let other = try bench.open()
    let bytes = Data(repeating: 7, count: 5000)
    try overwrite(bench.cacheFile, bytes)
    #expect(refusal { _ = try bench.open() } == .unavailable(.damaged))
    #expect(try Data(contentsOf: URL(fileURLWithPath: bench.cacheFile)) == bytes)
    #expect(try bench.setAside.isEmpty)
    _ = refusal { try other.close() }
  }

  @Test func whatWasSetAsideOfTheCacheExpires() throws {
    let bench = try filled()
    try overwrite(bench.cacheFile, Data("garbage".utf8))
    let store = try bench.open()
    #expect(try store.purge(seenBefore: .distantPast) == 0)
    #expect(try bench.setAside.count == 1)
    #expect(try store.purge(seenBefore: .now + 60) == 0)
    #expect(try bench.setAside.isEmpty)
    try store.close()
  }

  @Test func whatWasSetAsideOfTheCacheGoesWithAPurge() throws {
    let bench = try filled()
    try overwrite(bench.cacheFile, Data("garbage".utf8))
    try overwrite(bench.draftFile, Data("garbage".utf8))
    let store = try bench.open()
    #expect(try bench.setAside.count == 2)
    try store.purgeAll()
    #expect(try bench.setAside.allSatisfy { $0.hasPrefix("drafts") })
    #expect(try bench.setAside.count == 1)
    try store.close()
  }
}
