import Care360
import FoundationEssentials

/// The cases that were seen, the latest first, and what of that the store does not have yet.
struct Recents: Sendable {
  private(set) var cases: [RecentCase] = []
  /// Cases that changed since the last report to the store.
  private var changed: Set<CaseID> = []
  /// Cases that the store must remove.
  private var forgotten: Set<CaseID> = []

  static let most = 200

  subscript(id: CaseID) -> RecentCase? { cases.first { $0.detail.id == id } }

  /// The case that this identifier led to last.
  func found(by identifier: LookupIdentifier) -> RecentCase? { cases.first { $0.identifiers.contains(identifier) } }

  mutating func remember(_ detail: Case, identifier: LookupIdentifier?, at now: Date) {
    var identifiers = Set([identifier].compactMap { $0 })
    var uncheckedPhone: PhoneNumber?
    if let index = cases.firstIndex(where: { $0.detail.id == detail.id }) {
      identifiers.formUnion(cases[index].identifiers)
      uncheckedPhone = cases[index].uncheckedPhone
      cases.remove(at: index)
    }
    // A case found again under an identifier takes it from the case that had it before.
    if let identifier {
      for index in cases.indices where cases[index].identifiers.remove(identifier) != nil {
        changed.insert(cases[index].detail.id)
      }
    }
    cases.insert(
      RecentCase(detail: detail, seenAt: now, identifiers: identifiers, uncheckedPhone: uncheckedPhone), at: 0)
    changed.insert(detail.id)
    forgotten.remove(detail.id)
    if cases.count > Self.most { cases.removeLast() }
  }

  /// Notes whether the caller's identity still has to be checked for this case.
  mutating func noteCheck(of id: CaseID, unchecked query: LookupIdentifier?) {
    guard let index = cases.firstIndex(where: { $0.detail.id == id }) else { return }
    let unchecked: PhoneNumber? = if case .phone(let phone) = query { phone } else { nil }
    guard cases[index].uncheckedPhone != unchecked else { return }
    cases[index].uncheckedPhone = unchecked
    changed.insert(id)
  }

  /// The patient of these cases is found by another address now.
  mutating func follow(from old: EmailAddress, to new: EmailAddress) {
    for index in cases.indices {
      let gone = cases[index].identifiers.filter { $0.isEmail(old) }
      guard !gone.isEmpty else { continue }
      cases[index].identifiers.subtract(gone)
      cases[index].identifiers.insert(.email(new))
      changed.insert(cases[index].detail.id)
    }
  }

  mutating func forget(_ id: CaseID) {
    cases.removeAll { $0.detail.id == id }
    changed.remove(id)
    forgotten.insert(id)
  }

  /// Takes in the store's recents. Cases that this session saw itself are newer and stay; forgotten ones stay
  /// forgotten. The selection is kept by id.
  mutating func merge(_ stored: [RecentCase]) {
    var taken = Set(cases.flatMap(\.identifiers))
    let known = Set(cases.map(\.detail.id)).union(forgotten)
    for var recent in stored.sorted(by: { $0.seenAt > $1.seenAt }) where !known.contains(recent.detail.id) {
      // An identifier leads to one case: the one it led to last.
      recent.identifiers.subtract(taken)
      taken.formUnion(recent.identifiers)
      cases.append(recent)
    }
    cases.sort { $0.seenAt > $1.seenAt }
    if cases.count > Self.most { cases.removeLast(cases.count - Self.most) }
  }

  /// The changes that the store has not been told yet.
  mutating func takeChanges() -> [Effect] {
    guard !changed.isEmpty || !forgotten.isEmpty else { return [] }
    let effects =
      cases.filter { changed.contains($0.detail.id) }.map { Effect.store(.cacheCase($0)) }
      + forgotten.sorted { $0.text < $1.text }.map { Effect.store(.forgetCase($0)) }
    changed = []
    forgotten = []
    return effects
  }
}

extension LookupIdentifier {
  /// True for this address in any case of its letters.
  func isEmail(_ address: EmailAddress) -> Bool {
    if case .email(let email) = self { email.isSame(as: address.text) } else { false }
  }
}
