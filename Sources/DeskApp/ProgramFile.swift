import Glibc

/// The file of the running program, to tell when an installation put another version in its place. The running one goes on:
/// an installation removes only its name.
struct ProgramFile {
  private let path: String
  private let running: FileID
  /// In seconds of the lock's clock.
  private var lookedAt: Double?

  private struct FileID: Equatable {
    let device: UInt64
    let inode: UInt64

    /// Nil where there is no such file just now.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  /// In seconds between two looks.
  static let pause = 10.0

  /// The program of this process; nil where the system does not say which that is.
  static var own: ProgramFile? {
    let link = "/proc/self/exe"
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(link, &target, target.count)
    guard length > 0, length < target.count else { return nil }
    let path = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return ProgramFile(path: path, running: link)
  }

  /// - Parameters:
  ///   - path: where an installation puts the program.
  ///   - running: a path to the file that runs.
  init?(path: String, running: String) {
    guard let id = FileID(running) else { return nil }
    self.path = path
    self.running = id
  }

  /// True when another file lies in its place. Looks at most once in `pause` seconds.
  mutating func isReplaced(at uptime: Double) -> Bool {
    if let lookedAt, uptime - lookedAt < Self.pause { return false }
    lookedAt = uptime
    return FileID(path).map { $0 != running } ?? false
  }
}
