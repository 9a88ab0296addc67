import Care360
import Glibc

/// The append-only file itself: opened, judged, locked, read and appended to. Each call has a descriptor of its own, so
/// that calls of one process exclude each other as those of two do.
struct ActivityFile: Sendable {
  let directory: String
  let name: String

  /// How long another process may hold the file before this one gives up.
  let patience: Duration

  private var path: String { directory + "/" + name }

  /// All lines; none when there is no file yet.
  func lines() async throws(JournalProblem) -> [ActivityLine] { ActivityLine.lines(of: try await contents()) }

  /// All bytes; none when there is no file yet.
  func contents() async throws(JournalProblem) -> [UInt8] {
    guard let folder = try PrivateFolder.open(directory, creating: false) else { return [] }
    defer { folder.close() }
    guard let descriptor = try open(in: folder, creating: false) else { return [] }
    defer { Glibc.close(descriptor) }
    try await lock(descriptor, LOCK_SH)
    return try contents(descriptor)
  }

  /// Appends the record that `make` gives for the lines so far (nil: none), and returns when it is on disk. On an error
  /// nothing of it stays in the file.
  func append(
    _ make: ([ActivityLine]) throws(JournalProblem) -> ActivityRecord?
  ) async throws(JournalProblem) {
    guard let folder = try PrivateFolder.open(directory, creating: true) else { throw unusable("cannot be made") }
    defer { folder.close() }
    guard let descriptor = try open(in: folder, creating: true) else { throw unusable("cannot be made") }
    defer { Glibc.close(descriptor) }
    try await lock(descriptor, LOCK_EX)

    let before = try contents(descriptor)
    let lines = ActivityLine.lines(of: before)
    guard let record = try make(lines) else { return }
    try add(try addition(record, after: lines), to: descriptor, in: folder)
  }

  /// Appends a record that depends on no earlier one but for the chain: of a long file its end alone is read.
  func append(_ record: ActivityRecord) async throws(JournalProblem) {
    guard let folder = try PrivateFolder.open(directory, creating: true) else { throw unusable("cannot be made") }
    defer { folder.close() }
    guard let descriptor = try open(in: folder, creating: true) else { throw unusable("cannot be made") }
    defer { Glibc.close(descriptor) }
    try await lock(descriptor, LOCK_EX)

    let start = max(0, try size(of: descriptor) - Self.tail)
    var lines = ActivityLine.lines(of: try contents(descriptor, from: start))
    // The first one of a tail may be half a line; its hash stands at its end, whole.
    if start > 0, !lines.contains(where: { $0.isEnded && $0.hash != nil }) {
      lines = ActivityLine.lines(of: try contents(descriptor))
    }
    try add(try addition(record, after: lines), to: descriptor, in: folder)
  }

  /// Bytes that hold many lines.
  private static let tail = 65_536

  private func add(_ bytes: [UInt8], to descriptor: Int32, in folder: PrivateFolder) throws(JournalProblem) {
    let before = try size(of: descriptor)
    do throws(JournalProblem) {
      try write(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw failure("cannot be written", errno) }
      if before == 0 { try folder.sync() }
    } catch {
      _ = ftruncate(descriptor, off_t(before))
      throw error
    }
  }

  private func addition(_ record: ActivityRecord, after lines: [ActivityLine]) throws(JournalProblem) -> [UInt8] {
    let isTorn = lines.last.map { !$0.isEnded } ?? false
    let whole = isTorn ? lines.dropLast() : lines[...]
    // A line that ended without a hash was changed by somebody; the chain goes on from the last one that has one.
    let previous = whole.last { $0.hash != nil }?.hash ?? ActivityLine.start
    do {
      let line = try ActivityLine.bytes(of: record, previous: previous, afterTorn: isTorn)
      let feed = UInt8(ascii: "\n")
      return (isTorn ? [feed] : []) + line + [feed]
    } catch {
      throw JournalProblem("The record of a write could not be encoded, so nothing was sent.")
    }
  }

  // MARK: - Descriptor

  private func open(in folder: PrivateFolder, creating: Bool) throws(JournalProblem) -> Int32? {
    let flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (creating ? O_CREAT : 0)
    let descriptor = openat(folder.descriptor, name, flags, 0o600)
    guard descriptor >= 0 else {
      if errno == ENOENT, !creating { return nil }
      throw errno == ELOOP ? unusable("is a symbolic link") : failure("cannot be opened", errno)
    }
    do throws(JournalProblem) {
      try judge(descriptor)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    return descriptor
  }

  private func judge(_ descriptor: Int32) throws(JournalProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("cannot be examined", errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unusable("is no regular file") }
    guard status.st_uid == getuid() else { throw unusable("belongs to another user") }
    guard status.st_mode & 0o077 == 0 else {
      let word = path.shellWord
      throw JournalProblem("The record of writes \(word) is open to other users; run: chmod 600 \(word)")
    }
  }

  private func lock(_ descriptor: Int32, _ kind: Int32) async throws(JournalProblem) {
    let deadline = ContinuousClock.now + patience
    while flock(descriptor, kind | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw failure("cannot be locked", errno) }
      guard ContinuousClock.now < deadline else { throw unusable("is held by another process") }
      // A cancelled caller still has to note the outcome of its write, so it waits for the lock as any other.
      do { try await Task.sleep(for: .milliseconds(10)) } catch { poll(nil, 0, 10) }
    }
  }

  private func size(of descriptor: Int32) throws(JournalProblem) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("cannot be examined", errno) }
    return Int(status.st_size)
  }

  /// - Parameter start: the first byte to read.
  private func contents(_ descriptor: Int32, from start: Int = 0) throws(JournalProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, try size(of: descriptor) - start))
    var used = 0
    while used < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress?.advanced(by: used), buffer.count - used, off_t(start + used))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot be read", errno) }
      if count == 0 { break }
      used += count
    }
    return Array(bytes[..<used])
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(JournalProblem) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot be written", errno) }
      written += count
    }
  }

  private func unusable(_ what: String) -> JournalProblem {
    JournalProblem("The record of writes \(path.shellWord) \(what).")
  }

  private func failure(_ what: String, _ code: Int32) -> JournalProblem {
    JournalProblem("The record of writes \(path.shellWord) \(what): \(SystemFailure.words(code)).")
  }
}
