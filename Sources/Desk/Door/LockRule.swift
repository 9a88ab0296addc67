/// When the screen locks by itself, and whether opening it takes a secret.
package struct LockRule: Hashable, Sendable {
  /// Minutes without a key, 1 to 15. Nil: never by itself, which only the sandbox may say.
  package let idleMinutes: Int?
  /// A passphrase or, where there is none, a PIN of the session. The sandbox asks for neither.
  package let asksForSecret: Bool

  /// - Parameter idleMinutes: outside 1 to 15 the nearest of both holds.
  package init(idleMinutes: Int?, asksForSecret: Bool) {
    self.idleMinutes = idleMinutes.map { min(15, max(1, $0)) }
    self.asksForSecret = asksForSecret
  }

  /// Locks only on command, and opens with Enter.
  package static let sandbox = LockRule(idleMinutes: nil, asksForSecret: false)
}
