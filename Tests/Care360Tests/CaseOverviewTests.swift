import Foundation
import Testing

@testable import Care360

/// The newest, the next, the last one: by time, never by its place in the list.
struct CaseOverviewTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)  // 22 Nov 2026, 10:42 UTC

  private func found(_ members: String) throws -> Case { try #require(try CaseDecodingTests.decoded(members)) }

  @Test func theNewestOrderIsTheOneMadeLast() throws {
    let orders = [("NEWEST-222", "2026-11-20T10:00:00Z"), ("OLDEST-111", "2026-10-01T10:00:00Z")].map {
      #"{"trackingId":"\#($0.0)","createdAt":"\#($0.1)"}"#
    }
    for list in [orders, orders.reversed()] {
      #expect(try found(#""orders":[\#(list.joined(separator: ","))]"#).newestOrder?.trackingID == "NEWEST-222")
    }
    let undated = #"{"trackingId":"A"},{"trackingId":"B","createdAt":"soon"}"#
    #expect(try found(#""orders":[\#(undated)]"#).newestOrder == nil, "nobody can tell")
    #expect(try found(#""orders":[\#(undated),\#(orders[1])]"#).newestOrder?.trackingID == "OLDEST-111")
    #expect(try found(#""orders":[{"trackingId":"A"}]"#).newestOrder?.trackingID == "A", "one alone needs no time")
  }

  @Test func theLastPaymentIsTheOneThatWasMade() throws {
    let paid = #"{"id":"paid","status":"PAID","paymentDate":"2026-11-03T00:00:00.000Z"}"#
    let due = #"{"id":"due","status":"UNPAID","dueDate":"2026-12-03T00:00:00.000Z"}"#
    let later = #"{"id":"later","status":"UNPAID","dueDate":"2027-01-03T00:00:00.000Z"}"#
    let all = try found(#""payments":[\#(later),\#(paid),\#(due)]"#)
    #expect(all.lastPayment?.id == "paid" && all.nextDue?.id == "due")
    #expect(try found(#""payments":[\#(due)]"#).lastPayment == nil)
  }

  @Test func theVisitThatGoesOnComesBeforeTheNext() throws {
    func visit(_ id: String, _ start: String, _ end: String) -> String {
      #"{"id":"\#(id)","startDateTime":"\#(start)","endDateTime":"\#(end)"}"#
    }
    let visits = [
      visit("next", "2026-11-22T11:00Z", "2026-11-22T11:30Z"), visit("past", "2026-11-22T09:00Z", "2026-11-22T09:30Z"),
      visit("later", "2026-12-24T14:00Z", "2026-12-24T14:30Z"), #"{"id":"odd","startDateTime":"soon"}"#,
    ]
    let running = visit("now", "2026-11-22T10:37:00.000Z", "2026-11-22T11:07:00.000Z")
    #expect(try found(#""calendarEvents":[\#(visits.joined(separator: ","))]"#).nextVisit(at: now)?.id == "next")
    #expect(
      try found(#""calendarEvents":[\#((visits + [running]).joined(separator: ","))]"#).nextVisit(at: now)?.id == "now")
  }

  // MARK: Times

  @Test(
    arguments: [
      ("2026-11-24T14:00:00Z", 1_795_528_800.0), ("2026-11-24T14:00:00.250Z", 1_795_528_800.25),
      ("2026-11-24T14:00Z", 1_795_528_800), ("2026-11-24T15:00:00+01:00", 1_795_528_800),
      ("2026-11-24T08:30-0530", 1_795_528_800), ("2026-11-24", 1_795_478_400), ("2024-02-29T00:00:00Z", 1_709_164_800),
    ])
  func aTimeIsRead(_ text: String, _ seconds: Double) {
    #expect(Instant(text).date?.timeIntervalSince1970 == seconds)
  }

  @Test(
    arguments: [
      "2026-02-30T00:00:00Z", "2025-02-29", "2026-13-01", "2026-00-10", "2026-11-24T24:00:00Z", "2026-11-24T10:60:00Z",
      "2026-11-24T10:00:61Z", "2026-11-24T10:00:00", "2026-11-24 10:00:00Z", "99999-11-24T10:00:00Z", "24.11.2026",
      "soon",
      "1795344120000", "2026-11-24T10:00:00.Z", "2026-11-24T10:00:00+25:00", "２０２６-11-24",
    ])
  func whatIsNoTimeStandsAsItsText(_ text: String) {
    let instant = Instant(text)
    #expect(instant.date == nil && instant.day == nil && instant.text == text)
  }

  @Test func midnightUTCIsADate() {
    for text in ["2026-11-03T00:00:00.000Z", "2026-11-03T00:00Z", "2026-11-03"] {
      #expect(Instant(text).day == "2026-11-03")
    }
    for text in ["2026-11-03T00:00:01Z", "2026-11-03T00:00:00+01:00", "2026-11-03T00:00:00.001Z"] {
      #expect(Instant(text).day == nil)
    }
  }
}
