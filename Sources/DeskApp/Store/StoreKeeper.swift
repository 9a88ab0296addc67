import Care360
import CaseStore
import Desk
import FoundationEssentials
import PrivateIO
import Sealing

/// Does the store work for the session. Calls block on the disk and on Argon2id, so they run on their own queue, off
/// the main actor and off the threads that all other tasks share. The effect runner sends one call after the other.
actor StoreKeeper {
  private let executor = SerialQueueExecutor(label: "casedesk.store")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let plan: StorePlan
  private let now: @Sendable () -> Date
  private(set) var store: LocalStore?
  private var pin: SessionPIN?
  private let policy = UnlockPolicy()
  var failures = 0
  /// Versions that making this session the holder has changed.
  private var claims: [StoredDraftID: (from: Int, to: Int64)] = [:]
  /// Drafts that cannot be saved in their own place, and the place where their text is kept instead.
  private var redirects: [StoredDraftID: DraftID] = [:]

  init(_ plan: StorePlan, now: @escaping @Sendable () -> Date) {
    self.plan = plan
    self.now = now
  }

  // MARK: Opening

  /// The event that tells the screen, at its start, what kind of store there is.
  func start() async -> Event {
    switch plan.kind {
    case .memory(let reason): return .door(.storeIsMemoryOnly(reason: reason))
    case .passphrase(let place):
      do throws(StoreProblem) {
        switch try LocalStore.unlockKind(of: place) {
        case .passphrase: return .door(.storeNeedsPassphrase(isNew: false))
        case .key: return .door(.storeIsMemoryOnly(reason: StoreProblem.unavailable(.opensWithKeyCommand).sentence))
        case nil: return .door(.storeNeedsPassphrase(isNew: true))
        }
      } catch {
        return .door(.storeIsMemoryOnly(reason: error.sentence))
      }
    case .keyCommand(let place, let command):
      do throws(BackendProblem) {
        var printed = try await command()
        let event = await open(place, with: Result { () throws(StoreProblem) in try .printed(&printed) })
        // Nobody typed it, so nobody can try again.
        if case .door(.unlockRefused) = event {
          return .door(.storeIsMemoryOnly(reason: "The key command does not print the key of the local store."))
        }
        return event
      } catch {
        return .door(.storeIsMemoryOnly(reason: error.sentence))
      }
    }
  }

  private func open(_ place: StorePlace, with secret: Result<UnlockSecret, StoreProblem>) async -> Event {
    do throws(StoreProblem) {
      let secret = try secret.get()
      defer { secret.wipe() }
      let opened = try LocalStore.open(place, with: secret, terminal: plan.terminal, options: plan.options)
      store = opened
      failures = 0
      let isCut = await markActivity() == .cut
      var contents = try contents(of: opened, isFirst: true)
      if isCut { contents.notices.append(ActivityEndCheck.cutSentence) }
      return .door(.storeOpened(contents))
    } catch {
      store = nil
      return error == .wrongPassphrase ? refused() : .door(.storeIsMemoryOnly(reason: error.sentence))
    }
  }

  /// Marks the record's present lines, so that they cannot be missing later. Under the lock the next call does this.
  @discardableResult
  func markActivity() async -> ActivityEndCheck {
    guard let store, let journal = plan.journal else { return .unmarked }
    return await store.markEnd(of: journal)
  }

  private func refused() -> Event {
    let (triesLeft, waitSeconds) = countFailure()
    return .door(.unlockRefused(triesLeft: triesLeft, waitSeconds: waitSeconds))
  }

  func countFailure() -> (triesLeft: Int, waitSeconds: Int) {
    failures += 1
    return switch policy.step(after: failures) {
    case .wait(let seconds): (policy.tries - failures, seconds)
    case .exit: (0, 0)
    }
  }

  /// - Parameter isFirst: true includes the notices of the opening; expired cases were removed before.
  private func contents(of store: LocalStore, isFirst: Bool) throws(StoreProblem) -> StoreContents {
    var notices: [String] = []
    if isFirst { notices = store.notices.map(\.sentence) }
    var recents = try store.recentHeads()
    if isFirst {
      do throws(StoreProblem) {
        recents = try forgetOld(store)
      } catch {
        notices.append(error.sentence)
      }
    }
    if recents.unreadable > 0 {
      notices.append("\(recents.unreadable) recent cases were changed outside CaseDesk and are not shown.")
    }
    let drafts = try store.drafts()
    if !drafts.unreadable.isEmpty {
      notices.append("\(drafts.unreadable.count) drafts were changed outside CaseDesk; they are kept but not shown.")
    }
    let followUps = try store.followUps()
    if followUps.unreadable > 0 {
      notices.append("\(followUps.unreadable) follow-ups were changed outside CaseDesk; they are kept but not shown.")
    }
    let unclean = isFirst ? try store.uncleanEnds().max { $0.savedAt < $1.savedAt } : nil
    return StoreContents(
      recents: recents.heads.map(RecentCase.init), drafts: drafts.records.map { stored($0, in: store) },
      hidesDrafts: !drafts.unreadable.isEmpty,
      links: try store.refillLinks().map(RefillLink.init), followUps: open(followUps),
      names: try store.productNames().map(ProductName.init),
      unclean: unclean.map { StoredDraftID($0.id) },
      notices: notices, isKeyFromCommand: plan.isKeyFromCommand)
  }

  private func readAgain(_ removals: Int) -> [Event] {
    guard let store else { return [] }
    do throws(StoreProblem) {
      let found = try store.drafts()
      let drafts = found.records.map { stored($0, in: store) }
      let links = try store.refillLinks().map(RefillLink.init)
      let followUps = open(try store.followUps())
      return [
        .door(
          .storeReadAgain(
            drafts: drafts, links: links, followUps: followUps, removals: removals,
            hidesDrafts: !found.unreadable.isEmpty))
      ]
    } catch {
      return [.door(.storeFailed(error.sentence))]
    }
  }

  private func open(_ list: FollowUpList) -> [FollowUp] { list.records.filter { $0.doneAt == nil }.map(FollowUp.init) }

  private func forgetOld(_ store: LocalStore) throws(StoreProblem) -> RecentHeadList {
    let limit = now().addingTimeInterval(-86_400 * Double(plan.retention.days))
    let recents = try store.recentHeads(RecentRetention(since: limit, newest: plan.retention.count))
    _ = try store.forgetFollowUps(doneBefore: limit)
    return recents
  }

  func stored(_ record: DraftRecord, in store: LocalStore) -> StoredDraft {
    var draft = StoredDraft(record)
    do throws(StoreProblem) {
      if record.sessionID != store.sessionID, try store.isAlive(session: record.sessionID) {
        draft.holder = StoredDraft.Holder(terminal: record.terminal, lastKeyAt: record.content.lastKeyAt)
      }
    } catch {
      // When this fails, the holder stays unknown, and the next save finds out.
    }
    return draft
  }

  // MARK: What the session asks

  /// The resulting events; empty when there is nothing to say.
  func perform(_ effect: StoreEffect) async -> [Event] {
    switch effect {
    case .open(let passphrase), .create(let passphrase):
      guard case .passphrase(let place) = plan.kind else { return [] }
      return [await open(place, with: Self.typed(passphrase))]
    case .checkPassphrase(let text): return [check(text)]
    case .changePassphrase(let old, let new): return [change(old, new)]
    case .setPIN(let text): return set(text)
    case .unlock(let text): return await unlock(text)
    case .wipeKey:
      store?.lock()
      return []
    case .cacheCase(let recent, let detail):
      return keep { store throws(StoreProblem) in
        if let detail { try store.remember(RecentRecord(recent, detail)) } else { try store.change(RecentHead(recent)) }
      }
    case .readCase(let id): return read(id)
    case .forgetCase(let id):
      return keep { store throws(StoreProblem) in
        try store.forget(id)
        try store.forgetFollowUps(of: id)
      }
    case .changeFollowUp(let change): return [.followUps(take(change))]
    case .keepLink(let link): return keep { store throws(StoreProblem) in try store.keep(RefillLinkRecord(link)) }
    case .keepNames(let names):
      return keep { store throws(StoreProblem) in try store.keep(names.map(ProductNameRecord.init)) }
    case .saveDraft(let draft, let version): return save(draft, expecting: version)
    case .deleteDraft(let id, let version):
      let row = row(of: id)
      let current = current(version, of: id)
      return keep { store throws(StoreProblem) in try store.delete(row, version: current) }
    case .claimDraft(let id, let version): return claim(id, version)
    case .nameTaker: return nameTaker()
    case .checkDrafts: return checkDrafts()
    case .readAgain(let removals): return readAgain(removals)
    case .takeOverDraft(let id): return [await takeOver(DraftID(id))]
    case .decline: return []
    }
  }

  private func keep(_ work: (LocalStore) throws(StoreProblem) -> Void) -> [Event] {
    guard let store else { return [] }
    do throws(StoreProblem) {
      try work(store)
      return []
    } catch {
      return [.door(.storeFailed(error.sentence))]
    }
  }

  private func read(_ id: CaseID) -> [Event] {
    do throws(StoreProblem) {
      return [.patient(.recentRead(id, try store?.recent(id)?.detail))]
    } catch {
      return [.patient(.recentRead(id, nil)), .door(.storeFailed(error.sentence))]
    }
  }

  static func typed(_ text: SecretText) -> Result<UnlockSecret, StoreProblem> {
    var bytes = text.bytes
    return Result { () throws(StoreProblem) in try .typed(&bytes) }
  }

  // MARK: The lock

  private func set(_ text: SecretText) -> [Event] {
    do throws(StoreProblem) {
      pin = try SessionPIN(try Self.guarded(text), cost: plan.options.cost)
      return []
    } catch {
      return [.door(.storeFailed(error.sentence))]
    }
  }

  private static func guarded(_ text: SecretText) throws(StoreProblem) -> GuardedBytes {
    var bytes = text.bytes
    return try StoreProblem.told { () throws(SealingProblem) in try GuardedBytes(moving: &bytes) }
  }

  private func unlock(_ text: SecretText) async -> [Event] {
    do throws(StoreProblem) {
      if let pin {
        guard try pin.isRight(try Self.guarded(text)) else { return [refused()] }
        failures = 0
        guard let store, case .keyCommand(_, let command) = plan.kind else { return [.door(.unlocked(nil))] }
        return try await reopen(store, command)
      }
      guard let store else { return [.door(.unlocked(nil))] }
      let secret = try Self.typed(text).get()
      defer { secret.wipe() }
      try store.unlock(with: secret)
      failures = 0
      return try unlocked(store)
    } catch {
      return [error == .wrongPassphrase ? refused() : .door(.storeFailed(error.sentence))]
    }
  }

  private func reopen(
    _ store: LocalStore, _ command: @Sendable () async throws(BackendProblem) -> [UInt8]
  ) async throws(StoreProblem) -> [Event] {
    var printed: [UInt8]
    do throws(BackendProblem) {
      printed = try await command()
    } catch {
      return [.door(.storeFailed(error.sentence))]
    }
    let secret = try UnlockSecret.printed(&printed)
    defer { secret.wipe() }
    do throws(StoreProblem) {
      try store.unlock(with: secret)
    } catch {
      // The PIN was right, so this does not count as a wrong try.
      return [.door(.storeFailed(error.sentence))]
    }
    return try unlocked(store)
  }

  /// The store's present contents, and the drafts that another session took while the screen was covered.
  private func unlocked(_ store: LocalStore) throws(StoreProblem) -> [Event] {
    [.door(.unlocked(try contents(of: store, isFirst: false)))] + (try taken(from: store))
  }

  private func checkDrafts() -> [Event] {
    guard let store else { return [] }
    do throws(StoreProblem) {
      return try taken(from: store)
    } catch {
      // The next save says it.
      return []
    }
  }

  private func taken(from store: LocalStore) throws(StoreProblem) -> [Event] {
    try store.drafts().records.filter { $0.takenFrom == store.sessionID && $0.sessionID != store.sessionID }
      .map { .drafts(.takenOver(StoredDraftID($0.id), by: $0.terminal)) }
  }

  // MARK: Drafts

  private func save(_ draft: StoredDraft, expecting version: Int?) -> [Event] {
    guard let store else { return [.drafts(.notSaved(draft.id, "there is no store"))] }
    guard let content = DraftContent(draft, lastKeyAt: now()) else {
      return [.drafts(.notSaved(draft.id, "it could not be encoded"))]
    }
    do throws(StoreProblem) {
      let current = version.map { self.current($0, of: draft.id) }
      let record = try store.save(content, as: row(of: draft.id), expecting: current)
      claims[draft.id] = nil
      return [saved(draft.id, record)]
    } catch {
      guard case .draftConflict(let conflict) = error else { return [.drafts(.notSaved(draft.id, Self.words(error)))] }
      return resolve(conflict, of: draft.id, content, in: store)
    }
  }

  /// The version that the session knows, or the one that a claim has made of it since.
  private func current(_ version: Int, of id: StoredDraftID) -> Int64 {
    if let claim = claims[id], claim.from == version { return claim.to }
    return Int64(version)
  }

  /// A draft that another live session works on is not taken away by opening it.
  private func claim(_ id: StoredDraftID, _ version: Int) -> [Event] {
    guard let store else { return [] }
    do throws(StoreProblem) {
      let row = row(of: id)
      guard let record = try store.drafts().records.first(where: { $0.id == row }) else { return [] }
      if let holder = stored(record, in: store).holder { return [.drafts(.takenOver(id, by: holder.terminal))] }
      guard record.version == version else { return [.drafts(.conflict(id, stored: stored(record, in: store)))] }
      claims[id] = (from: version, to: try store.takeOver(row).version)
      return []
    } catch {
      // The next save reports the obstacle.
      return []
    }
  }

  /// The words without "not saved", which the session itself adds.
  static func words(_ problem: StoreProblem) -> String {
    if case .notSaved(let obstacle) = problem { obstacle.words } else { problem.sentence }
  }

  func row(of id: StoredDraftID) -> DraftID { redirects[id] ?? DraftID(id) }

  private func saved(_ id: StoredDraftID, _ record: DraftRecord) -> Event {
    .drafts(.saved(id, version: Int(record.version), at: record.savedAt))
  }

  /// Reports a conflict that the person must decide, and resolves one that needs no decision.
  private func resolve(
    _ conflict: DraftConflict, of id: StoredDraftID, _ content: DraftContent, in store: LocalStore
  ) -> [Event] {
    let copy = conflict.kept.map { DraftCopy(id: StoredDraftID($0.id), version: Int($0.version)) }
    switch (conflict.reason, conflict.stored, conflict.kept) {
    case (.takenOver, let stored, _): return [.drafts(.takenOver(id, by: stored?.terminal ?? "", copy: copy))]
    case (.newerVersion, let stored?, _):
      return [.drafts(.conflict(id, stored: self.stored(stored, in: store), copy: copy))]
    case (.deleted, _, let kept?):
      // The person still works on the text, so it takes the empty place.
      do throws(StoreProblem) {
        let record = try store.save(content, as: row(of: id), expecting: nil)
        try store.delete(kept.id, version: kept.version)
        return [
          saved(id, record),
          .door(.storeFailed("Another session sent or discarded this draft; your copy is saved again.")),
        ]
      } catch {
        return [.drafts(.notSaved(id, Self.words(error)))]
      }
    case (.unreadable, _, let kept?):
      // The stored draft was changed from outside and stays as it is; this text continues as a copy.
      redirects[id] = kept.id
      return [saved(id, kept), .door(.storeFailed(StoreProblem.draftConflict(conflict).sentence))]
    default: return [.drafts(.notSaved(id, StoreProblem.draftConflict(conflict).sentence))]
    }
  }

  // MARK: The end

  /// - Parameter isOrderly: the person quit; otherwise the next start offers to go on.
  func end(isOrderly: Bool) async {
    defer { store = nil }
    guard isOrderly else {
      store?.lock()
      return
    }
    await markActivity()
    do throws(StoreProblem) {
      try store?.close()
    } catch {
      // Confirmed changes are on disk; a file that cannot be closed ends with the process.
    }
  }
}

extension StorePlan {
  fileprivate var isKeyFromCommand: Bool { if case .keyCommand = kind { true } else { false } }
}
