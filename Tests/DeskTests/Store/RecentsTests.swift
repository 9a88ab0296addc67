import Foundation
import Testing

@testable import Care360
@testable import Desk

struct RecentsTests {
  func contents(_ driver: SessionDriver) throws -> StoreContents {
    StoreContents(recents: [
      Sample.recent(
        try Sample.detail(), seenAt: driver.now - 7200, [.email(try EmailAddress(Sample.averyMail))]),
      Sample.recent(try Sample.joDetail(), seenAt: driver.now - 120),
    ])
  }

  func cached(_ driver: SessionDriver) -> [RecentCase] {
    driver.effects.compactMap { if case .store(.cacheCase(let recent, _)) = $0 { recent } else { nil } }
  }

  func opened() throws -> SessionDriver {
    SessionDriver.withStore(try contents(SessionDriver()))
  }

  /// A text typed on any keyboard finds a name written in any way.
  @Test(arguments: [
    "jose", "garcia", "o'neil", "ONEIL jose", "(555) 014-2", "+1 555 014 2877", "555.014.2877", "0142877",
  ])
  func recentsAreFoundAsAnyKeyboardTypesThem(_ typed: String) throws {
    var driver = SessionDriver.withStore(
      StoreContents(recents: [
        Sample.recent(
          try Sample.detail(first: "José", last: "O’Neil García", phone: "(555) 014-2877"), seenAt: .distantPast),
        Sample.recent(try Sample.joDetail(), seenAt: .distantPast),
      ]))
    driver.type(typed)
    #expect(driver.screen.lookup.rows.map(\.id) == [Sample.avery], "\(typed)")
  }

  @Test func theyAreListedAtOnceNewestFirstWithTheirAge() throws {
    let rows = try opened().screen.lookup.rows
    #expect(rows.map { $0.spans[0].text } == ["ADA-QF2RM ", "ADA-TOSXM "])
    #expect(rows.map { $0.trailing?.text } == ["2m", "2h"])
  }

