import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// A segment that is full before its month is over.
struct FullSegmentTests {
  /// Two writes of two lines each fill one.
  private static let bound = 1_500

  private func write(_ bench: SegmentBench, _ numbers: Range<Int>) async throws {
    for number in numbers {
      let journal = bench.journal(bound: Self.bound)
      try await journal.open(try intent("w\(number)"))
      if number > 0 { try await journal.close("w\(number)", outcome: .done) }
    }
  }

  private func filled() async throws -> SegmentBench {
    let bench = try SegmentBench()
    try await write(bench, 0..<30)
    return bench
  }

  @Test func theNextSegmentOfTheMonthHasTheNextNumberAndTheChainGoesOn() async throws {
    let bench = try await filled()
    let names = try bench.record.segments
    #expect(names.count > 11)
    #expect(
      names == ["activity-2026-10.jsonl"] + (2...names.count).map { "activity-2026-10-\($0).jsonl" },
      "numbers order beyond 9")
    let journal = bench.journal(bound: Self.bound)
    let check = try await journal.check()
    #expect(check.firstBadLine == nil && check.records == 59)
    #expect(try await journal.unsettled() == [try intent("w0", repeatedAt: SegmentBench.day(2026, 10))])
    #expect(try await journal.records().map(\.id).filter { $0 != "w0" } == (1..<30).flatMap { ["w\($0)", "w\($0)"] })
    for name in names.dropLast() { #expect(try bench.text(of: name).utf8.count < 2 * Self.bound + 1_000) }
  }

  @Test func theNextMonthFollowsTheLastNumberAndAClockThatGoesBackTheNewest() async throws {
    let bench = try await filled()
    bench.go(to: 2026, 11)
    try await write(bench, 30..<31)
    #expect(try bench.record.segments.last == "activity-2026-11.jsonl")
    bench.go(to: 2026, 9)
    try await write(bench, 31..<36)
    #expect(
      try bench.record.segments.suffix(3) == [
        "activity-2026-11.jsonl", "activity-2026-11-2.jsonl", "activity-2026-11-3.jsonl",
      ])
    #expect(try await bench.journal().verify() == nil)
  }

  /// Otherwise each line would begin a segment.
  @Test func aHeadThatIsLongerThanTheBoundLeavesRoomForLines() async throws {
    let bench = try SegmentBench()
    for number in 0..<12 { try await bench.journal(bound: Self.bound).open(try intent("w\(number)")) }
    let count = try bench.record.segments.count
    for number in 12..<24 { try await bench.journal(bound: Self.bound).open(try intent("w\(number)")) }
    #expect(try bench.record.lines[0].utf8.count > Self.bound)
    #expect(try bench.record.segments.count - count < 5)
    #expect(try await bench.journal().unsettled().count == 24)
  }

  @Test func aMissingOrRenamedNumberIsNamed() async throws {
    let missing = try await filled()
    unlink(missing.path("activity-2026-10-4.jsonl"))
    let found = try #require(try await missing.journal().verify())
    #expect(found.file == "activity-2026-10-5.jsonl" && found.number == 1)
    let renamed = try await filled()
    let last = try #require(try renamed.record.segments.last)
    rename(renamed.path(last), renamed.path("activity-2026-10-77.jsonl"))
    #expect(try await renamed.journal().verify()?.file == "activity-2026-10-77.jsonl")
  }

  @Test func anEndInANumberedSegmentIsReachedUntilItIsCut() async throws {
    let bench = try await filled()
    let end = try #require(try await bench.journal().end())
    let before = try #require(try bench.record.segments.last)
    try await write(bench, 30..<40)
    #expect(try await bench.journal().reaches(end))
    #expect(try await bench.journal().end()?.isAtLeast(end) == true)
    #expect(try await bench.journal().end().map { !end.isAtLeast($0) } == true)
    try bench.write(String(try bench.text(of: before).dropLast(1)), to: before)
    #expect(try await !bench.journal().reaches(end))
  }

  // MARK: - The cost

  @Test func aNewProcessReadsOneSegmentForAWriteHoweverLongTheMonthIs() async throws {
    let bench = try SegmentBench()
    let writer = bench.journal(bound: 20_000)
    let note = ActivityNote(.viewed(.shown), try caseID(), operatorName: "jo", profile: "staging")
    for _ in 0..<500 { try await writer.record(note) }
    #expect(try bench.record.segments.count > 5)
    for number in 0..<80 {
      let journal = bench.journal(bound: 20_000)
      try await journal.open(try intent("w\(number)", case: try caseID(number).text))
      try await journal.close("w\(number)", outcome: .done)
      // The segment once, and some ends of it.
      #expect(await journal.reads.bytes < 20_000 + 1_000 + 12 * 4_096)
      #expect(await journal.reads.lines < 64)
    }
  }

  @Test func theWriteThatBeginsASegmentDecodesTheLastOneOnce() async throws {
    let bench = try SegmentBench()
    for number in 0..<50 { try await bench.journal().open(try intent("w\(number)")) }
    let journal = bench.journal(bound: Self.bound)
    try await journal.open(try intent("x"))
    #expect(try bench.record.segments.count == 2)
    #expect(await journal.reads.lines == 51, "the lines and their head")
    try await journal.close("x", outcome: .done)
    #expect(await journal.reads.lines == 53, "the new head and the line that opens")
  }
}
