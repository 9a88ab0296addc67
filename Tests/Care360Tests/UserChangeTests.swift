import Foundation
import Testing

@testable import Care360

/// check-user, UPDATE_EMAIL and UPDATE_PROFILE: the requests, what the answers mean, and how a change is found again.
struct UserChangeTests {
  private static func email(_ new: String = "avery.new@example.com") throws -> EmailChange {
    EmailChange(try Sample.caseID, from: try Sample.email, to: try EmailAddress(new))
  }

  private static func profile(_ typed: [ProfileField: String] = [.city: "Austin"]) throws -> ProfileUpdate {
    ProfileUpdate(
      try Sample.caseID, of: try Sample.email, try ProfileChanges(typed, country: .unitedStates, residence: "US"))
  }

  private static func detail(_ submitter: String) throws -> Case {
    try #require(Case(try Sample.json(#"{"id":"\#(Sample.caseText)","submitter":\#(submitter)}"#)))
  }

  // MARK: check-user

  @Test(arguments: [
    (
      #"{"success":true,"data":{"existsInCurrentOrganization":true,"code":"EMAIL_EXISTS"}}"#,
      UserStanding.known(isHere: true)
    ),
    (#"{"success":true,"data":{"existsInCurrentOrganization":false}}"#, .known(isHere: false)),
    (#"{"success":true}"#, .known(isHere: nil)),
    (#"{"success":false,"message":"User does not exist","data":{"code":"USER_NOT_FOUND"}}"#, .unknown),
  ]) func aUserIsKnownOrNot(_ body: String, _ standing: UserStanding) async throws {
    let rig = try Rig(status: 200, body: body)
    #expect(try await rig.client.checkUser(.email(EmailAddress("a+b@example.com"))) == standing)
    #expect(try await rig.client.checkUser(.phone(PhoneNumber("+12025550142"))) == standing)
    #expect(
      rig.transport.sent.map(\.url) == [
        Rig.base + "/api/v1/check-user?email=a%2Bb%40example.com",
        Rig.base + "/api/v1/check-user?phone-number=%2B12025550142",
      ])
    #expect(rig.transport.sent.allSatisfy { $0.method == .get && $0.headers.map(\.name) == ["cv-api-key"] })
  }

  /// "Not known" decides about a write, so that only the documented words may say it.
  @Test(arguments: [
    (200, #"{"success":false,"message":"User does not exist"}"#, "malformedAnswer"), (200, "{}", "malformedAnswer"),
    (200, #"{"success":false,"data":{"code":"OTHER"}}"#, "malformedAnswer"), (200, "<html>", "malformedAnswer"),
    (404, #"{"success":false,"message":"no","error":"no"}"#, "malformedAnswer"), (503, "", "unavailable"),
    (400, #"{"success":false,"error":"Secret key not provided!"}"#, "notAuthorized"),
  ]) func anotherAnswerSaysNothing(_ status: Int, _ body: String, _ kind: String) async throws {
    let rig = try Rig(status: status, body: body)
    let email = try Sample.email
    let error = await failure { () throws(Care360Error) in try await rig.client.checkUser(.email(email)) }
    #expect(error?.kind == kind)
  }

  /// No other read takes a negative answer for one.
  @Test func onlyThisReadTakesANo() async throws {
    let rig = try Rig(status: 200, body: #"{"success":false,"data":[]}"#)
    let error = await failure { () throws(Care360Error) in try await rig.client.bundles() }
    #expect(error?.kind == "malformedAnswer")
  }

  // MARK: Requests and answers

  @Test func theRequestsAreTheDocumentedOnes() async throws {
    let email = try Rig(
      status: 200, body: #"{"status":200,"success":true,"data":{"user":{"email":"Avery.New@example.com"}}}"#)
    let new = try EmailAddress("avery.new@example.com")
    let changed = try await email.client.changeEmail(of: Sample.caseID, from: Sample.email, to: new)
    #expect(changed.value == new && changed.isRecorded)
    let profile = try Rig(status: 200, body: #"{"success":true}"#)
    let changes = try Self.profile([.phone: "(202) 555-0199", .address2: " ", .state: "tx"]).changes
    _ = try await profile.client.updateProfile(of: Sample.caseID, email: Sample.email, changes)
    let bodies = [
      #"{"action":"UPDATE_EMAIL","data":{"currentEmail":"avery@example.com","newEmail":"avery.new@example.com"}}"#,
      #"{"action":"UPDATE_PROFILE","data":{"address2":null,"email":"avery@example.com","phoneNumber":"+12025550199","state":"TX"}}"#,
    ]
    for (rig, body) in zip([email, profile], bodies) {
      let sent = try #require(rig.transport.sent.first)
      #expect(sent.method == .post && sent.url == "\(Rig.base)/api/v1/users" && rig.transport.sent.count == 1)
      #expect(sent.headers.map(\.name) == ["cv-api-key", "Content-Type"])
      #expect(sent.body.map { String(decoding: $0, as: UTF8.self) } == body)
      #expect(rig.journal.events == [.opened("1"), .closed("1", .done)])
    }
  }

  @Test(arguments: [
    (200, #"{"success":true,"data":{"user":{"email":"avery.new@example.com"}}}"#, WriteOutcome.done),
    (200, #"{"success":true}"#, .done),
    (200, #"{"success":true,"data":{"user":{"email":"jo@example.com"}}}"#, .unknown),
    (200, #"{"success":false,"message":"no"}"#, .unknown), (307, "", .unknown), (500, "", .unknown),
    (400, #"{"status":400,"success":false,"message":"User avery@example.com does not exist"}"#, .refused),
    (429, "", .refused),
  ]) func anAnswerEndsIt(_ status: Int, _ body: String, _ outcome: WriteOutcome) async throws {
    let rig = try Rig(status: status, body: body)
    let write = try Self.email()
    let error = await failure { () throws(Care360Error) in try await rig.client.send(write) }
    #expect(rig.journal.events == [.opened("1"), .closed("1", outcome)])
    #expect((error == nil) == (outcome == .done))
    if status == 400 {
      #expect(error?.kind == "invalid" && error?.sentence.contains("knows no user with the current e-mail") == true)
      #expect(error?.sentence.contains("avery") == false)
    }
  }

  /// The record names the case; address and fields stay out of it.
  @Test func theRecordKnowsTheCaseAlone() async throws {
    let rig = try Rig(status: 500, body: "")
    for write in [CaseWrite.changeEmail(try Self.email()), .updateProfile(try Self.profile())] {
      #expect(write.target == WriteTarget(write.target.action, try Sample.caseID))
      _ = await failure { () throws(Care360Error) in try await rig.client.send(write) }
    }
    #expect("\(rig.journal.intents)".contains("example.com") == false)
    #expect(rig.journal.intents.map(\.action.rawValue) == ["email", "profile"])
  }

  @Test func anotherAddressIsAnotherChange() throws {
    let write = try Self.email()
    #expect(write.isAlike(.changeEmail(try Self.email("AVERY.new@example.com"))))
    #expect(!write.isAlike(.changeEmail(try Self.email("other@example.com"))))
    #expect(!write.isAlike(.updateProfile(try Self.profile())))
    #expect(try Self.profile().isAlike(.updateProfile(try Self.profile())))
    #expect(try !Self.profile().isAlike(.updateProfile(try Self.profile([.city: "Dallas"]))))
  }

  // MARK: Finding a change again

  @Test(
    arguments: [
      (#"{"email":"Avery.New@example.com"}"#, true), (#"{"email":"avery@example.com"}"#, false),
      (#"{"email":"third@example.com"}"#, nil), ("{}", nil),
    ] as [(String, Bool?)]) func theCaseTellsOfAnEmail(_ submitter: String, _ isVisible: Bool?) throws
  {
    #expect(try Self.email().isVisible(in: Self.detail(submitter), begun: Rig.time) == isVisible)
    #expect(try Self.email().target.isVisible(in: Self.detail(submitter)) == nil)
  }

  @Test(
    arguments: [
      (false, true, true), (true, false, false), (true, true, nil), (false, false, nil),
    ] as [(Bool, Bool, Bool?)]) func theUsersTellOfAnEmail(_ old: Bool, _ new: Bool, _ isVisible: Bool?) throws
  {
    let write = try Self.email()
    func standing(_ isKnown: Bool) -> UserStanding { isKnown ? .known(isHere: true) : .unknown }
    #expect(
      write.isVisible(by: [.email(write.current): standing(old), .email(write.new): standing(new)]) == isVisible)
    #expect(write.isVisible(by: [.email(write.new): .known(isHere: true)]) == nil)
    #expect(write.witnesses == [.email(write.current), .email(write.new)])
  }

  @Test(
    arguments: [
      (#"{"phoneNumber":"(202) 555-0199","city":"Austin"}"#, true),
      (#"{"phoneNumber":"+12025550142","city":"Austin"}"#, false),
      (#"{"phoneNumber":"+12025550199"}"#, nil), (#"{"city":"Boise"}"#, false), (#"{"phoneNumber":null}"#, false),
    ] as [(String, Bool?)]) func theCaseTellsOfAProfile(_ submitter: String, _ isVisible: Bool?) throws
  {
    let write = try Self.profile([.phone: "+1 202 555 0199", .city: "Austin"])
    #expect(try write.isVisible(in: Self.detail(submitter), begun: Rig.time) == isVisible)
    let phone = CustomerIdentifier.phone(try PhoneNumber("+12025550199"))
    #expect(write.witnesses == [phone])
    #expect(
      write.isVisible(by: [phone: .unknown]) == false && write.isVisible(by: [phone: .known(isHere: true)]) == nil)
  }

  @Test func aClearedLineIsSeenWhereTheServiceGivesTheField() throws {
    let write = try Self.profile([.address2: ""])
    #expect(try write.isVisible(in: Self.detail(#"{"address2":null}"#), begun: Rig.time) == true)
    #expect(try write.isVisible(in: Self.detail(#"{"address2":"Apartment 3"}"#), begun: Rig.time) == false)
    #expect(try write.isVisible(in: Self.detail("{}"), begun: Rig.time) == nil)
    #expect(write.witnesses.isEmpty)
  }

  // MARK: Fields

  @Test func onlyWhatDiffersIsLeft() throws {
    let changes = try Self.profile([.phone: "202 555 0142", .city: "Austin", .address2: ""]).changes
    let detail = try Self.detail(#"{"phoneNumber":"+12025550142","city":"Boise","address2":null}"#)
    let rest = try #require(changes.differing(from: detail))
    #expect(rest.fields == [.city] && rest.words(.city) == "Austin" && rest.words(.phone) == nil)
    #expect(changes.differing(from: try Self.detail("{}"))?.fields == [.phone, .address2, .city])
    #expect(rest.differing(from: try Self.detail(#"{"city":"Austin"}"#)) == nil)
  }

  @Test(
    arguments: [
      ([:], "Nothing to change was given."),
      ([.city: " "], "The city is empty; only the second address line can be cleared."),
      (
        [.city: "Aus\u{7}tin"],
        "The city contains the character U+0007 (a control character): write it as one line of plain text."
      ),
      ([.address: String(repeating: "x", count: 201)], "The address is too long: at most 200 characters are allowed."),
      (
        [.phone: "12"],
        "This number is too short: a number in US has 10 digits. For another country, type + and the country code."
      ),
      ([.address: "P.O. Box 12"], "The service takes no post office box: type a street address."),
      ([.address2: "Post Office Box 3"], "The service takes no post office box: type a street address."),
      ([.state: "Texas"], "A state has two letters, for example TX."),
      ([.country: "USA"], "A country has two letters, for example US."),
      ([.postalCode: "SW1A 1AA"], "A postal code has five digits, or five and four: 12345 or 12345-6789."),
      (
        [.postalCode: "12345", .country: "ca"],
        "The service takes postal codes of the US only, and the country is CA: leave the postal code as it is."
      ),
    ] as [([ProfileField: String], String)]) func aFieldThatBreaksARuleIsRefused(
      _ typed: [ProfileField: String], _ sentence: String
    ) throws
  {
    do throws(ProfileProblem) {
      _ = try ProfileChanges(typed, country: .unitedStates, residence: nil)
      Issue.record("accepted")
    } catch {
      #expect(error.sentence == sentence)
    }
  }

  @Test func thePatientsOwnCountryCountsForAPostalCode() throws {
    #expect(throws: ProfileProblem.foreignPostalCode(country: "DE")) {
      try ProfileChanges([.postalCode: "12345"], country: .unitedStates, residence: "DE")
    }
    #expect(
      try ProfileChanges([.postalCode: "12345", .country: "US"], country: .unitedStates, residence: "DE").fields.count
        == 2)
    #expect(
      try ProfileChanges([.address: "12 Box Hill Road"], country: .unitedStates, residence: nil).fields == [.address])
  }
}
