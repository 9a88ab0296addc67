/// Asks for a refill link (documented: a new form may be created each time). The link is opaque text.
///
/// `POST /api/v1/cases/:caseId`, action REQUEST_REFILL_URL (documented).
public struct RefillLinkRequest: CaseWriteSpec {
  public let caseID: CaseID
  /// Nil: the service chooses.
  public let product: ProductID?

  public init(_ caseID: CaseID, product: ProductID?) {
    self.caseID = caseID
    self.product = product
  }

  public static let actions = [WriteIntent.Action.requestRefillLink]

  static let productNotUUID = WriteRefusal(
    text: "Product id must be a valid UUID", sentence: "The service wants the product id as a UUID.")
  public static let refusals = [productNotUUID]

  /// Any two requests on a case are the same write: each may give the patient another form.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  /// A case does not show its refill links.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? { nil }

  public var target: WriteTarget { WriteTarget(.requestRefillLink, caseID, productIDs: product.map { [$0] } ?? []) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/cases/\(caseID)" }

  public var body: JSONValue {
    var members: [String: JSONValue] = ["action": .string("REQUEST_REFILL_URL")]
    if let product { members["organizationProductId"] = .string(product.text) }
    return .object(members)
  }

  public func receipt(in answer: JSONValue) -> String? {
    // The link is opaque text, and the point of the request. An empty text, or one with control characters, is no link.
    guard let link = answer["formLink"]?.string?.trimmedOfSpaces, !link.isEmpty,
      !link.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return link
  }

  public static func told(_ receipt: String) -> WriteReceipt { .link(receipt) }
}

extension WriteIntent.Action {
  public static let requestRefillLink = Self("refill", of: RefillLinkRequest.self, name: "refill link")
}

extension Care360Client {
  public func requestRefillLink(
    for caseID: CaseID, product: ProductID?, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<String> {
    try await send(RefillLinkRequest(caseID, product: product), consent: consent)
  }
}
