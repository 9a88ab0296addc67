import Care360

/// Whose list, and which.
struct KeptFilter: Hashable, Sendable {
  var caseID: CaseID
  var kind: Picker.Kind
}

/// What is typed into the lists of bundles and of products to refill is not lost when the list closes or the service
/// refuses what was chosen.
extension Session {
  mutating func keepFilter(of picker: Picker) {
    guard let key = filterKey(picker.kind) else { return }
    keptFilters[key] = picker.filter.isEmpty ? nil : picker.filter.text
  }

  func restoreFilter(of picker: inout Picker) {
    guard let key = filterKey(picker.kind), let text = keptFilters[key] else { return }
    picker.restore(text)
  }

  /// The change was made: the next one starts with an empty filter.
  mutating func dropFilter(of write: PendingWrite) {
    switch write.write {
    case .refill: keptFilters[KeptFilter(caseID: write.caseID, kind: .refillProduct)] = nil
    case .bundle: keptFilters[KeptFilter(caseID: write.caseID, kind: .bundle)] = nil
    case .products: break
    }
  }

  private func filterKey(_ kind: Picker.Kind) -> KeptFilter? {
    guard let shown, kind == .bundle || kind == .refillProduct else { return nil }
    return KeptFilter(caseID: shown.detail.id, kind: kind)
  }
}
