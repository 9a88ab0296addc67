import Care360
import Care360Sandbox
import CaseStore
import Desk
import DeskApp
import Foundation
import Terminal
import TestSupport
import Testing

/// A record or store that somebody damaged, on the screen and line by line.
@MainActor
struct RecordGuardScreenTests {
  private let folder: TestFolder
  private let record: FileWriteJournal
  private static let wayOut = "run casedesk activity --verify, then casedesk activity acknowledge."

  init() throws {
    folder = try TestFolder()
    record = FileWriteJournal(directory: folder.path + "/data")
  }

  /// One line of the record is not as it was written.
  private func damage() async throws {
    let note = ActivityNote(
      .viewed(.shown), try CaseID(Sandbox.showcaseCaseID), operatorName: "robin", profile: "clinic")
    for _ in 0..<3 { try await record.record(note) }
    let files = RecordFolder(folder.path + "/data")
    try Data(try files.text.replacing("viewed", with: "vieweD").utf8).write(to: URL(fileURLWithPath: try files.newest))
    chmod(try files.newest, 0o600)
  }

  private func acknowledge() async throws {
    let damage = try await record.check().unacknowledged
    try await record.acknowledge(damage, operatorName: "robin", profile: "clinic")
  }

  @Test func aDamagedRecordStopsWritesOnTheScreenUntilItIsAcknowledged() async throws {
    try await damage()
    let desk = try await DeskDriver.open(200, 50, record: record)
    await desk.lookUp("avery@example.com")
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    desk.expect("Lines 2 to 4 of the record of writes", Self.wayOut)
    #expect(desk.requests(.refill) == 0)
    try await acknowledge()
    await desk.press(.back)
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    #expect(desk.requests(.refill) == 1)
  }

  @Test func aDamagedRecordStopsWritesLineByLineUntilItIsAcknowledged() async throws {
    try await damage()
    let desk = try await LineDriver.open(record: record)
    await desk.type("avery@example.com", "refill", "1")
    let said = await desk.confirm()
    #expect(said.contains("Lines 2 to 4 of the record of writes") && said.contains(Self.wayOut), "\(said)")
    #expect(desk.world.sandbox.requestCount(.refill) == 0)
    try await acknowledge()
    await desk.type("", "refill", "1")
    await desk.confirm()
    #expect(desk.world.sandbox.requestCount(.refill) == 1)
  }

  // MARK: - A file of the store that is gone

  private func plan(_ session: String) -> StorePlan {
    let place = StorePlace(base: folder.path + "/data", profile: "clinic", operatorID: "robin")
    return StorePlan(
      .keyCommand(place) { () async throws(BackendProblem) in Array(String(repeating: "k", count: 32).utf8) },
      idleLockMinutes: 10, asksForSecret: false,
      options: StoreOptions(session: session, cost: UnlockCost(operations: 1, memory: 8192)), terminal: "pts/1",
      journal: record)
  }

  private func loseDrafts() async throws {
    let desk = try await DeskDriver.open(200, 50, store: plan("1"))
    await desk.lookUp("avery@example.com")
    await desk.clock.wait(0.5)
    await desk.press(.quit)
    #expect(await desk.end(.confirm) == .quit)
    let stores = folder.path + "/data/stores"
    let store = try #require(try FileManager.default.contentsOfDirectory(atPath: stores).first)
    for side in ["", "-wal", "-shm"] { unlink("\(stores)/\(store)/drafts.sqlite\(side)") }
  }

  private static let told = "The file drafts.sqlite of the local store is gone"

  @Test func aFileThatIsGoneIsSaidOnTheScreenAndRecorded() async throws {
    try await loseDrafts()
    let desk = try await DeskDriver.open(200, 50, store: plan("2"))
    desk.expect(Self.told, "the mark of its end was removed.")
    #expect(try await record.records().map(\.event) == [.cut])
  }

  @Test func aFileThatIsGoneIsSaidLineByLineAndRecorded() async throws {
    try await loseDrafts()
    let desk = try await LineDriver.open(store: plan("2"))
    #expect(desk.console.written.contains(Self.told), "\(desk.console.written)")
    #expect(desk.console.written.contains(ActivityEndCheck.cutSentence))
    #expect(try await record.records().map(\.event) == [.cut])
  }
}
