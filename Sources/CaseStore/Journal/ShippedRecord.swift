package import Care360

/// The record's side of its copy elsewhere.
package struct ShippingRule: Sendable {
  /// No write starts while more lines than this were not sent; nil where writes go on.
  let mostUnsent: Int?
  /// Called for each line that was appended, and for each write that `mostUnsent` stopped.
  let appended: @Sendable () -> Void

  package init(mostUnsent: Int?, appended: @escaping @Sendable () -> Void) {
    self.mostUnsent = mostUnsent
    self.appended = appended
  }
}

/// A line of the record with its place in the chain.
package struct RecordLine: Hashable, Sendable {
  package let place: JournalLine
  package let hash: String
  /// The hash of the line before; nil where the line does not say it.
  package let previous: String?
  /// Nil of the head of a file, and of a line that this version cannot read.
  package let record: ActivityRecord?
  /// When a file of the record began; nil unless this is its head.
  package let begun: String?
  let end: ActivityEnd

  init(_ line: UnsentLine) {
    place = line.place
    hash = line.hash
    previous = line.line.previous
    record = ActivityLine.record(in: line.line)
    begun = line.place.number == 1 ? ActivityLine.head(in: line.line)?.time : nil
    end = ActivityEnd(line.place.segment, size: line.size, hash: line.hash)
  }
}

/// A line that was not decoded.
struct UnsentLine {
  let line: ActivityLine
  let place: JournalLine
  let hash: String
  /// Bytes of its file up to and with its line feed.
  let size: Int
}

extension SegmentedRecord {
  /// The lines behind the cursor. It is worked out again where it is lost: the lines of its file follow where it names no
  /// line of the record, and all lines where it cannot be read or names no file. So lines are sent twice rather than never.
  func unsent(atMost limit: Int, _ locked: LockedRecord) throws(JournalProblem) -> [UnsentLine] {
    guard let file = try locked.cursor(creating: false) else { return try lines(after: .none, atMost: limit, locked) }
    return try lines(after: try RecordMark(file), atMost: limit, locked)
  }

  /// A line without a hash is left out: a crash cut it off, and it records nothing.
  func lines(
    after cursor: RecordMark, atMost limit: Int, _ locked: LockedRecord
  ) throws(JournalProblem) -> [UnsentLine] {
    let sent: ActivityEnd? = if case .end(let end) = cursor { end } else { nil }
    let start = sent?.name.flatMap { locked.segments.contains($0) ? $0 : nil }
    var lines: [UnsentLine] = []
    for name in locked.segments {
      if let start, name < start { continue }
      let file = try locked.file(name)
      var found: [UnsentLine] = []
      var size = 0
      for (index, line) in ActivityLine.lines(of: try file.bytes(in: 0..<file.status().size)).enumerated() {
        size += line.bytes.count + 1
        guard line.isEnded, let hash = line.hash else { continue }
        if name == start, size == sent?.size, hash == sent?.hash {
          found = []
        } else {
          found.append(
            UnsentLine(line: line, place: JournalLine(segment: name, number: index + 1), hash: hash, size: size))
        }
      }
      lines += found
      guard lines.count < limit else { break }
    }
    return Array(lines.prefix(limit))
  }

  /// The reason why no write starts while the site's copy is so far behind; nil when it is not.
  func refusal(
    havingMoreUnsentThan most: Int, _ locked: LockedRecord
  ) throws(JournalProblem) -> JournalProblem? {
    let count = try unsent(atMost: .max, locked).count
    guard count > most else { return nil }
    return JournalProblem(
      "\(count) records of what was done here have not been sent to the site's own record, and the site policy allows \(most)."
        + " No write starts until they are sent: casedesk doctor says what keeps them here.")
  }
}
