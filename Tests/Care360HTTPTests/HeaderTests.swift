import Care360HTTP
import Foundation
import Testing

@testable import Care360

/// What stands on the socket, header by header and byte by byte.
@Suite(.serialized) struct HeaderTests {
  static func request(_ work: (Rig) async throws -> Void) async throws -> (FaultServer.Received, port: Int) {
    try await FaultServer.run(.always(.answer(Answers.json("{}")))) { server in
      try await Rig.run(server) { rig in
        do { try await work(rig) } catch is Care360Error {}
      }
      #expect(server.log.now.requests.count == 1)
      return (try #require(server.log.now.requests.first), server.port)
    }
  }

  @Test(arguments: Read.allCases) func readsCarryTheKeyAndNothingElse(_ read: Read) async throws {
    #expect(Read(try read.route) == read)
    let (request, port) = try await Self.request(read.send)
    #expect(request.headers == ["cv-api-key": FixedCredentials.key, "host": "127.0.0.1:\(port)"])
    #expect(request.body.isEmpty)
    #expect(request.head.first == "GET /api/v1/\(read.line) HTTP/1.1")
  }

  @Test func everyWriteCarriesItsOwnCredentialAlone() async throws {
    let id = try CaseID(Answers.caseID)
    let writes =
      try Write.allCases.map { try $0.write } + [
        .bundle(BundleChange(id, to: try BundleID("b-1"))),
        .status(CaseStatusChange(id, .open)), .status(CaseStatusChange(id, .reopen)),
        .products(ProductAddition(id, try ProductsPayload([ProductSubmission(id: ProductID(Answers.caseID))]))),
      ]
    let actions = Set(CaseWrite.kinds.flatMap { $0.actions })
    #expect(Set(writes.map(\.target.action)) == actions, "each kind of write has a row")
    for write in writes {
      let (request, port) = try await Self.request { _ = try await $0.client.send(write) }
      let (name, value) = Self.credential(of: write)
      #expect(
        request.headers == [
          name: value, "host": "127.0.0.1:\(port)", "content-type": "application/json",
          "content-length": String(request.body.utf8.count), "connection": "close",
        ], "\(write.name)")
      #expect(request.isPost && !request.body.isEmpty, "\(write.name)")
    }
  }

  /// The token is for Add Products and a new case (both documented).
  private static func credential(of write: CaseWrite) -> (name: String, value: String) {
    switch write {
    case .products, .newCase: ("authorization", "Bearer \(FixedCredentials.token)")
    case .refill, .bundle, .status, .communication, .closeProduct, .escalation, .changeEmail, .updateProfile,
      .cancelAppointment:
      ("cv-api-key", FixedCredentials.key)
    }
  }

  @Test func theQueryKeepsItsEncoding() async throws {
    let (email, _) = try await Self.request {
      _ = try await $0.client.latestCaseID(for: .email(EmailAddress("avery+1@example.com")))
    }
    #expect(email.head.first == "GET /api/v1/customer-latest-case-id?email=avery%2B1%40example.com HTTP/1.1")
    let (phone, _) = try await Self.request {
      _ = try await $0.client.latestCaseID(for: .phone(PhoneNumber("+12025550142")))
    }
    #expect(phone.head.first == "GET /api/v1/customer-latest-case-id?phoneNumber=%2B12025550142 HTTP/1.1")
  }

  @Test func actionsCarryTheKeyAndAFreshConnection() async throws {
    let writes: [((Rig) async throws -> Void, body: String)] = [
      (
        { _ = try await $0.client.requestRefillLink(for: CaseID(Answers.caseID), product: nil) },
        #"{"action":"REQUEST_REFILL_URL"}"#
      ),
      (
        { _ = try await $0.client.changeBundle(of: CaseID(Answers.caseID), to: BundleID("b-1")) },
        #"{"action":"CHANGE_PRODUCT_BUNDLE","productBundle":{"id":"b-1"}}"#
      ),
    ]
    for (write, body) in writes {
      let (request, port) = try await Self.request(write)
      #expect(
        request.headers == [
          "cv-api-key": FixedCredentials.key, "host": "127.0.0.1:\(port)", "content-type": "application/json",
          "content-length": String(body.utf8.count), "connection": "close",
        ])
      #expect(request.body == body)
      #expect(request.head.first == "POST /api/v1/cases/\(Answers.caseID) HTTP/1.1")
    }
  }

  @Test func addProductsCarriesTheTokenAndNoKey() async throws {
    let payload = try ProductsPayload([ProductSubmission(id: ProductID(Answers.caseID))])
    let (request, port) = try await Self.request {
      _ = try await $0.client.addProducts(to: CaseID(Answers.caseID), payload)
    }
    let body = #"{"products":[{"id":"\#(Answers.caseID)"}]}"#
    #expect(
      request.headers == [
        "authorization": "Bearer \(FixedCredentials.token)", "host": "127.0.0.1:\(port)",
        "content-type": "application/json", "content-length": String(body.utf8.count), "connection": "close",
      ])
    #expect(request.body == body)
    #expect(request.head.first == "POST /api/v1/cases/\(Answers.caseID)/products HTTP/1.1")
  }

  @Test func noFailureHoldsTheKeyOrTheQuery() async throws {
    for reaction: Reaction in [.close, .reset, .silence, .answerThenClose(Answers.cutHead), .answer(Answers.html)] {
      try await FaultServer.run(.always(reaction)) { server in
        try await Rig.run(server, .quick) { rig in
          for text in [String(reflecting: await rig.read()), String(reflecting: await rig.write())] {
            #expect(!text.contains("canary") && !text.contains("avery") && !text.contains("127.0.0.1"))
          }
        }
      }
    }
  }
}

