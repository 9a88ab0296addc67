import Foundation
import Testing

@testable import CaseStore

struct DraftTests {
  @Test func aDraftComesBackWithWhoWhenAndWhere() throws {
    let bench = try StoreBench()
    let body = [UInt8](0...255) + [0, 0]
    let text = DraftContent(
      body: body, patientName: "Avery Lindqvist", shortID: "ADA-1", summary: "question 7", lastKeyAt: .sample - 2)
    let saved = try bench.with(bench.open(session: "s1", terminal: "pts/3")) { (store) throws in
      try store.save(text, as: draftID(), expecting: nil)
    }
    #expect(saved.content == text && saved.operatorID == "jo" && saved.sessionID == "s1" && saved.terminal == "pts/3")
    #expect(saved.createdAt == .sample && saved.savedAt == .sample)
    #expect(try bench.with { try $0.drafts() } == DraftList(records: [saved], unreadable: []))
  }

  @Test func whatWaitsToBeHandedOverWaitsAfterARestart() throws {
    let bench = try StoreBench()
    let waiting = WaitingHandOver(id: "s.1", receiver: "kim", givenAt: .sample + 0.25)
    func text(_ waiting: WaitingHandOver?) -> DraftContent {
      DraftContent(
        body: [1], patientName: "Avery Lindqvist", shortID: "ADA-1", summary: "note", lastKeyAt: .sample,
        waiting: waiting)
    }
    let saved = try bench.with { try $0.save(text(waiting), as: draftID(), expecting: nil) }
    try bench.with { (store) throws in
      #expect(try store.drafts().records.map(\.content.waiting) == [waiting])
      #expect(try !bench.contains(Data("kim".utf8)))
      let back = try store.save(text(nil), as: draftID(), expecting: saved.version)
      #expect(back.content.waiting == nil)
    }
    #expect(try bench.with { try $0.drafts().records.map(\.content.waiting) } == [nil])
  }

  @Test func savingGoesOnFromTheVersionBefore() throws {
    let bench = try StoreBench()
    let first = try bench.with { try $0.save(content("one"), as: draftID(), expecting: nil) }
    try bench.with(bench.open(at: .sample + 60)) { (store) throws in
      let second = try store.save(content("two"), as: draftID(), expecting: first.version)
      #expect(second.version > first.version)
      #expect(second.createdAt == .sample && second.savedAt == .sample + 60)
      #expect(try store.drafts().records.map(\.text) == ["two"])
    }
  }

