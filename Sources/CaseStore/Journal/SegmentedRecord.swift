import Care360
import FoundationEssentials

/// The record over all its segments. New lines go to the newest segment, whatever the clock shows. A new segment begins
/// when the clock shows a later month than the newest segment's, or when that segment is full.
///
/// Reading and appending calls take the lock that the caller holds, so that a caller can do several in one step.
struct SegmentedRecord {
  let directory: String
  let patience: Duration
  /// The number of bytes after its head at which a segment is full: a new process reads all of them for a write.
  let bound: Int
  private let second: SecondMark?
  let reads = JournalReads()

  /// From the first call that found or made it on: a folder that takes its name later is not mistaken for it.
  private var folder: PrivateFolder?
  /// The contents as the last call read them; the next call continues from there.
  private var newest: SegmentContents?
  /// The segment whose name is known to be on disk: a process that died may have given it without syncing the folder.
  private var durable: SegmentName?

  init(directory: String, second: SecondMark?, patience: Duration, bound: Int) {
    self.directory = directory
    self.second = second
    self.patience = patience
    self.bound = bound
  }

  mutating func locked(for access: LockedRecord.Access) throws(JournalProblem) -> LockedRecord? {
    if let folder {
      try folder.judge()
    } else {
      // A folder that is gone with its record is made again even for reading, which then reports the loss.
      let isMarked = try second?.file(creating: false, reads) != nil
      folder = try PrivateFolder.open(directory, creating: isMarked || access == .writing)
    }
    guard let folder else { return nil }
    return try LockedRecord(in: folder, for: access, second: second, patience: patience, reads: reads)
  }

  /// For changes that everybody who opens the record by its path must see.
  mutating func lockedInItsPlace() throws(JournalProblem) -> LockedRecord {
    try folder?.requireItsPlace()
    return try lockedForWriting()
  }

  mutating func lockedForWriting() throws(JournalProblem) -> LockedRecord {
    guard let locked = try locked(for: .writing) else { throw .record(directory, "cannot be made") }
    return locked
  }

  // MARK: - Appending

  /// Appends the record; it is on disk when this returns. When this throws, none of the record stays.
  mutating func append(_ record: ActivityRecord, at time: Date, _ locked: LockedRecord) throws(JournalProblem) {
    try locked.reserveMark()
    let isWhole = try markDamage(locked) == nil
    let name = try segment(at: time, locked)
    if durable != name {
      try locked.sync()
      durable = name
    }
    let file = try locked.file(name)
    let end = try file.end()
    let previous = if let hash = end.hash { hash } else { try hash(before: name, locked) }
    let new: [UInt8]
    if let torn = end.torn, torn.isIntact, torn.previous == previous {
      // A crash took the line feed alone, and the line may be one that another session already listed.
      new = try line(record, previous: torn.hash ?? previous, afterTorn: false)
    } else {
      let isTorn = if isWhole, try isCutOff(end, locked) { true } else { end.torn != nil }
      new = try line(record, previous: previous, afterTorn: isTorn)
    }
    try file.append((end.torn == nil ? [] : [UInt8(ascii: "\n")]) + new)
    // A mark that the record does not reach stays until a person acknowledges that.
    guard isWhole || record.event == .acknowledged,
      let hash = ActivityLine(bytes: new.dropLast(), isEnded: true).hash
    else { return }
    try locked.mark(ActivityEnd(name, size: try file.status().size, hash: hash))
  }

  /// True when a crash left a last line that has its line feed but no hash, behind the mark.
  private func isCutOff(_ end: SegmentEnd, _ locked: LockedRecord) throws(JournalProblem) -> Bool {
    guard let line = end.line, line.hash == nil, case .end = try locked.mark() else { return false }
    return true
  }

  /// The newest segment, after the next one was begun where `time` or the size of the last one asks for it.
  private mutating func segment(at time: Date, _ locked: LockedRecord) throws(JournalProblem) -> SegmentName {
    var name = try SegmentName(at: time)
    let last = locked.segments.last
    if let last, last >= name {
      guard try isFull(last, locked) else { return last }
      name = last.next
    }
    let head = SegmentHead(name, at: time, unsettled: try unsettled(locked), damage: try newestDamage(locked))
    let isTorn = if let last { try locked.file(last).end().torn != nil } else { false }
    try locked.begin(name, with: line(head, previous: try hash(before: name, locked), afterTorn: isTorn))
    return name
  }

