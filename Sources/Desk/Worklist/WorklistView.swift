import Care360

/// Which cases of the list are looked at. The raw value is its name on the command line.
package enum WorklistView: String, CaseIterable, Hashable, Sendable {
  case needsAttention = "needs-attention"
  /// The clinician has the next step.
  case waiting
  case closed
  case all

  package func holds(_ row: WorklistRow) -> Bool {
    switch self {
    case .needsAttention: !row.reasons.isEmpty
    case .waiting:
      row.detail.isArchived != true && [.open, .assigned, .inProgress].contains(row.detail.status ?? .approved)
    case .closed: row.detail.isArchived == true
    case .all: true
    }
  }
}
