import CDeskSystem
import Glibc
import Synchronization

/// The echo of a terminal, switched off while a secret is typed.
final class HiddenTyping: Sendable {
  private let descriptor: Int32
  /// The modes to go back to; nil while the echo is as it was.
  private let before = Mutex<termios?>(nil)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Throws away what was typed ahead, too. Ctrl-Z and Ctrl-\ do nothing meanwhile: they would leave the terminal without
  /// echo. In the background it waits for the terminal; where that cannot come, the read that follows ends.
  func begin() throws(ErrorReport) {
    guard cds_await_terminal(descriptor) == 0 else { return }
    let isHidden = before.withLock { before in
      var modes = termios()
      guard tcgetattr(descriptor, &modes) == 0 else { return false }
      if before == nil { before = modes }
      modes.c_lflag &= ~tcflag_t(ECHO | ECHONL)
      withUnsafeMutableBytes(of: &modes.c_cc) { keys in
        for key in [VSUSP, VQUIT] { keys[Int(key)] = 0 }
      }
      guard tcsetattr(descriptor, TCSAFLUSH, &modes) == 0 else { return false }
      // POSIX calls it done when any one of the changes could be made.
      return tcgetattr(descriptor, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) == 0
    }
    guard isHidden else {
      throw .failed("This terminal would show your typing, so CaseDesk does not ask for the passphrase.")
    }
  }

  func end() {
    before.withLock { before in
      guard var modes = before else { return }
      before = nil
      // The modes are another program's in the background.
      if cds_has_terminal(descriptor) != 0 { _ = tcsetattr(descriptor, TCSAFLUSH, &modes) }
    }
  }
}
