import Care360Sandbox
import CaseStore
import Desk
import DeskApp
import Foundation
import Terminal
import TestSupport
import Testing

/// Follow-ups over a real store on disk: they outlive the program however it ends, and other sessions see them.
@MainActor
struct FollowUpScreenTests {
  private static let passphrase = "correct horse battery"
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func open(session: String = "1", _ columns: Int = 200, _ rows: Int = 50) async throws -> DeskDriver {
    let plan = StorePlan(
      .passphrase(StorePlace(base: folder.path + "/data", profile: "clinic", operatorID: "robin")),
      idleLockMinutes: 10, asksForSecret: true,
      options: StoreOptions(session: session, cost: UnlockCost(operations: 1, memory: 8192)),
      terminal: "pts/\(session)",
      journal: FileWriteJournal(directory: folder.path + "/data"))
    let desk = try await DeskDriver.open(columns, rows, store: plan)
    for _ in 0..<(desk.sees("Choose a passphrase") ? 2 : 1) {
      await desk.type(Self.passphrase)
      await desk.press(.accept)
    }
    return desk
  }

  private func make(_ time: String, _ text: String, _ desk: DeskDriver) async {
    await desk.lookUp("avery@example.com")
    await desk.wait(0.5)
    await desk.keys("f")
    await desk.type(time)
    await desk.keys("Enter")
    await desk.type(text)
    await desk.keys("Enter")
  }

  /// Everything that is on disk, as one text.
  private var everything: String {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .map { String(decoding: FileManager.default.contents(atPath: folder.path + "/" + $0) ?? Data(), as: UTF8.self) }
        .joined()
    }
  }

  /// The end without a farewell is that of a kill: no key of the program runs after the store's answer.
  @Test(arguments: [true, false])
  func oneOutlivesTheProgram(_ isOrderly: Bool) async throws {
    let before = try await open()
    await make("in 2 h", "CANARY ask the pharmacy", before)
    before.expect("Look again at ADA-TOSXM Sun 22 Nov 12:42 UTC.")
    if isOrderly {
      await before.press(.quit)
      #expect(await before.end(.confirm) == .quit)
    } else {
      _ = await before.end(by: .hangUp)
    }
    #expect(try !everything.contains("CANARY") && !everything.contains("Lindqvist"))

    let desk = try await open(session: "2")
    await desk.keys("F3")
    desk.expect("follow-up  Avery L. ADA-TOSXM  CANARY ask the pharmacy", "Sun 22 Nov 12:42 UTC")
    desk.expectNot("NOT SAVED")
  }

  @Test func anotherSessionSeesItWithTheNextList() async throws {
    let one = try await open(session: "1")
    let other = try await open(session: "2")
    await make("in 2 h", "ask the pharmacy", one)
    await other.keys("F3")
    await other.idle()
    other.expect("follow-up  Avery L. ADA-TOSXM  ask the pharmacy")
    // The one session ends it while the other still lists it.
    await one.run("follow-up done")
    one.expect("The follow-up is done.")
    await other.keys("Enter")
    other.expect("delete it")
    await other.type("delete")
    await other.keys("Enter")
    other.expect("This follow-up is gone")
    await one.keys("F3")
    await one.idle()
    one.expectNot("ask the pharmacy")
  }

  @Test func theLockHidesItAndTheWrongPersonLosesIt() async throws {
    let desk = try await open()
    await make("in 2 h", "ask the pharmacy", desk)
    await desk.press(.lock)
    await desk.idle()
    desk.expectNot("ask the pharmacy", "Lindqvist")
    await desk.type(Self.passphrase)
    await desk.press(.accept)
    desk.expect("ask the pharmacy")
    await desk.run("wrong person")
    desk.expect("Its follow-up is deleted with it.")
    await desk.wait(0.5)
    await desk.press(.confirm)
    await desk.idle()
    await desk.keys("F3")
    await desk.idle()
    desk.expectNot("ask the pharmacy")
    await desk.keys("Escape")
    await desk.run("quit")
    desk.expect("Quit CaseDesk?")
    #expect(await desk.end(.confirm) == .quit)
    let again = try await open(session: "2")
    await again.keys("F3")
    again.expect("No drafts, follow-ups or unsettled changes.")
  }

  /// It shows with the next key: nothing is drawn and nothing is asked for by itself.
  @Test func aDueOneDrawsNothingByItself() async throws {
    // Without a lock that counts the seconds.
    let desk = try await DeskDriver.open()
    await make("in 2 h", "ask the pharmacy", desk)
    desk.expect("NOT SAVED (memory only)")
    desk.expectNot("follow-up due")
    #expect(desk.clock.waits.isEmpty)
    let (drawn, asked) = (desk.terminal.presentCount, desk.requests(.detail))
    await desk.wait(7260)
    #expect(desk.terminal.presentCount == drawn && desk.requests(.detail) == asked)
    await desk.keys("Down")
    desk.expect("1 follow-up due")
  }

  @Test(arguments: [(200, 50), (120, 40), (80, 24)])
  func itStandsOnTopOfTheWorklist(_ columns: Int, _ rows: Int) async throws {
    let desk = try await open(columns, rows)
    await make("in 3 h", "ask the pharmacy", desk)
    await desk.keys("w")
    await desk.idle()
    await desk.keys("v")
    await desk.type("my follow-ups")
    await desk.keys("Enter")
    desk.expect("my follow-ups", "ADA-TOSXM", "follow-up in 2h")
  }
}
