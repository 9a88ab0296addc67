import Care360Sandbox
import Foundation
import Testing

/// check-user, UPDATE_EMAIL and UPDATE_PROFILE: answers and refusals, seen by looking the patient up.
struct UserTests {
  private func post(_ sandbox: Sandbox, _ action: String, _ data: [String: Any], key: String? = nil) async throws
    -> Answered
  {
    let body = try JSONSerialization.data(withJSONObject: ["action": action, "data": data] as [String: Any])
    return try await sandbox.response(
      SandboxRequest(
        method: "POST", target: "/api/v1/users", headers: [("cv-api-key", key ?? sandbox.apiKey)], body: body))
  }

  private func check(_ sandbox: Sandbox, _ query: String, key: String? = nil) async throws -> String {
    let answer = try await sandbox.get("/api/v1/check-user?" + query, key: key)
    #expect(answer.status == 200)
    var body = try answer.object()
    var data = try #require(body["data"] as? [String: Any])
    data.removeValue(forKey: "createdAt")
    body["data"] = data
    return try canonical(body)
  }

  private static let unknown =
    #"{"data":{"code":"USER_NOT_FOUND"},"message":"User does not exist","status":200,"success":false}"#

  @Test func `check-user answers as documented, whoever asks`() async throws {
    let sandbox = try Sandbox.small()
    let email =
      #"{"data":{"code":"EMAIL_EXISTS","existsInCurrentOrganization":true},"message":"Email already exists","status":200,"success":true}"#
    #expect(try await check(sandbox, "email=Avery%40example.com") == email)
    #expect(
      try await check(sandbox, "email=avery%40example.com", key: sandbox.secondApiKey)
        == email.replacing("true},\"message", with: "false},\"message"))
    #expect(
      try await check(sandbox, "phone-number=%2B12025550142")
        == #"{"data":{"code":"PHONE_NUMBER_EXISTS","existsInCurrentOrganization":true},"message":"Phone number already exists","status":200,"success":true}"#
    )
    #expect(try await check(sandbox, "email=nobody.here%40example.com") == Self.unknown)
    // The name of the parameter is not that of latest-case-id.
    #expect(try await sandbox.get("/api/v1/check-user?phoneNumber=%2B12025550142").status == 400)
  }

  @Test func `A changed e-mail finds the cases, and the old one nobody`() async throws {
    let sandbox = try Sandbox.small()
    let before = try await sandbox.latest(email: "avery@example.com")
    #expect(before != nil)
    let answer = try await post(
      sandbox, "UPDATE_EMAIL", ["currentEmail": "avery@example.com", "newEmail": "Avery.New@example.com"])
    #expect(answer.status == 200)
    let body = try answer.object()
    #expect(body["message"] as? String == "Email updated successfully")
    let user = try #require(body.child("data")?.child("user"))
    #expect(
      Set(user.keys) == [
        "email", "firstName", "lastName", "dob", "phoneNumber", "gender", "address", "address2", "city", "state",
        "country", "postalCode",
      ])
    #expect(user["email"] as? String == "avery.new@example.com")
    #expect(try await sandbox.latest(email: "avery.new@example.com") == before)
    #expect(try await sandbox.latest(email: "avery@example.com") == nil)
    #expect(try await check(sandbox, "email=avery%40example.com") == Self.unknown)
    let detail = try await sandbox.detail(Sandbox.showcaseCaseID)
    #expect(detail.child("submitter")?["email"] as? String == "avery.new@example.com")
  }

  @Test func `Each mistake about an e-mail is refused and changes nothing`() async throws {
    let sandbox = try Sandbox.small()
    let refused: [(current: String, new: String, message: String)] = [
      ("nobody@example.com", "new@example.com", "User nobody@example.com does not exist"),
      ("avery@example.com", "jo.park@example.com", "Email already exists"),
      ("avery@example.com", "new", "New email is invalid"), ("", "new@example.com", "Email is required"),
    ]
    for (current, new, message) in refused {
      let answer = try await post(sandbox, "UPDATE_EMAIL", ["currentEmail": current, "newEmail": new])
      #expect(
        try canonical(try answer.object()) == #"{"message":"\#(message)","status":400,"success":false}"#)
      #expect(answer.status == 400)
    }
    let foreign = try await post(
      sandbox, "UPDATE_EMAIL", ["currentEmail": "avery@example.com", "newEmail": "new@example.com"],
      key: sandbox.secondApiKey)
    #expect(foreign.status == 400)
    #expect(try await post(sandbox, "CREATE_USER", [:]).text.contains("Invalid action"))
    #expect(try await sandbox.latest(email: "avery@example.com") != nil)
  }

  @Test func `Only given fields of a profile change, and null clears the second line`() async throws {
    let sandbox = try Sandbox.small()
    func submitter() async throws -> [String: Any] {
      try #require(try await sandbox.detail(Sandbox.showcaseCaseID).child("submitter"))
    }
    var wanted = try await submitter()
    let changes = [
      "phoneNumber": "+12025550199", "address": "14 Oak Street", "address2": "Apartment 3", "city": "Austin",
      "state": "TX", "postalCode": "73301-0001", "country": "US",
    ]
    let answer = try await post(
      sandbox, "UPDATE_PROFILE", changes.merging(["email": "avery@example.com"]) { $1 })
    #expect(answer.status == 200)
    wanted.merge(changes) { $1 }
    #expect(try canonical(try await submitter()) == canonical(wanted))
    #expect(
      try await post(sandbox, "UPDATE_PROFILE", ["email": "avery@example.com", "address2": NSNull()]).status == 200)
    wanted["address2"] = NSNull()
    #expect(try canonical(try await submitter()) == canonical(wanted))
  }

  @Test(arguments: [
    ("phoneNumber", "12025550199"), ("address", "P.O. Box 12"), ("address", ""), ("city", ""), ("state", "Texas"),
    ("country", "USA"), ("postalCode", "7330"), ("firstName", "Ava"), ("dob", "1990-01-01"), ("gender", "OTHER"),
  ]) func `A field that breaks a rule, or is locked, is refused`(_ field: String, _ value: String) async throws {
    let sandbox = try Sandbox.small()
    let before = try canonical(try await sandbox.detail(Sandbox.showcaseCaseID))
    let answer = try await post(
      sandbox, "UPDATE_PROFILE", ["email": "avery@example.com", field: value, "allergies": "none"])
    #expect(answer.status == 400 && answer.text.contains(field))
    #expect(try canonical(try await sandbox.detail(Sandbox.showcaseCaseID)) == before)
  }

  @Test func `A name is not locked while no case is assigned`() async throws {
    let sandbox = try Sandbox.small()
    let answer = try await post(sandbox, "UPDATE_PROFILE", ["email": "noa@example.com", "firstName": "Noa"])
    #expect(answer.status == 200)
    #expect(try answer.object().child("data")?.child("user")?["firstName"] as? String == "Noa")
  }
}
