import Care360
import Glibc
import PrivateIO

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
    do throws(IOFailure) {
      if creating { try PrivateFolders.make(path) }
      guard let folder = try PrivateFolders.open(path, followingLink: followingLink) else {
        if creating { throw IOFailure.system(ENOENT) }
        return nil
      }
      return PrivateFolder(descriptor: folder.number, path: path)
    } catch {
      throw problem(error, path)
    }
  }

  private static func problem(_ failure: IOFailure, _ path: String) -> JournalProblem {
    let word = path.shellWord
    switch failure {
    case .folderNotMade(let folder, let code):
      return JournalProblem("The folder \(folder.shellWord) cannot be made: \(SystemFailure.words(code)).")
    case .notFolder: return JournalProblem("\(word) is a link or no folder; move it away.")
    case .ofAnotherUser: return JournalProblem("The folder \(word) belongs to another user.")
    case .openToOthers:
      return JournalProblem("The folder \(word) is open to other users; run: chmod 700 \(word)")
    case .system(let code):
      return JournalProblem("The folder \(word) cannot be opened: \(SystemFailure.words(code)).")
    case .stalled, .tooLong, .symbolicLink, .notRegular, .hasSecondName:
      return JournalProblem("The folder \(word) cannot be opened.")
    }
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
}
