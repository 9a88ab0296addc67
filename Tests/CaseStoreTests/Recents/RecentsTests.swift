import Care360
import Foundation
import GRDB
import Testing

@testable import CaseStore

struct RecentsTests {
  @Test func aCaseComesBackAsTheServiceGaveIt() throws {
    let bench = try StoreBench()
    let identifiers: Set<LookupIdentifier> = [
      try email("avery@example.com"), .phone(try PhoneNumber("+12025550142")), .caseID(try caseID()),
    ]
    let sample = try recent()
    let record = RecentRecord(
      detail: sample.detail, seenAt: Date(timeIntervalSince1970: 1_795_000_000.123), identifiers: identifiers,
      uncheckedPhone: try PhoneNumber("+12025550142"))
    try bench.with { try $0.remember(record) }
    try bench.with { (store) throws in
      #expect(try store.recents() == RecentList(records: [record], unreadable: 0))
      #expect(try store.recentHeads().heads == [RecentHead(record)])
      #expect(try store.recent(record.caseID) == record)
    }
  }

  @Test func aHeadComesBackWithAllThatItSays() throws {
    let full = CaseLabel(
      id: try caseID(), shortID: "ADA-1", firstName: "Avery \u{0}", lastName: "", email: "avery@example.com",
      phoneNumber: "(202) 555-0142", birthDate: "1988-04-02", status: .approved, isArchived: false,
      bundle: BundleReference(id: try BundleID("premium"), name: "Premium"))
    let empty = CaseLabel(
      id: try caseID(), shortID: nil, firstName: nil, lastName: nil, email: nil, phoneNumber: nil, birthDate: nil,
      status: nil, isArchived: nil, bundle: nil)
    for label in [full, empty] {
      let head = RecentHead(
        label: label, seenAt: Date(milliseconds: 1_795_000_000_123),
        identifiers: [try email("a@example.com"), .phone(try PhoneNumber("+12025550142"))],
        uncheckedPhone: try PhoneNumber("+12025550142"))
      let bytes = RecentHeadBody.bytes(head)
      #expect(RecentHeadBody.head(bytes) == head)
      for count in bytes.indices where RecentHeadBody.head(Array(bytes[..<count])) == head {
        Issue.record("cut at \(count) of \(bytes.count)")
      }
      #expect(RecentHeadBody.head([2] + bytes.dropFirst()) == nil)
    }
  }

  /// The list changes more often than the case.
  @Test func aHeadChangesWithoutItsDetails() throws {
    let bench = try StoreBench()
    let head = RecentHead(
      label: try recent().detail.label, seenAt: .sample + 5, identifiers: [try email("n@example.com")])
    try bench.with { (store) throws in
      try store.change(head)
      #expect(try raw(bench.cacheFile) { try Int.fetchOne($0, sql: "SELECT count(*) FROM recentHead") } == 0)
      try store.remember(recent(identifiers: [email("avery@example.com")]))
      try store.change(head)
      #expect(try store.recentHeads().heads == [head])
      #expect(try store.recent(caseID())?.identifiers == [email("n@example.com")])
      #expect(try store.recents().records.map(\.seenAt) == [.sample + 5])
      var late = RecentHead(label: head.label, seenAt: .sample, identifiers: [try email("late@example.com")])
      try store.change(late)
      late = try #require(try store.recentHeads().heads.first)
      #expect(late.seenAt == .sample + 5, "another session saw it later")
      #expect(try late.identifiers == [email("n@example.com"), email("late@example.com")])
      try store.forget(caseID())
      #expect(try store.recentHeads().heads.isEmpty)
    }
    #expect(try raw(bench.cacheFile) { try Int.fetchOne($0, sql: "SELECT count(*) FROM recentHead") } == 0)
  }

