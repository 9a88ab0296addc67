import Foundation
import Testing

@testable import Care360
@testable import Desk

struct PrivacyTests {
  func foundByPhone() throws -> SessionDriver {
    var driver = SessionDriver()
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("Found by phone: ask"))
    return driver
  }

  @Test func theListDoesNotLeadAroundTheIdentityCheck() throws {
    var driver = try foundByPhone()
    driver.press(.back)
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.casePane.contains("Found by phone: ask"))
    driver.found(.success(try Sample.detail()))
    driver.latest(.success(try CaseID(Sample.avery)))
    #expect(driver.casePane.contains("Found by phone: ask"))
    #expect(driver.reason(.refill)?.contains("identity") == true)
  }

  @Test func aCallThatWasNotCheckedAgainStaysUnchecked() throws {
    var driver = try foundByPhone()
    driver.press(.accept)
    #expect(!driver.casePane.contains("Found by phone: ask"))
    driver.lookUp(Sample.averyPhone)
    driver.latest(.failure(Sample.noConnection))
    driver.press(.back)
    driver.move(.down)
    driver.press(.accept)
    driver.found(.success(try Sample.detail()))
    driver.latest(.success(try CaseID(Sample.avery)))
    #expect(driver.casePane.contains("Found by phone: ask"))
  }

  @Test func aDraftDoesNotLeadAroundTheIdentityCheck() throws {
    var driver = try foundByPhone()
    driver.press(.accept, .addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("Found by phone: ask"))
    driver.press(.drafts, .accept)
    #expect(driver.screen.editor == nil)
    #expect(driver.notice.contains("Check the identity first"))
  }

  static let talk = """
    "comments":[{"id":"c1","text":"Small red spot","isRestricted":true,
      "author":{"firstName":"Sam","lastName":"Roe"}}]
    """

  func found(byPhone detail: Case) throws -> SessionDriver {
    var driver = SessionDriver()
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    return driver
  }

  @Test func aCaseFoundByPhoneShowsOnlyWhatTheIdentityIsCheckedWith() throws {
    var driver = try found(byPhone: try Sample.detail(more: Self.talk))
    #expect(driver.casePane.contains("Found by phone: ask the caller for name and birth date; do not read these out."))
    for text in ["Avery Lindqvist", "1988-04-02", Sample.averyMail] { #expect(driver.casePane.contains(text)) }
    for text in ["approved", "Starter", "Product e9a3", "Messages"] { #expect(!driver.casePane.contains(text)) }
    driver.press(.copy)
    #expect(!driver.effects.contains { if case .screen(.copy) = $0 { true } else { false } })
    driver.press(.revealAll, .sections, .copyMenu, .findInCase)
    #expect(driver.screen.overlays.isEmpty)
    driver.press(.accept)
    #expect(driver.casePane.contains("approved"))
    #expect(!driver.casePane.contains("Small red spot"))
  }

  @Test func missingDetailsOfAPhoneCallerAreNotGiven() throws {
    let text = #"{"id":"\#(Sample.avery)","shortId":"ADA-1","submitter":{"firstName":"Kit"}}"#
    let detail = try #require(Case(try JSONValue(parsing: .init(text.utf8))))
    let driver = try found(byPhone: detail)
    #expect(driver.casePane.contains("Birth date  not given"))
    #expect(driver.casePane.contains("E-mail  not given"))
  }

  @Test func aRefreshDoesNotSkipTheIdentityCheck() throws {
    var driver = try found(byPhone: try Sample.detail())
    driver.press(.refresh)
    driver.found(.success(try Sample.detail()))
    #expect(driver.casePane.contains("Found by phone: ask"))
    driver.lookUp(Sample.averyPhone)
    #expect(driver.casePane.contains("Found by phone: ask"), "what is cached stays closed as well")
  }

  @Test func anotherNumberThanTheOneAskedForIsShownBesideIt() throws {
    var driver = SessionDriver()
    driver.lookUp("+1 202 555 0199")
    let detail = try Sample.detail()
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    #expect(driver.banners.contains("asked for +12025550199; the case has another phone number"))
    #expect(!driver.casePane.contains("0142") && !driver.banners.contains("0142"), "not to be read out")
    driver.press(.accept)
    #expect(driver.banners.contains("asked for +12025550199; the case has phone +12025550142"))
  }

  @Test(arguments: [
    "(202) 555-0142", "202.555.0142", "1-202-555-0142", "+1 202 555 0142", "0012025550142", "2025550142",
  ])
  func theNumberAskedForInAnotherFormIsNoOther(_ stored: String) throws {
    #expect(!(try found(byPhone: try Sample.detail(phone: stored))).banners.contains("asked for"))
  }

  @Test func healthDataIsMaskedUntilRevealed() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    #expect(!driver.casePane.contains("Small red spot"))
    driver.press(.revealAll)
    #expect(driver.casePane.contains("Small red spot"))
    #expect(driver.casePane.contains("INTERNAL, not for the patient"))
    let id = try CaseID(Sample.avery)
    #expect(driver.effects == [.timer(.mask(seconds: 120)), .record(.disclosed(.revealed, id))])
    driver.press(.revealAll)
    #expect(!driver.casePane.contains("Small red spot") && driver.effects.isEmpty)
    driver.press(.revealAll)
    #expect(!driver.effects.contains(.record(.disclosed(.revealed, id))), "once for each opening")
    try driver.open(try Sample.detail(more: Self.talk))
    driver.press(.revealAll)
    #expect(driver.effects.contains(.record(.disclosed(.revealed, id))))
  }

  @Test func oneLineIsRevealedByItselfAndMaskedWhenLeft() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    while driver.screen.casePane.selectedID != "messages.c1.text" { driver.move(.down) }
    driver.press(.reveal)
    #expect(driver.casePane.contains("Small red spot"))
    driver.move(.up)
    #expect(!driver.casePane.contains("Small red spot"))
  }

  @Test(arguments: [Command.find, .focusLookupPane, .suspend]) func leavingTheCaseMasksIt(_ command: Command) throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    driver.press(.revealAll, command)
    #expect(!driver.casePane.contains("Small red spot"))
  }

  @Test func twoMinutesWithoutAKeyMask() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    driver.press(.revealAll)
    driver.now += 90
    driver.move(.down)
    driver.now += 30
    driver.handle(.patient(.maskTimerFired))
    #expect(driver.casePane.contains("Small red spot"))
    #expect(driver.effects == [.timer(.mask(seconds: 90))])
    driver.now += 90
    driver.handle(.patient(.maskTimerFired))
    #expect(!driver.casePane.contains("Small red spot"))
    #expect(driver.effects.isEmpty)
  }

  /// Otherwise each would set itself again for as long as someone works, and an idle screen would wake up for every one.
  @Test func oneTimerServesAllThatIsRevealed() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    driver.press(.revealAll)
    driver.press(.revealAll)
    driver.press(.revealAll)
    #expect(driver.casePane.contains("Small red spot"))
    #expect(driver.effects.isEmpty)
    driver.now += 120
    driver.handle(.patient(.maskTimerFired))
    #expect(!driver.casePane.contains("Small red spot"))
    driver.press(.revealAll)
    #expect(driver.effects == [.timer(.mask(seconds: 120))])
  }

  @Test func aClockThatIsSetBackDelaysNoMasking() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    driver.press(.revealAll)
    driver.now -= 3600
    driver.handle(.patient(.maskTimerFired))
    #expect(driver.effects == [.timer(.mask(seconds: 120))])
  }

  @Test func searchingDoesNotFindMaskedText() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    driver.press(.findInCase)
    driver.type("red spot")
    driver.press(.accept)
    #expect(driver.notice.contains("masked text is not searched"))
  }

  @Test func aPastedLineEndIsNotSearchedFor() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: Self.talk))
    driver.press(.findInCase)
    driver.handle(.input(.pasted(" 2 Apr 1988\n")))
    driver.press(.accept)
    #expect(driver.notice == "" && driver.screen.overlays.isEmpty)
  }

  @Test func thePastedTokenIsShownAsDots() {
    var driver = SessionDriver()
    driver.press(.token)
    driver.handle(.input(.pasted("secret-token")))
    guard case .prompt(let prompt)? = driver.screen.overlays.last else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.field.isMasked)
  }

  @Test func aHostileNameIsTextAndNothingElse() throws {
    let name = #"Evil\u001b]52;c;AAAA\u0007\u202ey\nr"#
    let driver = try SessionDriver.showing(try Sample.detail(first: name))
    #expect(driver.screen.casePane.title.contains("Evil\u{1B}]52;c;AAAA\u{7}\u{202E}y\nr"))
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.ownEffects == [.record(.view(try CaseID(Sample.avery)))])
  }
}
