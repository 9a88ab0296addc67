import Desk
import DeskApp
import DeskUI
import Terminal
import Testing

/// Below the smallest size nothing is shown: keys meant for something else do nothing to what stands behind it.
@MainActor
struct TooSmallScreenTests {
  @Test(arguments: [(39, 24), (80, 9), (1, 1)])
  func whatIsTypedUnseenGoesNowhere(_ columns: Int, _ rows: Int) async throws {
    let desk = try await DeskDriver.open()
    await desk.openAverysForm()
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    let before = desk.text
    await desk.resize(columns, rows)
    await desk.type(" in pounds")
    await desk.keys("Tab", "Ctrl-U", "Ctrl-Z", "Ctrl-X", "F3", "F2", "Escape", "Enter")
    await desk.paste("138 lbs")
    await desk.post(.mouse(.wheelDown, Point(column: 0, row: 0)))
    await desk.resize(120, 40)
    #expect(desk.text == before)
    await desk.type(" Roughly.")
    desk.expect("How much do you weigh? Roughly.")
  }

  @Test func whatWasTypedBeforeTheSizeChangedCounts() async throws {
    let desk = try await DeskDriver.open()
    await desk.focusLookup()
    // Both wait in the queue: the key was pressed at the screen that was there.
    desk.terminal.send(KeyPress(.character("a")))
    await desk.resize(30, 8)
    await desk.type("b")
    await desk.resize(120, 40)
    await desk.type("c")
    desk.expect("> ac")
    desk.expectNot("> abc")
  }

  @Test func aScreenThatIsTooSmallCanBeLockedAndEnded() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.resize(30, 8)
    await desk.keys("L")
    await desk.resize(120, 40)
    desk.expect("Hidden")
    desk.expectNot("Avery")

    let other = try await DeskDriver.open()
    await other.lookUp("avery@example.com")
    await other.resize(30, 8)
    await other.keys("Ctrl-C", "y")
    await other.resize(120, 40)
    other.expect("Quit CaseDesk?")
    #expect(await other.end(.confirm) == .quit)
  }

  @Test func quittingUnseenClosesNothingElse() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    desk.expect("Refill link")
    await desk.resize(30, 8)
    await desk.keys("q")
    await desk.resize(120, 40)
    desk.expect("y sends it to your terminal's clipboard")
  }
}
