import Care360
import FoundationEssentials

/// The recents: what was seen, and what of it the store does not have yet.
extension Lookup {
  static let mostRecents = 200

  mutating func remember(_ detail: Case, identifier: LookupIdentifier?, at now: Date) {
    var identifiers = Set([identifier].compactMap { $0 })
    var uncheckedPhone: PhoneNumber?
    if let index = recents.firstIndex(where: { $0.detail.id == detail.id }) {
      identifiers.formUnion(recents[index].identifiers)
      uncheckedPhone = recents[index].uncheckedPhone
      recents.remove(at: index)
    }
    // A case found again under an identifier takes it from the case that had it before.
    if let identifier {
      for index in recents.indices where recents[index].identifiers.remove(identifier) != nil {
        changed.insert(recents[index].detail.id)
      }
    }
    recents.insert(
      RecentCase(detail: detail, seenAt: now, identifiers: identifiers, uncheckedPhone: uncheckedPhone), at: 0)
    changed.insert(detail.id)
    forgotten.remove(detail.id)
    if recents.count > Self.mostRecents { recents.removeLast() }
  }

  /// Whether the identity of the person on the line is still to be checked for this case.
  mutating func noteCheck(of id: CaseID, unchecked query: LookupIdentifier?) {
    guard let index = recents.firstIndex(where: { $0.detail.id == id }) else { return }
    let unchecked: PhoneNumber? = if case .phone(let phone) = query { phone } else { nil }
    guard recents[index].uncheckedPhone != unchecked else { return }
    recents[index].uncheckedPhone = unchecked
    changed.insert(id)
  }

  mutating func forget(_ id: CaseID) {
    recents.removeAll { $0.detail.id == id }
    changed.remove(id)
    forgotten.insert(id)
    selectedID = nil
  }

  /// Takes in what the store has. What this session saw itself is newer and stays; what it forgot stays forgotten. The
  /// selection is kept by id.
  mutating func merge(_ stored: [RecentCase]) {
    var taken = Set(recents.flatMap(\.identifiers))
    let known = Set(recents.map(\.detail.id)).union(forgotten)
    for var recent in stored.sorted(by: { $0.seenAt > $1.seenAt }) where !known.contains(recent.detail.id) {
      // An identifier leads to one case: the one it led to last.
      recent.identifiers.subtract(taken)
      taken.formUnion(recent.identifiers)
      recents.append(recent)
    }
    recents.sort { $0.seenAt > $1.seenAt }
    if recents.count > Self.mostRecents { recents.removeLast(recents.count - Self.mostRecents) }
  }

  /// What the store has to be told since it was asked last.
  mutating func takeChanges() -> [Effect] {
    guard !changed.isEmpty || !forgotten.isEmpty else { return [] }
    let effects =
      recents.filter { changed.contains($0.detail.id) }.map { Effect.store(.cacheCase($0)) }
      + forgotten.sorted { $0.text < $1.text }.map { Effect.store(.forgetCase($0)) }
    changed = []
    forgotten = []
    return effects
  }
}
