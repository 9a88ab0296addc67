import Glibc

/// Why a file was not read or written.
package struct PrivateFileProblem: Error, Hashable, Sendable {
  /// For the person; names no value.
  package let sentence: String
  /// There is a file of that name already.
  package let isExisting: Bool

  package init(sentence: String, isExisting: Bool = false) {
    self.sentence = sentence
    self.isExisting = isExisting
  }
}

/// Files of one person: written with mode 0600 from the first instant, whole or not at all.
package enum PrivateFile {
  /// In bytes.
  package static let largestSize = 8 << 20

  /// Writes a new file. What exists stays as it is.
  package static func create(_ path: String, with bytes: [UInt8]) throws(PrivateFileProblem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw openingProblem(path) }
    let problem = fill(descriptor, with: bytes)
    close(descriptor)
    if let problem {
      unlink(path)
      throw problem
    }
  }

  /// Puts a new file in the place of one that may exist; either of the two is there at any time.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(PrivateFileProblem) {
    let beside = "\(path).\(getpid())"
    unlink(beside)
    try create(beside, with: bytes)
    guard rename(beside, path) == 0 else {
      unlink(beside)
      throw PrivateFileProblem(sentence: "The file cannot be replaced.")
    }
  }

  /// Everything in a regular file.
  package static func read(_ path: String) throws(PrivateFileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PrivateFileProblem(
        sentence: errno == ENOENT || errno == ENOTDIR ? "There is no such file." : "The file cannot be opened.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PrivateFileProblem(sentence: "It is no regular file.")
    }
    guard status.st_size <= largestSize else { throw PrivateFileProblem(sentence: "The file is larger than 8 MiB.") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var used = 0
    while used < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: used), buffer.count - used)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw PrivateFileProblem(sentence: "The file cannot be read.") }
      if count == 0 { return Array(bytes[..<used]) }
      used += count
    }
    throw PrivateFileProblem(sentence: "The file grew while it was read: try again.")
  }

  /// Whether other users may read what exists there.
  package static func isReadableByOthers(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
  }

  private static func openingProblem(_ path: String) -> PrivateFileProblem {
    switch errno {
    case EEXIST, ELOOP:
      PrivateFileProblem(sentence: "There is a file of that name already: choose another name.", isExisting: true)
    case ENOENT, ENOTDIR: PrivateFileProblem(sentence: "There is no such folder.")
    case EACCES, EPERM, EROFS: PrivateFileProblem(sentence: "You may not write there.")
    default: PrivateFileProblem(sentence: "The file cannot be made.")
    }
  }

  /// Nil when everything is on disk in a file that nobody else can read.
  private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> PrivateFileProblem? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
      return PrivateFileProblem(sentence: "Files in this folder can be read by others: choose another one.")
    }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return PrivateFileProblem(sentence: "The file could not be written: is the disk full?") }
      done += count
    }
    return fsync(descriptor) == 0 ? nil : PrivateFileProblem(sentence: "The file could not be written.")
  }
}
