import Testing

@testable import Care360
@testable import Desk

/// The theme `auto`: dark or light, as the terminal's background is.
struct ThemeFollowingTests {
  private let themes = ["auto", "dark", "light", "mine"].map { ThemeChoice(name: $0, note: "") }

  private func driver(_ theme: String) -> SessionDriver { SessionDriver { $0.theme = theme } }

  private func report(_ background: TerminalBackground, to driver: inout SessionDriver) {
    driver.handle(.appearance(.backgroundReported(background)))
  }

  private func open(_ driver: inout SessionDriver) {
    driver.press(.theme)
    driver.handle(.appearance(.themesListed(themes)))
  }

  private func row(_ id: String, _ driver: SessionDriver) -> String? {
    driver.picker?.rows.first { $0.id == id }?.spans.first?.text
  }

  @Test func onlyAutoAsksTheTerminal() {
    var following = driver("auto")
    #expect(following.start().contains(.screen(.followBackground(true))))
    var fixed = driver("dark")
    #expect(!fixed.start().contains { if case .screen = $0 { true } else { false } })
    report(.light, to: &fixed)
    #expect(fixed.effects == [])
  }

  @Test func eachReportThatChangesSomethingChangesTheThemeWithoutAWord() {
    var driver = driver("auto")
    report(.dark, to: &driver)
    #expect(driver.effects == [], "dark is what is drawn until the terminal answers")
    report(.light, to: &driver)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))])
    report(.light, to: &driver)
    #expect(driver.effects == [])
    report(.dark, to: &driver)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: true))])
    #expect(driver.screen.notice == nil)
  }

  @Test func theListSaysWhatAutoStandsForAndThatItIsInUse() throws {
    var driver = driver("auto")
    report(.light, to: &driver)
    open(&driver)
    let row = try #require(driver.picker?.rows.first { $0.id == "auto" })
    #expect(row.spans.first?.text == "auto: light")
    #expect(row.trailing?.text == "in use")
    #expect(driver.picker?.selectedID == "auto")
    driver.move(.down)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: true))])
    driver.move(.up)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))])
    driver.move(.end)
    driver.press(.back)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))], "back to auto")
  }

  @Test func anotherThemeIsLeftAloneUntilAutoIsChosenAgain() {
    var driver = driver("auto")
    report(.light, to: &driver)
    open(&driver)
    driver.choose("mine")
    #expect(
      driver.effects == [.screen(.useTheme("mine", isPreview: false)), .screen(.followBackground(false))])
    driver.handle(.appearance(.themeUsed("mine", problems: [])))
    report(.dark, to: &driver)
    #expect(driver.effects == [])
    driver.press(.reloadTheme)
    #expect(driver.effects == [.screen(.useTheme("mine", isPreview: false))])
    open(&driver)
    #expect(row("auto", driver) == "auto: light", "as the terminal said last")
    driver.choose("auto")
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: false)), .screen(.followBackground(true))])
    driver.handle(.appearance(.themeUsed("light", problems: [])))
    #expect(driver.notice == "Theme auto until the program ends; theme = \"auto\" in config.toml keeps it.")
    report(.dark, to: &driver)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: true))])
  }

  @Test func autoIsChosenAgainWithoutAskingTwice() {
    var driver = driver("auto")
    open(&driver)
    driver.choose("auto")
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: false))])
    driver.handle(.appearance(.themeUsed("dark", problems: [])))
    #expect(driver.notice == "The theme auto was read again.")
  }

  @Test func theThemeThatAutoStandsForIsReadAgain() {
    var driver = driver("auto")
    report(.light, to: &driver)
    driver.press(.reloadTheme)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: false))])
    driver.handle(.appearance(.themeUsed("light", problems: ["light.toml:2:1: accent: no colour."])))
    #expect(driver.notice == "Theme light, 1 problem: light.toml:2:1: accent: no colour.")
  }

  @Test func aReportUnderTheListChangesWhatAutoShowsAndNoOtherPreview() {
    var driver = driver("auto")
    open(&driver)
    #expect(row("auto", driver) == "auto: dark")
    report(.light, to: &driver)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))], "auto is selected")
    #expect(row("auto", driver) == "auto: light")
    driver.move(.end)
    report(.dark, to: &driver)
    #expect(driver.effects == [], "mine is previewed")
    #expect(row("auto", driver) == "auto: dark")
    driver.move(.home)
    #expect(driver.effects == [.screen(.useTheme("dark", isPreview: true))])
    driver.move(.end)
    report(.light, to: &driver)
    driver.move(.home)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))])
    driver.move(.end)
    driver.press(.back)
    #expect(driver.effects == [.screen(.useTheme("light", isPreview: true))])
  }

  @Test func aReportBeforeTheAnswerAboutTheChoiceIsNotTakenForAnotherTheme() {
    var driver = driver("dark")
    open(&driver)
    driver.choose("auto")
    report(.light, to: &driver)
    driver.handle(.appearance(.themeUsed("dark", problems: [])))
    #expect(driver.notice.hasPrefix("Theme auto until the program ends"))
  }

  @Test func aReportIsNoActivityAndNothingIsUnlocked() {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 1, asksForSecret: false)) { $0.theme = "auto" }
    _ = driver.start()
    driver.uptime += 59
    report(.light, to: &driver)
    driver.uptime += 2
    report(.dark, to: &driver)
    #expect(driver.screen.overlays.contains { if case .lock = $0 { true } else { false } })
    report(.light, to: &driver)
    #expect(driver.effects.contains(.screen(.useTheme("light", isPreview: true))), "the lock is drawn in it too")
    #expect(driver.screen.overlays.contains { if case .lock = $0 { true } else { false } })
  }

  @Test func aProfileWithAThemeOfItsOwnAsksNothing() {
    var driver = driver("mine")
    #expect(!driver.start().contains(.screen(.followBackground(true))))
    open(&driver)
    #expect(row("auto", driver) == "auto: dark", "not known before it is asked")
  }
}
