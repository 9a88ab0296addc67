import FoundationEssentials
import GRDB

/// `POST /api/v1/cases/:caseId`: REQUEST_REFILL_URL and CHANGE_PRODUCT_BUNDLE (documented).
///
/// Order of the checks (assumed): key, action, payload, case (404), its organization (403), closed or not (400), effect.
enum CaseActionRoute {
  static func refill(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    let productID = call.body?.given("organizationProductId")
    if let productID, productID.asString.map(isUUID) != true {
      throw Refusal.action(400, "Product id must be a valid UUID")
    }
    var change = try CaseChange(db, caseID: call.caseID, of: organization, at: now)
    try change.refuseWhenArchived()
    let link =
      "https://example.com/check-in/\(change.generator.text(length: 16, of: "abcdefghjkmnpqrstuvwxyz23456789"))"
    try change.note(db, type: "FOLLOWUP_FORM", after: link)
    try change.save(db)
    return .ok(["status": 200, "success": true, "formLink": .string(link)])
  }

  static func changeBundle(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    guard let id = call.body?.given("productBundle")?.given("id"), id.asString != "" else {
      throw Refusal.action(400, "Product Bundle is required")
    }
    guard let text = id.asString, let bundle = try BundleRecord.fetchOne(db, key: text),
      bundle.organizationId == organization.id
    else { throw Refusal.action(400, "Invalid product bundle ID") }
    var change = try CaseChange(db, caseID: call.caseID, of: organization, at: now)
    try change.refuseWhenArchived()
    let before = try change.record.productBundleId.flatMap { try BundleRecord.fetchOne(db, key: $0) }
    change.record.productBundleId = bundle.id
    try change.note(db, type: "TEXT_INFO", before: before?.name, after: bundle.name)
    try change.save(db)
    return .ok([
      "status": 200, "success": true, "message": "Case product bundle changed successfully",
      "data": ["productBundle": ["id": .string(bundle.id), "name": .string(bundle.name)]],
    ])
  }

  static func unknown(_ db: Database, _ call: Call) throws -> Reply {
    _ = try call.request.organization(db)
    throw Refusal.action(400, "Invalid action")
  }
}

/// A change of one case: its row, and entries of its history by the API.
struct CaseChange {
  var record: CaseRecord
  var generator: SplitMix64
  let customer: Person
  let stamp: String

  /// - Parameters:
  ///   - foreignStatus: the HTTP status for another organization's case; one action has its own.
  ///   - unknown: the refusal for an unknown case; one action has its own.
  init(
    _ db: Database, caseID: String, of organization: Organization, at now: Date, foreignStatus: Int = 403,
    unknown: Refusal = .action(404, "No Case found for provided details!")
  ) throws {
    guard let record = try CaseRecord.fetchOne(db, key: caseID.lowercased()) else { throw unknown }
    guard record.organizationId == organization.id else { throw Refusal.action(foreignStatus, "Permission denied!") }
    try self.init(db, record, at: now)
  }

  init(_ db: Database, _ record: CaseRecord, at now: Date) throws {
    self.record = record
    guard let customer = try CustomerRecord.fetchOne(db, key: record.customerId) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    self.customer = Person(customer)
    generator = try db.nextGenerator()
    stamp = WorldClock.stamp(now)
  }

  /// A closed case takes REOPEN only (documented; status and text assumed).
  func refuseWhenArchived() throws {
    if record.isArchived { throw Refusal.action(400, "Case is archived!") }
  }

  /// Adds to the case history. Which types real changes have is not documented; these are from the list of event names.
  mutating func note(_ db: Database, type: String, before: String? = nil, after: String) throws {
    let entry = CaseDocuments.activity(
      id: generator.uuid(), type: type, at: stamp, by: .api, target: customer, before: before, after: after)
    try CaseDocument(caseId: record.id, section: .activity, text: entry.text).insert(db)
  }

  mutating func save(_ db: Database) throws {
    record.updatedAt = stamp
    try record.update(db)
  }
}

extension Person {
  /// The person whom the history names for changes through the API.
  static let api = Person(
    id: "sandboxApiUser00000000000001", firstName: "API", lastName: "Access", email: "api@example.com")

  init(id: String, firstName: String, lastName: String, email: String) {
    (self.id, self.firstName, self.lastName, self.email) = (id, firstName, lastName, email)
  }
}
