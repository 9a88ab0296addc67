import Care360
import Glibc
import PrivateIO

/// The folder of one store: made 0700, judged on the opened descriptor, its files made 0600 from the first instant.
struct StoreFolder: Sendable {
  let path: String

  /// One that was made and judged before.
  init(at path: String) { self.path = path }

  /// Makes what is missing. The data folder may be reached through a link; what is below it may not be one.
  init(_ place: StorePlace) throws(StoreProblem) {
    path = place.folder
    try Self.judge(place.base, followingLink: true)
    try Self.judge(place.base + "/stores", followingLink: false)
    try Self.judge(path, followingLink: false)
    try Self.judge(path + "/sessions", followingLink: false)
  }

  func path(_ name: String) -> String { path + "/" + name }

  func exists(_ name: String) -> Bool {
    var status = stat()
    return lstat(path(name), &status) == 0
  }

  /// No block or no inode is left for this user.
  var isFull: Bool {
    var status = statvfs()
    return statvfs(path, &status) == 0 && (status.f_bavail == 0 || (status.f_files > 0 && status.f_favail == 0))
  }

  var names: [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    return (FolderNames.all(in: stream) ?? []).sorted()
  }

  // MARK: - Files

  /// Opens `name` after judging what was opened; nil when there is none.
  func open(_ name: String, _ flags: Int32) throws(StoreProblem) -> Int32? {
    do throws(IOFailure) {
      return try PrivateFile.open(path(name), flags)?.number
    } catch {
      throw .unavailable(obstacle(error, name))
    }
  }

  /// Makes `name` empty and private; one that is there is an error.
  func create(_ name: String) throws(StoreProblem) -> Int32 {
    do throws(IOFailure) {
      return try PrivateFile.make(path(name)).number
    } catch {
      throw .unavailable(obstacle(error, name))
    }
  }

  /// Throws unless `name` is missing or a private regular file of this user.
  func judge(_ name: String) throws(StoreProblem) {
    if let descriptor = try open(name, O_RDONLY) { close(descriptor) }
  }

  private func obstacle(_ failure: IOFailure, _ name: String) -> StoreObstacle {
    let word = path(name).shellWord
    switch failure {
    case .symbolicLink: return .place("\(word) is a symbolic link; remove it")
    case .notRegular: return .place("\(word) is no regular file; move it away")
    case .ofAnotherUser: return .place("\(word) belongs to another user")
    case .hasSecondName: return .place("\(word) has a second name (hard link); remove that")
    case .openToOthers: return .place("\(word) is open to other users; run: chmod 600 \(word)")
    case .system, .folderNotMade, .notFolder, .stalled, .tooLong: return .init(failure)
    }
  }

  // MARK: - Contents

  /// The bytes of `name`; nil when there is none.
  ///
  /// - Parameter limit: a longer file is cut off there.
  func read(_ name: String, limit: Int = 1 << 30) throws(StoreProblem) -> [UInt8]? {
    guard let descriptor = try open(name, O_RDONLY) else { return nil }
    defer { close(descriptor) }
    do throws(IOFailure) {
      return try Descriptor(descriptor).readStart(limit: limit)
    } catch {
      throw .unavailable(.init(error))
    }
  }

  /// Puts `bytes` in the place of `name` so that a crash leaves the old or the new, whole.
  func replace(_ name: String, with bytes: [UInt8]) throws(StoreProblem) {
    let fresh = name + ".new"
    unlink(path(fresh))
    try write(bytes, to: fresh)
    guard rename(path(fresh), path(name)) == 0 else { throw .notSaved(.init(system: errno)) }
    try sync()
  }

  /// A new file with `bytes`, synced; its name is not yet.
  func write(_ bytes: [UInt8], to name: String) throws(StoreProblem) {
    let file = Descriptor(try create(name))
    defer { file.close() }
    do throws(IOFailure) {
      try file.write(bytes)
      try file.sync()
    } catch {
      unlink(path(name))
      throw .notSaved(.init(error))
    }
  }

  /// Makes the contents of `name` durable, and its name.
  func syncFile(_ name: String) throws(StoreProblem) {
    guard let descriptor = try open(name, O_RDONLY) else { throw .unavailable(.cannotOpen) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .notSaved(.init(system: errno)) }
    try sync()
  }

  /// Makes the names in the folder durable.
  func sync() throws(StoreProblem) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .notSaved(.init(system: errno)) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .notSaved(.init(system: errno)) }
  }

  private static func judge(_ path: String, followingLink: Bool) throws(StoreProblem) {
    do throws(JournalProblem) {
      try PrivateFolder.open(path, creating: true, followingLink: followingLink)?.close()
    } catch {
      let sentence = error.sentence
      throw .unavailable(.place(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence))
    }
  }
}

extension StoreObstacle {
  init(_ failure: IOFailure) { if let code = failure.code { self.init(system: code) } else { self = .other } }

  /// What the kernel refused.
  init(system code: Int32) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull
    case EROFS: self = .readOnly
    case EACCES, EPERM: self = .notPermitted
    case EIO: self = .diskFailed
    case EWOULDBLOCK: self = .busy
    case ENOENT, ENOTDIR, EMFILE, ENFILE: self = .cannotOpen
    case ENOMEM: self = .noMemory
    default: self = .other
    }
  }
}
