import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The lock before there is what opens it, and what arrives under it.
struct LockedFromTheStartTests {
  private static let rule = LockRule(idleMinutes: 10, asksForSecret: true)

  private func contents(isKeyFromCommand: Bool) throws -> StoreContents {
    StoreContents(
      recents: [Sample.recent(try Sample.detail(), seenAt: SessionDriver().now)], isKeyFromCommand: isKeyFromCommand)
  }

  @Test func nothingOfTheStoreIsTakenInBeforeThereIsAPIN() throws {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeOpened(try contents(isKeyFromCommand: true))))
    #expect(driver.prompt?.title == "Choose a PIN for this session")
    #expect(driver.screen.lookup.rows.isEmpty)
    // A lock that nothing can open yet covers nothing that matters.
    driver.press(.suspend)
    #expect(driver.lockScreen != nil)
    driver.press(.accept)
    #expect(driver.prompt?.title == "Choose a PIN for this session" && driver.screen.lookup.rows.isEmpty)
    for _ in 0..<2 {
      driver.type("2468")
      driver.press(.accept)
    }
    #expect(driver.screen.overlays.isEmpty && driver.screen.lookup.rows.count == 1)
    driver.press(.lock)
    driver.press(.accept)
    #expect(driver.lockScreen?.field?.placeholder == "PIN")
  }

  @Test func aStoreThatOpensUnderTheLockMakesItAsk() throws {
    var driver = SessionDriver(lock: Self.rule)
    _ = driver.start()
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    driver.press(.suspend)
    #expect(driver.lockScreen?.field == nil)
    driver.handle(.door(.storeOpened(try contents(isKeyFromCommand: false))))
    #expect(driver.lockScreen?.field?.placeholder == "passphrase")
    #expect(driver.effects.contains(.store(.wipeKey)))
    driver.press(.accept)
    #expect(driver.lockScreen != nil, "Enter alone opens nothing")
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    #expect(driver.effects == [.store(.unlock(SecretText(SessionDriver.phrase)))])
    driver.handle(.door(.unlocked(try contents(isKeyFromCommand: false))))
    #expect(driver.lockScreen == nil && driver.screen.lookup.rows.count == 1)
  }

  @Test func aWrongOldPassphraseWaitsAndTheLastOneLocks() {
    var driver = SessionDriver.withStore()
    func tryToChange() {
      driver.press(.passphrase)
      driver.type("wrong")
      driver.press(.accept)
    }
    tryToChange()
    driver.handle(.door(.oldPassphraseRefused(triesLeft: 4, waitSeconds: 2)))
    #expect(driver.prompt?.title == "Change the passphrase: the old one" && driver.notice.isEmpty)
    #expect(driver.prompt?.problem == "The old passphrase is another one. Wait 2 s before the next try.")
    driver.press(.back)
    tryToChange()
    #expect(driver.effects.isEmpty && driver.prompt?.problem == "Wait 2 s before the next try.")
    driver.press(.back)
    driver.pass(3)
    tryToChange()
    #expect(driver.effects.count == 1)
    driver.handle(.door(.oldPassphraseRefused(triesLeft: 0, waitSeconds: 0)))
    #expect(driver.lockScreen?.lines.contains { $0.text == "Locked: the old passphrase was wrong too often." } == true)
    driver.unlock()
    #expect(driver.prompt == nil && driver.secrets.isEmpty)
  }
}
