import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// A rollover that ends at any of its steps, as kill -9 or a lost machine leaves it.
struct RolloverTests {
  private static let newest = "activity-2026-11.jsonl"

  /// October with an unsettled write, and the bytes with which November begins.
  private func bench(torn: Int = 0) async throws -> (SegmentBench, head: [UInt8]) {
    let bench = try SegmentBench()
    let journal = bench.journal()
    try await journal.open(try intent("w1"))
    try await journal.open(try intent("w2", case: try caseID(2).text))
    if torn > 0 {
      try bench.write(String(try bench.record.text.dropLast(torn)), to: "activity-2026-10.jsonl")
      try bench.loseMark()
    }
    bench.go(to: 2026, 11)
    let other = try SegmentBench()
    for (name, bytes) in try bench.files { try other.write(String(decoding: bytes, as: UTF8.self), to: name) }
    other.go(to: 2026, 11)
    try await other.journal().open(try intent("w3"))
    return (bench, Array((try other.record.lines[0] + "\n").utf8))
  }

  /// The next write finds what was there, and the record is as if there had been no crash.
  private func goesOn(_ bench: SegmentBench, torn: [JournalLine] = [], _ comment: Testing.Comment) async throws {
    let unsettled = try await bench.journal().unsettled().map(\.id)
    #expect(unsettled.contains("w1"), comment)
    let journal = bench.journal()
    #expect(try await journal.open(try intent("x1"), repeating: .none).map(\.id) == ["w1"], comment)
    try await journal.open(try intent("x1"))
    try await journal.settle("w1", as: .happened)
    #expect(try await bench.journal().unsettled().map(\.id) == unsettled.dropFirst() + ["x1"], comment)
    let check = try await bench.journal().check()
    #expect(check.changedLine == nil && check.tornLines == torn, comment)
    #expect(try bench.record.segments == ["activity-2026-10.jsonl", Self.newest], comment)
    #expect(try !FileManager.default.fileExists(atPath: bench.path(SegmentName.unfinished)), comment)
  }

  @Test func anEndAtAnyByteOfTheUnfinishedSegmentLosesNothing() async throws {
    let (whole, head) = try await bench()
    let october = try whole.record.text
    for cut in 0...head.count {
      let bench = try SegmentBench()
      bench.go(to: 2026, 11)
      try bench.write(october, to: "activity-2026-10.jsonl")
      try bench.write(String(decoding: head[..<cut], as: UTF8.self), to: SegmentName.unfinished)
      #expect(try await bench.journal().unsettled().map(\.id) == ["w1", "w2"])
      try await goesOn(bench, "cut \(cut)")
    }
  }

  @Test func anEndAfterTheRenameLeavesASegmentOfItsHead() async throws {
    let (bench, head) = try await bench()
    try bench.write(String(decoding: head, as: UTF8.self), to: Self.newest)
    #expect(try await bench.journal().unsettled().map(\.id) == ["w1", "w2"])
    #expect(try await bench.journal().records().count == 2)
    #expect(try await bench.journal().verify() == nil)
    try await goesOn(bench, "head alone")
    #expect(try bench.text(of: Self.newest).hasPrefix(String(decoding: head, as: UTF8.self)))
  }

