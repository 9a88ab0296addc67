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
    lock.close(secret: secret, because: .hand)
    _ = lock.closed()
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
    lock.close(secret: .pin, because: .hand)
    #expect(lock.isCovering)
    #expect(lock.state == .closing)
    #expect(!lock.isDue(at: start + 1e9))
    _ = lock.closed()
    #expect(lock.isCovering)
  }

  @Test func closingAndOpeningForgetWhatWasTyped() {
    var lock = locked()
    lock.handle(.typed("abc"))
    _ = lock.takeText(at: start)
    lock.handle(.typed("more"))
    lock.close(secret: .pin, because: .hand)
    #expect(lock.field.isEmpty && !lock.isChecking && lock.problem == nil)
    _ = lock.closed()
    lock.handle(.typed("abc"))
    lock.refused("No.", mayTryAt: start + 100)
    lock.suspendOnceClosed()
    lock.open(at: start + 50)
    #expect(lock.field.isEmpty && lock.problem == nil && lock.mayTryAt == 0 && !lock.suspends)
    #expect(lock.state == .open)
    #expect(!lock.isDue(at: start + 649))
  }

  @Test func aCheckThatFailedCanBeTriedAgain() {
    var lock = locked()
    lock.handle(.typed("abc"))
    let typed = lock.takeText(at: start)
    #expect(typed == SecretText("abc"))
    #expect(lock.isChecking && lock.field.isEmpty)
    lock.refused("Your entry did not open it.")
    #expect(!lock.isChecking)
    #expect(lock.problem == "Your entry did not open it.")
    #expect(lock.state == .locked)
  }

  @Test func aTryThatComesTooEarlyIsSaidAndKeepsTheText() {
    var lock = locked()
    lock.refused("No.", mayTryAt: start + 4)
    lock.handle(.typed("abc"))
    let early = lock.takeText(at: start + 1.5)
    #expect(early == nil)
    #expect(lock.problem == "No." && lock.mayTryAt == start + 4)
    #expect(!lock.field.isEmpty && !lock.isChecking)
    let due = lock.takeText(at: start + 4)
    #expect(due == SecretText("abc"))
    let empty = lock.takeText(at: start + 4)
    #expect(empty == nil, "nothing was typed")
  }

  @Test func whoeverAskedToSuspendIsSuspendedOnce() {
    var lock = lock()
    lock.close(secret: .pin, suspends: true, because: .hand)
    let suspends = lock.closed()
    #expect(suspends)
    #expect(!lock.suspends)
    lock.close(secret: .pin, because: .hand)
    let again = lock.closed()
    #expect(!again)
  }

  // MARK: What covers the screen

  private func shown(_ lock: Lock) throws -> LockPresentation {
    let overlay = lock.presentation(environment: Span("SANDBOX"), operatorName: "robin", at: start)
    guard case .lock(let presentation) = overlay else {
      throw Mismatch()
    }
    return presentation
  }

  private struct Mismatch: Error {}

  @Test func theFieldShowsHowMuchWasTypedAndNothingOfIt() throws {
    var lock = locked()
    lock.handle(.typed("hush"))
    let field = try #require(try shown(lock).field)
    #expect(field.text == "****")
    #expect(field.isMasked)
    #expect(field.placeholder == "passphrase")
  }

  @Test func nothingIsAskedWhileDraftsAreSavedOrWhereEnterOpens() throws {
    var closing = lock()
    closing.close(secret: .passphrase, because: .hand)
    #expect(try shown(closing).field == nil)
    #expect(try shown(closing).lines.map(\.text).contains("Saving the drafts …"))
    #expect(try shown(locked(.nothing)).field == nil)
    #expect(try shown(locked(.pin)).field?.placeholder == "PIN")
  }
}
