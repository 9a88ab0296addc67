import Glibc

/// What is wrong with a folder or file of this program; nil where nothing is, or where it is not there.
enum FolderCheck {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Why nothing could be kept in this folder, which need not be there yet; nil where it could.
  static func problem(ofKeepingIn folder: String) -> String? {
    var nearest = folder
    while !exists(nearest), let slash = nearest.lastIndex(of: "/") {
      nearest = slash == nearest.startIndex ? "/" : String(nearest[..<slash])
    }
    guard access(nearest, W_OK | X_OK) != 0 else { return nil }
    return nearest == folder
      ? "\(folder.shellWord) cannot be written to by this user."
      : "\(folder.shellWord) cannot be made: this user may not write to \(nearest.shellWord)."
  }

  /// - Parameter isPrivate: nobody else may even read it.
  static func problem(_ path: String, isPrivate: Bool) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? nil : "\(path.shellWord) cannot be examined."
    }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    guard status.st_uid == getuid() || (status.st_uid == 0 && !isPrivate) else {
      return "\(path.shellWord) belongs to another user."
    }
    guard status.st_mode & (isPrivate ? 0o077 : 0o022) == 0 else {
      let mode = isFolder ? "700" : "600"
      return "\(path.shellWord) is open to other users; run: chmod \(mode) \(path.shellWord)"
    }
    return nil
  }
}
