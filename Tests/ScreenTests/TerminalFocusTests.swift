import Care360Sandbox
import Desk
import DeskUI
import Terminal
import Testing

/// The screen while another window has the keyboard.
@MainActor
struct TerminalFocusTests {
  @Test func theBodyIsDimUntilTheKeyboardIsBack() async throws {
    let desk = try await DeskDriver.open(withoutFocus: .dim)
    await desk.lookUp("avery@example.com")
    let before = desk.terminal.surface
    await desk.post(.focused(false))
    let dimmed = desk.terminal.surface
    #expect(dimmed.plainRows == before.plainRows)
    let body = (1..<38).flatMap { row in (0..<120).map { dimmed[$0, row].style.attributes.contains(.dim) } }
    #expect(body.allSatisfy { $0 })
    #expect((0..<120).allSatisfy { dimmed[$0, 0] == before[$0, 0] }, "environment and connection stay as they are")
    await desk.post(.focused(true))
    #expect(desk.terminal.surface == before)
  }

  @Test func aCodeForACameraIsNotDimmed() async throws {
    let desk = try await DeskDriver.open(withoutFocus: .dim)
    await desk.lookUp("avery@example.com")
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    await desk.press(.qrCode, in: .readingToCopy)
    let before = desk.terminal.surface
    #expect(before.plainRows.joined().contains("▀"))
    await desk.post(.focused(false))
    #expect(desk.terminal.surface == before)
  }

  @Test func aQuestionThatIsHiddenTakesNoYes() async throws {
    let desk = try await DeskDriver.open(withoutFocus: .mask)
    await desk.lookUp("avery@example.com")
    await desk.press(.message)
    await desk.type("Please rest.")
    await desk.press(.review, in: .composer)
    desk.expect("Please rest.")
    await desk.wait(5)
    await desk.post(.focused(false))
    desk.expect("Hidden while another window has the keyboard.")
    desk.expectNot("Please rest.")
    await desk.press(.confirm)
    #expect(desk.requests(.communication) == 0)
    desk.expect("Please rest.")
    await desk.confirm()
    #expect(desk.requests(.communication) == 1)
  }
}
