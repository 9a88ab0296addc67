import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// One person with several terminals.
struct TwoSessionsTests {
  /// What one session works on, as far as it knows.
  private struct Desk {
    let store: LocalStore
    var open: DraftID
    var version: Int64?
    /// The text it last saved or was shown there.
    var seen: String?
  }

  /// Whatever three sessions do in whatever order: each text that was acknowledged is there until its own session replaced
  /// it, or a person, having seen it, replaced or deleted it.
  @Test func randomSavesTakeoversAndDeletionsLoseNoText() throws {
    var dice = SeededGenerator(seed: 57)
    var conflicts = 0
    var deletions = 0
    for round in 0..<repeats(30) {
      let bench = try StoreBench()
      var desks = try ["one", "two", "three"].map {
        try Desk(store: bench.open(session: $0), open: draftID(), version: nil)
      }
      var expected: [DraftID: String] = [:]
      for step in 0..<24 {
        let who = Int.random(in: desks.indices, using: &dice)
        let desk = desks[who]
        let what = "round \(round) step \(step)"
        switch Int.random(in: 0..<8, using: &dice) {
        case 0:
          // Takes over what it sees, with all that was saved in it.
          guard let seen = try desk.store.drafts().records.randomElement(using: &dice) else { continue }
          let taken = try desk.store.takeOver(seen.id)
          #expect(taken.text == expected[seen.id], "\(what)")
          desks[who].open = taken.id
          desks[who].version = taken.version
          desks[who].seen = taken.text
        case 1:
          // Deletes what it believes to be there: its own last state, or nothing.
          guard let version = desk.version else { continue }
          let found = refusal { try desk.store.delete(desk.open, version: version) }
          if found == nil {
            #expect(expected[desk.open] == desk.seen, "\(what): deleted unseen")
            expected[desk.open] = nil
            desks[who].version = nil
            desks[who].seen = nil
            deletions += 1
          }
        default:
          let text = "\(what) by \(who)"
          var saved: DraftRecord?
          let conflict = DraftTests.conflict {
            saved = try desk.store.save(content(text), as: desk.open, expecting: desk.version)
          }
          let kept = try #require(saved ?? conflict?.kept, "\(what)")
          if conflict == nil {
            #expect(expected[kept.id] == nil || expected[kept.id] == desk.seen, "\(what): replaced unseen")
          } else {
            #expect(expected[kept.id] == nil, "\(what): a copy takes no other's place")
            conflicts += 1
          }
          expected[kept.id] = text
          desks[who].open = kept.id
          desks[who].version = kept.version
          desks[who].seen = text
        }
        for desk in desks {
          let there = try desk.store.drafts().records.map { ($0.id, $0.text) }
          #expect(Dictionary(uniqueKeysWithValues: there) == expected, "\(what)")
        }
      }
      for desk in desks { try desk.store.close() }
    }
    #expect(conflicts > 10 && deletions > 10)
  }
}
