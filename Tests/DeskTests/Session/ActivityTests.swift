import Foundation
import Testing

@testable import Care360
@testable import Desk

struct ActivityTests {
  @Test func theRecordIsReadAndShownNewestFirst() throws {
    var driver = SessionDriver.withStore()
    driver.press(.activity)
    #expect(
      driver.effects == [.record(.list), .record(.disclosed(.recordRead, nil))]
        && driver.reading?.title == "My activity")
    let id = try CaseID(Sample.avery)
    driver.handle(
      .record(
        .listed(
          .success([
            ActivityEntry(
              time: driver.now - 7200, operatorName: "robin", action: "viewed the case", caseID: id, outcome: ""),
            ActivityEntry(
              time: driver.now, operatorName: "robin", action: "asked for a refill link", caseID: id, outcome: "done",
              purpose: "payment"),
          ]))))
    let lines = driver.reading?.lines.map { $0.spans.map(\.text).joined() } ?? []
    #expect(
      lines == [
        "22 Nov 10:42  asked for a refill link  done  robin  for payment  \(Sample.avery)",
        "22 Nov 08:42  viewed the case  robin  \(Sample.avery)",
      ])
  }

  @Test func casesProductsAndBundlesThatAreKnownHereHaveTheirNames() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail(bundle: Sample.jo))
    try driver.open(try Sample.joDetail())
    func lines(_ entry: ActivityEntry) -> [String] {
      driver.press(.activity)
      driver.handle(.record(.listed(.success([entry]))))
      defer { driver.press(.back) }
      return driver.reading?.lines.map { $0.spans.map(\.text).joined() } ?? []
    }
    func entry(_ action: String, _ id: String, _ products: [String] = [], bundle: String? = nil) throws -> ActivityEntry
    {
      ActivityEntry(
        time: driver.now, operatorName: "robin", action: action, caseID: try CaseID(id), outcome: "done",
        productIDs: try products.map { try ProductID($0) }, bundleID: try bundle.map { try BundleID($0) })
    }
    #expect(
      lines(try entry("refill link", Sample.avery, [Sample.tirzepatide])) == [
        "22 Nov 10:42  refill link  Tirzepatide  done  robin  ADA-TOSXM"
      ])
    #expect(
      lines(try entry("bundle change", Sample.jo, bundle: Sample.jo)) == [
        "22 Nov 10:42  bundle change  \(Sample.jo.capitalized)  done  robin  ADA-QF2RM"
      ])
    let unknown = "0f6d8a31-7be2-4d0c-9a54-c21e83b7f000"
    #expect(
      lines(try entry("bundle change", Sample.averyOlder, bundle: unknown)) == [
        "22 Nov 10:42  bundle change  \(unknown)  done  robin  \(Sample.averyOlder)"
      ])
    #expect(
      lines(try entry("add products", Sample.avery, [unknown])) == [
        "22 Nov 10:42  add products  \(unknown)  done  robin  ADA-TOSXM"
      ])
  }

  @Test func aListThatComesTooLateOpensNothing() {
    var driver = SessionDriver.withStore()
    driver.press(.activity, .back)
    driver.handle(.record(.listed(.success([]))))
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func aRecordThatCannotBeReadIsSaid() {
    var driver = SessionDriver.withStore()
    driver.press(.activity)
    driver.handle(.record(.listed(.failure(JournalProblem("The record cannot be read.")))))
    #expect(driver.reading?.lines.first?.spans.first?.text == "The record cannot be read.")
  }

  @Test func theCaseHasWhatWasDoneWithItNewestFirst() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    #expect(driver.activitySection == ["my activity: reading the record …"])
    let id = try CaseID(Sample.avery)
    func entry(_ minutes: Double, _ action: String) -> ActivityEntry {
      ActivityEntry(
        time: driver.now - 60 * minutes, operatorName: "robin", action: action, caseID: id, outcome: "done")
    }
    driver.handle(.record(.caseListed(try CaseID(Sample.jo), .success([entry(1, "of another case")]))))
    #expect(driver.activitySection == ["my activity: reading the record …"])
    driver.handle(
      .record(.caseListed(id, .success([entry(30, "looked at the case"), entry(2, "changed the bundle")]))))
    #expect(
      driver.activitySection == [
        "Sun 22 Nov 10:40  2m  mine  changed the bundle  done  robin",
        "Sun 22 Nov 10:12  30m  mine  looked at the case  done  robin",
      ])
    driver.handle(.record(.caseListed(id, .success((0..<60).map { entry(Double(60 - $0), "number \($0)") }))))
    #expect(driver.activitySection.count == TimelineView.fewest)
    #expect(driver.activitySection.first?.contains("number 59") == true)
    driver.press(.timeline)
    driver.choose("my activity")
    #expect(driver.activitySection.count == 50, "the list of all is a command of its own")
    driver.handle(.record(.caseListed(id, .failure(JournalProblem("The record cannot be read.")))))
    #expect(driver.activitySection == ["my activity: The record cannot be read."])
    // A fresh read of the case keeps it.
    driver.press(.refresh)
    driver.found(.success(try Sample.detail()))
    #expect(driver.activitySection.last == "my activity: The record cannot be read.")
  }

  @Test func whatEndedIsListedAnewWithTheCaseItIsOf() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    let id = try CaseID(Sample.avery)
    driver.handle(.record(.settled(.success("write"))))
    #expect(driver.effects.contains(.record(.listOfCase(id))))
  }

  @Test func whatWaitsToBeSentToTheSiteIsSaidInTheHeader() throws {
    var driver = SessionDriver.withStore()
    func notices() -> [String] { driver.screen.header.notices.map(\.text) }
    #expect(!notices().contains { $0.contains("not sent") })
    driver.handle(.record(.unsent(UnsentRecords(count: 12, since: driver.now.addingTimeInterval(-60)))))
    #expect(notices().contains { $0.hasPrefix("12 records not sent since ") }, "\(notices())")
    driver.handle(.record(.unsent(UnsentRecords(count: 1, since: driver.now))))
    #expect(notices().contains { $0.hasPrefix("1 record not sent since ") })
    driver.handle(.record(.unsent(nil)))
    #expect(!notices().contains { $0.contains("not sent") })
  }

  /// Only where the record has a hash for it.
  @Test(arguments: [true, false]) func whatWasLookedUpGoesToTheRecordWithTheView(_ isNamed: Bool) throws {
    let detail = try Sample.detail()
    var driver = try SessionDriver.showing(detail) { $0.recordsSearches = isNamed }
    let email = LookupIdentifier.email(try EmailAddress(try #require(detail.submitter.email)))
    #expect(driver.effects.contains(.record(.view(detail.id, searched: isNamed ? email : nil))))
    driver.lookUp("nobody@example.com")
    driver.latest(.failure(.notFound(httpStatus: 404)))
    let nobody = RecordEffect.nobodyFound(.email(try EmailAddress("nobody@example.com")))
    #expect(driver.effects.contains(.record(nobody)) == isNamed)
  }

  @Test func readsCarryABannerWhileNothingCanBeRecorded() throws {
    var driver = SessionDriver.withStore()
    driver.handle(.record(.unavailable("The disk is full.")))
    #expect(driver.banners.contains("not being recorded") && driver.banners.contains("The disk is full."))
    try driver.open(try Sample.detail())
    driver.press(.nextSection)
    #expect(driver.banners.contains("not being recorded"))
    driver.handle(.record(.unavailable(nil)))
    #expect(!driver.banners.contains("not being recorded"))
  }
}

extension SessionDriver {
  /// The lines of "My activity" as they are drawn, its title first.
  fileprivate var activitySection: [String] {
    screen.casePane.lines
      .filter { $0.id.hasPrefix("timeline.own.") || ["timeline.wait", "timeline.problem"].contains($0.id) }
      .map { $0.spans.map(\.text).joined() }
  }
}
