import Care360Sandbox
import Desk
import DeskUI
import Terminal
import TestSupport
import Testing

/// Themes, the mouse, the clipboard and QR codes over the whole screen.
@MainActor
struct LooksScreenTests {
  /// The colour behind everything.
  private func ground(_ desk: DeskDriver) -> Color { desk.terminal.surface[0, 39].style.background }

  @Test func aThemeIsChosenLookedAtAndReadAgainWhileTheProgramRuns() async throws {
    let folder = try TestFolder()
    _ = try folder.file("mine.toml", "inherits = \"dark\"\nbackground = \"#010203\"")
    let desk = try await DeskDriver.open(themes: folder.path)
    await desk.lookUp("avery@example.com")
    await desk.keys("T")
    desk.expect("Theme", "colour-blind-safe", "your own file")
    await desk.type("mine")
    #expect(ground(desk) == .rgb(1, 2, 3), "the selected theme is shown")
    await desk.keys("Esc")
    #expect(ground(desk) != .rgb(1, 2, 3))
    await desk.keys("T")
    await desk.choose("mine")
    #expect(ground(desk) == .rgb(1, 2, 3))
    desk.expect("Theme mine until the program ends")

    _ = try folder.file("mine.toml", "inherits = \"dark\"\nbackground = \"#040506\"\naccent = \"pink\"")
    await desk.keys("Alt-R")
    #expect(ground(desk) == .rgb(4, 5, 6))
    desk.expect("Theme mine, 1 problem", "mine.toml:3:1: accent")
    desk.expect("Case ADA-TOSXM")
  }

  @Test func autoFollowsTheTerminalWhileTheProgramRuns() async throws {
    let folder = try TestFolder()
    _ = try folder.file("light.toml", "inherits = \"light\"\nbackground = \"#fefdfc\"")
    _ = try folder.file("dark.toml", "inherits = \"dark\"\nbackground = \"#010203\"")
    let desk = try await DeskDriver.open(themes: folder.path, theme: "auto")
    #expect(desk.terminal.reportsBackground)
    await desk.lookUp("avery@example.com")
    await desk.post(.background(.light))
    #expect(ground(desk) == .rgb(0xFE, 0xFD, 0xFC), "the person's own light")
    await desk.post(.background(.dark))
    #expect(ground(desk) == .rgb(1, 2, 3))
    await desk.post(.background(.light))
    await desk.keys("T")
    desk.expect("auto: light  follows your terminal", "in use")
    await desk.choose("dark")
    #expect(ground(desk) == .rgb(1, 2, 3))
    #expect(!desk.terminal.reportsBackground)
    await desk.keys("T")
    await desk.choose("auto")
    #expect(desk.terminal.reportsBackground)
    #expect(ground(desk) == .rgb(0xFE, 0xFD, 0xFC))
    desk.expect("Theme auto until the program ends")
  }

  @Test func whereAThemeIsNamedTheTerminalIsNotAsked() async throws {
    let desk = try await DeskDriver.open(theme: "light")
    #expect(!desk.terminal.reportsBackground)
    let before = ground(desk)
    await desk.post(.background(.dark))
    #expect(ground(desk) == before)
  }

  /// Two names in one script and of one length would be the same row of question marks.
  @Test func whereOnlyASCIIIsDrawnAnotherScriptIsReadAsItsCodePoints() async throws {
    let desk = try await DeskDriver.open(140, 30, lettering: .ascii)
    await desk.lookUp("yara@example.com")
    desk.expect("Case ADA-YARA0 - \\u{")
    await desk.keys("r")
    await desk.keys("Enter")
    desk.expect("Patient", "\\u{")
    #expect(!desk.terminal.text.contains("??"))
    #expect(desk.terminal.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func theMouseSelectsOnlyAfterItWasSwitchedOnAndOpensNothing() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    #expect(!desk.terminal.isMouseOn)
    await desk.run("mouse")
    #expect(desk.terminal.isMouseOn)
    desk.expect("The mouse now selects in CaseDesk")
    let row = try #require(desk.terminal.rows.firstIndex { $0.contains("E-mail      avery") })
    await desk.post(.mouse(.press, Point(column: 40, row: row)))
    #expect(desk.terminal.cursor?.row == row)
    let before = desk.requests(.detail)
    await desk.keys("r")
    desk.expect("Refill link for Avery")
    await desk.post(.mouse(.press, Point(column: 40, row: row)))
    await desk.post(.mouse(.wheelDown, Point(column: 40, row: row)))
    desk.expect("Refill link for Avery")
    #expect(desk.requests(.detail) == before)
    await desk.keys("Esc")
    await desk.run("mouse")
    #expect(!desk.terminal.isMouseOn)
  }

  @Test func aLinkIsCopiedShownAloneAndDrawn() async throws {
    let desk = try await DeskDriver.open(80, 24)
    await desk.lookUp("avery@example.com")
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    desk.expect("https://example.com/check-in/", "Q QR code", "o alone")
    await desk.keys("y")
    #expect(desk.terminal.clipboard.count == 1)
    #expect(desk.terminal.clipboard.first?.hasPrefix("https://example.com/check-in/") == true)
    desk.expect("sent to your terminal's clipboard")
    await desk.keys("Q")
    desk.expect("▀▀▀", "NOT FOR PATIENTS")
    await desk.keys("Esc", "o")
    #expect(desk.terminal.rows[2] == desk.terminal.clipboard.first)
    await desk.keys("Esc", "Esc")
    // The last link of the case stays within reach of a key.
    await desk.keys("Q")
    desk.expect("▀▀▀")
  }

  @Test func whereNothingIsSentTheValueStandsAlone() async throws {
    let desk = try await DeskDriver.open()
    desk.terminal.clipboardAnswer = .switchedOff
    await desk.lookUp("avery@example.com")
    await desk.keys("Y")
    await desk.choose("case id")
    desk.expect("The clipboard is switched off in config.toml")
    #expect(desk.terminal.rows[2] == "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
    #expect(desk.terminal.clipboard.isEmpty)
  }

  @Test func theBorderBetweenSideAndCaseIsMoved() async throws {
    let desk = try await DeskDriver.open(120, 40)
    await desk.lookUp("avery@example.com")
    func side() -> Int? {
      desk.text.split(separator: "\n")[1].firstIndex(of: "┏")?.utf16Offset(in: desk.text.split(separator: "\n")[1])
    }
    #expect(side() == 30)
    await desk.keys(">")
    #expect(side() == 36)
    await desk.keys("<", "<", "<")
    #expect(side() == 26)
    await desk.keys("<")
    desk.expect("as narrow as they get")
  }
}
