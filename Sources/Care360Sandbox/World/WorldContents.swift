import GRDB

/// Everything a new world holds: the same for the same seed, number of patients and present.
struct WorldContents {
  let seed: UInt64
  let patients: Int
  let clock: WorldClock

  init(seed: UInt64, patients: Int, clock: WorldClock) {
    self.seed = seed
    // Up to this number the short ids of the two organizations never collide.
    self.patients = min(patients, 100_000)
    self.clock = clock
  }

  func insert(_ db: Database) throws {
    let first = Cast(organization: SandboxCatalogue.firstOrganization, seed: seed, domainMark: "")
    let second = Cast(organization: SandboxCatalogue.secondOrganization, seed: seed &+ 1, domainMark: "b")
    // Each start replaces these keys.
    try Organization(id: first.organization, name: "Harbor Telehealth", apiKey: "1").insert(db)
    try Organization(id: second.organization, name: "Second Clinic", apiKey: "2").insert(db)
    for staff in first.staff + second.staff { try staff.insert(db) }
    for (organization, items) in [
      (first.organization, SandboxCatalogue.products), (second.organization, SandboxCatalogue.foreignProducts),
    ] {
      for item in items { try ProductRecord(id: item.id, organizationId: organization, name: item.name).insert(db) }
    }
    for bundle in SandboxCatalogue.bundleRecords { try bundle.insert(db) }

    let showcase = Showcase(clock: clock, first: first, second: second, seed: seed)
    for customer in showcase.customers { try customer.insert(db) }
    let generated = max(0, patients - showcase.firstOrganizationCount)
    for index in 0..<generated {
      let generator = CustomerGenerator(cast: first, clock: clock, index: index)
      try generator.customer(seed: seed).insert(db)
    }
    for index in 0..<max(3, patients / 20) {
      let generator = CustomerGenerator(cast: second, clock: clock, index: index)
      try generator.customer(seed: seed &+ 1).insert(db)
    }
    try WorldState(id: 1, seed: Int64(bitPattern: seed), serial: 0).insert(db)
  }
}

/// The people and things of one organization that cases refer to.
struct Cast {
  let organization: String
  let staff: [Staff]
  let bundles: [BundleRecord]
  let products: [SandboxItem]
  /// Put into addresses and short ids of this organization, so that those of two organizations differ.
  let domainMark: String

  init(organization: String, seed: UInt64, domainMark: String) {
    self.organization = organization
    self.domainMark = domainMark
    var generator = SplitMix64(seed: seed, part: 1_000_003)
    staff = WorldNames.staff.enumerated().map { index, person in
      Staff(
        id: generator.userID(), organizationId: organization, firstName: person.0, lastName: person.1,
        email: "care.team\(index + 1)\(domainMark)@example.com", role: person.2, title: person.3,
        npi: person.3 == nil ? nil : "100000000\(index)")
    }
    bundles = SandboxCatalogue.bundleRecords.filter { $0.organizationId == organization }
    products =
      organization == SandboxCatalogue.firstOrganization ? SandboxCatalogue.products : SandboxCatalogue.foreignProducts
  }

  var doctors: [Staff] { staff.filter { $0.title != nil } }
  var support: [Staff] { staff.filter { $0.title == nil } }
}

extension CustomerDraft {
  func insert(_ db: Database) throws {
    try record.insert(db)
    for draft in cases { try draft.insert(db) }
  }
}

extension CaseDraft {
  func insert(_ db: Database) throws {
    try record.insert(db)
    for product in products { try product.insert(db) }
    for (section, document) in documents + (escalation.map { [(.escalation, $0)] } ?? []) {
      try CaseDocument(caseId: record.id, section: section, text: document.text).insert(db)
    }
  }
}
