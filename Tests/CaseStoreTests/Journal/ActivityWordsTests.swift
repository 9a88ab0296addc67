import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// The record names its lines alike on the screen and on the command line.
struct ActivityWordsTests {
  @Test func everyLineHasADeedAndAnEnding() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    for (id, outcome) in [("w1", WriteOutcome.done), ("w2", .refused), ("w3", .notSent), ("w4", .unknown)] {
      try await journal.open(try intent(id))
      try await journal.close(id, outcome: outcome)
    }
    try await journal.settle("w4", as: .seen)
    for event in [
      ActivityNote.Event.viewed(.shown), .viewed(.shownFromCache), .viewed(.notFound), .viewed(.refused),
      .viewed(.failed), .blocked(.changeBundle, .readOnly), .blocked(.closeCase, .unsettled), .forgotten,
    ] + TeamDeed.allCases.map({ ActivityNote.Event.team($0) }) + [.team(.handOverMoved, of: "kim")] {
      try await journal.record(ActivityNote(event, try caseID(), operatorName: "jo", profile: "staging"))
    }
    let said = try await journal.records().map { "\($0.deed) | \($0.ending)" }
    #expect(
      said == [
        "refill link | begun", "refill link | done", "refill link | begun", "refill link | refused",
        "refill link | begun", "refill link | not sent", "refill link | begun", "refill link | outcome not known",
        "refill link | settled, the case shows it", "looked at the case | ",
        "looked at the case | the copy kept here", "asked for the case | not found",
        "asked for the case | not allowed", "asked for the case | no answer", "bundle change | not begun, read-only",
        "case closing | not begun, the same write is unsettled",
        "wrong person: the case was removed from the recents | ", "took the case over from a colleague | ",
        "handed a draft or follow-up over | ", "took a draft or follow-up that was handed over | ",
        "took a draft or follow-up back | ", "marked a follow-up of the team as done | ",
        "took from a colleague, as lead, a draft or follow-up that was handed over | ",
        "took from a colleague, as lead, a draft or follow-up that was handed over | kim",
      ])
  }

  @Test func whatWasTakenIsKnownByItsIDWhichIsSaidToNobody() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data)
    for deed in [TeamDeed.handOverTaken, .handOverTakenBack, .handOverMoved] {
      try await journal.record(
        ActivityNote(.team(deed, of: "h1"), try caseID(), operatorName: "jo", profile: "staging"))
    }
    let records = try await journal.records()
    #expect(records.map(\.takenHandOver) == ["h1", "h1", nil])
    #expect(records.map(\.ending) == ["", "", "h1"])
  }

  /// The line of a write that a later version made is shown as it stands.
  @Test func aWordOfALaterVersionStays() throws {
    let line = """
      {"event":"closed","id":"w1","time":"2026-11-18T11:06:40Z","login":"jo","uid":1,"session":"s","profile":"p",\
      "action":"fax","outcome":"half done","operator":"jo","caseId":"c","productIds":[]}
      """
    let record = try JSONDecoder().decode(ActivityRecord.self, from: Data(line.utf8))
    #expect(record.deed == "fax" && record.ending == "half done")
  }
}
