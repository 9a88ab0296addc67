import Care360Sandbox
import Foundation
import Testing

/// What the synthetic world holds.
struct WorldTests {
  private func details(_ sandbox: Sandbox, _ organization: SandboxOrganization) async throws -> [[String: Any]] {
    let key = organization == .first ? sandbox.apiKey : sandbox.secondApiKey
    var all: [[String: Any]] = []
    for id in try await sandbox.caseIDs(of: organization) { all.append(try await sandbox.detail(id, key: key)) }
    return all
  }

  @Test func theDefaultWorldHasEveryKindOfCase() async throws {
    let sandbox = try Sandbox()
    let cases = try await details(sandbox, .first)
    #expect(try await sandbox.customerCount(of: .first) == 240)
    #expect(cases.count >= 360)

    let statuses = Set(cases.compactMap { $0["status"] as? String })
    #expect(statuses == ["OPEN", "ASSIGNED", "IN_PROGRESS", "APPROVED", "REJECTED", "NO_DECISION", "ABANDONED"])
    let kinds: [(String, ([String: Any]) -> Bool)] = [
      ("open", { $0["isArchived"] as? Bool == false }), ("closed", { $0["isArchived"] as? Bool == true }),
      ("archive note", { $0["archiveNote"] is String }),
      ("reopened", { $0["isArchived"] as? Bool == false && $0["closedAt"] is String }),
      ("bundle", { $0.child("productBundle") != nil }), ("no bundle", { $0.child("productBundle") == nil }),
      ("products", { !$0.list("caseProducts").isEmpty }), ("no products", { $0.list("caseProducts").isEmpty }),
      ("subscription", { $0.list("caseProducts").contains { $0.child("subscription")?["interval"] is String } }),
      ("medicine", { $0.list("decisions").contains { !$0.list("medInfo").isEmpty } }),
      ("tracking", { $0.list("orders").contains { $0["trackingId"] is String } }),
      ("no tracking", { $0.list("orders").contains { $0["trackingId"] is NSNull } }),
      ("amount as text", { $0.list("payments").contains { $0["amount"] is String } }),
      ("amount as number", { $0.list("payments").contains { $0["amount"] is NSNumber } }),
      ("internal message", { $0.list("comments").contains { $0["isRestricted"] as? Bool == true } }),
      (
        "older answer",
        { $0.list("responses").contains { $0.list("responses").contains { $0["isArchived"] as? Bool == true } } }
      ),
      (
        "HTML answer",
        {
          $0.list("responses").contains {
            $0.list("responses").contains { ($0["text"] as? String)?.contains("<b>") == true }
          }
        }
      ),
      ("no birth date", { $0.child("submitter")?["dob"] is NSNull }),
      ("no phone", { $0.child("submitter")?["phoneNumber"] is NSNull }),
      ("no state", { $0.child("submitter")?["state"] is NSNull }),
    ]
    for (name, isOne) in kinds { #expect(cases.contains(where: isOne), "\(name)") }
    let payments = Set(cases.flatMap { $0.list("payments") }.compactMap { $0["status"] as? String })
    #expect(payments == ["PAID", "UNPAID", "CANCELED", "IN_DISPUTE", "LOST_DISPUTE", "REFUND", "ERROR"])
    let visits = cases.flatMap { $0.list("calendarEvents") }.compactMap { $0["startDateTime"] as? String }
    let now = Date().formatted(.iso8601)
    #expect(visits.contains { $0 > now } && visits.contains { $0 < now })
  }

  @Test func everyDocumentedValueIsSomewhere() async throws {
    let sandbox = try Sandbox()
    let cases = try await details(sandbox, .first)
    func values(_ path: String...) -> Set<String> {
      var found: [Any] = cases
      for name in path {
        found = found.compactMap { ($0 as? [String: Any])?[name] }.flatMap { ($0 as? [Any]) ?? [$0] }
      }
      return Set(found.compactMap { $0 as? String })
    }
    #expect(
      values("decisions", "visitType") == ["NO_SHOW", "ASYNC_TEXT_EMAIL", "SYNC_VIDEO", "SYNC_PHONE", "ORDER_FORM"])
    #expect(
      values("calendarEvents", "status") == [
        "EVENT_ACCEPTED_BY_PROVIDER", "MISSED_EVENT_BY_PROVIDER", "MISSED_EVENT_BY_USER", "NEED_RESCHEDULE",
      ])
    #expect(
      values("calendarEvents", "meetingProvider") == [
        "google_conference", "zoom_conference", "gotomeeting_conference", "microsoft_teams_conference",
        "webex_conference",
      ])
    #expect(
      values("comments", "author", "role") == ["USER", "CASEMANAGER", "CASEWORKER", "ADMIN", "CVADMIN", "CVTPA"])
    #expect(
      values("comments", "author", "organizationAccess", "role") == ["TPASUPPORT", "TPAMEDICAL", "TPALEGAL"])
    #expect(values("caseProducts", "status") == ["OPEN", "CLOSE"])
    #expect(
      values("caseProducts", "requests", "status") == [
        "PENDING", "APPROVED", "REJECTED", "ORDERED", "SHIPPED", "DELIVERED",
      ])
    #expect(
      values("caseProducts", "visitType") == ["ASYNC_TEXT_EMAIL", "SYNC_IN_PERSON", "SYNC_PHONE", "SYNC_VIDEO"])
    #expect(values("caseProducts", "subscription", "interval") == ["day", "week", "month", "year"])
    #expect(values("archiveReason") == ["COMPLETE", "INELIGIBLE"])
    #expect(values("submitter", "gender").isSuperset(of: ["FEMALE", "MALE", "OTHER"]))
    #expect(
      values("responses", "responses", "question", "type") == [
        "TEXT", "SINGLESELECT", "MULTISELECT", "DATE", "FILE", "BOOLEAN", "DATERANGE", "STATEMENT",
        "WIDGET_STATE_PICKER", "WIDGET_BMI", "WIDGET_VISIT_TYPE", "WIDGET_USER_ID_DOCUMENT",
      ])
    #expect(values("orders", "status") == ["ORDERED", "SHIPPED", "DELIVERED", "ON_HOLD"], "the last one is unknown")
  }

  @Test func peopleAreSyntheticAndManifold() async throws {
    let sandbox = try Sandbox()
    let cases = try await details(sandbox, .first) + (try await details(sandbox, .second))
    let people = cases.compactMap { $0.child("submitter") }
    #expect(people.allSatisfy { ($0["email"] as? String)?.hasSuffix("@example.com") == true })
    #expect(
      people.compactMap { $0["phoneNumber"] as? String }.allSatisfy { $0.wholeMatch(of: /\+1\d{3}55501\d\d/) != nil })
    let names = people.map { "\($0["firstName"] ?? "") \($0["lastName"] ?? "")" }
    for part in ["é", "林", "حداد", "נועה", "O'Neill"] { #expect(names.contains { $0.contains(part) }, "\(part)") }
    #expect(names.contains { $0.count > 70 })
    let ids = people.compactMap { $0["id"] as? String }
    #expect(ids.contains { $0.count == 28 } && ids.contains { UUID(uuidString: $0) != nil })
    let shortIDs = cases.compactMap { $0["shortId"] as? String }
    #expect(Set(shortIDs).count == shortIDs.count)
    #expect(shortIDs.allSatisfy { $0.wholeMatch(of: /ADA-[A-Z0-9]{5}/) != nil })
  }

  @Test func theLatestCaseOfACustomerIsTheNewest() async throws {
    let sandbox = try Sandbox(SandboxConfiguration(patients: 80))
    var newest: [String: (String, String)] = [:]
    var counts: [String: Int] = [:]
    for detail in try await details(sandbox, .first) {
      let email = try #require(detail.child("submitter")?["email"] as? String)
      let made = try #require(detail["createdAt"] as? String)
      counts[email, default: 0] += 1
      if made > newest[email]?.0 ?? "" { newest[email] = (made, try #require(detail["id"] as? String)) }
    }
    #expect(counts.values.contains { $0 >= 3 })
    for (email, (_, id)) in newest { #expect(try await sandbox.latest(email: email) == id) }
    // Some customers have no case.
    #expect(try await sandbox.customerCount(of: .first) > newest.count)
    #expect(try await sandbox.latest(email: "nell@example.com") == nil)
  }

  @Test func theSameSeedGivesTheSameWorldAndAnotherSeedAnother() async throws {
    let moment = Date(timeIntervalSince1970: 1_790_000_000)
    func text(_ seed: UInt64) async throws -> String {
      let sandbox = try Sandbox(SandboxConfiguration(patients: 40, seed: seed, now: { moment }))
      var text = ""
      for id in try await sandbox.caseIDs(of: .first) {
        text += try await sandbox.get("/api/v1/customer-case-detail?includeOrders=true&caseId=\(id)").text
      }
      return text
    }
    let first = try await text(1)
    #expect(try await text(1) == first)
    #expect(try await text(2) != first)
  }

  @Test func morePatientsLeaveTheOthersAsTheyWere() async throws {
    let few = try await Sandbox(SandboxConfiguration(patients: 30)).caseIDs(of: .first)
    let many = try await Sandbox(SandboxConfiguration(patients: 60)).caseIDs(of: .first)
    #expect(many.count > few.count)
    #expect(Array(many.prefix(few.count)) == few)
  }

  @Test func theFirstSuggestionShowsEverySection() async throws {
    let sandbox = try Sandbox.small()
    let suggestion = try #require(sandbox.suggestions(limit: 1).first)
    #expect(suggestion.email == "avery@example.com" && suggestion.phoneNumber == "+12025550142")
    let detail = try await sandbox.detail(try #require(try await sandbox.latest(email: suggestion.email)))
    #expect(detail["shortId"] as? String == "ADA-TOSXM" && detail["status"] as? String == "APPROVED")
    for section in [
      "decisions", "comments", "attachments", "responses", "payments", "subscriptions", "activity", "orders",
      "calendarEvents", "caseProducts",
    ] { #expect(!detail.list(section).isEmpty, "\(section)") }
    #expect(detail.list("orders").last?["status"] as? String == "SHIPPED")
    #expect(detail.list("payments").last?["amount"] as? Int == 159)
    #expect(sandbox.suggestions(limit: 100).contains { $0.note == "closed case" })
  }

  /// Screens and documents elsewhere name these people and ids.
  @Test func thePublishedPeopleStayWhereTheyAre() async throws {
    let sandbox = try Sandbox.small()
    let emails = sandbox.suggestions(limit: 100).map { $0.email.replacing("@example.com", with: "") }
    let published = [
      "avery", "jo.park", "morgan", "camille", "yara", "noa", "mei.lin", "priya", "riley", "sam", "kit", "maximiliana",
      "nell", "toni",
    ]
    #expect(emails == published)
    // This id is drawn after those of the first thirteen: a person who is put among them moves it.
    let foreign = try await sandbox.detail(Sandbox.foreignCaseID, key: sandbox.secondApiKey)
    #expect(foreign.child("submitter")?["id"] as? String == "a69d8110-b865-4ab4-a67d-7c3ca887cfd1")
  }

  @Test func twoCustomersShareAPhone() async throws {
    let sandbox = try Sandbox.small()
    let shared = sandbox.suggestions(limit: 100).filter { $0.phoneNumber == "+12025550177" }
    #expect(shared.count == 2)
    let answer = try await sandbox.get("/api/v1/customer-latest-case-id?phoneNumber=%2B12025550177")
    let newest = try #require(try answer.object().child("case")?["id"] as? String)
    #expect(try await sandbox.latest(email: "riley@example.com") == newest)
  }

  @Test func theSecondOrganizationHasItsOwnCasesAndBundles() async throws {
    let sandbox = try Sandbox.small()
    let foreign = try await sandbox.caseIDs(of: .second)
    #expect(foreign.count >= 4)
    #expect(Set(foreign).isDisjoint(with: try await sandbox.caseIDs(of: .first)))
    let bundles = try await sandbox.get("/api/v1/organization/bundles", key: sandbox.secondApiKey).object()
    #expect(bundles.list("data").compactMap { $0["name"] as? String } == ["Hair Care Bundle"])
  }
}
