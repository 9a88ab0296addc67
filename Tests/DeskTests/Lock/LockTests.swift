import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

struct LockTests {
  let id: StoredDraftID

  init() throws { id = StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)) }

  /// Lets the lock's timer end as often as needed until so many seconds have passed; returns how long it slept each time.
  @discardableResult
  func sleep(_ driver: inout SessionDriver, _ timer: (seconds: Int, timer: Int)?, until end: Double) -> [Int] {
    var next = timer
    var slept: [Int] = []
    while let timer = next, driver.uptime + Double(timer.seconds) <= end {
      driver.pass(Double(timer.seconds))
      slept.append(timer.seconds)
      driver.handle(.door(.lockTimerFired(timer: timer.timer)))
      next = driver.lockTimer
    }
    return slept
  }

  func started(_ minutes: Int? = 10) -> (SessionDriver, (seconds: Int, timer: Int)?) {
    var driver = SessionDriver(lock: LockRule(idleMinutes: minutes, asksForSecret: true))
    let effects = driver.start()
    for case .timer(.lock(let seconds, let timer)) in effects { return (driver, (seconds, timer)) }
    return (driver, nil)
  }

  // MARK: When it comes

  @Test(arguments: [1, 10, 15]) func theLockComesAfterThatManyMinutesWithoutAKey(_ minutes: Int) {
    var (driver, timer) = started(minutes)
    let end = 1000 + Double(minutes) * 60
    sleep(&driver, timer, until: end - 1)
    #expect(driver.lockScreen == nil)
    var (again, first) = started(minutes)
    let slept = sleep(&again, first, until: end)
    #expect(again.lockScreen != nil && again.uptime == end)
    #expect(slept.count <= 61, "it looks at the clock by seconds in the last minute only")
  }

  @Test func minutesOutOfRangeAreTheNearestInIt() {
    #expect(
      [0, -5, 1, 15, 16, Int.max].map { LockRule(idleMinutes: $0, asksForSecret: true).idleMinutes } == [
        1, 1, 1, 15, 15, 15,
      ])
  }

  @Test func theLockNeverComesByItselfInTheSandbox() {
    var driver = SessionDriver()
    #expect(driver.start() == [.record(.listUnsettled)])
    driver.pass(100_000)
    driver.press(.find)
    #expect(driver.lockScreen == nil)
  }

  @Test func theCountdownShowsInTheLastMinuteOnly() {
    var (driver, timer) = started()
    sleep(&driver, timer, until: 1000 + 539)
    #expect(!driver.header.contains("locks in"))
    sleep(&driver, timer, until: 1000 + 540)
    #expect(driver.header.contains("locks in 60 s"))
    let next = driver.lockTimer
    #expect(next?.seconds == 1)
    sleep(&driver, next, until: 1000 + 558)
    #expect(driver.header.contains("locks in 42 s"))
    driver.press(.redraw)
    #expect(!driver.header.contains("locks in"), "a key starts it anew")
  }

  /// The machine slept: no timer ended, and the first thing that happens is a key.
  @Test func aKeyThatComesTooLateLocksAndIsSwallowed() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.find)
    driver.pass(600)
    driver.handle(.input(.typed("x")))
    #expect(driver.lockScreen != nil && driver.lockScreen?.field?.text == "")
    #expect(driver.effects.contains(.store(.wipeKey)))
    driver.unlock()
    #expect(driver.screen.lookup.field.text == Sample.averyMail)
  }

  @Test func aWallClockThatJumpsChangesNothing() {
    var (driver, timer) = started()
    driver.now -= 86_400
    sleep(&driver, timer, until: 1600)
    #expect(driver.lockScreen != nil)
    var (other, _) = started()
    other.now += 86_400
    other.handle(.patient(.maskTimerFired))
    #expect(other.lockScreen == nil)
  }

  @Test func anUptimeThatGoesBackStretchesNothing() {
    var (driver, timer) = started()
    driver.pass(590)
    driver.handle(.patient(.maskTimerFired))
    driver.uptime -= 500
    driver.press(.find)
    driver.uptime += 500
    driver.pass(599)
    driver.handle(.patient(.maskTimerFired))
    #expect(driver.lockScreen == nil, "the key counts at the time that is known to have passed")
    driver.pass(1)
    driver.handle(.door(.lockTimerFired(timer: timer?.timer ?? 0)))
    #expect(driver.lockScreen != nil)
  }

  @Test func afterTwelveHoursItComesHoweverBusy() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    let opened = driver.uptime
    while driver.uptime < opened + 12 * 3600 - 300 {
      driver.pass(300)
      driver.move(.down)
    }
    #expect(driver.lockScreen == nil)
    driver.pass(300)
    driver.move(.down)
    #expect(driver.lockScreen != nil)
    driver.unlock()
    #expect(driver.lockScreen == nil)
    driver.pass(300)
    driver.move(.down)
    #expect(driver.lockScreen == nil, "from here on twelve hours again")
  }

  @Test func theTwelveHoursCountFromTheOpeningOfTheStore() {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true))
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    func keep(_ seconds: Double) {
      let end = driver.uptime + seconds
      while driver.uptime < end {
        driver.pass(300)
        driver.press(.redraw)
      }
    }
    keep(6 * 3600)
    driver.handle(.door(.storeOpened(StoreContents())))
    keep(12 * 3600 - 300)
    #expect(driver.lockScreen == nil)
    keep(300)
    #expect(driver.lockScreen != nil)
  }

  @Test func aTimerOfBeforeTheLockDoesNotRunBesideTheNewOne() throws {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    driver.unlock()
    let current = driver.lockTimer
    driver.handle(.door(.lockTimerFired(timer: 1)))
    #expect(driver.effects.isEmpty && current?.timer != 1)
  }

  // MARK: Saving first

  @Test func theDraftIsSavedBeforeTheKeyGoes() throws {
    var driver = try SessionDriver.typing()
    driver.press(.lock)
    #expect(driver.saved != nil && !driver.effects.contains(.store(.wipeKey)))
    #expect(driver.lockScreen?.lines.last?.text == "Saving the drafts …", "covered at once")
    #expect(driver.lockTimer?.seconds == 5)
    driver.type("x")
    #expect(driver.lockScreen?.field == nil)
    driver.handle(.drafts(.saved(id, version: 1, at: driver.now)))
    #expect(driver.effects == [.store(.wipeKey)])
    driver.unlock()
    #expect(driver.badge == "saved 10:42")
  }

  @Test func aStoreThatDoesNotAnswerHoldsItUpForFiveSecondsOnly() throws {
    var driver = try SessionDriver.typing()
    driver.press(.lock)
    let timer = try #require(driver.lockTimer)
    driver.pass(5)
    driver.handle(.door(.lockTimerFired(timer: timer.timer)))
    #expect(driver.effects == [.store(.wipeKey)])
    #expect(driver.header.contains("1 draft NOT SAVED"))
    driver.unlock()
    #expect(driver.formText.contains("How much do you weigh?"), "the text was kept in memory")
    #expect(driver.saved != nil, "and is saved now")
  }

  @Test func aFullDiskIsSaidOnTheLockAndTheTextStays() throws {
    var driver = try SessionDriver.typing()
    driver.press(.lock)
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(driver.effects.contains(.store(.wipeKey)) && driver.header.contains("1 draft NOT SAVED"))
    driver.handle(.drafts(.retryTimerFired))
    #expect(driver.saved == nil, "nothing can be sealed without the key")
    driver.unlock()
    #expect(driver.saved != nil && driver.formText.contains("How much do you weigh?"))
  }

  @Test func whatWasTypedDuringASaveIsSavedBeforeTheKeyGoes() throws {
    var driver = try SessionDriver.typing()
    driver.autosave()
    let first = try #require(driver.saved)
    driver.type("!")
    driver.press(.lock)
    driver.handle(.drafts(.saved(first.id, version: 1, at: driver.now)))
    #expect(driver.saved != nil && !driver.effects.contains(.store(.wipeKey)))
    try driver.storeSaves(version: 2)
    #expect(driver.effects == [.store(.wipeKey)])
  }

  /// Whatever was being done: after lock and unlock the screen is as it was.
  @Test func unlockingLeadsBackToTheSameField() throws {
    var random = SeededGenerator(seed: 3)
    let commands: [Command] = [
      .nextField, .previousField, .addQuestion, .addProduct, .deleteItem, .undo, .redo, .review, .back, .questionList,
      .nextUnanswered, .addProducts, .nextPane, .accept, .palette,
    ]
    for round in 0..<60 {
      var driver = try SessionDriver.typing()
      for _ in 0..<12 {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: driver.type("ab")
        case 1: driver.move([.up, .down, .pageDown].randomElement(using: &random) ?? .up)
        default: driver.press(commands.randomElement(using: &random) ?? .nextField)
        }
        if driver.saved != nil { try driver.storeSaves() }
      }
      driver.autosave()
      if driver.saved != nil { try driver.storeSaves() }
      guard driver.confirmation == nil, driver.lockScreen == nil else { continue }
      driver.press(.redraw)
      let before = driver.screen
      driver.press(.lock)
      // Over a list the command is the list's: then there is nothing to compare.
      guard driver.lockScreen != nil else { continue }
      driver.unlock()
      var after = driver.screen
      after.notice = before.notice
      let isSame = after == before
      #expect(isSame, "round \(round)")
    }
  }

  @Test func confirmationsAreClosedAndThatIsSaid() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmation != nil)
    driver.pass(600)
    driver.handle(.patient(.maskTimerFired))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    driver.unlock()
    #expect(driver.confirmation == nil && driver.notice == "The lock closed a confirmation: nothing was sent.")
  }
}

extension SessionDriver {
  /// Types the passphrase and lets it be right.
  mutating func unlock(_ contents: StoreContents? = nil) {
    type(Self.phrase)
    press(.accept)
    handle(.door(.unlocked(contents)))
  }
}
