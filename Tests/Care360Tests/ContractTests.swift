import Foundation
import Testing

@testable import Care360

/// The documented exchanges, client side: every response becomes the right result or error, and every request that this
/// client can make is the documented one.
struct ContractTests {
  /// What comes of a response: `ok` with a value, or an error.
  enum Outcome: Equatable {
    case ok(String)
    case error(Care360Error)
  }

  static let expected: [String: Outcome] = [
    "latest-case-id.ok": .ok("e1e3f5c1-6f12-4e0d-a442-7a9ff31319da"),
    "latest-case-id.ok-by-phone": .ok("e1e3f5c1-6f12-4e0d-a442-7a9ff31319da"),
    "latest-case-id.missing-email": .error(.invalid(.request, httpStatus: 400)),
    "latest-case-id.missing-key": .error(.notAuthorized(.apiKey, .missing, httpStatus: 400)),
    "latest-case-id.invalid-key": .error(.notAuthorized(.apiKey, .refused, httpStatus: 400)),
    "latest-case-id.no-case": .error(.notFound(httpStatus: 400)),
    "refill-url.ok": .ok("https://example.com/check-in-form-link"),
    "refill-url.ok-without-product": .ok("https://example.com/check-in-form-link"),
    "refill-url.invalid-action": .error(.invalid(.action, httpStatus: 400)),
    "refill-url.invalid-product": .error(.invalid(.refusal(RefillLinkRequest.productNotUUID), httpStatus: 400)),
    "refill-url.no-case": .error(.notFound(httpStatus: 404)),
    "refill-url.permission-denied": .error(.permissionDenied(httpStatus: 403)),
    "change-bundle.ok": .ok("Premium Bundle"),
    "change-bundle.invalid-action": .error(.invalid(.action, httpStatus: 400)),
    "change-bundle.missing-bundle": .error(.invalid(.refusal(BundleChange.bundleRequired), httpStatus: 400)),
    "change-bundle.absent-bundle": .error(.invalid(.refusal(BundleChange.bundleRequired), httpStatus: 400)),
    "change-bundle.invalid-bundle": .error(.invalid(.refusal(BundleChange.unknownBundle), httpStatus: 400)),
    "change-bundle.no-case": .error(.notFound(httpStatus: 404)),
    "change-bundle.permission-denied": .error(.permissionDenied(httpStatus: 403)),
    "add-products.ok": .ok(Sample.caseText),
    "add-products.bad-request": .error(.invalid(.request, httpStatus: 400)),
    "add-products.unauthorized": .error(.notAuthorized(.token, .refused, httpStatus: 401)),
    "add-products.conflict": .error(.conflict(httpStatus: 409, hint: ProductAddition.conflictHint)),
    "add-products.validation-failed": .error(.validationFailed(httpStatus: 422)),
    "add-products.server-error": .error(.outcomeUnknown(httpStatus: 500)),
  ]

  static let comparable: Set<String> = [
    "latest-case-id.ok", "latest-case-id.ok-by-phone", "latest-case-id.no-case", "latest-case-id.invalid-key",
    "refill-url.ok", "refill-url.ok-without-product", "refill-url.no-case", "refill-url.permission-denied",
    "change-bundle.no-case", "change-bundle.permission-denied", "change-bundle.invalid-bundle", "add-products.ok",
  ]

  @Test func everyExchangeIsExpected() throws {
    #expect(try Set(WireExchange.all().map(\.name)) == Set(Self.expected.keys))
    #expect(Self.expected.count == 25)
    #expect(Self.comparable.isSubset(of: Self.expected.keys))
  }

  @Test(arguments: expected.keys.sorted()) func theResponseBecomes(_ name: String) async throws {
    let exchange = try WireExchange.named(name)
    let transport = RecordingTransport(.answer(APIResponse(status: exchange.status, body: exchange.body)))
    let rig = try Rig(transport)
    let outcome: Outcome
    do throws(Care360Error) {
      outcome = .ok(try await Self.perform(exchange, rig.client))
    } catch {
      outcome = .error(error)
    }
    #expect(outcome == Self.expected[name])
    if Self.comparable.contains(name) { try Self.compare(exchange, try #require(transport.sent.first)) }
  }

  /// The operation of the exchange with its own values, where a validating client can send them.
  private static func perform(_ exchange: WireExchange, _ client: Care360Client) async throws(Care360Error) -> String {
    let body = exchange.request["body"]
    do {
      let id = try CaseID(Sample.caseText)
      switch exchange.name.prefix(while: { $0 != "." }) {
      case "latest-case-id":
        let query = exchange.request["query"]
        if let phone = query?["phoneNumber"]?.string {
          return try await client.latestCaseID(for: .phone(PhoneNumber(phone))).text
        }
        let email = query?["email"]?.string ?? "avery@example.com"
        return try await client.latestCaseID(for: .email(EmailAddress(email))).text
      case "refill-url":
        let text = body?["organizationProductId"]?.string
        let product = try text.flatMap { $0 == "not-a-uuid" ? nil : try ProductID($0) }
        return try await client.requestRefillLink(for: id, product: product).value
      case "change-bundle":
        let text = body?["productBundle"]?["id"]?.text ?? "b"
        return try await client.changeBundle(of: id, to: BundleID(text)).value.name ?? ""
      default:
        let payload = try ProductsPayload(parsing: body?.encoded() ?? Data())
        return try await client.addProducts(to: id, payload).value.text
      }
    } catch let error as Care360Error {
      throw error
    } catch {
      throw .failed(.encoding)
    }
  }

  private static func compare(_ exchange: WireExchange, _ sent: APIRequest) throws {
    let asked = exchange.request
    #expect(sent.method.rawValue == asked["method"]?.string)
    #expect(sent.path == asked["path"]?.string)
    let query = (asked["query"]?.object ?? [:]).compactMapValues(\.string)
    #expect(Dictionary(uniqueKeysWithValues: sent.query.map { ($0.name, $0.value) }) == query)
    let encoded = query.map { "?\($0)=" + $1.replacing("@", with: "%40").replacing("+", with: "%2B") }.joined()
    #expect(sent.url == Rig.base + sent.path + encoded)
    let isRead = sent.method == .get
    var headers = (asked["headers"]?.object ?? [:]).reduce(into: [:]) { $0[$1.key.lowercased()] = $1.value.string }
    // Optional on the lookup (documented), and without a body there is nothing that it could describe.
    if isRead { headers["content-type"] = nil }
    if headers["cv-api-key"] == "wrong" { headers["cv-api-key"] = "YOUR_SECRET_KEY" }
    #expect(sent.headers.reduce(into: [:]) { $0[$1.name.lowercased()] = $1.value.reveal() } == headers)
    #expect(sent.headers.count == headers.count)
    let body = try sent.body.map { try JSONValue(parsing: $0) }
    #expect(body == asked["body"])
    #expect((sent.body == nil) == isRead)
  }
}
