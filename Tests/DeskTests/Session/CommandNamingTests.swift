import Testing

@testable import Care360
@testable import Desk

/// Sentences call a command as the person can give it.
struct CommandNamingTests {
  private func driver(_ adjusting: (inout DeskSettings) -> Void) throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail(), adjusting: adjusting)
    driver.press(.qrCode)
    return driver
  }

  @Test func aKeyThatWasRemappedIsTheOneThatIsNamed() throws {
    let driver = try driver { settings in
      settings.directory = CommandDirectory(
        settings.directory.entries.map { entry in
          CommandEntry(
            command: entry.command, label: entry.label, explanation: entry.explanation,
            keys: entry.command == .refill ? "R or Ctrl-R" : entry.keys)
        })
    }
    #expect(driver.screen.notice?.text == "No refill link for this case is known here: R asks for one.")
  }

  @Test func whereCommandsAreTypedTheirNameIsNamed() throws {
    let driver = try driver { $0.naming = .names }
    #expect(driver.screen.notice?.text == "No refill link for this case is known here: :refill asks for one.")
  }

  @Test func theKeyOfTheOwnPlaceCountsMoreThanTheFirstOne() {
    var settings = SessionDriver().session.settings
    settings.directory = [
      CommandEntry(
        command: .reveal, label: "reveal or mask", explanation: "Shows.", keys: "v or F9",
        places: [.init(.editorReview, keys: "F9")]),
      CommandEntry(command: .discardDraft, label: "discard the draft", explanation: "Goes.", keys: ""),
    ]
    #expect(settings.name(of: .reveal, in: .editorReview) == "F9")
    #expect(settings.name(of: .reveal, in: .caseDetail) == "v")
    #expect(settings.name(of: .discardDraft, in: nil) == "“discard the draft”")
  }
}
