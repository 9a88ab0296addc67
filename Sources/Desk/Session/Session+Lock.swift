import Care360
import FoundationEssentials

/// The lock: what brings it, what it covers, what opens it.
extension Session {
  /// What opens the lock just now.
  private var lockSecret: Lock.Secret {
    if store == .open, !isKeyFromCommand { return .passphrase }
    return hasPIN ? .pin : .nothing
  }

  /// Covers the screen at once; the key goes when the drafts are saved, or after five seconds whatever happens.
  mutating func lockNow(suspends: Bool = false, at now: Date) -> [Effect] {
    guard !lock.isCovering else { return [] }
    lock.close(secret: lockSecret)
    lock.suspends = suspends
    mask()
    closeConfirmations()
    screen.notices.clear()
    let saves = saveDrafts(at: now, isLeaving: true)
    return saves + (isSavingDrafts ? lock.setTimer(Lock.savingLimit) : [])
  }

  /// A confirmation is not to be answered by somebody who did not see it come up, and nothing typed in secret waits
  /// under the lock.
  private mutating func closeConfirmations() {
    var closed = false
    overlays.updateAll { body in
      switch body {
      case .confirmation:
        closed = true
        return nil
      case .prompt(let prompt) where prompt.purpose.isSecret: return prompt.forgotten.map(Overlay.Body.prompt)
      case .prompt, .picker, .reading: return body
      }
    }
    isConfirmationClosed = closed
  }

  /// The key goes once no save needs it any more.
  mutating func finishLocking(isLate: Bool = false) -> [Effect] {
    guard lock.state == .closing, isLate || !isSavingDrafts else { return [] }
    if isLate { savesUnanswered() }
    lock.closed()
    var effects: [Effect] = store == .open && lock.secret != .nothing ? [.store(.wipeKey)] : []
    if lock.suspends { effects.append(.screen(.suspend)) }
    lock.suspends = false
    return effects
  }

  /// Something opens the lock now that did not when it closed.
  mutating func relock() -> [Effect] {
    let wasLocked = lock.state == .locked
    lock.close(secret: lockSecret)
    if wasLocked { lock.closed() }
    return wasLocked && lock.secret != .nothing ? [.store(.wipeKey)] : []
  }

  mutating func lockTimerFired(_ timer: Int, at now: Date) -> [Effect] {
    guard timer == lock.timer else { return [] }
    switch lock.state {
    // Where it was due it has been closed by now.
    case .open: return lock.wait(at: uptime)
    case .closing: return finishLocking(isLate: true)
    case .locked: return []
    }
  }

  /// Every key goes here while the screen is covered.
  mutating func lockInput(_ input: Input, at now: Date) -> [Effect] {
    if case .command(.redraw) = input {
      screen.redraw()
      return [.screen(.redraw)]
    }
    if case .command(.suspend) = input, settings.allowsSuspend {
      guard lock.state == .closing else { return [.screen(.suspend)] }
      lock.suspends = true
      return []
    }
    guard lock.state == .locked, !lock.isChecking else { return [] }
    if lock.secret == .nothing {
      guard case .command(.accept) = input else { return [] }
      return unlocked(nil, at: now) + (store == .open ? [.store(.checkDrafts)] : [])
    }
    switch input {
    case .typed(let text), .pasted(let text): lock.field.insert(text)
    case .replaced(let text): lock.field = SecretText(text)
    case .edited(let edit): lock.field.apply(edit)
    case .command(.back): lock.field = SecretText()
    case .command(.accept): return tryToUnlock()
    default: break
    }
    return []
  }

  private mutating func tryToUnlock() -> [Effect] {
    guard !lock.field.isEmpty else { return [] }
    if let wait = waitSentence(until: lock.mayTryAt) {
      lock.problem = wait
      return []
    }
    let typed = lock.field
    lock.field = SecretText()
    lock.isChecking = true
    lock.problem = nil
    return [.store(.unlock(typed))]
  }

  /// Nil when a try may be made now.
  func waitSentence(until time: Double) -> String? {
    guard uptime < time else { return nil }
    return "Wait \(Int((time - uptime).rounded(.up))) s before the next try."
  }

  /// Back to the same field and lists. What could not be kept meanwhile is kept now.
  mutating func unlocked(_ contents: StoreContents?, at now: Date) -> [Effect] {
    guard lock.state == .locked else { return [] }
    lock.open(at: uptime)
    if isConfirmationClosed {
      isConfirmationClosed = false
      say(Span("A question was closed by the lock: nothing was sent.", .warning))
    }
    if let contents { take(contents) }
    return lock.wait(at: uptime) + saveDrafts(at: now) + [.token(.forget)]
  }

  /// The same words whatever was wrong; after the last try the program ends.
  mutating func unlockRefused(triesLeft: Int, waitSeconds: Int) -> [Effect] {
    guard triesLeft > 0 else { return [.end(.leave("That was the last try: nothing was opened."))] }
    let tries = triesLeft == 1 ? "1 try is left" : "\(triesLeft) tries are left"
    let wait = waitSeconds > 0 ? " Wait \(waitSeconds) s." : ""
    let sentence = "That does not open it; \(tries).\(wait)"
    let mayTryAt = uptime + Double(waitSeconds)
    if lock.state == .locked {
      lock.isChecking = false
      lock.problem = sentence
      lock.mayTryAt = mayTryAt
    } else {
      updateSecretPrompt(.openStore) { prompt in
        prompt.isWaiting = false
        prompt.problem = sentence
        prompt.mayTryAt = mayTryAt
      }
    }
    return []
  }
}
