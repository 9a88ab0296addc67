import FoundationEssentials

/// The contents of a row whose id never comes back: a give that arrives late, or that a session repeats which did not
/// hear of the end, must not bring it again. The remains alone belong to no case.
protocol RemainingBody: TeamBody {
  /// True of what stays of it once it is gone.
  var isGone: Bool? { get }

  static func remains(of id: String, author: String) -> Self
}

extension TeamStore {
  /// Longer than an operator is away whose own store may still give the same.
  private static let remainsStay = Duration.seconds(90 * 86_400)

  /// Changes a row as `edit` does; to `step` one that is gone is nil.
  func edit<Body: RemainingBody, Value: Sendable>(
    remaining type: Body.Type, _ id: String,
    _ step: @Sendable (TeamVault.Page<Body>.Row?, Int64) throws(TeamProblem) -> TeamEdit<Body, Value>
  ) async throws(TeamProblem) -> Value {
    try await edit(type, [id]) { (row, now) throws(TeamProblem) in
      try step(row.flatMap { $0.body.isGone == true ? nil : $0 }, now)
    }
  }

  /// Puts a new row. Throws `gone` where its id was in use before, and `changed` where it is in use for something else.
  func put<Body: RemainingBody>(
    new body: Body, _ end: TeamEnd, isSame: @Sendable (Body) -> Bool
  ) async throws(TeamProblem) {
    let _: Bool = try await edit(Body.self, body.identity) { (row, _) throws(TeamProblem) in
      guard let row else { return .put(body, end) { _ in true } }
      guard row.body.isGone != true else { throw .gone }
      guard isSame(row.body) else { throw .changed }
      return .leave(true)
    }
  }

  /// Takes a row away and leaves its id in use.
  ///
  /// - Parameter check: throws where the row has to stay; nil: there is none.
  func spend<Body: RemainingBody>(
    _ type: Body.Type, _ id: String, unless check: @Sendable (Body?) throws(TeamProblem) -> Void
  ) async throws(TeamProblem) {
    let author = author
    let isNew: Bool = try await edit(type, [id]) { (row, _) throws(TeamProblem) in
      let living = row.flatMap { $0.body.isGone == true ? nil : $0 }
      try check(living?.body)
      guard row?.body.isGone != true else { return .leave(false) }
      return .put(Body.remains(of: id, author: living?.body.author ?? author), .after(.zero)) { _ in true }
    }
    if isNew { await sweepRemains(of: type) }
  }

  /// - Parameter age: by the clock of the database.
  func sweepRemains<Body: RemainingBody>(of type: Body.Type, olderThan age: Duration = remainsStay) async {
    do throws(TeamProblem) {
      _ = try await vault.change { (statements, _, state) throws(TeamProblem) in
        [statements.sweep(Body.table, ofNoCase: true, olderThan: age, state)]
      }
    } catch {
      // The next one that goes sweeps again.
    }
  }
}
