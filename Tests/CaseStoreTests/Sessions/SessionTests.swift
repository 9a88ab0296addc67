import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

@Suite(.timeLimit(.minutes(6))) struct SessionTests {
  /// The place that StoreWriter opens.
  private func place(_ bench: StoreBench) -> StorePlace {
    StorePlace(base: bench.base, profile: "test", operatorID: "jo")
  }

  private func open(_ bench: StoreBench, session: String = "here") throws -> LocalStore {
    var key = Array(StoreBench.key("writer").utf8)
    return try LocalStore.open(
      place(bench), with: .printed(&key), terminal: "pts/0",
      options: StoreOptions(session: session, cost: StoreBench.cheap))
  }

  @Test func aSessionIsAliveUntilItsProcessIsKilled() throws {
    let bench = try StoreBench()
    let writer = try Writer(["hold", bench.base, "pts/7"])
    let id = try #require(writer.line()?.split(separator: " ").last.map(String.init))
    let store = try open(bench)
    #expect(try store.isAlive(session: id))
    #expect(try store.isAlive(session: "here"))
    #expect(try !store.isAlive(session: "none"))
    #expect(try !store.isAlive(session: "../key"))
    #expect(try store.uncleanEnds().isEmpty)
    #expect(try store.drafts().records.first?.terminal == "pts/7")
    writer.killed()
    #expect(try !store.isAlive(session: id))
    #expect(try store.uncleanEnds().map(\.text) == ["held"])
    try store.close()
  }

  @Test func anUncleanEndIsOfferedUntilItsDraftIsTakenOverOrDeleted() throws {
    let bench = try StoreBench()
    let writer = try Writer(["hold", bench.base, "pts/7"])
    _ = writer.line()
    writer.killed()
    for session in ["a", "b"] {
      let store = try open(bench, session: session)
      #expect(try store.uncleanEnds().map(\.text) == ["held"])
      try store.close()
    }
    let store = try open(bench)
    _ = try store.takeOver(DraftID(caseID: try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"), kind: .form))
    #expect(try store.uncleanEnds().isEmpty)
    try store.close()
    try open(bench).close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: place(bench).folder + "/sessions").isEmpty)
  }

  @Test func acleanEndLeavesNoMark() throws {
    let bench = try StoreBench()
    let writer = try Writer(["hold", bench.base, "pts/7"])
    _ = writer.line()
    try writer.endInput()
    writer.process.waitUntilExit()
    let store = try open(bench)
    #expect(try store.uncleanEnds().isEmpty)
    #expect(try store.drafts().records.map(\.text) == ["held"])
    try store.close()
  }

  @Test func theHolderIsToldBySignalOnlyWhileItLivesAndListens() throws {
    let bench = try StoreBench()
    let writer = try Writer(["hold", bench.base, "pts/7"])
    let id = try #require(writer.line()?.split(separator: " ").last.map(String.init))
    let store = try open(bench)
    #expect(try store.notifyHolder(session: id))
    #expect(writer.line() == "taken over")
    writer.process.waitUntilExit()
    #expect(writer.process.terminationStatus == 0)
    #expect(try !store.notifyHolder(session: id))
    #expect(try !store.notifyHolder(session: "here"), "this process would die of it")
    try store.close()
  }

  @Test func asessionThatDoesNotListenIsNotSignalled() throws {
    let bench = try StoreBench()
    let writer = try Writer(["hold", bench.base, "deaf"])
    let id = try #require(writer.line()?.split(separator: " ").last.map(String.init))
    let store = try open(bench)
    #expect(try !store.notifyHolder(session: id))
    #expect(try store.isAlive(session: id))
    try store.close()
  }

  /// A file whose lock is held by nobody names a number that may be another program's by now.
  @Test func noSignalGoesToTheProcessOfAFileWithoutALock() throws {
    let bench = try StoreBench()
    let store = try open(bench)
    let sleeper = Process()
    sleeper.executableURL = URL(fileURLWithPath: "/bin/sleep")
    sleeper.arguments = ["60"]
    try sleeper.run()
    defer { sleeper.terminate() }
    let text = #"{"pid":\#(sleeper.processIdentifier),"terminal":"pts/9","startedAt":0,"listens":true}"#
    let name = (place(bench).folder as NSString).lastPathComponent
    _ = try bench.home.file("casedesk/stores/\(name)/sessions/stale", text)
    #expect(try !store.notifyHolder(session: "stale"))
    #expect(sleeper.isRunning)
    try store.close()
  }
}
