/// The store and its secret, the lock and the PIN: they decide who may see anything here.
struct Door: Sendable {
  private(set) var store = StoreState.notYet
  var lock: Lock
  /// True when a command gives the store's key, so that the lock asks for a PIN.
  private(set) var isKeyFromCommand = false
  /// A PIN of this session was chosen.
  private(set) var hasPIN = false
  /// The store's contents, until there is a PIN for the lock.
  private var contentsBehindPIN: StoreContents?
  /// No try to change the passphrase before this time, in the seconds of the lock's clock.
  private(set) var mayChangePassphraseAt: Double = 0
  /// A confirmation was closed when the lock came.
  private var isConfirmationClosed = false
  /// Counts removals from the store: a read that was requested before one still reports the removed rows.
  private(set) var removals = 0
  /// Seconds of the lock's clock at the last event.
  private(set) var uptime: Double

  init(rule: LockRule, uptime: Double) {
    lock = Lock(rule: rule, uptime: uptime)
    self.uptime = uptime
  }

  /// The clock never runs back.
  mutating func clock(_ uptime: Double) { self.uptime = max(self.uptime, uptime) }

  var isCovering: Bool { lock.isCovering }

  /// The secret that opens the lock just now.
  var secret: Lock.Secret {
    if store == .open, !isKeyFromCommand { return .passphrase }
    return hasPIN ? .pin : .nothing
  }

  /// True when the lock needs a PIN, because no passphrase opens it, and none is chosen yet.
  var lacksPIN: Bool { (store == .open ? isKeyFromCommand : true) && lock.rule.asksForSecret && !hasPIN }

  /// A refusal and, as long as no further try is accepted, that one has to wait.
  static func problem(_ sentence: String?, waitUntil time: Double, at uptime: Double) -> String? {
    let wait = uptime < time ? "Wait \(Int((time - uptime).rounded(.up))) s before the next try." : nil
    let parts = [sentence, wait].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  // MARK: The store

  mutating func asksPassphrase(isNew: Bool) { store = .asksPassphrase(isNew: isNew) }

  mutating func isMemoryOnly(reason: String?) { store = .memoryOnly(reason: reason) }

  /// The store is open. True when its contents have to wait for a PIN: no patient may be behind the question for the
  /// secret that will cover them.
  mutating func opened(_ contents: StoreContents) -> Bool {
    store = .open
    lock.restart(at: uptime)
    isKeyFromCommand = contents.isKeyFromCommand
    if lacksPIN { contentsBehindPIN = contents }
    return lacksPIN
  }

  mutating func note(_ effects: [Effect]) { removals += effects.count(where: \.isRemoval) }

  mutating func reopened(_ contents: StoreContents) { isKeyFromCommand = contents.isKeyFromCommand }

  /// A PIN was chosen: gives the contents that waited for it.
  mutating func choosePIN() -> StoreContents? {
    hasPIN = true
    lock.restart(at: uptime)
    defer { contentsBehindPIN = nil }
    return contentsBehindPIN
  }

  mutating func passphraseRefused(waitSeconds: Int) { mayChangePassphraseAt = uptime + Double(waitSeconds) }

  // MARK: The lock

  /// - Parameter closed: an open question was closed; nobody may answer a question that they did not see.
  mutating func noteConfirmationClosed(_ closed: Bool) { isConfirmationClosed = closed }

  /// True once where the lock closed a question.
  mutating func takeConfirmationClosed() -> Bool {
    defer { isConfirmationClosed = false }
    return isConfirmationClosed
  }

  /// The lock has a new secret from now on.
  mutating func relock() -> [Effect] {
    let wasLocked = lock.state == .locked
    lock.close(secret: secret, because: lock.cause)
    if wasLocked { _ = lock.closed() }
    return wasLocked && lock.secret != .nothing ? [.store(.wipeKey)] : []
  }
}

extension Effect {
  fileprivate var isRemoval: Bool {
    guard case .store(let effect) = self else { return false }
    return switch effect {
    case .deleteDraft, .forgetCase: true
    case .open, .create, .decline, .checkPassphrase, .changePassphrase, .setPIN, .cacheCase, .readCase,
      .keepLink, .changeFollowUp,
      .keepNames,
      .saveDraft,
      .claimDraft,
      .takeOverDraft, .nameTaker, .checkDrafts, .readAgain, .wipeKey, .unlock:
      false
    }
  }
}
