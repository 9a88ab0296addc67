import Foundation
import Testing

@testable import Care360
@testable import Desk

struct ActivityTests {
  @Test func theRecordIsReadAndShownNewestFirst() throws {
    var driver = SessionDriver.withStore()
    driver.press(.activity)
    #expect(driver.effects == [.listActivity] && driver.reading?.title == "My activity")
    let id = try CaseID(Sample.avery)
    driver.handle(
      .activityListed(
        .success([
          ActivityEntry(
            time: driver.now - 7200, operatorName: "robin", action: "viewed the case", caseID: id, outcome: ""),
          ActivityEntry(
            time: driver.now, operatorName: "robin", action: "asked for a refill link", caseID: id, outcome: "done"),
        ])))
    let lines = driver.reading?.lines.map { $0.spans.map(\.text).joined() } ?? []
    #expect(
      lines == [
        "22 Nov 10:42  asked for a refill link  done  \(Sample.avery)  robin",
        "22 Nov 08:42  viewed the case  \(Sample.avery)  robin",
      ])
  }

  @Test func aListThatComesTooLateOpensNothing() {
    var driver = SessionDriver.withStore()
    driver.press(.activity, .back)
    driver.handle(.activityListed(.success([])))
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func aRecordThatCannotBeReadIsSaid() {
    var driver = SessionDriver.withStore()
    driver.press(.activity)
    driver.handle(.activityListed(.failure(JournalProblem("The record cannot be read."))))
    #expect(driver.reading?.lines.first?.spans.first?.text == "The record cannot be read.")
  }

  @Test func readsCarryABannerWhileNothingCanBeRecorded() throws {
    var driver = SessionDriver.withStore()
    driver.handle(.activityUnavailable("The disk is full."))
    #expect(driver.banners.contains("not being recorded") && driver.banners.contains("The disk is full."))
    try driver.open(try Sample.detail())
    driver.press(.nextSection)
    #expect(driver.banners.contains("not being recorded"))
    driver.handle(.activityUnavailable(nil))
    #expect(!driver.banners.contains("not being recorded"))
  }
}
