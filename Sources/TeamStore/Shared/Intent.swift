package import Care360
package import FoundationEssentials

/// A write to the service that a colleague has begun, or of which nobody knows whether it was done.
package struct TeamIntent: Hashable, Sendable {
  package enum State: String, Codable, Hashable, Sendable {
    case begun
    case unknown
  }

  /// Random; the id of the write in the local record.
  package let id: String
  package let caseID: CaseID
  /// The kind of the write, as the local record names it.
  package let kind: String
  package let author: String
  package let session: String
  package let state: State
  /// By the clock of the author's host, to be shown only.
  package let startedAt: Date
}

struct IntentBody: TeamBody {
  static let table = TeamTable.intent

  let id: String
  let caseID: String
  let kind: String
  let author: String
  let session: String
  let state: TeamIntent.State
  let startedAt: Int64

  var identity: [String] { [id] }
  var caseText: String? { caseID }

  func with(_ state: TeamIntent.State) -> IntentBody {
    IntentBody(
      id: id, caseID: caseID, kind: kind, author: author, session: session, state: state, startedAt: startedAt)
  }

  var intent: TeamIntent? {
    CaseID(stored: caseID).map {
      TeamIntent(
        id: id, caseID: $0, kind: kind, author: author, session: session, state: state,
        startedAt: Date(milliseconds: startedAt))
    }
  }
}

extension TeamStore {
  /// Says before the first byte that this session is about to write. Of two sessions that do so at once, at least one is
  /// told of the other, since each looks after it has said so.
  ///
  /// - Parameters:
  ///   - patience: the write waits no longer; then this throws `slow`.
  ///   - now: by the clock of this host.
  /// - Returns: what colleagues have begun, or left unsettled, of the same kind in the same case.
  package func begin(
    _ kind: String, id: String, in caseID: CaseID, at now: Date, patience: Duration = .milliseconds(300)
  ) async throws(TeamProblem) -> TeamList<TeamIntent> {
    let body = IntentBody(
      id: id, caseID: caseID.text, kind: kind, author: author, session: session, state: .begun,
      startedAt: now.milliseconds)
    return try await Patience.limit(patience) { () async throws(TeamProblem) in
      let made = try await vault.change { (statements, key, state) throws(TeamProblem) in
        [statements.insert(.intent, try body.row(key, version: 1), .never, state)]
      }
      guard made != nil else { throw .changed }
      let page = try await vault.page(IntentBody.self) { (key) throws(TeamProblem) in
        .ofCase(try IntentBody.caseHash(caseID.text, key))
      }
      let all = TeamList(page) { $0.body.intent }
      return TeamList(all.values.filter { $0.kind == kind && $0.id != id }, unreadable: all.unreadable)
    }
  }

  /// The write is over and its outcome known: nothing is left to say.
  package func settle(intent id: String) async throws(TeamProblem) {
    let _: Bool = try await edit(IntentBody.self, [id]) { _, _ in .remove(true) }
  }

  /// The write may or may not have been done, so that colleagues are warned until somebody settles it.
  package func leaveUnsettled(intent id: String) async throws(TeamProblem) {
    let _: Bool = try await edit(IntentBody.self, [id]) { (row, _) throws(TeamProblem) in
      guard let row else { throw .gone }
      return .put(row.body.with(.unknown), .never) { _ in true }
    }
  }

  /// Those of all cases, this session's own among them.
  package func intents() async throws(TeamProblem) -> TeamList<TeamIntent> {
    TeamList(try await vault.page(IntentBody.self) { _ in .all }) { $0.body.intent }
  }

  /// Those of a case, this session's own among them.
  package func intents(in caseID: CaseID) async throws(TeamProblem) -> TeamList<TeamIntent> {
    let page = try await vault.page(IntentBody.self) { (key) throws(TeamProblem) in
      .ofCase(try IntentBody.caseHash(caseID.text, key))
    }
    return TeamList(page) { $0.body.intent }
  }
}
