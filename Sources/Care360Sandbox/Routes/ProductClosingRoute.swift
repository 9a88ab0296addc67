import FoundationEssentials
import GRDB

/// `POST /api/v1/cases/:caseId` with UPDATE_CASE_PRODUCT: closes one product of the case.
///
/// Documented: the body, CLOSE as the only status, the answer, the five-key envelope with 400 for an unknown case, an
/// invalid product id and an invalid status, 403 for another organization's case.
///
/// [inferred]: every error text but that of the unknown case; 400 for a product that is not on the case or closed already; a
/// missing reason is refused; on a closed case it is refused as other actions are; the reason is kept with the product.
enum ProductClosingRoute {
  static func reply(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    let input = call.body?.given("caseProductInput")
    guard let product = input?["productId"]?.asString, isUUID(product) else {
      throw Refusal.caseProduct("Product id must be a valid UUID")
    }
    guard input?["status"]?.asString == "CLOSE" else { throw Refusal.caseProduct("Status must be CLOSE") }
    guard let reason = input?["reason"]?.asString, !reason.isEmpty else {
      throw Refusal.caseProduct("Reason is required")
    }
    var change = try CaseChange(
      db, caseID: call.caseID, of: organization, at: now,
      unknown: .caseProduct("No Case found for provided details!"))
    try change.refuseWhenArchived()
    guard let closed = try close(product.lowercased(), reason: reason, of: change.record.id, db) else {
      throw Refusal.caseProduct("Invalid product id")
    }
    try change.note(db, type: "TEXT_INFO", after: "Product closed: \(closed)")
    try change.save(db)
    return .ok([
      "status": 200, "success": true, "message": "Case product updated successfully", "data": ["success": true],
    ])
  }

  /// Closes the open rows of the product.
  /// - Returns: its name; nil where the case has no such open product.
  private static func close(_ product: String, reason: String, of caseID: String, _ db: Database) throws -> String? {
    let closed = try CaseProductRecord.filter(Column("caseId") == caseID && Column("productId") == product)
      .filter(Column("status") == "OPEN")
      .updateAll(db, Column("status").set(to: "CLOSE"), Column("reason").set(to: reason))
    return closed == 0 ? nil : try ProductRecord.fetchOne(db, key: product)?.name
  }
}
