import CDeskSystem
import Glibc

/// Folders of one person: mode 0700 from the first instant, judged on the opened descriptor, reached by a way that nobody
/// else can change.
package enum PrivateFolders {
  /// Opens a folder that is this user's alone; nil when there is none and `making` is false. The path may lead over links.
  ///
  /// - Parameter making: makes it, and those above it that are missing.
  package static func open(_ path: String, making: Bool = false) throws(IOFailure) -> Descriptor? {
    do throws(IOFailure) {
      let walk = try TrustedWalk.to(path, making: making)
      return try opened(".", in: walk.folder)
    } catch {
      return try nothing(error)
    }
  }

  /// Opens the folder `name` of a folder that was opened so; a link is refused.
  package static func open(_ name: String, in folder: Descriptor, making: Bool) throws(IOFailure) -> Descriptor? {
    if making {
      if mkdirat(folder.number, name, 0o700) == 0 {
        folder.syncNames()
      } else if errno != EEXIST {
        throw .folderNotMade(name, errno)
      }
    }
    do throws(IOFailure) {
      return try opened(name, in: folder)
    } catch {
      return try nothing(error)
    }
  }

  /// Throws unless the opened folder is this user's alone.
  package static func judge(_ folder: Descriptor) throws(IOFailure) {
    let status = try PrivateFile.status(of: folder)
    guard status.st_uid == getuid() else { throw .ofAnotherUser(status.st_uid) }
    guard status.st_mode & 0o077 == 0 else { throw .openToOthers }
  }

  /// Makes the folder and those above it that are missing; the name of each is on disk.
  package static func make(_ path: String) throws(IOFailure) { _ = try TrustedWalk.to(path, making: true) }

  private static func opened(_ name: String, in folder: Descriptor) throws(IOFailure) -> Descriptor {
    let number = openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      // A folder that this user may not read says that first.
      let code = errno
      if code == EACCES, let owner = owner(of: name, in: folder), owner != getuid() { throw .ofAnotherUser(owner) }
      throw .system(code)
    }
    let opened = Descriptor(number)
    do throws(IOFailure) {
      try judge(opened)
    } catch {
      opened.close()
      throw error
    }
    return opened
  }

  private static func owner(of name: String, in folder: Descriptor) -> uid_t? {
    var status = stat()
    return fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_uid : nil
  }

  private static func nothing(_ failure: IOFailure) throws(IOFailure) -> Descriptor? {
    switch failure {
    case .system(ENOENT): return nil
    // With both flags a link is "no folder" to the kernel.
    case .system(ELOOP), .system(ENOTDIR): throw .notFolder
    default: throw failure
    }
  }

  /// A file system that cannot do it keeps the folder until a power cut, and what follows says so where it matters.
  static func syncNames(beside name: String, in folder: Descriptor) {
    let number = openat(folder.number, name.pathFolder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { return }
    fsync(number)
    Glibc.close(number)
  }
}
