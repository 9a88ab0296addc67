import Care360
import Foundation
import Testing

@testable import TeamStore

/// Rows that somebody without the key wrote, changed, moved or put back.
struct DamageTests {
  @Test(arguments: Engine.installed) func aChangedRowIsSkippedCountedAndStays(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let store = bench.store()
    for number in 1...3 { _ = try await store.claim(try sampleCase(number), for: .seconds(600)) }
    let rows = try await bench.raw { "SELECT id, sealed FROM \($0.name(.claim)) ORDER BY id" }
    let id = try #require(rows.first?.first?.bytes)
    var sealed = try #require(rows.first?.last?.bytes)
    sealed[sealed.count / 2] ^= 1
    try await bench.raw({ "UPDATE \($0.name(.claim)) SET sealed = $1 WHERE id = $2" }, [.bytes(sealed), .bytes(id)])
    let found = try await store.claims()
    #expect(found.values.count == 2 && found.unreadable == 1)
    let lost = try #require(
      try (1...3).map(sampleCase).first { id in !found.values.contains { $0.caseID == id } })
    let told = await problem { () throws(TeamProblem) in _ = try await store.claim(lost, for: .seconds(9)) }
    #expect(told == .unreadable && told?.sentence.contains("stays as it is") == true)
    #expect(await problem { () throws(TeamProblem) in try await store.release(lost) } == .unreadable)
    _ = try await bench.membership("jo", bench.keeping).rotate()
    #expect(try await bench.count(.claim) == 3)
    let left = try await bench.raw({ "SELECT sealed FROM \($0.name(.claim)) WHERE id = $1" }, [.bytes(id)])
    #expect(left == [[.bytes(sealed)]])
    #expect(try await store.claims().values.count == 2)
  }

  @Test(arguments: Engine.installed) func aRowInAnothersPlaceOrVersionDoesNotOpen(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let store = bench.store()
    for number in 1...2 { _ = try await store.claim(try sampleCase(number), for: .seconds(600)) }
    try await bench.raw {
      "UPDATE \($0.name(.claim)) SET sealed = (SELECT sealed FROM \($0.name(.claim)) ORDER BY id LIMIT 1)"
    }
    #expect(try await store.claims().unreadable == 1)
    try await bench.raw { "UPDATE \($0.name(.claim)) SET version = version + 1" }
    #expect(try await store.claims().unreadable == 2)
    try await bench.raw { "INSERT INTO \($0.name(.presence)) SELECT * FROM \($0.name(.claim))" }
    #expect(try await store.presences().unreadable == 2)
    try await bench.raw { "UPDATE \($0.name(.claim)) SET version = version - 1, epoch = 2" }
    #expect(try await store.claims().unreadable == 2)
  }

  /// The head is the only row that says which key is the team's.
  @Test(arguments: Engine.installed) func aHeadThatWasChangedIsNotBelieved(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    try await bench.raw { "UPDATE \($0.name("team")) SET sealed = team" }
    #expect(await problem { () throws(TeamProblem) in _ = try await bench.store().claims() } == .wrongKey)
    try await bench.raw { "UPDATE \($0.name("team")) SET epoch = 0" }
    #expect(await problem { () throws(TeamProblem) in _ = try await bench.store().claims() } == .noTeam)
    try await bench.raw { "DELETE FROM \($0.name("team"))" }
    #expect(await problem { () throws(TeamProblem) in _ = try await bench.store().claims() } == .damaged)
  }
}
