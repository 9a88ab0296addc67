import CDeskSystem
import CNcurses
import Dispatch
import Glibc
import PrivateIO
import Terminal

// The sources of input and signals: two descriptors that the main loop watches, and a timer only while the decoder waits for
// the rest of a sequence. Nothing else wakes the program.
extension NcursesTerminal {
  private static let signals = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGUSR1]

  /// Catches signals before ncurses starts, because its own handlers would end the process.
  static func catchSignals() -> Bool {
    cds_open_signal_pipe() >= 0 && signals.allSatisfy { cds_catch_signal($0) == 0 }
  }

  static func releaseSignals() {
    for signal in signals { cds_release_signal(signal) }
  }

  func startSources() {
    if holdsTerminal() { startReading() }
    MainLoop.watch(cds_open_signal_pipe()) { [weak self] in self?.signalsArrived() }
  }

  func stopSources() {
    stopReading()
    MainLoop.unwatch(cds_open_signal_pipe())
  }

  func startReading() {
    MainLoop.watch(STDIN_FILENO) { [weak self] in self?.inputArrived() }
  }

  func stopReading() {
    MainLoop.unwatch(STDIN_FILENO)
    deadlineTimer?.cancel()
    deadlineTimer = nil
  }

  private func inputArrived() {
    // Input that is another program's would be reported without end.
    guard holdsTerminal() else { return stopReading() }
    let inputs = readInput()
    let before = discards
    for input in inputs {
      // The handler may restore the terminal, or discard what was typed before the dialog it has just drawn.
      guard isOwned else { break }
      if discards == before || !input.isByHand { post(input) }
    }
    guard isOwned, Self.isGone(STDIN_FILENO) else { return }
    // A descriptor at its end is readable for ever.
    MainLoop.unwatch(STDIN_FILENO)
    post(.hangUp)
  }

  /// Everything that is there to be read, decoded.
  func readInput() -> [TerminalInput] {
    var result: [TerminalInput] = []
    while true {
      // ncurses asks the system for every single byte, which takes seconds for a long text. It holds none back when
      // the start of a paste has just come from it.
      if decoder.isInPaste, var bytes = Self.waitingBytes() {
        result += decoder.feed(pasted: bytes, at: Self.now())
        bytes.wipe()
        continue
      }
      let code = wgetch(inputWindow)
      if code == cdn_err { break }
      // ncurses puts this one there itself after a change of size.
      if code != KEY_RESIZE { result += decoder.feed(keys.token(code), at: Self.now()) }
    }
    result += decoder.quiet(at: Self.now())
    scheduleDeadline()
    return result
  }

  /// Bytes that the terminal has sent, as they are; nil where none wait, or the terminal is gone.
  private static func waitingBytes() -> [UInt8]? {
    var waiting: Int32 = 0
    guard ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) == 0, waiting > 0 else { return nil }
    do throws(IOFailure) {
      return try Descriptor(STDIN_FILENO).readOnce(upTo: Int(waiting))
    } catch {
      return nil
    }
  }

  private func scheduleDeadline() {
    deadlineTimer?.cancel()
    deadlineTimer = nil
    guard let deadline = decoder.deadline else { return }
    let present = Self.now()
    let wait = deadline > present ? deadline - present : 0
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.inputArrived() } }
    timer.schedule(deadline: .now() + .milliseconds(Int(wait) + 1))
    timer.activate()
    deadlineTimer = timer
  }

  /// True when the terminal was closed: readable, with nothing to read.
  private static func isGone(_ descriptor: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, 0) == 1 else { return false }
    if Int32(state.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
    var waiting: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 && waiting == 0
  }

  /// Milliseconds of a clock that does not go backwards.
  private static func now() -> UInt64 {
    DispatchTime.now().uptimeNanoseconds / 1_000_000
  }

  func signalsArrived() {
    var sizeChanged = false
    for signal in Self.readSignals() {
      guard isOwned else { return }
      switch signal {
      case SIGWINCH: sizeChanged = true
      case SIGTERM: post(.terminate)
      case SIGQUIT: post(.quit)
      case SIGHUP: post(.hangUp)
      case SIGINT: post(.interrupt)
      case SIGTSTP: post(.suspendRequested)
      case SIGUSR1: post(.draftWanted)
      case SIGCONT: continued()
      default: break
      }
    }
    // Only the last size counts, however often it changed.
    if sizeChanged { adoptSize() }
  }

  private static func readSignals() -> [Int32] {
    var bytes: [UInt8] = []
    do throws(IOFailure) {
      _ = try Descriptor(cds_open_signal_pipe()).take(into: &bytes, upTo: 256)
    } catch {
      // The pipe belongs to this process and fails only when the process does.
    }
    return bytes.map { Int32($0) }
  }
}
