import CaseStore
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// The prompt on a terminal of its own, by the built program.
@Suite struct HiddenTypingTests {
  /// Both ends of a new terminal.
  private struct Terminal {
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

    /// Whether Ctrl-Z and Ctrl-\ do what they do.
    var stops: Bool { withUnsafeBytes(of: modes.c_cc) { $0[Int(VSUSP)] != 0 && $0[Int(VQUIT)] != 0 } }

    func type(_ text: String) {
      let bytes = Array(text.utf8)
      #expect(write(master, bytes, bytes.count) == bytes.count)
    }

    /// What is on the screen so far and was not read yet.
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
  }

  private func start(_ words: [String], _ bench: Bench, on terminal: Terminal) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("casedesk")
    process.arguments = words
    process.environment = ["XDG_DATA_HOME": bench.folder, "HOME": bench.folder]
    let end = FileHandle(fileDescriptor: terminal.slave, closeOnDealloc: false)
    process.standardInput = end
    process.standardOutput = end
    process.standardError = end
    try process.run()
    return process
  }

  private func config(_ bench: Bench) throws -> [String] {
    try bench.clinic(keyCommand: false, general: "operator = \"tester\"")
  }

  @Test func `Nothing of a passphrase shows, and the terminal is as it was afterwards`() async throws {
    try await Bench.run { bench in
      let words = try config(bench)
      try bench.fillStore(passphrase: true)
      let terminal = try Terminal()
      defer { terminal.close() }
      let process = try start(["drafts"] + words, bench, on: terminal)
      var screen = ""
      func sees(_ text: String) async -> Bool {
        await until {
          screen += terminal.shown()
          return screen.contains(text)
        }
      }
      #expect(await sees("Passphrase of the local store: "))
      #expect(!terminal.echoes)
      #expect(!terminal.stops)
      // An impatient person: the second line is no try, since it comes before the question for it.
      terminal.type("a wrong one\ntyped ahead\n")
      #expect(await sees("Wait 1 s."))
      #expect(!terminal.echoes)
      #expect(await sees("Wait 1 s.\r\nPassphrase of the local store: "))
      terminal.type(Bench.passphrase + "\n")
      let code = await exitCode(of: process)
      screen += terminal.shown()
      #expect(code == 0)
      for word in ["wrong one", "ahead", "words that"] { #expect(!screen.contains(word)) }
      #expect(screen.contains("question 7 of 12"))
      #expect(terminal.echoes && terminal.stops)
    }
  }

  @Test func `A signal at the prompt gives the echo back`() async throws {
    try await Bench.run { bench in
      let words = try config(bench)
      try bench.fillStore(passphrase: true)
      let terminal = try Terminal()
      defer { terminal.close() }
      let process = try start(["drafts"] + words, bench, on: terminal)
      #expect(await until { !terminal.echoes })
      kill(process.processIdentifier, SIGTERM)
      #expect(await exitCode(of: process) == 143)
      #expect(terminal.echoes && terminal.stops)
    }
  }
}

/// Waits for its end; nil when that takes too long. Asks the system: Foundation takes a process for running as long as any
/// other one that was started at the same moment holds the descriptor that tells its end.
private func exitCode(of process: Process) async -> Int32? {
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
