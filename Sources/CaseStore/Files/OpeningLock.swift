import Glibc

/// Held while a store is opened, so that no two processes make, migrate or move its files at once. The kernel frees it
/// with the process.
final class OpeningLock: Sendable {
  private let descriptor: Int32

  /// Waits up to `patience` for another process, which needs little more than a second at most to unlock a store.
  init(_ folder: StoreFolder, patience: Duration) throws(StoreProblem) {
    guard let descriptor = try folder.open("opening", O_RDWR | O_CREAT) else { throw .unavailable(.cannotOpen) }
    let deadline = ContinuousClock.now + patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < deadline else {
        let code = errno
        close(descriptor)
        throw .unavailable(.init(system: code))
      }
      // flock(2) cannot wait with a timeout, so this polls.
      poll(nil, 0, 10)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
