import Care360
import Foundation
import TeamPlace
import TestSupport
import Testing

@testable import TeamStore

/// A server that goes, hangs, refuses, or never was.
@Suite(.enabled(if: PostgresCluster.isInstalled, "initdb, postgres or setpriv is missing"))
struct AwayTests {
  private static let long = PostgresLimits(connect: .seconds(60), statement: .seconds(60))
  private static let short = PostgresLimits(connect: .milliseconds(500), statement: .milliseconds(500))

  /// The problem, and that it did not take much longer than the limits, which are far shorter than a minute.
  private func soon(_ body: () async throws(TeamProblem) -> Void) async -> TeamProblem? {
    let start = ContinuousClock.now
    let found = await problem(body)
    #expect(ContinuousClock.now - start < .seconds(60))
    return found
  }

  @Test func aServerThatStopsIsAwayAndThenBack() async throws {
    let cluster = try PostgresCluster()
    let bench = try await TeamBench.begun(.postgres, in: cluster)
    let store = bench.store()
    _ = try await store.claim(try sampleCase(1), for: .seconds(600))
    try await cluster.stop()
    for _ in 0..<2 {
      let told = await soon { () throws(TeamProblem) in _ = try await store.claims() }
      #expect(told == .away)
    }
    #expect(
      await soon { () throws(TeamProblem) in try await store.show(.viewing, in: .notYet, since: .sample) } == .away)
    try cluster.start()
    #expect(try await store.claims().values.map(\.author) == ["jo"])
    try await store.release(try sampleCase(1))
    // A server that was started anew between two calls is not even noticed.
    try await cluster.stop()
    try cluster.start()
    #expect(try await store.claims().values.isEmpty)
    try await cluster.end()
  }

  /// A stopped process: connections are made by the kernel, and nothing is answered.
  @Test func aServerThatAnswersNothingIsSlowAndNobodyWaits() async throws {
    let cluster = try PostgresCluster()
    let bench = try await TeamBench.begun(.postgres, in: cluster)
    let other = bench.store(limits: Self.short)
    try cluster.signal("STOP")
    var told: TeamProblem?
    let stop = ContinuousClock.now + .seconds(60)
    // The signal takes its time; a connection that was made before goes on.
    while told == nil, ContinuousClock.now < stop {
      await other.close()
      told = await soon { () throws(TeamProblem) in _ = try await other.claims() }
    }
    #expect(told == .slow)
    try cluster.signal("CONT")
    var left: TeamProblem? = .slow
    let end = ContinuousClock.now + .seconds(60)
    while left != nil, ContinuousClock.now < end {
      left = await problem { () throws(TeamProblem) in _ = try await other.claims() }
    }
    #expect(left == nil)
    try await cluster.end()
  }

  @Test func aStatementThatWaitsForALockIsSlowAndTheNextWorks() async throws {
    let bench = try await TeamBench.begun(.postgres)
    let store = bench.store(limits: PostgresLimits(connect: .seconds(60), statement: .milliseconds(500)))
    let holder = bench.database()
    let second = try sampleCase(2)
    let script = TeamScript(
      .write, [TeamStep("SELECT one FROM casedesk.team FOR UPDATE"), TeamStep("SELECT 1::bigint FROM pg_sleep(50)")])
    let held = Task { await problem { () throws(TeamProblem) in _ = try await holder.run(script) } }
    var told: TeamProblem?
    let end = ContinuousClock.now + .seconds(60)
    // The lock is not there at once.
    while told == nil, ContinuousClock.now < end {
      told = await soon { () throws(TeamProblem) in _ = try await store.claim(.notYet, for: .milliseconds(1)) }
    }
    #expect(told == .slow)
    // A write to the service has less patience than this session has for a statement.
    let patient = await soon { () throws(TeamProblem) in
      _ = try await bench.store().begin("refill", id: "w", in: .notYet, at: .sample, patience: .milliseconds(200))
    }
    #expect(patient == .slow)
    try await bench.raw { _ in
      // OFFSET keeps the planner from cancelling others first, and this statement itself.
      "SELECT 1::bigint FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        + " AND wait_event = 'PgSleep' OFFSET 0) AS s WHERE pg_cancel_backend(s.pid)"
    }
    #expect(await held.value == .slow)
    // The connection was given up with its transaction, so the next call has another one.
    var left: TeamProblem? = .slow
    let late = ContinuousClock.now + .seconds(60)
    while left == .slow, ContinuousClock.now < late {
      left = await problem { () throws(TeamProblem) in _ = try await store.claim(second, for: .seconds(60)) }
    }
    #expect(left == nil)
  }

  /// A socket that takes connections and says nothing, as a wedged pooler does.
  @Test func aSocketThatNeverAnswersIsSlow() async throws {
    let folder = try TestFolder()
    let socket = try SilentSocket(folder.path + "/.s.PGSQL.5432")
    let store = TeamStore(
      PostgresTeamDatabase(try place("postgresql:///team?host=\(folder.path)"), login: "jo", limits: Self.short),
      keeping: MemoryKeeping(), author: "jo", session: "a")
    #expect(await soon { () throws(TeamProblem) in _ = try await store.claims() } == .slow)
    socket.close()
    #expect(await soon { () throws(TeamProblem) in _ = try await store.claims() } == .away)
  }

  @Test func aLoginThatIsRefusedAndAMissingDatabaseAreSaid() async throws {
    let cluster = try PostgresCluster.shared.get()
    for url in [
      "postgresql://stranger@/postgres?host=\(cluster.socket)", "postgresql:///nothere?host=\(cluster.socket)",
    ] {
      let database = PostgresTeamDatabase(try place(url), login: cluster.login, limits: Self.long)
      let told = await problem { () throws(TeamProblem) in _ = try await TeamMigration(database).version() }
      #expect(told == .loginRefused)
    }
    let peer = PostgresTeamDatabase(
      try place("postgresql:///postgres?host=\(cluster.socket)&requirepeer=somebody"), login: cluster.login,
      limits: Self.long)
    #expect(await problem { () throws(TeamProblem) in _ = try await TeamMigration(peer).version() } != nil)
  }

  @Test func withoutRightsItIsSaid() async throws {
    let bench = try await TeamBench.begun(.postgres)
    try await bench.raw { _ in "CREATE ROLE reader_\(UInt32.random(in: 0...UInt32.max)) NOLOGIN" }
    let outcome = await problem { () throws(TeamProblem) in
      _ = try await bench.database().run(
        TeamScript(
          .write, [TeamStep("SET LOCAL ROLE pg_monitor"), TeamStep("SELECT one FROM casedesk.team")]))
    }
    #expect(outcome == .notPermitted)
  }

  private func place(_ text: String) throws -> PostgresPlace {
    guard case .postgres(let place) = try TeamPlace(text) else { throw CocoaError(.coderInvalidValue) }
    return place
  }
}

/// A listening Unix socket whose connections nobody takes.
private final class SilentSocket: Sendable {
  private let number: Int32

  init(_ path: String) throws {
    number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
    let made = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard made == 0, listen(number, 4) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func close() { _ = Glibc.close(number) }
}
