import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// The record over the months.
struct SegmentTests {
  @Test func eachMonthHasAFileThatCarriesTheChainAndWhatIsUnsettled() async throws {
    let bench = try await SegmentBench.threeMonths()
    #expect(
      try bench.record.segments == ["activity-2026-10.jsonl", "activity-2026-11.jsonl", "activity-2026-12.jsonl"])
    let lines = ActivityLine.lines(of: Array(try bench.text(of: "activity-2026-12.jsonl").utf8))
    let head = try #require(ActivityLine.head(in: lines[0]))
    #expect(head.segment == "2026-12" && head.time == "2026-12-15T12:00:00Z")
    #expect(head.unsettled.compactMap(\.intent) == (try SegmentBench.leftOfThreeMonths().dropLast()))
    let before = ActivityLine.lines(of: Array(try bench.text(of: "activity-2026-11.jsonl").utf8))
    #expect(lines[0].previous == before.last?.hash)
    #expect(try mode(bench.path("activity-2026-12.jsonl")) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder.data).count == 4, "three and the lock")
  }

  @Test func allMonthsTogetherAreTheRecord() async throws {
    let bench = try await SegmentBench.threeMonths()
    let journal = bench.journal()
    #expect(
      try await journal.records().map { "\($0.event) \($0.id)" } == [
        "opened w0", "opened w1", "closed w1", "opened w2", "opened w3", "closed w3", "opened w4", "opened w5",
        "closed w5",
      ])
    #expect(try await journal.unsettled() == SegmentBench.leftOfThreeMonths())
    let check = try await journal.check()
    #expect(check.records == 9 && check.firstBadLine == nil)
  }

  @Test func aWriteOfAnEarlierMonthBlocksTheSameOneAndCanBeEnded() async throws {
    let bench = try await SegmentBench.threeMonths()
    bench.go(to: 2027, 1)
    let journal = bench.journal()
    #expect(try await journal.open(try intent("w9"), repeating: .none).map(\.id) == ["w0", "w2", "w4"])
    #expect(try bench.record.segments.count == 3, "a write that is blocked begins no segment")
    try await journal.close("w0", outcome: .unknown)
    try await journal.settle("w2", as: .happened)
    try await journal.close("w4", outcome: .done)
    #expect(try await journal.unsettled().map(\.id) == ["w0"])
    bench.go(to: 2027, 2)
    try await bench.journal().settle("w0", as: .didNotHappen)
    #expect(try await bench.journal().unsettled().isEmpty)
    #expect(await problem { try await journal.settle("w0", as: .happened) } != nil)
    #expect(try await journal.verify() == nil)
  }

  /// Its answer comes late: somebody has settled the write, and the month is over.
  @Test func theEndOfAWriteThatWasSettledInAnEarlierMonthIsRecorded() async throws {
    let bench = try SegmentBench()
    let journal = bench.journal()
    try await journal.open(try intent("w1"))
    try await journal.settle("w1", as: .happened)
    bench.go(to: 2026, 11)
    try await journal.record(ActivityNote(.forgotten, try caseID(), operatorName: "jo", profile: "staging"))
    try await journal.close("w1", outcome: .done)
    #expect(try await journal.records().map(\.event) == [.opened, .settled, .forgotten, .closed])
    #expect(try bench.record.lines.count == 3)
  }

  @Test func theRecordsOfOneCaseComeFromEveryMonth() async throws {
    let bench = try SegmentBench()
    let journal = bench.journal()
    for month in 10...12 {
      bench.go(to: 2026, month)
      for number in 1...2 {
        try await journal.record(
          ActivityNote(.viewed(.shown), try caseID(number), operatorName: "jo", profile: "staging"))
      }
    }
    for journal in [journal, bench.journal()] {
      let records = try await journal.records(of: try caseID(2))
      #expect(records.map(\.time) == ["2026-10-15T12:00:00Z", "2026-11-15T12:00:00Z", "2026-12-15T12:00:00Z"])
      #expect(records.allSatisfy { $0.caseID.hasSuffix("2") })
    }
  }

  // MARK: - The clock

  @Test func aClockThatGoesBackMakesNoOlderSegmentCurrent() async throws {
    let bench = try await SegmentBench.threeMonths()
    func isOlder(_ name: String) -> Bool { name.hasSuffix(".jsonl") && !name.contains("2026-12") }
    let older = try bench.files.filter { isOlder($0.key) }
    for (year, month) in [(2026, 10), (2026, 11), (2020, 1), (2026, 12)] {
      bench.go(to: year, month)
      try await bench.journal().open(try intent("x\(month)-\(year)"))
    }
    #expect(try bench.files.filter { isOlder($0.key) } == older)
    #expect(try await bench.journal().unsettled().count == 7)
    #expect(try await bench.journal().verify() == nil)
    bench.go(to: 2027, 1)
    try await bench.journal().open(try intent("x"))
    #expect(try bench.record.segments.last == "activity-2027-01.jsonl")
  }

  @Test func monthsWithoutARecordHaveNoFile() async throws {
    let bench = try await SegmentBench.threeMonths()
    bench.go(to: 2028, 3)
    try await bench.journal().open(try intent("x"))
    #expect(try bench.record.segments.last == "activity-2028-03.jsonl")
    #expect(try bench.record.segments.count == 4)
    #expect(try await bench.journal().verify() == nil)
  }

  // MARK: - The file of older versions

  @Test func anOldRecordStaysByteForByteAndTheChainGoesOn() async throws {
    let bench = try SegmentBench()
    let old = try SegmentBench.oldRecord()
    try bench.write(old, to: "activity.jsonl")
    let journal = bench.journal()
    #expect(try await journal.unsettled().map(\.id) == ["w0"])
    #expect(try await journal.check().records == 2)
    #expect(try await journal.open(try intent("w1"), repeating: .none).map(\.id) == ["w0"])
    try await journal.open(try intent("w1"))
    #expect(try bench.text(of: "activity.jsonl") == old)
    #expect(try bench.record.segments == ["activity.jsonl", "activity-2026-10.jsonl"])
    try await journal.settle("w0", as: .happened)
    #expect(try await bench.journal().unsettled().map(\.id) == ["w1"])
    #expect(try await journal.records().map(\.id) == ["w0", "w0", "w1", "w0"])
    let check = try await journal.check()
    #expect(check.records == 4 && check.firstBadLine == nil)
  }

  /// A crash of the older version left it; its bytes stay too.
  @Test func theTornEndOfAnOldRecordIsToldAsSuch() async throws {
    let old = try SegmentBench.oldRecord()
    for cut in 1...40 {
      let bench = try SegmentBench()
      try bench.write(String(old.dropLast(cut)), to: "activity.jsonl")
      try await bench.journal().open(try intent("w1"))
      let check = try await bench.journal().check()
      #expect(check.tornLines == [JournalLine(segment: .first, number: 2)] && check.changedLine == nil, "cut \(cut)")
      #expect(check.records == 2)
      #expect(try await bench.journal().unsettled().map(\.id) == ["w0", "w1"])
      #expect(try bench.text(of: "activity.jsonl") == String(old.dropLast(cut)))
    }
  }

  /// The write stays blocked: a head that cannot be read makes the segment before count.
  @Test func aDamagedHeadHidesNoUnsettledWrite() async throws {
    let bench = try await SegmentBench.threeMonths()
    let name = "activity-2026-12.jsonl"
    let lines = try bench.text(of: name).split(separator: "\n")
    for head in [String(lines[0].dropFirst()), "", "x"] {
      try bench.write(([head] + lines.dropFirst().map(String.init)).joined(separator: "\n") + "\n", to: name)
      #expect(try await bench.journal().unsettled().map(\.id) == ["w0", "w2", "w4"], "\(head)")
      #expect(try await bench.journal().check().changedLine?.number == 1)
    }
    try bench.write("", to: name)
    #expect(try await bench.journal().unsettled().map(\.id) == ["w0", "w2"])
    #expect(try await bench.journal().check().changedLine?.file == name)
    let damage = try await bench.journal().check().unacknowledged
    try await bench.journal().acknowledge(damage, operatorName: "jo", profile: "staging")
    try await bench.journal().open(try intent("x"))
    #expect(try await bench.journal().unsettled().map(\.id) == ["w0", "w2", "x"])
    #expect(try await bench.journal().check().changedLine?.number == 1)
  }
}
