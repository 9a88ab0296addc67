import Glibc
import PrivateIO

/// A program on a pseudo terminal that nobody draws: what it sends is only kept.
package final class PseudoTerminal {
  package struct NotStarted: Error {}

  // Function-like macros of ioctl_tty(2) and a flag behind a feature macro, which Swift does not import.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430
  private static let ownSession: Int32 = 0x80

  private var master: Int32
  private let path: String
  package let process: Int32
  /// All that the program sent so far.
  package private(set) var bytes: [UInt8] = []
  private var status: Int32?

  /// - Parameters:
  ///   - program: its path.
  ///   - isControlling: false: the terminal sends the program no signal, not even SIGHUP when it is closed, and stays open
  ///     when the program ends.
  package init(
    program: String, _ words: [String], columns: UInt16 = 80, rows: UInt16 = 24, isControlling: Bool = true,
    environment: [String: String]
  ) throws(NotStarted) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: UInt32 = 0
    var isLocked: Int32 = 0
    guard master >= 0, ioctl(master, Self.unlock, &isLocked) == 0, ioctl(master, Self.number, &number) == 0 else {
      throw NotStarted()
    }
    path = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a session opens is its own.
    let session = isControlling ? Self.ownSession : 0
    posix_spawnattr_setflags(&attributes, Int16(session | Int32(POSIX_SPAWN_SETSIGMASK)))
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    for descriptor: Int32 in [1, 2] { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
    let arguments = ([program] + words).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, program, &actions, &attributes, arguments, variables) == 0 else {
      close(master)
      throw NotStarted()
    }
    process = child
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  /// The window is closed.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package func send(_ text: String) { send(Array(text.utf8)) }

  package func send(_ bytes: [UInt8]) {
    do throws(IOFailure) {
      try Descriptor(master).write(bytes, patience: .seconds(10))
    } catch {
      // The program is gone, which its ending says.
    }
  }

  /// Waits for the next bytes and keeps them: empty when none came in this time, nil when none will come any more.
  ///
  /// - Parameter most: so many at most.
  @discardableResult
  package func next(within patience: Duration, upTo most: Int = 16_384) -> [UInt8]? {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    _ = poll(&ready, 1, Int32((patience / .milliseconds(1)).rounded(.up)))
    do throws(IOFailure) {
      guard let found = try Descriptor(master).readOnce(upTo: most) else { return hasEnded ? nil : [] }
      bytes += found
      return found.isEmpty ? nil : found
    } catch {
      return hasEnded ? nil : []
    }
  }

  /// Takes what comes until `isSo`, or until the program has ended and nothing more comes, for so many seconds at most.
  @discardableResult
  package func read(seconds: Double, until isSo: (PseudoTerminal) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if isSo(self) {
        // Its last bytes can still wait here when it has ended.
        if hasEnded { while next(within: .zero) != nil {} }
        return true
      }
      if next(within: .milliseconds(20)) == nil { break }
    }
    return isSo(self)
  }

  /// A descriptor of the program's side, which does not block and which the caller closes.
  package func programSide() -> Int32 { open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) }

  /// True while it shows the text that is typed.
  package var echoes: Bool {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Switches the echo on, as another program would.
  package func setEcho() {
    var modes = termios()
    guard tcgetattr(master, &modes) == 0 else { return }
    modes.c_lflag |= tcflag_t(ECHO)
    tcsetattr(master, TCSANOW, &modes)
  }

  /// How it ended: its exit code, or 128 and the number of the signal that killed it; nil while it runs.
  package var ending: Int32? {
    guard hasEnded, let status else { return nil }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Whether a signal killed it that it did not take.
  package var wasKilled: Bool { hasEnded && (status ?? 0) & 0x7F != 0 }

  private var hasEnded: Bool {
    if status != nil { return true }
    var found: Int32 = 0
    guard waitpid(process, &found, WNOHANG) == process else { return false }
    status = found
    return true
  }
}
