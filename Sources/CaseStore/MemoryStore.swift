package import Care360
package import FoundationEssentials
import Synchronization

/// The store of a session that keeps nothing on disk: the sandbox's, one without passphrase or key command, and one whose
/// store on disk cannot be used. Gone with the process, and the person is told so.
package final class MemoryStore: DeskStore {
  package let keepsOnDisk = false

  private struct State {
    var recents: [CaseID: RecentRecord] = [:]
    var links: [RefillLinkRecord] = []
    var drafts: [DraftID: DraftRecord] = [:]
    var version: Int64 = 0
  }

  private let state = Mutex(State())
  private let holder: DraftHolder
  private let now: @Sendable () -> Date

  package init(
    operatorID: String, terminal: String = "", session: String? = nil, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    holder = DraftHolder(operatorID: operatorID, sessionID: session ?? ActivityStamp.thisRun, terminal: terminal)
    self.now = now
  }

  // MARK: - Recents

  package func recents() -> RecentList {
    let records = state.withLock { Array($0.recents.values) }
    return RecentList(records: records.sorted { $0.seenAt > $1.seenAt }, unreadable: 0)
  }

  package func recent(for identifier: LookupIdentifier) -> RecentRecord? {
    state.withLock { state in state.recents.values.first { $0.identifiers.contains(identifier) } }
  }

  package func remember(_ record: RecentRecord) {
    state.withLock { state in
      for other in state.recents.values where !other.identifiers.isDisjoint(with: record.identifiers) {
        state.recents[other.caseID] = RecentRecord(
          detail: other.detail, seenAt: other.seenAt, identifiers: other.identifiers.subtracting(record.identifiers),
          uncheckedPhone: other.uncheckedPhone)
      }
      state.recents[record.caseID] = record
    }
  }

  @discardableResult
  package func forget(_ id: CaseID) -> Int {
    state.withLock { state in
      let before = state.recents.count + state.links.count
      state.recents[id] = nil
      state.links.removeAll { $0.caseID == id }
      return before - state.recents.count - state.links.count
    }
  }

  package func purge(seenBefore date: Date) -> Int {
    state.withLock { state in
      let before = state.recents.count + state.links.count
      state.recents = state.recents.filter { $0.value.seenAt >= date }
      state.links.removeAll { $0.requestedAt < date }
      return before - state.recents.count - state.links.count
    }
  }

  package func keep(newest count: Int) -> Int {
    state.withLock { state in
      let gone = state.recents.values.sorted { $0.seenAt > $1.seenAt }.dropFirst(max(0, count))
      for record in gone { state.recents[record.caseID] = nil }
      return gone.count
    }
  }

  @discardableResult
  package func purgeAll() -> Int {
    state.withLock { state in
      let before = state.recents.count + state.links.count
      state.recents = [:]
      state.links = []
      return before
    }
  }

  package func refillLinks() -> [RefillLinkRecord] {
    state.withLock { $0.links }.sorted { $0.requestedAt > $1.requestedAt }
  }

  package func keep(_ link: RefillLinkRecord) {
    state.withLock { state in
      state.links.removeAll { $0.caseID == link.caseID && $0.link == link.link }
      state.links.append(link)
    }
  }

  // MARK: - Drafts

  package func drafts() -> DraftList {
    let records = state.withLock { Array($0.drafts.values) }
    return DraftList(records: records.sorted { $0.savedAt > $1.savedAt }, unreadable: [])
  }

  package func save(
    _ content: DraftContent, as id: DraftID, expecting version: Int64?
  ) throws(StoreProblem) -> DraftRecord {
    let now = now()
    return try state.withLock { (state) throws(StoreProblem) in
      let found: DraftRules.Found = state.drafts[id].map { .readable($0) } ?? .none
      switch DraftRules.decision(on: found, expecting: version, by: holder.sessionID) {
      case .replace(let stored):
        return put(content, id, createdAt: stored?.createdAt ?? now, at: now, &state)
      case .conflict(let reason, let stored):
        let kept = stored?.content.body == content.body ? nil : copy(content, id, at: now, &state)
        throw .draftConflict(DraftConflict(reason: reason, stored: stored, kept: kept))
      }
    }
  }

  package func delete(_ id: DraftID, version: Int64) throws(StoreProblem) {
    try state.withLock { (state) throws(StoreProblem) in
      guard let stored = state.drafts[id] else { throw .noSuchDraft }
      guard stored.version == version else {
        throw .draftConflict(DraftConflict(reason: .newerVersion, stored: stored, kept: nil))
      }
      state.drafts[id] = nil
    }
  }

  package func delete(_ draft: UnreadableDraft) throws(StoreProblem) { throw .noSuchDraft }

  /// No other session knows of these drafts.
  package func takeOver(_ id: DraftID) throws(StoreProblem) -> DraftRecord {
    guard let stored = state.withLock({ $0.drafts[id] }) else { throw .noSuchDraft }
    return stored
  }

  private func copy(_ content: DraftContent, _ id: DraftID, at now: Date, _ state: inout State) -> DraftRecord {
    var copy = DraftID(caseID: id.caseID, form: id.form, copy: 1)
    while let stored = state.drafts[copy] {
      if stored.content.body == content.body { return stored }
      copy = DraftID(caseID: id.caseID, form: id.form, copy: copy.copy + 1)
    }
    return put(content, copy, createdAt: now, at: now, &state)
  }

  private func put(
    _ content: DraftContent, _ id: DraftID, createdAt: Date, at now: Date, _ state: inout State
  ) -> DraftRecord {
    state.version += 1
    let record = DraftRecord(
      id: id, content: content, operatorID: holder.operatorID, sessionID: holder.sessionID, terminal: holder.terminal,
      createdAt: createdAt, savedAt: now, version: state.version, takenFrom: nil)
    state.drafts[id] = record
    return record
  }

  // MARK: - Sessions and locking

  package func isAlive(session id: String) -> Bool { id == holder.sessionID }
  package func notifyHolder(session id: String) -> Bool { false }
  package func uncleanEnds() -> [DraftRecord] { [] }
  package func lock() {}
  package func unlock(with secret: UnlockSecret) {}
  package func close() {}
}
