import Testing

@testable import Care360
@testable import Desk

struct LookupRunTests {
  @Test func anEMailAsksBothQuestionsSideBySide() throws {
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    let email = try EmailAddress(Sample.averyMail)
    let generation = driver.generation
    #expect(
      driver.effects == [
        .read(.cancelRequests(before: generation)), .read(.findLatestCase(.email(email), generation: generation)),
        .read(.fetchCase(.email(email), generation: generation)),
      ])
    #expect(driver.casePane.contains("Looking up avery@example.com …"))
  }

  @Test(arguments: [true, false]) func eitherAnswerMayComeFirst(_ latestFirst: Bool) throws {
    let detail = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    if latestFirst { driver.latest(.success(detail.id)) } else { driver.found(.success(detail)) }
    #expect(driver.casePane.contains("Looking up"))
    if latestFirst { driver.found(.success(detail)) } else { driver.latest(.success(detail.id)) }
    #expect(driver.casePane.contains("Case ADA-TOSXM · Avery Lindqvist · 1988-04-02"))
    #expect(driver.casePane.contains("checked 10:42"))
  }

  @Test func whereTheAnswersDisagreeTheLatestIsAskedAgainByID() throws {
    let older = try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER")
    let newest = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    driver.found(.success(older))
    driver.latest(.success(newest.id))
    #expect(driver.effects == [.read(.fetchCase(.id(newest.id), generation: driver.generation))])
    #expect(!driver.casePane.contains("ADA-0LDER"))
    driver.found(.success(newest))
    #expect(driver.casePane.contains("Case ADA-TOSXM"))
  }

  @Test func aDetailThatFailedIsAskedAgainByID() throws {
    let newest = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    driver.found(.failure(Sample.serverFault))
    driver.latest(.success(newest.id))
    #expect(driver.effects == [.read(.fetchCase(.id(newest.id), generation: driver.generation))])
    driver.found(.failure(Sample.serverFault))
    #expect(driver.casePane.contains("internal error"))
    #expect(driver.reason(.refill) != nil)
  }

  @Test func aPhoneNumberWaitsForTheCaseID() throws {
    let detail = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp("(202) 555-0142")
    let phone = try PhoneNumber(Sample.averyPhone)
    #expect(driver.effects.dropFirst() == [.read(.findLatestCase(.phone(phone), generation: driver.generation))])
    driver.latest(.success(detail.id))
    #expect(driver.effects == [.read(.fetchCase(.id(detail.id), generation: driver.generation))])
  }

  @Test func aCaseIDIsAskedForByItself() throws {
    var driver = SessionDriver()
    driver.lookUp(Sample.avery.uppercased())
    #expect(
      driver.effects.dropFirst() == [.read(.fetchCase(.id(try CaseID(Sample.avery)), generation: driver.generation))])
  }

  @Test func notFoundRepeatsTheIdentifierAsItWasSent() throws {
    var driver = SessionDriver()
    driver.lookUp("202 555 0199")
    driver.latest(.failure(.notFound(httpStatus: 400)))
    #expect(driver.casePane.contains("No case found for +12025550199."))
    #expect(driver.screen.lookup.field.text == "+12025550199")
  }

  @Test func aFailedLookupTakesNoLateAnswerForConfirmed() throws {
    let detail = try Sample.detail()
    var driver = try SessionDriver.showing(detail)
    driver.lookUp(Sample.averyMail)
    let asked = driver.generation
    driver.latest(.failure(Sample.serverFault))
    #expect(driver.screen.casePane.badge?.role == .stale)
    driver.found(.success(detail), generation: asked)
    #expect(driver.screen.casePane.badge?.role == .stale, "the latest case is still not known")
    #expect(driver.reason(.refill)?.contains("not confirmed") == true)
  }

  @Test func aReopenedCaseNamesANewerOne() throws {
    let older = try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER")
    let newest = try Sample.detail()
    var driver = try SessionDriver.showing(older)
    driver.press(.focusLookupPane)
    driver.move(.down)
    driver.press(.accept)
    let email = try EmailAddress(Sample.averyMail)
    #expect(driver.effects.contains(.read(.findLatestCase(.email(email), generation: driver.generation))))
    #expect(driver.effects.contains(.read(.fetchCase(.id(older.id), generation: driver.generation))))
    driver.found(.success(older))
    driver.latest(.success(newest.id))
    #expect(driver.casePane.contains("Case ADA-0LDER"))
    #expect(driver.banners.contains("There is a newer case of this patient: Enter opens it, Esc stays."))
    driver.press(.accept)
    #expect(driver.effects.contains(.read(.fetchCase(.id(newest.id), generation: driver.generation))))
    driver.found(.success(newest))
    #expect(driver.casePane.contains("Case ADA-TOSXM"))
    #expect(!driver.banners.contains("newer case"))
  }

  @Test func stayingWithAnOlderCaseAsksForItByID() throws {
    let older = try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER")
    let newest = try Sample.detail()
    var driver = try SessionDriver.showing(older)
    driver.lookUp(Sample.averyMail)
    #expect(driver.casePane.contains("not confirmed"))
    driver.latest(.success(newest.id))
    driver.found(.success(newest))
    #expect(driver.casePane.contains("Case ADA-0LDER"), "the person decides which case to see")
    #expect(driver.banners.contains("newer case"))
    #expect(driver.reason(.refill) != nil)
    driver.press(.back)
    #expect(driver.effects.contains(.read(.fetchCase(.id(older.id), generation: driver.generation))))
    #expect(driver.reason(.refill) != nil)
    driver.found(.success(older))
    #expect(driver.reason(.refill) == nil)
  }

  @Test func anAnswerToAnOlderQuestionIsDropped() throws {
    let detail = try Sample.detail()
    let other = try Sample.joDetail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    let old = driver.generation
    driver.lookUp(Sample.joMail)
    driver.latest(.success(detail.id), generation: old)
    driver.found(.success(detail), generation: old)
    #expect(!driver.casePane.contains("Avery"))
    driver.latest(.success(other.id))
    driver.found(.success(other))
    #expect(driver.casePane.contains("Jo Park"))
    driver.found(.success(detail), generation: old)
    #expect(driver.casePane.contains("Jo Park"))
    #expect(!driver.casePane.contains("Avery"))
  }

  @Test func anOlderReadOfTheSameCaseIsDropped() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refresh)
    let old = driver.generation
    driver.press(.refresh)
    driver.found(.success(try Sample.detail(bundle: "stale")), generation: old)
    #expect(!driver.casePane.contains("Stale"))
    driver.found(.success(try Sample.detail(bundle: "fresh")))
    #expect(driver.casePane.contains("Fresh"))
    driver.handle(.patient(.bundlesArrived(.failure(Sample.noConnection), generation: old)))
    #expect(!driver.header.contains("OFFLINE"))
  }

  @Test func anAnswerAfterCancellingIsDropped() throws {
    let detail = try Sample.detail()
    var driver = SessionDriver()
    driver.lookUp(Sample.averyMail)
    let old = driver.generation
    driver.press(.back)
    #expect(driver.effects == [.read(.cancelRequests(before: driver.generation))])
    driver.latest(.success(detail.id), generation: old)
    driver.found(.success(detail), generation: old)
    #expect(driver.casePane.contains("The lookup was cancelled."))
  }

  @Test func anAnswerNeverMovesFocusSelectionOrText() throws {
    let detail = try Sample.detail()
    var driver = try SessionDriver.showing(try Sample.joDetail())
    driver.lookUp(Sample.averyMail)
    driver.press(.find)
    driver.type("jo")
    driver.move(.down)
    let before = driver.screen
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    let after = driver.screen
    #expect(after.focus == before.focus)
    #expect(after.context == before.context)
    #expect(after.lookup.selectedID == before.lookup.selectedID)
    #expect(after.lookup.field == before.lookup.field)
    #expect(driver.casePane.contains("Avery Lindqvist"))
  }

  @Test func aRefusedKeyHidesWhatItOnceGave() throws {
    let detail = try Sample.detail()
    var driver = try SessionDriver.showing(detail)
    driver.lookUp(Sample.averyMail)
    driver.latest(.failure(Sample.badKey))
    #expect(!driver.casePane.contains("Avery Lindqvist"))
    #expect(driver.casePane.contains("does not know this API key"))
  }

  @Test func anAnswerAboutAnotherCaseIsNone() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.lookUp(Sample.jo)
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("not the documented JSON"))
    driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.focusLookupPane)
    driver.move(.home)
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.joDetail()))
    #expect(driver.notice.contains("not the documented JSON"))
    #expect(driver.newerCase == nil && driver.recents.count == 1)
    #expect(driver.casePane.contains("Lindqvist") && driver.reason(.refill) != nil)
  }

  /// The detail by e-mail comes once more after the latest case turned out to be another one.
  @Test func aStragglerConfirmsNothing() throws {
    let older = try Sample.detail(Sample.averyOlder, shortID: "ADA-0LDER")
    let newest = try Sample.detail()
    var driver = try SessionDriver.showing(older)
    driver.lookUp(Sample.averyMail)
    driver.latest(.success(newest.id))
    driver.found(.success(newest))
    driver.found(.success(older))
    #expect(driver.reason(.refill)?.contains("not confirmed") == true)
    driver.press(.refresh)
    driver.found(.success(older))
    #expect(driver.reason(.refill) == nil)
  }
}
