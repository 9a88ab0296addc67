import Foundation
import Testing

@testable import Care360
@testable import Desk

struct CaseSectionsTests {
  func lines(_ detail: Case, isRevealed: Bool = false) -> [String] {
    let time = TimeText(zone: testZone, now: Date(timeIntervalSince1970: 1_795_344_120))
    let sections = CaseSections(detail, time: time, mask: "••••••", isRevealed: { _ in isRevealed }).lines()
    let summary = CaseSummary(detail: detail, time: time, isRevealed: { _ in isRevealed }).lines()
    return (summary + sections.map(\.line)).map { $0.spans.map(\.text).joined() }
  }

  static let sections = ["Products", "Decisions", "Orders", "Payments", "Forms and answers", "Messages", "Attachments"]

  @Test func whatTheServiceDidNotSendIsNotCalledNone() throws {
    let text = lines(try Sample.detail(products: nil))
    for section in Self.sections {
      let index = try #require(text.firstIndex(of: section), "\(section)")
      #expect(text[index + 1] == "the service did not say", "\(section)")
    }
    #expect(text.contains { $0.contains("Order the service did not say") })
    #expect(text.contains("Last message the service did not say"))
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
    #expect(hidden.contains("How much do you weigh?"))
    #expect(!hidden.contains { $0.contains("138 lbs") })
    #expect(!hidden.contains { $0.contains("less") })
    let shown = lines(detail, isRevealed: true)
    #expect(shown.contains { $0.contains("138 lbs") })
    #expect(shown.contains("<b>less</b>"), "markup is text")
  }

  @Test func decisionsAndMedicinesAreMasked() throws {
    let decisions = """
      "decisions":[{"id":"d1","isApproved":true,"decisionText":"Start low",
        "medInfo":[{"medicine":"Semaglutide 0.25 mg","dosage":"weekly","refillCount":2}]}]
      """
    let detail = try Sample.detail(more: decisions)
    #expect(!lines(detail).contains { $0.contains("Start low") || $0.contains("0.25 mg") || $0.contains("approved") })
    let shown = lines(detail, isRevealed: true)
    #expect(shown.contains { $0.contains("Semaglutide 0.25 mg · weekly · 2 refills") })
  }

  @Test func aClosedCaseSaysWhy() throws {
    let detail = try Sample.detail(
      isClosed: true, more: #""archiveReason":"COMPLETE","archiveNote":"moved abroad""#)
    #expect(lines(detail).first?.contains("CLOSED COMPLETE: moved abroad") == true)
  }

  @Test func aVisitIsAlsoToldInItsOwnZone() throws {
    let visit = """
      "calendarEvents":[{"id":"v1","title":"Follow-up","startDateTime":"2026-11-24T15:00:00.000Z",
        "timezone":"America/Chicago"}]
      """
    let text = lines(try Sample.detail(more: visit))
    #expect(text.contains { $0.contains("24 Nov 15:00 UTC (24 Nov 09:00 CST, America/Chicago)") })
  }

  @Test func anOrderDoesNotGuessItsCarrier() throws {
    let order = #""orders":[{"id":"o1","status":"SHIPPED","trackingId":"1Z77","createdAt":"2026-11-21T10:00:00.000Z"}]"#
    #expect(lines(try Sample.detail(more: order)).contains { $0.contains("SHIPPED  1Z77 (carrier not given)") })
  }

  @Test func longTextIsCutIntoPiecesThatLoseNothing() {
    let text = Array(repeating: "word", count: 400).joined(separator: " ")
    let pieces = CaseLineBuilder.pieces(text)
    #expect(pieces.count > 1)
    #expect(pieces.allSatisfy { $0.count <= CaseLineBuilder.longestPiece })
    #expect(pieces.joined(separator: " ") == text)
  }
}
