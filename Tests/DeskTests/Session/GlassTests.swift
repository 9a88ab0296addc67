import Testing

@testable import Care360
@testable import Desk

/// A yes is for a question that was read: drawn, whole, and a moment ago.
struct GlassTests {
  private func asking() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.refill, .accept)
    return driver
  }

  private func yes(_ driver: inout SessionDriver) -> Bool {
    driver.handle(.input(.command(.confirm)))
    return driver.effects.contains { if case .write(.send) = $0 { true } else { false } }
  }

  @Test func aQuestionThatWasNotDrawnTakesNoYes() throws {
    var driver = try asking()
    driver.uptime += 10
    #expect(!yes(&driver))
    #expect(driver.notice.contains("before this was on the screen") && driver.confirmation != nil)
  }

  @Test func theMomentIsCountedFromTheDrawing() throws {
    var driver = try asking()
    let number = try #require(driver.confirmation?.number)
    driver.uptime += 10
    driver.handle(.drawn(Glass(confirmation: number, isWhole: true)))
    driver.uptime += 0.29
    #expect(!yes(&driver))
    driver.uptime += 0.02
    // The same drawing again changes nothing.
    driver.handle(.drawn(Glass(confirmation: number, isWhole: true)))
    #expect(yes(&driver))
  }

  /// A y that counts for nothing yet is not offered as if it did.
  @Test func theChoicesAreDrawnAliveOnceTheyCount() throws {
    var driver = try asking()
    #expect(driver.confirmation?.isLive == false)
    let number = try #require(driver.confirmation?.number)
    driver.uptime += 10
    driver.handle(.drawn(Glass(confirmation: number, isWhole: true)))
    #expect(driver.effects == [.timer(.question(milliseconds: 300))] && driver.confirmation?.isLive == false)
    driver.uptime += 0.25
    driver.handle(.appearance(.questionTimerFired))
    #expect(driver.effects.count == 1 && driver.confirmation?.isLive == false, "a clock that runs ahead: it waits on")
    driver.uptime += 0.06
    driver.handle(.appearance(.questionTimerFired))
    #expect(driver.effects.isEmpty && driver.confirmation?.isLive == true)
    #expect(yes(&driver))
    driver.handle(.appearance(.questionTimerFired))
    #expect(driver.effects.isEmpty, "no question is left")
  }

  @Test func whereLinesAreSpokenNothingIsDrawnAgain() throws {
    var driver = try SessionDriver.showing(try Sample.detail()) { $0.naming = .names }
    driver.press(.refill, .accept)
    let number = try #require(driver.confirmation?.number)
    driver.handle(.drawn(Glass(confirmation: number, isWhole: true)))
    #expect(driver.effects.isEmpty && driver.confirmation?.isLive == true)
  }

  @Test func theDrawingOfAnotherQuestionDoesNotCount() throws {
    var driver = try asking()
    let number = try #require(driver.confirmation?.number)
    driver.read()
    driver.press(.back, .refill, .accept)
    #expect(driver.confirmation?.number != number)
    driver.uptime += 10
    #expect(!yes(&driver))
    driver.handle(.drawn(Glass(confirmation: number, isWhole: true)))
    driver.uptime += 10
    #expect(!yes(&driver))
  }

  @Test func aQuestionWithoutItsEndInViewTakesNoYes() throws {
    var driver = try asking()
    let number = try #require(driver.confirmation?.number)
    driver.handle(.drawn(Glass(confirmation: number, isWhole: false)))
    driver.uptime += 10
    #expect(!yes(&driver))
    #expect(driver.notice.contains("part of the question was not in view"))
    driver.handle(.drawn(Glass(confirmation: number, isWhole: true)))
    #expect(!yes(&driver), "it came into view only now")
    driver.uptime += 0.31
    #expect(yes(&driver))
  }

  @Test func theSecondQuestionOfTwoIsReadByItself() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    driver.handle(.patient(.detailArrived(.success(try Sample.detail()), generation: driver.generation)))
    driver.handle(.patient(.bundlesArrived(.failure(Sample.serverFault), generation: driver.generation)))
    driver.type("premium")
    driver.press(.accept)
    driver.read()
    #expect(!yes(&driver), "it takes a second yes")
    #expect(driver.confirmation?.lines.last?.first?.text == "Really? Press y again.")
    driver.uptime += 10
    #expect(!yes(&driver), "which was not asked for on the glass yet")
    driver.read()
    #expect(yes(&driver))
  }
}
