import Care360
import FoundationEssentials

/// The lines of one segment. A second look takes in what was appended since the first; each line is decoded at most once,
/// and only when somebody asks for what it says.
struct SegmentContents {
  let name: SegmentName
  /// Nil in the file of older versions, and where the first line is damaged.
  private(set) var head: SegmentHead?
  /// Without what `head` carries.
  private(set) var unsettled = Unsettled()

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

  init(_ name: SegmentName) { self.name = name }

  /// Takes in the whole lines of `file` that were not there before; all of them when it is another file, or its lines
  /// are not those that were read.
  mutating func refresh(from file: SegmentFile, _ reads: JournalReads) throws(JournalProblem) {
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
    self = SegmentContents(name)
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
    if size == 0, !name.month.isEmpty, let head = ActivityLine.head(in: line) {
      reads.lines += 1
      self.head = head
      return
    }
    // Most lines are of views, which leave nothing unsettled. Inside a text the quotes would be escaped.
    guard !line.contains(Self.views) else {
      entries.append(.line(line))
      return
    }
    reads.lines += 1
    guard let record = ActivityLine.record(in: line) else { return }
    unsettled.take(record)
    entries.append(.record(record))
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

  /// The record that opened this write here.
  func opening(of id: String) -> ActivityRecord? {
    for case .record(let record) in entries.reversed() where record.event == .opened && record.id == id {
      return record
    }
    return head?.unsettled.last { $0.id == id }
  }
}
