import Care360
import Foundation
import GRDB
import TestSupport
import Testing

@testable import TeamStore

struct TeamSchemaTests {
  @Test(arguments: Engine.installed) func theSchemaIsTheGolden(engine: Engine) async throws {
    let bench = try await TeamBench(engine)
    let (from, to) = try await TeamMigration(bench.database()).migrate()
    #expect(from == 0 && to == TeamSchema.version)
    let lines: [String]
    switch engine {
    case .sqlite:
      let queue = try DatabaseQueue(path: bench.file)
      lines = try await queue.read { db in
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
      }
    case .postgres:
      // Names are text, which the engine does not read.
      let columns = try await bench.raw { _ in
        """
        SELECT convert_to(table_name || ' ' || ordinal_position || ' ' || column_name || ' ' || data_type || ' '
          || is_nullable, 'UTF8') FROM information_schema.columns WHERE table_schema = 'casedesk'
        ORDER BY table_name, ordinal_position
        """
      }
      let indexes = try await bench.raw { _ in
        "SELECT convert_to(indexdef, 'UTF8') FROM pg_indexes WHERE schemaname = 'casedesk' ORDER BY indexname"
      }
      lines = (columns + indexes).map { String(decoding: $0.first?.bytes ?? [], as: UTF8.self) }
    }
    let text = lines.joined(separator: "\n")
    if let problem = try Golden.problem(text, "schema-\(engine.rawValue)", beside: Self.place) {
      Issue.record("\(problem)")
    }
  }

  private static let place = URL(filePath: #filePath).deletingLastPathComponent().path

  @Test(arguments: Engine.installed) func eightMigrationsAtOnceMakeOneSchema(engine: Engine) async throws {
    let bench = try await TeamBench(engine)
    let results = try await withThrowingTaskGroup { group in
      for _ in 0..<8 { group.addTask { try await TeamMigration(bench.database()).migrate() } }
      var results: [(from: Int64, to: Int64)] = []
      for try await result in group { results.append(result) }
      return results
    }
    #expect(results.allSatisfy { $0.to == TeamSchema.version })
    #expect(try await TeamMigration(bench.database()).version() == TeamSchema.version)
    let again = try await TeamMigration(bench.database()).migrate()
    #expect(again.from == TeamSchema.version && again.to == TeamSchema.version)
  }

  @Test(arguments: Engine.installed) func aSessionNeverMakesTables(engine: Engine) async throws {
    let bench = try await TeamBench(engine)
    let found = await problem { () throws(TeamProblem) in _ = try await bench.store().claims() }
    #expect(found == .olderSchema && found?.sentence.contains("casedesk team migrate") == true)
    let jo = bench.membership("jo", bench.keeping)
    #expect(await problem { () throws(TeamProblem) in _ = try await jo.begin() } == .olderSchema)
    #expect(try await TeamMigration(bench.database()).version() == 0)
    #expect(engine == .postgres || !FileManager.default.fileExists(atPath: bench.file))
  }

  /// The store is migrated under a session that has read it before.
  @Test(arguments: Engine.installed) func anOlderOrNewerSchemaIsLeftAlone(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let store = bench.store()
    _ = try await store.claim(try sampleCase(), for: .seconds(600))
    for (schema, expected) in [(99, TeamProblem.newerSchema), (0, .olderSchema)] {
      try await bench.raw { "UPDATE \($0.name("team")) SET schema = \(schema)" }
      #expect(await problem { () throws(TeamProblem) in _ = try await store.claims() } == expected)
      #expect(await problem { () throws(TeamProblem) in try await store.leave() } == expected)
      #expect(
        await problem { () throws(TeamProblem) in _ = try await store.claim(.notYet, for: .seconds(9)) } == expected)
      let jo = bench.membership("jo", bench.keeping)
      #expect(await problem { () throws(TeamProblem) in _ = try await jo.rotate() } == expected)
    }
    // Whoever does not look first changes nothing either.
    let step = TeamStatements(dialect: bench.database().dialect).sweep(
      .claim, olderThan: .seconds(-3600), TeamStatements.Guard(epoch: 1))
    #expect(try await store.vault.run(TeamScript(.write, [step])) == .done([[]]))
    try await bench.raw { "UPDATE \($0.name("team")) SET schema = 99" }
    #expect(
      await problem { () throws(TeamProblem) in _ = try await TeamMigration(bench.database()).migrate() }
        == .newerSchema)
    #expect(try await bench.count(.claim) == 1)
    #expect(try await bench.count(.presence) == 0)
    try await bench.raw { "UPDATE \($0.name("team")) SET schema = 1" }
    #expect(try await store.claims().values.count == 1)
  }
}
