import Foundation
import Testing

/// The engines that every test of the suite runs on.
enum Engine: String, CaseIterable, CustomTestStringConvertible, Sendable {
  case sqlite
  case postgres

  /// Those that this machine has.
  static let installed = allCases.filter { $0 == .sqlite || PostgresCluster.isInstalled }

  var testDescription: String { rawValue }
}

/// Half of each parameterised test is left out where PostgreSQL is missing; this says so.
struct EngineTests {
  @Test(.enabled(if: PostgresCluster.isInstalled, "initdb, postgres or setpriv is missing: no test ran on PostgreSQL"))
  func bothEnginesAreTested() throws {
    #expect(Engine.installed == Engine.allCases)
    _ = try PostgresCluster.shared.get()
  }
}
