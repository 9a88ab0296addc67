package import Care360
package import FoundationEssentials

/// A record of writes that is gone with the process: the embedded sandbox's, where nothing real is written.
package actor MemoryWriteJournal: WriteJournal {
  private let stamp = ActivityStamp(session: ActivityStamp.thisRun)
  private let now: @Sendable () -> Date
  private var entries: [ActivityRecord] = []

  package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  package func open(_ intent: WriteIntent, repeating consent: RepeatConsent) -> [WriteIntent] {
    let obstacles = consent.obstacles(to: intent, among: unsettled())
    if obstacles.isEmpty { entries.append(ActivityRecord(intent, stamp)) }
    return obstacles
  }

  package func close(_ id: String, outcome: WriteOutcome) {
    guard let opened = entries.last(where: { $0.event == .opened && $0.id == id }) else { return }
    entries.append(opened.followed(by: .closed, outcome: outcome.rawValue, at: now(), stamp))
  }

  package func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) {
    record(ActivityNote(blocked: intent, reason))
  }

  package func unsettled() -> [WriteIntent] { Unsettled(of: entries).records.compactMap(\.intent) }

  /// Notes what became of a write. Throws when no unsettled write has this id.
  package func settle(_ id: String, as settlement: Settlement) throws(JournalProblem) {
    guard let opened = Unsettled(of: entries).records.last(where: { $0.id == id }) else {
      throw JournalProblem("The record of writes has no unsettled write with this id.")
    }
    entries.append(opened.followed(by: .settled, outcome: settlement.rawValue, at: now(), stamp))
  }

  /// Notes what is no write.
  package func record(_ note: ActivityNote) {
    entries.append(ActivityRecord(note, id: ActivityStamp.mark(), at: now(), stamp))
  }

  /// All records, oldest first; of one case where `id` names it.
  package func records(of id: CaseID? = nil) -> [ActivityRecord] {
    id.map { id in entries.filter { $0.caseID == id.text } } ?? entries
  }
}
