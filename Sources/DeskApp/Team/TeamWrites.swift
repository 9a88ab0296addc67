package import Care360
package import Desk
package import FoundationEssentials
package import TeamStore

/// Tells the team's store of a write before its first byte, and how it ended: for the screen and for the commands.
package struct TeamWrites: Sendable {
  private let store: TeamStore
  private let author: String

  /// The longest that a write waits for the team's store.
  package static let patience = Duration.milliseconds(300)

  package init(_ store: TeamStore, author: String) {
    self.store = store
    self.author = author
  }

  /// - Parameter patience: the write waits no longer.
  /// - Returns: what colleagues have begun, or left unsettled, of the same write.
  package func begin(
    _ target: WriteTarget, id: String, at now: Date, patience: Duration = Self.patience
  ) async throws(TeamProblem) -> [TeamView.Attempt] {
    try await store.begin(target.action.rawValue, id: id, in: target.caseID, at: now, patience: patience).values
      .filter { $0.author != author }.compactMap(TeamView.Attempt.init)
  }

  /// - Parameter isKnown: false where nobody knows whether the write was done.
  package func end(_ id: String, isKnown: Bool) async throws(TeamProblem) {
    if isKnown { try await store.settle(intent: id) } else { try await store.leaveUnsettled(intent: id) }
  }
}
