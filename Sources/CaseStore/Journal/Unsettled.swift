import Care360

/// Which writes still need a person: opened without an outcome, or with an unknown one, and not settled.
enum Unsettled {
  /// The opening records, oldest first.
  static func records(in records: [ActivityRecord]) -> [ActivityRecord] {
    var ended: Set<String> = []
    for record in records {
      switch record.event {
      case .opened: break
      case .closed: if record.outcome != WriteOutcome.unknown.rawValue { ended.insert(record.id) }
      case .settled: ended.insert(record.id)
      case .viewed, .blocked, .forgotten, .cut: break
      }
    }
    return records.filter { $0.event == .opened && !ended.contains($0.id) }
  }
}
