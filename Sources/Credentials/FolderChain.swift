import Glibc

/// The folder of a secret file and those above it: whoever may write in one of them may put another file in its place.
enum FolderChain {
  /// - Parameter folder: the name of the opened `descriptor`, for the sentence.
  static func judge(_ descriptor: Int32, _ folder: String, _ place: String) throws(OriginProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw OriginProblem("\(place) is in a folder that cannot be examined.")
    }
    guard status.st_uid == getuid() || status.st_uid == 0 else {
      throw OriginProblem("\(place) is in a folder of another user; move it to one of your own.")
    }
    try refuseIfWritable(status, folder, place)

    var current = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    defer { if current >= 0 { close(current) } }
    var name = folder == "/" ? "/" : folder
    while current >= 0 {
      let above = openat(current, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // A folder that may be passed but not read ends the walk; what is above it is not this user's to judge.
      guard above >= 0 else { return }
      close(current)
      current = above
      let below = status
      guard fstat(above, &status) == 0 else { return }
      if status.st_dev == below.st_dev, status.st_ino == below.st_ino { return }
      name = name.hasSuffix("/") ? name + ".." : name + "/.."
      try refuseIfWritable(status, name, place)
    }
  }

  /// A sticky folder (as /tmp) lets nobody replace another user's file, so that one is taken.
  private static func refuseIfWritable(_ status: stat, _ folder: String, _ place: String) throws(OriginProblem) {
    guard status.st_mode & 0o022 != 0, status.st_mode & S_ISVTX == 0 else { return }
    throw OriginProblem("\(place) is in a folder that others may write to; run: chmod go-w \(folder.shellWord)")
  }
}
