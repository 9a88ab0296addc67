import Foundation
import Testing

@testable import Care360
@testable import Desk

struct WorklistReasonTests {
  private static let now = Date(timeIntervalSince1970: 1_795_344_120)

  private static func ago(_ hours: Double) -> String { (now - hours * 3600).formatted(.iso8601) }

  private func reasons(_ members: String) throws -> [WorklistReason] {
    let text = #"{"id":"\#(Sample.avery)",\#(members)}"#
    return WorklistRules().reasons(of: try #require(Case(try JSONValue(parsing: Data(text.utf8)))), at: Self.now)
  }

  private static func message(_ role: String?, _ hours: Double, restricted: Bool = false) -> String {
    let who = role.map { #","role":"\#($0)""# } ?? ""
    return
      #"{"text":"x","isRestricted":\#(restricted),"createdAt":"\#(ago(hours))","author":{"firstName":"A"\#(who)}}"#
  }

  /// One row a rule, and one just before it holds.
  @Test(arguments: [
    (#""status":"REJECTED","comments":[\#(message("CVTPA", 50)),\#(message("USER", 2))]"#, ["message"]),
    (#""status":"REJECTED","comments":[\#(message("USER", 50)),\#(message("CASEMANAGER", 2))]"#, []),
    (
      #""status":"REJECTED","comments":[\#(message("USER", 50)),\#(message("CVTPA", 2, restricted: true))]"#,
      ["message"]
    ),
    (
      #""status":"REJECTED","comments":[\#(message("CVTPA", 2)),{"isRestricted":false,"author":{"role":"USER"}}]"#,
      ["look: a message without a readable time"]
    ),
    (
      #""status":"REJECTED","comments":[\#(message("CVTPA", 2)),{"isRestricted":false,"author":{"firstName":"A","role":"ADMIN"}}]"#,
      []
    ),
    (#""status":"REJECTED","comments":[\#(message("ROBOT", 2))]"#, ["look: message role ROBOT"]),
    (#""status":"REJECTED","comments":[\#(message(nil, 2))]"#, ["look: a message from an unknown sender"]),
    (#""status":"REJECTED","isEscalated":true"#, ["escalated"]),
    (#""status":"REJECTED","payments":[{"status":"UNPAID","dueDate":"\#(ago(1))"}]"#, ["payment-overdue"]),
    (#""status":"REJECTED","payments":[{"status":"UNPAID","dueDate":"\#(ago(-1))"}]"#, []),
    (#""status":"REJECTED","payments":[{"status":"UNPAID","dueDate":"soon"}]"#, ["look: due date soon"]),
    (
      #""status":"REJECTED","payments":[{"status":"ERROR"},{"status":"IN_DISPUTE"}]"#,
      ["payment-error", "payment-dispute"]
    ),
    (
      #""status":"REJECTED","payments":[{"status":"PAID"},{"status":"CANCELED"},{"status":"LOST_DISPUTE"},{"status":"REFUND"}]"#,
      []
    ),
    (#""status":"REJECTED","payments":[{"status":"FROZEN"}]"#, ["look: payment status FROZEN"]),
    (#""status":"APPROVED","orders":[],"decisions":[{"isApproved":true,"createdAt":"\#(ago(25))"}]"#, ["no-order"]),
    (#""status":"APPROVED","orders":[],"decisions":[{"isApproved":true,"createdAt":"\#(ago(23))"}]"#, []),
    (#""status":"APPROVED","orders":[],"updatedAt":"\#(ago(25))""#, ["no-order"]),
    (#""status":"APPROVED","orders":[]"#, ["no-order"]), (#""status":"APPROVED""#, ["look: orders not given"]),
    (#""status":"APPROVED","orders":[{"status":"SHIPPED","createdAt":"\#(ago(49))"}]"#, ["no-tracking"]),
    (#""status":"APPROVED","orders":[{"status":"SHIPPED","createdAt":"\#(ago(47))"}]"#, []),
    (#""status":"APPROVED","orders":[{"status":"SHIPPED","trackingId":"T","createdAt":"\#(ago(490))"}]"#, []),
    (#""status":"APPROVED","orders":[{"status":"SHIPPED"}]"#, ["look: an order without tracking or time"]),
    (#""status":"APPROVED","orders":[{"status":"LOST","trackingId":"T"}]"#, ["look: order status LOST"]),
    (
      #""status":"REJECTED","calendarEvents":[{"status":"MISSED_EVENT_BY_USER","startDateTime":"\#(ago(5))"}]"#,
      ["visit-missed"]
    ),
    (#""status":"REJECTED","calendarEvents":[{"status":"MISSED_EVENT_BY_PROVIDER"}]"#, ["visit-missed"]),
    (#""status":"REJECTED","calendarEvents":[{"status":"NEED_RESCHEDULE"}]"#, ["visit-to-reschedule"]),
    (
      #""status":"REJECTED","calendarEvents":[{"status":"NEED_RESCHEDULE","startDateTime":"\#(ago(5))"},{"startDateTime":"\#(ago(-5))"}]"#,
      []
    ),
    (#""status":"REJECTED","calendarEvents":[{"status":"SNOWED_IN"}]"#, ["look: visit status SNOWED_IN"]),
    (#""status":"OPEN","updatedAt":"\#(ago(47))""#, []), (#""status":"OPEN","updatedAt":"\#(ago(49))""#, ["untouched"]),
    (#""status":"ASSIGNED","updatedAt":"\#(ago(73))""#, ["untouched-3d"]),
    (#""status":"OPEN","createdAt":"\#(ago(169))""#, ["untouched-7d"]),
    (#""status":"OPEN","updatedAt":"\#(ago(-100))""#, []),
    (#""status":"OPEN""#, ["look: time of the case not readable"]),
    (#""status":"ABANDONED""#, ["abandoned"]), (#""status":"NO_DECISION""#, ["no-decision"]),
    (#""status":"IN_PROGRESS""#, []), (#""status":"PAUSED""#, ["look: case status PAUSED"]),
    (#""title":"x""#, ["look: status not given"]),
  ])
  func eachRuleHoldsFromItsTimeOn(_ members: String, _ expected: [String]) throws {
    let found = try reasons(members).map { $0.kind == .look ? $0.words : $0.kind.rawValue }
    #expect(found == expected, "\(members)")
  }

  /// A closed case is moved by a patient who wrote, and by nothing else.
  @Test func aClosedCaseWaitsForNobodyButWhoWrote() throws {
    let all = #""isArchived":true,"status":"ABANDONED","isEscalated":true,"payments":[{"status":"ERROR"}]"#
    #expect(try reasons(all).isEmpty)
    #expect(try reasons(all + #","comments":[\#(Self.message("USER", 2))]"#).map(\.kind) == [.message])
  }

  @Test func theGravestComesFirstAndOfOneKindTheLongestWaiting() throws {
    let found = try reasons(
      #""status":"OPEN","updatedAt":"\#(Self.ago(500))","isEscalated":true,"comments":[\#(Self.message("USER", 1))],"#
        + #""payments":[{"status":"UNPAID","dueDate":"\#(Self.ago(5))"},{"status":"UNPAID","dueDate":"\#(Self.ago(50))"}]"#
    )
    #expect(found.map(\.kind) == [.message, .escalated, .paymentOverdue, .paymentOverdue, .longUntouched])
    #expect(found[2].since == Self.now - 50 * 3600 && found[3].since == Self.now - 5 * 3600)
  }

  @Test func everyKindHasWords() {
    for kind in WorklistReason.Kind.allCases {
      #expect(!kind.words.isEmpty && kind.words != kind.rawValue || kind.rank > 0)
    }
  }
}
