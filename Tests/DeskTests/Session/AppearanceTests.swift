import Foundation
import Testing

@testable import Care360
@testable import Desk

struct AppearanceTests {
  private let themes = [
    ThemeChoice(name: "dark", note: ""), ThemeChoice(name: "light", note: ""),
    ThemeChoice(name: "mine", note: "your own file"),
  ]

  private func choosing() -> SessionDriver {
    var driver = SessionDriver { $0.theme = "dark" }
    driver.press(.theme)
    #expect(driver.effects == [.screen(.listThemes)])
    driver.handle(.appearance(.themesListed(themes)))
    return driver
  }

  @Test func theScreenShowsTheSelectedThemeAndEnterKeepsIt() {
    var driver = choosing()
    #expect(driver.picker?.selectedID == "dark")
    driver.move(.down)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))])
    driver.move(.down)
    driver.move(.down)
    #expect(driver.effects == [], "nothing changed at the end of the list")
    driver.press(.accept)
    #expect(driver.effects == [.screen(.useTheme("mine", isPreview: false))])
    driver.handle(.appearance(.themeUsed("mine", problems: [])))
    #expect(driver.notice.contains("theme = \"mine\" in config.toml keeps it"))
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test(arguments: [Command.back, .quit]) func leavingTheListGoesBackToTheThemeBefore(command: Command) {
    var driver = choosing()
    driver.move(.end)
    driver.press(command)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: true))])
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func filteringPreviewsWhatIsLeft() {
    var driver = choosing()
    driver.type("l")
    driver.type("i")
    #expect(driver.picker?.selectedID == "light")
    driver.press(.back)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: true))])
  }

  @Test func problemsOfAFileAreSaid() {
    var driver = choosing()
    driver.handle(.appearance(.themeUsed("mine", problems: ["mine.toml:3:1: accent: no colour.", "mine.toml:4:1: x"])))
    #expect(driver.notice == "Theme mine, 2 problems: mine.toml:3:1: accent: no colour.")
  }

  @Test func theSameThemeIsReadAgainOnAKey() {
    var driver = choosing()
    driver.press(.back, .reloadTheme)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: false))])
    driver.handle(.appearance(.themeUsed("dark", problems: [])))
    #expect(driver.notice == "The theme dark was read again.")
  }

  @Test func withoutColoursNothingIsOffered() {
    var driver = SessionDriver()
    driver.press(.theme)
    driver.handle(.appearance(.themesListed([])))
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.notice.contains("Colour is off here"))
  }

  @Test func theListDoesNotComeUpOverSomethingElse() {
    var driver = SessionDriver()
    driver.press(.theme, .palette)
    driver.handle(.appearance(.themesListed(themes)))
    #expect(driver.screen.overlays.count == 1)
  }

  // MARK: Values alone, QR codes, the clipboard

  private func withLink(adjusting: (inout DeskSettings) -> Void = { _ in }) throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail(), adjusting: adjusting)
    driver.requestRefill()
    driver.handle(
      .writes(
        .ended(.success(Written(value: .link("https://example.com/check-in/1"), isRecorded: true)), write: 1)))
    driver.press(.back)
    return driver
  }

  @Test func theCodeOfTheLastLinkStandsOverTheLink() throws {
    var driver = try withLink()
    driver.press(.focusCasePane, .qrCode)
    let code = try #require(driver.reading)
    #expect(code.shape == .code)
    #expect(code.unwrapped == "https://example.com/check-in/1")
    #expect(code.lines.contains { $0.spans.map(\.text).joined().contains("NOT FOR PATIENTS") })
    driver.press(.qrCode)
    #expect(driver.screen.overlays.count == 2, "one code is enough")
    driver.press(.back)
    #expect(driver.reading?.shape == .box)
    driver.press(.showAlone)
    #expect(driver.reading?.shape == .alone)
    driver.press(.copy)
    #expect(
      driver.effects == [
        .screen(.copy("https://example.com/check-in/1")), .record(.disclosed(.copied, try CaseID(Sample.avery))),
      ])
  }

  @Test func withoutALinkTheCodeSaysHowToGetOne() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.focusCasePane, .qrCode)
    #expect(driver.notice == "No refill link for this case is known here: r asks for one.")
    #expect(SessionDriver().reason(.qrCode) == "open a case first")
  }

  @Test func theSitePolicyKeepsCodesOff() throws {
    var driver = try withLink { $0.allowsQR = false }
    driver.press(.focusCasePane, .qrCode)
    #expect(driver.notice.contains("is off: the site policy keeps QR codes off"))
    #expect(driver.screen.overlays.isEmpty)
    driver.press(.drafts)
    driver.choose("Avery")
    #expect(driver.reading?.unwrapped != nil)
    let ways = try #require(driver.reading?.lines.first { $0.id == "how" }?.spans.first?.text)
    #expect(ways == "y sends it to your terminal's clipboard, o shows it alone; F3 shows it again.")
    driver.press(.qrCode)
    #expect(driver.reading?.shape == .box)
    #expect(driver.notice.contains("the site policy keeps QR codes off"))
  }

  @Test func aLineIsShownAloneUnlessItIsHealthData() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: PrivacyTests.talk))
    driver.press(.focusCasePane)
    driver.select("patient.email")
    driver.press(.showAlone)
    #expect(driver.reading?.unwrapped == driver.shownCase?.detail.submitter.email)
    driver.press(.back)
    let line = try #require(driver.firstHealthLine)
    driver.select(line)
    driver.press(.reveal, .showAlone)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.notice.contains("Health data is not shown alone"))
  }

  @Test(arguments: [
    (CopyOutcome.switchedOff, "The clipboard is switched off in config.toml; select the text by hand."),
    (.tooLong, "The text is too long for the clipboard; select it by hand."),
    (.unsupported, "This terminal does not support the clipboard; select the text by hand."),
  ])
  func whatWasNotSentStandsAloneToBeSelected(outcome: CopyOutcome, sentence: String) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.appearance(.copied("ADA-TOSXM", outcome)))
    #expect(driver.notice == sentence)
    #expect(driver.reading?.unwrapped == "ADA-TOSXM")
    #expect(driver.reading?.shape == .alone)
    driver.handle(.appearance(.copied("ADA-TOSXM", outcome)))
    #expect(driver.screen.overlays.count == 1)
  }

  @Test func whatWasSentIsSaidAndNothingMore() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.appearance(.copied("ADA-TOSXM", .sent)))
    #expect(driver.notice == "sent to your terminal's clipboard")
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func nothingClaimsThatTmuxOrScreenPassesACopyOn() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.appearance(.copied("ADA-TOSXM", .sentToMultiplexer)))
    #expect(driver.notice.contains("may block it") && driver.notice.contains("set -g set-clipboard on"))
    #expect(driver.screen.notice?.role == .warning)
    #expect(driver.screen.overlays.isEmpty)
  }

  /// Under the lock the notice is not drawn.
  @Test func bytesThatWereLeftOutAreToldUnderTheLockToo() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.appearance(.inputUnreadable))
    #expect(driver.notice.contains("not UTF-8") && driver.screen.notice?.role == .warning)
    driver.press(.lock)
    driver.handle(.appearance(.inputUnreadable))
    guard case .lock(let lock)? = driver.screen.overlays.last else {
      Issue.record("It is not locked.")
      return
    }
    #expect(lock.problem?.contains("not UTF-8") == true)
  }

  @Test func healthDataThatWasNotSentDoesNotStandOpen() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: PrivacyTests.talk))
    driver.press(.focusCasePane)
    let line = try #require(driver.firstHealthLine)
    driver.select(line)
    driver.press(.reveal, .copy)
    guard case .screen(.copy(let text))? = driver.effects.first else {
      Issue.record("nothing was copied")
      return
    }
    driver.handle(.appearance(.copied(text, .unsupported)))
    #expect(driver.screen.overlays.isEmpty)
  }

  // MARK: The mouse

  @Test func theMouseIsOffUntilItIsAskedFor() {
    var driver = SessionDriver()
    driver.press(.mouse)
    #expect(driver.effects == [.screen(.setMouse(true))])
    driver.handle(.appearance(.mouseSet(isOn: true)))
    #expect(driver.notice.contains("hold Shift to select text in your terminal"))
    driver.press(.mouse)
    #expect(driver.effects == [.screen(.setMouse(false))])
  }

  @Test func aClickMovesFocusAndSelectionAndOpensNothing() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.pointer(.pointed(.pane(.caseDetail, row: "patient.email"))))
    #expect(driver.screen.focus == .caseDetail)
    #expect(driver.screen.casePane.selectedID == "patient.email")
    let row = try #require(driver.screen.lookup.rows.first?.id)
    driver.handle(.pointer(.pointed(.pane(.lookup, row: row))))
    #expect(driver.screen.focus == .lookup)
    #expect(driver.screen.lookup.selectedID == row)
    #expect(driver.effects == [])
    driver.handle(.pointer(.pointed(.pane(.form, row: nil))))
    #expect(driver.screen.focus == .lookup, "no form is open")
  }

  @Test func aClickNeitherConfirmsNorReachesBelowAQuestion() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.focusCasePane)
    let before = driver.screen.casePane.selectedID
    driver.press(.interrupt)
    #expect(driver.screen.context == .confirmation)
    driver.handle(.pointer(.pointed(.pane(.caseDetail, row: "patient.email"))))
    driver.handle(.pointer(.wheeled(.down)))
    #expect(driver.screen.context == .confirmation)
    #expect(driver.screen.casePane.selectedID == before)
  }

  @Test func theMouseIsNoActivity() {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 1, asksForSecret: false))
    _ = driver.start()
    driver.uptime += 59
    driver.handle(.pointer(.wheeled(.down)))
    driver.handle(.pointer(.pointed(.pane(.lookup, row: nil))))
    driver.uptime += 2
    driver.handle(.pointer(.wheeled(.down)))
    #expect(driver.screen.overlays.contains { if case .lock = $0 { true } else { false } })
  }

  @Test func underTheLockTheMouseMeansNothing() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.lock)
    driver.handle(.pointer(.pointed(.pane(.caseDetail, row: "patient.email"))))
    driver.handle(.pointer(.wheeled(.down)))
    #expect(driver.screen.focus == .lookup || driver.screen.casePane.selectedID != "patient.email")
  }
}
