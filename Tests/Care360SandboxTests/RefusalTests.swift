import Care360Sandbox
import Foundation
import Testing

/// What is refused, in which order, with which words.
struct RefusalTests {
  private let avery = Sandbox.showcaseCaseID
  private let free = "621527f5-3877-48b3-b27f-df395a5308bb"

  @Test(arguments: [
    #"{"products":[]}"#, #"{"products":{}}"#, #"{}"#,
    #"{"products":[{"id":"nope"}]}"#, #"{"products":[{"id":7}]}"#,
    #"{"products":[{"id":"ID","visitType":"SYNC_FAX"}]}"#,
    #"{"products":[{"id":"ID","subscription":{"interval":"Month","intervalCount":1}}]}"#,
    #"{"products":[{"id":"ID","subscription":{"interval":"month","intervalCount":0}}]}"#,
    #"{"products":[{"id":"ID","subscription":{"interval":"month","intervalCount":"3"}}]}"#,
    #"{"products":[{"id":"ID","subscription":{"interval":"month","intervalCount":1.5}}]}"#,
    #"{"products":[{"id":"ID"},{"id":"ID"}]}"#,
    #"{"products":[{"id":"ID","form":"text"}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"answer":"a","type":"TEXT"}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","type":"TEXT"}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","answer":["a"],"type":"TEXT"}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","answer":"a"}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","answer":"a","type":"DATE"}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","answer":"","type":"TEXT","required":true}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","answer":"c","type":"SINGLESELECT","options":["a"]}]}}]}"#,
    #"{"products":[{"id":"ID","form":{"questions":[{"question":"q","answer":"[\"a\",\"c\"]","type":"MULTISELECT","options":["a"]}]}}]}"#,
  ])
  func aBrokenRuleIsValidationFailed(_ template: String) async throws {
    let sandbox = try Sandbox.small()
    let answer = try await sandbox.addProducts(to: avery, template.replacing("ID", with: free))
    #expect(answer.status == 422)
    #expect(try canonical(try answer.object()) == #"{"message":"Validation failed","success":false}"#)
  }

