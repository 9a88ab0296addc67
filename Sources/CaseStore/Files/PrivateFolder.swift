import Care360
import Glibc

/// An opened folder that only its owner may enter.
struct PrivateFolder {
  let descriptor: Int32
  let path: String

  /// Nil when there is none and `creating` is false. Missing folders above it are made 0700 too.
  ///
  /// - Parameter followingLink: whether the last part of the path may be a symbolic link.
  static func open(
    _ path: String, creating: Bool, followingLink: Bool = true
  ) throws(JournalProblem) -> PrivateFolder? {
    guard path.hasPrefix("/"), !path.utf8.contains(0) else {
      throw JournalProblem("The folder for this program's data must be an absolute path.")
    }
    if creating { try make(path) }
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followingLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else {
      if !creating, errno == ENOENT { return nil }
      // With both flags a link is "no folder" to the kernel.
      if !followingLink, errno == ELOOP || errno == ENOTDIR {
        throw JournalProblem("\(path.shellWord) is a link or no folder; move it away.")
      }
      throw JournalProblem("The folder \(path.shellWord) cannot be opened: \(SystemFailure.words(errno)).")
    }
    let folder = PrivateFolder(descriptor: descriptor, path: path)
    do throws(JournalProblem) {
      try folder.judge()
    } catch {
      folder.close()
      throw error
    }
    return folder
  }

  func close() { Glibc.close(descriptor) }

  /// Makes the names in the folder durable.
  func sync() throws(JournalProblem) {
    guard fsync(descriptor) == 0 else {
      throw JournalProblem("The folder \(path.shellWord) cannot be written: \(SystemFailure.words(errno)).")
    }
  }

  /// In no order.
  func names() throws(JournalProblem) -> [String] {
    let listed = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard listed >= 0, let stream = fdopendir(listed) else {
      let code = errno
      if listed >= 0 { Glibc.close(listed) }
      throw JournalProblem("The folder \(path.shellWord) cannot be read: \(SystemFailure.words(code)).")
    }
    defer { closedir(stream) }
    guard let names = FolderNames.all(in: stream) else {
      throw JournalProblem("The folder \(path.shellWord) cannot be read: \(SystemFailure.words(errno)).")
    }
    return names
  }

  private func judge() throws(JournalProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw JournalProblem("The folder \(path.shellWord) cannot be examined.")
    }
    guard status.st_uid == getuid() else {
      throw JournalProblem("The folder \(path.shellWord) belongs to another user.")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw JournalProblem(
        "The folder \(path.shellWord) is open to other users; run: chmod 700 \(path.shellWord)")
    }
  }

  private static func make(_ path: String) throws(JournalProblem) {
    var made = ""
    for part in path.split(separator: "/") {
      let above = made.isEmpty ? "/" : made
      made += "/" + part
      guard mkdir(made, 0o700) != 0 else {
        syncFolder(above)
        continue
      }
      let code = errno
      // One that may not be made may be there all the same: a read-only or foreign folder says EROFS or EACCES first.
      guard code == EEXIST || access(made, F_OK) == 0 else {
        throw JournalProblem("The folder \(made.shellWord) cannot be made: \(SystemFailure.words(code)).")
      }
    }
  }

  private static func syncFolder(_ path: String) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Glibc.close(descriptor)
  }
}
