import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The recents alone: which identifier leads to which case, and what the store is told.
struct RecentsModelTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)

  private func email(_ text: String = Sample.averyMail) throws -> LookupIdentifier {
    .email(try EmailAddress(text))
  }

  private func id(_ number: Int) -> String {
    "5b1d8c70-3f2e-4a96-8d41-" + String(repeating: "0", count: 12 - String(number).count) + "\(number)"
  }

  @Test func anIdentifierLeadsToTheCaseThatItFoundLast() throws {
    var recents = Recents()
    let older = try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER")
    recents.remember(older, identifier: try email(), at: now)
    recents.remember(try Sample.detail(), identifier: try email(), at: now + 1)
    #expect(recents.found(by: try email())?.id.text == Sample.avery)
    #expect(recents.cases.map(\.id.text) == [Sample.avery, Sample.averyOlder])
    #expect(recents.cases.map(\.identifiers.count) == [1, 0])
  }

  @Test func theStoreIsToldOfEachChangeOnce() throws {
    var recents = Recents()
    let detail = try Sample.detail()
    recents.remember(detail, identifier: try email(), at: now)
    let first = recents.takeChanges()
    #expect(first == [.store(.cacheCase(Sample.recent(detail, seenAt: now, [try email()]), detail))])
    let second = recents.takeChanges()
    #expect(second.isEmpty)
    recents.forget(detail.id)
    let third = recents.takeChanges()
    #expect(third == [.store(.forgetCase(detail.id))])
    #expect(recents.cases.isEmpty)
  }

  @Test func aCaseThatWasForgottenAndFoundAgainIsKept() throws {
    var recents = Recents()
    let detail = try Sample.detail()
    recents.forget(detail.id)
    recents.remember(detail, identifier: nil, at: now)
    let told = recents.takeChanges()
    #expect(told == [.store(.cacheCase(Sample.recent(detail, seenAt: now), detail))])
  }

  @Test func anUncheckedPhoneIsKeptUntilThePersonWasChecked() throws {
    var recents = Recents()
    let detail = try Sample.detail()
    let phone = try PhoneNumber(Sample.averyPhone)
    recents.remember(detail, identifier: .phone(phone), at: now)
    recents.noteCheck(of: detail.id, unchecked: .phone(phone))
    #expect(recents.cases.first?.uncheckedPhone == phone)
    recents.remember(detail, identifier: nil, at: now + 1)
    #expect(recents.cases.first?.uncheckedPhone == phone, "another view checks nobody")
    recents.noteCheck(of: detail.id, unchecked: nil)
    #expect(recents.cases.first?.uncheckedPhone == nil)
  }

  @Test func theStoreAddsOnlyWhatWasNotSeenHere() throws {
    var recents = Recents()
    let here = try Sample.detail(phone: "+12025550199")
    recents.remember(here, identifier: try email(), at: now)
    recents.forget(try CaseID(Sample.jo))
    recents.merge([
      Sample.recent(try Sample.detail(), seenAt: now - 10, [try email()]),
      Sample.recent(try Sample.joDetail(), seenAt: now - 20),
      Sample.recent(try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER"), seenAt: now - 30, [try email()]),
    ])
    #expect(recents.cases.map(\.id.text) == [Sample.avery, Sample.averyOlder])
    #expect(recents.cases.first?.label == here.label && recents.detail(of: here.id) == here)
    #expect(recents.cases.last?.identifiers == [], "an address leads to one case")
  }

  @Test func theOldestGoWhereThereAreTooMany() throws {
    var recents = Recents()
    let label = try Sample.detail().label
    recents.merge(
      try (0..<Recents.most).map { number in
        RecentCase(
          label: CaseLabel(
            id: try CaseID(id(number)), shortID: "S\(number)", firstName: label.firstName, lastName: label.lastName,
            email: label.email, phoneNumber: label.phoneNumber, birthDate: label.birthDate, status: label.status,
            isArchived: label.isArchived, bundle: label.bundle),
          seenAt: now + Double(number))
      })
    recents.merge([Sample.recent(try Sample.joDetail(), seenAt: now - 1)])
    #expect(recents.cases.count == Recents.most)
    #expect(recents.cases.last?.label.shortID == "S0", "an older one has no room")
    recents.remember(try Sample.joDetail(), identifier: nil, at: now + 100_000)
    #expect(recents.cases.count == Recents.most)
    #expect(recents.cases.first?.id.text == Sample.jo && recents.cases.last?.label.shortID == "S1")
  }

  /// Each case that was opened takes some fifty kilobytes: the store keeps the rest.
  @Test func onlyTheDetailsOfTheLastCasesStayInMemory() throws {
    var recents = Recents()
    for number in 0..<Recents.mostDetails + 5 {
      recents.remember(try Sample.detail(id(number), shortID: "S\(number)"), identifier: nil, at: now + Double(number))
    }
    #expect(recents.detail(of: try CaseID(id(0))) != nil, "the store has not got it yet")
    #expect(recents.takeChanges().count == Recents.mostDetails + 5)
    recents.remember(try Sample.joDetail(), identifier: nil, at: now + 100)
    #expect(try (0...5).allSatisfy { recents.detail(of: try CaseID(id($0))) == nil })
    #expect(try recents.detail(of: CaseID(id(6))) != nil && recents.detail(of: CaseID(Sample.jo)) != nil)
    #expect(recents.cases.count == Recents.mostDetails + 6)
  }

  @Test func aChangeOfTheListAloneCarriesNoDetails() throws {
    var recents = Recents()
    let detail = try Sample.detail()
    recents.merge([Sample.recent(detail, seenAt: now, [try email()])])
    recents.follow(from: try EmailAddress(Sample.averyMail), to: try EmailAddress("new@example.com"))
    #expect(
      recents.takeChanges()
        == [.store(.cacheCase(Sample.recent(detail, seenAt: now, [try email("new@example.com")]), nil))])
  }
}
