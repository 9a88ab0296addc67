package import Sealing

/// Keeps the operator's half of the team's secrets, sealed, on the operator's side.
package protocol TeamKeyKeeping: Sendable {
  /// Nil where there is none yet.
  func kept() async throws(TeamProblem) -> TeamKeyring?

  /// Replaces what was kept; kept when this returns.
  func keep(_ keyring: TeamKeyring) async throws(TeamProblem)
}

/// The secrets of one operator for one team's store.
package struct TeamKeyring: Sendable {
  package let pair: BoxKeyPair
  /// The team's key as it was known last; nil until the operator has joined. Whoever runs the database could hand out a key
  /// of their own, but none that follows from this one.
  package var pin: TeamPin?

  package init(pair: BoxKeyPair, pin: TeamPin? = nil) {
    self.pair = pair
    self.pin = pin
  }
}

/// A key of the team, of which the operator knows that it is the right one.
package struct TeamPin: Sendable {
  package let team: [UInt8]
  package let epoch: Int64
  package let secret: GuardedBytes

  package init(team: [UInt8], epoch: Int64, secret: GuardedBytes) {
    self.team = team
    self.epoch = epoch
    self.secret = secret
  }
}
