import Care360
import FoundationEssentials

/// The lock: what brings it, what it covers, what opens it.
extension Desk {
  /// Covers the screen at once. The key leaves memory when the drafts are saved, and after five seconds at the latest.
  mutating func lockNow(suspends: Bool = false, because cause: Lock.Cause, at now: Date) -> [Effect] {
    guard !door.isCovering else { return [] }
    door.lock.close(secret: door.secret, suspends: suspends, because: cause)
    mask()
    let unrecorded: [Effect] = worklist.isAsking ? [.read(.cancelCases)] + worklist.unrecorded : []
    closeConfirmations()
    screen.notices.clear()
    let saves = saveDrafts(at: now, isLeaving: true)
    return unrecorded + saves + (isSavingDrafts ? door.lock.setTimer(Lock.savingLimit) : [])
  }

  /// A confirmation must not be answered by a person who did not see it come up, and no half-typed secret waits
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

  /// The key leaves memory once no save needs it.
  mutating func finishLocking(isLate: Bool = false) -> [Effect] {
    guard door.lock.state == .closing, isLate || !isSavingDrafts else { return [] }
    if isLate {
      drafts.savesUnanswered()
      followUps.unanswered()
    }
    let suspends = door.lock.closed()
    let wipes: [Effect] = store == .open && door.lock.secret != .nothing ? [.store(.wipeKey)] : []
    return wipes + (suspends ? [.screen(.suspend)] : [])
  }

  mutating func lockTimerFired(_ timer: Int, at now: Date) -> [Effect] {
    guard timer == door.lock.timer else { return [] }
    switch door.lock.state {
    // A lock that was due has closed the screen by now.
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

  /// Returns to the same field and lists. Anything that could not be saved meanwhile is saved now.
  mutating func unlocked(_ contents: StoreContents?, at now: Date) -> [Effect] {
    guard door.lock.state == .locked else { return [] }
    door.lock.open(at: door.uptime)
    purpose.askAgain()
    if door.takeConfirmationClosed() {
      say(Span("The lock closed a confirmation: nothing was sent.", .warning))
    }
    if let contents { adopt(contents, at: now) }
    return door.lock.wait(at: door.uptime) + saveDrafts(at: now) + [.token(.forget)]
  }

  /// The words are the same whatever was wrong; after the last try the program ends. When text is in memory only,
  /// ending would lose it: then every further try has a long wait instead.
  mutating func unlockRefused(triesLeft: Int, waitSeconds: Int) -> [Effect] {
    var sentence = "Your entry did not open it"
    var seconds = waitSeconds
    if unkept.isEmpty {
      guard triesLeft > 0 else { return [.end(.leave("That was the last try: nothing was opened."))] }
      sentence += triesLeft == 1 ? "; 1 try is left." : "; \(triesLeft) tries are left."
    } else {
      sentence += ". CaseDesk stays open because your text is kept nowhere else."
      if triesLeft == 0 { seconds = Lock.longWait }
    }
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
    return redrawAfterWait(seconds)
  }

  /// The sentence that a try has to wait goes away when it has not.
  func redrawAfterWait(_ seconds: Int) -> [Effect] {
    // A line that was said stays said.
    settings.naming == .keys && seconds > 0 ? [.timer(.wait(seconds: seconds))] : []
  }
}
