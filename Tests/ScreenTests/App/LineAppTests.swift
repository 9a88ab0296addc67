import Care360Sandbox
import Desk
import DeskApp
import Testing

/// The line-by-line mode and its console, beside reading and asking.
@MainActor
struct LineAppTests {
  /// No secret opens this lock.
  private let hidden = "Hidden. Enter shows the screen again; lock your terminal when you leave."

  @Test func anInterruptedQuestionIsLeftOnItsOwnLine() async throws {
    let desk = try await LineDriver.open()
    #expect(await desk.send(.interrupt).hasPrefix("\n"))
    #expect(desk.console.written.hasSuffix("anything else is no: "))
  }

  @Test func aDraftWantedElsewhereLocksAndEnterOpensAgain() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    let locked = await desk.send(.draftWanted)
    #expect(locked.contains(hidden))
    #expect(!locked.contains("Avery"))
    #expect(await desk.type("").contains("Case ADA-TOSXM"))
  }

  @Test func aSuspendedDeskComesBackLocked() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    #expect(await desk.type(":suspend").contains(hidden))
    #expect(desk.console.suspensions == 1)
  }

  @Test func continuedWithoutTheTerminalItLocksAndStopsAgain() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    #expect(await desk.send(.continuedInBackground).contains(hidden))
    #expect(desk.console.suspensions == 1)
  }

  @Test func ctrlZLocksFirst() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    #expect(await desk.send(.suspendRequested).contains(hidden))
    #expect(desk.console.suspensions == 1)
  }

  @Test func linesHaveNoClipboardAndNoThemes() async throws {
    let desk = try await LineDriver.open()
    #expect(await desk.type(":theme").contains("Colour is off here"))
    await desk.type("avery@example.com", ":copy-menu")
    let said = await desk.type("1")
    #expect(said.contains("This terminal does not support the clipboard"), "\(said)")
  }

  @Test func theEchoIsBackAfterTheEnd() async throws {
    let desk = try await LineDriver.open()
    await desk.type(":token")
    #expect(!desk.console.isSeen)
    #expect(await desk.end(by: .hangUp) == .signal(1))
    #expect(desk.console.isSeen)
  }

  @Test func theEndOfTheInputWaitsForTheAnswerThatWasAskedFor() async throws {
    let desk = try await LineDriver.open()
    desk.world.transport.hold()
    desk.console.send(.line(SecretText("avery@example.com")))
    await desk.world.transport.untilHeld()
    desk.console.send(.end)
    desk.world.transport.release()
    #expect(await desk.end(by: .end) == .quit)
    #expect(desk.console.written.contains("Case ADA-TOSXM"))
  }
}
