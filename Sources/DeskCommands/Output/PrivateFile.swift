import Glibc

/// Files of mode 0600 in folders of mode 0700, private from the first instant.
enum PrivateFile {
  /// Makes the folder and those above it that are missing.
  static func makeFolder(_ path: String) throws(ErrorReport) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o700) == 0 || errno == EEXIST || access(made, F_OK) == 0 else {
        throw .failed("The folder \(made) cannot be made.")
      }
    }
  }

  /// Puts a new file in the place of whatever has this name: that may be a link to somewhere else or open to others, and is
  /// never written into. A crash leaves the old one or the new one, whole.
  static func write(_ path: String, _ text: String) throws(ErrorReport) {
    let fresh = path + ".new"
    guard unlink(fresh) == 0 || errno == ENOENT else { throw .failed("The file \(fresh) cannot be replaced.") }
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed("The file \(path) cannot be made.") }
    defer { close(descriptor) }
    do throws(ErrorReport) {
      try DescriptorOutput(descriptor: descriptor).write(text)
    } catch {
      unlink(fresh)
      throw .failed("The file \(path) cannot be written.")
    }
    guard fsync(descriptor) == 0, rename(fresh, path) == 0 else {
      unlink(fresh)
      throw .failed("The file \(path) cannot be written.")
    }
  }
}
