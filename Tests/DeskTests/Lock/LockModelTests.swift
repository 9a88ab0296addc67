import Testing

@testable import Desk

/// The lock alone: when it is due, and what it keeps of what was typed.
struct LockModelTests {
  private let start = 1000.0

  private func lock(minutes: Int? = 10) -> Lock {
    Lock(rule: LockRule(idleMinutes: minutes, asksForSecret: true), uptime: start)
  }

  private func locked(_ secret: Lock.Secret = .passphrase) -> Lock {
    var lock = lock()
    lock.close(secret: secret)
    lock.closed()
    return lock
  }

  @Test func itIsDueAfterTheMinutesWithoutAKey() {
    var lock = lock()
    #expect(!lock.isDue(at: start + 599.9))
    #expect(lock.isDue(at: start + 600))
    lock.keyPressed(at: start + 599)
    #expect(!lock.isDue(at: start + 1198))
    #expect(lock.isDue(at: start + 1199))
  }

  @Test func noKeyHoldsItOpenForMoreThanTwelveHours() {
    var lock = lock()
    let end = start + 12 * 3600
    lock.keyPressed(at: end - 1)
    #expect(!lock.isDue(at: end - 1))
    #expect(lock.isDue(at: end))
    lock.restart(at: end - 1)
    #expect(!lock.isDue(at: end))
  }

  @Test func aLockWithoutARuleIsNeverDueAndSetsNoTimer() {
    var lock = lock(minutes: nil)
    #expect(!lock.isDue(at: start + 1e9))
    #expect(lock.wait(at: start).isEmpty)
    #expect(lock.countdown(at: start + 1e9) == nil)
  }

  @Test func theCountdownShowsInTheLastMinuteOnly() {
    let lock = lock()
    #expect(lock.countdown(at: start + 539.9) == nil)
    #expect(lock.countdown(at: start + 540) == "locks in 60 s")
    #expect(lock.countdown(at: start + 598.5) == "locks in 2 s")
    #expect(lock.countdown(at: start + 700) == "locks in 0 s")
  }

  @Test func itWaitsForTheLastMinuteAtOnceAndThenBySeconds() {
    var lock = lock()
    #expect(lock.wait(at: start + 0.5) == [.timer(.lock(seconds: 540, timer: 1))])
    #expect(lock.wait(at: start + 541) == [.timer(.lock(seconds: 1, timer: 2))])
    #expect(lock.timer == 2)
  }

  @Test func itCoversFromTheMomentItCloses() {
    var lock = lock()
    #expect(!lock.isCovering)
    lock.close(secret: .pin)
    #expect(lock.isCovering)
    #expect(lock.state == .closing)
    #expect(!lock.isDue(at: start + 1e9))
    lock.closed()
    #expect(lock.isCovering)
  }

  @Test func closingAndOpeningForgetWhatWasTyped() {
    var lock = locked()
    lock.field = SecretText("abc")
    lock.isChecking = true
    lock.problem = "No."
    lock.close(secret: .pin)
    #expect(lock.field.isEmpty && !lock.isChecking && lock.problem == nil)
    lock.closed()
    lock.field = SecretText("abc")
    lock.problem = "No."
    lock.mayTryAt = start + 100
    lock.suspends = true
    lock.open(at: start + 50)
    #expect(lock.field.isEmpty && lock.problem == nil && lock.mayTryAt == 0 && !lock.suspends)
    #expect(lock.state == .open)
    #expect(!lock.isDue(at: start + 649))
  }

  @Test func aCheckThatFailedCanBeTriedAgain() {
    var lock = locked()
    lock.isChecking = true
    lock.refused("That does not open it.")
    #expect(!lock.isChecking)
    #expect(lock.problem == "That does not open it.")
    #expect(lock.state == .locked)
  }

  // MARK: What covers the screen

  private func shown(_ lock: Lock) throws -> LockPresentation {
    let overlay = lock.presentation(environment: Span("SANDBOX"), operatorName: "robin")
    guard case .lock(let presentation) = overlay else {
      throw Mismatch()
    }
    return presentation
  }

  private struct Mismatch: Error {}

  @Test func theFieldShowsHowMuchWasTypedAndNothingOfIt() throws {
    var lock = locked()
    lock.field = SecretText("hush")
    let field = try #require(try shown(lock).field)
    #expect(field.text == "****")
    #expect(field.isMasked)
    #expect(field.placeholder == "passphrase")
  }

  @Test func nothingIsAskedWhileDraftsAreSavedOrWhereEnterOpens() throws {
    var closing = lock()
    closing.close(secret: .passphrase)
    #expect(try shown(closing).field == nil)
    #expect(try shown(closing).lines.map(\.text).contains("Saving the drafts …"))
    #expect(try shown(locked(.nothing)).field == nil)
    #expect(try shown(locked(.pin)).field?.placeholder == "PIN")
  }
}
