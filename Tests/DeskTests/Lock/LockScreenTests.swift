import Foundation
import Testing

@testable import Care360
@testable import Desk

struct LockScreenTests {
  static let canaries = [
    "Avery", "Lindqvist", "TOSXM", "1988", Sample.averyMail, Sample.averyPhone, Sample.avery, "approved", "Starter",
    "weigh", "forms.example.com",
  ]

  func text(_ driver: SessionDriver) -> String {
    var text = ""
    dump(driver.screen, to: &text)
    return text
  }

  func expectNothingOfAPatient(_ driver: SessionDriver, _ location: SourceLocation = #_sourceLocation) {
    let shown = text(driver)
    #expect(driver.lockScreen != nil, sourceLocation: location)
    for canary in Self.canaries { #expect(!shown.contains(canary), "\(canary)", sourceLocation: location) }
  }

  @Test func theLockShowsEnvironmentAndOperatorAndNothingOfAPatient() throws {
    var driver = try SessionDriver.typing()
    for canary in ["Avery", "weigh", "TOSXM"] { #expect(text(driver).contains(canary)) }
    driver.press(.lock)
    expectNothingOfAPatient(driver)
    try driver.storeSaves()
    expectNothingOfAPatient(driver)
    #expect(
      driver.lockScreen?.lines.map(\.text) == [
        "SANDBOX", "Operator robin", "Locked by you.", "Type the passphrase to unlock.",
      ])
    #expect(driver.lockScreen?.field?.isMasked == true)
    #expect(driver.screen.editor == nil && driver.screen.context == .prompt)
  }

  /// Answers that arrive are taken in and not drawn.
  @Test func nothingThatArrivesIsDrawn() throws {
    var driver = SessionDriver.withStore()
    driver.lookUp(Sample.averyMail)
    driver.press(.palette)
    driver.choose("lock")
    driver.latest(.success(try CaseID(Sample.avery)))
    expectNothingOfAPatient(driver)
    driver.found(.success(try Sample.detail()))
    expectNothingOfAPatient(driver)
    #expect(!driver.effects.contains { if case .store(.cacheCase) = $0 { true } else { false } }, "its key is gone")
    driver.unlock()
    #expect(driver.casePane.contains("Case ADA-TOSXM"))
    #expect(driver.effects.contains { if case .store(.cacheCase) = $0 { true } else { false } }, "kept once it can be")
  }

  @Test func aLinkThatArrivesWaitsAndIsKept() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.requestRefill()
    driver.press(.lock)
    driver.handle(
      .writes(.ended(.success(Written(value: .link("https://forms.example.com/1"), isRecorded: true)), write: 1)))
    expectNothingOfAPatient(driver)
    #expect(!driver.effects.contains { if case .store(.keepLink) = $0 { true } else { false } })
    driver.unlock()
    #expect(driver.reading == nil && driver.notice.isEmpty == false)
    #expect(driver.effects.contains { if case .store(.keepLink) = $0 { true } else { false } })
  }

