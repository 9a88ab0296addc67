import Foundation
import Testing

@testable import Care360
@testable import Desk

struct TimelineTests {
  private static func day(_ number: Int, _ hour: Int = 9) -> String { #""2026-11-\#(number + 10)T0\#(hour):00:00Z""# }

  private static let day = """
    "orders":[{"id":"o1","status":"SHIPPED","trackingId":"1Z77","createdAt":\(day(3))}],
    "payments":[{"id":"p1","status":"PAID","amount":"49.00","paymentDate":\(day(2))},
      {"id":"p2","status":"UNPAID","amount":159,"dueDate":\(day(9))}],
    "comments":[{"id":"c1","text":"Hello","isRestricted":true,"createdAt":\(day(5)),"author":{"firstName":"Tomás"}}],
    "calendarEvents":[{"id":"v1","title":"Follow-up","startDateTime":\(day(8))}],
    "decisions":[{"id":"d1","isApproved":true,"createdAt":\(day(1)),"addedBy":{"firstName":"Helen"}}],
    "attachments":[{"id":"f1","fileName":"spot.jpg","createdAt":\(day(4))},{"id":"f2","fileName":"no time.pdf"}],
    "activity":[{"id":"h1","type":"CREATE_CASE","timestamp":\(day(0)),"isPHI":false,"valueAfter":"ADA-1"},
      {"id":"h2","type":"ADD_CASE_DECISION","timestamp":\(day(1)),"valueAfter":"Approved"},
      {"id":"h3","type":"ADD_CASE_DECISION","timestamp":\(day(6)),"valueAfter":"Another"},
      {"id":"h4","type":"ORDER_TRACKING_ADDED","timestamp":\(day(3)),"isPHI":false,"valueAfter":"1Z77"},
      {"id":"h5","type":"ALIENS_LANDED","timestamp":\(day(7))}]
    """

  private func ids(_ driver: SessionDriver) -> [String] {
    driver.screen.casePane.lines.map(\.id).filter { $0.hasPrefix("timeline.") && $0 != "timeline.gap" }
      .map { String($0.dropFirst("timeline.".count)) }
  }

  private func text(_ driver: SessionDriver, _ id: String) -> String? {
    driver.screen.casePane.lines.first { $0.id == id }?.spans.map(\.text).joined()
  }

  @Test func `All that happened stands in one list, the newest first`() throws {
    let driver = try SessionDriver.showing(try Sample.detail(more: Self.day))
    #expect(
      ids(driver).filter { $0 != "wait" } == [
        "payment.p2", "visit.v1", "history.h5", "history.h3", "message.c1", "file.f1", "order.o1", "history.h4",
        "payment.p1", "decision.d1", "history.h1", "file.f2",
      ], "of the history, the decision of that minute is told by the decision itself")
    #expect(text(driver, "timeline.history.h5")?.hasSuffix("aliens landed (unknown value)") == true)
    #expect(text(driver, "timeline.message.c1")?.contains("Tomás  INTERNAL  ••••••") == true)
    #expect(text(driver, "timeline.file.f2") == "time not given  file  no time.pdf")
    #expect(text(driver, "timeline.payment.p2")?.hasSuffix("payment  159.00  not paid") == true)
  }

  @Test func `One kind is shown alone, and everything again`() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.day))
    driver.press(.timeline)
    #expect(driver.picker?.rows.first { $0.id == "file" }?.trailing?.text == "2")
    driver.choose("files")
    #expect(ids(driver).filter { $0 != "wait" } == ["file.f1", "file.f2"])
    #expect(text(driver, "timeline") == "Timeline: files · 2 of 12")
    #expect(driver.screen.casePane.selectedID == "timeline" && driver.screen.casePane.leap?.place == .top)
    driver.press(.timeline)
    driver.choose("everything")
    #expect(ids(driver).count == 13)
  }

  @Test func `Old entries are shown when they are asked for`() throws {
    let files = (0..<70).map {
      #"{"id":"f\#($0)","fileName":"\#($0).jpg","createdAt":"2026-10-01T10:00:0\#($0 % 10)Z"}"#
    }
    var driver = try SessionDriver.showing(
      try Sample.detail(more: #""attachments":[\#(files.joined(separator: ","))]"#))
    #expect(ids(driver).filter { $0.hasPrefix("file") }.count == TimelineView.fewest)
    #expect(text(driver, "timeline") == "Timeline · 20 of 70")
    #expect(text(driver, CaseSections.earlierID) == "50 earlier: Enter shows them")
    driver.select(CaseSections.earlierID)
    driver.press(.accept)
    let all = ids(driver).filter { $0.hasPrefix("file") }
    #expect(all.count == 70)
    #expect(driver.screen.casePane.selectedID == "timeline." + all[TimelineView.fewest], "it goes on where it stopped")
  }

  @Test func `Facts and events share out all lines, each once`() throws {
    let driver = try SessionDriver.showing(try Sample.detail(more: Self.day))
    let pane = driver.screen.casePane
    let shared = pane.columns.flatMap { $0 }.filter { $0.kind != .blank }.map(\.id)
    #expect(shared.sorted() == pane.lines.filter { $0.kind != .blank }.map(\.id).sorted())
    #expect(pane.columns[0].first?.id == "patient" && pane.columns[1].first?.id == "timeline")
    #expect(pane.columns[0].contains { $0.id == "case.id" } && pane.columns[0].contains { $0.id == "decisions" })
  }
}
