/// Closes one product of a case. The API has no way back (none is published).
///
/// `POST /api/v1/cases/:caseId`, action UPDATE_CASE_PRODUCT (documented publicly); CLOSE is its only status. The page calls
/// the reason optional in one place and required in another, so one is always sent. An unknown case is refused with 400, in
/// the words that other actions use with 404.
public struct ProductClosing: CaseWriteSpec {
  public let caseID: CaseID
  public let product: ProductID
  public let reason: CloseReason

  public init(_ caseID: CaseID, _ product: ProductID, because reason: CloseReason) {
    self.caseID = caseID
    self.product = product
    self.reason = reason
  }

  public static let actions = [WriteIntent.Action.closeProduct]
  public static let invalidHint: String? = "Only an open product of an open case can be closed."

  /// Closing two different products of a case is two writes, whatever the reasons.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { one.productIDs == other.productIDs }

  /// True where every row of the product on the case says CLOSE.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? {
    let rows = detail.products?.filter { $0.productID.map(target.productIDs.contains) == true } ?? []
    guard !rows.isEmpty, rows.allSatisfy({ $0.isOpen || $0.isClosed }) else { return nil }
    return rows.allSatisfy(\.isClosed)
  }

  public var target: WriteTarget { WriteTarget(.closeProduct, caseID, productIDs: [product]) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/cases/\(caseID)" }

  public var body: JSONValue {
    .object([
      "action": .string("UPDATE_CASE_PRODUCT"),
      "caseProductInput": .object([
        "productId": .string(product.text), "status": .string("CLOSE"), "reason": .string(reason.text),
      ]),
    ])
  }

  /// The documented answer has `data.success` beside `success`, and names no product. Nil where the two disagree.
  public func receipt(in answer: JSONValue) -> ProductID? {
    answer["data"]?["success"]?.bool == false ? nil : product
  }

  public static func told(_ receipt: ProductID) -> WriteReceipt { .productClosed(receipt) }
}

extension WriteIntent.Action {
  public static let closeProduct = Self("close-product", of: ProductClosing.self, name: "product closing")
}

extension Care360Client {
  public func closeProduct(
    _ product: ProductID, of caseID: CaseID, because reason: CloseReason, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<ProductID> {
    try await send(ProductClosing(caseID, product, because: reason), consent: consent)
  }
}
