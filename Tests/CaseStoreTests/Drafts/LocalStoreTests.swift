import Foundation
import Testing

@testable import CaseStore

struct LocalStoreTests {
  @Test func recentsAndLinksFollowTheirRules() throws {
    let bench = try StoreBench()
    let store = try bench.open(session: "s1")
    try store.remember(recent(1))
    try store.remember(recent(2, at: .sample + 5))
    #expect(try store.recents().records.map(\.caseID) == [caseID(2), caseID(1)])
    for number in 1...2 { try store.keep(link(number)) }
    try store.keep(link(1))
    #expect(try store.refillLinks() == [link(2), link(1)])
    #expect(try store.keep(newest: 1) == 1)
    #expect(try store.purge(seenBefore: .sample + 2) == 1)
    try store.forget(caseID(2))
    #expect(try store.recents().records.isEmpty && store.refillLinks().isEmpty)
    try store.close()
  }

  @Test func draftsFollowTheirRules() throws {
    let bench = try StoreBench()
    let store = try bench.open(session: "s1")
    let start = try store.save(content("start"), as: draftID(), expecting: nil)
    let next = try store.save(content("next"), as: draftID(), expecting: start.version)
    #expect(next.sessionID == "s1" && next.operatorID == "jo" && next.createdAt == .sample)
    let conflict = DraftTests.conflict {
      _ = try store.save(content("late"), as: draftID(), expecting: start.version)
    }
    #expect(conflict?.reason == .newerVersion && conflict?.stored == next && conflict?.kept?.text == "late")
    #expect(try store.takeOver(draftID()) == next)
    #expect(DraftTests.conflict { try store.delete(draftID(), version: start.version) } != nil)
    try store.delete(draftID(), version: next.version)
    #expect(refusal { try store.delete(draftID(), version: next.version) } == .noSuchDraft)
    #expect(try store.drafts().records.map(\.text) == ["late"])
    #expect(try store.isAlive(session: "s1"))
    #expect(try !store.notifyHolder(session: "s2") && store.uncleanEnds().isEmpty)
    try store.close()
  }
}