  @Test func everyCaseAndFormHasItsOwn() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for number in 1...2 {
        for form in 0...1 {
          _ = try store.save(content("\(number)\(form)"), as: draftID(number, form: form), expecting: nil)
        }
      }
      #expect(Set(try store.drafts().records.map(\.text)) == ["10", "11", "20", "21"])
    }
  }

  @Test func aMessageANoteAndAFormOfOneCaseAreThreeDrafts() throws {
    let bench = try StoreBench()
    let saved = try bench.with { (store) throws in
      try DraftKind.allCases.map { try store.save(content($0.rawValue), as: draftID(1, $0), expecting: nil) }
    }
    try bench.with { (store) throws in
      let drafts = try store.drafts()
      #expect(drafts.unreadable.isEmpty)
      #expect(Set(drafts.records) == Set(saved))
      #expect(drafts.records.allSatisfy { $0.text == $0.id.kind.rawValue })
      let note = try #require(saved.first { $0.id.kind == .note })
      try store.delete(note.id, version: note.version)
      #expect(Set(try store.drafts().records.map(\.id.kind)) == [.form, .message])
    }
  }

  @Test func aCopyOfAMessageIsAMessage() throws {
    let bench = try StoreBench()
    let one = try bench.open(session: "one")
    let two = try bench.open(session: "two")
    let start = try one.save(content("start"), as: draftID(1, .message), expecting: nil)
    _ = try two.save(content("by two"), as: start.id, expecting: start.version)
    let conflict = try #require(
      Self.conflict { _ = try one.save(content("by one"), as: start.id, expecting: start.version) })
    #expect(conflict.kept?.id == DraftID(caseID: start.id.caseID, kind: .message, copy: 1))
  }

  /// A draft of a later version's kind is no form.
  @Test func aDraftOfAnUnknownKindCannotBeRead() throws {
    let body = DraftBody(
      content("text"), try draftID(1, .note), holder: DraftHolder(operatorID: "jo", sessionID: "s1", terminal: ""),
      takenFrom: nil, createdAt: .sample, savedAt: .sample)
    let written = String(decoding: try StoreJSON.bytes(body), as: UTF8.self)
    let later = written.replacing("\"kind\":\"note\"", with: "\"kind\":\"letter\"")
    #expect(later != written)
    let read: DraftBody? = StoreJSON.value(Array(later.utf8))
    #expect(read == nil)
    // A row of an earlier version names no kind.
    let earlier: DraftBody? = StoreJSON.value(Array(written.replacing("\"kind\":\"note\",", with: "").utf8))
    #expect(earlier?.record(version: 1)?.id == (try draftID(1)))
  }

  @Test func twoSessionsNeverOverwriteEachOther() throws {
    let bench = try StoreBench()
    let one = try bench.open(session: "one", terminal: "pts/1")
    let two = try bench.open(session: "two", terminal: "pts/2")
    let start = try one.save(content("start"), as: draftID(), expecting: nil)
    let newer = try two.save(content("by two"), as: draftID(), expecting: start.version)
    let conflict = try #require(
      Self.conflict { _ = try one.save(content("by one"), as: draftID(), expecting: start.version) })
    // Two went on from one's state, which is a take-over in all but name.
    #expect(conflict.reason == .takenOver)
    #expect(conflict.stored == newer)
    let kept = try #require(conflict.kept)
    #expect(kept.text == "by one" && kept.id.isConflictCopy)
    #expect(Set(try two.drafts().records.map(\.text)) == ["by one", "by two"])
    // The copy is a draft of its own, which goes on being saved.
    let again = try one.save(content("by one, more"), as: kept.id, expecting: kept.version)
    #expect(Set(try two.drafts().records.map(\.text)) == ["by one, more", "by two"])
    #expect(again.id == kept.id)
    try one.close()
    try two.close()
  }

  /// Three went on from two's state: one is no longer the session that the draft was taken from.
  @Test func anEarlierStateOverwritesNoThirdSession() throws {
    let bench = try StoreBench()
    let stores = try ["one", "two", "three"].map { try bench.open(session: $0) }
    let start = try stores[0].save(content("start"), as: draftID(), expecting: nil)
    let second = try stores[1].save(content("by two"), as: draftID(), expecting: start.version)
    let third = try stores[2].save(content("by three"), as: draftID(), expecting: second.version)
    let conflict = try #require(
      Self.conflict { _ = try stores[0].save(content("by one"), as: draftID(), expecting: start.version) })
    #expect(conflict.reason == .newerVersion && conflict.stored == third)
    #expect(try Set(stores[1].drafts().records.map(\.text)) == ["by one", "by three"])
    for store in stores { try store.close() }
  }

  @Test func twoNewDraftsOfOneFormAreBothKept() throws {
    let bench = try StoreBench()
    let one = try bench.open()
    let two = try bench.open()
    _ = try one.save(content("by one"), as: draftID(), expecting: nil)
    let conflict = try #require(Self.conflict { _ = try two.save(content("by two"), as: draftID(), expecting: nil) })
    #expect(conflict.reason == .newerVersion)
    #expect(try Set(one.drafts().records.map(\.text)) == ["by one", "by two"])
    try one.close()
    try two.close()
  }

  @Test func tryingAgainWithTheSameTextMakesNoSecondCopy() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      let start = try store.save(content("start"), as: draftID(), expecting: nil)
      let other = try store.save(content("other"), as: draftID(), expecting: start.version)
      for _ in 0..<3 {
        _ = Self.conflict { _ = try store.save(content("mine"), as: draftID(), expecting: start.version) }
      }
      #expect(try store.drafts().records.count == 2)
      _ = Self.conflict { _ = try store.save(content("mine too"), as: draftID(), expecting: start.version) }
      #expect(try Set(store.drafts().records.map(\.text)) == ["other", "mine", "mine too"])
      let same = Self.conflict { _ = try store.save(content("other"), as: draftID(), expecting: start.version) }
      #expect(same?.kept == nil && same?.stored == other)
    }
  }

  @Test func aDraftDeletedElsewhereIsKeptAsACopyAndDoesNotComeBack() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      let start = try store.save(content("start"), as: draftID(), expecting: nil)
      try store.delete(draftID(), version: start.version)
      #expect(try store.drafts().records.isEmpty)
      let conflict = Self.conflict { _ = try store.save(content("more"), as: draftID(), expecting: start.version) }
      #expect(conflict?.reason == .deleted && conflict?.stored == nil && conflict?.kept?.text == "more")
      #expect(try store.drafts().records.map(\.id.isConflictCopy) == [true])
    }
  }

  @Test func deletingNamesTheStateThatWasSeen() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      let start = try store.save(content("start"), as: draftID(), expecting: nil)
      let newer = try store.save(content("newer"), as: draftID(), expecting: start.version)
      #expect(Self.conflict { try store.delete(draftID(), version: start.version) }?.stored == newer)
      #expect(try store.drafts().records == [newer])
      #expect(refusal { try store.delete(draftID(9), version: 1) } == .noSuchDraft)
    }
  }

  @Test func afterTakingOverTheFormerHolderLearnsItAndLosesNothing() throws {
    let bench = try StoreBench()
    let one = try bench.open(session: "one", terminal: "pts/1")
    let two = try bench.open(session: "two", terminal: "pts/2")
    let start = try one.save(content("start"), as: draftID(), expecting: nil)
    let taken = try two.takeOver(draftID())
    #expect(taken.text == "start" && taken.sessionID == "two" && taken.terminal == "pts/2")
    #expect(try two.takeOver(draftID()) == taken)
    let conflict = Self.conflict { _ = try one.save(content("last words"), as: draftID(), expecting: start.version) }
    #expect(conflict?.reason == .takenOver && conflict?.kept?.text == "last words")
    #expect(conflict?.sentence.contains("pts/2") == true)
    let saved = try two.save(content("by two"), as: draftID(), expecting: taken.version)
    #expect(saved.sessionID == "two")
    #expect(Set(try one.drafts().records.map(\.text)) == ["last words", "by two"])
    #expect(refusal { _ = try two.takeOver(draftID(9)) } == .noSuchDraft)
    try one.close()
    try two.close()
  }

  static func conflict(_ body: () throws -> Void) -> DraftConflict? {
    if case .draftConflict(let conflict) = refusal(body) { conflict } else { nil }
  }
}
