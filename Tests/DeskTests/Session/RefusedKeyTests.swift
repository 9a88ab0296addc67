import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A key that the service refuses hides what it once gave, on every way a refusal can come, until a later read is accepted.
struct RefusedKeyTests {
  /// As of a lookup: who may not see the case has asked for it.
  @Test func aRefusedRefreshIsRecordedAsARefusal() throws {
    let detail = try Sample.detail()
    for error in [Sample.badKey, .permissionDenied(httpStatus: 403)] {
      var driver = try SessionDriver.showing(detail)
      driver.press(.refresh)
      driver.found(.failure(error))
      #expect(driver.effects.filter { $0 == .record(.readRefused(detail.id, searched: nil)) }.count == 1, "\(error)")
    }
    var driver = try SessionDriver.showing(detail)
    driver.press(.refresh)
    driver.found(.failure(Sample.serverFault))
    #expect(!driver.effects.contains { if case .record(.readRefused) = $0 { true } else { false } })
  }

  @Test func enterOnAHiddenRecentSaysWhyNothingOpens() throws {
    var driver = SessionDriver.withStore(
      StoreContents(recents: [Sample.recent(try Sample.joDetail(), seenAt: SessionDriver().now)]))
    driver.lookUp(Sample.averyMail)
    driver.latest(.failure(Sample.badKey))
    driver.lookUp("ADA-QF2RM")
    #expect(driver.notice.hasPrefix("The recents stay hidden: the service refuses the API key."))
    #expect(driver.effects.isEmpty && !driver.casePane.contains("Park"))
  }

  /// With Avery's case open, a link of hers, and a form of hers in which this was typed.
  private func working() throws -> SessionDriver {
    var driver = try SessionDriver.typing("How tall")
    try driver.storeSavesAfterTyping()
    driver.press(.back, .back)
    driver.requestRefill()
    driver.handle(
      .writes(.ended(.success(Written(value: .link("https://forms.example.com/r/1"), isRecorded: true)), write: 1)))
    while driver.reading != nil { driver.press(.back) }
    #expect(driver.glass.contains("Lindqvist") && driver.glass.contains("Avery L."))
    return driver
  }

