import Care360
import Glibc
import PrivateIO

/// The folder of one store: made with mode 0700, checked through the open descriptor and kept open. Its files have mode
/// 0600 from the first instant. Names are looked up through the descriptor.
struct StoreFolder: Sendable {
  private let folder: PrivateFolder

  /// Makes what is missing. The data folder may be reached through a link; what is below it may not be one.
  init(_ place: StorePlace) throws(StoreProblem) {
    folder = try Self.opened { () throws(JournalProblem) in
      guard let data = try PrivateFolder.open(place.base, creating: true) else {
        throw JournalProblem("The folder \(place.base.visibleShellWord) cannot be made.")
      }
      let store = try data.subfolder(StorePlace.stores).subfolder(place.name)
      _ = try store.subfolder(SessionFolder.name)
      return store
    }
  }

  private init(_ folder: PrivateFolder) { self.folder = folder }

  /// A folder that was copied from its place.
  init(copy path: String) throws(StoreProblem) {
    folder = try Self.opened { () throws(JournalProblem) in
      guard let folder = try PrivateFolder.open(path, creating: false) else {
        throw JournalProblem("There is no folder \(path.visibleShellWord).")
      }
      return folder
    }
  }

  /// Makes nothing. Throws where the way to the data folder is not this user's alone.
  static func exists(_ place: StorePlace) throws(StoreProblem) -> Bool {
    let data = try opened { () throws(JournalProblem) in try PrivateFolder.open(place.base, creating: false) }
    guard let data else { return false }
    var status = stat()
    let name = StorePlace.stores + "/" + place.name
    guard fstatat(data.descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) != 0 else { return true }
    guard errno == ENOENT || errno == ENOTDIR else { throw .unavailable(.init(system: errno)) }
    return false
  }

  /// The folder `name` in this one, judged in the same way.
  func subfolder(_ name: String) throws(StoreProblem) -> StoreFolder {
    StoreFolder(try Self.opened { () throws(JournalProblem) in try folder.subfolder(name) })
  }

  private static func opened<Folder>(
    _ body: () throws(JournalProblem) -> Folder
  ) throws(StoreProblem) -> Folder {
    do throws(JournalProblem) {
      return try body()
    } catch {
      let sentence = error.sentence
      throw .unavailable(.place(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence))
    }
  }

  /// A path for SQLite, which takes no folder descriptor: it leads to this folder even after a rename.
  func path(_ name: String) -> String { "/proc/self/fd/\(folder.descriptor.number)/\(name)" }

  func exists(_ name: String) -> Bool { status(of: name) != nil }

  /// The status of `name` itself, even if it is a link.
  func status(of name: String) -> stat? {
    var status = stat()
    return fstatat(folder.descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  func remove(_ name: String) { unlinkat(folder.descriptor.number, name, 0) }

  /// - Returns: false with `errno`.
  func rename(_ name: String, to new: String) -> Bool {
    renameat(folder.descriptor.number, name, folder.descriptor.number, new) == 0
  }

  /// True when the file system has no block or no inode left for this user.
  var isFull: Bool {
    var status = statvfs()
    return fstatvfs(folder.descriptor.number, &status) == 0
      && (status.f_bavail == 0 || (status.f_files > 0 && status.f_favail == 0))
  }

  var names: [String] { (FolderNames.all(in: folder.descriptor) ?? []).sorted() }

  // MARK: - Files

  /// Opens `name` after judging what was opened; nil when there is none.
  func open(_ name: String, _ flags: Int32) throws(StoreProblem) -> Int32? {
    do throws(IOFailure) {
      return try PrivateFile.open(name, in: folder.descriptor, flags)?.number
    } catch {
      throw .unavailable(obstacle(error, name))
    }
  }

  /// Makes `name` empty and private; one that is there is an error.
  func create(_ name: String) throws(StoreProblem) -> Int32 {
    do throws(IOFailure) {
      return try PrivateFile.make(name, in: folder.descriptor).number
    } catch {
      throw .unavailable(obstacle(error, name))
    }
  }

  /// Throws unless `name` is missing or a private regular file of this user.
  func judge(_ name: String) throws(StoreProblem) {
    if let descriptor = try open(name, O_RDONLY) { close(descriptor) }
  }

  private func obstacle(_ failure: IOFailure, _ name: String) -> StoreObstacle {
    let word = (folder.path + "/" + name).visibleShellWord
    switch failure {
    case .symbolicLink: return .place("\(word) is a symbolic link; remove it")
    case .notRegular: return .place("\(word) is not a regular file; move it away")
    case .ofAnotherUser: return .place("\(word) belongs to another user")
    case .hasSecondName: return .place("\(word) has a second name (hard link); remove that name")
    case .openToOthers: return .place("\(word) is open to other users; run: chmod 600 \(word)")
    case .system, .stalled, .tooLong, .noFileName, .notFolder, .danglingLink, .folderNotMade, .folderOpenToWriters,
      .folderOfAnotherUser, .folderNotExamined:
      return .init(failure)
    }
  }

  // MARK: - Contents

  /// The bytes of `name`; nil when there is no such file.
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
    remove(fresh)
    try write(bytes, to: fresh)
    guard rename(fresh, to: name) else { throw .notSaved(.init(system: errno)) }
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
      remove(name)
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
    guard fsync(folder.descriptor.number) == 0 else { throw .notSaved(.init(system: errno)) }
  }
}

extension StoreObstacle {
  init(_ failure: IOFailure) { if let code = failure.code { self.init(system: code) } else { self = .other } }

  /// The obstacle for an error number of the kernel.
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
