import GRDB

/// `GET /api/v1/customer-latest-case-id` (documented).
enum LatestCaseRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    let found: CaseRecord?
    // Which of two identifiers wins is not documented; e-mail is assumed.
    if let email = request.parameter("email") {
      found = try CaseRecord.newest(db, of: organization, customer: "email", is: email.lowercased())
    } else if let phone = request.parameter("phoneNumber") {
      found = try CaseRecord.newest(db, of: organization, customer: "phoneNumber", is: phone)
    } else {
      throw Refusal.caseError("Email id not provided!")
    }
    guard let found else { throw Refusal.caseError("No Case found for provided details!") }
    return .ok(["status": 200, "success": true, "case": ["id": .string(found.id)]])
  }
}

extension CaseRecord {
  /// The case made last, closed ones included (assumed: the API text says "latest" only).
  static func newest(
    _ db: Database, of organization: Organization, customer column: String, is value: String
  ) throws -> CaseRecord? {
    let customers = CustomerRecord.filter(Column("organizationId") == organization.id && Column(column) == value)
    let ids = try customers.select(Column("id"), as: String.self).fetchAll(db)
    return try CaseRecord.filter(ids.contains(Column("customerId")))
      .order(Column("createdAt").desc, Column("id")).fetchOne(db)
  }
}

/// `GET /api/v1/organization/bundles` (documented; the message really says Products).
enum BundlesRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    var bundles = BundleRecord.filter(Column("organizationId") == organization.id).order(Column("position"))
    switch request.parameter("isVisible") {
    case "true": bundles = bundles.filter(Column("isVisible") == true)
    case "false": bundles = bundles.filter(Column("isVisible") == false)
    case nil: break
    default: throw Refusal.parameters("isVisible must be true or false")
    }
    let data = try bundles.fetchAll(db).map { bundle -> JSON in
      [
        "id": .string(bundle.id), "name": .string(bundle.name), "imageUrl": .string(bundle.imageUrl),
        "description": .string(bundle.description), "price": .string(bundle.price),
        "priceUnit": .string(bundle.priceUnit), "initialDiscount": .string(bundle.initialDiscount),
        "isSoldOut": .bool(bundle.isSoldOut), "isVisible": .bool(bundle.isVisible),
      ]
    }
    return .ok(
      ["status": 200, "success": true, "message": "Products return successfully", "data": .array(data)])
  }
}
