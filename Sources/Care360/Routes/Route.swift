/// How a case is asked for.
public enum CaseQuery: Hashable, Sendable {
  case id(CaseID)
  case email(EmailAddress)
}

/// The customer whose latest case is asked for: e-mail or phone, never both.
public enum CustomerIdentifier: Hashable, Sendable {
  case email(EmailAddress)
  case phone(PhoneNumber)
}

/// The six operations and how each looks on the wire.
public enum Route: Hashable, Sendable {
  /// `GET /api/v1/customer-latest-case-id` (documented).
  case latestCaseID(CustomerIdentifier)
  /// `GET /api/v1/customer-case-detail` with orders, calendar events and case products (documented publicly).
  case caseDetail(CaseQuery)
  /// `GET /api/v1/organization/bundles` (documented publicly).
  case bundles
  /// `POST /api/v1/cases/:caseId`, action REQUEST_REFILL_URL (documented).
  case requestRefillURL(CaseID, ProductID?)
  /// `POST /api/v1/cases/:caseId`, action CHANGE_PRODUCT_BUNDLE (documented).
  case changeBundle(CaseID, BundleID)
  /// `POST /api/v1/cases/:caseId/products` (documented).
  case addProducts(CaseID, ProductsPayload)

  /// The token goes on Add Products only, the key on all others, none anywhere else (documented).
  public var credential: CredentialKind {
    if case .addProducts = self { .token } else { .apiKey }
  }

  public var isWrite: Bool {
    switch self {
    case .latestCaseID, .caseDetail, .bundles: false
    case .requestRefillURL, .changeBundle, .addProducts: true
    }
  }

  var path: String {
    switch self {
    case .latestCaseID: "/api/v1/customer-latest-case-id"
    case .caseDetail: "/api/v1/customer-case-detail"
    case .bundles: "/api/v1/organization/bundles"
    case .requestRefillURL(let id, _), .changeBundle(let id, _): "/api/v1/cases/\(id)"
    case .addProducts(let id, _): "/api/v1/cases/\(id)/products"
    }
  }

  var query: [(name: String, value: String)] {
    switch self {
    case .latestCaseID(.email(let email)): [("email", email.text)]
    case .latestCaseID(.phone(let phone)): [("phoneNumber", phone.e164)]
    case .caseDetail(let query):
      switch query {
      case .id(let id): [("caseId", id.text)] + Self.detailIncludes
      case .email(let email): [("email", email.text)] + Self.detailIncludes
      }
    default: []
    }
  }

  /// Booleans in queries are the texts `true` and `false` (documented publicly).
  private static let detailIncludes: [(name: String, value: String)] = [
    ("includeOrders", "true"), ("includeCalendarEvents", "true"), ("includeCaseProducts", "true"),
  ]

  var body: JSONValue? {
    switch self {
    case .latestCaseID, .caseDetail, .bundles: return nil
    case .requestRefillURL(_, let product):
      var members: [String: JSONValue] = ["action": .string("REQUEST_REFILL_URL")]
      if let product { members["organizationProductId"] = .string(product.text) }
      return .object(members)
    case .changeBundle(_, let bundle):
      return .object([
        "action": .string("CHANGE_PRODUCT_BUNDLE"), "productBundle": .object(["id": .string(bundle.text)]),
      ])
    case .addProducts(_, let payload): return payload.json
    }
  }

  /// The complete request.
  public func request(base: BaseURL, secret: Secret) throws(NotJSON) -> APIRequest {
    let encodedQuery = query.map { "\($0.name)=\(QueryEncoding.encoded($0.value))" }.joined(separator: "&")
    var headers: [(name: String, value: APIRequest.HeaderValue)] =
      switch credential {
      case .apiKey: [("cv-api-key", .secret(prefix: "", secret))]
      case .token: [("Authorization", .secret(prefix: "Bearer ", secret))]
      }
    if body != nil { headers.append(("Content-Type", .plain("application/json"))) }
    return APIRequest(
      method: isWrite ? .post : .get,
      url: base.text + path + (encodedQuery.isEmpty ? "" : "?" + encodedQuery),
      path: path, query: query, headers: headers, body: try body?.encoded())
  }
}
