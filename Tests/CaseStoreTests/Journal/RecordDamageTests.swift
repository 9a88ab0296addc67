import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// A damaged record stops the next write until a person acknowledges it.
struct RecordDamageTests {
  private static let name = "activity-2026-10.jsonl"

  /// Twenty lines with the head: `w0` and views, then writes that ended, but for `w7`.
  private func bench() async throws -> SegmentBench {
    let bench = try SegmentBench()
    let journal = bench.journal()
    try await journal.open(try intent("w0"))
    for number in 1...4 { try await view(journal, number) }
    for number in 1...6 {
      try await journal.open(try intent("w\(number)"))
      try await journal.close("w\(number)", outcome: .done)
    }
    try await view(journal, 9)
    try await journal.open(try intent("w7"))
    #expect(try bench.record.lines.count == 20)
    return bench
  }

  private func view(_ journal: FileWriteJournal, _ number: Int) async throws {
    try await journal.record(
      ActivityNote(.viewed(.shown), try caseID(number), operatorName: "jo", profile: "staging"))
  }

  /// The refusal of the next write of another process; nil when it is recorded.
  private func stopped(_ bench: SegmentBench) async -> String? {
    await problem { try await bench.journal().open(try intent("x", case: try caseID(40).text)) }
  }

  private func acknowledge(_ bench: SegmentBench) async throws -> [RecordDamage] {
    let damage = try await bench.journal().check().unacknowledged
    try await bench.journal().acknowledge(damage, operatorName: "jo", profile: "staging")
    return damage
  }

  /// A write was stopped, also after a view; it goes on after an acknowledgement, and the damage stays told.
  private func stopsUntilAcknowledged(
    _ bench: SegmentBench, _ comment: Testing.Comment,
    among kinds: Set<RecordDamage.Kind> = Set(RecordDamage.Kind.allCases)
  ) async throws {
    let sentence = await stopped(bench)
    #expect(sentence?.contains("run casedesk activity --verify, then casedesk activity acknowledge.") == true, comment)
    try await view(bench.journal(), 30)
    #expect(await stopped(bench) != nil, comment)
    let damage = try await acknowledge(bench)
    #expect(!damage.isEmpty && damage.allSatisfy { kinds.contains($0.kind) }, "\(comment): \(damage)")
    #expect(await stopped(bench) == nil, comment)
    #expect(await stopped(bench) == nil, comment)
    let check = try await bench.journal().check()
    #expect(check.unacknowledged.isEmpty && check.acknowledged.suffix(damage.count) == damage[...], comment)
    #expect(try await bench.journal().records().last { $0.event == .acknowledged }?.damage == damage, comment)
  }

  @Test(arguments: [(1, ""), (2, ", and one more place is damaged"), (3, ", and 2 more places are damaged")])
  func theSentenceCountsThePlaces(_ count: Int, _ end: String) async throws {
    let bench = try await bench()
    var lines = try bench.record.lines
    for number in [3, 8, 13].prefix(count) { lines[number] = lines[number].replacing("\"uid\"", with: "\"gid\"") }
    try bench.write(lines.joined(separator: "\n") + "\n", to: Self.name)
    let words = try await bench.journal().check().unacknowledged.words
    #expect(words == "Line 4 of the record of writes, in \(Self.name), is not as it was written\(end)")
  }

  // MARK: - One file

