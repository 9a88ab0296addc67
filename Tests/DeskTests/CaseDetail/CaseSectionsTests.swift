import Foundation
import Testing

@testable import Care360
@testable import Desk

struct CaseSectionsTests {
  func lines(_ detail: Case, isRevealed: Bool = false, zone: Zone = testZone) -> [String] {
    let time = TimeText(zone: zone, now: Date(timeIntervalSince1970: 1_795_344_120))
    let sections = CaseSections(detail, time: time, mask: "••••••", isRevealed: { _ in isRevealed }).lines()
    let summary = CaseSummary(detail: detail, time: time).lines()
    return (summary + sections.map(\.line)).map { $0.spans.map(\.text).joined() }
  }

  static let sections = ["Products", "Decisions", "Orders", "Payments", "Visits", "Forms and answers", "Messages"]

  @Test func whatTheServiceDidNotSendIsNotCalledNone() throws {
    let text = lines(try Sample.detail(products: nil))
    for section in Self.sections {
      let index = try #require(text.firstIndex(of: section), "\(section)")
      #expect(text[index + 1] == "the service did not say", "\(section)")
    }
    for label in ["Order", "Payment", "Message", "Visit"] {
      #expect(text.contains("\(label)  the service did not say"))
    }
    #expect(
      text.contains(
        "the service did not give: orders, payments, messages, visits, decisions, files, case history"))
  }

  @Test func whatTheServiceSentEmptyIsNone() throws {
    let lists = "decisions orders payments responses comments attachments calendarEvents activity"
    let empty = lists.split(separator: " ").map { "\"\($0)\":[]" }.joined(separator: ",")
    let text = lines(try Sample.detail(products: [], more: empty))
    for section in Self.sections { #expect(text.contains("\(section) · none"), "\(section)") }
    #expect(!text.contains { $0.contains("the service did not say") && !$0.contains("open or closed") })
  }

  @Test func anAnswerWithoutAHealthDataFlagIsMasked() throws {
    let form = """
      "responses":[{"id":"f1","form":{"name":"Intake"},"responses":[
        {"id":"a1","question":{"index":0,"type":"TEXT","text":"How much do you weigh?"},"text":"138 lbs"},
        {"id":"a2","question":{"index":1,"type":"TEXT","text":"Goal?","isPHI":false},"text":"<b>less</b>"}]}]
      """
    let detail = try Sample.detail(more: form)
    let hidden = lines(detail)
    #expect(hidden.contains("How much do you weigh?  ••••••"))
    #expect(!hidden.contains { $0.contains("138 lbs") })
    #expect(!hidden.contains { $0.contains("less") })
    let shown = lines(detail, isRevealed: true)
    #expect(shown.contains { $0.contains("138 lbs") })
    #expect(shown.contains("Goal?  <b>less</b>"), "markup of an answer is text")
  }

  @Test func decisionsAndMedicinesAreMasked() throws {
    let decisions = """
      "decisions":[{"id":"d1","isApproved":true,"decisionText":"Start low",
        "medInfo":[{"medicine":"Semaglutide 0.25 mg","dosage":"weekly","refillCount":2}]}]
      """
    let detail = try Sample.detail(more: decisions)
    let masked = lines(detail).filter { !$0.hasPrefix("Status  ") }
    #expect(!masked.contains { $0.contains("Start low") || $0.contains("0.25 mg") || $0.contains("approved") })
    let shown = lines(detail, isRevealed: true)
    #expect(shown.contains { $0.contains("Semaglutide 0.25 mg · weekly · 2 refills") })
  }

  @Test func anEarlierAnswerIsToldWithTheNewest() throws {
    func answer(_ text: String, _ time: String) -> String {
      #"{"question":{"index":0,"text":"Weight?"},"text":"\#(text)","createdAt":\#(time)}"#
    }
    func day(_ number: Int) -> String { #""2026-11-0\#(number)T00:00:00.000Z""# }
    func shown(_ answers: String...) throws -> [String] {
      let form = #""responses":[{"id":"f","responses":[\#(answers.joined(separator: ","))]}]"#
      return lines(try Sample.detail(more: form), isRevealed: true)
    }
    #expect(
      try shown(answer("147 lbs", day(1)), answer("138 lbs", day(3)), answer("140 lbs", day(2))).contains(
        "Weight?  138 lbs  (before: 140 lbs, before that: 147 lbs)"))
    #expect(
      try shown(answer("147 lbs", "null"), answer("138 lbs", day(3))).contains(
        "Weight?  147 lbs / 138 lbs  (the service does not say which is newest)"))
    #expect(
      try shown(answer("", day(3)), answer("147 lbs", day(1))).contains(
        "Weight?  no answer  (before: 147 lbs)"))
    let masked = lines(try Sample.detail(more: #""responses":[{"responses":[\#(answer("147 lbs", day(1)))]}]"#))
    #expect(!masked.joined().contains("147 lbs"))
  }

  /// Midnight UTC is a date, which is the same one in every zone.
  @Test(arguments: [-18_000, 0, 32_400]) func aDayStaysTheSameInEveryZone(_ offset: Int) throws {
    let payment = """
      "payments":[{"status":"PAID","amount":159.10,"paymentDate":"2026-11-03T00:00:00.000Z","dueDate":"2026-11-01"}]
      """
    let zone = Zone(local: { _ in (offset, "X") }, named: { _, _ in nil })
    #expect(
      lines(try Sample.detail(more: payment), zone: zone).contains(
        "Tue 3 Nov  19d  paid  159.10  due Sun 1 Nov"))
  }

  @Test func theHeaderTellsTheLastPaymentThatWasMade() throws {
    let due = #"{"status":"UNPAID","amount":"159.00","dueDate":"2026-12-03T00:00:00.000Z"}"#
    let paid = #"{"status":"PAID","amount":"49.00","paymentDate":"2026-11-03T00:00:00.000Z"}"#
    func header(_ payments: String...) throws -> String? {
      lines(try Sample.detail(more: #""payments":[\#(payments.joined(separator: ","))]"#)).first {
        $0.hasPrefix("Payment  ")
      }
    }
    #expect(try header(due, paid)?.hasSuffix("Payment  paid 49.00 · 3 Nov, 19 days ago") == true)
    #expect(try header(due)?.hasSuffix("Payment  not paid 159.00 due Thu 3 Dec") == true)
    #expect(try header(#"{"status":"PAID"}"#)?.hasSuffix("Payment  no due date given") == true)
    #expect(try header()?.hasSuffix("Payment  none") == true)
  }

  @Test func theHeaderTellsAVisitThatGoesOnAndOneWhoseTimeCannotBeRead() throws {
    func header(_ visits: String...) throws -> String? {
      lines(try Sample.detail(more: #""calendarEvents":[\#(visits.joined(separator: ","))]"#)).first {
        $0.hasPrefix("Visit  ")
      }
    }
    let running = #"{"startDateTime":"2026-11-22T10:37Z","endDateTime":"2026-11-22T11:07Z","status":"STARTED"}"#
    #expect(try header(running)?.hasPrefix("Visit  now, until 11:07  started (unknown value)") == true)
    let missed = #"{"startDateTime":"2026-11-24T14:00:00Z","status":"NEED_RESCHEDULE"}"#
    #expect(try header(missed)?.hasPrefix("Visit  in 2 days · Tue 24 Nov 14:00 UTC  to be rescheduled") == true)
    let odd = #"{"startDateTime":1795344120000}"#
    #expect(try header(odd)?.hasPrefix("Visit  time not readable: 1795344120000") == true)
    #expect(try header(missed, odd)?.contains("and one with an unreadable time") == true)
    #expect(try header()?.hasPrefix("Visit  none to come") == true)
    #expect(
      try lines(Sample.detail(more: #""calendarEvents":[\#(running)]"#)).contains {
        $0.contains("  5m  now, until 11:07")
      })
  }

  @Test func aPartOfAnotherTypeIsShown() throws {
    let text = lines(
      try Sample.detail(more: #""orders":[7,{"status":"SHIPPED"}],"responses":[{"responses":[{"text":138}]}]"#),
      isRevealed: true)
    #expect(text.contains("time not given  status not given  7") && text.contains("question not given  138"))
  }

  @Test func aClosedCaseSaysWhy() throws {
    let detail = try Sample.detail(
      isClosed: true, more: #""archiveReason":"COMPLETE","archiveNote":"moved abroad""#)
    #expect(lines(detail).first?.contains("CLOSED complete: moved abroad") == true)
  }

  @Test(arguments: [
    ("2026-11-24T15:00:00.000Z", "Tue 24 Nov 15:00 UTC  patient: 09:00 CST (Chicago)"),
    ("2026-11-24T02:00:00.000Z", "Tue 24 Nov 02:00 UTC  patient: Mon 23 Nov 20:00 CST (Chicago)"),
  ])
  func aVisitIsAlsoToldInItsOwnZone(_ start: String, _ words: String) throws {
    let visit = """
      "calendarEvents":[{"id":"v1","title":"Follow-up","startDateTime":"\(start)","timezone":"America/Chicago"}]
      """
    let text = lines(try Sample.detail(more: visit))
    #expect(text.contains { $0.contains(words) }, "\(text)")
  }

  @Test func anOrderDoesNotGuessItsCarrier() throws {
    let order = #""orders":[{"id":"o1","status":"SHIPPED","trackingId":"1Z77","createdAt":"2026-11-21T10:00:00.000Z"}]"#
    #expect(lines(try Sample.detail(more: order)).contains { $0 == "Parcel  1Z77 carrier not given" })
  }

  @Test func longTextIsCutIntoPiecesThatLoseNothing() {
    let text = Array(repeating: "word", count: 400).joined(separator: " ")
    let pieces = CaseLineBuilder.pieces(text)
    #expect(pieces.count > 1)
    #expect(pieces.allSatisfy { $0.count <= CaseLineBuilder.longestPiece })
    #expect(pieces.joined(separator: " ") == text)
  }
}
