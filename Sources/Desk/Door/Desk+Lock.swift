import Care360
import FoundationEssentials

/// The lock: what brings it, what it covers, what opens it.
extension Desk {
  /// Covers the screen at once; the key goes when the drafts are saved, or after five seconds whatever happens.
  mutating func lockNow(suspends: Bool = false, at now: Date) -> [Effect] {
    guard !door.isCovering else { return [] }
    door.lock.close(secret: door.secret, suspends: suspends)
    mask()
    let unrecorded: [Effect] = worklist.isAsking ? [.read(.cancelCases)] + worklist.unrecorded : []
    closeConfirmations()
    screen.notices.clear()
    let saves = saveDrafts(at: now, isLeaving: true)
    return unrecorded + saves + (isSavingDrafts ? door.lock.setTimer(Lock.savingLimit) : [])
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
      case .secret(let prompt): return prompt.forgotten.map(Overlay.Body.secret)
      case .prompt(let prompt) where prompt.isSecret: return nil
      case .prompt, .picker, .reading: return body
      }
    }
    door.noteConfirmationClosed(closed)
  }

  /// The key goes once no save needs it any more.
  mutating func finishLocking(isLate: Bool = false) -> [Effect] {
    guard door.lock.state == .closing, isLate || !isSavingDrafts else { return [] }
    if isLate { drafts.savesUnanswered() }
    let suspends = door.lock.closed()
    let wipes: [Effect] = store == .open && door.lock.secret != .nothing ? [.store(.wipeKey)] : []
    return wipes + (suspends ? [.screen(.suspend)] : [])
  }

  mutating func lockTimerFired(_ timer: Int, at now: Date) -> [Effect] {
    guard timer == door.lock.timer else { return [] }
    switch door.lock.state {
    // Where it was due it has been closed by now.
    case .open: return door.lock.wait(at: door.uptime)
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
      guard door.lock.state == .closing else { return [.screen(.suspend)] }
      door.lock.suspendOnceClosed()
      return []
    }
    guard door.lock.state == .locked, !door.lock.isChecking else { return [] }
    if door.lock.secret == .nothing {
      guard case .command(.accept) = input else { return [] }
      return unlocked(nil, at: now) + (store == .open ? [.store(.checkDrafts)] : [])
    }
    if case .command(.accept) = input {
      return door.lock.takeText(at: door.uptime).map { [.store(.unlock($0))] } ?? []
    }
    door.lock.handle(input)
    return []
  }

  /// Back to the same field and lists. What could not be kept meanwhile is kept now.
  mutating func unlocked(_ contents: StoreContents?, at now: Date) -> [Effect] {
    guard door.lock.state == .locked else { return [] }
    door.lock.open(at: door.uptime)
    if door.takeConfirmationClosed() {
      say(Span("A question was closed by the lock: nothing was sent.", .warning))
    }
    if let contents { adopt(contents) }
    return door.lock.wait(at: door.uptime) + saveDrafts(at: now) + [.token(.forget)]
  }

  /// The same words whatever was wrong; after the last try the program ends. Text that is in memory only would be lost with
  /// it: then every further try has to wait for long.
  mutating func unlockRefused(triesLeft: Int, waitSeconds: Int) -> [Effect] {
    var sentence = "That does not open it"
    var seconds = waitSeconds
    if notKept.isEmpty {
      guard triesLeft > 0 else { return [.end(.leave("That was the last try: nothing was opened."))] }
      sentence += triesLeft == 1 ? "; 1 try is left." : "; \(triesLeft) tries are left."
    } else {
      sentence += ". The program stays, as what was typed here is kept nowhere else."
      if triesLeft == 0 { seconds = Lock.longWait }
    }
    if seconds > 0 { sentence += " Wait \(seconds) s." }
    let mayTryAt = door.uptime + Double(seconds)
    if door.lock.state == .locked {
      door.lock.refused(sentence, mayTryAt: mayTryAt)
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
