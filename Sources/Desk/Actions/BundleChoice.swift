import Care360

/// The bundles to choose from, and whether the choice can be made: the case is read again while the list is open.
struct BundleChoice: Sendable {
  private(set) var bundles: [Bundle]?
  private(set) var isCaseFresh = false
  private var isListMissing = false

  /// True when the change (before -> after) can be stated as fully as it can be known.
  var isReady: Bool { isCaseFresh && (bundles != nil || isListMissing) }

  mutating func begin() { self = BundleChoice() }

  mutating func caseRead() { isCaseFresh = true }

  mutating func listed(_ bundles: [Bundle]) { self.bundles = bundles }

  mutating func listIsMissing() { isListMissing = true }
}