  @Test func theHeaderSaysSoAndTheNextReadAfterTheKeyIsFixedShowsTheCaseAgain() throws {
    var driver = try working()
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    #expect(driver.header.contains("KEY REFUSED") && !driver.header.contains("connected"))
    #expect(driver.casePane.contains("When the key is fixed, F5 asks again."))
    #expect(driver.reason(.refresh) == nil)
    driver.press(.refresh)
    expectHidden(driver)
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("Lindqvist") && driver.header.contains("● connected"))
  }

  @Test func whatIsInTheBoxIsAskedForAgainWhereNoCaseWasOpen() throws {
    var driver = SessionDriver()
    driver.press(.refresh)
    #expect(driver.reason(.refresh) == "open a case first")
    driver.lookUp(Sample.averyMail)
    driver.latest(.failure(Sample.badKey))
    driver.press(.refresh)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("Lindqvist"))
  }

  private func expectHidden(_ driver: SessionDriver, sourceLocation: SourceLocation = #_sourceLocation) {
    for name in ["Avery", "Lindqvist", "1988-04-02", Sample.averyPhone] {
      #expect(!driver.glass.contains(name), "\(name) in \(driver.glass)", sourceLocation: sourceLocation)
    }
    #expect(driver.screen.editor == nil && driver.screen.lookup.rows.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func nothingCachedComesBackWithoutAnAnswer() throws {
    var driver = try working()
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    expectHidden(driver)
    driver.lookUp(Sample.averyMail)
    #expect(driver.casePane.contains("Looking up"))
    expectHidden(driver)
    driver.latest(.failure(Sample.noConnection))
    driver.found(.failure(Sample.noConnection))
    #expect(driver.header.contains("OFFLINE"))
    expectHidden(driver)
    driver.lookUp(Sample.avery)
    expectHidden(driver)
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("Lindqvist") && !driver.screen.lookup.rows.isEmpty)
  }

  @Test func theListOfDraftsNamesNobodyAndOpensNoLink() throws {
    var driver = try working()
    driver.requestRefill()
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 2)))
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    driver.press(.drafts)
    expectHidden(driver)
    let rows = try #require(driver.picker?.rows)
    #expect(rows.count == 3)
    #expect(rows.filter { $0.disabledReason != nil }.map(\.id) == ["link.0"])
    driver.choose("link.0")
    #expect(driver.reading == nil && driver.picker != nil)
    // The draft asks for its case: the service decides.
    for _ in "link.0" { driver.handle(.input(.edited(.deleteBackward))) }
    driver.choose("draft")
    expectHidden(driver)
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.editor != nil)
  }

  @Test func aFormThatIsOpenIsKeptAndHidden() throws {
    var driver = try SessionDriver.typing("How tall")
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    expectHidden(driver)
    #expect(driver.context == .prompt)
    driver.autosave()
    #expect(driver.saved != nil)
    driver.lookUp(Sample.averyMail)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    driver.press(.addProducts)
    #expect(driver.shownForm?.isDirty == true)
  }

  @Test func theListOfBundlesHidesThemToo() throws {
    var driver = try working()
    driver.press(.changeBundle)
    driver.handle(.patient(.bundlesArrived(.failure(Sample.badKey), generation: driver.generation)))
    #expect(driver.picker == nil)
    expectHidden(driver)
  }

  @Test func aKeyRefusedByTheReadAfterAWriteHidesTheCase() throws {
    var driver = try working()
    driver.reread(.failure(Sample.badKey), write: 0, attempt: 0)
    expectHidden(driver)
  }

  /// An answer that nobody waits for must not make commands of what is being typed.
  @Test func lettersMeantForAHiddenFormGoNowhere() throws {
    var driver = try working()
    driver.press(.addProducts)
    #expect(driver.screen.editor != nil)
    driver.reread(.failure(Sample.badKey), write: 0, attempt: 0)
    expectHidden(driver)
    #expect(driver.context == .prompt)
    driver.type("qL")
    #expect(driver.screen.overlays.isEmpty && driver.screen.lookup.field.text == Sample.averyMail)
    driver.press(.accept)
    #expect(driver.context == .caseDetail && driver.effects.isEmpty)
    driver.press(.quit)
    #expect(driver.confirmation != nil)
  }

  @Test func lettersMeantForAHiddenListGoNowhere() throws {
    var driver = try working()
    driver.press(.refill)
    driver.type("sema")
    driver.reread(.failure(Sample.badKey), write: 0, attempt: 0)
    #expect(driver.picker == nil && driver.context == .prompt)
    driver.press(.drafts)
    #expect(driver.picker != nil)
  }

  /// It was sent before the read that was refused.
  @Test func aLateAnswerAcceptsNothing() throws {
    var driver = try working()
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    driver.reread(.success(try Sample.detail()), write: 0, attempt: 0)
    expectHidden(driver)
  }

  @Test func aLinkThatArrivesNamesNobody() throws {
    var driver = try working()
    driver.requestRefill()
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    driver.handle(
      .writes(.ended(.success(Written(value: .link("https://forms.example.com/r/2"), isRecorded: true)), write: 2)))
    #expect(driver.notice.contains("The refill link for ADA-TOSXM is ready"))
    expectHidden(driver)
  }

  @Test func twoTextsOfADraftAreNotNamed() throws {
    var driver = try SessionDriver.typing("How tall")
    driver.autosave()
    let mine = try #require(driver.saved)
    driver.handle(
      .drafts(.conflict(mine.id, stored: try Sample.draft("Avery Theirs", version: 7, savedAt: driver.now))))
    driver.press(.back, .back, .refresh)
    driver.found(.failure(Sample.badKey))
    driver.press(.drafts)
    driver.choose("draft")
    #expect(driver.picker == nil && driver.confirmation == nil)
    expectHidden(driver)
  }

  /// The answer of the team's store comes after the refusal.
  @Test func aHandOverThatWasTakenIsNotNamed() throws {
    var driver = SessionDriver.inTeam()
    try driver.open(try Sample.detail())
    let taken = TeamView.HandOver(
      id: "h1", caseID: try CaseID(Sample.avery), kind: .message, title: "message Avery L. ADA-TOSXM", giver: "kim",
      receiver: nil, givenAt: driver.now, state: .open, isOwn: false)
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    driver.handle(.team(.took(taken)))
    #expect(driver.notice == "It is yours now: F3 opens it.")
  }

  /// A write is never sent again by itself; a read says whether there is another key by now.
  @Test(arguments: [true, false]) func aRefusedWriteAsksWithARead(isRotated: Bool) throws {
    var driver = try working()
    driver.requestRefill()
    driver.handle(.writes(.ended(.failure(Sample.badKey), write: 2)))
    #expect(driver.rereads.count == 1 && driver.sent.isEmpty)
    driver.reread(isRotated ? .success(try Sample.detail()) : .failure(Sample.badKey), write: 2, attempt: 0)
    if isRotated { #expect(driver.casePane.contains("Lindqvist")) } else { expectHidden(driver) }
  }

  @Test func whatIsBeingAskedAboutAPatientGoes() throws {
    var driver = try working()
    driver.press(.refresh, .refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("Lindqvist"))
    driver.found(.failure(Sample.badKey))
    expectHidden(driver)
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
  }

  /// What says nothing of a patient stays: a token that is being pasted must not become commands.
  @Test func aTokenThatIsBeingPastedStays() throws {
    var driver = try working()
    driver.press(.refresh, .token)
    driver.found(.failure(Sample.badKey))
    driver.type("q")
    #expect(driver.prompt?.field.text.isEmpty == false)
  }

  @Test(arguments: [
    Care360Error.permissionDenied(httpStatus: 403),
    .notAuthorized(.apiKey, .unusable("The vault is closed."), httpStatus: nil),
    .unavailable(.serverError, retryAfter: nil, httpStatus: 503), .timedOut(httpStatus: nil),
  ]) func nothingElseHidesAnything(error: Care360Error) throws {
    var driver = try working()
    driver.press(.refresh)
    driver.found(.failure(error))
    #expect(driver.casePane.contains("Lindqvist") && !driver.screen.lookup.rows.isEmpty)
    #expect(driver.casePane.contains("not confirmed"))
  }

  @Test func quittingNamesNobodyEither() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.press(.refresh)
    driver.found(.failure(Sample.badKey))
    driver.press(.quit)
    #expect(driver.confirmationText.contains("This form will be lost: hidden"))
    expectHidden(driver)
  }
}

extension SessionDriver {
  /// All that is shown.
  fileprivate var glass: String { "\(screen)" }

  fileprivate var context: InputContext { session.context }

  fileprivate mutating func storeSavesAfterTyping() throws {
    autosave()
    try storeSaves()
  }

  /// Two reads were asked for at once, and the key was revoked between them.
  @Test func anAnswerOfTheSameQuestionsDoesNotBringNamesBack() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    let generation = driver.generation
    driver.handle(.patient(.detailArrived(.failure(Sample.badKey), generation: generation)))
    #expect(driver.screen.lookup.rows.isEmpty)
    driver.handle(.patient(.bundlesArrived(.success(try Sample.bundles()), generation: generation)))
    #expect(driver.screen.lookup.rows.isEmpty && !driver.casePane.contains("Avery"))
    driver.lookUp(Sample.averyMail)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(!driver.screen.lookup.rows.isEmpty, "a later question that is answered does")
  }
}
