import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// The sealed mark of the end over a change of segments.
struct SegmentMarkTests {
  private static let older = "activity-2026-11.jsonl"

  /// A store that marked the record in November, and a record that went on in December.
  private func desk() async throws -> (SegmentBench, StoreBench, LocalStore) {
    let bench = try SegmentBench()
    let stores = try StoreBench()
    let store = try stores.open()
    bench.go(to: 2026, 11)
    let journal = bench.journal()
    try await journal.open(try intent("w1"))
    try await journal.close("w1", outcome: .done)
    #expect(await store.markEnd(of: journal) == .unmarked)
    try await journal.open(try intent("w2"))
    bench.go(to: 2026, 12)
    try await journal.open(try intent("w3"))
    return (bench, stores, store)
  }

  private func cut(_ bench: SegmentBench, _ name: String, to count: Int) throws {
    try bench.write(
      try bench.text(of: name).split(separator: "\n").prefix(count).map { $0 + "\n" }.joined(), to: name)
  }

  @Test func aMarkInAnOlderSegmentIsReachedWhileNothingIsMissing() async throws {
    let (bench, _, store) = try await desk()
    #expect(await store.checkEnd(of: bench.journal()) == .reached)
    #expect(await store.markEnd(of: bench.journal()) == .reached)
    // The newest segment counts from now on, its head alone too.
    try cut(bench, "activity-2026-12.jsonl", to: 1)
    #expect(await store.checkEnd(of: bench.journal()) == .cut)
    unlink(bench.path("activity-2026-12.jsonl"))
    #expect(await store.checkEnd(of: bench.journal()) == .cut)
  }

  /// Two lines are marked after the head, the fourth came later.
  @Test(arguments: 0...3) func linesCutFromTheMarkedSegmentAreMissed(_ count: Int) async throws {
    let (bench, _, store) = try await desk()
    try cut(bench, Self.older, to: count)
    #expect(await store.checkEnd(of: bench.journal()) == .cut)
  }

  @Test func anotherSegmentInItsPlaceIsMissed() async throws {
    let (bench, _, store) = try await desk()
    let other = try SegmentBench()
    other.go(to: 2026, 11)
    for id in ["x1", "x2", "x3", "x4"] { try await other.journal().open(try intent(id)) }
    try bench.write(try other.text(of: Self.older), to: Self.older)
    #expect(await store.checkEnd(of: bench.journal()) == .cut)
    unlink(bench.path(Self.older))
    #expect(await store.checkEnd(of: bench.journal()) == .cut)
  }

  @Test func aSegmentThatIsMissingAfterTheMarkIsMissed() async throws {
    let (bench, _, store) = try await desk()
    bench.go(to: 2027, 1)
    try await bench.journal().open(try intent("w4"))
    #expect(await store.checkEnd(of: bench.journal()) == .reached)
    unlink(bench.path("activity-2026-12.jsonl"))
    #expect(await store.checkEnd(of: bench.journal()) == .cut)
  }

  @Test func anEndInAnOlderSegmentIsNoLaterMark() async throws {
    let (bench, _, _) = try await desk()
    let newest = try #require(try await bench.journal().end())
    let longer = ActivityEnd(try #require(SegmentName(text: "2026-11")), size: newest.size + 1, hash: newest.hash)
    #expect(newest.isAtLeast(longer) && !longer.isAtLeast(newest))
  }

  /// As versions without segments sealed it.
  @Test func anOldMarkIsRead() async throws {
    let bench = try SegmentBench()
    let old = try SegmentBench.oldRecord()
    try bench.write(old, to: "activity.jsonl")
    let hash = String(old.suffix(67).prefix(64))
    let json = #"{"hash":"\#(hash)","size":\#(old.utf8.count)}"#
    let mark: ActivityEnd = try #require(StoreJSON.value(Array(json.utf8)))
    #expect(try await bench.journal().end() == mark)
    try await bench.journal().open(try intent("w1"))
    #expect(try await bench.journal().reaches(mark))
    #expect(try await bench.journal().end()?.isAtLeast(mark) == true)
    try bench.write(String(old.dropLast(1)), to: "activity.jsonl")
    #expect(try await !bench.journal().reaches(mark))
    // A mark in the file of older versions reads as it did, so that they can read it too.
    #expect(try StoreJSON.bytes(mark) == Array(json.utf8))
  }
}
