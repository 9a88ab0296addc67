import Sealing

/// The members of the team: begins it, and lets operators in and out. A secret never leaves its owner; all that travels is a
/// public key one way and a fingerprint the other.
package struct TeamMembership: Sendable {
  let vault: TeamVault
  /// The operator.
  let name: String

  package init(_ database: any TeamDatabase, keeping: any TeamKeyKeeping, name: String) {
    vault = TeamVault(database, keeping: keeping)
    self.name = name
  }

  /// The result of an invitation, for the inviter to compare and to tell.
  package struct Invited: Hashable, Sendable {
    /// Of the public key that was let in; the one who joins sees the same.
    package let member: TeamFingerprint
    /// Of the team's key; the one who joins is told it and gives it to `join`.
    package let team: TeamFingerprint
  }

  /// Begins a team with this operator as its first member. Throws `hasTeam` where there is one.
  ///
  /// - Returns: the fingerprint of the team's key.
  package func begin() async throws(TeamProblem) -> TeamFingerprint {
    guard try await vault.head().epoch == 0 else { throw .hasTeam }
    let pair = try await pair()
    let team = try TeamProblem.told { () throws(SealingProblem) in try Sodium.random(count: 16) }
    let key = try TeamKey.random(team: team, epoch: 1)
    // This comes first: a team whose key nobody kept could never be opened.
    try await vault.keeping.keep(TeamKeyring(pair: pair, pin: TeamPin(team: team, epoch: 1, secret: key.secret)))
    await vault.forget()
    let me = TeamMember(name: name, publicKey: pair.publicKey, invitedBy: name)
    let statements = vault.statements
    let state = TeamStatements.Guard(epoch: 1)
    let steps = [
      statements.turn(to: 1, team: team, sealed: try key.proof(), TeamStatements.Guard(epoch: 0)),
      statements.insert(.teamKey, Self.keyRow(key, link: []), .never, state),
      statements.insert(.member, try TeamMemberBody(me).row(key, version: 1), .never, state),
      try Self.box(key, for: pair.publicKey, statements, state),
    ]
    guard case .done = try await vault.run(TeamScript(.write, steps)) else { throw .hasTeam }
    return try key.fingerprint
  }

  /// The public key of this operator, to hand to a member. Makes the key pair, once.
  package func invitation() async throws(TeamProblem) -> TeamInvitation {
    let pair = try await pair()
    return TeamInvitation(publicKey: pair.publicKey)
  }

  /// Lets the owner of a public key in. The fingerprints were compared over another way.
  package func invite(_ invitation: TeamInvitation, as name: String) async throws(TeamProblem) -> Invited {
    let key = try await vault.key()
    let member = TeamMember(name: name, publicKey: invitation.publicKey, invitedBy: self.name)
    let body = TeamMemberBody(member)
    if try await vault.row(TeamMemberBody.self, body.identity).row == nil {
      let made = try await vault.change { (statements, key, state) throws(TeamProblem) in
        [
          statements.insert(.member, try body.row(key, version: 1), .never, state),
          try Self.box(key, for: invitation.publicKey, statements, state),
        ]
      }
      guard made != nil else { throw .changed }
    }
    return Invited(member: invitation.fingerprint, team: try key.fingerprint)
  }

  /// Takes the team's key, after a member has invited this operator.
  ///
  /// - Parameter fingerprint: of the team's key, as the member told it.
  package func join(told fingerprint: String) async throws(TeamProblem) {
    let head = try await vault.head()
    guard head.epoch > 0 else { throw .noTeam }
    guard let ring = try await vault.keeping.kept() else { throw .notMember }
    var isInvited = false
    for epoch in (1...head.epoch).reversed() {
      guard let key = try await vault.boxed(epoch: epoch, head.team, ring.pair) else { continue }
      isInvited = true
      guard try key.fingerprint.isSame(as: fingerprint) else { continue }
      let pin = TeamPin(team: head.team, epoch: epoch, secret: key.secret)
      // The team may have turned to another key since.
      let newest = try await vault.follow(pin, ring.pair, to: head)
      try await vault.keeping.keep(
        TeamKeyring(pair: ring.pair, pin: TeamPin(team: head.team, epoch: newest.epoch, secret: newest.secret)))
      await vault.forget()
      return
    }
    throw isInvited ? .fingerprintDiffers : .notMember
  }

  package func members() async throws(TeamProblem) -> TeamList<TeamMember> { try await vault.members() }

  /// The fingerprint of the team's key by now.
  package func fingerprint() async throws(TeamProblem) -> TeamFingerprint { try await vault.key().fingerprint }

  private func pair() async throws(TeamProblem) -> BoxKeyPair {
    if let ring = try await vault.keeping.kept() { return ring.pair }
    let pair = try TeamProblem.told { () throws(SealingProblem) in try BoxKeyPair.random() }
    try await vault.keeping.keep(TeamKeyring(pair: pair))
    return pair
  }

  static func keyRow(_ key: TeamKey, link: [UInt8], version: Int64 = 1) -> TeamRow {
    TeamRow(
      id: TeamBoxes.id(epoch: key.epoch), version: version, epoch: key.epoch, caseHash: nil, author: nil, ends: nil,
      sealed: link)
  }

  static func box(
    _ key: TeamKey, for publicKey: [UInt8], _ statements: TeamStatements, _ state: TeamStatements.Guard
  ) throws(TeamProblem) -> TeamStep {
    let sealed = try TeamProblem.told { () throws(SealingProblem) in
      try BoxKeyPair.sealed(key.secret, for: publicKey)
    }
    guard let sealed else { throw .badInvitation }
    let row = TeamRow(
      id: TeamBoxes.id(publicKey: publicKey, epoch: key.epoch), version: 1, epoch: key.epoch, caseHash: nil,
      author: nil, ends: nil, sealed: sealed)
    return statements.insert(.memberKey, row, .never, state)
  }
}
