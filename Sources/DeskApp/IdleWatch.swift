/// The waiters for the moment when the program has nothing left to do. Tests use this, since they never sleep.
@MainActor
final class IdleWatch {
  private var waiters: [CheckedContinuation<Void, Never>] = []

  func wait() async { await withCheckedContinuation { waiters.append($0) } }

  /// Nothing is left to do.
  func note() {
    let waiters = waiters
    self.waiters = []
    for waiter in waiters { waiter.resume() }
  }
}