  @Test func whatIsPastItsTimeIsGoneFromTheListThatComesBack() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for number in 1...6 { try store.remember(recent(number, at: .sample + Double(number))) }
      for number in 1...2 { try store.keep(link(number)) }
      let list = try store.recentHeads(RecentRetention(since: .sample + 2, newest: 3))
      #expect(try list.heads.map(\.caseID) == [caseID(6), caseID(5), caseID(4)])
      #expect(list.removed == 3 + (try 2 - store.refillLinks().count))
      #expect(try store.recents().records.count == 3)
      #expect(try store.recentHeads(RecentRetention(since: .sample + 2, newest: 3)).removed == 0)
    }
    #expect(try raw(bench.cacheFile) { try Int.fetchOne($0, sql: "SELECT count(*) FROM recentHead") } == 3)
  }

  @Test func theNewestComesFirstAndANewerStateReplacesTheOlder() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      try store.remember(recent(1))
      try store.remember(recent(2, at: .sample + 60))
      try store.remember(recent(1, at: .sample + 120, name: "Robin"))
      #expect(try store.recents().records.map(\.caseID) == [caseID(1), caseID(2)])
      #expect(try store.recents().records.first?.detail.submitter.email == "robin@example.com")
    }
  }

  @Test func forgettingTakesTheCaseAndItsLinks() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for number in 1...2 {
        try store.remember(recent(number))
        try store.keep(link(number))
      }
      try store.forget(caseID(1))
      #expect(try store.recents().records.map(\.caseID) == [caseID(2)])
      #expect(try store.refillLinks().map(\.caseID) == [caseID(2)])
    }
  }

  @Test func linksComeBackNewestFirst() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for number in 1...3 { try store.keep(link(number)) }
      try store.keep(link(2))
    }
    #expect(try bench.with { try $0.refillLinks() } == [link(3), link(2), link(1)])
  }

  @Test func aLinkKeepsTheProductItIsFor() throws {
    let bench = try StoreBench()
    let kept = RefillLinkRecord(
      caseID: try caseID(1), patientName: "Avery", shortID: "ADA-1", requestedAt: .sample,
      link: "https://example.com/refill/1", product: try ProductID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"))
    try bench.with { try $0.keep(kept) }
    #expect(try bench.with { try $0.refillLinks() } == [kept])
  }

  @Test func retentionByAgeAndByNumber() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      for number in 1...6 { try store.remember(recent(number, at: .sample + Double(number))) }
      for number in 1...3 { try store.keep(link(number)) }
      #expect(try store.purge(seenBefore: .sample + 3) == 4)
      #expect(try store.recents().records.map(\.caseID) == [caseID(6), caseID(5), caseID(4), caseID(3)])
      #expect(try store.refillLinks().count == 1)
      #expect(try store.keep(newest: 2) == 2)
      #expect(try store.recents().records.map(\.caseID) == [caseID(6), caseID(5)])
      #expect(try store.keep(newest: 2) == 0)
      try store.purgeAll()
      #expect(try store.recents().records.isEmpty)
      #expect(try store.refillLinks().isEmpty)
    }
  }

  @Test func purgingCasesLeavesDraftsAlone() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      let draft = try store.save(content("text"), as: draftID(), expecting: nil)
      try store.remember(recent())
      try store.purgeAll()
      try store.forget(caseID())
      _ = try store.keep(newest: 0)
      _ = try store.purge(seenBefore: .distantFuture)
      #expect(try store.drafts().records == [draft])
    }
  }

  /// Not one file holds the sealed bytes any more, the log included.
  @Test(arguments: ["forget", "age", "number", "all"])
  func whatIsPurgedIsGoneFromFileAndLog(_ way: String) throws {
    let bench = try StoreBench()
    let store = try bench.open()
    let other = try bench.open()
    let name = String(repeating: "Avery", count: 400)
    for number in 1...12 { try store.remember(recent(number, at: .sample + Double(number), name: name)) }
    try other.keep(link(1))
    var sealed = try sealedRows(bench, "recent") + sealedRows(bench, "refillLink")
    #expect(sealed.count == 13)
    for bytes in sealed { #expect(try bench.contains(bytes.prefix(64))) }
    // Other sizes in other order: rows move between pages, and older states of them go too.
    for round in 0..<60 {
      let number = round * 7 % 12 + 1
      let size = round * 131 % 900
      try store.remember(
        recent(number, at: .sample + Double(number), name: String(repeating: "n", count: size + 1)))
      if round.isMultiple(of: 10) { sealed += try sealedRows(bench, "recent") }
    }
    switch way {
    case "forget": for number in 1...12 { try store.forget(caseID(number)) }
    case "age": _ = try store.purge(seenBefore: .distantFuture)
    case "number":
      _ = try store.keep(newest: 0)
      try store.forget(caseID(1))
    default: try store.purgeAll()
    }
    let files = try bench.files
    for bytes in sealed {
      for start in stride(from: 0, to: bytes.count - 24, by: 500) {
        let piece = bytes.dropFirst(start).prefix(24)
        #expect(!files.values.contains { $0.range(of: piece) != nil })
      }
    }
    try other.close()
    try store.close()
  }
}

func link(_ number: Int) throws -> RefillLinkRecord {
  RefillLinkRecord(
    caseID: try caseID(number), patientName: "Avery", shortID: "ADA-\(number)",
    requestedAt: .sample + Double(number), link: "https://example.com/refill/\(number)")
}
