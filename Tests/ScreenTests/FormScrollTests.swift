import Desk
import DeskUI
import Terminal
import Testing

/// What is seen of a form stays what is seen.
@MainActor
struct FormScrollTests {
  func longForm(_ columns: Int = 120, _ rows: Int = 40) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.openAverysForm()
    await desk.press(.templates)
    await desk.choose("general")
    await desk.press(.questionList)
    await desk.choose("medicines")
    return desk
  }

  /// The lines of the form alone.
  func form(_ desk: DeskDriver) -> [String] {
    let lines = desk.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = lines.firstIndex { $0.contains("Intake ·") } ?? 0
    return lines[start...].filter { $0.contains("│") }
  }

  @Test func parkingLockingResizingAndAnotherPatientLeaveTextCursorAndScrollAsTheyWere() async throws {
    let desk = try await longForm()
    await desk.type("kept")
    let before = form(desk)
    let cursor = desk.terminal.cursor
    #expect(before.contains { $0.contains("kept") })

    await desk.press(.back)
    await desk.keys("3")
    #expect(form(desk) == before && desk.terminal.cursor == cursor, "parking")

    await desk.lookUp("jo.park@example.com")
    await desk.press(.addProducts)
    await desk.press(.back)
    await desk.press(.drafts)
    await desk.choose("avery")
    #expect(form(desk) == before && desk.terminal.cursor == cursor, "another patient's form")

    await desk.run("lock")
    desk.expectNot("kept")
    await desk.press(.accept, in: .prompt)
    #expect(form(desk) == before && desk.terminal.cursor == cursor, "locking")

    desk.transport.setDead(true)
    await desk.press(.refresh)
    desk.expect("OFFLINE")
    #expect(form(desk) == before && desk.terminal.cursor == cursor, "losing the link to the service")
    await desk.type("!")
    await desk.keys("Backspace")
    desk.transport.setDead(false)
    await desk.press(.refresh)
    desk.expect("connected")
    #expect(form(desk) == before && desk.terminal.cursor == cursor, "the link is back")

    await desk.resize(80, 24)
    desk.expect("kept")
    await desk.resize(30, 5)
    await desk.resize(120, 40)
    #expect(form(desk).contains { $0.contains("kept") } && form(desk).count == before.count, "resizing")
  }

  @Test func upAndDownGoThroughALongAnswerLineByLineBeforeTheyLeaveIt() async throws {
    let desk = try await longForm()
    await desk.type(String(repeating: "one two three four five ", count: 12))
    let end = try #require(desk.terminal.cursor)
    await desk.keys("Up")
    #expect(desk.terminal.cursor == Point(column: end.column, row: end.row - 1))
    await desk.keys("Up")
    #expect(desk.terminal.cursor == Point(column: end.column, row: end.row - 2))
    await desk.type("HERE")
    desk.expect("HERE")
    await desk.keys("Down", "Down")
    #expect(desk.terminal.cursor?.row == end.row)
    await desk.keys("Down")
    let lines = desk.text.split(separator: "\n", omittingEmptySubsequences: false)
    let left = try #require(desk.terminal.cursor)
    #expect(!lines[left.row].contains("five"), "from the last line it leaves the answer")
  }
}
