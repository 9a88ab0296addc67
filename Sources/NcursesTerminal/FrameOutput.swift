import CDeskSystem
import Glibc
import PrivateIO

/// Collects everything that ncurses writes for one frame, to send it in one piece.
///
/// ncurses flushes at every move of its cursor, which splits one frame into dozens of small packets. It draws on its
/// own descriptor. While a frame is drawn, that is a file in memory; at all other times it is the terminal, whose modes
/// ncurses reads and sets through the same descriptor.
@MainActor
struct FrameOutput {
  /// The descriptor that ncurses writes to.
  let descriptor: Int32
  private let terminal: Int32
  /// -1 where the system has none; frames then go out as ncurses writes them.
  private let memory: Int32

  /// In bytes; the largest terminals draw less than a hundredth of it.
  private static let largestFrame = 64 << 20

  init?(terminal: Int32) {
    descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { return nil }
    self.terminal = terminal
    memory = cds_open_memory()
  }

  /// Runs `draw` and returns what it wrote: empty where that is on the terminal already, nil when it is lost.
  func collect(_ draw: () -> Void) -> [UInt8]? {
    guard memory >= 0, cds_put_over(memory, descriptor) == 0 else {
      draw()
      return []
    }
    draw()
    let frame = takeFrame()
    // Until it succeeds nothing that ncurses writes would be seen.
    while cds_put_over(terminal, descriptor) != 0, errno == EINTR || errno == EBUSY {}
    return frame
  }

  private func takeFrame() -> [UInt8]? {
    // The next frame begins at the start, and no byte of a patient stays in the file.
    defer {
      ftruncate(memory, 0)
      lseek(memory, 0, SEEK_SET)
    }
    lseek(memory, 0, SEEK_SET)
    do throws(IOFailure) {
      return try Descriptor(memory).readAll(limit: Self.largestFrame)
    } catch {
      return nil
    }
  }
}
