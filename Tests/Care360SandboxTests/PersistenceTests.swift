import Care360Sandbox
import Foundation
import GRDB
import Testing

/// A world in a file.
struct PersistenceTests {
  /// Runs with a fresh folder, removed afterwards.
  private func inFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      try await body(folder)
    } catch {
      try FileManager.default.removeItem(at: folder)
      throw error
    }
    try FileManager.default.removeItem(at: folder)
  }

  @Test func writesSurviveARestartAndLinksStayUnique() async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("world.db").path
      let refill = #"{"action":"REQUEST_REFILL_URL"}"#
      func link(_ sandbox: Sandbox) async throws -> String {
        try #require(try await sandbox.act(on: Sandbox.showcaseCaseID, refill).object()["formLink"] as? String)
      }
      let world = try Sandbox.small(database: path)
      let first = try await link(world)
      // Another seed and size do not touch a world that is there.
      let reopened = try Sandbox(SandboxConfiguration(database: path, patients: 100, seed: 9))
      let second = try await link(reopened)
      #expect(first != second)
      let history = try await reopened.detail(Sandbox.showcaseCaseID).list("activity").compactMap {
        $0["valueAfter"] as? String
      }
      #expect(history.suffix(2) == [first, second])
      #expect(try await reopened.customerCount(of: .first) == world.customerCount(of: .first))
    }
  }

  @Test func theFileIsForItsOwnerOnly() async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("world.db").path
      let sandbox = try Sandbox.small(database: path)
      _ = try await sandbox.act(on: Sandbox.showcaseCaseID, #"{"action":"REQUEST_REFILL_URL"}"#)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
        #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
      }
    }
  }

  @Test func aFileOfSomethingElseIsLeftAlone() async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("notes.txt").path
      let notes = Data(repeating: 0x61, count: 5000)
      try notes.write(to: URL(fileURLWithPath: path))
      #expect(throws: SandboxError.databaseForeign(path: path)) { try Sandbox.small(database: path) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == notes)

      let other = folder.appendingPathComponent("other.db").path
      try await DatabaseQueue(path: other).write { try $0.create(table: "recipe") { $0.column("name", .text) } }
      #expect(throws: SandboxError.databaseForeign(path: other)) { try Sandbox.small(database: other) }
      let tables = try await DatabaseQueue(path: other).read {
        try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
      }
      #expect(tables == ["recipe"])
    }
  }

  @Test func aFileThatCannotBeMadeIsASentence() async throws {
    try await inFolder { folder in
      let nowhere = folder.appendingPathComponent("missing/world.db").path
      #expect(throws: SandboxError.databaseUnusable(path: nowhere)) { try Sandbox.small(database: nowhere) }
    }
  }
}
