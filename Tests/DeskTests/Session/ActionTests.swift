import FoundationEssentials
import Testing

@testable import Care360
@testable import Desk

struct ActionTests {
  static let actions: [Command] = [.refill, .changeBundle, .addProducts]

  func expectOff(_ driver: SessionDriver, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for command in Self.actions {
      #expect(driver.reason(command)?.contains(reason) == true, "\(command)", sourceLocation: sourceLocation)
      var pressed = driver
      pressed.press(command)
      #expect(pressed.effects.isEmpty && pressed.screen.overlays.isEmpty, sourceLocation: sourceLocation)
      #expect(pressed.screen.editor == nil, sourceLocation: sourceLocation)
      #expect(pressed.notice.contains(reason), sourceLocation: sourceLocation)
    }
  }

  @Test func theyAreOffWithoutACase() {
    expectOff(SessionDriver(), "open a case first")
  }

  @Test func theyAreOffWhileTheServiceIsAsked() {
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    expectOff(driver, "wait for the service's answer")
  }

  @Test func theyAreOffOnACaseThatIsNotConfirmed() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.lookUp(Sample.averyMail)
    #expect(driver.casePane.contains("Avery Lindqvist"))
    #expect(driver.casePane.contains("not confirmed, from 10:42"))
    expectOff(driver, "not confirmed")
  }

  @Test func theyAreOffOffline() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refresh)
    driver.found(.failure(Sample.noConnection))
    #expect(driver.header.contains("OFFLINE"))
    for command in Self.actions { #expect(driver.reason(command) != nil) }
    driver.press(.refresh)
    driver.found(.success(try Sample.detail()))
    for command in Self.actions { #expect(driver.reason(command) == nil) }
  }

  @Test func theyAreOffUntilAPhoneCallersIdentityIsChecked() throws {
    let detail = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    expectOff(driver, "check the identity first")
    driver.press(.accept)
    for command in Self.actions { #expect(driver.reason(command) == nil) }
  }

  @Test func theyAreOffWhileAChangeIsBeingSent() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    expectOff(driver, "another change is being sent")
    #expect(driver.header.contains("sending"))
  }

  @Test func theyAreOffOnAReadOnlyProfile() throws {
    let driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    expectOff(driver, "read-only")
    #expect(driver.header.contains("read-only"))
  }

  @Test func aConfirmationNamesPatientCaseAndChange() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.openBundles()
    driver.choose("premium")
    let text = driver.confirmationText
    #expect(text.contains("Avery Lindqvist"))
    #expect(text.contains("1988-04-02"))
    #expect(text.contains("ADA-TOSXM"))
    #expect(text.contains(Sample.avery))
    #expect(text.contains("Starter, 99.99 USD -> Premium, 159.00 USD"))
    #expect(driver.confirmation?.environment.text == "SANDBOX")
    #expect(driver.sent.isEmpty)
    driver.press(.confirm)
    #expect(
      driver.sent
        == [
          SentWrite(
            write: .bundle(BundleChange(try CaseID(Sample.avery), to: try BundleID("premium"))), repeating: false,
            number: 1)
        ])
  }

  @Test func onlyYesIsYes() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refill)
    driver.choose("no product")
    for command in [Command.refill, .accept, .nextField, .changeBundle, .addProducts, .find, .drafts] {
      driver.press(command)
      #expect(driver.confirmation != nil, "\(command)")
      #expect(driver.effects.isEmpty)
    }
    driver.press(.back)
    #expect(driver.screen.overlays.isEmpty)
    driver.press(.confirm)
    #expect(driver.effects.isEmpty)
  }

  @Test func thePaletteOverAConfirmationAcceptsNothing() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refill)
    driver.choose("no product")
    for name in ["refill", "bundle", "add-products", "find", "confirm"] {
      driver.press(.palette)
      driver.type(name)
      driver.press(.accept)
      #expect(driver.sent.isEmpty, "\(name)")
      while driver.picker != nil { driver.press(.back) }
      #expect(driver.confirmation != nil, "\(name)")
    }
  }

  @Test(arguments: ["gone", "secret"]) func soldOutAndHiddenBundlesTakeASecondYes(_ name: String) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.changeBundle(name)
    #expect(driver.sent.isEmpty)
    #expect(driver.confirmationText.contains("y twice"))
    driver.press(.confirm)
    #expect(driver.sent.count == 1)
  }

  @Test func theBundleThatTheCaseHasCannotBeChosen() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.openBundles()
    driver.choose("starter")
    #expect(driver.confirmation == nil)
    #expect(driver.notice.contains("already has this bundle"))
  }

  @Test func aRefillAskedForBeforeIsSaid() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link("https://example.com/x"), isRecorded: true)), write: 1)))
    driver.press(.back, .refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("Asked already at 10:42"))
    #expect(driver.confirmationText.contains("NOT FOR PATIENTS"))
  }

  @Test(arguments: [
    ("https://example.com/x", false), ("HTTP://example.com", false), ("javascript:alert(1)", true), ("x", true),
  ])
  func aLinkThatIsNoWebAddressIsSaidToBeNone(_ link: String, _ isSaid: Bool) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    let lines = driver.reading?.lines.map { $0.spans.map(\.text).joined() } ?? []
    #expect(lines.contains { $0.contains("This is not a web address") } == isSaid && driver.reading?.unwrapped == link)
  }

  /// A link of this session and the line that the record has of it are one request.
  @Test func requestsOfTheRecordAreSaidOnceEach() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    let id = try CaseID(Sample.avery)
    func asked(_ recorded: [ActivityEntry]) -> [String] {
      driver.handle(.record(.caseListed(id, .success(recorded))))
      driver.press(.refill)
      driver.choose("no product")
      defer { driver.press(.back) }
      return driver.confirmationText.split(separator: "\n").filter { $0.contains("Asked already") }.map(String.init)
    }
    func entry(_ hours: Double, _ action: WriteIntent.Action?, of caseID: CaseID? = nil) -> ActivityEntry {
      ActivityEntry(
        time: driver.now - 3600 * hours, operatorName: "robin", action: "refill link", caseID: caseID ?? id,
        outcome: "", done: action)
    }
    #expect(
      asked([entry(1, nil), entry(1, .changeBundle), entry(1, .requestRefillLink, of: try CaseID(Sample.jo))]) == [])
    #expect(asked([entry(24, .requestRefillLink)]) == [], "a day ago")
    driver.press(.refill)
    driver.choose("no product")
    let number = driver.confirmation?.number
    driver.handle(.record(.caseListed(id, .success([entry(1, .requestRefillLink)]))))
    #expect(driver.confirmationText.contains("Asked already at 09:42") && driver.confirmation?.number != number)
    driver.press(.back)
    let times = asked([entry(2, .requestRefillLink), entry(1, .requestRefillLink)])
    #expect(times.count == 2 && times.first?.contains("at 08:42;") == true && times.last?.contains("at 09:42;") == true)

    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link("https://example.com/x"), isRecorded: true)), write: 1)))
    driver.press(.back)
    #expect(asked([entry(2, .requestRefillLink)]).map { $0.contains("10:42") } == [false, true], "by its link")
    #expect(asked([entry(2, .requestRefillLink), entry(0, .requestRefillLink)]).count == 2, "by both")
  }

  @Test func aClosedCaseIsSaidInTheConfirmation() throws {
    var driver = try SessionDriver.showing(try Sample.detail(isClosed: true))
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("This case is closed; the service may refuse."))
  }

  /// Never by its place in a list: the first row may be another patient's, or closed.
  @Test func aRefillsProductIsChosenBeforehandOnlyWhereItIsOpenOnThisCase() throws {
    func product(_ id: String?, _ status: String, _ name: String) -> String {
      let idText = id.map { #""id":"\#($0)","# } ?? ""
      return #"{"status":"\#(status)","organizationProduct":{\#(idText)"name":"\#(name)"}}"#
    }
    func chosen(_ products: String...) throws -> String? {
      var driver = try SessionDriver.showing(try Sample.detail())
      let list = #""caseProducts":[\#(products.joined(separator: ","))]"#
      try driver.open(
        try Sample.detail(
          Sample.jo, shortID: "ADA-QF2RM", first: "Jo", last: "Park", email: Sample.joMail, phone: "+12025550143",
          products: nil, more: list))
      driver.press(.refill)
      return driver.picker?.selectedID
    }
    #expect(try chosen(product(nil, "OPEN", "SecondPatientDrug")) == "none")
    let closed = product(Sample.tirzepatide, "CLOSE", "Closed One")
    #expect(try chosen(closed) == "none" && chosen() == "none")
    #expect(try chosen(closed, product(Sample.semaglutide, "OPEN", "Open Two")) == Sample.semaglutide)
    var driver = try SessionDriver.showing(try Sample.detail(products: nil, more: #""caseProducts":[\#(closed)]"#))
    driver.press(.refill)
    let row = driver.picker?.rows.first { $0.id == Sample.tirzepatide }?.spans.map(\.text).joined()
    #expect(row == "Closed One  on this case, closed")
  }

  @Test func theCopyMenuHasTheNewestOrdersNumber() throws {
    let orders = """
      "orders":[{"trackingId":"NEWEST-222","createdAt":"2026-11-20T10:00:00Z"},
        {"trackingId":"OLDEST-111","createdAt":"2026-10-01T10:00:00Z"}]
      """
    var driver = try SessionDriver.showing(try Sample.detail(more: orders))
    driver.press(.copyMenu)
    let row = driver.picker?.rows.first { $0.id == "tracking number" }
    #expect(row?.spans.map(\.text).joined() == "tracking number  NEWEST-222")
  }

  @Test func aBundleWithoutAUsableIDIsListedAndNotChosen() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    driver.found(.success(try Sample.detail()))
    let odd = [Care360.Bundle(try JSONValue(parsing: .init(#"{"id":null,"name":"Odd"}"#.utf8)))]
    driver.handle(.patient(.bundlesArrived(.success(try Sample.bundles() + odd), generation: driver.generation)))

    let row = driver.picker?.rows.first { $0.spans.first?.text == "Odd" }
    #expect(row?.disabledReason == "The service gave no usable id for it.", "\(driver.confirmationText)")
  }

  @Test func foundByPhoneIsSaidInTheConfirmation() throws {
    let detail = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    driver.press(.accept, .refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("found by phone"))
  }

  @Test func aConfirmationActsOnTheCaseItNames() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refill)
    driver.choose("no product")
    driver.press(.confirm)
    #expect(driver.sent == [try Sample.refill(repeating: false, number: 1)])
  }

  @Test func aConfirmationOfACaseNoLongerConfirmedSendsNothing() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refresh)
    driver.press(.refill)
    driver.choose("no product")
    driver.found(.failure(Sample.serverFault))
    #expect(driver.confirmation != nil)
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    #expect(driver.notice.contains("not confirmed"))
  }

  @Test func noBundleIsChosenBeforeTheCaseWasReadAgain() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    #expect(driver.effects.contains(.read(.fetchCase(.id(try CaseID(Sample.avery)), generation: driver.generation))))
    driver.handle(.patient(.bundlesArrived(.success(try Sample.bundles()), generation: driver.generation)))
    #expect(driver.picker?.rows.isEmpty == true)
    driver.type("premium")
    driver.press(.accept)
    #expect(driver.confirmation == nil)
  }

  @Test func aTypedBundleIDIsTakenWhereTheListDidNotCome() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    driver.found(.success(try Sample.detail()))
    driver.handle(.patient(.bundlesArrived(.failure(Sample.serverFault), generation: driver.generation)))
    driver.choose("a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6")
    #expect(driver.confirmationText.contains("price and availability are not known"))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty, "nobody knows whether it is sold out: it takes a second y")
    driver.press(.confirm)
    #expect(driver.sent.count == 1)
  }

  @Test func noTypedBundleIDIsChosenBeforeTheListEnded() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    driver.found(.success(try Sample.detail()))
    driver.choose("a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6")
    #expect(driver.confirmation == nil)
    #expect(driver.picker?.filter.text == "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6", "what was typed stays")
  }

  @Test func aListThatArrivesIsPreferredToWhatWasTypedSoFar() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    driver.type("premium")
    driver.found(.success(try Sample.detail()))
    driver.handle(.patient(.bundlesArrived(.success(try Sample.bundles()), generation: driver.generation)))
    #expect(driver.picker?.selectedID != "typed")
  }
}
