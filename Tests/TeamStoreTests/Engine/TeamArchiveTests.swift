import Care360
import Foundation
import Testing

@testable import TeamStore

struct TeamArchiveTests {
  private func filled(_ engine: Engine) async throws -> TeamBench {
    let bench = try await TeamBench.begun(engine)
    // A busy machine may take a minute for what follows.
    let store = bench.store("jo", session: "a", lease: .seconds(3600))
    for number in 1...3 { _ = try await store.claim(try sampleCase(number), for: .seconds(600)) }
    try await store.give(
      .draft, id: "h", of: try sampleCase(), to: nil, title: "a message", contents: "a draft", at: .sample)
    try await store.show(.viewing, in: try sampleCase(), since: .sample)
    _ = try await bench.membership("jo", bench.keeping).rotate()
    // A row that does not open goes along.
    try await bench.raw { "UPDATE \($0.name(.presence)) SET version = version + 1" }
    return bench
  }

  @Test(arguments: Engine.installed, Engine.installed)
  func aStoreGoesFromOneEngineToAnother(from: Engine, to: Engine) async throws {
    let bench = try await filled(from)
    let (bytes, tally) = try await TeamArchive(bench.database(), keeping: bench.keeping).export()
    let target = try await TeamBench(to)
    _ = try await TeamMigration(target.database()).migrate()
    let restored = try await TeamArchive(target.database(), keeping: bench.keeping).restore(bytes)
    #expect(restored == tally && tally.rows == 3 + 1 + 1 + 1 + 2 + 2)
    let store = target.store(keys: bench.keeping)
    #expect(Set(try await store.claims().values) == Set(try await bench.store().claims().values))
    // The time since it was given goes on between the two looks.
    func handOvers(_ store: TeamStore) async throws -> [TeamHandOver] {
      try await store.handOvers().values.map { handOver in
        var handOver = handOver
        handOver.waited = .zero
        return handOver
      }
    }
    #expect(try await handOvers(store) == (try await handOvers(bench.store())))
    #expect(try await store.presences().unreadable == 1)
    // A second export is of the same rows.
    let again = try await TeamArchive(target.database(), keeping: bench.keeping).export()
    #expect(again.tally == tally)
    let second = await problem { () throws(TeamProblem) in
      _ = try await TeamArchive(target.database(), keeping: bench.keeping).restore(bytes)
    }
    #expect(second == .notEmpty)
    #expect(try await target.count(.claim) == 3)
  }

  @Test(arguments: Engine.installed) func otherBytesAreRefusedAndNothingIsImported(engine: Engine) async throws {
    let bench = try await filled(engine)
    let (bytes, _) = try await TeamArchive(bench.database(), keeping: bench.keeping).export()
    let target = try await TeamBench(engine)
    let archive = TeamArchive(target.database(), keeping: bench.keeping)
    #expect(await problem { () throws(TeamProblem) in _ = try await archive.restore(bytes) } == .olderSchema)
    _ = try await TeamMigration(target.database()).migrate()
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    let stranger = try await TeamBench.begun(.sqlite)
    let cases: [([UInt8], MemoryKeeping, TeamProblem)] = [
      (changed, bench.keeping, .archive(.doesNotOpen)),
      (Array(bytes.dropLast()), bench.keeping, .archive(.doesNotOpen)),
      (Array("CaseDesk team export 2\nx".utf8), bench.keeping, .archive(.newer)),
      ([], bench.keeping, .archive(.noArchive)),
      (Array(bytes.dropFirst()), bench.keeping, .archive(.noArchive)),
      (bytes, stranger.keeping, .archive(.doesNotOpen)), (bytes, MemoryKeeping(), .notMember),
    ]
    for (bytes, keeping, expected) in cases {
      let archive = TeamArchive(target.database(), keeping: keeping)
      #expect(await problem { () throws(TeamProblem) in _ = try await archive.restore(bytes) } == expected)
    }
    for table in TeamTable.allCases { #expect(try await target.count(table) == 0) }
    // It was not spoilt by these tries.
    #expect(try await archive.restore(bytes).rows > 0)
  }

  /// The file says how many rows each table has and their hash; a member who writes such a file cannot slip in others.
  @Test(arguments: Engine.installed) func aCountOrHashThatDiffersIsRefused(engine: Engine) async throws {
    let bench = try await filled(engine)
    let (bytes, _) = try await TeamArchive(bench.database(), keeping: bench.keeping).export()
    let pin = try #require(await bench.keeping.kept()?.pin)
    let key = try TeamKey(team: pin.team, epoch: pin.epoch, secret: pin.secret)
    let start = Array("CaseDesk team export 1\n".utf8)
    let plain = String(decoding: try #require(key.open(archive: Array(bytes.dropFirst(start.count)))), as: UTF8.self)
    let target = try await TeamBench(engine)
    _ = try await TeamMigration(target.database()).migrate()
    let hash = try #require(plain.firstMatch(of: /"hash":"([0-9a-f]+)"/)?.1)
    for text in [
      plain.replacing("\"count\":3", with: "\"count\":4"),
      plain.replacing(hash, with: String(repeating: "0", count: hash.count)),
    ] {
      #expect(text != plain)
      let forged = start + (try key.seal(archive: Array(text.utf8)))
      let told = await problem { () throws(TeamProblem) in
        _ = try await TeamArchive(target.database(), keeping: bench.keeping).restore(forged)
      }
      #expect(told == .archive(.differs))
    }
    #expect(try await target.count(.claim) == 0)
  }
}
