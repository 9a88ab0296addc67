import Care360

/// A line of the record.
package struct JournalLine: Hashable, Comparable, Sendable {
  let segment: SegmentName
  /// From 1.
  package let number: Int

  /// The name of the file that it is in.
  package var file: String { segment.file }

  package static func < (one: JournalLine, other: JournalLine) -> Bool {
    (one.segment, one.number) < (other.segment, other.number)
  }
}

/// The findings of the chain over all segments: a segment that was renamed, replaced, or follows a removed one breaks it as a
/// changed line does.
package struct JournalCheck: Hashable, Sendable {
  /// Lines that are as they were written and where they were written. The heads of segments are no records.
  package private(set) var records = 0
  /// Lines that a crash cut off: the last one without its line feed, and those that the next line names as such.
  package private(set) var tornLines: [JournalLine] = []
  /// The first line that was edited, moved, or follows removed ones.
  package private(set) var changedLine: JournalLine?
  /// The first line that notes that lines before it were lost.
  package private(set) var cutLine: JournalLine?
  /// All damage except torn lines.
  package private(set) var damage: [RecordDamage] = []
  /// The damage that lines of acknowledgment name. Once acknowledged, damage that the mark showed appears only here.
  package private(set) var acknowledged: [RecordDamage] = []

  package var unacknowledged: [RecordDamage] { damage.without(acknowledged) }

  /// The first line that is not as it was written, for whichever reason.
  package var firstBadLine: JournalLine? {
    switch (changedLine, tornLines.first) {
    case (let changed?, let torn?): min(changed, torn)
    case (let changed, let torn): changed ?? torn
    }
  }

  private var walk = ChainWalk()
  /// The last line of all when it has neither hash nor line feed.
  private var unended: JournalLine?

  /// - Parameter lines: all of this segment, which follows those taken before.
  fileprivate mutating func take(_ lines: [ActivityLine], of segment: SegmentName) {
    // A segment has a head from the instant it has its name.
    if lines.isEmpty, segment != .first { walk.note(.changed, at: JournalLine(segment: segment, number: 1)) }
    for (index, line) in lines.enumerated() {
      let place = JournalLine(segment: segment, number: index + 1)
      unended = line.isEnded ? nil : place
      if line.isEnded { take(line, at: place) } else { walk.takeLineWithoutHash(at: place, isEnded: false) }
    }
  }

  private mutating func take(_ line: ActivityLine, at place: JournalLine) {
    if place.number == 1, let head = ActivityLine.head(in: line) {
      _ = walk.take(line, at: place, .head(head))
      return
    }
    let record = ActivityLine.record(in: line)
    if walk.take(line, at: place, record == nil ? .unreadable : .readable) { records += 1 }
    if cutLine == nil, record?.event == .cut { cutLine = place }
    guard line.isIntact else { return }
    if record?.event == .cut { walk.note(.shorter, at: place) }
    acknowledged += record?.damage ?? []
  }

  /// To be called after the last segment.
  ///
  /// - Parameter marked: of the mark; nil when the record reaches it or there is none.
  fileprivate mutating func end(_ marked: RecordDamage?, hasMark: Bool) {
    if let last = unended ?? (hasMark && marked == nil ? walk.cutOff : nil) {
      tornLines = walk.tornLines + [last]
    } else {
      if let cutOff = walk.cutOff { walk.note(.changed, at: cutOff) }
      tornLines = walk.tornLines
    }
    changedLine = walk.changedLine
    damage = walk.damage + (marked.map { [$0] } ?? [])
  }
}

extension SegmentedRecord {
  func check(_ locked: LockedRecord) throws(JournalProblem) -> JournalCheck {
    var check = JournalCheck()
    for name in locked.segments {
      let file = try locked.file(name)
      check.take(ActivityLine.lines(of: try file.bytes(in: 0..<file.status().size)), of: name)
    }
    let hasMark = if case .none = try locked.mark() { false } else { true }
    check.end(try markDamage(locked), hasMark: hasMark)
    return check
  }
}
