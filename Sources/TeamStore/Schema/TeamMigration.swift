/// Brings a store to the schema of this program. An administrator asks for it; no session ever does.
package struct TeamMigration: Sendable {
  private let database: any TeamDatabase

  package init(_ database: any TeamDatabase) { self.database = database }

  private var dialect: TeamDialect { database.dialect }

  /// The number of the store's schema; 0 when it has none.
  package func version() async throws(TeamProblem) -> Int64 {
    guard try await rows(TeamStep(presence)).first != nil else { return 0 }
    let rows = try await rows(TeamStep("SELECT schema FROM \(dialect.name("team")) WHERE one = 1"))
    guard let version = rows.first?.first?.number else { throw .damaged }
    return version
  }

  /// Applies the migrations that the store does not have, each in one transaction. Two that run at once do each of them once.
  ///
  /// - Returns: the schemas before and after.
  package func migrate() async throws(TeamProblem) -> (from: Int64, to: Int64) {
    let from = try await version()
    var version = from
    while version < TeamSchema.version {
      let steps = TeamSchema.migrations(dialect)[Int(version)].map { TeamStep($0) }
      // This step stops the script where another migration was faster.
      _ = try await database.run(TeamScript(.migrate, [lock, expectation(version)] + steps + [mark(version + 1)]))
      let reached = try await self.version()
      guard reached > version else { throw .other }
      version = reached
    }
    guard version == TeamSchema.version else { throw .newerSchema }
    return (from, version)
  }

  private func rows(_ step: TeamStep) async throws(TeamProblem) -> [[TeamValue]] {
    do throws(TeamProblem) {
      return switch try await database.run(TeamScript(.read, [step])) {
      case .done(let answers): answers.first ?? []
      case .stopped: []
      }
    } catch {
      // A file that is not there yet, or empty.
      guard error == .olderSchema else { throw error }
      return []
    }
  }

  /// SQLite has a lock on the whole file by then.
  private var lock: TeamStep {
    switch dialect {
    case .sqlite: TeamStep("SELECT 1")
    // The number is any that no other program takes.
    case .postgres: TeamStep("SELECT 1::bigint FROM pg_advisory_xact_lock(4846771042)")
    }
  }

  private func expectation(_ version: Int64) -> TeamStep {
    guard version == 0 else {
      return TeamStep("SELECT schema FROM \(dialect.name("team")) WHERE schema = $1", [.number(version)], rows: 1)
    }
    return TeamStep(presence, rows: 0)
  }

  /// Answers with a row where there are tables. Functions such as to_regclass would answer from what a connection remembers,
  /// and so miss the tables that another migration made while this one waited for the lock.
  private var presence: String {
    switch dialect {
    case .sqlite: "SELECT 1 FROM sqlite_master WHERE name = 'team'"
    case .postgres: "SELECT 1::bigint FROM pg_tables WHERE schemaname = 'casedesk' AND tablename = 'team'"
    }
  }

  private func mark(_ version: Int64) -> TeamStep {
    TeamStep(
      "UPDATE \(dialect.name("team")) SET schema = $1 WHERE one = 1 RETURNING schema", [.number(version)], rows: 1)
  }
}
