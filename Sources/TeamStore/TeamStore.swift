import Care360
import FoundationEssentials

/// The things a team shares at work: who is in a case, who takes it, hand-overs, when to look again, and which
/// writes nobody has settled. One session of one operator. Nothing local depends on it: each call either does its work or
/// throws a problem with a sentence, in no more than a few seconds.
package struct TeamStore: Sendable {
  let vault: TeamVault
  /// The operator.
  let author: String
  let session: String
  let lease: Duration

  /// - Parameters:
  ///   - session: a random name, another for each session.
  ///   - lease: how long a presence holds without a renewal.
  package init(
    _ database: any TeamDatabase, keeping: any TeamKeyKeeping, author: String, session: String,
    lease: Duration = .seconds(60)
  ) {
    vault = TeamVault(database, keeping: keeping)
    self.author = author
    self.session = session
    self.lease = lease
  }

  /// The members of the team.
  package func members() async throws(TeamProblem) -> TeamList<TeamMember> { try await vault.members() }

  /// Ends the connection.
  package func close() async { await vault.database.close() }

  /// Forgets the team's key, which is then made again from what is kept.
  package func forgetKey() async { await vault.forget() }

  /// Waits for `work` no longer than this; then throws `slow`. The work itself goes on.
  package static func within<Value: Sendable>(
    _ patience: Duration, _ work: @escaping @Sendable () async throws(TeamProblem) -> Value
  ) async throws(TeamProblem) -> Value {
    try await Patience.limit(patience, work)
  }

  /// Changes the one row of an identity, as it is by now, until no colleague is in between.
  ///
  /// - Parameter step: the next contents, nil to delete the row, for the row as it is; the row is nil where there is none.
  func edit<Body: TeamBody, Value: Sendable>(
    _ type: Body.Type, _ identity: [String],
    _ step: @Sendable (TeamVault.Page<Body>.Row?, Int64) throws(TeamProblem) -> TeamEdit<Body, Value>
  ) async throws(TeamProblem) -> Value {
    for _ in 0..<TeamVault.tries {
      let (row, now) = try await vault.row(type, identity)
      let version = row?.version
      switch try step(row, now) {
      case .leave(let value): return value
      case .put(let body, let end, let value):
        let made = try await vault.change { (statements, key, state) throws(TeamProblem) in
          let row = try body.row(key, version: (version ?? 0) + 1)
          return [
            version == nil
              ? statements.insert(Body.table, row, end, state) : statements.update(Body.table, row, end, state)
          ]
        }
        if let answer = made?.first?.first { return value(answer.first?.number) }
      case .remove(let value):
        guard let version else { return value }
        let made = try await vault.change { (statements, key, state) throws(TeamProblem) in
          [statements.delete(Body.table, id: try Body.id(identity, key), version: version, state)]
        }
        if made != nil { return value }
      }
    }
    throw .changed
  }
}

/// The next state of a row.
enum TeamEdit<Body: TeamBody, Value: Sendable>: Sendable {
  case leave(Value)
  /// The value is made of the end that the row got, by the clock of the database.
  case put(Body, TeamEnd, @Sendable (Int64?) -> Value)
  case remove(Value)
}

extension CaseID {
  /// Nil for what is no case id, as only a damaged row has it.
  init?(stored text: String) {
    do throws(IdentifierProblem) { try self.init(text) } catch { return nil }
  }
}

extension Date {
  /// Since 1970.
  init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }

  var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
