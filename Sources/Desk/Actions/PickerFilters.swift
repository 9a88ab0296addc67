import Care360

/// Text typed into the lists of bundles and of products to refill is not lost when the list closes or the service refuses
/// the choice.
struct PickerFilters: Sendable {
  private struct Key: Hashable, Sendable {
    var caseID: CaseID
    var list: Picker.ID
  }

  private var texts: [Key: String] = [:]

  mutating func keep(_ picker: Picker, of id: CaseID?) {
    guard let id, picker.keepsFilter else { return }
    texts[Key(caseID: id, list: picker.id)] = picker.filter.isEmpty ? nil : picker.filter.text
  }

  func restore(_ picker: inout Picker, of id: CaseID?) {
    guard let id, picker.keepsFilter, let text = texts[Key(caseID: id, list: picker.id)] else { return }
    picker.restore(text)
  }

  /// The change was made: the next one starts with an empty filter.
  mutating func drop(_ list: Picker.ID, of id: CaseID) { texts[Key(caseID: id, list: list)] = nil }

  mutating func forget(_ id: CaseID) { texts = texts.filter { $0.key.caseID != id } }
}
