import Foundation
import Testing

@testable import Care360
@testable import Desk

/// What is told of changes without a known outcome, and what is kept of what was typed for them.
struct UnsettledHistoryTests {
  let link = "https://example.com/check-in/abcdefgh"

  @Test(arguments: [Command.focusLookupPane, .focusCasePane, .addProducts])
  func aLinkComesUpWhereverItWasAskedFor(_ pane: Command) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(pane)
    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    #expect(driver.reading?.unwrapped == link)
  }

  @Test(arguments: [Command.focusLookupPane, .focusCasePane, .addProducts])
  func aRepeatIsAskedForWhereverItWasAskedFor(_ pane: Command) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(pane)
    driver.requestRefill()
    let earlier = try Sample.intent("a", .requestRefillLink, at: driver.now)
    driver.handle(.writes(.ended(.failure(.failed(.unsettledSameWrite([earlier]))), write: 1)))
    #expect(driver.confirmation?.title == "Send again: refill link")
  }

  @Test func whatIsNotSettledStandsBeforeDraftsAndLinks() throws {
    var driver = try SessionDriver.typing("How tall")
    driver.press(.back, .back)
    driver.requestRefill()
    #expect(driver.notice == "Asking for the link for ADA-TOSXM …")
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    let words = driver.reading?.lines.first?.spans.map(\.text).joined() ?? ""
    #expect(words.hasPrefix("Avery Lindqvist  ADA-TOSXM"), "\(words)")
    driver.press(.back)
    driver.handle(
      .record(.unsettledListed(.success([try Sample.intent("a", .changeBundle, bundle: "gone", at: driver.now)]))))
    driver.press(.drafts)
    let kinds = driver.picker?.rows.map { $0.id.split(separator: ".").first.map(String.init) ?? "" }
    #expect(kinds == ["earlier", "draft", "link"])
    #expect(driver.picker?.rows.first?.spans.last?.text == "bundle change, Avery Lindqvist ADA-TOSXM")
  }

  @Test func aLinkComesWithTheProductItIsFor() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refill)
    driver.choose("product")
    driver.press(.confirm)
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    #expect(driver.reading?.lines.first?.spans.map(\.text).joined().contains("ADA-TOSXM  ") == true)
    let product = try #require(driver.reading?.lines.first?.spans.last?.text.drop { $0 == " " })
    driver.press(.back, .drafts)
    #expect(driver.picker?.rows.last?.spans.map(\.text).joined() == "link Avery Lindqvist ADA-TOSXM  \(product)")
    driver.press(.accept)
    #expect(driver.reading?.lines.first?.spans.last?.text.contains(product) == true, "also later")
  }

  @Test func theStartSaysInWordsWhatIsNotSettled() throws {
    let intent = try Sample.intent("a", .changeBundle, bundle: "gone", at: SessionDriver().now)
    var driver = SessionDriver.withStore(
      StoreContents(recents: [Sample.recent(try Sample.detail(), seenAt: SessionDriver().now)]))
    driver.handle(.record(.unsettledListed(.success([intent]))))
    #expect(
      driver.casePane.contains(
        "Outcome not known: bundle change, Avery Lindqvist ADA-TOSXM, sent 10:42\nF3 settles it."))
    let more = try (0..<5).map { try Sample.intent("\($0)", .changeBundle, bundle: "b\($0)", at: driver.now) }
    driver.handle(.record(.unsettledListed(.success(more))))
    #expect(driver.casePane.contains("and 2 more: F3 settles them."))
    try driver.open(try Sample.joDetail())
    #expect(!driver.casePane.contains("Outcome not known"))
  }

  @Test func whatTheQuestionTellsIsConsentedToByItsYes() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    func list(_ count: Int) throws {
      let intents = try (0..<count).map { index in
        try Sample.intent(
          "id\(index)", .requestRefillLink, at: driver.now.addingTimeInterval(Double(-60 * (index + 1))))
      }
      driver.handle(.record(.unsettledListed(.success(intents))))
    }
    func order() -> WriteOrder? {
      driver.effects.lazy.compactMap { if case .write(.send(let order)) = $0 { order } else { nil } }.first
    }
    try list(2)
    driver.requestRefill()
    #expect(order()?.consent == .shown(["id0", "id1"]))
    driver.handle(.writes(.ended(.failure(Sample.noConnection), write: 1)))
    driver.press(.refresh)
    driver.found(.success(try Sample.detail()))

    // More than are told: the journal has to keep it back.
    try list(6)
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmation?.title == "Refill link")
    // One that is listed while the question stands is another question.
    try list(1)
    #expect(driver.confirmation?.title == "Send again: refill link")
    #expect(driver.confirmationText.contains("Sending it again may do it twice."))
    driver.press(.confirm)
    #expect(order()?.consent == .shown(["id0"]))
  }

  @Test func theFirstConfirmationTellsWhatIsNotKnown() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.now += 600
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("Already sent 10:42 by robin: outcome not known."))
    #expect(driver.confirmationText.contains("may create a new form"))
    let own = try Sample.intent("own", .requestRefillLink, at: driver.now.addingTimeInterval(-600))
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(.failed(.unsettledSameWrite([own]))), write: 2)))
    #expect(driver.confirmation?.title == "Send again: refill link")
    #expect(driver.confirmationText.components(separatedBy: "Already sent").count == 2, "said once")
  }

  @Test func whatEarlierRunsLeftIsToldForItsOwnChangeOnly() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(
      .record(
        .unsettledListed(
          .success([
            try Sample.intent("a", .changeBundle, bundle: "premium", at: driver.now.addingTimeInterval(-3600)),
            try Sample.intent("b", .changeBundle, bundle: "gone", at: driver.now.addingTimeInterval(-7200)),
            try Sample.intent("c", .changeBundle, Sample.jo, bundle: "premium", at: driver.now),
          ]))))
    try driver.openBundles()
    driver.choose("premium")
    #expect(driver.confirmationText.contains("Already sent 09:42 by robin: outcome not known."))
    #expect(driver.confirmationText.components(separatedBy: "Already sent").count == 2)
  }

  /// Other sessions and the command line settle writes too.
  @Test func theListIsReadAnewWhileItIsOpen() throws {
    var driver = SessionDriver.withStore()
    let intent = try Sample.intent("earlier", .requestRefillLink, at: driver.now)
    driver.handle(.record(.unsettledListed(.success([intent]))))
    driver.press(.drafts)
    #expect(driver.effects.contains(.record(.listUnsettled)) && driver.picker?.rows.count == 1)
    driver.handle(.record(.unsettledListed(.success([]))))
    #expect(driver.picker?.rows.isEmpty == true && !driver.header.contains("unsettled"))
    driver.handle(.record(.settled(.failure(JournalProblem("It knows no unsettled write.")))))
    #expect(driver.effects == [.record(.listUnsettled)])
  }

  @Test func aLiveCaseThatShowsAnEarlierRunsChangeSettlesItAndOneThatDoesNotIsALook() throws {
    var driver = SessionDriver()
    driver.handle(
      .record(
        .unsettledListed(
          .success([
            try Sample.intent("shown", .changeBundle, bundle: "premium", at: driver.now.addingTimeInterval(-3600)),
            try Sample.intent("not-shown", .changeBundle, bundle: "gone", at: driver.now.addingTimeInterval(-3600)),
            try Sample.intent("link", .requestRefillLink, at: driver.now.addingTimeInterval(-3600)),
            try Sample.intent("other", .changeBundle, Sample.jo, bundle: "premium", at: driver.now),
          ]))))
    driver.press(.drafts)
    driver.choose("not-shown")
    #expect(driver.picker?.note?.text.contains("Not checked since.") == true)
    driver.press(.back)
    try driver.open(try Sample.detail(bundle: "premium"))
    #expect(
      driver.effects.filter { if case .record(.settleAsSeen) = $0 { true } else { false } } == [
        .record(.settleAsSeen("shown"))
      ])
    #expect(driver.screen.notice?.text == "The bundle change from an earlier session was done; the case shows it.")
    driver.press(.drafts)
    driver.choose("not-shown")
    #expect(driver.picker?.note?.text.contains("Not visible when checked at 10:42.") == true)
  }

  @Test func productsThatMayBeOnTheirWayAreTold() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    let earlier = WriteIntent(
      id: "x", time: driver.now.addingTimeInterval(-3600), operatorName: "kim", profile: "sandbox",
      action: .addProducts, caseID: try CaseID(Sample.avery), productIDs: [try ProductID(Sample.tirzepatide)])
    driver.handle(.record(.unsettledListed(.success([earlier]))))
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.press(.review, .review)
    #expect(driver.confirmationText.contains("Already sent 09:42 by kim: outcome not known."))
  }

  /// Where it can be settled.
  @Test func aWriteOfAnotherProfileIsToldWithItsProfile() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    let earlier = WriteIntent(
      id: "x", time: driver.now.addingTimeInterval(-3600), operatorName: "kim", profile: "clinic",
      action: .addProducts, caseID: try CaseID(Sample.avery), productIDs: [try ProductID(Sample.tirzepatide)])
    driver.handle(.record(.unsettledListed(.success([earlier]))))
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.press(.review, .review)
    #expect(driver.confirmationText.contains("Already sent 09:42 by kim in profile clinic: outcome not known."))
  }

  @Test func aListedChangeSaysItsStateFirstAndItsSettlingTellsEveryLook() throws {
    let before = try Sample.detail()
    var driver = try SessionDriver.showing(before)
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.now += 60
    driver.reread(.success(before), write: 1, attempt: 0)
    driver.now += 60
    driver.reread(.failure(Sample.serverFault), write: 1, attempt: 1)
    driver.now += 60
    driver.reread(.success(before), write: 1, attempt: 2)
    driver.press(.drafts)
    let row = try #require(driver.picker?.rows.first)
    #expect(
      row.spans.map(\.text).joined()
        == "outcome not known  bundle change, Avery Lindqvist ADA-TOSXM  checked 3 times, last 10:45: not visible")
    #expect(row.trailing?.text == "sent 10:42")
    driver.press(.accept)
    #expect(driver.picker?.title.contains("bundle change, Avery Lindqvist ADA-TOSXM") == true)
    #expect(
      driver.picker?.note?.text.hasPrefix(
        "Sent at 10:42; the service gave no clear answer. Checked 10:43: not visible. Checked 10:44: no answer. Checked 10:45: not visible."
      )
        == true)
  }

  // MARK: What was typed

  @Test func aTypedBundleIDIsThereAgainUntilAChangeSucceeded() throws {
    let typed = "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6"
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.changeBundle(typed)
    driver.handle(.writes(.ended(.failure(.invalid(.request, httpStatus: 400)), write: 1)))
    try driver.openBundles()
    #expect(driver.picker?.filter.text == typed)
    #expect(driver.picker?.selectedID == "typed")
    driver.type("premium")
    #expect(driver.picker?.filter.text == "premium", "typing replaces it")
    driver.press(.back)
    try driver.openBundles()
    #expect(driver.picker?.filter.text == "premium")
    driver.press(.accept, .confirm)
    driver.handle(
      .writes(
        .ended(
          .success(
            Written(value: .bundle(BundleReference(id: try BundleID("premium"), name: "Premium")), isRecorded: true)),
          write: 2)))
    try driver.openBundles()
    #expect(driver.picker?.filter.text == "")
  }

  @Test func aTypedProductIDIsThereAgainForItsOwnCaseOnly() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refill)
    driver.choose(Sample.tirzepatide)
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(.invalid(.request, httpStatus: 400)), write: 1)))
    driver.press(.refill)
    #expect(driver.picker?.filter.text == Sample.tirzepatide)
    driver.press(.back)
    try driver.open(try Sample.joDetail())
    driver.press(.refill)
    #expect(driver.picker?.filter.text == "")
  }

  @Test func aBundleThatIsSoldOutAndHiddenIsSaidToBeBoth() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.openBundles()
    let text = #"{"id":"both","name":"Both","price":"1.00","isSoldOut":true,"isVisible":false}"#
    let both = try #require(Care360.Bundle(try JSONValue(parsing: Data(text.utf8))))
    driver.handle(.patient(.bundlesArrived(.success([both]), generation: driver.generation)))
    driver.choose("both")
    #expect(driver.confirmationText.contains("This bundle is SOLD OUT and hidden from patients."))
  }

  @Test func anEmptyFormIsNoDraft() throws {
    for start in [try SessionDriver.showing(try Sample.detail()), try withStore()] {
      var driver = start
      driver.press(.addProducts)
      #expect(driver.screen.editor != nil)
      #expect(!driver.header.contains("draft"))
      driver.press(.back, .addProducts, .back, .drafts)
      #expect(driver.picker?.rows.contains { $0.id.hasPrefix("draft") } == false)
      driver.press(.back, .addProducts, .accept)
      driver.choose(Sample.tirzepatide)
      #expect(driver.header.contains("1 draft"))
    }
  }

  private func withStore() throws -> SessionDriver {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    return driver
  }
}
