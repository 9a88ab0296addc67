import Foundation
import Testing

@testable import Care360
@testable import Desk

struct StoreOpeningTests {
  static let rule = LockRule(idleMinutes: 10, asksForSecret: true)

  @Test func anExistingStoreAsksBeforeAnythingElse() throws {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    #expect(driver.prompt?.title == "Passphrase" && driver.prompt?.field.isMasked == true)
    driver.lookUpBehind()
    #expect(!driver.effects.contains { if case .read(.fetchCase) = $0 { true } else { false } })
    #expect(driver.screen.lookup.field.text.isEmpty)
    driver.press(.accept)
    #expect(driver.effects == [.store(.open(passphrase: SecretText(Sample.averyMail)))])
    driver.handle(
      .door(.storeOpened(StoreContents(recents: [Sample.recent(try Sample.joDetail(), seenAt: driver.now - 840)]))))
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.screen.lookup.rows.first?.trailing?.text == "14m")
  }

  @Test func whatIsTypedBeforeTheStoreAsksIsShownNowhere() {
    var driver = SessionDriver(lock: Self.rule, beginsWithSecret: true)
    driver.type("S3CRET")
    driver.handle(.input(.pasted("S3CRET")))
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.press(.accept)
    #expect(!driver.everything.contains("S3CRET") && driver.screen.lookup.field.text.isEmpty)
    var sandbox = SessionDriver()
    sandbox.type("avery")
    #expect(sandbox.session.lookup.buffer.text == "avery", "without a passphrase to come it is a search")
  }

  @Test func thePassphraseLeavesTheSessionWithItsEffect() {
    for isNew in [false, true] {
      var driver = SessionDriver(lock: Self.rule)
      driver.handle(.door(.storeNeedsPassphrase(isNew: isNew)))
      driver.type(SessionDriver.phrase)
      #expect(driver.secrets == [SecretText(SessionDriver.phrase)])
      driver.press(.accept)
      if isNew {
        driver.type(SessionDriver.phrase)
        driver.press(.accept)
      }
      #expect(driver.effects.count == 1)
      #expect(driver.secrets.isEmpty && !driver.everything.contains("horse"))
    }
  }

  @Test func nothingIsTakenInWhileTheStoreChecks() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    #expect(driver.prompt?.lines.last?.text == "Checking …")
    driver.type("more")
    driver.press(.accept)
    #expect(driver.effects.isEmpty && driver.prompt?.field.text == "")
    driver.press(.back)
    #expect(
      driver.prompt?.title == "Passphrase" && driver.effects.isEmpty, "an answer is under way: nothing is declined")
  }

  @Test func wrongPassphrasesAreSaidAlikeAndTheLastOneEnds() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.type("wrong")
    driver.press(.accept)
    driver.handle(.door(.unlockRefused(triesLeft: 4, waitSeconds: 2)))
    #expect(driver.prompt?.problem == "Your entry did not open it; 4 tries are left. Wait 2 s before the next try.")
    #expect(driver.effects == [.timer(.wait(seconds: 2))])
    driver.type("wrong again")
    driver.press(.accept)
    #expect(driver.effects.isEmpty && driver.prompt?.problem == "Wait 2 s before the next try.")
    #expect(driver.prompt?.field.text == "***********", "it stays in its field")
    driver.pass(2)
    driver.handle(.door(.waitTimerFired))
    #expect(driver.prompt?.problem == nil && driver.prompt?.field.text == "***********")
    driver.press(.accept)
    #expect(driver.effects == [.store(.open(passphrase: SecretText("wrong again")))])
    driver.handle(.door(.unlockRefused(triesLeft: 0, waitSeconds: 0)))
    #expect(driver.effects == [.end(.leave("That was the last try: nothing was opened."))])
  }

  @Test func workingWithoutTheStoreIsSaidAndAsksForAPIN() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.press(.back)
    #expect(driver.effects == [.store(.decline)])
    #expect(driver.header.contains("drafts NOT KEPT"))
    #expect(driver.prompt?.title == "Choose a PIN for this session")
    driver.handle(.door(.storeIsMemoryOnly(reason: "No passphrase was given.")))
    #expect(driver.screen.overlays.count == 1, "asked once")
    driver.press(.back)
    #expect(driver.prompt?.problem == "The lock needs a PIN. Ctrl-C quits.")
    driver.type("12")
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("at least 4") == true)
    driver.type("1234")
    driver.press(.accept)
    driver.type("1235")
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("do not match") == true && driver.effects.isEmpty)
    for _ in 0..<2 {
      driver.type("1234")
      driver.press(.accept)
    }
    #expect(driver.effects == [.store(.setPIN(SecretText("1234")))])
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func aNewStoreIsChosenTwiceOrDeclined() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: true)))
    #expect(driver.prompt?.lines.contains { $0.text.contains("Nobody can recover it") } == true)
    driver.type("short")
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("at least 12") == true)
    driver.type(SessionDriver.phrase)
    driver.press(.accept, .back)
    #expect(driver.prompt?.title == "Choose a passphrase", "one step back, nothing declined")
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    driver.type(SessionDriver.phrase + "!")
    driver.press(.accept)
    #expect(driver.effects.isEmpty && driver.prompt?.problem?.contains("do not match") == true)
    for _ in 0..<2 {
      driver.type(SessionDriver.phrase)
      driver.press(.accept)
    }
    #expect(driver.effects == [.store(.create(passphrase: SecretText(SessionDriver.phrase)))])
    driver.handle(.door(.storeFailed("The folder cannot be written.")))
    #expect(driver.prompt?.problem == "The folder cannot be written.")
    driver.press(.back)
    #expect(driver.effects == [.store(.decline)] && driver.header.contains("drafts NOT KEPT"))
  }

  @Test func closingByThePaletteDeclinesAsEscDoes() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.press(.palette)
    driver.type("quit")
    driver.press(.accept)
    #expect(driver.effects == [.store(.decline)])
  }

  @Test func theSandboxAsksForNothing() {
    var driver = SessionDriver()
    #expect(driver.start() == [.record(.listUnsettled)])
    driver.handle(.door(.storeIsMemoryOnly(reason: nil)))
    #expect(driver.screen.overlays.isEmpty && !driver.header.contains("NOT KEPT"))
  }

  @Test func aKeyFromACommandLeavesTheLockToAPIN() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeOpened(StoreContents(isKeyFromCommand: true))))
    #expect(driver.prompt?.title == "Choose a PIN for this session")
    #expect(driver.reason(.passphrase) != nil)
  }

  @Test func theRulesOfASecretStandBeforeTheFirstTry() {
    var driver = SessionDriver(lock: Self.rule)
    driver.handle(.door(.storeNeedsPassphrase(isNew: true)))
    #expect(driver.prompt?.lines.contains { $0.text.contains("At least 12 characters") } == true)
    driver.press(.back)
    #expect(driver.prompt?.title == "Choose a PIN for this session")
    #expect(driver.prompt?.lines.contains { $0.text == "At least 4 characters." } == true)
  }

  @Test func whatBefellTheStoreIsShown() {
    let driver = SessionDriver.withStore(StoreContents(notices: ["The cache was damaged and began anew."]))
    #expect(driver.reading?.lines.first?.spans.first?.text == "The cache was damaged and began anew.")
  }

  @Test func changingThePassphraseTakesTheOldOneAndTheNewOneTwice() {
    var driver = SessionDriver.withStore()
    driver.press(.passphrase)
    driver.type("old passphrase")
    driver.press(.accept)
    #expect(driver.effects == [.store(.checkPassphrase(SecretText("old passphrase")))], "it is tried at once")
    driver.type("too early")
    #expect(driver.prompt?.field.text == "" && driver.prompt?.title == "Change the passphrase: the old one")
    driver.handle(.door(.oldPassphraseAccepted))
    driver.type("another passphrase")
    driver.press(.accept)
    driver.type("another slip")
    driver.press(.accept)
    #expect(driver.prompt?.title == "Change the passphrase: the new one", "the old one is not asked for again")
    #expect(driver.prompt?.problem == "The two entries do not match: type it again.")
    for _ in 0..<2 {
      driver.type("another passphrase")
      driver.press(.accept)
    }
    #expect(
      driver.effects == [
        .store(.changePassphrase(old: SecretText("old passphrase"), new: SecretText("another passphrase")))
      ])
    #expect(driver.screen.overlays.isEmpty && driver.secrets.isEmpty)
    driver.handle(.door(.passphraseNotChanged("Your entry did not open it.")))
    #expect(driver.notice == "The passphrase was not changed. Your entry did not open it.")
    driver.handle(.door(.passphraseChanged))
    #expect(driver.notice == "The passphrase was changed.")
  }
}

extension SessionDriver {
  /// Types an address and nothing else: what stands in front takes it.
  fileprivate mutating func lookUpBehind() {
    press(.find)
    type(Sample.averyMail)
  }

  /// Both come at the start, in either order.
  @Test func whyNothingIsKeptIsNotCoveredByTheListOfWrites() {
    for storeIsFirst in [true, false] {
      var driver = SessionDriver()
      let events: [Event] = [
        .door(.storeIsMemoryOnly(reason: "The local store stays closed.")),
        .record(.unsettledListed(.failure(JournalProblem("The record cannot be read.")))),
      ]
      for event in storeIsFirst ? events : events.reversed() { driver.handle(event) }
      #expect(driver.notice == "The local store stays closed.")
    }
  }
}
