import Testing

@testable import Desk

/// The door alone: which secret opens the lock, and what waits for one.
struct DoorModelTests {
  private func door(asksForSecret: Bool = true) -> Door {
    Door(rule: LockRule(idleMinutes: 10, asksForSecret: asksForSecret), uptime: 1000)
  }

  private let fromCommand = StoreContents(notices: ["a notice"], isKeyFromCommand: true)

  @Test func aStoreThatAPassphraseOpenedIsOpenedByItAgain() {
    var door = door()
    #expect(door.secret == .nothing)
    door.asksPassphrase(isNew: false)
    #expect(door.secret == .nothing)
    let waits = door.opened(StoreContents())
    #expect(!waits)
    #expect(door.store == .open)
    #expect(door.secret == .passphrase)
    #expect(!door.lacksPIN)
  }

  @Test func patientsWaitForAPINWhereACommandHasTheKey() throws {
    var door = door()
    let waits = door.opened(fromCommand)
    #expect(waits)
    #expect(door.lacksPIN)
    #expect(door.secret == .nothing)
    let contents = door.choosePIN()
    #expect(contents?.notices == ["a notice"])
    #expect(door.secret == .pin)
    #expect(!door.lacksPIN)
    #expect(door.choosePIN() == nil, "they are handed out once")
  }

  @Test func memoryOnlyTakesAPINWhereALockAsksForSecrets() {
    var door = door()
    door.isMemoryOnly(reason: "The disk is full.")
    #expect(door.lacksPIN)
    var open = self.door(asksForSecret: false)
    open.isMemoryOnly(reason: nil)
    #expect(!open.lacksPIN)
    #expect(open.secret == .nothing)
  }

  @Test func theClockNeverRunsBack() {
    var door = door()
    door.clock(1200)
    door.clock(900)
    #expect(door.uptime == 1200)
  }

  @Test func aTryIsMadeOnceTheWaitIsOver() {
    var door = door()
    door.passphraseRefused(waitSeconds: 4)
    #expect(
      Door.problem(nil, waitUntil: door.mayChangePassphraseAt, at: door.uptime) == "Wait 4 s before the next try.")
    door.clock(1003.2)
    #expect(
      Door.problem(nil, waitUntil: door.mayChangePassphraseAt, at: door.uptime) == "Wait 1 s before the next try.")
    door.clock(1004)
    #expect(Door.problem(nil, waitUntil: door.mayChangePassphraseAt, at: door.uptime) == nil)
    #expect(Door.problem("No.", waitUntil: 1005, at: 1003.5) == "No. Wait 2 s before the next try.")
  }

  @Test func aQuestionThatTheLockClosedIsToldOnce() {
    var door = door()
    door.noteConfirmationClosed(true)
    let told = [door.takeConfirmationClosed(), door.takeConfirmationClosed()]
    #expect(told == [true, false])
  }

  @Test func aSecretThatComesUnderTheLockTakesTheKeyAway() {
    var door = door()
    _ = door.opened(StoreContents())
    let whileOpen = door.relock()
    #expect(whileOpen.isEmpty)
    #expect(door.lock.state == .closing)
    _ = door.lock.closed()
    let whileLocked = door.relock()
    #expect(whileLocked == [.store(.wipeKey)])
    #expect(door.lock.state == .locked)
    #expect(door.lock.secret == .passphrase)
  }

  @Test func eachStepChecksTheSecretTypedInIt() {
    let short = SecretText("elevenchars")
    let long = SecretText("twelve chars")
    for step in [SecretStep.newPassphrase, .changedPassphrase(old: long)] {
      #expect(step.problem(of: short) == "Use at least 12 characters, for example four words.")
      #expect(step.problem(of: long) == nil)
    }
    #expect(SecretStep.newPIN.problem(of: SecretText("123")) == "Use at least 4 characters.")
    #expect(SecretStep.newPIN.problem(of: SecretText("1234")) == nil)
    for step in [
      SecretStep.repeatPassphrase(first: long), .repeatPIN(first: long), .repeatChanged(old: short, new: long),
    ] {
      #expect(step.problem(of: long) == nil)
      #expect(step.problem(of: short) != nil)
      #expect(step.isRepeat)
    }
    #expect(SecretStep.openStore.problem(of: SecretText("x")) == nil)
  }

  @Test func aPromptThatTheLockClosedIsAskedAgainFromItsStart() {
    let text = SecretText("twelve chars")
    var prompt = SecretPrompt(.repeatPassphrase(first: text))
    prompt.handle(.typed("twelve chars"))
    #expect(prompt.forgotten?.step == .newPassphrase)
    #expect(prompt.forgotten?.text.isEmpty == true)
    #expect(SecretPrompt(.repeatChanged(old: text, new: text)).forgotten == nil)
  }
}
