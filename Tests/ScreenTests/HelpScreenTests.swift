import Care360Sandbox
import Desk
import DeskUI
import Terminal
import Testing

/// Help says what the place is that it was asked from, then lists the commands, its own first; each can be run there.
@MainActor
struct HelpScreenTests {
  @Test(arguments: [(80, 24), (60, 20)])
  func whatHelpSaysOfEachPlace(_ columns: Int, _ rows: Int) async throws {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.type("avery@exam")
    try await check(desk, "1-box")
    await desk.keys("Ctrl-U")
    await desk.lookUp("avery@example.com")
    try await check(desk, "2-case")
    await desk.press(.addProducts)
    await desk.press(.accept)
    await desk.choose("tirzepatide")
    await desk.press(.templates)
    await desk.choose("hair")
    await desk.keys("F4")
    try await check(desk, "3-question")
    await desk.press(.review)
    try await check(desk, "4-review")
  }

  @Test func aQuestionIsExplainedWithItsProblem() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.press(.addProducts)
    await desk.press(.addQuestion)
    await desk.keys("Tab", "Tab", "1", "Tab", "Tab", "Shift-Tab", "F1")
    desk.expect("Help: question 1.1, answer", "kind: text · required · health data · not answered")
    desk.expect("This question is required.")
    // What is typed filters, and then the list has all the room.
    await desk.type("undo")
    desk.expectNot("kind: text")
    await desk.press(.accept)
    desk.expectNot("Help:")
  }

  @Test func theCommandsOfThePlaceComeFirstAndRun() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.keys("?")
    let lines = desk.text.split(separator: "\n").map(String.init)
    let field = try #require(lines.firstIndex { $0.contains("type to filter") })
    #expect(lines[field + 2].contains("This patient") && lines[field + 3].contains("refill link"), "\(lines)")
    await desk.press(.accept)
    desk.expect("Refill link for Avery Lindqvist")
    await desk.keys("Escape", "Ctrl-P")
    desk.expect("Commands", "This patient", "refill link")
  }

  @Test func overAConfirmationHelpExplainsAndAcceptsNothing() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.clock.wait(0.5)
    await desk.keys("F1")
    desk.expect("any other key means no")
    desk.expectNot("off:")
    await desk.keys("y", "Escape")
    desk.expect("Esc  no")
    #expect(desk.requests(.refill) == 0)
  }

  @Test func aLinkIsCopiedFromItsHelp() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    await desk.keys("F1")
    desk.expect("To use the value elsewhere: y copy, o show alone, Q QR code.")
    await desk.choose("copy clipboard")
    desk.expect("sent to your terminal's clipboard")
    #expect(desk.terminal.clipboard.count == 1)
  }

  @Test func theLogIsNamedWhereThereIsOne() async throws {
    let desk = try await DeskDriver.open(log: "/var/log/casedesk.log")
    await desk.keys("F1")
    desk.expect("Log (without patient data): /var/log/casedesk.log")
  }

  private func check(
    _ desk: DeskDriver, _ moment: String, location: SourceLocation = #_sourceLocation
  ) async throws {
    await desk.keys("F1")
    let size = desk.terminal.size
    let cursor = desk.terminal.cursor.map { "\($0.column),\($0.row)" } ?? "none"
    try expectGolden(
      "\(desk.text)\n\ncursor \(cursor)", "help-\(size.columns)x\(size.rows)-\(moment)", location: location)
    await desk.keys("Escape")
  }
}
