import Care360
import Foundation
import Synchronization
import TeamPlace
import TestSupport
import Testing

@testable import TeamStore

/// A team's store of the test's own on one engine.
final class TeamBench: Sendable {
  let engine: Engine
  private let home: TestFolder?
  private let place: TeamPlace
  private let login: String
  /// The keys of the first member.
  let keeping = MemoryKeeping()

  /// An empty place, without tables.
  init(_ engine: Engine, in cluster: PostgresCluster? = nil) async throws {
    self.engine = engine
    switch engine {
    case .sqlite:
      let home = try TestFolder()
      let folder = try home.folder("team", mode: 0o770)
      self.home = home
      login = ""
      place = try TeamPlace("sqlite:\(folder)/team.db")
    case .postgres:
      home = nil
      let cluster = try cluster ?? PostgresCluster.shared.get()
      login = cluster.login
      let name = cluster.unusedName()
      place = try TeamPlace("postgresql:///\(name)?host=\(cluster.socket)")
      let limits = Self.patient
      let admin = Self.database(try TeamPlace("postgresql:///postgres?host=\(cluster.socket)"), login, limits)
      _ = try await admin.run(TeamScript(.write, [TeamStep("CREATE DATABASE \(name) TEMPLATE template0")]))
      await admin.close()
    }
  }

  /// With tables and a team whose first member is Jo.
  static func begun(_ engine: Engine, in cluster: PostgresCluster? = nil) async throws -> TeamBench {
    let bench = try await TeamBench(engine, in: cluster)
    _ = try await TeamMigration(bench.database()).migrate()
    _ = try await bench.membership("jo", bench.keeping).begin()
    return bench
  }

  /// On a machine that is busy with other tests, a statement can take more than a minute.
  private static let patient = PostgresLimits(connect: .seconds(600), statement: .seconds(600))

  /// A connection of its own.
  func database(_ limits: PostgresLimits = TeamBench.patient) -> any TeamDatabase {
    Self.database(place, login, limits)
  }

  private static func database(_ place: TeamPlace, _ login: String, _ limits: PostgresLimits) -> any TeamDatabase {
    switch place {
    case .sqlite(let path): SQLiteTeamDatabase(path: path, busy: limits.statement)
    case .postgres(let place): PostgresTeamDatabase(place, login: login, limits: limits)
    }
  }

  /// The file of the SQLite engine.
  var file: String {
    switch place {
    case .sqlite(let path): path
    case .postgres: ""
    }
  }

  func membership(_ name: String, _ keeping: MemoryKeeping) -> TeamMembership {
    TeamMembership(database(), keeping: keeping, name: name)
  }

  /// A session of an operator, with a connection of its own. All have the keys of the first member, but for those given.
  func store(
    _ author: String = "jo", keys: MemoryKeeping? = nil, session: String = UUID().uuidString,
    lease: Duration = .seconds(60), limits: PostgresLimits? = nil
  ) -> TeamStore {
    let database = limits.map { self.database($0) } ?? self.database()
    return TeamStore(database, keeping: keys ?? keeping, author: author, session: session, lease: lease)
  }

  /// Lets an operator in, as two people would.
  func join(_ name: String) async throws -> MemoryKeeping {
    let keys = MemoryKeeping()
    let joiner = membership(name, keys)
    let text = try await joiner.invitation().text
    let invitation = try TeamInvitation(text)
    let invited = try await membership("jo", keeping).invite(invitation, as: name)
    try await joiner.join(told: invited.team.description)
    return keys
  }

  /// Changes the store as somebody without the key does, who may write to the database.
  @discardableResult
  func raw(_ sql: (TeamDialect) -> String, _ values: [TeamValue] = []) async throws -> [[TeamValue]] {
    let database = database()
    let step = TeamStep(sql(database.dialect), values)
    let outcome = try await database.run(TeamScript(.write, [step]))
    await database.close()
    guard case .done(let answers) = outcome else { return [] }
    return answers.first ?? []
  }

  func count(_ table: TeamTable) async throws -> Int64? {
    try await raw({ "SELECT count(*) FROM \($0.name(table))" }).first?.first?.number
  }
}

/// The keys of one operator, in memory.
actor MemoryKeeping: TeamKeyKeeping {
  private var ring: TeamKeyring?

  init(_ ring: TeamKeyring? = nil) { self.ring = ring }

  func kept() -> TeamKeyring? { ring }
  func keep(_ keyring: TeamKeyring) { ring = keyring }
}

/// A case of the tests.
func sampleCase(_ number: Int = 1) throws -> CaseID {
  try CaseID("00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - "\(number)".count) + "\(number)")
}

/// The problem that `body` throws; nil where it throws none.
func problem(_ body: () async throws(TeamProblem) -> Void) async -> TeamProblem? {
  do throws(TeamProblem) {
    try await body()
    return nil
  } catch {
    return error
  }
}

extension Date {
  static let sample = Date(timeIntervalSince1970: 1_795_000_000)
}
