import Care360
import FoundationEssentials

/// The store as the session knows it: whether it exists, its contents, and the changes that it has to be told.
extension Desk {
  mutating func doorEvent(_ event: DoorEvent, at now: Date) -> [Effect] {
    switch event {
    case .resumed:
      mask()
      return [.screen(.redraw)] + lockNow(because: .continued, at: now)
    case .draftWanted:
      // It saves first; what was taken is told with the next save.
      if door.isCovering { door.lock.note(cause: .draftTaken(by: nil)) }
      return (store == .open ? [.store(.nameTaker)] : []) + lockNow(because: .draftTaken(by: nil), at: now)
    case .takerNamed(let terminal):
      if door.lock.cause == .draftTaken(by: nil) { door.lock.note(cause: .draftTaken(by: terminal)) }
    case .oldPassphraseAccepted: oldPassphraseAccepted()
    case .waitTimerFired: break
    case .unlockRefused(let triesLeft, let seconds): return unlockRefused(triesLeft: triesLeft, waitSeconds: seconds)
    case .unlocked(let contents): return unlocked(contents, at: now)
    case .lockTimerFired(let timer): return lockTimerFired(timer, at: now)
    case .storeNeedsPassphrase(let isNew):
      guard store == .notYet else { return [] }
      door.asksPassphrase(isNew: isNew)
      ask(isNew ? .newPassphrase : .openStore)
    case .storeOpened(let contents):
      closeStartPrompts()
      guard !door.opened(contents) else { return askForPIN() }
      adopt(contents, at: now)
      // The store was opened under the lock with an earlier secret: from now on the lock asks for this one.
      return door.isCovering ? door.relock() : []
    case .storeReadAgain(let drafts, let links, let followUps, let removals, let hidesDrafts):
      return storeRead(drafts, links, followUps, removals: removals, hidesDrafts: hidesDrafts, at: now)
    case .storeIsMemoryOnly(let reason):
      guard store != .open else { return [] }
      door.isMemoryOnly(reason: reason)
      closeStartPrompts { $0.start == .openStore || $0.start == .newPassphrase }
      if let reason { say(Span(reason, .warning)) }
      return askForPIN()
    case .storeFailed(let sentence):
      say(Span(sentence, .error))
      if door.lock.state == .locked, door.lock.isChecking {
        // The person can try again: the data behind the lock must not be shut away forever.
        door.lock.refused(sentence)
      }
      for step in [SecretStep.openStore, .newPassphrase] {
        updateSecretPrompt(step) { prompt in
          guard prompt.isWaiting else { return }
          prompt.isWaiting = false
          prompt.problem = sentence
        }
      }
    case .passphraseChanged: say(Span("The passphrase was changed.", .success))
    case .oldPassphraseRefused(let triesLeft, let waitSeconds):
      // From now on the lock asks anyone who does not know the passphrase.
      guard triesLeft > 0 else {
        oldPassphraseRefused(nil)
        return lockNow(because: .wrongOldPassphrase, at: now)
      }
      door.passphraseRefused(waitSeconds: waitSeconds)
      if !oldPassphraseRefused("The old passphrase is another one.") {
        say(Span("The passphrase was not changed: the old one was wrong. Wait \(waitSeconds) s.", .error))
      }
      return redrawAfterWait(waitSeconds)
    case .passphraseNotChanged(let sentence):
      oldPassphraseRefused(nil)
      say(Span("The passphrase was not changed. \(sentence)", .error))
    }
    return []
  }

  /// The person works without the store.
  mutating func declineStore() -> [Effect] {
    door.isMemoryOnly(reason: "No passphrase was given.")
    say(Span("Nothing is kept on disk in this session: drafts are NOT KEPT.", .warning))
    return [.store(.decline)] + askForPIN()
  }

  /// Asks for a PIN at the start when no passphrase opens the lock.
  private mutating func askForPIN() -> [Effect] {
    guard door.lacksPIN else { return [] }
    let isAsking = overlays.stack.contains {
      if case .secret(let prompt) = $0.body { prompt.step.start == .newPIN } else { false }
    }
    if !isAsking { ask(.newPIN) }
    return []
  }

  /// Takes in what the store has. Nothing that is shown or selected moves.
  mutating func adopt(_ contents: StoreContents, at now: Date) {
    door.reopened(contents)
    lookup.recents.merge(contents.recents)
    products.merge(contents.names)
    links.merge(contents.links)
    followUps.listed(contents.followUps)
    followUpsChanged(at: now)
    listed(contents.drafts, hidesDrafts: contents.hidesDrafts)
    lookup.offer(
      leftOpen: contents.unclean.flatMap { drafts.stored[$0] } ?? lookup.leftOpen.flatMap { drafts.stored[$0.id] })
    guard !contents.notices.isEmpty else { return }
    let lines = contents.notices.enumerated().map { DetailLine(id: "\($0)", spans: [Span($1, .warning)]) }
    let reading = Reading(title: "About the data kept here", lines: lines, selectedID: "0")
    // Opens below the overlay that the person is typing into.
    overlays.slipUnder(.reading(reading), about: .nobody)
  }

  /// Tells the store what changed, unless it cannot take that: under the lock its key is not in memory.
  mutating func tellStore() -> [Effect] {
    switch store {
    case .notYet, .asksPassphrase: return []
    case .memoryOnly:
      // Without a store nobody takes the changes, so they must not pile up.
      _ = lookup.recents.takeChanges()
      _ = links.takeUnkept()
      _ = products.takeUnkept()
      _ = drafts.takeClaims()
      followUps.dropUntold()
      return []
    case .open:
      guard door.lock.state != .locked else { return [] }
      return followUps.takeUntold() + drafts.takeClaims() + lookup.recents.takeChanges() + links.takeUnkept()
        + products.takeUnkept()
    }
  }
}
