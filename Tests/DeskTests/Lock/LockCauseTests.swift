import Testing

@testable import Care360
@testable import Desk

/// Whoever comes back to a covered screen reads why.
struct LockCauseTests {
  private func cause(_ driver: SessionDriver) -> String? {
    driver.lockScreen?.lines.dropFirst(2).first?.text
  }

  @Test func aLockThatWasAskedForSaysSo() {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    #expect(cause(driver) == "Locked by you.")
    driver.unlock()
    driver.press(.suspend)
    #expect(cause(driver) == "Locked: the program was suspended.")
  }

  @Test func oneThatCameByItselfSaysWhatItCameAfter() {
    var driver = SessionDriver.withStore()
    driver.pass(600)
    driver.press(.redraw)
    #expect(cause(driver) == "Locked: no key was pressed for 10 minutes.")
    driver.unlock()
    for _ in 0..<(12 * 12) {
      driver.pass(300)
      driver.move(.down)
    }
    #expect(cause(driver) == "Locked: it was open for 12 hours.")
  }

  @Test func aProgramThatWasStoppedSaysSo() {
    var driver = SessionDriver.withStore()
    driver.handle(.door(.resumed))
    #expect(cause(driver) == "Locked: the program was stopped and runs again.")
  }

  @Test func anotherSessionIsNamedOnceItIsKnown() throws {
    var driver = try SessionDriver.typing("Mine")
    let keyAt = driver.now
    driver.pass(5)
    driver.handle(.door(.draftWanted))
    #expect(driver.effects.first == .store(.nameTaker) && driver.saved != nil, "it saves first")
    #expect(cause(driver) == "Locked: another session of yours took over a draft.")
    driver.handle(.door(.takerNamed("pts/5")))
    #expect(cause(driver) == "Locked: pts/5 took over a draft.")
    #expect(driver.session.lastKeyAt == keyAt, "nobody pressed a key here")
  }

  @Test func aLockThatIsThereSaysWhatHappenedSince() {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    driver.handle(.door(.takerNamed("pts/5")))
    #expect(cause(driver) == "Locked by you.")
    driver.handle(.door(.draftWanted))
    #expect(cause(driver) == "Locked: another session of yours took over a draft.")
  }
}
