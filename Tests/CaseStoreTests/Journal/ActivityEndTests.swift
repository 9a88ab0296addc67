import Care360
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

/// What a chain of hashes cannot show, the sealed mark of a store does.
struct ActivityEndTests {
  private struct Desk {
    let bench: StoreBench
    let store: LocalStore
    let journal: FileWriteJournal

    /// A store that marked a record of three lines.
    init() async throws {
      bench = try StoreBench()
      store = try bench.open()
      journal = FileWriteJournal(directory: bench.base, now: { .sample })
      try await journal.open(try intent("w1"))
      try await journal.close("w1", outcome: .done)
      try await journal.open(try intent("w2"))
      #expect(await store.markEnd(of: journal) == .unmarked)
      #expect(await store.checkEnd(of: journal) == .reached)
    }

    var record: RecordFolder { RecordFolder(bench.base) }
    var text: String { get throws { try record.text } }

    func write(_ text: String) throws { try overwrite(try record.newest, Data(text.utf8)) }
  }

  @Test func whatIsAppendedLaterChangesNothing() async throws {
    let desk = try await Desk()
    try await desk.journal.close("w2", outcome: .unknown)
    #expect(await desk.store.checkEnd(of: desk.journal) == .reached)
    #expect(await desk.store.markEnd(of: desk.journal) == .reached)
    // The last line counts from now on.
    try desk.write(try desk.text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n")
    #expect(await desk.store.checkEnd(of: desk.journal) == .cut)
  }

  /// A line that a crash cut off is no end, and none that is missed.
  @Test func aTornLineIsNotMarked() async throws {
    let desk = try await Desk()
    let whole = try desk.text
    try desk.write(whole + "{\"event\":\"opened\",\"id\"")
    #expect(await desk.store.markEnd(of: desk.journal) == .reached)
    try desk.write(whole)
    #expect(await desk.store.checkEnd(of: desk.journal) == .reached)
  }

  @Test(arguments: 1...3) func linesCutFromTheEndAreMissed(_ count: Int) async throws {
    let desk = try await Desk()
    let lines = try desk.text.split(separator: "\n").dropLast(count)
    try desk.write(lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n")
    #expect(try await desk.journal.verify() == nil, "the chain alone does not show it")
    #expect(await desk.store.checkEnd(of: desk.journal) == .cut)
  }

  @Test func aFileThatIsGoneIsMissed() async throws {
    let desk = try await Desk()
    unlink(try desk.record.newest)
    #expect(await desk.store.checkEnd(of: desk.journal) == .cut)
  }

  /// A chain without a key can be made anew by anyone, longer than before.
  @Test func anotherChainInItsPlaceIsMissed() async throws {
    let desk = try await Desk()
    unlink(try desk.record.newest)
    unlink(desk.record.path + "/" + SegmentName.lock)
    for id in ["x1", "x2", "x3", "x4"] { try await desk.journal.open(try intent(id)) }
    #expect(try await desk.journal.verify() == nil)
    #expect(await desk.store.checkEnd(of: desk.journal) == .cut)
  }

  @Test func aCutIsRecordedOnceAndStaysKnown() async throws {
    let desk = try await Desk()
    try desk.write(try desk.text.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n")
    #expect(await desk.store.markEnd(of: desk.journal) == .cut)
    #expect(await desk.store.markEnd(of: desk.journal) == .reached)
    let records = try await desk.journal.records()
    #expect(records.map(\.event) == [.opened, .cut])
    #expect(records.last?.operatorName == "jo" && records.last?.profile == "staging" && records.last?.caseID == "")
    #expect(try await desk.journal.verify() == nil)
    #expect(try await desk.journal.check().cutLine?.number == 3)
    #expect(try await desk.journal.unsettled().map(\.id) == ["w1"])
  }

  /// A session that looked earlier does not take the mark back.
  @Test func anOlderEndIsNoMark() async throws {
    let desk = try await Desk()
    let other = try desk.bench.open()
    try await desk.journal.close("w2", outcome: .done)
    #expect(await other.markEnd(of: desk.journal) == .reached)
    try desk.write(try desk.text.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n")
    #expect(await desk.store.checkEnd(of: desk.journal) == .cut)
  }

  @Test func theMarkOutlivesTheSession() async throws {
    let desk = try await Desk()
    try desk.store.close()
    try desk.write("")
    let next = try desk.bench.open()
    #expect(await next.checkEnd(of: desk.journal) == .cut)
  }

  /// Whoever cuts lines could else remove a file of the store and have the rest marked as whole.
  @Test(arguments: ["drafts.sqlite", "cache.sqlite"], [true, false])
  func aFileOfTheStoreThatIsGoneIsToldAndRecorded(_ name: String, _ isCut: Bool) async throws {
    let desk = try await Desk()
    try desk.store.close()
    if isCut { try desk.write(try desk.text.split(separator: "\n").dropLast(1).joined(separator: "\n") + "\n") }
    for side in ["", "-wal", "-shm"] { unlink(desk.bench.folder + "/" + name + side) }
    #expect(try LocalStore.missingFiles(of: desk.bench.place) == [name])
    let next = try desk.bench.open()
    #expect(next.notices == [.fileMissing(name)])
    // Known until the record has it, whoever opens the store meanwhile.
    try next.close()
    let later = try desk.bench.open()
    #expect(later.notices.isEmpty)
    #expect(await later.checkEnd(of: desk.journal) == .cut)
    #expect(await later.markEnd(of: desk.journal) == .cut)
    #expect(await later.checkEnd(of: desk.journal) == .reached)
    let check = try await desk.journal.check()
    #expect(check.cutLine?.number == (isCut ? 4 : 5))
    #expect(check.unacknowledged.contains { $0.kind == .shorter }, "the end stays unverified")
    #expect(try LocalStore.missingFiles(of: desk.bench.place).isEmpty)
  }

  /// With both gone nothing of the store is left but its key.
  @Test func bothFilesGoneAreToldToo() async throws {
    let desk = try await Desk()
    try desk.store.close()
    for name in ["drafts.sqlite", "cache.sqlite"] {
      for side in ["", "-wal", "-shm"] { unlink(desk.bench.folder + "/" + name + side) }
    }
    let next = try desk.bench.open()
    #expect(next.notices == [.fileMissing("drafts.sqlite"), .fileMissing("cache.sqlite")])
    #expect(await next.recordLoss(in: desk.journal))
    #expect(try await desk.journal.check().cutLine != nil)
    #expect(await !next.recordLoss(in: desk.journal), "once")
    try next.close()
    // The whole store is its owner's to remove: the next one begins like the first.
    try FileManager.default.removeItem(atPath: desk.bench.folder)
    let new = try desk.bench.open()
    #expect(new.notices.isEmpty)
    #expect(await new.checkEnd(of: desk.journal) == .unmarked)
  }

  @Test(arguments: [["drafts.sqlite"], ["cache.sqlite"], ["drafts.sqlite", "cache.sqlite"]])
  func theMarkIsInBothFiles(_ damaged: [String]) async throws {
    let desk = try await Desk()
    try desk.store.close()
    for name in damaged { try overwrite(desk.bench.folder + "/" + name, Data(repeating: 0x55, count: 8192)) }
    let next = try desk.bench.open()
    #expect(next.notices.count == damaged.count)
    // The other file has it; where none has, nobody can tell.
    #expect(await next.checkEnd(of: desk.journal) == (damaged.count == 2 ? .cut : .reached))
    try desk.write(try desk.text.split(separator: "\n").dropLast(1).joined(separator: "\n") + "\n")
    #expect(await next.checkEnd(of: desk.journal) == .cut)
  }

  /// A log beside the missing file belongs to no new file.
  @Test func theLogOfAFileThatIsGoneIsSetAside() async throws {
    let desk = try await Desk()
    _ = try desk.store.save(content("kept"), as: draftID(), expecting: nil)
    let files = try desk.bench.files.filter { $0.key.contains("drafts.sqlite-wal") }
    try desk.store.close()
    let log = try #require(files.values.first)
    #expect(!log.isEmpty)
    unlink(desk.bench.draftFile)
    _ = try desk.bench.home.file("log", "")
    try overwrite(desk.bench.home.path + "/log", log)
    #expect(rename(desk.bench.home.path + "/log", desk.bench.draftFile + "-wal") == 0)
    let next = try desk.bench.open()
    #expect(next.notices.first == .fileMissing("drafts.sqlite"))
    #expect(try desk.bench.setAside.count == 1)
    #expect(try next.drafts().unreadable.isEmpty)
    _ = try next.save(content("new"), as: draftID(2), expecting: nil)
    try next.close()
    let texts = try desk.bench.with { try $0.drafts().records.map(\.text) }
    #expect(texts.contains("new"))
  }

  @Test func aStartThatWasCutShortHasLostNothing() throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    let key = bench.folder + "/key"
    let text = try String(contentsOfFile: key, encoding: .utf8)
    #expect(!text.contains("unfinished"))
    try overwrite(key, Data(text.replacing("\"format\"", with: "\"unfinished\" : true, \"format\"").utf8))
    for name in ["drafts.sqlite", "cache.sqlite"] { unlink(bench.folder + "/" + name) }
    #expect(try LocalStore.missingFiles(of: bench.place).isEmpty)
    try bench.with { #expect($0.notices.isEmpty) }
    #expect(try !String(contentsOfFile: key, encoding: .utf8).contains("unfinished"))
  }

  @Test func aFileIsNotBegunAnewUnderAnotherSession() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    unlink(bench.draftFile)
    #expect(refusal { _ = try bench.open() } == .unavailable(.damaged))
    #expect(!FileManager.default.fileExists(atPath: bench.draftFile))
    try store.close()
  }

  /// Who could damage the file of drafts could else take the mark away with it.
  @Test func theMarkIsRescuedFromADamagedFile() async throws {
    let desk = try await Desk()
    try desk.store.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: desk.bench.draftFile))
    bytes[20] ^= 0x55
    try overwrite(desk.bench.draftFile, bytes)
    try desk.write("")
    let next = try desk.bench.open()
    #expect(try !desk.bench.setAside.isEmpty)
    #expect(await next.checkEnd(of: desk.journal) == .cut)
  }

  @Test func whatCannotBeToldIsSaid() async throws {
    let desk = try await Desk()
    desk.store.lock()
    #expect(await desk.store.checkEnd(of: desk.journal) == .failed(StoreProblem.locked.sentence))
    #expect(await desk.store.markEnd(of: desk.journal) == .failed(StoreProblem.locked.sentence))
    try desk.store.unlock(with: try desk.bench.secret("a key"))
    chmod(try desk.record.newest, 0o644)
    guard case .failed(let sentence) = await desk.store.checkEnd(of: desk.journal) else {
      Issue.record("a file that is open to others was read")
      return
    }
    #expect(sentence.contains("chmod 600"))
  }

  @Test func aMarkThatWasChangedIsNotBelieved() async throws {
    let desk = try await Desk()
    try desk.store.close()
    try raw(desk.bench.draftFile) { db in try db.execute(sql: "DELETE FROM activityMark") }
    let next = try desk.bench.open()
    #expect(await next.markEnd(of: desk.journal) == .cut)
    #expect(await next.checkEnd(of: desk.journal) == .reached)
    #expect(try await desk.journal.records().last?.event == .cut)
  }
}
