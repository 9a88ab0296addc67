import Glibc

/// Folders of one person: mode 0700 from the first instant, judged on the opened descriptor.
package enum PrivateFolders {
  /// Opens a folder that is this user's alone; nil when there is none.
  ///
  /// - Parameter followingLink: whether the last part of the path may be a symbolic link.
  package static func open(_ path: String, followingLink: Bool) throws(IOFailure) -> Descriptor? {
    let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followingLink ? 0 : O_NOFOLLOW))
    guard number >= 0 else {
      switch errno {
      case ENOENT: return nil
      // With both flags a link is "no folder" to the kernel.
      case ELOOP, ENOTDIR: throw .notFolder
      default: throw .system(errno)
      }
    }
    let folder = Descriptor(number)
    do throws(IOFailure) {
      let status = try PrivateFile.status(of: folder)
      guard status.st_uid == getuid() else { throw .ofAnotherUser }
      guard status.st_mode & 0o077 == 0 else { throw .openToOthers }
    } catch {
      folder.close()
      throw error
    }
    return folder
  }

  /// Makes the folder and those above it that are missing; the name of each is on disk.
  package static func make(_ path: String) throws(IOFailure) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      let above = made.isEmpty ? "/" : made
      made += "/" + part
      guard mkdir(made, 0o700) != 0 else {
        syncNames(in: above)
        continue
      }
      let code = errno
      // One that may not be made may be there all the same: a read-only or foreign folder says EROFS or EACCES first.
      guard code == EEXIST || access(made, F_OK) == 0 else { throw .folderNotMade(made, code) }
    }
  }

  /// A file system that cannot do it keeps the folder until a power cut, and what follows says so where it matters.
  private static func syncNames(in path: String) {
    let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { return }
    fsync(number)
    Glibc.close(number)
  }
}
