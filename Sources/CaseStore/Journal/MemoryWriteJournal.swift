package import Care360

/// A record of writes that is gone with the process: the embedded sandbox's, where nothing real is written.
package actor MemoryWriteJournal: WriteJournal {
  private var intents: [WriteIntent] = []
  private var ended: Set<String> = []

  package init() {}

  package func open(_ intent: WriteIntent, repeating consent: RepeatConsent) -> [WriteIntent] {
    let obstacles = consent.obstacles(to: intent, among: unsettled())
    if obstacles.isEmpty { intents.append(intent) }
    return obstacles
  }

  package func close(_ id: String, outcome: WriteOutcome) {
    if outcome != .unknown { ended.insert(id) }
  }

  package func unsettled() -> [WriteIntent] {
    intents.filter { !ended.contains($0.id) }
  }

  /// Notes what a person said became of a write. Throws when no unsettled write has this id.
  package func settle(_ id: String, as settlement: Settlement) throws(JournalProblem) {
    guard unsettled().contains(where: { $0.id == id }) else {
      throw JournalProblem("The record of writes knows no such unsettled write.")
    }
    ended.insert(id)
  }
}