  /// Without the head, which may be longer than the bound where many writes are unsettled.
  private func isFull(_ name: SegmentName, _ locked: LockedRecord) throws(JournalProblem) -> Bool {
    let file = try locked.file(name)
    let size = try file.status().size
    guard size > bound else { return false }
    return size - (try file.firstLine()?.bytes.count ?? 0) > bound
  }

  /// The hash that the first line of `name` follows.
  func hash(before name: SegmentName, _ locked: LockedRecord) throws(JournalProblem) -> String {
    for earlier in locked.segments.reversed() where earlier < name {
      if let hash = try locked.file(earlier).end().hash { return hash }
    }
    return ActivityLine.start
  }

  private func line(
    _ content: some Encodable, previous: String, afterTorn: Bool
  ) throws(JournalProblem) -> [UInt8] {
    do {
      return try ActivityLine.bytes(of: content, previous: previous, afterTorn: afterTorn) + [UInt8(ascii: "\n")]
    } catch {
      throw JournalProblem("The record of a write could not be encoded, so nothing was sent.")
    }
  }

  // MARK: - Damage

  /// The unacknowledged damage that the newest segment, its head and the mark show. A write reads no more than these.
  mutating func damage(_ locked: LockedRecord) throws(JournalProblem) -> [RecordDamage] {
    let found = try newestDamage(locked)
    if let marked = try markDamage(locked) { return found + [marked] }
    guard case .none = try locked.mark(), let cutOff = newest?.cutOff else { return found }
    // A crash may leave it, but without a mark an edit may have as well.
    return found + [RecordDamage(.changed, at: cutOff)]
  }

  private mutating func newestDamage(_ locked: LockedRecord) throws(JournalProblem) -> [RecordDamage] {
    guard let name = locked.segments.last else { return [] }
    return try contents(of: name, locked).damage
  }

  // MARK: - Reading

  /// The opening records, oldest first. A segment with a readable head tells all; without one the segment before counts too.
  mutating func unsettled(_ locked: LockedRecord) throws(JournalProblem) -> [ActivityRecord] {
    var carried: [ActivityRecord] = []
    var later: [Unsettled] = []
    for name in locked.segments.reversed() {
      let contents = try contents(of: name, locked)
      later.append(contents.unsettled)
      if let head = contents.head {
        carried = head.unsettled
        break
      }
    }
    return later.reversed().reduce(carried) { $1.following($0) }
  }

  /// The record that opened this write, settled or not. The newest segment has it nearly always.
  mutating func opening(of id: String, _ locked: LockedRecord) throws(JournalProblem) -> ActivityRecord? {
    for name in locked.segments.reversed() {
      if let record = try contents(of: name, locked).opening(of: id) { return record }
    }
    return nil
  }

  mutating func records(of id: CaseID?, _ locked: LockedRecord) throws(JournalProblem) -> [ActivityRecord] {
    var records: [ActivityRecord] = []
    for name in locked.segments {
      var contents = try contents(of: name, locked)
      let isNewest = name == locked.segments.last
      // One owner at a time: with two owners, a change would copy all lines.
      if isNewest { newest = nil }
      records += contents.records(of: id, reads)
      if isNewest { newest = contents }
    }
    return records
  }

  /// The newest segment is kept for the next call; of older ones, which few calls need, there may be years.
  private mutating func contents(of name: SegmentName, _ locked: LockedRecord) throws(JournalProblem) -> SegmentContents
  {
    let isNewest = name == locked.segments.last
    let known = isNewest && newest?.name == name ? newest : nil
    var contents = known ?? SegmentContents(name, after: nil)
    if isNewest { newest = nil }
    try contents.refresh(
      from: try locked.file(name),
      after: { () throws(JournalProblem) -> String? in isNewest ? try hash(before: name, locked) : nil }, reads)
    if isNewest { newest = contents }
    return contents
  }
}
