package import Care360
package import FoundationEssentials

/// The work of an operator in a case at the moment.
package enum TeamDoing: String, Codable, Hashable, Sendable {
  case viewing
  case editing
  case writing
  case away
}

package struct TeamPresence: Hashable, Sendable {
  package let caseID: CaseID
  package let author: String
  package let session: String
  package let doing: TeamDoing
  /// By the clock of that operator's host, to be shown only.
  package let since: Date
}

struct PresenceBody: TeamBody {
  static let table = TeamTable.presence

  let caseID: String
  let author: String
  let session: String
  let doing: TeamDoing
  let since: Int64

  var identity: [String] { [author, session] }
  var caseText: String? { caseID }

  var presence: TeamPresence? {
    CaseID(stored: caseID).map {
      TeamPresence(
        caseID: $0, author: author, session: session, doing: doing, since: Date(milliseconds: since))
    }
  }
}

extension TeamStore {
  /// A presence of a session that died is kept for so long after its end; then the next one takes it away.
  private static let litter = Duration.seconds(86_400)

  /// Says where this session is, for the length of a lease.
  ///
  /// - Parameter since: by the clock of this host.
  package func show(_ doing: TeamDoing, in caseID: CaseID, since: Date) async throws(TeamProblem) {
    let body = PresenceBody(
      caseID: caseID.text, author: author, session: session, doing: doing, since: since.milliseconds)
    let lease = lease
    let isNew = try await edit(PresenceBody.self, body.identity) { row, _ in
      let isNew = row == nil
      return .put(body, .after(lease)) { _ in isNew }
    }
    guard isNew else { return }
    _ = try await vault.change { statements, _, state in
      [statements.sweep(.presence, olderThan: Self.litter, state)]
    }
  }

  /// Takes this session's presence away.
  package func leave() async throws(TeamProblem) {
    let _: Bool = try await edit(PresenceBody.self, [author, session]) { _, _ in .remove(true) }
  }

  /// Those whose lease has not run out, this session's own among them.
  package func presences() async throws(TeamProblem) -> TeamList<TeamPresence> {
    TeamList(try await vault.page(PresenceBody.self) { _ in .living }) { $0.body.presence }
  }
}
