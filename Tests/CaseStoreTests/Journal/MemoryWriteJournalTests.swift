import Care360
import Testing

@testable import CaseStore

struct MemoryWriteJournalTests {
  @Test func anUnknownWriteStaysUntilItIsSettled() async throws {
    let journal = MemoryWriteJournal()
    for id in ["w1", "w2", "w3"] { try await journal.open(try intent(id)) }
    await journal.close("w1", outcome: .done)
    await journal.close("w2", outcome: .unknown)
    #expect(await journal.unsettled().map(\.id) == ["w2", "w3"])
    try await journal.settle("w2", as: .happened)
    #expect(await journal.unsettled().map(\.id) == ["w3"])
    #expect(await problem { try await journal.settle("w1", as: .happened) } != nil)
  }
}
