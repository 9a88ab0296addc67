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
  /// A frame of more bytes leaves no pages behind.
  private static let keptBytes = 16 << 10

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
    let count = Int(lseek(memory, 0, SEEK_CUR))
    // The next frame begins at the start.
    defer { lseek(memory, 0, SEEK_SET) }
    guard count >= 0, count <= Self.largestFrame else {
      ftruncate(memory, 0)
      return nil
    }
    do throws(IOFailure) {
      let frame = try Descriptor(memory).bytes(in: 0..<count)
      // No byte of a patient stays in the file. To write its pages over takes less time than to give them back.
      if count > Self.keptBytes {
        ftruncate(memory, 0)
      } else {
        try Descriptor(memory).overwriteStart([UInt8](repeating: 0, count: count))
      }
      return frame.count == count ? frame : nil
    } catch {
      ftruncate(memory, 0)
      return nil
    }
  }
}
