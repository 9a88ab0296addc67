import Glibc

/// Files of one person: mode 0600 from the first instant, no symbolic link followed, judged on the opened descriptor.
///
/// A name is one in `folder`; without a folder it is a path.
package enum PrivateFile {
  /// Makes an empty file and opens it to read and write. A file of that name is an error, `EEXIST`.
  package static func make(_ name: String, in folder: Descriptor = .workingFolder) throws(IOFailure) -> Descriptor {
    let number = openat(folder.number, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw .system(errno) }
    let file = Descriptor(number)
    do throws(IOFailure) {
      // Some file systems keep no modes.
      guard try status(of: file).st_mode & 0o077 == 0 else { throw .openToOthers }
    } catch {
      file.close()
      unlinkat(folder.number, name, 0)
      throw error
    }
    return file
  }

  /// Makes a new file with `bytes`, whole on disk or not at all. An existing file stays as it is.
  package static func create(
    _ name: String, in folder: Descriptor = .workingFolder, with bytes: [UInt8]
  ) throws(IOFailure) {
    let file = try make(name, in: folder)
    defer { file.close() }
    do throws(IOFailure) {
      try file.write(bytes)
      try file.sync()
    } catch {
      unlinkat(folder.number, name, 0)
      throw error
    }
    PrivateFolders.syncNames(beside: name, in: folder)
  }

  /// Puts a new file in the place of whatever has this name: that may be a link to somewhere else or open to others, and
  /// is never written into. A crash leaves the old one or the new one, whole.
  package static func replace(
    _ name: String, in folder: Descriptor = .workingFolder, with bytes: [UInt8]
  ) throws(IOFailure) {
    // Two processes that do this at once must not rename each other's half.
    let beside = "\(name).\(getpid()).new"
    guard unlinkat(folder.number, beside, 0) == 0 || errno == ENOENT else { throw .system(errno) }
    try create(beside, in: folder, with: bytes)
    guard renameat(folder.number, beside, folder.number, name) == 0 else {
      let code = errno
      unlinkat(folder.number, beside, 0)
      throw .system(code)
    }
    PrivateFolders.syncNames(beside: name, in: folder)
  }

  /// Opens a regular file that is this user's alone; nil when there is none.
  ///
  /// - Parameter flags: flags for open(2); flags that keep out links, devices and child processes are added.
  package static func open(
    _ name: String, in folder: Descriptor = .workingFolder, _ flags: Int32
  ) throws(IOFailure) -> Descriptor? {
    let number = openat(folder.number, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard number >= 0 else {
      switch errno {
      case ENOENT: return nil
      case ELOOP: throw .symbolicLink
      default: throw .system(errno)
      }
    }
    let file = Descriptor(number)
    do throws(IOFailure) {
      try judge(file)
    } catch {
      file.close()
      throw error
    }
    return file
  }

  private static func judge(_ file: Descriptor) throws(IOFailure) {
    let status = try status(of: file)
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard status.st_uid == getuid() else { throw .ofAnotherUser(status.st_uid) }
    guard status.st_nlink == 1 else { throw .hasSecondName }
    guard status.st_mode & 0o077 == 0 else { throw .openToOthers }
  }

  static func status(of descriptor: Descriptor) throws(IOFailure) -> stat {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { throw .system(errno) }
    return status
  }
}
