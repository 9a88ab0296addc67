import Care360

/// How far the record reached when a line was last appended. The mark is kept in the lock file and in a second file
/// elsewhere, so that a record that was cut, replaced or removed can be told from a first start.
///
/// The mark is written after the line is on disk and is not synced itself, so it never claims more than there is. After
/// a crash it may be behind the end, which is not damage.
enum RecordMark {
  /// The record was made by an older version, or there is none.
  case none
  case end(ActivityEnd)
  case unreadable

  /// All marks have the same length, so that a single write replaces one by another.
  private static let size = 256
  private static let blank = [UInt8](repeating: UInt8(ascii: " "), count: size - 1) + [UInt8(ascii: "\n")]

  init(_ file: SegmentFile) throws(JournalProblem) {
    let bytes = try file.bytes(in: 0..<Self.size).filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    if bytes.isEmpty {
      self = .none
    } else if let end: ActivityEnd = StoreJSON.value(bytes), end.name != nil {
      self = .end(end)
    } else {
      self = .unreadable
    }
  }

  /// Takes the room on disk, so that a full disk refuses a line before it is written and not its mark afterwards.
  static func reserve(_ file: SegmentFile) throws(JournalProblem) {
    if try file.status().size < size { try file.overwrite(blank) }
  }

  static func write(_ end: ActivityEnd, to file: SegmentFile) throws(JournalProblem) {
    let bytes: [UInt8]
    do throws(StoreProblem) {
      bytes = try StoreJSON.bytes(end)
    } catch {
      throw JournalProblem("The end of the record of writes could not be encoded.")
    }
    try file.overwrite(bytes + blank.suffix(max(1, size - bytes.count)))
  }
}

extension SegmentedRecord {
  /// Damage that a mark shows; nil when the record reaches both.
  func markDamage(_ locked: LockedRecord) throws(JournalProblem) -> RecordDamage? {
    if let damage = try damage(by: try locked.mark(), in: SegmentName.lock, locked) { return damage }
    guard let second = try locked.secondMark() else { return nil }
    return try damage(by: second.mark, in: second.file, locked)
  }

  private func damage(
    by mark: RecordMark, in file: String, _ locked: LockedRecord
  ) throws(JournalProblem) -> RecordDamage? {
    switch mark {
    case .none: return nil
    case .unreadable: return RecordDamage(.undecodable, in: file)
    case .end(let end):
      guard let name = end.name, try !reaches(end, locked) else { return nil }
      if locked.segments.isEmpty { return RecordDamage(.gone, in: name.file) }
      return RecordDamage(locked.segments.contains(name) ? .shorter : .missing, in: name.file)
    }
  }
}
