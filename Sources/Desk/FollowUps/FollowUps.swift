import Care360
import FoundationEssentials

/// The operator's open follow-ups, the first to wake first, and which changes of them the store has not confirmed. One counts as
/// kept only once the store says so.
struct FollowUps: Sendable {
  private(set) var all: [FollowUp] = []
  /// Changes that the store has not been told yet.
  private var untold: [FollowUpChange] = []
  /// Changes that the store has not answered.
  private var told: [FollowUpChange] = []
  /// Changes that the store did not take, and why. They are told again with the next read of the store.
  private var refused: [(change: FollowUpChange, sentence: String)] = []

  subscript(id: String) -> FollowUp? { all.first { $0.id == id } }

  func of(_ id: CaseID?) -> [FollowUp] { all.filter { $0.caseID == id } }

  func dueCount(at now: Date) -> Int { all.count { $0.isDue(at: now) } }

  // MARK: Keeping

  /// The store is being told: a program that ends, and a key that leaves memory, wait for that.
  var isSaving: Bool { !told.isEmpty }

  /// Why the last change of it is not on disk; nil where it is, or is on its way.
  func problem(of id: String) -> String? { refused.last { $0.change.id == id }?.sentence }

  /// Follow-ups whose last change would be lost with the program.
  var unkeptCount: Int { Set(refused.map(\.change.id)).count }

  mutating func takeUntold() -> [Effect] {
    defer { untold = [] }
    told += untold
    return untold.map { .store(.changeFollowUp($0)) }
  }

  /// Without a store nobody takes the changes.
  mutating func dropUntold() { untold = [] }

  /// The store has it, or will never have it.
  mutating func kept(_ change: FollowUpChange) { forget(change) }

  mutating func notKept(_ change: FollowUpChange, _ sentence: String) {
    forget(change)
    refused.append((change, sentence))
  }

  /// Another session deleted it.
  mutating func gone(_ change: FollowUpChange) {
    forget(change)
    all.removeAll { $0.id == change.id }
    untold.removeAll { $0.id == change.id }
  }

  private mutating func forget(_ change: FollowUpChange) {
    if let index = told.firstIndex(of: change) { told.remove(at: index) }
    refused.removeAll { $0.change == change }
  }

  /// The store does not answer.
  mutating func unanswered() {
    refused += told.map { ($0, "The store does not answer.") }
    told = []
  }

  /// The store's open follow-ups as they are now, those of other sessions with them. One that is being changed here stays as it
  /// is here.
  mutating func listed(_ stored: [FollowUp]) {
    untold += refused.map(\.change)
    refused = []
    let changing = Set((untold + told).map(\.id))
    all = all.filter { changing.contains($0.id) } + stored.filter { !changing.contains($0.id) }
    sort()
  }

  // MARK: Changes

  mutating func make(_ followUp: FollowUp) {
    all.append(followUp)
    sort()
    tell(.made(followUp))
  }

  /// After all that the store has not taken of this follow-up yet.
  private mutating func tell(_ change: FollowUpChange) {
    untold += refused.map(\.change).filter { $0.id == change.id } + [change]
    refused.removeAll { $0.change.id == change.id }
  }

  mutating func move(_ id: String, to due: Date, at now: Date) {
    guard let index = all.firstIndex(where: { $0.id == id }) else { return }
    all[index].due = due
    all[index].setAt = now
    all[index].wokenBy = nil
    sort()
    tell(.moved(id, to: due, at: now))
  }

  /// It waits to be handed over, or is only the operator's again.
  mutating func wait(_ id: String, _ waiting: Waiting?) {
    guard let index = all.firstIndex(where: { $0.id == id }) else { return }
    tell(.waits(id, waiting, insteadOf: all[index].waiting?.id))
    all[index].waiting = waiting
  }

  /// The person saw to it.
  mutating func finish(_ id: String, at now: Date) {
    all.removeAll { $0.id == id }
    tell(.done(id, at: now))
  }

  /// The team's store has it.
  mutating func give(_ id: String, handOver: String?) {
    all.removeAll { $0.id == id }
    tell(.given(id, handOver: handOver))
  }

  mutating func delete(_ id: String) {
    all.removeAll { $0.id == id }
    tell(.deleted(id))
  }

  /// Wakes those of a case that was read, if the patient wrote since they were set.
  ///
  /// - Returns: whether there are any.
  mutating func read(_ detail: Case) -> Bool {
    let indices = all.indices.filter { all[$0].caseID == detail.id && all[$0].wokenBy == nil }
    guard !indices.isEmpty, let wrote = detail.patientWroteAt else { return false }
    let woken = indices.filter { all[$0].setAt < wrote }
    for index in woken {
      all[index].wokenBy = wrote
      tell(.woken(all[index].id, by: wrote))
    }
    sort()
    return !woken.isEmpty
  }

  /// The case was the wrong person's. The store deletes its rows together with the case.
  mutating func forget(_ id: CaseID) {
    let gone = Set(of(id).map(\.id))
    all.removeAll { gone.contains($0.id) }
    untold.removeAll { gone.contains($0.id) }
    refused.removeAll { gone.contains($0.change.id) }
  }

  private mutating func sort() { all.sort { ($0.wakesAt, $0.id) < ($1.wakesAt, $1.id) } }
}
