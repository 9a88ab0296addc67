import Desk
import DeskUI
import Terminal
import TestSupport
import Testing

/// The title of the terminal's window stands in the lists of other programs, so that it may hold nothing of a patient.
@MainActor
struct WindowTitleTests {
  @Test func noTitleOfASessionSaysMoreThanEnvironmentAndUnsavedDrafts() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    await desk.press(.revealAll)
    await desk.press(.message)
    await desk.type("Please rest.")
    await desk.run("internal note")
    await desk.type("Called twice.")
    await desk.run("find another patient")
    await desk.lookUp("quinn@example.com")
    await desk.press(.worklist, in: .caseDetail)
    await desk.keys("Esc", "F3", "Esc")
    await desk.lookUp("avery@example.com")
    await desk.press(.addProducts)
    await desk.press(.accept)
    await desk.choose("tirzepatide")
    await desk.run("lock")
    await desk.keys("Enter")
    await desk.lookUp("nobody@example.com")
    let titles = desk.terminal.titles
    #expect(
      Set(titles) == [
        "CaseDesk SANDBOX", "CaseDesk SANDBOX · 1 unsaved draft", "CaseDesk SANDBOX · 2 unsaved drafts",
        "CaseDesk SANDBOX · 3 unsaved drafts",
      ], "\(titles)")
    #expect(titles.first == "CaseDesk SANDBOX")
  }
}
