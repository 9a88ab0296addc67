import FoundationEssentials
import Glibc

/// How much is logged; each level holds those before it.
enum LogLevel: String, CaseIterable, Sendable {
  case error
  case info
  case debug
}

/// A log of what the program did: times, words of commands, exit codes, kinds and HTTP statuses. Nothing that a person
/// typed and nothing that the service said ever gets here.
struct EventLog: Sendable {
  private let descriptor: Int32?
  private let level: LogLevel
  private let now: @Sendable () -> Date

  /// The file is created with mode 0600, and stays open until the process ends. Without a file nothing is logged.
  init(file: String?, level: LogLevel, now: @escaping @Sendable () -> Date) throws(ErrorReport) {
    self.level = level
    self.now = now
    guard let file else {
      descriptor = nil
      return
    }
    // A pipe without a reader would hold the program up for ever.
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let opened = open(file, flags, 0o600)
    var status = stat()
    guard opened >= 0, fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      if opened >= 0 { close(opened) }
      throw .failed("The log file cannot be written: it must be a regular file in a folder that you may write to.")
    }
    guard status.st_mode & 0o077 == 0 || fchmod(opened, 0o600) == 0 else {
      close(opened)
      throw .failed("Others can read the log file; run: chmod 600 on it.")
    }
    descriptor = opened
  }

  func write(_ level: LogLevel, _ text: String) {
    guard let descriptor, let mine = Self.rank[level], let limit = Self.rank[self.level], mine <= limit else { return }
    do {
      try DescriptorOutput(descriptor: descriptor)
        .write("\(now().formatted(.iso8601)) \(level.rawValue) pid=\(getpid()) \(text)\n")
    } catch {
      // A full disk must not stop the work that the log is about.
    }
  }

  private static let rank: [LogLevel: Int] = [.error: 0, .info: 1, .debug: 2]
}