  /// No order of steps leaves this, but a disk that lost what it had acknowledged may.
  @Test func aHeadThatIsCutAtAnyByteHidesNoWriteAndIsToldAsTorn() async throws {
    let (whole, head) = try await bench()
    let october = try whole.record.text
    for cut in 1..<head.count {
      let bench = try SegmentBench()
      bench.go(to: 2026, 11)
      try bench.write(october, to: "activity-2026-10.jsonl")
      try bench.write(String(decoding: head[..<cut], as: UTF8.self), to: Self.newest)
      let isWholeButForItsEnd = cut == head.count - 1
      let place = JournalLine(segment: try #require(SegmentName(text: "2026-11")), number: 1)
      try await goesOn(bench, torn: isWholeButForItsEnd ? [] : [place], "cut \(cut)")
    }
  }

  /// Both may happen: the crash of a write, then the next one in another month.
  @Test func aTornLineBeforeTheRolloverIsToldAsTorn() async throws {
    let place = JournalLine(segment: try #require(SegmentName(text: "2026-10")), number: 3)
    for torn in 1...60 {
      let (bench, _) = try await bench(torn: torn)
      let october = try bench.text(of: "activity-2026-10.jsonl")
      try await goesOn(bench, torn: [place], "torn \(torn)")
      #expect(try bench.text(of: "activity-2026-10.jsonl") == october)
    }
  }

  /// The walk over the bytes of the line after the head.
  @Test func anEndAtAnyByteOfTheFirstLineLosesNothing() async throws {
    let (bench, head) = try await bench()
    try await bench.journal().open(try intent("w3", case: try caseID(3).text))
    let november = Array(try bench.text(of: Self.newest).utf8)
    let october = try bench.text(of: "activity-2026-10.jsonl")
    let place = JournalLine(segment: try #require(SegmentName(text: "2026-11")), number: 2)
    for cut in head.count...november.count {
      let bench = try SegmentBench()
      bench.go(to: 2026, 11)
      try bench.write(october, to: "activity-2026-10.jsonl")
      try bench.write(String(decoding: november[..<cut], as: UTF8.self), to: Self.newest)
      let found = try await bench.journal().unsettled().map(\.id)
      #expect(found == (cut == november.count ? ["w1", "w2", "w3"] : ["w1", "w2"]))
      let isTorn = cut > head.count && cut < november.count - 1
      let journal = bench.journal()
      try await journal.open(try intent("x1"))
      let check = try await bench.journal().check()
      #expect(check.changedLine == nil && check.tornLines == (isTorn ? [place] : []), "cut \(cut)")
      // A line that lacks nothing but its end is a write that may have begun.
      let isWhole = cut >= november.count - 1
      #expect(
        try await bench.journal().unsettled().map(\.id) == (isWhole ? ["w1", "w2", "w3", "x1"] : ["w1", "w2", "x1"]))
      #expect(try await journal.unsettled() == bench.journal().unsettled(), "the journal that wrote sees the same")
    }
  }

  @Test func aSegmentThatCannotBeMadeLeavesTheRecordAsItWas() async throws {
    let (bench, _) = try await bench()
    let before = try bench.files
    // A folder is in the way of the new file.
    mkdir(bench.path(SegmentName.unfinished), 0o700)
    #expect(await problem { try await bench.journal().open(try intent("x1")) } != nil)
    rmdir(bench.path(SegmentName.unfinished))
    #expect(try bench.files == before)
    mkdir(bench.path(Self.newest), 0o700)
    #expect(await problem { try await bench.journal().open(try intent("x1")) } != nil)
    rmdir(bench.path(Self.newest))
    #expect(try bench.files == before)
    try await goesOn(bench, "afterwards")
  }

  @Test(.enabled(if: SmallDisk.canBeMounted, "a small disk cannot be mounted here"))
  func aFullDiskAtARolloverIsSaidSoAndLosesNothing() async throws {
    let bench = try SegmentBench()
    let disk = try SmallDisk(at: bench.folder.data, size: "12k")
    defer { disk.unmount() }
    let journal = bench.journal()
    try await journal.open(try intent("w1"))
    let fill = open(bench.path("fill"), O_WRONLY | O_CREAT, 0o600)
    while write(fill, [UInt8](repeating: 0, count: 4096), 4096) > 0 {}
    close(fill)
    bench.go(to: 2026, 11)
    #expect(await problem { try await journal.open(try intent("x1")) }?.hasSuffix("the disk is full.") == true)
    #expect(try bench.record.segments == ["activity-2026-10.jsonl"])
    #expect(try await journal.unsettled().map(\.id) == ["w1"])
    unlink(bench.path("fill"))
    try await goesOn(bench, "with room again")
  }

  @Test func manyWritersAtTheTurnOfTheMonthBeginOneSegmentAndLoseNoLine() async throws {
    let bench = try SegmentBench()
    for month in 0..<12 {
      bench.go(to: 2026 + month / 12, month % 12 + 1)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<8 {
          let journal = bench.journal()
          group.addTask { try await journal.open(try intent("w\(month)-\(writer)")) }
        }
        try await group.waitForAll()
      }
    }
    #expect(try bench.record.segments.count == 12)
    let check = try await bench.journal().check()
    #expect(check.records == 96 && check.firstBadLine == nil)
    #expect(try await bench.journal().unsettled().count == 96)
  }
}
