import Foundation
import TeamPlace
import TestSupport
import Testing

@testable import TeamStore

struct PostgresSettingsTests {
  private func place(_ text: String) throws -> PostgresPlace {
    guard case .postgres(let place) = try TeamPlace(text) else { throw CocoaError(.coderInvalidValue) }
    return place
  }

  private func settings(_ text: String, set: Set<String> = []) throws(TeamProblem) -> [String: String] {
    let place: PostgresPlace
    do { place = try self.place(text) } catch { throw .other }
    let settings = try PostgresSettings(place, login: "jo", statement: .seconds(5)) { set.contains($0) }
    return Dictionary(uniqueKeysWithValues: settings.values.map { ($0.name, $0.value) })
  }

  @Test func nothingIsLeftToTheEnvironmentOrTheHomeFolder() throws {
    let values = try settings("postgresql://db.example.com/team?sslmode=verify-full&sslrootcert=/etc/r.pem")
    #expect(values["sslmode"] == "verify-full" && values["sslrootcert"] == "/etc/r.pem" && values["user"] == "jo")
    #expect(values["gssencmode"] == "disable" && values["passfile"] == "/dev/null/none" && values["port"] == "5432")
    #expect(values["options"]?.contains("statement_timeout=5000") == true)
    #expect(values["password"] == nil)
    let socket = try settings("postgresql://robin@/team?host=/run/postgresql&requirepeer=postgres")
    #expect(socket["host"] == "/run/postgresql" && socket["requirepeer"] == "postgres" && socket["user"] == "robin")
    #expect(socket["sslmode"] == "disable")
  }

  @Test(arguments: ["PGPASSWORD", "PGSERVICE", "PGHOSTADDR", "PGSSLROOTCERT", "PGTARGETSESSIONATTRS"])
  func aVariableThatChangesTheWayIsRefused(name: String) async {
    let problem = await problem { () throws(TeamProblem) in
      _ = try settings("postgresql:///team?host=/run/postgresql", set: [name])
    }
    #expect(problem == .environment(name))
    #expect(problem?.sentence.contains(name) == true)
  }

  @Test(arguments: [(0o600, nil), (0o400, nil), (0o644, TeamFileFlaw.openToOthers), (0o640, .openToOthers)])
  func thePassfileIsForOnePersonAlone(mode: Int, flaw: TeamFileFlaw?) async throws {
    let folder = try TestFolder()
    let file = try folder.file("passfile", "*:*:*:*:x\n", mode: mode)
    let found = await problem { () throws(TeamProblem) in
      let values = try settings("postgresql:///team?host=/run/postgresql&passfile=\(file)")
      #expect(values["passfile"] == file)
    }
    #expect(found == flaw.map(TeamProblem.passfile))
    #expect(mode != 0o644 || found?.sentence.contains("0600") == true)
  }

  @Test func aMissingPassfileAndALinkAreRefused() async throws {
    let folder = try TestFolder()
    let url = "postgresql:///team?host=/run/postgresql&passfile=\(folder.path)/p"
    #expect(await problem { () throws(TeamProblem) in _ = try settings(url) } == .passfile(.missing))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/p", withDestinationPath: try folder.file("q", "x"))
    #expect(await problem { () throws(TeamProblem) in _ = try settings(url) } == .passfile(.noFile))
  }
}
