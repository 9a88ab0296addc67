package import Care360
package import FoundationEssentials

/// What the desk keeps of cases and drafts. Calls block until the disk has answered: not for the main actor.
package protocol DeskStore: Sendable {
  // MARK: Recents

  /// All recents, newest first.
  func recents() throws(StoreProblem) -> RecentList
  /// The recent that `identifier` led to; nil when there is none.
  func recent(for identifier: LookupIdentifier) throws(StoreProblem) -> RecentRecord?
  /// Keeps a case, in place of an older state of it. An identifier leads to one case only: to the one remembered last.
  func remember(_ record: RecentRecord) throws(StoreProblem)
  /// Removes a case and its refill links.
  ///
  /// - Returns: how many rows were removed.
  @discardableResult
  func forget(_ id: CaseID) throws(StoreProblem) -> Int
  /// Removes cases last seen, and links asked for, before `date`. What cannot be read goes with them.
  ///
  /// - Returns: how many rows were removed.
  func purge(seenBefore date: Date) throws(StoreProblem) -> Int
  /// Removes all cases but the `count` seen last; the same return value.
  func keep(newest count: Int) throws(StoreProblem) -> Int
  /// Removes all cases and links, and what cannot be read of them; the same return value. Drafts stay.
  @discardableResult
  func purgeAll() throws(StoreProblem) -> Int
  /// Refill links, newest first.
  func refillLinks() throws(StoreProblem) -> [RefillLinkRecord]
  func keep(_ link: RefillLinkRecord) throws(StoreProblem)

  // MARK: Drafts

  func drafts() throws(StoreProblem) -> DraftList
  /// Keeps a draft; on disk when this returns.
  ///
  /// - Parameter version: of the state that was changed; nil for a new draft. When another state is there meanwhile,
  ///   that stays, the content is kept as a copy and `.draftConflict` says where.
  func save(_ content: DraftContent, as id: DraftID, expecting version: Int64?) throws(StoreProblem) -> DraftRecord
  /// Deletes a draft in the state `version`; in another state it stays, and `.draftConflict` says so.
  func delete(_ id: DraftID, version: Int64) throws(StoreProblem)
  /// Deletes what cannot be read, at the person's word.
  func delete(_ draft: UnreadableDraft) throws(StoreProblem)
  /// Makes this session the holder. The one before learns it at its next save, or from `notifyHolder`.
  ///
  /// - Returns: the draft as it is now. Other sessions' later saves of the state before end as copies.
  func takeOver(_ id: DraftID) throws(StoreProblem) -> DraftRecord

  // MARK: Sessions

  /// True while the process of this session lives.
  func isAlive(session id: String) throws(StoreProblem) -> Bool
  /// Sends SIGUSR1 to a session that lives and said that it listens for it.
  ///
  /// - Returns: whether it was sent.
  func notifyHolder(session id: String) throws(StoreProblem) -> Bool
  /// Drafts whose session ended without `close`: killed, crashed, or cut off.
  func uncleanEnds() throws(StoreProblem) -> [DraftRecord]

  // MARK: Locking and ending

  /// Wipes the keys. Until `unlock` every call throws `.locked`.
  func lock()
  func unlock(with secret: UnlockSecret) throws(StoreProblem)
  /// Ends the session cleanly and wipes the keys. The store is of no use afterwards.
  func close() throws(StoreProblem)
}
