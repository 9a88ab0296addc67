/// The consequence of a wrong passphrase: a growing wait, and in the end the program exits.
package struct UnlockPolicy: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// Seconds until the next try is taken.
    case wait(seconds: Int)
    /// Leave the program.
    case exit
  }

  /// Of a new passphrase, in characters; the screen asks for as many.
  package static let shortestPassphrase = 12

  /// Of what a key command prints for a new store, in bytes: it is not stretched, so that a shorter one could be guessed from a
  /// copy of the store. `openssl rand -hex 32` prints 64.
  package static let shortestKey = 32

  /// How many wrong tries end the program.
  package let tries: Int

  package init(tries: Int = 5) { self.tries = tries }

  /// - Parameter failures: wrong tries so far, this one included.
  package func step(after failures: Int) -> Step {
    failures >= tries ? .exit : .wait(seconds: 1 << max(0, min(6, failures - 1)))
  }
}
