import Testing

@testable import Desk

/// The list of commands: what stands in it, and in what order.
struct CommandListTests {
  private func headings(_ driver: SessionDriver) -> [String] {
    guard let picker = driver.picker else { return [] }
    return picker.rows.compactMap { picker.headings[$0.id] }
  }

  private func ids(_ driver: SessionDriver) -> [String] { driver.picker?.rows.map(\.id) ?? [] }

  @Test func theCommandsStandUnderTheirHeadings() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.palette)
    #expect(headings(driver) == ["This patient", "Find", "Screen"])
    #expect(ids(driver).firstIndex(of: "refill") ?? .max < ids(driver).firstIndex(of: "find") ?? 0)
    #expect(driver.picker?.selectedID == ids(driver).first)
    driver.type("refill")
    #expect(headings(driver).isEmpty, "the best match stands first")
  }

  @Test func aCommandThatIsOffComesUpOnceItIsTypedForAndSaysWhy() {
    var driver = SessionDriver()
    driver.press(.palette)
    #expect(driver.picker?.rows.allSatisfy { $0.disabledReason == nil } == true)
    #expect(!ids(driver).contains("refill"))
    driver.type("refill")
    #expect(driver.picker?.rows.first?.disabledReason == "off: open a case first")
    driver.press(.accept)
    #expect(driver.notice == "off: open a case first")
  }

  @Test func helpListsWhatCanBeDoneHereAlone() {
    var driver = SessionDriver()
    driver.press(.help)
    #expect(driver.picker?.rows.isEmpty == false)
    driver.type("refill")
    #expect(driver.picker?.rows.isEmpty == true)
  }

  @Test func commandsUsedLatelyStandFirst() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    for name in ["mouse", "redraw"] {
      driver.press(.palette)
      driver.type(name)
      driver.press(.accept)
    }
    driver.press(.palette)
    #expect(ids(driver).prefix(2) == ["redraw", "mouse"] && headings(driver).first == "Used lately")
    #expect(ids(driver).filter { $0 == "mouse" }.count == 1)
    driver.press(.back, .help)
    #expect(headings(driver).first == "This patient")
  }

  @Test func atMostTwoKeysAreShown() {
    var driver = SessionDriver { settings in
      settings.directory = [
        CommandEntry(command: .find, label: "find", explanation: "Goes.", keys: "/ or F2 or Alt-F")
      ]
    }
    driver.press(.palette)
    #expect(driver.picker?.rows.first?.trailing?.text == "/ or F2")
  }

  @Test func everyCommandHasAPlaceInOneGroup() {
    #expect(Set(Command.allCases.map(CommandRow.Group.of)) == Set(CommandRow.Group.allCases))
  }
}
