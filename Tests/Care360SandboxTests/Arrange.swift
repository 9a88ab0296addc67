@testable import Care360Sandbox
import GRDB

/// The owner of a case.
enum SandboxOrganization: Sendable {
  case first, second

  var id: String {
    switch self {
    case .first: SandboxCatalogue.firstOrganization
    case .second: SandboxCatalogue.secondOrganization
    }
  }
}

extension Sandbox {
  /// The newest case of the first suggested customer.
  static let showcaseCaseID = Showcase.averyCase
  /// A case of the second organization.
  static let foreignCaseID = Showcase.foreignCase

  /// The ids of all cases of an organization, in the order they were stored.
  func caseIDs(of organization: SandboxOrganization) async throws -> [String] {
    try await world.database.read { db in
      try CaseRecord.filter(Column("organizationId") == organization.id).order(Column("rowid"))
        .select(Column("id"), as: String.self).fetchAll(db)
    }
  }

  /// The number of customers of an organization.
  func customerCount(of organization: SandboxOrganization) async throws -> Int {
    try await world.database.read { db in
      try CustomerRecord.filter(Column("organizationId") == organization.id).fetchCount(db)
    }
  }

  /// Makes the customer with this e-mail address, unless there is one, and a case that is their newest.
  ///
  /// - Parameters:
  ///   - id: the case's id; a case that has it already is replaced.
  ///   - phoneNumber: E.164.
  ///   - products: ids of organization products that are on the case.
  /// - Throws: when the world refuses it, as for a product that does not exist.
  func arrangeCase(
    id: String, email: String = "arranged@example.com", phoneNumber: String? = nil,
    organization: SandboxOrganization = .first, products: [String] = []
  ) async throws {
    let clock = WorldClock(now: now())
    let owner = organization.id
    let caseID = id.lowercased()
    try await world.database.write { db in
      try Sandbox.removeCase(caseID, db)
      var generator = try db.nextGenerator()
      let customer = try Sandbox.customer(email.lowercased(), phoneNumber, owner, clock, &generator, db)
      var draft = CaseDraft(
        record: CaseRecord(
          id: caseID, organizationId: owner, customerId: customer.id,
          shortId: "ADA-\(generator.text(length: 8, of: "0123456789"))", type: "GLP", title: "Weight care",
          status: "OPEN", createdAt: clock.present, updatedAt: clock.present, isArchived: false, isEscalated: false,
          isImported: false))
      for product in products {
        draft.products.append(
          CaseProductRecord(
            id: generator.uuid(), caseId: caseID, productId: product, status: "OPEN", createdAt: clock.present,
            requests: "[]"))
      }
      try draft.insert(db)
    }
  }

  private static func removeCase(_ id: String, _ db: Database) throws {
    try CaseProductRecord.filter(Column("caseId") == id).deleteAll(db)
    try CaseDocument.filter(Column("caseId") == id).deleteAll(db)
    try CaseRecord.filter(Column("id") == id).deleteAll(db)
  }

  private static func customer(
    _ email: String, _ phoneNumber: String?, _ owner: String, _ clock: WorldClock, _ generator: inout SplitMix64,
    _ db: Database
  ) throws -> CustomerRecord {
    let known = CustomerRecord.filter(Column("organizationId") == owner && Column("email") == email)
    if var customer = try known.fetchOne(db) {
      customer.phoneNumber = phoneNumber ?? customer.phoneNumber
      try customer.update(db)
      return customer
    }
    let customer = CustomerRecord(
      id: generator.userID(), organizationId: owner, firstName: "Arranged", lastName: "Customer", email: email,
      phoneNumber: phoneNumber, createdAt: clock.present)
    try customer.insert(db)
    return customer
  }
}
