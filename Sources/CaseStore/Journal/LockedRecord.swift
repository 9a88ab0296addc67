import Care360
import Glibc
import PrivateIO

/// The folder of the record while this process holds its lock, which ends with the last reference.
///
/// The lock is of a file that is never replaced, so that nobody can wait for a segment that is no longer the newest.
final class LockedRecord {
  enum Access { case reading, writing }

  /// Oldest first.
  private(set) var segments: [SegmentName]
  private let folder: PrivateFolder
  private let lock: SegmentFile
  private let second: SecondMark?
  private let reads: JournalReads

  /// - Parameter patience: how long another process may hold the lock.
  /// - Returns: nil when there is no record to read.
  init?(
    in folder: PrivateFolder, for access: Access, second: SecondMark?, patience: Duration, reads: JournalReads
  ) throws(JournalProblem) {
    // Reading makes no file when there is nothing to read.
    if access == .reading, try folder.segments().isEmpty, try !folder.names().contains(SegmentName.lock),
      try second?.file(creating: false, reads) == nil
    {
      return nil
    }
    self.second = second
    lock = try Self.lock(in: folder, access == .writing ? LOCK_EX : LOCK_SH, patience, reads)
    segments = try folder.segments()
    self.folder = folder
    self.reads = reads
  }

  private static func lock(
    in folder: PrivateFolder, _ kind: Int32, _ patience: Duration, _ reads: JournalReads
  ) throws(JournalProblem) -> SegmentFile {
    let deadline = ContinuousClock.now + patience
    while true {
      guard let file = try SegmentFile(SegmentName.lock, in: folder, O_CREAT, isAppendOnly: false, reads: reads) else {
        throw .record(folder.path, "cannot be made")
      }
      while try !file.lock(kind) {
        guard ContinuousClock.now < deadline else {
          throw .record(folder.path, "is locked by another process; try again when that process is done")
        }
        // The lock has no descriptor to wait on; this queue does nothing else meanwhile.
        poll(nil, 0, 10)
      }
      // A lock file that was removed meanwhile keeps nobody out.
      if try !file.isRemoved() { return file }
    }
  }

  func file(_ name: SegmentName) throws(JournalProblem) -> SegmentFile {
    guard let file = try SegmentFile(name.file, in: folder, reads: reads) else {
      throw .record(folder.path + "/" + name.file, "was just removed; try again")
    }
    return file
  }

  /// Makes the newest segment with `line` as its first one. It has its name only once it is whole and on disk, so that a
  /// crash leaves the record as it was or with one segment more.
  func begin(_ name: SegmentName, with line: [UInt8]) throws(JournalProblem) {
    let path = folder.path + "/" + name.file
    unlinkat(folder.descriptor.number, SegmentName.unfinished, 0)
    guard let file = try SegmentFile(SegmentName.unfinished, in: folder, O_CREAT | O_EXCL, reads: reads) else {
      throw .record(path, "cannot be made")
    }
    do throws(JournalProblem) {
      try file.append(line)
      guard renameat(folder.descriptor.number, SegmentName.unfinished, folder.descriptor.number, name.file) == 0 else {
        throw .record(path, "cannot be made", errno)
      }
    } catch {
      unlinkat(folder.descriptor.number, SegmentName.unfinished, 0)
      throw error
    }
    segments.append(name)
  }

  func mark() throws(JournalProblem) -> RecordMark { try RecordMark(lock) }

  /// Nil where there is no such file.
  func secondMark() throws(JournalProblem) -> (mark: RecordMark, file: String)? {
    guard let second, let file = try second.file(creating: false, reads) else { return nil }
    return (try RecordMark(file), second.name)
  }

  func reserveMark() throws(JournalProblem) {
    for file in try markFiles() { try RecordMark.reserve(file) }
  }

  func mark(_ end: ActivityEnd) throws(JournalProblem) {
    for file in try markFiles() { try RecordMark.write(end, to: file) }
  }

  private func markFiles() throws(JournalProblem) -> [SegmentFile] {
    [lock] + (try second?.file(creating: true, reads).map { [$0] } ?? [])
  }

  /// Nil where there is none and `creating` is false.
  func cursor(creating: Bool) throws(JournalProblem) -> SegmentFile? {
    try SegmentFile(SegmentName.cursor, in: folder, creating ? O_CREAT : 0, isAppendOnly: false, reads: reads)
  }

  /// Makes the names of the segments durable.
  func sync() throws(JournalProblem) { try folder.sync() }
}

extension PrivateFolder {
  /// Oldest first.
  fileprivate func segments() throws(JournalProblem) -> [SegmentName] {
    try names().compactMap(SegmentName.init(file:)).sorted()
  }
}
