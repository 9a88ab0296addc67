import Care360
import FoundationEssentials

/// The lines of one segment. A second look takes in the lines appended since the first. Each line is decoded at most
/// once, and only when somebody needs its contents.
struct SegmentContents {
  let name: SegmentName
  /// Nil in the file of older versions, and where the first line is damaged.
  private(set) var head: SegmentHead?
  /// Does not include the writes that `head` carries.
  private(set) var unsettled = Unsettled()
  /// Starts from the line that the first line follows; nil when nobody asked for this segment's damage.
  private var walk: ChainWalk?
  private var acknowledged: [RecordDamage] = []
  /// Whole lines, readable or not.
  private var count = 0

  private enum Entry {
    case line(ActivityLine)
    case record(ActivityRecord)
  }

  private var entries: [Entry] = []
  private var status: SegmentFile.Status?
  /// Bytes up to and with the line feed of the last line taken.
  private var size = 0
  /// The last bytes of these, by which a file that was written over shows.
  private var tail: [UInt8] = []

  /// More than the hash at the end of a line takes.
  private static let tailSize = 80
  private static let views = Array(#""event":"viewed""#.utf8)

  /// - Parameter hash: of the line before the first one, to follow the chain from there; nil finds no damage.
  init(_ name: SegmentName, after hash: String?) {
    self.name = name
    walk = hash.map(ChainWalk.init)
  }

  /// The damage that nobody acknowledged, as far as this segment and its head show it.
  var damage: [RecordDamage] {
    // A segment has a head from the instant it has its name.
    let isEmpty = status?.size == 0 && name != .first
    let own = isEmpty ? [RecordDamage(.changed, at: JournalLine(segment: name, number: 1))] : walk?.damage ?? []
    return ((head?.damage ?? []) + own).without(acknowledged)
  }

  /// A last line that has no hash.
  var cutOff: JournalLine? { walk?.cutOff }

  /// Takes in the new whole lines of `file`; all of its lines when it is a different file, or when lines that were read
  /// have changed.
  ///
  /// - Parameter hash: as for `init`, should all lines have to be taken.
  mutating func refresh(
    from file: SegmentFile, after hash: () throws(JournalProblem) -> String?, _ reads: JournalReads
  ) throws(JournalProblem) {
    let now = try file.status()
    guard now != status else { return }
    if let status, status.device == now.device, status.inode == now.inode, status.size < now.size {
      let bytes = try file.bytes(in: size - tail.count..<now.size)
      if bytes.starts(with: tail) {
        take(bytes.dropFirst(tail.count), reads)
        self.status = now
        return
      }
    }
    self = SegmentContents(name, after: try hash())
    take(try file.bytes(in: 0..<now.size)[...], reads)
    status = now
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, _ reads: JournalReads) {
    let lines = ActivityLine.lines(of: Array(bytes))
    for line in lines where line.isEnded {
      take(line, reads)
      size += line.bytes.count + 1
    }
    let torn = lines.last.map { $0.isEnded ? 0 : $0.bytes.count } ?? 0
    tail = Array((tail + bytes.dropLast(torn).suffix(Self.tailSize)).suffix(Self.tailSize))
  }

  private mutating func take(_ line: ActivityLine, _ reads: JournalReads) {
    count += 1
    let place = JournalLine(segment: name, number: count)
    if count == 1, !name.month.isEmpty, let head = ActivityLine.head(in: line) {
      reads.lines += 1
      // A changed head proves nothing, so the segment before counts too.
      if line.isIntact { self.head = head }
      _ = walk?.take(line, at: place, .head(head))
      return
    }
    // Most lines are of views, which leave nothing unsettled. Inside a text the quotes would be escaped.
    guard !line.contains(Self.views) else {
      entries.append(.line(line))
      _ = walk?.take(line, at: place, .readable)
      return
    }
    reads.lines += 1
    let record = ActivityLine.record(in: line)
    _ = walk?.take(line, at: place, record == nil ? .unreadable : .readable)
    guard let record else { return }
    entries.append(.record(record))
    // A changed line ends no write and acknowledges no damage.
    let isIntact = line.isIntact
    if isIntact || record.event == .opened { unsettled.take(record) }
    guard isIntact else { return }
    if record.event == .cut { walk?.note(.shorter, at: place) }
    acknowledged += record.damage ?? []
  }

  // MARK: - Records

  /// All that can be read, oldest first; those of one case where `id` names it.
  mutating func records(of id: CaseID?, _ reads: JournalReads) -> [ActivityRecord] {
    let text = id?.text
    let bytes = text.map { Array($0.utf8) }
    var records: [ActivityRecord] = []
    for index in entries.indices {
      if case .line(let line) = entries[index] {
        if let bytes, !line.contains(bytes) { continue }
        reads.lines += 1
        guard let record = ActivityLine.record(in: line) else { continue }
        entries[index] = .record(record)
      }
      if case .record(let record) = entries[index], text == nil || record.caseID == text { records.append(record) }
    }
    return records
  }

  /// The record in this segment that opened the write.
  func opening(of id: String) -> ActivityRecord? {
    for case .record(let record) in entries.reversed() where record.event == .opened && record.id == id {
      return record
    }
    return head?.unsettled.last { $0.id == id }
  }
}
