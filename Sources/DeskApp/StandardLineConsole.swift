import CDeskSystem
import Desk
import Glibc
import PrivateIO
import Synchronization

/// Standard input and output as lines. The main loop watches a signal descriptor and an input descriptor; nothing else wakes the
/// program.
@MainActor
final class StandardLineConsole: LineConsole {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGTSTP, SIGCONT]
  /// A terminal keeps no more of one line than this (MAX_CANON of Linux, line end included) and drops the rest silently; a
  /// pipe may bring a text of 1 MB.
  private var longestLine: Int { isTerminal ? 4094 : 2 << 20 }

  private let isTerminal = isatty(STDIN_FILENO) == 1
  private var handler: (@MainActor (LineInput) -> Void)?
  /// The bytes may belong to a secret, so each array that held them is overwritten.
  private var pending: [UInt8] = []
  private var modes = termios()
  private var isEchoOff = false
  /// Another program has the terminal; only a SIGCONT brings it back.
  private var isAway = false

  /// Nil when signals cannot be caught.
  init?() {
    guard cds_open_signal_pipe() >= 0, Self.signals.allSatisfy({ cds_catch_signal($0) == 0 }) else { return nil }
  }

  func setInputHandler(_ handler: @escaping @MainActor (LineInput) -> Void) {
    self.handler = handler
    MainLoop.watch(cds_open_signal_pipe()) { [weak self] in self?.signalsArrived() }
    if holdsTerminal() { startReading() }
  }

  private func startReading() {
    MainLoop.watch(STDIN_FILENO) { [weak self] in self?.inputArrived() }
  }

  func close() {
    setEcho(true)
    MainLoop.unwatch(STDIN_FILENO)
    MainLoop.unwatch(cds_open_signal_pipe())
    for signal in Self.signals { _ = cds_release_signal(signal) }
  }

  func write(_ text: String) {
    do throws(IOFailure) {
      try Descriptor(STDOUT_FILENO).write(Array(text.utf8))
    } catch {
      // The reader is gone: the line was cut.
      handler?(.hangUp)
    }
  }

  @discardableResult
  func setEcho(_ isSeen: Bool) -> Bool {
    guard isTerminal, isSeen == isEchoOff, holdsTerminal() else { return false }
    if !isSeen, tcgetattr(STDIN_FILENO, &modes) != 0 { return false }
    var wanted = modes
    if !isSeen { wanted.c_lflag &= ~tcflag_t(ECHO) }
    guard tcsetattr(STDIN_FILENO, isSeen ? TCSADRAIN : TCSAFLUSH, &wanted) == 0 else { return false }
    isEchoOff = !isSeen
    if isEchoOff { dropPending() }
    return isEchoOff
  }

  func discardPendingInput() {
    dropPending()
    if isTerminal, holdsTerminal() { tcflush(STDIN_FILENO, TCIFLUSH) }
  }

  func suspend() {
    if holdsTerminal() {
      setEcho(true)
      goAway()
    } else if hasTerminal {
      // A shell brought it to the foreground before it was stopped again.
      return comeBack()
    } else if cds_signals_wait() != 0 {
      // A signal may have come together with the one that continued the program, and may end it.
      signalsArrived()
      if isAway { handler?(.continuedInBackground) }
      return
    }
    if cds_stop_self() != 0, hasTerminal { comeBack() }
  }

  /// Also true when standard input is not a terminal, because no other program can take it then.
  private var hasTerminal: Bool { !isTerminal || cds_has_terminal(STDIN_FILENO) != 0 }

  /// False while another program has the terminal. It can be taken away by a stop that could not be caught, of which the
  /// signal that follows is read later.
  func holdsTerminal() -> Bool {
    if !isAway, !hasTerminal { goAway() }
    return !isAway
  }

  private func goAway() {
    isAway = true
    dropPending()
    MainLoop.unwatch(STDIN_FILENO)
  }

  private func continued() {
    guard hasTerminal else {
      goAway()
      handler?(.continuedInBackground)
      return
    }
    comeBack()
  }

  /// The program that had the terminal may have switched the echo on.
  private func comeBack() {
    isAway = false
    var present = termios()
    if isEchoOff, tcgetattr(STDIN_FILENO, &present) == 0, present.c_lflag & tcflag_t(ECHO) != 0 {
      isEchoOff = false
      setEcho(false)
    }
    handler?(.resumed)
    startReading()
  }

  /// Reads everything that is there, because the end of a pipe gives no separate event after its last bytes.
  private func inputArrived() {
    while MainLoop.isWatched(STDIN_FILENO), holdsTerminal(), isReadable { readInput() }
  }

  private func readInput() {
    do throws(IOFailure) {
      guard var bytes = try Descriptor(STDIN_FILENO).readOnce(upTo: 16 << 10) else { return }
      defer { bytes.overwrite() }
      if bytes.isEmpty { inputEnded(isGone: isGone) } else { take(bytes) }
    } catch {
      inputEnded(isGone: true)
    }
  }

  private func inputEnded(isGone: Bool) {
    if !pending.isEmpty { deliver(pending[...]) }
    dropPending()
    // Ctrl-D on a terminal ends nothing: it asks, as Ctrl-C does. A terminal that is gone cannot be asked.
    if isTerminal, !isGone {
      handler?(.interrupt)
    } else {
      MainLoop.unwatch(STDIN_FILENO)
      handler?(isTerminal ? .hangUp : .end)
    }
  }

  private func take(_ bytes: [UInt8]) {
    var all = pending + bytes
    defer { all.overwrite() }
    dropPending()
    var start = 0
    while let end = all[start...].firstIndex(of: 0x0A) {
      deliver(all[start..<end])
      start = end + 1
    }
    // Keeps only this much of the line until its end comes; then the line is reported as too long.
    pending = Array(all[start...].prefix(longestLine + 1))
  }

  private func dropPending() {
    pending.overwrite()
    pending = []
  }

  private func deliver(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= longestLine else {
      handler?(.tooLong)
      return
    }
    let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
    handler?(line.withUnsafeBytes { SecretText(utf8: $0) }.map { .line($0) } ?? .unreadable)
  }

  private var isReadable: Bool { inputState != 0 }

  private var isGone: Bool { inputState & (POLLHUP | POLLERR | POLLNVAL) != 0 }

  private var inputState: Int32 {
    var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) == 1 ? Int32(state.revents) : 0
  }

  private func signalsArrived() {
    var signals: [UInt8] = []
    do throws(IOFailure) {
      _ = try Descriptor(cds_open_signal_pipe()).take(into: &signals, upTo: 256)
    } catch {
      // The pipe belongs to this process and fails only when the process does.
    }
    for byte in signals {
      switch Int32(byte) {
      case SIGINT: handler?(.interrupt)
      case SIGTERM: handler?(.terminate)
      case SIGHUP: handler?(.hangUp)
      case SIGUSR1: handler?(.draftWanted)
      case SIGTSTP: handler?(.suspendRequested)
      case SIGCONT: continued()
      default: break
      }
    }
  }
}
