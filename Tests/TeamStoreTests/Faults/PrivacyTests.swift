import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

/// No one who has the files of the database reads in them who the patients are, what was written, or who works.
struct PrivacyTests {
  private static let name = "Avery Xqmark Lindqvist"
  private static let text = "asks about semaglutide xqmark"
  private static let author = "jo-xqmark"

  private func fill(_ bench: TeamBench) async throws {
    let store = bench.store(Self.author, session: "session-xqmark")
    let id = try sampleCase(77)
    _ = try await store.claim(id, for: .seconds(600))
    try await store.show(.writing, in: id, since: .sample)
    let mail = "avery.xqmark@example.com"
    try await store.give(
      .draft, id: "hand-xqmark", of: id, to: "robin-xqmark", title: Self.name, contents: Self.text + mail, at: .sample)
    try await store.add(
      TeamFollowUp(
        id: "follow-xqmark", caseID: id, shortID: "ADA-XQMARK", patientName: Self.name, due: .sample, text: Self.text,
        author: Self.author, madeAt: .sample))
    _ = try await store.begin("refill-xqmark", id: "write-xqmark", in: id, at: .sample, patience: .seconds(30))
    _ = try await bench.membership("jo", bench.keeping).invite(
      try await bench.membership("robin-xqmark", MemoryKeeping()).invitation(), as: "robin-xqmark")
    _ = try await bench.membership("jo", bench.keeping).rotate()
    await store.close()
  }

  /// The files whose bytes hold one of these, as they are or in hexadecimal.
  private func files(in folder: String, holding needles: [String]) throws -> [String] {
    let forms = needles.flatMap { [$0, $0.utf8.map { String(format: "%02x", $0) }.joined()] }
    let found = try PostgresCluster.output(
      ["/bin/grep", "-rlaF"] + forms.flatMap { ["-e", $0] } + ["--", folder])
    return found.text.split(separator: "\n").map { String($0.dropFirst(folder.count + 1)) }
  }

  private func needles() throws -> [String] {
    let id = try sampleCase(77).text
    return [
      Self.name, Self.text, "xqmark", "XQMARK", "Xqmark", id, id.filter { $0 != "-" }, "Lindqvist", "semaglutide",
    ]
  }

  @Test func theFilesOfSQLiteHoldNone() async throws {
    let bench = try await TeamBench.begun(.sqlite)
    // Another connection keeps the log from being emptied.
    let other = bench.database()
    _ = try await other.run(TeamScript(.read, [TeamStep("SELECT 1")]))
    try await fill(bench)
    let folder = (bench.file as NSString).deletingLastPathComponent
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.contains("team.db-wal"), "\(names)")
    #expect(try files(in: folder, holding: try needles()) == [])
    try Data("x jo-xqmark".utf8).write(to: URL(fileURLWithPath: folder + "/found"))
    #expect(try files(in: folder, holding: ["xqmark"]) == ["found"])
    await other.close()
  }

  @Test(.enabled(if: PostgresCluster.isInstalled, "initdb, postgres or setpriv is missing"))
  func theFilesOfPostgreSQLHoldNone() async throws {
    // Of its own: other tests write other names.
    let cluster = try PostgresCluster(["log_statement=all", "log_parameter_max_length=-1"])
    let bench = try await TeamBench.begun(.postgres, in: cluster)
    try await fill(bench)
    _ = try await bench.raw { _ in "CHECKPOINT" }
    try await cluster.stop()
    let needles = try needles()
    let found = try files(in: cluster.data, holding: needles)
    #expect(found == [], "\(found)")
    let log = try String(contentsOfFile: cluster.folder + "/log", encoding: .utf8)
    #expect(log.contains("INSERT INTO casedesk.claim"), "the server logs what it is sent")
    #expect(needles.filter { log.contains($0) } == [])
    // The same search finds a plain row.
    try cluster.start()
    try await bench.raw { "CREATE TABLE \($0.name("plain")) AS SELECT 'jo-xqmark' AS name" }
    _ = try await bench.raw { _ in "CHECKPOINT" }
    #expect(try files(in: cluster.data, holding: ["xqmark"]).isEmpty == false)
    try await cluster.end()
  }

  /// Two cases, or two operators, are told apart by nobody but the team; the same under another key even less.
  @Test(arguments: Engine.installed) func namesOfCasesChangeWithTheKey(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    _ = try await bench.store().claim(try sampleCase(), for: .seconds(600))
    let before = try await bench.raw { "SELECT id, casehash, author FROM \($0.name(.claim))" }
    _ = try await bench.membership("jo", bench.keeping).rotate()
    let after = try await bench.raw { "SELECT id, casehash, author FROM \($0.name(.claim))" }
    #expect(Set(before.flatMap(\.self)).isDisjoint(with: after.flatMap(\.self)))
    #expect(after.flatMap(\.self).allSatisfy { $0.bytes?.count == 32 })
  }
}
