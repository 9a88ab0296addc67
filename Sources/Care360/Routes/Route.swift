/// The ways to request a case.
public enum CaseQuery: Hashable, Sendable {
  case id(CaseID)
  case email(EmailAddress)
}

/// The customer who is asked about: e-mail or phone, never both.
public enum CustomerIdentifier: Hashable, Sendable {
  case email(EmailAddress)
  case phone(PhoneNumber)
}

/// The operations and how each looks on the wire.
public enum Route: Sendable {
  /// `GET /api/v1/customer-latest-case-id` (documented).
  case latestCaseID(CustomerIdentifier)
  /// `GET /api/v1/customer-case-detail` with orders, calendar events and case products (documented publicly).
  case caseDetail(CaseQuery)
  /// The same with links to its files in place of their contents (`documentFormat=url`, documented publicly).
  case attachmentLinks(CaseID)
  /// `GET /api/v1/organization/bundles` (documented publicly).
  case bundles
  /// `GET /api/v1/organization/products` (documented nowhere; seen in a public proxy).
  case organizationProducts
  /// `GET /api/v1/cases` (documented publicly).
  case caseList(CaseListQuery)
  /// `GET /api/v1/check-user` (documented publicly).
  case checkUser(CustomerIdentifier)
  /// `GET /api/v1/promo-codes` (documented publicly).
  case promo(PromoQuery)
  /// `GET /api/v1/calendar/appointments` (documented publicly).
  case appointments(AppointmentQuery)
  /// A write on a case; its file under Writes defines the request.
  case write(any CaseWriteSpec)

  /// The credential that the route sends: the token for Add Products only, the key for all others (documented).
  public var credential: CredentialKind {
    switch self {
    case .latestCaseID, .caseDetail, .attachmentLinks, .bundles, .organizationProducts, .caseList, .checkUser, .promo,
      .appointments:
      .apiKey
    case .write(let write): write.credential
    }
  }

  public var isWrite: Bool {
    switch self {
    case .latestCaseID, .caseDetail, .attachmentLinks, .bundles, .organizationProducts, .caseList, .checkUser, .promo,
      .appointments:
      false
    case .write: true
    }
  }

  var path: String {
    switch self {
    case .latestCaseID: "/api/v1/customer-latest-case-id"
    case .caseDetail, .attachmentLinks: "/api/v1/customer-case-detail"
    case .bundles: "/api/v1/organization/bundles"
    case .organizationProducts: "/api/v1/organization/products"
    case .caseList: "/api/v1/cases"
    case .checkUser: "/api/v1/check-user"
    case .promo: "/api/v1/promo-codes"
    case .appointments: "/api/v1/calendar/appointments"
    case .write(let write): write.path
    }
  }

  var query: [(name: String, value: String)] {
    switch self {
    case .latestCaseID(.email(let email)): [("email", email.text)]
    case .latestCaseID(.phone(let phone)): [("phoneNumber", phone.e164)]
    case .caseDetail(.id(let id)): [("caseId", id.text)] + Self.detailIncludes
    case .caseDetail(.email(let email)): [("email", email.text)] + Self.detailIncludes
    case .attachmentLinks(let id):
      [("caseId", id.text), ("includeAttachments", "true"), ("documentFormat", "url")]
    case .caseList(let query): query.parameters
    case .checkUser(.email(let email)): [("email", email.text)]
    // Not the `phoneNumber` of the latest case id (documented publicly).
    case .checkUser(.phone(let phone)): [("phone-number", phone.e164)]
    case .appointments(let query): query.parameters
    case .promo(let query):
      [("code", query.code.text)] + (query.bundle?.id.map { [("product_bundle_id", $0.text)] } ?? [])
    case .bundles, .organizationProducts, .write: []
    }
  }

  /// Booleans in queries are the texts `true` and `false` (documented publicly).
  private static let detailIncludes: [(name: String, value: String)] = [
    ("includeOrders", "true"), ("includeCalendarEvents", "true"), ("includeCaseProducts", "true"),
  ]

  var body: JSONValue? {
    switch self {
    case .latestCaseID, .caseDetail, .attachmentLinks, .bundles, .organizationProducts, .caseList, .checkUser, .promo,
      .appointments:
      nil
    case .write(let write): write.body
    }
  }

  /// The complete request.
  public func request(base: BaseURL, secret: Secret) -> APIRequest {
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
      path: path, query: query, headers: headers, body: body?.encoded())
  }
}
