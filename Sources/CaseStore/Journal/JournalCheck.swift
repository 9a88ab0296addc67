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

  /// The first line that is not as it was written, for whichever reason.
  package var firstBadLine: JournalLine? {
    switch (changedLine, tornLines.first) {
    case (let changed?, let torn?): min(changed, torn)
    case (let changed, let torn): changed ?? torn
    }
  }

  private var previous = ActivityLine.start
  /// The line before when it has no hash: a crash leaves one, and the next append names it.
  private var cutOff: JournalLine?
  /// The same when it has no line feed either.
  private var unended: JournalLine?

  /// - Parameter lines: all of this segment, which follows those taken before.
  fileprivate mutating func take(_ lines: [ActivityLine], of segment: SegmentName) {
    // A month's segment has a head from the instant it has its name.
    if lines.isEmpty, segment != .first { note(changed: JournalLine(segment: segment, number: 1)) }
    for (index, line) in lines.enumerated() {
      let place = JournalLine(segment: segment, number: index + 1)
      guard line.isEnded, line.hash != nil else {
        // Two in a row: a crash leaves one, and the next append ends it.
        if let cutOff, line.isEnded { note(changed: cutOff) }
        cutOff = place
        unended = line.isEnded ? nil : place
        continue
      }
      take(line, at: place)
    }
  }

  private mutating func take(_ line: ActivityLine, at place: JournalLine) {
    if line.saysAfterTorn, let torn = cutOff {
      tornLines.append(torn)
    } else if let torn = cutOff {
      note(changed: torn)
    } else if line.saysAfterTorn {
      note(changed: place)
    }
    cutOff = nil
    unended = nil
    // The file of older versions has no head; that of a month has its own.
    let head = place.number == 1 ? ActivityLine.head(in: line) : nil
    let belongs = place.number > 1 || (head?.segment ?? "") == place.segment.text
    if cutLine == nil, head == nil, ActivityLine.record(in: line)?.event == .cut { cutLine = place }
    if line.isIntact, line.previous == previous, belongs {
      if head == nil { records += 1 }
    } else {
      note(changed: place)
    }
    previous = line.hash ?? previous
  }

  /// To be called after the last segment.
  fileprivate mutating func end() {
    if let unended { tornLines.append(unended) } else if let cutOff { note(changed: cutOff) }
  }

  private mutating func note(changed line: JournalLine) {
    changedLine = changedLine ?? line
  }
}

extension SegmentedRecord {
  func check(_ locked: LockedRecord) throws(JournalProblem) -> JournalCheck {
    var check = JournalCheck()
    for name in locked.segments {
      let file = try locked.file(name)
      check.take(ActivityLine.lines(of: try file.bytes(in: 0..<file.status().size)), of: name)
    }
    check.end()
    return check
  }
}
