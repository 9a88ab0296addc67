import Desk
import DeskUI
import Testing

/// What is typed finds the command that is called so, in the palette and in help.
@MainActor
struct PaletteScreenTests {
  /// What is typed, and how the first row begins.
  nonisolated static let typed = [
    ("discard", "discard the draft"), ("save as", "save as template"), ("take prod", "take products from a file"),
    ("undo", "undo"), ("qr", "QR code"), ("save-draft", "save the draft"),
  ]

  @Test(arguments: typed, ["Ctrl-P", "F1"])
  func theCommandOfThatNameStandsFirst(_ typed: (String, String), _ key: String) async throws {
    let desk = try await DeskDriver.open()
    await desk.openAverysForm()
    await desk.keys(key)
    await desk.type(typed.0)
    // The row with the mark is the one that Enter runs.
    desk.expect("▌\(typed.1)")
  }

  @Test func enterRunsTheCommandThatWasTyped() async throws {
    let desk = try await DeskDriver.open()
    await desk.openAverysForm()
    await desk.run("discard")
    desk.expect("Everything typed into this form will be lost.")
  }

  @Test func aFilterThatHidesEveryQuestionSaysSo() async throws {
    let desk = try await DeskDriver.open()
    await desk.openAverysForm()
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    await desk.press(.questionList)
    await desk.type("zzz")
    desk.expect("Nothing matches.")
    desk.expectNot("No questions yet")
  }
}
