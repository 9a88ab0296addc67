import Sealing

/// Turning to a new key: every row that opens is sealed anew and each member who stays is given the new key, in one
/// transaction. Rows that do not open stay as they are.
extension TeamMembership {
  /// Turns to a new key.
  ///
  /// - Returns: the fingerprint of the new key.
  package func rotate() async throws(TeamProblem) -> TeamFingerprint { try await turn(without: nil) }

  /// Takes a member out. The key that this member knows is spent: nothing is sealed with it from now on.
  ///
  /// - Returns: the fingerprint of the new key.
  package func remove(_ member: TeamMember) async throws(TeamProblem) -> TeamFingerprint {
    try await turn(without: member)
  }

  private func turn(without leaver: TeamMember?) async throws(TeamProblem) -> TeamFingerprint {
    for _ in 0..<TeamVault.tries {
      let old = try await vault.key()
      let next = try TeamKey.random(team: old.team, epoch: old.epoch + 1)
      guard let steps = try await steps(from: old, to: next, without: leaver) else {
        await vault.forget()
        continue
      }
      guard case .done = try await vault.run(TeamScript(.write, steps)) else { continue }
      await vault.forget()
      return try await vault.key().fingerprint
    }
    throw .changed
  }

  /// Nil where the store has another key by now.
  private func steps(
    from old: TeamKey, to next: TeamKey, without leaver: TeamMember?
  ) async throws(TeamProblem) -> [TeamStep]? {
    let statements = vault.statements
    let state = TeamStatements.Guard(epoch: next.epoch)
    // This comes first: whoever changes a row from here on waits, and then has a key that is spent.
    var steps = [
      statements.turn(
        to: next.epoch, team: old.team, sealed: try next.proof(), TeamStatements.Guard(epoch: old.epoch))
    ]
    for table in TeamTable.sealed {
      let (head, rows) = try await vault.look(table, .all)
      guard head.epoch == old.epoch else { return nil }
      steps.append(statements.count(table, rows.count))
      for row in rows where !(try isOf(leaver, row, table, old)) {
        guard let anew = try Self.anew(row, table, old, next) else { continue }
        steps.append(statements.delete(table, id: row.id, version: row.version, state))
        steps.append(statements.insert(table, anew, row.ends.map(TeamEnd.at) ?? .never, state))
      }
    }
    let members = try await vault.page(TeamMemberBody.self) { _ in .all }
    let known = members.rows.compactMap(\.body.member)
    if let leaver {
      guard let found = known.first(where: { $0.publicKey == leaver.publicKey }) else { throw .noSuchMember }
      guard try await vault.keeping.kept()?.pair.publicKey != found.publicKey else { throw .noSuchMember }
      let body = TeamMemberBody(found)
      steps.append(statements.drop(.member, id: try body.id(old), state))
      for epoch in 1...old.epoch {
        let id = TeamBoxes.id(publicKey: found.publicKey, epoch: epoch)
        steps.append(statements.drop(.memberKey, id: id, state))
      }
    }
    for member in known where member.publicKey != leaver?.publicKey {
      steps.append(try Self.box(next, for: member.publicKey, statements, state))
    }
    let (_, keys) = try await vault.look(.teamKey, .id(TeamBoxes.id(epoch: old.epoch)))
    guard let spent = keys.first else { throw .damaged }
    steps.append(
      statements.update(
        .teamKey, Self.keyRow(old, link: spent.sealed, version: spent.version + 1), .after(.zero), state))
    steps.append(statements.insert(.teamKey, Self.keyRow(next, link: try old.link(to: next)), .never, state))
    return steps
  }

  private func isOf(
    _ leaver: TeamMember?, _ row: TeamRow, _ table: TeamTable, _ key: TeamKey
  ) throws(TeamProblem) -> Bool {
    guard let leaver, table == .member else { return false }
    return try TeamMemberBody(row, key)?.member?.publicKey == leaver.publicKey
  }

  /// The row under the new key, with the names that this one gives; nil where it does not open.
  private static func anew(
    _ row: TeamRow, _ table: TeamTable, _ old: TeamKey, _ next: TeamKey
  ) throws(TeamProblem) -> TeamRow? {
    func anew<Body: TeamBody>(_ type: Body.Type) throws(TeamProblem) -> TeamRow? {
      try Body(row, old)?.row(next, version: 1)
    }
    switch table {
    case .member: return try anew(TeamMemberBody.self)
    case .presence: return try anew(PresenceBody.self)
    case .claim: return try anew(ClaimBody.self)
    case .handOver: return try anew(HandOverBody.self)
    case .followUp: return try anew(TeamFollowUpBody.self)
    case .intent: return try anew(IntentBody.self)
    case .teamKey, .memberKey: return nil
    }
  }
}