  @Test func aWholeRecordStopsNoWriteAndHasNothingToAcknowledge() async throws {
    let bench = try await bench()
    #expect(
      await problem { _ = try await acknowledge(bench) } == "The record of writes shows no damage to acknowledge.")
    #expect(try await bench.journal().check().damage.isEmpty)
    #expect(await stopped(bench) == nil)
  }

  @Test func everyFlippedByteStopsTheNextWrite() async throws {
    let whole = try await bench()
    let bytes = Array(try whole.text(of: Self.name).utf8)
    let bench = try await bench()
    for (name, data) in try whole.files { try data.write(to: URL(fileURLWithPath: bench.path(name))) }
    let file = URL(fileURLWithPath: bench.path(Self.name))
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1 << (place % 8)
      try Data(changed).write(to: file)
      chmod(file.path, 0o600)
      guard await stopped(bench) != nil else {
        Issue.record("byte \(place)")
        return
      }
    }
    try Data(bytes).write(to: file)
    chmod(file.path, 0o600)
    #expect(await stopped(bench) == nil)
  }

  /// The kinds of places a flip can hit, each acknowledged.
  @Test(arguments: 0..<20) func aFlippedByteOfALineIsAcknowledged(_ line: Int) async throws {
    let text = try await bench().text(of: Self.name)
    let lines = text.split(separator: "\n")
    let start = lines[..<line].reduce(0) { $0 + $1.utf8.count + 1 }
    for offset in [0, 12, lines[line].utf8.count - 70, lines[line].utf8.count - 5, lines[line].utf8.count] {
      let bench = try await bench()
      var bytes = Array(try bench.text(of: Self.name).utf8)
      bytes[start + offset] ^= 1
      try bench.write(String(decoding: bytes, as: UTF8.self), to: Self.name)
      try await stopsUntilAcknowledged(bench, "line \(line + 1), offset \(offset)", among: [.changed, .shorter])
    }
  }

  @Test(arguments: 0..<20) func aRecordThatIsCutStopsTheNextWrite(_ count: Int) async throws {
    // Between two lines, and inside the next one, up to its line feed.
    for part in [0, 1, 2, 4] {
      let bench = try await bench()
      let lines = try bench.record.lines
      let more = lines[count].prefix(part == 4 ? lines[count].count : lines[count].count * part / 3)
      try bench.write(lines.prefix(count).map { $0 + "\n" }.joined() + more, to: Self.name)
      // No line is missing where the last line feed alone is, and the next line brings it back.
      guard count < 19 || part < 4 else { continue }
      try await stopsUntilAcknowledged(bench, "\(count) lines, \(part)", among: [.shorter, .changed])
    }
  }

  @Test func anOlderCopyStopsTheNextWrite() async throws {
    let bench = try await bench()
    let older = try bench.record.text
    try await bench.journal().open(try intent("w8"))
    try bench.write(older, to: Self.name)
    try await stopsUntilAcknowledged(bench, "older", among: [.shorter])
  }

  /// Whole in itself, shorter or longer.
  @Test(arguments: [2, 40]) func theRecordOfAnotherOperatorStopsTheNextWrite(_ count: Int) async throws {
    let other = try SegmentBench()
    for number in 0..<count { try await other.journal().open(try intent("y\(number)")) }
    let bench = try await bench()
    try bench.write(try other.record.text, to: Self.name)
    try await stopsUntilAcknowledged(bench, "\(count)", among: [.shorter])
  }

  @Test func aRecordThatIsGoneStopsTheNextWrite() async throws {
    let bench = try await bench()
    unlink(bench.path(Self.name))
    #expect(try await bench.journal().check().damage == [RecordDamage(.gone, in: Self.name)])
    try await stopsUntilAcknowledged(bench, "gone", among: [.gone, .shorter])
    let empty = try await self.bench()
    try empty.write("", to: Self.name)
    try await stopsUntilAcknowledged(empty, "empty", among: [.changed, .shorter])
  }

  @Test func aLineOfALaterVersionStopsTheNextWrite() async throws {
    let bench = try await bench()
    let last = try #require(try bench.record.lines.last)
    let line = ActivityLine(bytes: Array(last.utf8), isEnded: true)
    let later = try ActivityLine.bytes(
      of: ["event": "sealed", "id": "z"], previous: try #require(line.hash), afterTorn: false)
    try bench.write(try bench.record.text + String(decoding: later, as: UTF8.self) + "\n", to: Self.name)
    try await stopsUntilAcknowledged(bench, "later", among: [.undecodable])
  }

  /// The process that read a line knows it: it is not fooled, and the next process finds the damage.
  @Test func aProcessThatReadTheLinesBlocksTheSameWriteWhateverBecomesOfThem() async throws {
    let bench = try await bench()
    let journal = bench.journal()
    #expect(try await journal.unsettled().map(\.id) == ["w0", "w7"])
    try bench.write(try bench.record.text.replacing("opened", with: "openfd"), to: Self.name)
    #expect(await problem { _ = try await journal.open(try intent("x"), repeating: .none) } != nil)
  }

  // MARK: - What a crash leaves

  /// The mark follows the line, so that a crash leaves bytes behind it and takes none before it.
  @Test func bytesBehindTheMarkStopNoWrite() async throws {
    let whole = try await bench()
    let before = try whole.files
    try await whole.journal().open(try intent("w8", case: try caseID(8).text))
    let after = Array(try whole.record.text.utf8)
    let size = try #require(before[Self.name]?.count)
    for count in size...after.count {
      let bench = try SegmentBench()
      for (name, bytes) in before { try bench.write(String(decoding: bytes, as: UTF8.self), to: name) }
      try bench.write(String(decoding: after[..<count], as: UTF8.self), to: Self.name)
      #expect(await stopped(bench) == nil, "\(count - size)")
      #expect(try await bench.journal().check().damage.isEmpty, "\(count - size)")
      #expect(await stopped(bench) == nil, "\(count - size)")
    }
  }

  /// The line feed that ends a torn line may be all that reached the disk of the next one.
  @Test func aTornLineThatWasEndedByTheNextCrashStopsNoWrite() async throws {
    let bench = try await bench()
    try bench.write(try bench.record.text + #"{"event":"op"# + "\n", to: Self.name)
    #expect(await stopped(bench) == nil)
    let check = try await bench.journal().check()
    #expect(check.damage.isEmpty && check.tornLines.map(\.number) == [21])
    #expect(await stopped(bench) == nil)
  }

  // MARK: - Acknowledgement

  @Test func otherDamageThanWasShownIsNotAcknowledged() async throws {
    let bench = try await bench()
    let whole = try bench.record.lines
    func damaged(_ places: [Int]) throws {
      var lines = whole
      for place in places {
        lines[place] = lines[place].replacing(#""profile":"staging""#, with: #""profile":"st4ging""#)
      }
      try bench.write(lines.joined(separator: "\n") + "\n", to: Self.name)
    }
    try damaged([3])
    let shown = try await bench.journal().check().unacknowledged
    try damaged([3, 8, 9])
    #expect(
      await problem { try await bench.journal().acknowledge(shown, operatorName: "jo", profile: "p") }
        == "The record of writes has changed since then: run casedesk activity --verify again.")
    #expect(await stopped(bench) != nil)
    let damage = try await acknowledge(bench)
    #expect(damage.map(\.line) == [4, 9] && damage.map(\.lastLine) == [nil, 10])
    #expect(await stopped(bench) == nil)
    // Later damage is damage of its own.
    let text = try bench.record.text.split(separator: "\n").map(String.init)
    var lines = text
    lines[12] = lines[12].replacing("staging", with: "stagimg")
    try bench.write(lines.joined(separator: "\n") + "\n", to: Self.name)
    try await stopsUntilAcknowledged(bench, "later", among: [.changed])
  }

  @Test func aChangedLineEndsNoWriteAfterTheAcknowledgement() async throws {
    let bench = try await bench()
    var lines = try bench.record.lines
    lines[7] = lines[7].replacing(#""profile":"staging""#, with: #""profile":"staginG""#)
    #expect(lines[7].contains(#""event":"closed""#))
    try bench.write(lines.joined(separator: "\n") + "\n", to: Self.name)
    _ = try await acknowledge(bench)
    #expect(try await bench.journal().unsettled().map(\.id) == ["w0", "w1", "w7"])
  }

  @Test func theOutcomeOfAWriteIsRecordedBesideDamage() async throws {
    let bench = try await bench()
    try bench.write(try bench.record.text.replacing("w3", with: "w9"), to: Self.name)
    try await bench.journal().close("w7", outcome: .unknown)
    try await bench.journal().settle("w7", as: .happened)
    #expect(await stopped(bench) != nil)
  }

  // MARK: - Segments

  @Test func damageIsCarriedIntoTheNextSegmentUntilItIsAcknowledged() async throws {
    let bench = try await bench()
    try bench.write(try bench.record.text.replacing("w3", with: "w9"), to: Self.name)
    for month in [11, 12] {
      bench.go(to: 2026, month)
      try await view(bench.journal(), 1)
      #expect(await stopped(bench) != nil)
    }
    #expect(try bench.record.segments.count == 3)
    try await stopsUntilAcknowledged(bench, "carried", among: [.changed])
  }

  @Test func aMissingOrReplacedSegmentBeforeTheNewestStopsTheNextWrite() async throws {
    for isReplaced in [false, true] {
      let bench = try await bench()
      bench.go(to: 2026, 11)
      try await bench.journal().open(try intent("w8"))
      unlink(bench.path(Self.name))
      if isReplaced {
        let other = try SegmentBench()
        try await other.journal().open(try intent("y"))
        try bench.write(try other.record.text, to: Self.name)
      }
      try await stopsUntilAcknowledged(bench, "replaced: \(isReplaced)", among: [.missing])
    }
  }

  @Test func aNewestSegmentThatIsMissingStopsTheNextWrite() async throws {
    let bench = try await bench()
    bench.go(to: 2026, 11)
    try await bench.journal().open(try intent("w8"))
    unlink(bench.path("activity-2026-11.jsonl"))
    #expect(try await bench.journal().check().damage == [RecordDamage(.missing, in: "activity-2026-11.jsonl")])
    try await stopsUntilAcknowledged(bench, "newest", among: [.missing, .shorter])
  }

  /// Its unsettled writes stand in the head of the newest one, so that it hides none; the check names the line.
  @Test func aFlippedByteOfAnOlderSegmentIsHarmlessToTheNextWrite() async throws {
    let bench = try await bench()
    bench.go(to: 2026, 11)
    try await bench.journal().open(try intent("w8", case: try caseID(8).text))
    var lines = try bench.text(of: Self.name).split(separator: "\n").map(String.init)
    lines[1] = lines[1].replacing("opened", with: "openfd")
    try bench.write(lines.joined(separator: "\n") + "\n", to: Self.name)
    #expect(try await bench.journal().unsettled().map(\.id) == ["w0", "w7", "w8"])
    #expect(try await bench.journal().open(try intent("x"), repeating: .none).map(\.id) == ["w0", "w7"])
    #expect(try await bench.journal().check().damage.map(\.line) == [2])
    #expect(await stopped(bench) == nil)
  }

  // MARK: - The mark

  @Test func aMarkThatCannotBeReadStopsTheNextWrite() async throws {
    let bench = try await bench()
    try bench.write("{" + String(repeating: " ", count: 254) + "\n", to: SegmentName.lock)
    try await stopsUntilAcknowledged(bench, "mark", among: [.undecodable])
  }

  /// Of a version without marks.
  @Test func aRecordWithoutAMarkIsTakenAsItStands() async throws {
    let bench = try await bench()
    try bench.loseMark()
    #expect(await stopped(bench) == nil)
    let text = try bench.record.text
    try bench.write(String(text.dropLast(300)), to: Self.name)
    #expect(await stopped(bench) != nil)
  }

  @Test func lostLinesThatASessionNotedStopTheNextWrite() async throws {
    let bench = try await bench()
    try await bench.journal().recordCut(operatorName: "jo", profile: "staging")
    try await stopsUntilAcknowledged(bench, "noted", among: [.shorter])
  }
}
