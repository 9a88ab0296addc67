import Care360
import Foundation
import TeamPlace
import TestSupport
import Testing

@testable import TeamStore

struct TeamObstacleTests {
  @Test func withoutTheLibraryItIsSaidAndNothingElseFails() async throws {
    guard case .postgres(let place) = try TeamPlace("postgresql:///team?host=/nowhere") else { return }
    let database = PostgresTeamDatabase(place, login: "jo", library: "libpq-of-nobody.so.5")
    let store = TeamStore(database, keeping: MemoryKeeping(), author: "jo", session: "a")
    for _ in 0..<2 {
      let told = await problem { () throws(TeamProblem) in _ = try await store.claims() }
      #expect(told == .libraryMissing && told?.sentence.contains("libpq5") == true)
    }
    #expect(!PostgresLibrary.isInstalled("libpq-of-nobody.so.5"))
    // A library that is there and has none of the functions.
    #expect(!PostgresLibrary.isInstalled("libc.so.6"))
  }

  @Test func aFileOrFolderThatIsOpenToOthersIsRefused() async throws {
    let bench = try await TeamBench.begun(.sqlite)
    let folder = (bench.file as NSString).deletingLastPathComponent
    let found = { () async -> TeamProblem? in
      await problem { () throws(TeamProblem) in _ = try await bench.store().claims() }
    }
    #expect(await found() == nil)
    #expect(try FileManager.default.attributesOfItem(atPath: bench.file)[.posixPermissions] as? Int == 0o660)
    chmod(bench.file, 0o664)
    #expect(await found() == .file(.openToOthers))
    chmod(bench.file, 0o660)
    for mode: mode_t in [0o777, 0o775, 0o771] {
      chmod(folder, mode)
      #expect(await found() == .file(.folderOpen))
    }
    chmod(folder, 0o770)
    try FileManager.default.linkItem(atPath: bench.file, toPath: folder + "/second")
    #expect(await found() == .file(.noFile))
    try FileManager.default.removeItem(atPath: folder + "/second")
    try FileManager.default.moveItem(atPath: bench.file, toPath: folder + "/away.db")
    try FileManager.default.createSymbolicLink(atPath: bench.file, withDestinationPath: folder + "/away.db")
    #expect(await found() == .file(.noFile))
  }

  /// The files that SQLite adds are the group's as well, whatever mask the session has.
  @Test func theLogIsTheGroupsToo() async throws {
    let bench = try await TeamBench.begun(.sqlite)
    let store = bench.store()
    _ = try await store.claim(.notYet, for: .seconds(60))
    for side in ["-wal", "-shm"] {
      #expect(try FileManager.default.attributesOfItem(atPath: bench.file + side)[.posixPermissions] as? Int == 0o660)
    }
    await store.close()
  }

  @Test func whatIsNoTeamsStoreIsLeftAlone() async throws {
    let bench = try await TeamBench(.sqlite)
    let bytes = Data("no database, but forty bytes and more of text".utf8)
    try bytes.write(to: URL(fileURLWithPath: bench.file))
    chmod(bench.file, 0o660)
    #expect(
      await problem { () throws(TeamProblem) in _ = try await TeamMigration(bench.database()).migrate() } == .damaged)
    #expect(try Data(contentsOf: URL(fileURLWithPath: bench.file)) == bytes)
  }

  /// As after a backup was put back: SQLite itself would go on with the file that has no name any more.
  @Test func aFileThatTookThePlaceOfTheOpenOneIsTheOneInUse() async throws {
    let bench = try await TeamBench.begun(.sqlite)
    let store = bench.store()
    _ = try await store.claim(try sampleCase(), for: .seconds(60))
    let files = try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: bench.file + $0)) }
    _ = try await store.claim(try sampleCase(2), for: .seconds(60))
    for side in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: bench.file + side) }
    #expect(await problem { () throws(TeamProblem) in _ = try await store.claims() } == .olderSchema)
    for (side, bytes) in zip(["", "-wal"], files) {
      try bytes.write(to: URL(fileURLWithPath: bench.file + side))
      chmod(bench.file + side, 0o660)
    }
    #expect(try await store.claims().values.map(\.caseID) == [try sampleCase()])
  }

  @Test(.enabled(if: SmallDisk.canBeMounted, "it needs a disk of its own, which root alone may mount"))
  func aFullDiskIsSaidAndNothingIsLost() async throws {
    let home = try TestFolder()
    let disk = try SmallDisk(at: home.path + "/disk", size: "300k")
    defer { disk.unmount() }
    try FileManager.default.createDirectory(
      atPath: disk.path + "/team", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o770])
    let database = SQLiteTeamDatabase(path: disk.path + "/team/team.db")
    _ = try await TeamMigration(database).migrate()
    let keeping = MemoryKeeping()
    _ = try await TeamMembership(database, keeping: keeping, name: "jo").begin()
    let store = TeamStore(database, keeping: keeping, author: "jo", session: "a")
    var kept = 0
    var told: TeamProblem?
    while told == nil, kept < 1000 {
      let number = kept
      told = await problem { () throws(TeamProblem) in
        try await store.give(
          .draft, id: "\(number)", of: .notYet, to: nil, title: "x", contents: String(repeating: "x", count: 4000),
          at: .sample)
      }
      if told == nil { kept += 1 }
    }
    #expect(told == .full)
    #expect(kept > 0)
    #expect(try await store.handOvers().values.count == kept)
  }

  @Test(arguments: [
    ("08006", TeamProblem.away), ("57P01", .away), ("57P03", .away), ("53300", .away), ("53100", .full),
    ("28P01", .loginRefused), ("28000", .loginRefused), ("3D000", .loginRefused), ("42501", .notPermitted),
    ("25006", .notPermitted), ("57014", .slow), ("40P01", .slow), ("55P03", .slow), ("3F000", .olderSchema),
    ("42P01", .olderSchema), ("42703", .newerSchema), ("XX001", .damaged), ("22012", .other), ("", .other),
  ]) func eachCodeOfTheServerHasItsProblem(code: String, problem: TeamProblem) {
    #expect(TeamProblem(sqlState: code) == problem)
  }

  /// The sentences are for a person, and hold nothing of a library or a patient.
  @Test func everyProblemIsOneSentence() {
    let all: [TeamProblem] = [
      .away, .slow, .full, .newerSchema, .olderSchema, .wrongKey, .unreadable, .noTeam, .hasTeam, .notMember,
      .noSuchMember, .badInvitation, .fingerprintDiffers, .changed, .gone, .accepted(by: "Robin"), .libraryMissing,
      .serverTooOld, .loginRefused, .notTrusted, .notPermitted, .environment("PGSERVICE"), .passfile(.missing),
      .file(.network), .damaged, .notEmpty, .archive(.differs), .noMemory, .other,
    ]
    #expect(Set(all.map(\.sentence)).count == all.count)
    for problem in all { #expect(problem.sentence.count < 160 && !problem.sentence.contains("\n")) }
  }
}
