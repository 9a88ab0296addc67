import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// The chain names what happened to a whole segment, by the file and line where it breaks.
struct SegmentChainTests {
  private static let names = ["activity-2026-10.jsonl", "activity-2026-11.jsonl", "activity-2026-12.jsonl"]

  private func changed(_ bench: SegmentBench) async throws -> String? {
    try await bench.journal().verify().map { "\($0.file) \($0.number)" }
  }

  @Test(arguments: 0..<3, 0..<4) func aChangedLineIsNamedWithItsSegment(_ segment: Int, _ line: Int) async throws {
    let bench = try await SegmentBench.threeMonths()
    let name = Self.names[segment]
    var lines = try bench.text(of: name).split(separator: "\n").map(String.init)
    lines[line] = lines[line].replacing(
      line == 0 ? "T12:00" : #""operator":"jo""#, with: line == 0 ? "T13:00" : #""operator":"al""#)
    try bench.write(lines.joined(separator: "\n") + "\n", to: name)
    #expect(try await changed(bench) == "\(name) \(line + 1)")
  }

  @Test func aMissingSegmentIsNamedByTheOneAfterIt() async throws {
    for index in 0..<2 {
      let bench = try await SegmentBench.threeMonths()
      unlink(bench.path(Self.names[index]))
      #expect(try await changed(bench) == "\(Self.names[index + 1]) 1")
    }
  }

  @Test func aMissingOldRecordIsNamed() async throws {
    let bench = try SegmentBench()
    try bench.write(try SegmentBench.oldRecord(), to: "activity.jsonl")
    try await bench.journal().open(try intent("w1"))
    unlink(bench.path("activity.jsonl"))
    #expect(try await changed(bench) == "activity-2026-10.jsonl 1")
  }

  @Test(arguments: [(0, "2026-09"), (1, "2026-09"), (2, "2027-01"), (1, "2027-01")])
  func aRenamedSegmentIsNamed(_ index: Int, _ month: String) async throws {
    let bench = try await SegmentBench.threeMonths()
    rename(bench.path(Self.names[index]), bench.path("activity-\(month).jsonl"))
    // The first of the files, as they stand now, that does not belong there.
    let broken = index == 1 && month == "2027-01" ? Self.names[2] : "activity-\(month).jsonl"
    #expect(try await changed(bench) == "\(broken) 1")
  }

  /// Without a head it would pass for the file of older versions.
  @Test func aSegmentUnderTheOldNameIsNamed() async throws {
    let bench = try await SegmentBench.threeMonths()
    rename(bench.path(Self.names[0]), bench.path("activity.jsonl"))
    #expect(try await changed(bench) == "activity.jsonl 1")
    let other = try SegmentBench()
    try other.write(try SegmentBench.oldRecord(), to: "activity-2026-09.jsonl")
    #expect(try await changed(other) == "activity-2026-09.jsonl 1")
  }

  @Test func swappedSegmentsAreNamed() async throws {
    let bench = try await SegmentBench.threeMonths()
    let (one, other) = (try bench.text(of: Self.names[0]), try bench.text(of: Self.names[1]))
    try bench.write(other, to: Self.names[0])
    try bench.write(one, to: Self.names[1])
    #expect(try await changed(bench) == "\(Self.names[0]) 1")
  }

  /// The other chain is whole in itself.
  @Test func aReplacedSegmentIsNamedByTheOneAfterIt() async throws {
    let bench = try await SegmentBench.threeMonths()
    let other = try SegmentBench()
    try await other.journal().open(try intent("other"))
    #expect(try await changed(other) == nil)
    try bench.write(try other.text(of: Self.names[0]), to: Self.names[0])
    #expect(try await changed(bench) == "\(Self.names[1]) 1")
  }

  @Test func linesCutFromTheEndOfAnOlderSegmentAreNamed() async throws {
    for count in 1...4 {
      let bench = try await SegmentBench.threeMonths()
      let lines = try bench.text(of: Self.names[1]).split(separator: "\n").dropLast(count)
      try bench.write(lines.map { $0 + "\n" }.joined(), to: Self.names[1])
      #expect(try await changed(bench) == (count == 4 ? "\(Self.names[1]) 1" : "\(Self.names[2]) 1"))
    }
  }

  @Test func aLineThatIsAddedToAnOlderSegmentIsNamed() async throws {
    let bench = try await SegmentBench.threeMonths()
    let whole = try bench.text(of: Self.names[0])
    let lines = whole.split(separator: "\n")
    try bench.write(whole + lines[3] + "\n", to: Self.names[0])
    #expect(try await changed(bench) == "\(Self.names[0]) 5")
    // A chain that goes on is no better: the next segment does not follow it.
    let record = try #require(ActivityLine.record(in: ActivityLine(bytes: Array(lines[3].utf8), isEnded: true)))
    let last = try #require(ActivityLine(bytes: Array(lines[3].utf8), isEnded: true).hash)
    let added = try ActivityLine.bytes(of: record, previous: last, afterTorn: false)
    try bench.write(whole + String(decoding: added, as: UTF8.self) + "\n", to: Self.names[0])
    #expect(try await changed(bench) == "\(Self.names[1]) 1")
  }
}