  @Test func noQuestionComesUpUnderIt() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.requestRefill()
    driver.press(.lock)
    let earlier = try Sample.intent("x", .requestRefillLink, at: driver.now)
    driver.handle(.writes(.ended(.failure(.failed(.unsettledSameWrite([earlier]))), write: 1)))
    driver.unlock()
    #expect(driver.confirmation == nil)
  }

  @Test func everyKeyGoesToTheLock() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.lock)
    for command in Command.allCases where ![.redraw, .suspend, .accept].contains(command) {
      driver.press(command)
      #expect(driver.effects.isEmpty, "\(command)")
      expectNothingOfAPatient(driver)
    }
    driver.handle(.input(.picked(1)))
    driver.handle(.input(.toggled))
    driver.move(.down)
    driver.handle(.input(.pasted("pasted")))
    #expect(driver.lockScreen?.field?.text == "******")
    driver.handle(.input(.pastedSecret(SecretText("ü1"))))
    #expect(driver.lockScreen?.field?.text == "********" && driver.session.takesSecret)
    driver.press(.back)
    #expect(driver.lockScreen?.field?.text == "")
    driver.press(.redraw)
    #expect(driver.effects == [.screen(.redraw)])
  }

  @Test func wrongTriesAreSaidAlikeAndTheLastEndsTheProgram() throws {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    #expect(driver.effects == [.store(.wipeKey)])
    driver.press(.accept)
    #expect(driver.effects.isEmpty, "nothing was typed")
    for left in [4, 3, 2, 1] {
      driver.type("wrong")
      driver.press(.accept)
      #expect(driver.effects == [.store(.unlock(SecretText("wrong")))])
      #expect(driver.lockScreen?.field?.text == "")
      driver.press(.accept)
      #expect(driver.effects.isEmpty, "it is being checked")
      driver.handle(.door(.unlockRefused(triesLeft: left, waitSeconds: 5 - left)))
      #expect(driver.lockScreen?.problem?.hasPrefix("Your entry did not open it; ") == true)
      driver.type("wrong")
      driver.press(.accept)
      #expect(driver.effects.isEmpty && driver.lockScreen?.problem?.hasSuffix("before the next try.") == true)
      #expect(driver.lockScreen?.field?.text == "*****", "it stays in its field")
      driver.press(.back)
      driver.pass(Double(5 - left))
    }
    driver.type("wrong")
    driver.press(.accept)
    driver.handle(.door(.unlockRefused(triesLeft: 0, waitSeconds: 0)))
    #expect(driver.effects == [.end(.leave("That was the last try: nothing was opened."))])
  }

  /// Whoever passes by must not be able to throw a form away.
  @Test func wrongTriesEndNothingWhereAFormIsKeptNowhereElse() throws {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    driver.handle(.door(.storeIsMemoryOnly(reason: "There is no store.")))
    for _ in 0..<2 {
      driver.type("1234")
      driver.press(.accept)
    }
    try driver.open(try Sample.detail())
    driver.startForm("How much do you weigh?")
    driver.press(.lock)
    func fail(triesLeft: Int, waitSeconds: Int) {
      driver.type("9999")
      driver.press(.accept)
      #expect(driver.effects.count == 1, "it is tried")
      driver.handle(.door(.unlockRefused(triesLeft: triesLeft, waitSeconds: waitSeconds)))
      #expect(driver.effects == [.timer(.wait(seconds: max(waitSeconds, triesLeft == 0 ? 300 : 0)))])
    }
    let stays = "Your entry did not open it. CaseDesk stays open because your text is kept nowhere else."
    fail(triesLeft: 1, waitSeconds: 8)
    #expect(driver.lockScreen?.problem == "\(stays) Wait 8 s before the next try.")
    driver.pass(8)
    for _ in 0..<3 {
      fail(triesLeft: 0, waitSeconds: 0)
      #expect(driver.lockScreen?.problem == "\(stays) Wait 300 s before the next try.")
      driver.pass(299)
      driver.type("1234")
      driver.press(.accept)
      #expect(driver.effects.isEmpty && driver.lockScreen?.problem == "\(stays) Wait 1 s before the next try.")
      driver.press(.back)
      driver.pass(1)
    }
    driver.type("1234")
    driver.press(.accept)
    driver.handle(.door(.unlocked(nil)))
    #expect(driver.formText.contains("How much do you weigh?"))
  }

  @Test func aStoreThatFailsToOpenAgainLeavesTheLockToBeTriedAgain() {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    driver.type("right")
    driver.press(.accept)
    driver.handle(.door(.storeFailed("The local store cannot be used: the disk failed.")))
    #expect(driver.lockScreen?.problem == "The local store cannot be used: the disk failed.")
    driver.type("right")
    driver.press(.accept)
    #expect(driver.effects == [.store(.unlock(SecretText("right")))])
  }

  @Test func thePassphraseLeavesTheSessionWithItsEffect() {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    driver.type("quatsch")
    driver.press(.accept)
    #expect(driver.effects == [.store(.unlock(SecretText("quatsch")))])
    #expect(driver.secrets.isEmpty && !driver.everything.contains("quatsch"))
  }

  @Test func withoutAStoreThePINOpensIt() {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    driver.handle(.door(.storeIsMemoryOnly(reason: "The home folder cannot be written.")))
    #expect(driver.notice == "The home folder cannot be written.")
    for _ in 0..<2 {
      driver.type("2468")
      driver.press(.accept)
    }
    driver.press(.lock)
    #expect(driver.effects.isEmpty, "there is no key to wipe")
    #expect(driver.lockScreen?.lines.last?.text == "Type the PIN of this session to unlock.")
    driver.type("2468")
    driver.press(.accept)
    #expect(driver.effects == [.store(.unlock(SecretText("2468")))])
    driver.handle(.door(.unlocked(nil)))
    #expect(driver.lockScreen == nil)
  }

  @Test func theSandboxIsCoveredAndAsksForEnterOnly() throws {
    var driver = SessionDriver()
    driver.handle(.door(.storeIsMemoryOnly(reason: nil)))
    try driver.open(try Sample.detail())
    driver.press(.lock)
    expectNothingOfAPatient(driver)
    #expect(driver.lockScreen?.field == nil)
    driver.type("x")
    expectNothingOfAPatient(driver)
    driver.press(.accept)
    #expect(driver.casePane.contains("Case ADA-TOSXM"))
  }

  @Test func suspendingLocksFirst() throws {
    var driver = try SessionDriver.typing()
    driver.press(.suspend)
    #expect(driver.saved != nil && !driver.effects.contains(.screen(.suspend)))
    try driver.storeSaves()
    #expect(driver.effects == [.store(.wipeKey), .screen(.suspend)])
    driver.handle(.door(.resumed))
    #expect(driver.effects == [.screen(.redraw)])
    expectNothingOfAPatient(driver)
    driver.press(.suspend)
    #expect(driver.effects == [.screen(.suspend)], "it is locked already")
  }

  @Test func comingBackFromAStopThatNobodyAskedForLocks() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.handle(.door(.resumed))
    #expect(driver.effects == [.screen(.redraw), .store(.wipeKey)])
    expectNothingOfAPatient(driver)
  }

  @Test func secretsThatWereBeingTypedAreDropped() {
    var driver = SessionDriver.withStore()
    driver.press(.token)
    driver.handle(.input(.pasted("quaint-token")))
    driver.pass(600)
    driver.handle(.patient(.maskTimerFired))
    #expect(driver.lockScreen != nil && !driver.everything.contains("\"q\""))
    driver.unlock()
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func revealedHealthDataIsMaskedAgain() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.revealAll)
    #expect(driver.shownCase?.isAllRevealed == true)
    driver.press(.lock)
    driver.unlock()
    #expect(driver.shownCase?.isAllRevealed == false)
  }
}
