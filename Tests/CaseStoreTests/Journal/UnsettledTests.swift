import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// Which unsettled writes a later one of the same content was done after.
struct UnsettledTests {
  private func repeats(_ journal: FileWriteJournal) async throws -> [String: Bool] {
    Dictionary(uniqueKeysWithValues: try await journal.unsettled().map { ($0.id, $0.repeatedAt != nil) })
  }

  private func open(_ ids: String..., on journal: FileWriteJournal) async throws {
    for id in ids { try await journal.open(try intent(id)) }
  }

  @Test func onlyWhatWasOpenedBeforeTheDoneOneIsRepeated() async throws {
    let journal = try SegmentBench().journal()
    try await open("w1", "w2", "w3", on: journal)
    try await journal.close("w2", outcome: .done)
    #expect(try await repeats(journal) == ["w1": true, "w3": false])
  }

  @Test(arguments: [WriteOutcome.notSent, .refused, .unknown])
  func anEndThatDidNothingRepeatsNothing(_ outcome: WriteOutcome) async throws {
    let journal = try SegmentBench().journal()
    try await open("w1", "w2", on: journal)
    try await journal.close("w2", outcome: outcome)
    #expect(try await repeats(journal)["w1"] == false)
  }

  @Test(arguments: [(Settlement.happened, true), (.seen, true), (.didNotHappen, false)])
  func aSettlementCountsAsItSays(_ settlement: Settlement, _ isRepeat: Bool) async throws {
    let journal = try SegmentBench().journal()
    try await open("w1", "w2", on: journal)
    try await journal.settle("w2", as: settlement)
    #expect(try await repeats(journal) == ["w1": isRepeat])
  }

  @Test func anotherCaseAndAnotherContentAreNoRepeat() async throws {
    let journal = try SegmentBench().journal()
    try await journal.open(try intent("w1", bundle: "premium"))
    try await journal.open(try intent("w2", bundle: "starter"))
    try await journal.open(try intent("w3", case: "550e8400-e29b-41d4-a716-446655440000", bundle: "premium"))
    try await journal.close("w2", outcome: .done)
    try await journal.close("w3", outcome: .done)
    #expect(try await repeats(journal) == ["w1": false])
  }

  /// Both were opened in the month before, and the order in which they stand there counts.
  @Test func aWriteOfTheMonthBeforeThatEndsInThisOneRepeatsTheEarlierOnes() async throws {
    let bench = try SegmentBench()
    try await open("w1", "w2", "w3", on: bench.journal())
    bench.go(to: 2026, 11)
    try await bench.journal().close("w2", outcome: .done)
    #expect(try await repeats(bench.journal()) == ["w1": true, "w3": false])
    bench.go(to: 2026, 12)
    try await open("w4", on: bench.journal())
    #expect(try await repeats(bench.journal()) == ["w1": true, "w3": false, "w4": false])
    #expect(try await bench.journal().verify() == nil)
  }
}
