import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

struct PresenceTests {
  @Test(arguments: Engine.installed) func colleaguesSeeWhoDoesWhat(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo", session: "a"), bench.store("robin", session: "b"))
    try await jo.show(.viewing, in: try sampleCase(1), since: .sample)
    try await robin.show(.editing, in: try sampleCase(1), since: .sample)
    try await jo.show(.writing, in: try sampleCase(2), since: .sample)
    let seen = try await robin.presences()
    #expect(seen.unreadable == 0)
    #expect(
      Set(seen.values) == [
        TeamPresence(caseID: try sampleCase(2), author: "jo", session: "a", doing: .writing, since: .sample),
        TeamPresence(caseID: try sampleCase(1), author: "robin", session: "b", doing: .editing, since: .sample),
      ])
    try await jo.leave()
    try await jo.leave()
    #expect(try await robin.presences().values.map(\.author) == ["robin"])
    #expect(try await bench.count(.presence) == 1)
  }

  /// The session is gone without a word, as after `kill -9`; only the database knows the time.
  @Test(arguments: Engine.installed) func theLeaseOfADeadSessionRunsOut(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let dead = bench.store("jo", session: "dead", lease: .milliseconds(400))
    try await dead.show(.editing, in: try sampleCase(), since: .sample)
    await dead.close()
    let robin = bench.store("robin")
    try await robin.show(.viewing, in: try sampleCase(), since: .sample)
    let end = ContinuousClock.now + .seconds(60)
    while try await robin.presences().values.map(\.author) != ["robin"], ContinuousClock.now < end {}
    #expect(try await robin.presences().values.map(\.author) == ["robin"])
    // The clock of the database alone: moved by the length of a lease, the end has not come any more.
    try await bench.raw { "UPDATE \($0.name(.presence)) SET ends = ends + 3600000" }
    #expect(Set(try await robin.presences().values.map(\.author)) == ["jo", "robin"])
  }

  @Test(arguments: Engine.installed) func aRenewalMovesTheEndAndADayOldLeaseIsSwept(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let jo = bench.store("jo", session: "a")
    try await jo.show(.viewing, in: try sampleCase(), since: .sample)
    try await bench.raw { "UPDATE \($0.name(.presence)) SET ends = ends - 59000" }
    try await jo.show(.viewing, in: try sampleCase(), since: .sample)
    let ends = try await bench.raw { "SELECT ends - \($0.now) FROM \($0.name(.presence))" }
    #expect((30_000...60_000).contains(ends.first?.first?.number ?? 0), "\(ends)")
    try await bench.raw { "UPDATE \($0.name(.presence)) SET ends = ends - 100000000" }
    try await bench.store("robin").show(.viewing, in: try sampleCase(), since: .sample)
    #expect(try await bench.count(.presence) == 1)
  }
}
