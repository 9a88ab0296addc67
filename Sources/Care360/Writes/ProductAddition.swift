/// Adds products with their forms. Done only when the answer names the case that was asked for.
///
/// `POST /api/v1/cases/:caseId/products` (documented). The token goes on this route only (documented).
public struct ProductAddition: CaseWriteSpec {
  public let caseID: CaseID
  public let payload: ProductsPayload

  public init(_ caseID: CaseID, _ payload: ProductsPayload) {
    self.caseID = caseID
    self.payload = payload
  }

  public static let actions = [WriteIntent.Action.addProducts]
  public static let conflictHint: String? = "a product may already be on this case"

  /// Two additions are the same write as soon as they share one product.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool {
    !Set(one.productIDs).isDisjoint(with: other.productIDs)
  }

  /// Nil when the list is missing, or when an entry without an id could be one of the products.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? {
    guard let products = detail.products else { return nil }
    let isThere = Set(products.compactMap(\.productID)).isSuperset(of: target.productIDs)
    return isThere || products.allSatisfy { $0.productID != nil } ? isThere : nil
  }

  public var target: WriteTarget { WriteTarget(.addProducts, caseID, productIDs: payload.productIDs) }
  public var credential: CredentialKind { .token }
  public var path: String { "/api/v1/cases/\(caseID)/products" }
  public var body: JSONValue { payload.json }

  public func receipt(in answer: JSONValue) -> CaseID? {
    guard let text = answer["data"]?["caseId"]?.string, UUIDText.normalised(text) == caseID.text else { return nil }
    return caseID
  }

  public static func told(_ receipt: CaseID) -> WriteReceipt { .products(receipt) }
}

extension WriteIntent.Action {
  public static let addProducts = Self("products", of: ProductAddition.self, name: "product addition")
}

extension Care360Client {
  public func addProducts(
    to caseID: CaseID, _ payload: ProductsPayload, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<CaseID> {
    try await send(ProductAddition(caseID, payload), consent: consent)
  }
}
