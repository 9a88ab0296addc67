import GRDB

/// `GET /api/v1/promo-codes`: the discount of a code.
///
/// Documented: the parameters, both forms of a discount, the empty list for a code that is not valid, and the refusal of a
/// request without a code.
///
/// [inferred]: the text for a bundle that the organization does not have; capitals count; a code may be for one bundle alone,
/// and without a bundle it is not valid then. 404 for an unknown code is seen in public clients only; the one code that
/// answers so here is for trying that.
enum PromoRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    guard let code = request.parameter("code") else { throw Refusal.products(400, "Promo code is required") }
    let bundle = request.parameter("product_bundle_id")
    if let bundle {
      let known = try BundleRecord.fetchOne(db, key: bundle)
      guard known?.organizationId == organization.id else {
        throw Refusal.products(400, "Invalid product bundle ID")
      }
    }
    if code == "WITHDRAWN" { throw Refusal.products(404, "Promo code not found") }
    let promo = SandboxCatalogue.promos.first { $0.code == code && ($0.bundle == nil || $0.bundle == bundle) }
    return .ok(["success": true, "data": .array(promo.map { [.object([$0.discount])] } ?? [])])
  }
}

extension SandboxCatalogue {
  /// The codes of the first organization; a bundle: valid for that one alone.
  static let promos: [(code: String, bundle: String?, discount: JSON.Member)] = [
    ("SAVE10", nil, .init(name: "flatDiscount", value: 10)),
    ("WELCOME15", nil, .init(name: "percentDiscount", value: 15)),
    ("PREMIUM20", "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6", .init(name: "flatDiscount", value: .number(20.5))),
  ]
}
