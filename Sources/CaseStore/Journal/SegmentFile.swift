import Care360
import Glibc
import PrivateIO

/// One file of the record, opened and judged; closed with its last reference.
final class SegmentFile {
  /// Tells which file it is and whether it was written to since.
  struct Status: Hashable {
    let device: UInt
    let inode: UInt
    let size: Int
    /// Seconds and nanoseconds of the last change, of which `size` alone may show no trace.
    let changed: [Int]
  }

  private let descriptor: Int32
  private let path: String
  private let reads: JournalReads

  /// - Parameters:
  ///   - flags: beside those that every file of the record is opened with.
  ///   - isAppendOnly: false for the one file that is written over.
  /// - Returns: nil when there is no such file.
  init?(
    _ name: String, in folder: PrivateFolder, _ flags: Int32 = 0, isAppendOnly: Bool = true, reads: JournalReads
  ) throws(JournalProblem) {
    path = folder.path + "/" + name
    self.reads = reads
    let common = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (isAppendOnly ? O_APPEND : 0)
    descriptor = openat(folder.descriptor.number, name, common | flags, 0o600)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw errno == ELOOP
        ? JournalProblem.record(path, "is a symbolic link; move it away") : .record(path, "cannot be opened", errno)
    }
    try judge()
  }

  deinit {
    guard descriptor >= 0 else { return }
    // A program that is being started has a copy for a moment, and would keep the lock.
    flock(descriptor, LOCK_UN)
    Glibc.close(descriptor)
  }

  private func judge() throws(JournalProblem) {
    let status = try stat()
    guard status.st_mode & S_IFMT == S_IFREG else { throw .record(path, "is not a regular file; move it away") }
    guard status.st_uid == getuid() else { throw .record(path, "belongs to another user") }
    // A count of zero means that the lock was removed this very moment.
    guard status.st_nlink <= 1 else { throw .record(path, "has a second name (hard link); remove that name") }
    guard status.st_mode & 0o077 == 0 else {
      let word = path.visibleShellWord
      throw JournalProblem("The record of writes \(word) is open to other users; run: chmod 600 \(word)")
    }
  }

  private func stat() throws(JournalProblem) -> Glibc.stat {
    var status = Glibc.stat()
    guard fstat(descriptor, &status) == 0 else { throw .record(path, "cannot be examined", errno) }
    return status
  }

  func status() throws(JournalProblem) -> Status {
    let status = try stat()
    return Status(
      device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size),
      changed: [status.st_ctim.tv_sec, status.st_ctim.tv_nsec])
  }

  /// True once no name leads to it any more.
  func isRemoved() throws(JournalProblem) -> Bool { try stat().st_nlink == 0 }

  // MARK: - The lock

  /// - Returns: false while another process, or another descriptor of this one, holds it.
  func lock(_ kind: Int32) throws(JournalProblem) -> Bool {
    guard flock(descriptor, kind | LOCK_NB) != 0 else { return true }
    guard errno == EWOULDBLOCK || errno == EINTR else { throw .record(path, "cannot be locked", errno) }
    return false
  }

  // MARK: - Bytes

  /// The bytes; fewer than `range` when the file ends earlier.
  func bytes(in range: Range<Int>) throws(JournalProblem) -> [UInt8] {
    do throws(IOFailure) {
      let bytes = try Descriptor(descriptor).bytes(in: range)
      reads.bytes += bytes.count
      return bytes
    } catch {
      throw .record(path, "cannot be read", error.code ?? EIO)
    }
  }

  /// Appends the bytes; they are on disk when this returns. When this throws, none of them stays in the file.
  func append(_ bytes: [UInt8]) throws(JournalProblem) {
    let before = try stat().st_size
    do throws(JournalProblem) {
      try write(bytes)
      guard fsync(descriptor) == 0 else { throw .record(path, "cannot be written", errno) }
    } catch {
      _ = ftruncate(descriptor, before)
      throw error
    }
  }

  /// Overwrites the file from the first byte, in one call, so that a kill leaves either the old bytes or the new ones.
  func overwrite(_ bytes: [UInt8]) throws(JournalProblem) {
    do throws(IOFailure) {
      try Descriptor(descriptor).overwriteStart(bytes)
    } catch {
      throw .record(path, "cannot be written", error.code ?? EIO)
    }
  }

  private func write(_ bytes: [UInt8]) throws(JournalProblem) {
    do throws(IOFailure) {
      try Descriptor(descriptor).write(bytes)
    } catch {
      throw .record(path, "cannot be written", error.code ?? EIO)
    }
  }
}

extension JournalProblem {
  static func record(_ path: String, _ trouble: String) -> JournalProblem {
    JournalProblem("The record of writes \(path.visibleShellWord) \(trouble).")
  }

  static func record(_ path: String, _ trouble: String, _ code: Int32) -> JournalProblem {
    record(path, "\(trouble): \(SystemFailure.words(code))")
  }
}
