import Care360

/// Which writes still need a person: opened without an outcome, or with an unknown one, and not settled.
struct Unsettled {
  /// The opening records, oldest first.
  private(set) var records: [ActivityRecord] = []
  /// Writes that ended and were opened before the first record taken here.
  private var endedElsewhere: Set<String> = []

  init() {}

  init(of records: [ActivityRecord]) {
    for record in records { take(record) }
  }

  mutating func take(_ record: ActivityRecord) {
    switch record.event {
    case .opened: records.append(record)
    case .closed: if record.outcome != WriteOutcome.unknown.rawValue { end(record.id) }
    case .settled: end(record.id)
    case .viewed, .blocked, .forgotten, .cut, .acknowledged: break
    }
  }

  /// With `earlier` writes, which were unsettled before the first record taken here.
  func following(_ earlier: [ActivityRecord]) -> [ActivityRecord] {
    earlier.filter { !endedElsewhere.contains($0.id) } + records
  }

  private mutating func end(_ id: String) {
    let count = records.count
    records.removeAll { $0.id == id }
    if records.count == count { endedElsewhere.insert(id) }
  }
}
