import FoundationEssentials
import Glibc
import PrivateIO

/// The amount that is logged; each level includes the levels before it.
enum LogLevel: String, CaseIterable, Sendable {
  case error
  case info
  case debug
}

/// The file of `--log-file`.
enum LogFile {
  /// Opens the file for appending, private: a new file gets mode 0600, and an existing file is closed to other users.
  /// The caller closes it.
  static func open(_ path: String) throws(ErrorReport) -> Descriptor {
    let file: Descriptor
    do throws(IOFailure) {
      file = try TrustedWalk.open(path, O_WRONLY | O_APPEND | O_CREAT)
    } catch {
      throw .failed(words(error))
    }
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      file.close()
      throw .failed(unwritable)
    }
    guard status.st_mode & 0o077 == 0 || fchmod(file.number, 0o600) == 0 else {
      file.close()
      throw .failed("Others can read the log file; run: chmod 600 on it.")
    }
    return file
  }

  private static let unwritable =
    "The log file cannot be written: it must be a regular file in a folder that you may write to."

  private static func words(_ failure: IOFailure) -> String {
    switch failure {
    case .folderOpenToWriters(let folder):
      "The log file is in a folder that other users can write to; run: chmod go-w \(folder.visibleShellWord)"
    case .folderOfAnotherUser(let folder, let owner):
      "The log file is in a folder of another user, \(folder.visibleShellWord) (uid \(owner)): choose one of your own."
    case .system, .stalled, .tooLong, .symbolicLink, .danglingLink, .noFileName, .notRegular, .notFolder,
      .ofAnotherUser,
      .hasSecondName, .openToOthers, .folderNotMade, .folderNotExamined:
      unwritable
    }
  }
}

/// A log of the program's actions: times, words of commands, exit codes, kinds and HTTP statuses. Text that a person
/// typed or that the service sent never gets here.
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
    descriptor = try LogFile.open(file).number
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
