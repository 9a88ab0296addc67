import Care360Sandbox
import CaseStore
import Desk
import DeskUI
import Terminal
import Testing

/// The worklist on the whole screen, over the sandbox.
@MainActor
@Suite(.timeLimit(.minutes(6)))
struct WorklistScreenTests {
  private static var everything: WorklistSettings {
    var settings = WorklistSettings()
    settings.view = .builtIn(.all)
    settings.window = .twoMonths
    return settings
  }

  private func open(_ columns: Int = 120, _ rows: Int = 40, patients: Int = 40) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows, patients: patients)
    await desk.press(.worklist, in: .lookupField)
    return desk
  }

  @Test(arguments: [(200, 50), (120, 40), (80, 24)])
  func theListAndItsCases(_ columns: Int, _ rows: Int) async throws {
    let desk = try await DeskDriver.open(columns, rows, styles: StyleLetters.styles, patients: 40)
    await desk.press(.worklist, in: .lookupField)
    try check(desk, "worklist-1-list")
    await desk.press(.down, in: .worklist)
    await desk.press(.accept, in: .worklist)
    try check(desk, "worklist-2-case")
    await desk.press(.worklist)
    await desk.press(.worklistView)
    try check(desk, "worklist-3-views")
  }

  private func check(_ desk: DeskDriver, _ moment: String, location: SourceLocation = #_sourceLocation) throws {
    let size = desk.terminal.size
    var text = desk.text
    if size.columns == 80 { text += "\n\n" + StyleLetters.grid(desk.terminal.surface) }
    try expectGolden(text, "\(moment)-\(size.columns)x\(size.rows)", location: location)
  }

  @Test func theKeysGoFromCaseToCase() async throws {
    let desk = try await open()
    desk.expect("needs attention · 7 days", "read 10:42", "patient wrote, unanswered")
    #expect(desk.requests(.cases) == 1)
    await desk.press(.accept, in: .worklist)
    desk.expect("Case 1 of", "checked 10:42")
    await desk.press(.nextCase)
    desk.expect("Case 2 of", "checked 10:42")
    await desk.press(.worklist)
    desk.expect("needs attention · 7 days")
    await desk.press(.accept, in: .worklist)
    desk.expect("Case 2 of", "checked 10:42")
    await desk.press(.previousCase)
    desk.expect("Case 1 of")
    await desk.press(.back, in: .caseDetail)
    desk.expect("needs attention · 7 days")
    #expect(desk.requests(.cases) == 1, "coming back asks nobody")
    await desk.press(.accept, in: .worklist)
    desk.expect("Case 1 of", "checked 10:42")
    await desk.press(.back, in: .caseDetail)
    await desk.press(.back, in: .worklist)
    desk.expect("┏ Lookup")
    await desk.press(.worklist)
    await desk.press(.refresh)
    #expect(desk.requests(.cases) == 2)
  }

  @Test func aListOfSeveralPagesIsReadPageByPage() async throws {
    let desk = try await DeskDriver.open(patients: 400, worklist: Self.everything)
    desk.transport.hold()
    await desk.startWorklist()
    desk.expect("Asking the service …", "asking: 0 so far")
    desk.transport.release()
    await desk.idle()
    #expect(desk.requests(.cases) > 1)
    desk.expect("cases, read 10:42")
  }

  @Test func escapeStopsIt() async throws {
    let desk = try await DeskDriver.open(patients: 260)
    desk.transport.hold()
    await desk.startWorklist()
    desk.terminal.send(KeyPress(.escape))
    desk.transport.release()
    await desk.idle()
    desk.expect("Stopped: there may be more cases. F5 asks for the whole list.", "not complete")
  }

  @Test func aServiceThatIsAwayIsSaid() async throws {
    let desk = try await DeskDriver.open()
    desk.transport.setDead(true)
    await desk.press(.worklist, in: .lookupField)
    desk.expect("OFFLINE", "0 cases, read 10:42, not complete", "No cases arrived.")
  }

  @Test func theListIsOneLineOfTheRecord() async throws {
    let desk = try await open()
    await desk.press(.accept, in: .worklist)
    await desk.run("activity")
    desk.expect("list")
  }

  /// Only the rows in view are made, and the end of the list is reached.
  @Test func aLongListScrolls() async throws {
    let desk = try await DeskDriver.open(80, 24, patients: 400, worklist: Self.everything)
    await desk.press(.worklist, in: .lookupField)
    await desk.press(.end, in: .worklist)
    let count = desk.text.split(separator: "\n").count { $0.contains("ADA-") }
    #expect(count > 10 && count < 22)
    await desk.press(.accept, in: .worklist)
    await desk.press(.nextCase)
    desk.expect("That was the last row of the worklist.")
  }

  @Test func aClickSelectsARow() async throws {
    let desk = try await open()
    await desk.post(.mouse(.press, Point(column: 40, row: 5)))
    await desk.press(.accept, in: .worklist)
    desk.expect("Case 3 of")
  }
}

extension DeskDriver {
  /// Asks for the worklist while the service does not answer yet.
  func startWorklist() async {
    terminal.send(KeyPress(.character("w"), .alt))
    await transport.untilHeld()
  }
}
