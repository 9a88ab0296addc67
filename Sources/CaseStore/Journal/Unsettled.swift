import Care360

/// Which writes still need a person: opened without an outcome, or with an unknown one, and not settled.
struct Unsettled {
  /// The opening records, oldest first.
  private(set) var records: [ActivityRecord] = []
  /// The ends of writes that were opened before the first record taken here, in the order they came.
  private var endsElsewhere: [ActivityRecord] = []
  /// The ends of writes opened here that were done: each may be the cause of what an earlier same write was to do.
  private var done: [ActivityRecord] = []

  init() {}

  init(of records: [ActivityRecord]) {
    for record in records { take(record) }
  }

  mutating func take(_ record: ActivityRecord) {
    switch record.event {
    case .opened: records.append(record)
    case .closed, .settled: if record.endsWrite { end(record) }
    case .viewed, .blocked, .forgotten, .listed, .cut, .acknowledged: break
    }
  }

  /// With `earlier` writes, which were unsettled before the first record taken here.
  func following(_ earlier: [ActivityRecord]) -> [ActivityRecord] {
    var earlier = earlier
    for end in endsElsewhere { earlier.end(end) }
    for end in done { earlier.noteRepeat(end, before: earlier.endIndex) }
    return earlier + records
  }

  private mutating func end(_ record: ActivityRecord) {
    guard records.end(record) else { return endsElsewhere.append(record) }
    if record.isDone { done.append(record) }
  }
}

extension ActivityRecord {
  /// True when this record says how a write ended.
  package var endsWrite: Bool {
    switch event {
    case .closed: outcome != WriteOutcome.unknown.rawValue
    case .settled: true
    case .opened, .viewed, .blocked, .forgotten, .listed, .cut, .acknowledged: false
    }
  }

  /// True when this record ends a write as done.
  package var isDone: Bool {
    switch event {
    case .closed: outcome == WriteOutcome.done.rawValue
    case .settled: outcome != Settlement.didNotHappen.rawValue
    case .opened, .viewed, .blocked, .forgotten, .listed, .cut, .acknowledged: false
    }
  }
}

extension [ActivityRecord] {
  /// Removes the write that ended; false where it is none of them.
  @discardableResult
  fileprivate mutating func end(_ end: ActivityRecord) -> Bool {
    guard let index = lastIndex(where: { $0.id == end.id }) else { return false }
    remove(at: index)
    if end.isDone { noteRepeat(end, before: index) }
    return true
  }

  /// Notes that earlier writes of the same content cannot be told apart from the one that was done.
  fileprivate mutating func noteRepeat(_ end: ActivityRecord, before index: Int) {
    for earlier in indices.prefix(index)
    where self[earlier].caseID == end.caseID && self[earlier].action == end.action {
      guard let target = end.intent?.target, self[earlier].intent?.target.isAlike(target) == true else { continue }
      self[earlier].noteRepeat(at: end.time)
    }
  }
}
