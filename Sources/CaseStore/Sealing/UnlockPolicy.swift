/// The consequence of a wrong passphrase: a growing wait, and in the end the program exits.
package struct UnlockPolicy: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// Seconds until the next try is taken.
    case wait(seconds: Int)
    /// Leave the program.
    case exit
  }

  /// The minimum length of a new passphrase in characters; the screen requires the same.
  package static let shortestPassphrase = 12

  /// The minimum number of bytes that a key command must print for a new store. The key is not stretched, so a shorter
  /// one could be guessed from a copy of the store. `openssl rand -hex 32` prints 64.
  package static let shortestKey = 32

  /// The number of wrong tries that ends the program.
  package let tries: Int

  package init(tries: Int = 5) { self.tries = tries }

  /// - Parameter failures: wrong tries so far, this one included.
  package func step(after failures: Int) -> Step {
    failures >= tries ? .exit : .wait(seconds: 1 << max(0, min(6, failures - 1)))
  }
}
