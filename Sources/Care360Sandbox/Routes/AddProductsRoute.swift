import FoundationEssentials
import GRDB

/// `POST /api/v1/cases/:caseId/products` (documented: statuses and messages; assumed: which mistake gets 400 and which 422).
///
/// Needs the bearer token, never the key. 400: the body is not JSON, the id no UUID, the case unknown, closed or another
/// organization's. 422: a rule is broken. 409: a product is on the case already, and then none is added.
enum AddProductsRoute {
  static func reply(_ db: Database, _ call: Call, token: String, now: Date) throws -> Reply {
    guard call.request.bearerToken == token else { throw Refusal.products(401, "Unauthorized") }
    guard isUUID(call.caseID), let body = call.body, body.isObject else {
      throw Refusal.products(400, "Invalid request")
    }
    guard let additions = ProductAddition.read(body) else { throw Refusal.products(422, "Validation failed") }
    guard let record = try CaseRecord.fetchOne(db, key: call.caseID.lowercased()),
      record.organizationId == SandboxCatalogue.firstOrganization, !record.isArchived
    else { throw Refusal.products(400, "Invalid request") }
    let attached = try CaseProductRecord.filter(Column("caseId") == record.id)
      .select(Column("productId"), as: String.self).fetchSet(db)
    guard attached.isDisjoint(with: additions.map(\.productID)) else { throw Refusal.products(409, "Case conflict") }

    var change = try CaseChange(db, record, at: now)
    for addition in additions { try add(addition, to: &change, db) }
    try change.save(db)
    return .ok(["success": true, "data": ["caseId": .string(record.id)]])
  }

  static func add(_ addition: ProductAddition, to change: inout CaseChange, _ db: Database) throws {
    guard let product = try ProductRecord.fetchOne(db, key: addition.productID),
      product.organizationId == change.record.organizationId
    else { throw Refusal.products(422, "Validation failed") }
    try CaseProductRecord(
      id: change.generator.uuid(), caseId: change.record.id, productId: product.id, status: "OPEN",
      visitType: addition.visitType, reason: nil, interval: addition.interval, intervalCount: addition.intervalCount,
      createdAt: change.stamp, requests: "[]"
    ).insert(db)
    try change.note(db, type: "TEXT_INFO", after: "Product added: \(product.name)")
    guard let form = addition.form else { return }
    let document = FormDocument(
      id: change.generator.uuid(), formID: change.generator.uuid(), name: form.title, description: form.description,
      createdAt: change.stamp, respondent: change.customer, answers: form.answers)
    try CaseDocument(
      caseId: change.record.id, section: .formResponse, text: document.document(&change.generator).text
    ).insert(db)
    try change.note(db, type: "ADD_FORM_RESPONSE", after: form.title)
  }
}
