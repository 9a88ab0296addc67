import Care360
import Foundation
import Testing

@testable import CaseStore

struct SegmentNameTests {
  @Test(
    arguments: [
      "activity.jsonl", "activity-2026-01.jsonl", "activity-2026-12.jsonl", "activity-2026-12-2.jsonl",
      "activity-2026-12-100.jsonl",
    ])
  func aSegmentIsKnownByItsName(_ file: String) { #expect(SegmentName(file: file)?.file == file) }

  @Test(
    arguments: [
      "activity-.jsonl", "activity-2026-00.jsonl", "activity-2026-13.jsonl", "activity-2026-1.jsonl",
      "activity-2026-11.jsonl.bak", "activity-2026-11 (1).jsonl", "activity-20x6-11.jsonl", "activity.new",
      "activity-2026-11-.jsonl", "activity-2026-11-0.jsonl", "activity-2026-11-1.jsonl", "activity-2026-11-02.jsonl",
      "activity-2026-11-+2.jsonl", "activity-2026-11-2-3.jsonl", "activity-2026-11-99999999999999999999.jsonl",
      "activity-2.jsonl", "activity--2026-11.jsonl", "activity-2026-11-２.jsonl", "activity.lock", "inactivity.jsonl",
      "activity-２０２６-11.jsonl",
    ])
  func anythingElseIsNoSegment(_ file: String) { #expect(SegmentName(file: file) == nil) }

  @Test func segmentsSortAsTheChainRuns() {
    let sorted = [
      "activity.jsonl", "activity-2025-12.jsonl", "activity-2025-12-7.jsonl", "activity-2026-01.jsonl",
      "activity-2026-01-2.jsonl", "activity-2026-01-9.jsonl", "activity-2026-01-10.jsonl", "activity-2026-01-99.jsonl",
      "activity-2026-01-100.jsonl", "activity-2026-10.jsonl",
    ]
    #expect(sorted.reversed().compactMap(SegmentName.init(file:)).sorted().map(\.file) == sorted)
  }

  @Test func theMonthIsThatOfUTC() throws {
    #expect(try SegmentName(at: Date(timeIntervalSince1970: 1_793_491_199)).month == "2026-10")
    #expect(try SegmentName(at: Date(timeIntervalSince1970: 1_793_491_200)).month == "2026-11")
  }

  @Test func aYearThatCannotBeNamedIsRefused() async throws {
    #expect(
      await problem { _ = try SegmentName(at: Date(timeIntervalSince1970: 400_000_000_000)) }
        == "This machine's clock shows a year that cannot be recorded; set the clock and try again.")
  }
}
