import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The recents alone: which identifier leads to which case, and what the store is told.
struct LookupRecentsTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)
  private let lookup = Lookup(country: .unitedStates)

  private func email(_ text: String = Sample.averyMail) throws -> LookupIdentifier {
    .email(try EmailAddress(text))
  }

  private func id(_ number: Int) -> String {
    "5b1d8c70-3f2e-4a96-8d41-" + String(repeating: "0", count: 12 - String(number).count) + "\(number)"
  }

  @Test func anIdentifierLeadsToTheCaseThatItFoundLast() throws {
    var lookup = lookup
    let older = try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER")
    lookup.remember(older, identifier: try email(), at: now)
    lookup.remember(try Sample.detail(), identifier: try email(), at: now + 1)
    #expect(lookup.recent(for: try email())?.detail.id.text == Sample.avery)
    #expect(lookup.recents.map(\.detail.id.text) == [Sample.avery, Sample.averyOlder])
    #expect(lookup.recents.map(\.identifiers.count) == [1, 0])
  }

  @Test func theStoreIsToldOfEachChangeOnce() throws {
    var lookup = lookup
    let detail = try Sample.detail()
    lookup.remember(detail, identifier: try email(), at: now)
    let first = lookup.takeChanges()
    #expect(first == [.store(.cacheCase(Sample.recent(detail, seenAt: now, [try email()])))])
    let second = lookup.takeChanges()
    #expect(second.isEmpty)
    lookup.forget(detail.id)
    let third = lookup.takeChanges()
    #expect(third == [.store(.forgetCase(detail.id))])
    #expect(lookup.recents.isEmpty)
  }

  @Test func aCaseThatWasForgottenAndFoundAgainIsKept() throws {
    var lookup = lookup
    let detail = try Sample.detail()
    lookup.forget(detail.id)
    lookup.remember(detail, identifier: nil, at: now)
    let told = lookup.takeChanges()
    #expect(told == [.store(.cacheCase(Sample.recent(detail, seenAt: now)))])
  }

  @Test func anUncheckedPhoneIsKeptUntilThePersonWasChecked() throws {
    var lookup = lookup
    let detail = try Sample.detail()
    let phone = try PhoneNumber(Sample.averyPhone)
    lookup.remember(detail, identifier: .phone(phone), at: now)
    lookup.noteCheck(of: detail.id, unchecked: .phone(phone))
    #expect(lookup.recents.first?.uncheckedPhone == phone)
    lookup.remember(detail, identifier: nil, at: now + 1)
    #expect(lookup.recents.first?.uncheckedPhone == phone, "another view checks nobody")
    lookup.noteCheck(of: detail.id, unchecked: nil)
    #expect(lookup.recents.first?.uncheckedPhone == nil)
  }

  @Test func theStoreAddsOnlyWhatWasNotSeenHere() throws {
    var lookup = lookup
    let here = try Sample.detail(phone: "+12025550199")
    lookup.remember(here, identifier: try email(), at: now)
    lookup.forget(try CaseID(Sample.jo))
    lookup.selectedID = Sample.avery
    lookup.merge([
      Sample.recent(try Sample.detail(), seenAt: now - 10, [try email()]),
      Sample.recent(try Sample.joDetail(), seenAt: now - 20),
      Sample.recent(try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER"), seenAt: now - 30, [try email()]),
    ])
    #expect(lookup.recents.map(\.detail.id.text) == [Sample.avery, Sample.averyOlder])
    #expect(lookup.recents.first?.detail == here)
    #expect(lookup.recents.last?.identifiers == [], "an address leads to one case")
    #expect(lookup.selectedID == Sample.avery)
  }

  @Test func theOldestGoWhereThereAreTooMany() throws {
    var lookup = lookup
    for number in 1...200 {
      lookup.remember(try Sample.detail(id(number), shortID: "S\(number)"), identifier: nil, at: now + Double(number))
    }
    lookup.merge([Sample.recent(try Sample.joDetail(), seenAt: now)])
    #expect(lookup.recents.count == 200)
    #expect(lookup.recents.first?.detail.shortID == "S200")
    #expect(lookup.recents.last?.detail.shortID == "S1")
    lookup.remember(try Sample.joDetail(), identifier: nil, at: now + 300)
    #expect(lookup.recents.count == 200)
    #expect(lookup.recents.last?.detail.shortID == "S2")
  }
}
