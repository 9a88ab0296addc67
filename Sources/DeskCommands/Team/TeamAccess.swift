import CaseStore
import DeskApp
import DeskConfig
import TeamPlace
import TeamStore

/// The team's store that the site policy or a profile names, for one command.
struct TeamAccess: Sendable {
  let invocation: Invocation
  let place: TeamPlace

  init(_ invocation: Invocation) throws(ErrorReport) {
    self.invocation = invocation
    if let place = invocation.policy.teamStore {
      // An administrator who migrates needs no profile.
      self.place = place
    } else if let place = try Environment(invocation).teamStore {
      self.place = place
    } else {
      throw .failed(
        "There is no team's store: set team_store in config.toml under the profile, or in the site policy.")
    }
  }

  /// Works with the database and ends its connection, whatever the result.
  func withDatabase<Value: Sendable>(
    _ work: (any TeamDatabase) async throws(ErrorReport) -> Value
  ) async throws(ErrorReport) -> Value {
    let database = place.database(login: invocation.host.loginName)
    let result: Result<Value, ErrorReport>
    do throws(ErrorReport) { result = .success(try await work(database)) } catch { result = .failure(error) }
    await database.close()
    return try result.get()
  }

  /// Works as the operator, whose secrets are in the local store.
  func withKeys<Value: Sendable>(
    _ work: @Sendable (any TeamDatabase, StoredTeamKeys, _ operatorName: String) async throws(ErrorReport) -> Value
  ) async throws(ErrorReport) -> Value {
    let access = try StoreAccess(invocation)
    try access.environment.requireOperator()
    let name = access.environment.operatorName
    let value = try await access.run { (_, store) throws(ErrorReport) in
      let keys = StoredTeamKeys(store)
      return try await withDatabase { (database) throws(ErrorReport) in try await work(database, keys, name) }
    }
    guard let value else {
      throw .failed(
        "The local store keeps your key for the team, and this profile has none yet: start the screen once, which makes it."
      )
    }
    return value
  }

  /// Works with the members of the team, as one of them or as somebody who wants to be.
  func withMembership<Value: Sendable>(
    _ work: @Sendable (TeamMembership) async throws(ErrorReport) -> Value
  ) async throws(ErrorReport) -> Value {
    try await withKeys { (database, keys, name) throws(ErrorReport) in
      try await work(TeamMembership(database, keeping: keys, name: name))
    }
  }
}

/// Runs a call of the team's store and turns its error into a report.
func teaming<Value>(_ work: () async throws(TeamProblem) -> Value) async throws(ErrorReport) -> Value {
  do {
    return try await work()
  } catch {
    throw ErrorReport(error)
  }
}

extension ErrorReport {
  init(_ problem: TeamProblem) {
    self =
      switch problem {
      case .hasTeam, .changed, .accepted, .notEmpty, .tooEarly: .conflict(problem.sentence)
      case .badInvitation, .fingerprintDiffers, .archive: .invalid(problem.sentence)
      case .noSuchMember, .gone: .notFound(problem.sentence)
      case .away, .slow, .full, .newerSchema, .olderSchema, .wrongKey, .unreadable, .noTeam, .notMember,
        .libraryMissing, .serverTooOld, .loginRefused, .notTrusted, .notPermitted, .environment, .passfile, .file,
        .damaged, .noMemory, .localStore, .other:
        .failed(problem.sentence)
      }
  }
}
