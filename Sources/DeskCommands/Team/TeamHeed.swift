import Care360
import CaseStore
import Desk
import DeskApp
import FoundationEssentials
import TeamStore
import Terminal

/// Heeds the team before a command writes. A team's store that is away forbids nothing: it is said.
struct TeamHeed {
  private let invocation: Invocation
  /// Nil where there is no team, or its store cannot be asked.
  private var store: TeamStore?
  private let author: String

  private static let away = "the team's store is away: a colleague may be doing the same."

  init(_ invocation: Invocation, _ environment: Environment) async throws(ErrorReport) {
    self.invocation = invocation
    author = environment.operatorName
    guard let place = environment.teamStore else { return }
    guard let keys = try await Self.keys(invocation, environment) else {
      try say("\(Self.away) Its key is in the local store, which this command cannot open.")
      return
    }
    store = TeamStore(
      place.database(login: invocation.host.loginName), keeping: keys, author: author,
      session: String(UInt64.random(in: .min ... .max), radix: 16))
  }

  init(_ invocation: Invocation, _ store: TeamStore, author: String) {
    self.invocation = invocation
    self.author = author
    self.store = store
  }

  /// Nil where the local store is missing, does not open, or asks for a passphrase: a command that sends asks for none.
  private static func keys(
    _ invocation: Invocation, _ environment: Environment
  ) async throws(ErrorReport) -> KeysOfCommand? {
    guard case .keyCommand = StoreRule(environment, invocation.settings, invocation.paths) else { return nil }
    let access = try StoreAccess(invocation)
    do throws(ErrorReport) {
      guard try await access.exists() else { return nil }
      let ring = try await access.run { (_, store) throws(ErrorReport) in
        let keys = StoredTeamKeys(store)
        return try await teaming { () throws(TeamProblem) in try await keys.kept() }
      }
      return ring.flatMap(\.self).map(KeysOfCommand.init)
    } catch {
      if error.isInterruption { throw error }
      return nil
    }
  }

  /// Attempts of colleagues at this write that are under way or not settled.
  func begin(_ target: WriteTarget, id: String) async throws(ErrorReport) -> [TeamView.Attempt] {
    // A case that is not there yet is nobody's.
    guard let store, target.caseID != .notYet else { return [] }
    do throws(TeamProblem) {
      return try await TeamWrites(store, author: author).begin(
        target, id: id, at: invocation.host.now(), patience: invocation.host.teamPatience)
    } catch {
      // The store may have the intent all the same, and has to be told the end of it.
      try say("\(Self.away) \(error.sentence)")
      return []
    }
  }

  /// - Parameter isKnown: false where nobody knows whether the write was done.
  func end(_ id: String, isKnown: Bool) async {
    guard let store else { return }
    do throws(TeamProblem) {
      try await TeamStore.within(invocation.host.teamPatience + .seconds(2)) { [author] () async throws(TeamProblem) in
        try await TeamWrites(store, author: author).end(id, isKnown: isKnown)
        await store.close()
      }
    } catch {
      // Colleagues are warned of it until somebody settles it.
    }
  }

  /// "robin: refill link, 2026-11-18T11:06:40Z, not known whether it was done"
  static func line(_ attempt: TeamView.Attempt) -> String {
    let state = attempt.isUnsettled ? "not known whether it was done" : "is being sent"
    return "\(attempt.name): \(attempt.action.name), \(CaseText.time(attempt.startedAt)), \(state)"
  }

  private func say(_ sentence: String) throws(ErrorReport) {
    try invocation.console.say("casedesk: " + Sanitiser.visible(sentence))
  }
}

/// The operator's secrets while a command runs. A newer key of the team is followed again by the next one.
private actor KeysOfCommand: TeamKeyKeeping {
  private var ring: TeamKeyring

  init(_ ring: TeamKeyring) { self.ring = ring }

  func kept() -> TeamKeyring? { ring }

  func keep(_ keyring: TeamKeyring) { ring = keyring }
}
