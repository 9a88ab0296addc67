import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The terminal loses the keyboard to another window and gets it back.
struct TerminalFocusTests {
  private func showing(_ rule: DeskSettings.WithoutFocus) throws -> SessionDriver {
    try SessionDriver.showing(try Sample.detail()) { $0.withoutFocus = rule }
  }

  private func leave(_ driver: inout SessionDriver) { driver.handle(.appearance(.focusLost)) }

  private func comeBack(_ driver: inout SessionDriver) { driver.handle(.appearance(.focusGained)) }

  private func revealed(_ driver: SessionDriver) -> Bool { driver.shownCase?.isAllRevealed == true }

  @Test func maskHidesHealthDataAndShowsItOnlyWhenAskedAgain() throws {
    var driver = try showing(.mask)
    driver.press(.revealAll)
    #expect(revealed(driver))
    leave(&driver)
    #expect(!revealed(driver) && !driver.screen.isDimmed)
    comeBack(&driver)
    #expect(!revealed(driver))
    driver.press(.revealAll)
    #expect(revealed(driver))
  }

  @Test(arguments: [DeskSettings.WithoutFocus.off, .dim]) func onlyMaskMasks(_ rule: DeskSettings.WithoutFocus) throws {
    var driver = try showing(rule)
    driver.press(.revealAll)
    leave(&driver)
    #expect(revealed(driver) && driver.screen.isDimmed == (rule == .dim))
    comeBack(&driver)
    #expect(revealed(driver) && !driver.screen.isDimmed)
  }

  @Test func maskHidesTheTextThatIsBeingTyped() throws {
    var driver = try SessionDriver.writing { $0.withoutFocus = .mask }
    driver.press(.message)
    driver.type("A red spot")
    func isSeen() -> Bool { "\(driver.screen)".contains("A red spot") }
    #expect(isSeen())
    leave(&driver)
    #expect(!isSeen())
    comeBack(&driver)
    #expect(isSeen())
    driver.review()
    #expect(driver.confirmation?.isHidden == false)
    leave(&driver)
    #expect(driver.confirmation?.isHidden == true)
  }

  @Test func aKeyIsTypedWhereTheKeyboardIs() throws {
    var driver = try showing(.dim)
    leave(&driver)
    driver.press(.redraw)
    #expect(!driver.screen.isDimmed)
  }

  @Test(arguments: [(60.0, nil), (61, "ADA-TOSXM was read 1 min ago: F5 reads it again."), (250, "read 4 min ago: F5")])
  func aCaseThatWasReadAWhileAgoIsOfferedToBeReadAgain(_ seconds: Double, _ sentence: String?) throws {
    var driver = try showing(.dim)
    leave(&driver)
    driver.now += seconds
    comeBack(&driver)
    #expect(driver.effects == [], "nothing is asked of the service")
    if let sentence { #expect(driver.notice.contains(sentence)) } else { #expect(driver.notice.isEmpty) }
  }

  @Test func nothingIsOfferedWithoutALeave() throws {
    var driver = try showing(.dim)
    driver.now += 500
    comeBack(&driver)
    #expect(driver.notice.isEmpty)
  }

  @Test func theOfferCoversNoWarning() throws {
    var driver = try showing(.dim)
    driver.handle(.input(.pasted("text")))
    let warning = driver.notice
    #expect(!warning.isEmpty)
    leave(&driver)
    driver.now += 500
    comeBack(&driver)
    #expect(driver.notice == warning)
  }

  @Test func aQuestionIsNotTalkedOver() throws {
    var driver = try showing(.dim)
    driver.press(.refill, .accept)
    leave(&driver)
    driver.now += 500
    comeBack(&driver)
    #expect(driver.confirmation != nil && driver.notice.isEmpty)
  }

  @Test(arguments: [DeskSettings.WithoutFocus.dim, .mask])
  func neitherIsActivityForTheLock(_ rule: DeskSettings.WithoutFocus) throws {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 1, asksForSecret: true)) { $0.withoutFocus = rule }
    _ = driver.start()
    for _ in 0..<6 {
      driver.pass(10)
      leave(&driver)
      comeBack(&driver)
    }
    #expect(driver.lockScreen != nil)
    leave(&driver)
    comeBack(&driver)
    #expect(driver.lockScreen != nil && driver.notice.isEmpty)
  }
}
