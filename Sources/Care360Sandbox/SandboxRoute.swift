/// The operations of the sandbox, by the names that faults use.
package enum SandboxRoute: String, Sendable, CaseIterable {
  /// `GET /api/v1/customer-latest-case-id`
  case latest
  /// `GET /api/v1/customer-case-detail`
  case detail
  /// `GET /api/v1/organization/bundles`
  case bundles
  /// `GET /api/v1/organization/products`
  case organizationProducts = "organization-products"
  /// `POST /api/v1/cases/:caseId` with action `REQUEST_REFILL_URL`
  case refill
  /// `POST /api/v1/cases/:caseId` with action `CHANGE_PRODUCT_BUNDLE`
  case bundle
  /// `POST /api/v1/cases/:caseId/products`
  case products
  /// `POST /api/v1/cases/:caseId` with action `CHANGE_CASE_STATUS`
  case caseStatus = "case-status"
  /// `POST /api/v1/cases/:caseId` with action `ADD_COMMUNICATION`
  case communication
  /// `POST /api/v1/cases/:caseId` with action `UPDATE_CASE_PRODUCT`
  case closeProduct = "close-product"
  /// `POST /api/v1/cases/:caseId` with action `ADD_ESCALATION`
  case escalate
  /// `POST /api/v1/cases/:caseId` with action `UPDATE_ESCALATION`
  case updateEscalation = "update-escalation"
  /// `GET /api/v1/check-user`
  case checkUser = "check-user"
  /// `POST /api/v1/users` with action `UPDATE_EMAIL`
  case updateEmail = "update-email"
  /// `POST /api/v1/users` with action `UPDATE_PROFILE`
  case updateProfile = "update-profile"
  /// `GET /api/v1/promo-codes`
  case promo
  /// `POST /api/v1/cases`
  case newCase = "new-case"
  /// `GET /api/v1/calendar/appointments`
  case appointments
  /// `POST /api/v1/calendar/appointments/cancel`
  case cancelAppointment = "cancel-appointment"
  /// `GET /api/v1/cases`
  case cases
  /// Anything else: an unknown path, method or action.
  case other

  /// The routes a fault can name.
  static let documented = allCases.filter { $0 != .other }
}

/// A request after its path, method and action have been recognized.
struct Call {
  enum Target {
    case route(SandboxRoute)
    /// The action endpoint with an action that is missing or unknown.
    case unknownAction
    case wrongMethod(allowed: String)
    case unknownPath
  }

  let request: SandboxRequest
  let target: Target
  /// The case id of the path as it stands there; empty where the path has none.
  let caseID: String
  /// The body of a POST; nil when it is not JSON.
  let body: JSON?

  var route: SandboxRoute {
    if case .route(let route) = target { route } else { .other }
  }

  init(_ request: SandboxRequest) {
    self.request = request
    let parts = request.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
      .map { String(Substring($0)) }
    var body: JSON?
    if request.method == "POST" {
      do {
        body = try JSON.read(request.body)
      } catch {
        body = nil
      }
    }
    self.body = body

    func expecting(_ method: String, _ target: Target) -> Target {
      request.method == method ? target : .wrongMethod(allowed: method)
    }
    let isCasePath = parts.count >= 4 && parts[..<3] == ["api", "v1", "cases"] && !parts[3].isEmpty
    caseID = isCasePath ? parts[3] : ""
    switch request.path {
    case "/api/v1/customer-latest-case-id": target = expecting("GET", .route(.latest))
    case "/api/v1/customer-case-detail": target = expecting("GET", .route(.detail))
    case "/api/v1/cases" where request.method == "POST": target = .route(.newCase)
    case "/api/v1/cases": target = expecting("GET", .route(.cases))
    case "/api/v1/calendar/appointments": target = expecting("GET", .route(.appointments))
    case "/api/v1/calendar/appointments/cancel": target = expecting("POST", .route(.cancelAppointment))
    case "/api/v1/promo-codes": target = expecting("GET", .route(.promo))
    case "/api/v1/organization/bundles": target = expecting("GET", .route(.bundles))
    case "/api/v1/organization/products": target = expecting("GET", .route(.organizationProducts))
    case "/api/v1/check-user": target = expecting("GET", .route(.checkUser))
    case "/api/v1/users":
      switch body?["action"]?.asString {
      case "UPDATE_EMAIL": target = expecting("POST", .route(.updateEmail))
      case "UPDATE_PROFILE": target = expecting("POST", .route(.updateProfile))
      default: target = expecting("POST", .unknownAction)
      }
    case _ where isCasePath && parts.count == 5 && parts[4] == "products":
      target = expecting("POST", .route(.products))
    case _ where isCasePath && parts.count == 4:
      switch body?["action"]?.asString {
      case "REQUEST_REFILL_URL": target = expecting("POST", .route(.refill))
      case "CHANGE_PRODUCT_BUNDLE": target = expecting("POST", .route(.bundle))
      case "ADD_COMMUNICATION": target = expecting("POST", .route(.communication))
      case "CHANGE_CASE_STATUS": target = expecting("POST", .route(.caseStatus))
      case "UPDATE_CASE_PRODUCT": target = expecting("POST", .route(.closeProduct))
      case "ADD_ESCALATION": target = expecting("POST", .route(.escalate))
      case "UPDATE_ESCALATION": target = expecting("POST", .route(.updateEscalation))
      default: target = expecting("POST", .unknownAction)
      }
    default: target = .unknownPath
    }
  }
}
