import GRDB

/// `GET /api/v1/organization/products` (documented nowhere). Assumed: the envelope and the members of the list of bundles.
enum ProductsRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    let products = try ProductRecord.filter(Column("organizationId") == organization.id).order(Column("name")).fetchAll(
      db)
    let data = products.map { product -> JSON in
      ["id": .string(product.id), "name": .string(product.name), "isVisible": true]
    }
    return .ok(
      ["status": 200, "success": true, "message": "Products return successfully", "data": .array(data)])
  }
}
