import Care360
import Care360HTTP
import Foundation
import Testing

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

  @Test func readsCarryTheKeyAndNothingElse() async throws {
    let reads: [(Rig) async throws -> Void] = [
      { _ = try await $0.client.latestCaseID(for: .email(EmailAddress("avery+1@example.com"))) },
      { _ = try await $0.client.caseDetail(.id(CaseID(Answers.caseID))) },
      { _ = try await $0.client.bundles() },
    ]
    for read in reads {
      let (request, port) = try await Self.request(read)
      #expect(request.headers == ["cv-api-key": FixedCredentials.key, "host": "127.0.0.1:\(port)"])
      #expect(request.body.isEmpty)
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
