import Care360
import FoundationEssentials

/// The cases that were seen, the latest first, and what of that the store does not have yet.
struct Recents: Sendable {
  private(set) var cases: [RecentCase] = [] { didSet { revision += 1 } }
  /// Counts the changes of the list.
  private(set) var revision = 0
  /// The details of the cases that were opened last, so that going back to one of them needs no store.
  private var details: [Case] = []
  /// Cases that changed since the last report to the store.
  private var changed: Set<CaseID> = []
  /// Of these, the cases whose details changed too.
  private var read: Set<CaseID> = []
  /// Cases that the store must remove.
  private var forgotten: Set<CaseID> = []

  /// As many as a store may keep.
  static let most = 10_000
  /// Details take a hundred times the memory of a row.
  static let mostDetails = 20

  subscript(id: CaseID) -> RecentCase? { cases.first { $0.id == id } }

  /// Nil where the store alone has them.
  func detail(of id: CaseID) -> Case? { details.first { $0.id == id } }

  /// The case that this identifier led to last.
  func found(by identifier: LookupIdentifier) -> RecentCase? { cases.first { $0.identifiers.contains(identifier) } }

  mutating func remember(_ detail: Case, identifier: LookupIdentifier?, at now: Date) {
    var identifiers = Set([identifier].compactMap { $0 })
    var uncheckedPhone: PhoneNumber?
    if let index = cases.firstIndex(where: { $0.id == detail.id }) {
      identifiers.formUnion(cases[index].identifiers)
      uncheckedPhone = cases[index].uncheckedPhone
      cases.remove(at: index)
    }
    // A case found again under an identifier takes it from the case that had it before.
    if let identifier {
      for index in cases.indices where cases[index].identifiers.contains(identifier) {
        cases[index].identifiers.remove(identifier)
        changed.insert(cases[index].id)
      }
    }
    cases.insert(
      RecentCase(label: detail.label, seenAt: now, identifiers: identifiers, uncheckedPhone: uncheckedPhone), at: 0)
    changed.insert(detail.id)
    read.insert(detail.id)
    forgotten.remove(detail.id)
    keep(detail)
    if cases.count > Self.most { cases.removeLast() }
  }

  /// Takes in the details of a case that the list has.
  mutating func keep(_ detail: Case) {
    details.removeAll { $0.id == detail.id }
    details.insert(detail, at: 0)
    // The store has not been given all of them yet.
    while details.count > Self.mostDetails, let last = details.lastIndex(where: { !read.contains($0.id) }) {
      details.remove(at: last)
    }
  }

  /// Notes whether the caller's identity still has to be checked for this case.
  mutating func noteCheck(of id: CaseID, unchecked query: LookupIdentifier?) {
    guard let index = cases.firstIndex(where: { $0.id == id }) else { return }
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
      changed.insert(cases[index].id)
    }
  }

  mutating func forget(_ id: CaseID) {
    cases.removeAll { $0.id == id }
    details.removeAll { $0.id == id }
    changed.remove(id)
    read.remove(id)
    forgotten.insert(id)
  }

  /// Takes in the store's recents. Cases that this session saw itself are newer and stay; forgotten ones stay
  /// forgotten. The selection is kept by id.
  mutating func merge(_ stored: [RecentCase]) {
    var taken = Set(cases.flatMap(\.identifiers))
    let known = Set(cases.map(\.id)).union(forgotten)
    var all = cases
    for var recent in stored.sorted(by: { $0.seenAt > $1.seenAt }) where !known.contains(recent.id) {
      // An identifier leads to one case: the one it led to last.
      recent.identifiers.subtract(taken)
      taken.formUnion(recent.identifiers)
      all.append(recent)
    }
    all.sort { $0.seenAt > $1.seenAt }
    cases = Array(all.prefix(Self.most))
  }

  /// The changes that the store has not been told yet.
  mutating func takeChanges() -> [Effect] {
    guard !changed.isEmpty || !forgotten.isEmpty else { return [] }
    let effects =
      cases.filter { changed.contains($0.id) }.map { recent in
        Effect.store(.cacheCase(recent, read.contains(recent.id) ? detail(of: recent.id) : nil))
      }
      + forgotten.sorted { $0.text < $1.text }.map { Effect.store(.forgetCase($0)) }
    changed = []
    read = []
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
