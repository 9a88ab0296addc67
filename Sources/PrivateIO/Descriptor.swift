import Glibc

/// A descriptor of this process, and the only loops that write a whole buffer or read until the end. It owns nothing:
/// whoever opened it closes it.
package struct Descriptor: Hashable, Sendable {
  package let number: Int32

  package init(_ number: Int32) { self.number = number }

  /// For openat(2) and similar calls: the folder where a path without a leading `/` starts.
  package static let workingFolder = Descriptor(AT_FDCWD)

  /// A file of the system, to read; nil where it cannot be opened.
  static func opened(_ path: String) -> Descriptor? {
    let number = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    return number >= 0 ? Descriptor(number) : nil
  }

  /// All bytes of a file of the system, such as a zone file; nil where it cannot be read or has more than `limit` bytes.
  package static func systemFile(_ path: String, limit: Int) -> [UInt8]? {
    guard let file = opened(path) else { return nil }
    defer { file.close() }
    do throws(IOFailure) {
      return try file.readAll(limit: limit)
    } catch {
      return nil
    }
  }

  package func close() { Glibc.close(number) }

  /// Returns when the written bytes are on disk.
  package func sync() throws(IOFailure) {
    while fsync(number) != 0 {
      guard errno == EINTR else { throw .system(errno) }
    }
  }

  /// Writes all of `bytes`. Some of them may be out when it throws.
  ///
  /// - Parameter patience: the longest time without progress at the other end; nil waits as long as it takes.
  package func write(_ bytes: [UInt8], patience: Duration? = nil) throws(IOFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(number, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      guard count <= 0 else {
        written += count
        continue
      }
      let code = count == 0 ? EIO : errno
      switch code {
      case EINTR: break
      case EAGAIN: try wait(for: POLLOUT, patience)
      default: throw .system(code)
      }
    }
  }

  /// The bytes of a file at these offsets; less where it ends before. Where the next read goes on does not change.
  package func bytes(in range: Range<Int>) throws(IOFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var used = 0
    while used < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(number, buffer.baseAddress?.advanced(by: used), buffer.count - used, off_t(range.lowerBound + used))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(errno) }
      if count == 0 { break }
      used += count
    }
    return Array(bytes[..<used])
  }

  /// Puts `bytes` at the start of a file in one call, so that a kill leaves the old bytes or the new ones.
  package func overwriteStart(_ bytes: [UInt8]) throws(IOFailure) {
    while true {
      let count = bytes.withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, 0) }
      if count == bytes.count { return }
      guard count < 0, errno == EINTR else { throw .system(count < 0 ? errno : ENOSPC) }
    }
  }

  /// Everything from here to the end.
  ///
  /// - Parameter limit: in bytes; more of them are `tooLong`.
  package func readAll(limit: Int) throws(IOFailure) -> [UInt8] {
    let bytes = try readStart(limit: limit + 1)
    guard bytes.count <= limit else { throw .tooLong }
    return bytes
  }

  /// All bytes from here to the end, cut off after `limit` bytes.
  package func readStart(limit: Int) throws(IOFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, expectedSize))
    while try take(into: &bytes, upTo: limit) == .nothingYet { try wait(for: POLLIN, nil) }
    return bytes
  }

  /// Room for all that there probably is to read, in bytes: for a small file not so much that the heap grows for it and
  /// shrinks again.
  private var expectedSize: Int {
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return Self.largestPiece }
    return min(max(Self.smallestPiece, Int(status.st_size) + 1), Self.largestPiece)
  }

  /// The reason why reading stopped.
  package enum Halt: Hashable, Sendable {
    case end
    case limit
    /// A non-blocking descriptor has no bytes at the moment.
    case nothingYet
  }

  /// Reads until one of the three reasons to stop. When `collected` has room for the bytes, no other copy stays behind,
  /// so that the owner can overwrite a secret.
  ///
  /// - Parameter limit: of all bytes in `collected`.
  package func take(into collected: inout [UInt8], upTo limit: Int) throws(IOFailure) -> Halt {
    while collected.count < limit {
      let room = max(collected.capacity - collected.count, Self.smallestPiece)
      switch try piece(upTo: min(limit - collected.count, room)) {
      case .bytes(var bytes):
        collected += bytes
        bytes.overwrite()
      case .end: return .end
      case .nothingYet: return .nothingYet
      case .interrupted: break
      }
    }
    return .limit
  }

  /// Reads once: empty at the end, nil when nothing is there or a signal came first.
  package func readOnce(upTo most: Int) throws(IOFailure) -> [UInt8]? {
    switch try piece(upTo: most) {
    case .bytes(let bytes): bytes
    case .end: []
    case .nothingYet, .interrupted: nil
    }
  }

  private enum Piece {
    case bytes([UInt8])
    case end, nothingYet, interrupted
  }

  private static let smallestPiece = 4 << 10
  private static let largestPiece = 64 << 10

  private func piece(upTo most: Int) throws(IOFailure) -> Piece {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: min(most, Self.largestPiece)) { buffer, used in
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count < 0 { code = errno }
      used = max(0, count)
    }
    switch code {
    case 0: return bytes.isEmpty ? .end : .bytes(bytes)
    case EAGAIN: return .nothingYet
    case EINTR: return .interrupted
    default: throw .system(code)
    }
  }

  private func wait(for event: Int32, _ patience: Duration?) throws(IOFailure) {
    let deadline = patience.map { ContinuousClock.now + $0 }
    while true {
      var state = pollfd(fd: number, events: Int16(event), revents: 0)
      switch poll(&state, 1, deadline.map(Self.milliseconds) ?? -1) {
      case 1: return
      case 0: throw .stalled
      default: guard errno == EINTR || errno == EAGAIN else { throw .system(errno) }
      }
    }
  }

  /// The time from now, rounded up: a wait of 0 would loop without pause.
  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = max(.zero, deadline - ContinuousClock.now)
    return Int32(min(Double(Int32.max), (left / .milliseconds(1)).rounded(.up)))
  }
}

extension Array where Element == UInt8 {
  /// Overwrites the bytes in a way the optimiser keeps; copies that were made before stay.
  package mutating func overwrite() {
    withUnsafeMutableBytes { bytes in
      if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
    }
  }
}