/// The reads, each once. A route that has no name here does not compile.
enum Read: CaseIterable {
  case latestCaseID
  case caseDetail
  case attachmentLinks
  case bundles
  case organizationProducts
  case caseList
  case checkUser
  case promo
  case appointments

  /// Nil for a write.
  init?(_ route: Route) {
    switch route {
    case .latestCaseID: self = .latestCaseID
    case .caseDetail: self = .caseDetail
    case .attachmentLinks: self = .attachmentLinks
    case .bundles: self = .bundles
    case .organizationProducts: self = .organizationProducts
    case .caseList: self = .caseList
    case .checkUser: self = .checkUser
    case .promo: self = .promo
    case .appointments: self = .appointments
    case .write: return nil
    }
  }

  private static var email: EmailAddress { get throws { try EmailAddress("avery@example.com") } }
  private static var id: CaseID { get throws { try CaseID(Answers.caseID) } }
  private static let day = Date(timeIntervalSince1970: 1_795_305_600)..<Date(timeIntervalSince1970: 1_795_392_000)

  private static var list: CaseListQuery { CaseListQuery(from: day.lowerBound, until: day.upperBound) }
  private static var promoQuery: PromoQuery { get throws { PromoQuery(try PromoCode("SAVE10")) } }

  var route: Route {
    get throws {
      switch self {
      case .latestCaseID: .latestCaseID(.email(try Self.email))
      case .caseDetail: .caseDetail(.id(try Self.id))
      case .attachmentLinks: .attachmentLinks(try Self.id)
      case .bundles: .bundles
      case .organizationProducts: .organizationProducts
      case .caseList: .caseList(Self.list)
      case .checkUser: .checkUser(.email(try Self.email))
      case .promo: .promo(try Self.promoQuery)
      case .appointments: .appointments(.span(Self.day))
      }
    }
  }

  func send(_ rig: Rig) async throws {
    switch self {
    case .latestCaseID: _ = try await rig.client.latestCaseID(for: .email(try Self.email))
    case .caseDetail: _ = try await rig.client.caseDetail(.id(try Self.id))
    case .attachmentLinks: _ = try await rig.client.attachmentLinks(of: try Self.id)
    case .bundles: _ = try await rig.client.bundles()
    case .organizationProducts: _ = try await rig.client.organizationProducts()
    case .caseList: _ = try await rig.client.cases(Self.list)
    case .checkUser: _ = try await rig.client.checkUser(.email(try Self.email))
    case .promo: _ = try await rig.client.checkPromo(try Self.promoQuery)
    case .appointments: _ = try await rig.client.appointments(.span(Self.day))
    }
  }

  /// The path and query of its request.
  var line: String {
    switch self {
    case .latestCaseID: "customer-latest-case-id?email=avery%40example.com"
    case .caseDetail:
      "customer-case-detail?caseId=\(Answers.caseID)&includeOrders=true&includeCalendarEvents=true"
        + "&includeCaseProducts=true"
    case .attachmentLinks:
      "customer-case-detail?caseId=\(Answers.caseID)&includeAttachments=true&documentFormat=url"
    case .bundles: "organization/bundles"
    case .organizationProducts: "organization/products"
    case .caseList:
      "cases?startTime=2026-11-22T00%3A00%3A00Z&endTime=2026-11-23T00%3A00%3A00Z&recordsPerPage=100"
        + "&includeOrders=true&includeCalendarEvents=true&includePayments=true"
    case .checkUser: "check-user?email=avery%40example.com"
    case .promo: "promo-codes?code=SAVE10"
    case .appointments: "calendar/appointments?start_date=2026-11-22&end_date=2026-11-23"
    }
  }
}
