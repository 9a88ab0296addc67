import Foundation
import TestSupport
import Testing

/// Both ends of a new terminal.
struct PseudoTerminal {
  let master: Int32
  let slave: Int32

  init() throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (lock, number): (Int32, Int32) = (0, 0)
    // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which Swift does not import.
    guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw CocoaError(.fileNoSuchFile)
    }
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw CocoaError(.fileNoSuchFile) }
  }

  var modes: termios {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes
  }

  var echoes: Bool { modes.c_lflag & tcflag_t(ECHO) != 0 }

  /// True where Ctrl-Z and Ctrl-\ send their signals.
  var stops: Bool { withUnsafeBytes(of: modes.c_cc) { $0[Int(VSUSP)] != 0 && $0[Int(VQUIT)] != 0 } }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) {
    #expect(write(master, bytes, bytes.count) == bytes.count)
  }

  /// The output so far that was not read yet.
  func shown() -> String {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var text = ""
    while poll(&wait, 1, 0) > 0, wait.revents & Int16(POLLIN) != 0 {
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else { break }
      text += String(decoding: chunk[..<count], as: UTF8.self)
    }
    return text
  }

  func close() {
    _ = Glibc.close(slave)
    _ = Glibc.close(master)
  }

  /// Runs the built program on it.
  func start(_ words: [String], _ bench: Bench) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("casedesk")
    process.arguments = words
    process.environment = ["XDG_DATA_HOME": bench.folder, "HOME": bench.folder]
    let end = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardInput = end
    process.standardOutput = end
    process.standardError = end
    try process.run()
    return process
  }

  /// Waits for its end; nil when that takes too long. Asks the system: Foundation takes a process for running as long as any
  /// other one that was started at the same moment holds the descriptor that tells its end.
  static func exitCode(of process: Process) async -> Int32? {
    var code: Int32?
    _ = await until {
      guard process.isRunning else {
        code = process.terminationStatus
        return true
      }
      var info = siginfo_t()
      let flags = WEXITED | WNOHANG | WNOWAIT
      guard waitid(P_PID, id_t(process.processIdentifier), &info, flags) == 0, info.si_signo == SIGCHLD else {
        return false
      }
      code = info._sifields._sigchld.si_status
      return true
    }
    return code
  }
}
