import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

struct JournalChainTests {
  /// A journal with five lines after the head: w1 opened, closed, w2 opened, closed, w3 opened.
  private func journal(in folder: TestFolder) async throws -> FileWriteJournal {
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    for id in ["w1", "w2"] {
      try await journal.open(try intent(id))
      try await journal.close(id, outcome: .done)
    }
    try await journal.open(try intent("w3"))
    return journal
  }

  @Test func anUntouchedFileIsWhole() async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    #expect(try await journal.verify() == nil)
    #expect(try await journal.check().records == 5)
  }

  @Test(arguments: 0...5)
  func anEditedLineIsNamed(index: Int) async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    var lines = try folder.lines
    lines[index] = lines[index].replacingOccurrences(
      of: index == 0 ? #""time":"2026"# : #""operator":"jo""#,
      with: index == 0 ? #""time":"2025"# : #""operator":"al""#)
    try folder.write(lines.joined(separator: "\n") + "\n")
    #expect(try await journal.verify()?.number == index + 1)
  }

  @Test(arguments: 0..<5)
  func aRemovedLineIsNamedByTheOneAfterIt(index: Int) async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    var lines = try folder.lines
    lines.remove(at: index)
    try folder.write(lines.joined(separator: "\n") + "\n")
    #expect(try await journal.verify()?.number == index + 1)
  }

  @Test(arguments: 0..<5)
  func swappedLinesAreNamed(index: Int) async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    var lines = try folder.lines
    lines.swapAt(index, index + 1)
    try folder.write(lines.joined(separator: "\n") + "\n")
    #expect(try await journal.verify()?.number == index + 1)
  }

  @Test func anInsertedLineIsNamed() async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    var lines = try folder.lines
    lines.insert(lines[1], at: 3)
    try folder.write(lines.joined(separator: "\n") + "\n")
    #expect(try await journal.verify()?.number == 4)
    lines[3] = "no record at all"
    try folder.write(lines.joined(separator: "\n") + "\n")
    #expect(try await journal.verify()?.number == 4)
  }

  @Test func everyWayALastLineCanTearIsRecognised() async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    let whole = try String(contentsOfFile: folder.file, encoding: .utf8)
    let lines = try folder.lines
    let last = lines[5].utf8.count
    for cut in 1...last {
      try folder.write(String(whole.dropLast(cut)))
      #expect(try await journal.check().tornLines.map(\.number) == [6], "cut \(cut)")
      #expect(try await journal.verify()?.number == 6)
      #expect(try await journal.unsettled().isEmpty)
    }
  }

  @Test func aTornLineDoesNotBlockAppendingAndTheChainGoesOn() async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    let whole = try String(contentsOfFile: folder.file, encoding: .utf8)
    try folder.write(String(whole.dropLast(40)))
    try folder.loseMark()
    try await journal.open(try intent("w4"))
    try await journal.close("w4", outcome: .unknown)
    let check = try await journal.check()
    #expect(check.tornLines.map(\.number) == [6])
    #expect(check.changedLine == nil)
    #expect(check.records == 6)
    #expect(try await journal.unsettled().map(\.id) == ["w4"])
  }

  @Test func aChangeIsStillNamedAfterATornLine() async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    let whole = try String(contentsOfFile: folder.file, encoding: .utf8)
    try folder.write(String(whole.dropLast(40)))
    try folder.loseMark()
    try await journal.open(try intent("w4"))
    try await journal.close("w4", outcome: .done)
    var lines = try folder.lines
    lines.remove(at: 6)
    try folder.write(lines.joined(separator: "\n") + "\n")
    #expect(try await journal.check().changedLine?.number == 6)
  }

  @Test func aFileOfGarbageIsNamedAndTakesWritesAfterAPersonLooked() async throws {
    let folder = try TestFolder()
    let journal = try await journal(in: folder)
    try folder.write("garbage\n\u{0}\n")
    let damage = try await journal.check().unacknowledged
    #expect(await problem { try await journal.open(try intent("w4")) } != nil)
    try await journal.acknowledge(damage, operatorName: "jo", profile: "staging")
    try await journal.open(try intent("w4"))
    #expect(try await journal.verify()?.number == 1)
    #expect(try await journal.unsettled().map(\.id) == ["w4"])
  }
}