  @Test(arguments: [
    "{", "", "[1]", #"{"products":[{"id":"ID"}]} x"#, "{\"products\":\"\u{1}\"}", #"{"a":01}"#, #"{"a":"\ud800"}"#,
    #"{"a":1e999}"#, "{\"a\":\(String(repeating: "[", count: 5000))\(String(repeating: "]", count: 5000))}",
  ])
  func aBodyThatIsNoJSONObjectIsABadRequest(_ template: String) async throws {
    let sandbox = try Sandbox.small()
    #expect(try await sandbox.addProducts(to: avery, template.replacing("ID", with: free)).status == 400)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .isoLatin1])
  func aBodyThatIsNotInUTF8IsABadRequest(_ encoding: String.Encoding) async throws {
    let sandbox = try Sandbox.small()
    let text = #"{"products":[{"id":"\#(free)","form":{"title":"Größe"}}]}"#
    let answer = try await sandbox.response(
      SandboxRequest(
        method: "POST", target: "/api/v1/cases/\(avery)/products",
        headers: [("authorization", "bearer \(sandbox.token)")], body: try #require(text.data(using: encoding))))
    #expect(answer.status == 400)
    #expect(try await sandbox.addProducts(to: avery, text).status == 200)
  }

  /// The decoder of both sides is the same one; the depth it takes must fit the stack of a pool thread.
  @Test func aDeepBodyIsReadOrRefused() async throws {
    let sandbox = try Sandbox.small()
    for depth in [100, 500, 600] {
      let deep = String(repeating: #"{"a":["#, count: depth / 2) + String(repeating: "]}", count: depth / 2)
      let answer = try await sandbox.act(on: avery, #"{"action":"REQUEST_REFILL_URL","more":\#(deep)}"#)
      #expect(answer.status == (depth < 512 ? 200 : 400))
    }
  }

  @Test func productsForAMissingOrForeignCaseAreABadRequest() async throws {
    let sandbox = try Sandbox.small()
    let body = #"{"products":[{"id":"\#(free)"}]}"#
    for id in ["not-a-uuid", "00000000-0000-4000-8000-000000000009", Sandbox.foreignCaseID] {
      #expect(try await sandbox.addProducts(to: id, body).status == 400)
    }
  }

  @Test func theTokenIsCheckedBeforeAnythingElse() async throws {
    let sandbox = try Sandbox.small()
    for token in [sandbox.expiredToken, sandbox.apiKey, "wrong"] {
      #expect(try await sandbox.addProducts(to: "not-a-uuid", "{", token: token).status == 401)
    }
    let keyOnly = SandboxRequest(
      method: "POST", target: "/api/v1/cases/\(avery)/products", headers: [("cv-api-key", sandbox.apiKey)],
      body: Data(#"{"products":[{"id":"\#(free)"}]}"#.utf8))
    #expect(try await sandbox.response(keyOnly).status == 401)
  }

  @Test func actionsCheckKeyThenActionThenPayloadThenCaseThenOrganization() async throws {
    let sandbox = try Sandbox.small()
    let missing = "00000000-0000-4000-8000-000000000009"
    let ladder: [(String, String, String?, Int, String)] = [
      (missing, #"{"action":"NOPE"}"#, "", 400, "Secret key not provided!"),
      (missing, #"{"action":"NOPE"}"#, nil, 400, "Invalid action"),
      (missing, "{", nil, 400, "Invalid action"),
      (
        missing, #"{"action":"REQUEST_REFILL_URL","organizationProductId":5}"#, nil, 400,
        "Product id must be a valid UUID"
      ),
      (missing, #"{"action":"REQUEST_REFILL_URL"}"#, nil, 404, "No Case found for provided details!"),
      (Sandbox.foreignCaseID, #"{"action":"REQUEST_REFILL_URL"}"#, nil, 403, "Permission denied!"),
      (
        Sandbox.foreignCaseID, #"{"action":"CHANGE_PRODUCT_BUNDLE","productBundle":"x"}"#, nil, 400,
        "Product Bundle is required"
      ),
    ]
    for (id, body, key, status, error) in ladder {
      let answer = try await sandbox.act(on: id, body, key: key)
      #expect(answer.status == status)
      #expect(try answer.object()["error"] as? String == error)
    }
  }

  @Test(arguments: ["/api/v1/customer-case-detail?email=avery%40example.com", "/api/v1/organization/bundles"])
  func theOtherKeyRoutesRefuseKeysAsLatestCaseDoes(_ target: String) async throws {
    let sandbox = try Sandbox.small()
    let missing = try await sandbox.get(target, key: "")
    #expect(try canonical(try missing.object()).contains("Secret key not provided!"))
    let unknown = try await sandbox.get(target, key: "wrong")
    let error = try #require(try unknown.object()["error"] as? String)
    #expect(error.wholeMatch(of: /Organization with [0-9a-f]{64} not found!/) != nil)
    #expect(missing.status == 400 && unknown.status == 400)
  }

  @Test func detailOfAnotherOrganizationsCaseIsNotFound() async throws {
    let sandbox = try Sandbox.small()
    let target = "/api/v1/customer-case-detail?caseId=\(Sandbox.foreignCaseID)"
    let foreign = try await sandbox.get(target)
    #expect(foreign.status == 400)
    #expect(try foreign.object()["error"] as? String == "No Case found for provided details!")
    #expect(try foreign.object()["code"] as? String == "CASE_ERROR")
    #expect(try await sandbox.get(target, key: sandbox.secondApiKey).status == 200)
    #expect(try await sandbox.get("/api/v1/customer-case-detail").status == 400)
  }

  @Test func unknownPathsAndMethodsAreSaidInJSON() async throws {
    let sandbox = try Sandbox.small()
    let lost = try await sandbox.get("/api/v2/anything")
    #expect(lost.status == 404)
    #expect(try lost.object()["success"] as? Bool == false)
    let wrong = try await sandbox.get("/api/v1/cases/\(avery)")
    #expect(wrong.status == 405)
    #expect(wrong.headers.contains { $0.0 == "Allow" && $0.1 == "POST" })
    #expect(sandbox.requestCount(.other) == 2)
  }

  @Test func anEmailPicksTheCustomerEvenBesideAPhone() async throws {
    let sandbox = try Sandbox.small()
    let both = try await sandbox.get(
      "/api/v1/customer-latest-case-id?phoneNumber=%2B12025550143&email=AVERY%40example.com")
    #expect(try both.object().child("case")?["id"] as? String == avery)
    let phone = try await sandbox.get("/api/v1/customer-latest-case-id?phoneNumber=%2B12025550142")
    #expect(try phone.object().child("case")?["id"] as? String == avery)
    // A raw plus is a space, so this is no number of anybody.
    #expect(try await sandbox.get("/api/v1/customer-latest-case-id?phoneNumber=+12025550142").status == 400)
  }

  @Test func bundlesAreFilteredByVisibility() async throws {
    let sandbox = try Sandbox.small()
    func names(_ query: String) async throws -> [String] {
      try await sandbox.get("/api/v1/organization/bundles\(query)").object().list("data").compactMap {
        $0["name"] as? String
      }
    }
    let all = try await names("")
    let visible = try await names("?isVisible=true")
    let hidden = try await names("?isVisible=false")
    #expect(all.count == visible.count + hidden.count)
    #expect(hidden.contains("Summer Trial 2024") && !visible.contains("Summer Trial 2024"))
    #expect(!all.contains("Hair Care Bundle"))
    #expect(try await sandbox.get("/api/v1/organization/bundles?isVisible=maybe").status == 400)
  }
}
