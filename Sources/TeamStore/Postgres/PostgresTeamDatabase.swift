package import TeamPlace

/// The team's store in a PostgreSQL database, for several hosts.
package struct PostgresTeamDatabase: TeamDatabase {
  package let dialect = TeamDialect.postgres
  private let connection: PostgresConnection
  private let limits: PostgresLimits
  /// Connecting, and one statement that hangs.
  package var patience: Duration { limits.connect + limits.statement + .seconds(1) }

  /// - Parameters:
  ///   - login: the login name of the person.
  ///   - library: the file name of libpq.
  package init(
    _ place: PostgresPlace, login: String, limits: PostgresLimits = PostgresLimits(), library: String? = nil
  ) {
    self.limits = limits
    connection = PostgresConnection(
      place, login: login, limits: limits, libraryName: library ?? PostgresLibrary.name)
  }

  package func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
    try await connection.run(script)
  }

  package func close() async { await connection.close() }

  /// True where this machine has libpq. Opens it.
  package static var isLibraryInstalled: Bool { PostgresLibrary.isInstalled() }
}