  @Test func theAgeOfAnotherDayNamesTheDay() throws {
    let seen = SessionDriver().now - 2 * 86_400
    var driver = SessionDriver.withStore(
      StoreContents(recents: [Sample.recent(try Sample.detail(), seenAt: seen)]))
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.casePane.contains("not confirmed, from 20 Nov 10:42"))
  }

  @Test func typingFiltersThem() throws {
    var driver = try opened()
    driver.type("lindq")
    #expect(driver.screen.lookup.rows.map { $0.spans[0].text } == ["ADA-TOSXM "])
  }

  @Test func openingOnePaintsItNotConfirmedAndAsksBehind() throws {
    var driver = try opened()
    driver.lookUp(Sample.averyMail)
    #expect(driver.casePane.contains("Case ADA-TOSXM · Avery Lindqvist"))
    #expect(driver.casePane.contains("not confirmed, from"))
    let id = try CaseID(Sample.avery)
    #expect(
      driver.effects.contains(
        .read(.fetchCase(.email(try EmailAddress(Sample.averyMail)), generation: driver.generation))))
    #expect(driver.effects.contains(.record(.view(id, isFromCache: true))))
    driver.latest(.failure(Sample.noConnection))
    #expect(driver.casePane.contains("not confirmed, from") && driver.casePane.contains("approved"), "readable offline")
    #expect(driver.reason(.refill)?.contains("offline") == true)
  }

  @Test func withoutAClientTheyAreReadableAndNothingIsAsked() throws {
    var driver = try opened()
    driver.handle(.client(.failed("There is no key file.")))
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.casePane.contains("not confirmed, from") && driver.casePane.contains("approved"))
    #expect(driver.header.contains("OFFLINE") && driver.notice == "There is no key file.")
    #expect(driver.reason(.refill)?.contains("offline") == true)
    driver.press(.refresh)
    #expect(driver.effects.isEmpty && driver.notice == "There is no key file.")
    let asks = driver.effects
    driver.lookUp("nobody@example.com")
    #expect(driver.effects == asks && driver.notice == "There is no key file.")
  }

  @Test func aCaseIsKeptWheneverItWasConfirmedLive() throws {
    var driver = try opened()
    driver.lookUp(Sample.averyMail)
    #expect(cached(driver).isEmpty, "a paint from the cache confirms nothing")
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail(bundle: "premium")))
    let kept = try #require(cached(driver).first)
    #expect(kept.label.bundle?.name == "Premium" && kept.seenAt == driver.now)
    #expect(kept.identifiers == [.email(try EmailAddress(Sample.averyMail))])
    driver.press(.refresh)
    driver.pass(5)
    driver.found(.success(try Sample.detail()))
    #expect(cached(driver).first?.seenAt == driver.now)
  }

  @Test func anIdentifierLeadsToTheCaseItLedToLast() throws {
    let mail = LookupIdentifier.email(try EmailAddress(Sample.averyMail))
    let now = SessionDriver().now
    let newer = try Sample.detail(Sample.averyOlder, shortID: "ADA-NEWER")
    var driver = SessionDriver.withStore(
      StoreContents(recents: [
        Sample.recent(try Sample.detail(), seenAt: now - 7200, [mail]), Sample.recent(newer, seenAt: now - 60, [mail]),
      ]))
    driver.copies.append(newer)
    #expect(driver.recents.filter { $0.identifiers.contains(mail) }.count == 1)
    driver.lookUp(Sample.averyMail)
    #expect(driver.casePane.contains("Case ADA-NEWER") && newer.shortID == "ADA-NEWER")
  }

  @Test func aPhoneCallThatWasNotCheckedIsKeptSo() throws {
    var driver = SessionDriver.withStore()
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(cached(driver).last?.uncheckedPhone?.e164 == Sample.averyPhone)
    driver.press(.accept)
    #expect(cached(driver).map(\.uncheckedPhone) == [nil])
    var next = SessionDriver.withStore(
      StoreContents(recents: [
        RecentCase(
          label: try Sample.detail().label, seenAt: driver.now, uncheckedPhone: try PhoneNumber(Sample.averyPhone))
      ]))
    next.press(.back)
    next.move(.down)
    next.press(.accept)
    #expect(next.casePane.contains("Found by phone: ask"))
  }

  // MARK: The copy that the store has to read

  private func waiting() throws -> SessionDriver {
    var driver = try opened()
    driver.answersForStore = false
    driver.lookUp(Sample.averyMail)
    #expect(driver.effects.contains(.store(.readCase(try CaseID(Sample.avery)))))
    #expect(driver.casePane.contains("Looking up") && !driver.casePane.contains("Lindqvist"))
    return driver
  }

  private func arrives(_ driver: inout SessionDriver, _ detail: Case? = nil, isGone: Bool = false) throws {
    let copy = try isGone ? nil : detail ?? Sample.detail()
    driver.handle(.patient(.recentRead(try copy?.id ?? CaseID(Sample.avery), copy)))
  }

  @Test func aCopyThatComesAfterTheServicesAnswerChangesNothing() throws {
    var driver = try waiting()
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail(bundle: "premium")))
    try arrives(&driver)
    #expect(driver.casePane.contains("Premium") && !driver.casePane.contains("not confirmed"))
    #expect(driver.effects.isEmpty)
  }

  @Test(arguments: ["another patient", "Esc", "wrong key", "not found"])
  func aCopyThatComesAfterThePersonWentOnIsNotShown(_ what: String) throws {
    var driver = try waiting()
    switch what {
    case "another patient": driver.lookUp("nobody@example.com")
    case "Esc": driver.press(.back)
    case "wrong key": driver.latest(.failure(Sample.badKey))
    default: driver.latest(.failure(.notFound(httpStatus: nil)))
    }
    try arrives(&driver)
    #expect(!driver.casePane.contains("Lindqvist") && driver.effects.isEmpty)
  }

  @Test func aCallIsStillUncheckedWhereTheCaseIsOpenedAnotherWayBeforeItsCopyCame() throws {
    var driver = SessionDriver.withStore(
      StoreContents(recents: [
        Sample.recent(try Sample.detail(), seenAt: .distantPast, [.phone(try PhoneNumber(Sample.averyPhone))])
      ]))
    driver.answersForStore = false
    driver.lookUp(Sample.averyPhone)
    #expect(driver.recents.first?.uncheckedPhone?.e164 == Sample.averyPhone)
  }

  @Test func aCopyOfAnotherCaseIsNotShown() throws {
    var driver = try waiting()
    try arrives(&driver, try Sample.joDetail())
    #expect(!driver.casePane.contains("Park") && driver.shownCase == nil)
  }

  @Test func aCopyThatComesAfterTheServiceFailedIsReadableOffline() throws {
    var driver = try waiting()
    driver.latest(.failure(Sample.noConnection))
    try arrives(&driver)
    #expect(driver.casePane.contains("not confirmed, from") && driver.casePane.contains("Lindqvist"))
    #expect(driver.effects.contains(.record(.view(try CaseID(Sample.avery), isFromCache: true))))
    #expect(driver.reason(.refill)?.contains("offline") == true)
  }

  @Test func withoutAClientACopyThatCannotBeReadIsSaid() throws {
    var driver = try opened()
    driver.handle(.client(.failed("There is no key file.")))
    driver.answersForStore = false
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.casePane.contains("Reading the copy kept here"))
    driver.handle(.patient(.recentRead(try CaseID(Sample.jo), nil)))
    #expect(driver.casePane.contains("There is no copy of this case here that can be read."))
  }

  @Test func aCaseThatWasOpenedHereIsShownWithoutTheStore() throws {
    var driver = try opened()
    try driver.open(try Sample.detail())
    driver.answersForStore = false
    driver.lookUp(Sample.averyMail)
    #expect(driver.casePane.contains("not confirmed, from"))
    #expect(!driver.effects.contains(.store(.readCase(try CaseID(Sample.avery)))))
  }

  @Test func theWrongPersonIsForgottenOnDiskToo() throws {
    var driver = try opened()
    try driver.open(try Sample.detail())
    driver.press(.wrongPerson, .confirm)
    #expect(driver.effects.contains(.store(.forgetCase(try CaseID(Sample.avery)))))
    #expect(driver.effects.contains(.record(.forgotten(try CaseID(Sample.avery)))))
    #expect(!driver.screen.lookup.rows.contains { $0.spans[0].text.contains("TOSXM") })
  }

  @Test func whatWasSeenBeforeTheStoreOpenedIsNewerAndIsKept() throws {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    try driver.open(try Sample.detail(bundle: "premium"))
    #expect(cached(driver).isEmpty, "nobody is there to keep it")
    driver.handle(.door(.storeOpened(try contents(driver))))
    #expect(cached(driver).map { $0.label.bundle?.name } == ["Premium"])
    #expect(driver.screen.lookup.rows.map { $0.spans[0].text } == ["ADA-TOSXM ", "ADA-QF2RM "])
    driver.press(.find)
    #expect(cached(driver).isEmpty, "once")
  }

  @Test func whatWasForgottenBeforeTheStoreOpenedStaysForgotten() throws {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    try driver.open(try Sample.detail())
    driver.press(.wrongPerson, .confirm)
    driver.handle(.door(.storeOpened(try contents(driver))))
    #expect(driver.effects.contains(.store(.forgetCase(try CaseID(Sample.avery)))))
    #expect(driver.recents.map(\.label.shortID) == ["ADA-QF2RM"])
  }

  @Test func withoutAStoreNothingIsHandedOutAndNothingPilesUp() throws {
    var driver = SessionDriver()
    driver.handle(.door(.storeIsMemoryOnly(reason: nil)))
    try driver.open(try Sample.detail())
    #expect(cached(driver).isEmpty)
    driver.requestRefill()
    driver.handle(
      .writes(.ended(.success(Written(value: .link("https://forms.example.com/r/1"), isRecorded: true)), write: 1)))
    driver.handle(.door(.storeOpened(StoreContents())))
    #expect(driver.effects.isEmpty, "a store that comes later is told of nothing that was before it")
  }

  @Test func aRefusedKeyHidesThem() throws {
    var driver = try opened()
    driver.lookUp(Sample.averyMail)
    driver.latest(.failure(Sample.badKey))
    #expect(driver.screen.lookup.rows.isEmpty && !driver.casePane.contains("Lindqvist"))
  }

  @Test func linksAreKeptAndShownAgain() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.requestRefill()
    let link = "https://forms.example.com/r/1"
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    let kept = RefillLink(
      caseID: try CaseID(Sample.avery), patientName: "Avery Lindqvist", shortID: "ADA-TOSXM", requestedAt: driver.now,
      link: link)
    #expect(driver.effects.contains(.store(.keepLink(kept))))
    var next = SessionDriver.withStore(StoreContents(links: [kept, kept]))
    next.press(.drafts)
    next.choose("link Avery")
    #expect(next.reading?.unwrapped == link)
    // The link is of its own case, whoever is shown.
    let avery = try CaseID(Sample.avery)
    next.press(.copy)
    #expect(next.effects == [.screen(.copy(link)), .record(.disclosed(.copied, avery))])
    next.press(.back)
    try next.open(try Sample.joDetail())
    next.press(.drafts)
    next.choose("link Avery")
    next.press(.copy)
    #expect(next.effects.last == .record(.disclosed(.copied, avery)))
    next.press(.qrCode)
    #expect(next.effects == [.record(.disclosed(.drawn, avery))])
  }

  @Test func aViewIsNotedOnceAnOpening() throws {
    var driver = try opened()
    let id = try CaseID(Sample.avery)
    driver.lookUp(Sample.averyMail)
    #expect(driver.effects.contains(.record(.view(id, isFromCache: true))))
    driver.latest(.success(id))
    driver.found(.success(try Sample.detail()))
    #expect(!driver.effects.contains(.record(.view(id, isFromCache: true))), "the same opening")
    driver.press(.refresh)
    driver.found(.success(try Sample.detail()))
    #expect(!driver.effects.contains(.record(.view(id))))
    driver.lookUp(Sample.averyMail)
    #expect(driver.effects.contains(.record(.view(id, isFromCache: true))), "opened again")
  }
}
