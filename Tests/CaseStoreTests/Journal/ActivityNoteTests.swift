import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

struct ActivityNoteTests {
  private func note(_ event: ActivityNote.Event) throws -> ActivityNote {
    ActivityNote(event, try caseID(), operatorName: "jo", profile: "staging")
  }

  @Test func viewsAndRefusalsAreRecordedWithWhoWhenAndWhat() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, session: "s1", now: { .sample })
    try await journal.record(note(.viewed(.shownFromCache)))
    try await journal.record(note(.blocked(.changeBundle, .readOnly)))
    try await journal.record(note(.forgotten))
    let records = try await journal.records()
    #expect(records.map(\.event) == [.viewed, .blocked, .forgotten])
    #expect(records.map(\.action) == ["view", "bundle", "forget"])
    #expect(records.map(\.outcome) == ["shown-from-cache", "read-only", nil])
    for record in records {
      #expect(record.caseID == (try caseID().text) && record.operatorName == "jo" && record.profile == "staging")
      #expect(record.session == "s1" && record.time == "2026-11-18T11:06:40Z")
    }
    #expect(Set(records.map(\.id)).count == 3)
    #expect(try await journal.verify() == nil)
  }

  @Test func aNoteIsNeverUnsettledAndSettlesNothing() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try await journal.open(try intent("w1"))
    for outcome in ViewOutcome.allCases { try await journal.record(note(.viewed(outcome))) }
    for reason in WriteBlock.allCases { try await journal.record(note(.blocked(.requestRefillLink, reason))) }
    #expect(try await journal.unsettled().map(\.id) == ["w1"])
  }

  /// Of a long file its end alone is read, and the chain holds all the same, after a torn line too.
  @Test func theChainHoldsOverALongFile() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample }, bound: 1 << 20)
    for _ in 0..<400 { try await journal.record(note(.viewed(.shown))) }
    #expect(try String(contentsOfFile: folder.file, encoding: .utf8).utf8.count > 150_000)
    #expect(try await journal.check().records == 400)
    let whole = try String(contentsOfFile: folder.file, encoding: .utf8)
    try folder.write(String(whole.dropLast(40)))
    try folder.loseMark()
    try await journal.record(note(.viewed(.notFound)))
    try await journal.open(try intent("w1"))
    let check = try await journal.check()
    #expect(check.records == 401 && check.tornLines.map(\.number) == [401] && check.changedLine == nil)
  }

  @Test(arguments: [("1000\n", UInt32(1000)), ("0", 0), ("4294967295", nil), ("", nil), ("-1", nil), ("x", nil)])
  func theUserWhoLoggedInIsKeptWhereTheKernelKnowsOne(_ text: String, _ uid: UInt32?) {
    #expect(ActivityStamp.loginUID(in: Array(text.utf8)) == uid)
    #expect(ActivityStamp.loginUID(in: nil) == nil)
  }

  @Test func aLineSaysWhatWasSearchedAndWhichVersionWroteIt() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, version: "7.8.9")
    try await journal.record(
      ActivityNote(.viewed(.notFound), nil, operatorName: "jo", profile: "test", searched: "ab12"))
    let record = try #require(try await journal.records().first)
    #expect(record.searched == "ab12" && record.version == "7.8.9" && record.caseID.isEmpty)
    #expect(record.keyFingerprint == nil && record.tokenFingerprint == nil)
    journal.use(keyFingerprint: "0a")
    try await journal.record(ActivityNote(.viewed(.notFound), nil, operatorName: "jo", profile: "test"))
    journal.use(keyFingerprint: "0b")
    journal.use(tokenFingerprint: "0c")
    try await journal.record(ActivityNote(.viewed(.notFound), nil, operatorName: "jo", profile: "test"))
    let records = try await journal.records()
    #expect(records.map(\.keyFingerprint) == [nil, "0a", "0b"])
    #expect(records.map(\.tokenFingerprint) == [nil, nil, "0c"])
    #expect(try await journal.check().firstBadLine == nil)
  }

  @Test func linesAboutAPatientSayWhyAndAWriteKeepsItsOwnPurpose() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data)
    try await journal.record(note(.viewed(.shown)))
    journal.use(purpose: "treatment")
    try await journal.record(note(.viewed(.shown)))
    let intent = try intent("w1")
    #expect(try await journal.open(intent, repeating: .none).isEmpty)
    journal.use(purpose: "payment")
    try await journal.close(intent.id, outcome: .unknown)
    try await journal.settle(intent.id, as: .happened)
    try await journal.noteBlocked(intent, because: .readOnly)
    try await journal.recordCut(operatorName: "jo", profile: "test")
    let records = try await journal.records()
    #expect(
      records.map(\.purpose) == [nil, "treatment", "treatment", "treatment", "treatment", "payment", nil],
      "a cut of the record is about no patient")
    #expect(try await journal.check().firstBadLine == nil)
    let later = FileWriteJournal(directory: folder.data, purpose: "operations")
    try await later.record(note(.forgotten))
    #expect(try await later.records().last?.purpose == "operations")
  }
}
