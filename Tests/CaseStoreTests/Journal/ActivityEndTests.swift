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
