/// The lock of the screen. Times are seconds of a clock that runs on while the machine sleeps and never jumps.
struct Lock: Sendable {
  enum State: Hashable, Sendable {
    case open
    /// Covered; drafts are being saved.
    case closing
    /// Covered; the key is gone.
    case locked
  }

  /// What opens it.
  enum Secret: Hashable, Sendable {
    case passphrase
    case pin
    /// Enter does.
    case nothing
  }

  /// The event that closed it.
  enum Cause: Hashable, Sendable {
    case hand
    case idle(minutes: Int)
    case hardCap
    case suspended
    /// The program was stopped and runs again.
    case continued
    /// Another session takes a draft over; nil: which one is not known.
    case draftTaken(by: String?)
    case wrongOldPassphrase
  }

  let rule: LockRule
  private(set) var cause = Cause.hand
  private(set) var state = State.open
  private(set) var secret = Secret.nothing
  /// The number of the current timer; an earlier timer no longer counts.
  private(set) var timer = 0
  /// The program is to be suspended once it is locked.
  private(set) var suspends = false
  private(set) var field = SecretText()
  /// What was typed is being checked.
  private(set) var isChecking = false
  private(set) var problem: String?
  /// No try before this time.
  private(set) var mayTryAt: Double = 0
  /// The operator's last key.
  private var keyAt: Double
  private var openedAt: Double

  /// The hard limit, in seconds after unlocking, however busy the operator is.
  static let hardCap: Double = 12 * 3600
  /// The longest time in seconds that saving drafts may delay the lock.
  static let savingLimit = 5
  /// The wait in seconds between tries beyond the usual number: 288 tries a day.
  static let longWait = 300
  /// The countdown shows during this last number of seconds.
  static let countdown: Double = 60

  init(rule: LockRule, uptime: Double) {
    self.rule = rule
    keyAt = uptime
    openedAt = uptime
  }

  var isCovering: Bool { state != .open }

  /// Seconds until it locks by itself; nil where it never does.
  func remaining(at uptime: Double) -> Double? {
    guard let minutes = rule.idleMinutes, state == .open else { return nil }
    return min(keyAt + Double(minutes) * 60, openedAt + Self.hardCap) - uptime
  }

  func isDue(at uptime: Double) -> Bool { dueCause(at: uptime) != nil }

  /// Why it has to come by itself; nil: it has not.
  func dueCause(at uptime: Double) -> Cause? {
    guard let minutes = rule.idleMinutes, let remaining = remaining(at: uptime), remaining <= 0 else { return nil }
    return uptime - keyAt >= Double(minutes) * 60 ? .idle(minutes: minutes) : .hardCap
  }

  /// "locks in 42 s", in the last minute only.
  func countdown(at uptime: Double) -> String? {
    guard let remaining = remaining(at: uptime), remaining <= Self.countdown else { return nil }
    return "locks in \(max(0, Int(remaining.rounded(.up)))) s"
  }

  /// Only a key of the operator is activity.
  mutating func keyPressed(at uptime: Double) { keyAt = uptime }

  /// The effect that waits for the next look at the clock: one wait until the last minute, then every second.
  mutating func wait(at uptime: Double) -> [Effect] {
    guard let remaining = remaining(at: uptime) else { return [] }
    let seconds = remaining > Self.countdown ? Int((remaining - Self.countdown).rounded(.up)) : 1
    return setTimer(seconds)
  }

  mutating func setTimer(_ seconds: Int) -> [Effect] {
    timer += 1
    return [.timer(.lock(seconds: max(1, seconds), timer: timer))]
  }

  /// - Parameter suspends: the program is to be suspended once it is locked.
  mutating func close(secret: Secret, suspends: Bool = false, because cause: Cause) {
    state = .closing
    self.cause = cause
    self.secret = secret
    self.suspends = suspends
    field = SecretText()
    isChecking = false
    problem = nil
  }

  /// True where the program is to be suspended now.
  mutating func closed() -> Bool {
    state = .locked
    defer { suspends = false }
    return suspends
  }

  /// The sentence about a lock that is there already.
  mutating func note(cause: Cause) { self.cause = cause }

  /// While it closes: the program is to be suspended then.
  mutating func suspendOnceClosed() { suspends = true }

  // MARK: What is typed

  mutating func handle(_ input: Input) {
    switch input {
    case .typed(let text), .pasted(let text): field.insert(text)
    case .pastedSecret(let text): field.insert(text)
    case .replaced(let text): field = SecretText(text)
    case .replacedSecret(let text): field = text
    case .edited(let edit): field.apply(edit)
    case .command(.back): field = SecretText()
    case .command, .picked, .toggled, .moved, .field: break
    }
  }

  /// Takes the text to be tried; nil where there is none, or where it is too early, which is said all along.
  mutating func takeText(at uptime: Double) -> SecretText? {
    guard !field.isEmpty else { return nil }
    guard uptime >= mayTryAt else { return nil }
    let typed = field
    field = SecretText()
    isChecking = true
    problem = nil
    return typed
  }

  /// The text that was typed was checked and does not open it, or could not be checked: it can be tried again.
  ///
  /// - Parameter mayTryAt: not before this time; nil: at once.
  mutating func refused(_ sentence: String, mayTryAt: Double? = nil) {
    isChecking = false
    problem = sentence
    if let mayTryAt { self.mayTryAt = mayTryAt }
  }

  /// Shows a problem with the typed text.
  mutating func note(_ sentence: String) { problem = sentence }

  mutating func open(at uptime: Double) {
    state = .open
    suspends = false
    field = SecretText()
    isChecking = false
    problem = nil
    mayTryAt = 0
    keyAt = uptime
    openedAt = uptime
  }

  /// Another secret opens the lock from now on. For the hard cap this counts as a full unlock.
  mutating func restart(at uptime: Double) {
    keyAt = uptime
    openedAt = uptime
  }
}
