/// The hand-written customers that every world starts with.
struct Showcase {
  let clock: WorldClock
  let first: Cast
  let second: Cast
  let seed: UInt64

  /// The ids that are the same in every world.
  static let averyCase = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"
  static let averyOlderCase = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b02"
  static let joCase = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b03"
  /// CLOSE of this open case is refused, so that a refusal can be tried.
  static let unclosableCase = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b04"
  static let foreignCase = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1bff"

  var firstOrganizationCount: Int { Showcase.people.count + Showcase.waitingCount }

  var customers: [CustomerDraft] {
    var generator = SplitMix64(seed: seed, part: 2_000_003)
    var drafts: [CustomerDraft] = [avery(&generator), jo(&generator)]
    let early = Showcase.people.dropLast(Showcase.laterPeople.count)
    for person in early.dropFirst(drafts.count) { drafts.append(plain(person, &generator)) }
    drafts.append(foreign(&generator))
    for person in Showcase.laterPeople { drafts.append(plain(person, &generator)) }
    return drafts + waiting
  }

  func record(_ person: ShowcasePerson, cast: Cast, _ generator: inout SplitMix64) -> CustomerRecord {
    CustomerRecord(
      id: generator.userID(), organizationId: cast.organization, firstName: person.firstName, lastName: person.lastName,
      email: person.email, phoneNumber: person.phoneNumber, dob: person.dob, gender: person.gender,
      address: "12 Sample Street", city: "Springfield", state: person.state, postalCode: "62701",
      allergies: "None known", healthConditions: nil, currentMedications: nil, createdAt: clock.ago(days: 700))
  }

  private func plain(_ person: ShowcasePerson, _ generator: inout SplitMix64) -> CustomerDraft {
    let customer = record(person, cast: first, &generator)
    var draft = CustomerDraft(record: customer)
    for (number, outline) in person.cases.enumerated() {
      let writer = CaseGenerator(
        cast: first, clock: clock, customer: customer, status: outline.status, age: outline.age, serial: 0,
        isNewest: number == 0, id: outline.id, shortID: outline.shortID)
      var item = writer.draft(&generator)
      item.record.isArchived = outline.state == .closed
      item.record.closedAt = outline.state == .open ? nil : clock.ago(days: outline.age - 4)
      item.record.archiveReason = outline.state == .closed ? "COMPLETE" : nil
      item.record.archiveNote = outline.state == .closed ? "Patient moved abroad" : nil
      item.record.closedBy = outline.state == .open ? nil : first.support[0].id
      for index in item.products.indices where outline.state == .closed { item.products[index].status = "CLOSE" }
      if !outline.hasProducts {
        item.products = []
        item.documents.removeAll { $0.0 == .subscription }
      }
      item.record.productBundleId = outline.bundle
      draft.cases.append(item)
    }
    return draft
  }

  private func foreign(_ generator: inout SplitMix64) -> CustomerDraft {
    let person = ShowcasePerson(
      "Blake", "Foreign", "blake.foreign@example.com", "+12025550199", dob: "1990-01-01",
      note: "belongs to the second organization", cases: [])
    let customer = record(person, cast: second, &generator)
    let writer = CaseGenerator(
      cast: second, clock: clock, customer: customer, status: "OPEN", age: 20, serial: 0, isNewest: true,
      id: Showcase.foreignCase, shortID: "ADA-FOREI")
    return CustomerDraft(record: customer, cases: [writer.draft(&generator)])
  }
}
