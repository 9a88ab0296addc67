import Desk
import DeskUI
import Terminal
import Testing

/// The lock over the whole program: nothing of a patient stays on the glass, and everything is back afterwards.
@MainActor
struct LockScreenTests {
  private func filledForm(_ columns: Int, _ rows: Int) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.openAverysForm()
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    return desk
  }

  @Test(arguments: [(200, 50), (120, 40), (80, 24), (60, 20)])
  func theLockCoversTheScreenAndGivesItBack(_ columns: Int, _ rows: Int) async throws {
    let desk = try await filledForm(columns, rows)
    let before = desk.text
    let cursor = desk.terminal.cursor
    await desk.run("lock")
    desk.expect("Hidden", "SANDBOX", "Operator robin", "Enter shows the screen again; lock your terminal")
    desk.expectNot("Esc back")
    desk.expectNot("Lindqvist", "TOSXM", "avery", "weigh", "approved")
    await desk.keys("x", "F3", "F2", "Ctrl-P", "Esc", "F10", "Ctrl-C", "q")
    await desk.paste("How tall?")
    desk.expectNot("Lindqvist", "TOSXM", "avery", "weigh", "approved", "How tall?", "Quit")
    await desk.resize(columns + 10, rows)
    desk.expectNot("Lindqvist", "TOSXM", "avery", "weigh", "approved")
    await desk.resize(columns, rows)
    await desk.keys("Enter")
    #expect(desk.text == before && desk.terminal.cursor == cursor)
  }

  @Test func anAnswerUnderTheLockIsShownAfterIt() async throws {
    let desk = try await DeskDriver.open(80, 24)
    await desk.startLookup("avery@example.com")
    desk.start(.lock)
    desk.transport.release()
    await desk.idle()
    desk.expect("Hidden")
    desk.expectNot("Lindqvist", "TOSXM")
    await desk.keys("Enter")
    desk.expect("Case ADA-TOSXM · Avery Lindqvist")
  }

  @Test func suspendingLeavesTheLock() async throws {
    let desk = try await filledForm(80, 24)
    desk.terminal.post(.suspendRequested)
    await desk.idle()
    #expect(desk.terminal.suspendCount == 1)
    desk.terminal.post(.resumed)
    await desk.idle()
    desk.expect("Hidden")
    desk.expectNot("Lindqvist", "TOSXM", "weigh")
    await desk.keys("Enter")
    desk.expect("Intake · Avery Lindqvist")
  }

  @Test func continuedWithoutTheTerminalItLocksAndStopsAgain() async throws {
    let desk = try await filledForm(80, 24)
    desk.terminal.post(.continuedInBackground)
    await desk.idle()
    #expect(desk.terminal.suspendCount == 1)
    desk.expect("Hidden")
    desk.expectNot("Lindqvist", "TOSXM", "weigh")
  }
}
