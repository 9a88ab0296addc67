import FoundationEssentials

/// A status and a JSON body.
struct Reply: Sendable {
  let status: Int
  let body: JSON
  var headers: [(String, String)] = []

  static func ok(_ body: JSON) -> Reply {
    Reply(status: 200, body: body)
  }

  var answer: SandboxAnswer {
    .response(
      status: status, headers: [("Content-Type", "application/json; charset=utf-8")] + headers,
      body: Data(body.text.utf8))
  }
}

/// A reply that ends the handling of a request, and with it a transaction that has begun: nothing is applied.
struct Refusal: Error {
  let reply: Reply

  private init(_ status: Int, _ body: JSON, headers: [(String, String)] = []) {
    reply = Reply(status: status, body: body, headers: headers)
  }

  /// The five-key envelope of the customer routes (documented for latest-case-id, always HTTP 400).
  static func caseError(_ error: String) -> Refusal {
    Refusal(
      400,
      [
        "status": 400, "success": false, "message": "Invalid case data", "error": .string(error), "code": "CASE_ERROR",
      ])
  }

  /// The four-key envelope of the case actions (documented).
  static func action(_ status: Int, _ error: String) -> Refusal {
    Refusal(
      status,
      ["status": .integer(status), "success": false, "message": "Invalid request", "error": .string(error)])
  }

  /// The five-key envelope of UPDATE_CASE_PRODUCT (documented publicly, with 400 for an unknown case too).
  static func caseProduct(_ error: String) -> Refusal {
    Refusal(
      400,
      [
        "status": 400, "success": false, "message": "Invalid request", "error": .string(error),
        "code": "VALIDATION_ERROR",
      ])
  }

  /// An update of escalations that are not open on the case, with those that are (documented; envelope and text assumed).
  static func escalations(_ open: [JSON]) -> Refusal {
    Refusal(
      400,
      [
        "status": 400, "success": false, "message": "Invalid request", "error": "Invalid escalation ids",
        "data": ["escalations": .array(open)],
      ])
  }

  /// The three-key envelope of the users (documented publicly for an unknown e-mail).
  static func user(_ message: String) -> Refusal {
    Refusal(400, ["status": 400, "success": false, "message": .string(message)])
  }

  /// The two-key envelope of add products (documented).
  static func products(_ status: Int, _ message: String) -> Refusal {
    Refusal(status, ["success": false, "message": .string(message)])
  }

  /// Query parameters of the bundles list (message documented, `error` assumed).
  static func parameters(_ error: String) -> Refusal {
    Refusal(
      400, ["status": 400, "success": false, "message": "Invalid request parameters", "error": .string(error)])
  }

  /// A path or method that the API does not have (assumed).
  static func unrouted(_ status: Int, _ message: String, allow: String? = nil) -> Refusal {
    Refusal(
      status, ["status": .integer(status), "success": false, "message": .string(message)],
      headers: allow.map { [("Allow", $0)] } ?? [])
  }

  /// The answer of a fault with a status: the envelope of the route with the usual words for that status.
  static func fault(_ status: Int, on route: SandboxRoute) -> Refusal {
    let headers = (300..<400).contains(status) ? [("Location", "https://example.com/elsewhere")] : []
    let words = [
      400: "Invalid request", 401: "Unauthorized", 403: "Permission denied!", 404: "Not found", 409: "Case conflict",
      422: "Validation failed", 429: "Rate limit exceeded", 500: "Internal server error", 502: "Bad gateway",
      503: "Service unavailable", 504: "Gateway timeout",
    ]
    let message = JSON.string(words[status] ?? "Fault on request")
    let body: JSON =
      route == .products || route == .newCase
      ? ["success": false, "message": message]
      : ["status": .integer(status), "success": false, "message": message]
    return Refusal(status, body, headers: headers)
  }
}
