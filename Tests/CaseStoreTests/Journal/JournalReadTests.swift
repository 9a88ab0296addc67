import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// How much of the record a call reads, counted and not timed.
struct JournalReadTests {
  /// Lines of views, as most lines are.
  private static func lines(_ count: Int, from previous: String = ActivityLine.start) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var previous = previous
    let note = ActivityNote(.viewed(.shown), try caseID(), operatorName: "jo", profile: "staging")
    for number in 0..<count {
      let record = ActivityRecord(note, id: "v\(number)", at: .sample, ActivityStamp(session: "s"))
      let line = try ActivityLine.bytes(of: record, previous: previous, afterTorn: false)
      previous = try #require(ActivityLine(bytes: line, isEnded: true).hash)
      bytes += line + [UInt8(ascii: "\n")]
    }
    return bytes
  }

  /// The reads of one write, opened and closed.
  private func cost(_ journal: FileWriteJournal, _ id: String) async throws -> (bytes: Int, lines: Int) {
    let before = await journal.reads
    try await journal.open(try intent(id))
    try await journal.close(id, outcome: .done)
    let after = await journal.reads
    return (after.bytes - before.bytes, after.lines - before.lines)
  }

  @Test func aWriteReadsNoOlderSegment() async throws {
    let empty = try SegmentBench()
    let long = try SegmentBench()
    try long.write(String(decoding: try Self.lines(5_000), as: UTF8.self), to: "activity.jsonl")
    for bench in [empty, long] { try await bench.journal().open(try intent("w0")) }
    // Each as a process of its own that has read nothing yet.
    let expected = try await cost(empty.journal(), "w1")
    let found = try await cost(long.journal(), "w1")
    #expect(found.lines == expected.lines)
    #expect(found.bytes <= expected.bytes + 4_096, "the last line of the segment before")
  }

  @Test func aWriteInALongMonthReadsOnlyWhatIsNew() async throws {
    let bench = try SegmentBench()
    let journal = bench.journal()
    try await journal.open(try intent("w0"))
    let first = try bench.record.text
    let views = try Self.lines(5_000, from: String(first.suffix(67).prefix(64)))
    try bench.write(first + String(decoding: views, as: UTF8.self), to: try #require(try bench.record.segments.last))
    #expect(try await journal.check().firstBadLine == nil)
    _ = try await cost(journal, "w1")
    let warm = try await cost(journal, "w2")
    #expect(warm.lines == 2, "its own two lines")
    #expect(warm.bytes < 30_000, "the end of the file for the chain, and what was appended")
    // Another process decodes no view for a write either.
    let cold = try await cost(bench.journal(), "w3")
    #expect(cold.lines < 12)
  }

  @Test func linesAreDecodedOnceForTheList() async throws {
    let bench = try SegmentBench()
    let journal = bench.journal()
    let note = ActivityNote(.viewed(.shown), try caseID(), operatorName: "jo", profile: "staging")
    for _ in 0..<50 { try await journal.record(note) }
    #expect(try await journal.records().count == 50)
    let before = await journal.reads
    for _ in 0..<5 { #expect(try await journal.records(of: try caseID()).count == 50) }
    #expect(await journal.reads == before, "an unchanged segment is not read again")
    // Another session's line is taken in.
    try await bench.journal().record(note)
    #expect(try await journal.records().count == 51)
    #expect(await journal.reads.lines == before.lines + 1)
  }

  @Test func linesOfOtherCasesAreNotDecoded() async throws {
    let bench = try SegmentBench()
    for number in 0..<50 {
      try await bench.journal().record(
        ActivityNote(.viewed(.shown), try caseID(number), operatorName: "jo", profile: "staging"))
    }
    let journal = bench.journal()
    #expect(try await journal.records(of: try caseID(7)).count == 1)
    #expect(await journal.reads.lines == 2, "its line and the head")
  }

  // MARK: - When what was read is no longer what is there

  @Test func aSegmentThatWasReplacedShrunkOrWrittenOverIsReadAgain() async throws {
    let bench = try SegmentBench()
    let journal = bench.journal()
    for id in ["w1", "w2", "w3"] { try await journal.open(try intent(id)) }
    #expect(try await journal.records().map(\.id) == ["w1", "w2", "w3"])
    let whole = try bench.record.text
    // Shorter, in place.
    let lines = try bench.record.lines
    try bench.folder.write(lines[0...1].joined(separator: "\n") + "\n")
    #expect(try await journal.records().map(\.id) == ["w1"])
    // Longer, with another chain, in place.
    let other = try SegmentBench()
    for id in ["y1", "y2", "y3"] { try await other.journal().open(try intent(id)) }
    try bench.folder.write(try other.record.text)
    #expect(try await journal.unsettled().map(\.id) == ["y1", "y2", "y3"])
    // As long as before, in place.
    #expect(try other.record.text.utf8.count == whole.utf8.count)
    try bench.folder.write(whole)
    #expect(try await journal.unsettled().map(\.id) == ["w1", "w2", "w3"])
    // Another file, longer, which may get the number of the one that is gone.
    let name = try #require(try bench.record.segments.last)
    unlink(bench.path(name))
    try await other.journal().open(try intent("y4"))
    try bench.write(try other.record.text, to: name)
    #expect(try await journal.unsettled().map(\.id) == ["y1", "y2", "y3", "y4"])
  }

  @Test func aTornLineThatAnotherSessionEndsIsReadThen() async throws {
    let bench = try SegmentBench()
    let journal = bench.journal()
    try await journal.open(try intent("w1"))
    try await journal.open(try intent("w2"))
    let whole = try bench.record.text
    try bench.folder.write(String(whole.dropLast(30)))
    try bench.loseMark()
    #expect(try await journal.unsettled().map(\.id) == ["w1"])
    try await bench.journal().open(try intent("w3"))
    #expect(try await journal.unsettled().map(\.id) == ["w1", "w3"])
    #expect(try await journal.check().tornLines.map(\.number) == [3])
  }
}
