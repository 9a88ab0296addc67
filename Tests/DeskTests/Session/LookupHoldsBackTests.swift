import Testing

@testable import Care360
@testable import Desk

/// While the lookup pane points to somebody else, nothing acts on the case that is open: it need not be on the screen.
struct LookupHoldsBackTests {
  static let actions: [Command] = [.refill, .changeBundle, .addProducts, .wrongPerson]

  func expectOff(_ driver: SessionDriver, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for command in Self.actions {
      #expect(driver.reason(command)?.contains(reason) == true, "\(command)", sourceLocation: sourceLocation)
      var pressed = driver
      pressed.press(command)
      #expect(pressed.screen.overlays.isEmpty && pressed.effects.isEmpty, sourceLocation: sourceLocation)
      #expect(pressed.notice.contains(reason) && pressed.screen.editor == nil, sourceLocation: sourceLocation)
      pressed = driver
      pressed.press(.palette)
      pressed.type(command.rawValue)
      pressed.press(.accept, .accept, .confirm)
      #expect(pressed.sent.isEmpty && pressed.confirmation == nil, sourceLocation: sourceLocation)
    }
  }

  /// Avery's case is open, Jo's is among the recents.
  func avery() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.joDetail())
    try driver.open(try Sample.detail())
    return driver
  }

  @Test func anotherRecentIsSelected() throws {
    var driver = try avery()
    driver.press(.focusLookupPane)
    driver.move(.home)
    #expect(driver.screen.lookup.selectedID == Sample.avery)
    for command in Self.actions { #expect(driver.reason(command) == nil) }
    driver.move(.down)
    #expect(driver.screen.lookup.selectedID == Sample.jo)
    expectOff(driver, "another case is selected")
    driver.press(.focusCasePane)
    for command in Self.actions { #expect(driver.reason(command) == nil) }
  }

  @Test func theBoxHoldsAnotherPatientsAddress() throws {
    var driver = try avery()
    driver.press(.find)
    for command in Self.actions { #expect(driver.reason(command) == nil, "the box still names Avery") }
    driver.type(Sample.joMail)
    expectOff(driver, "look up what you typed first")
    driver.press(.back)
    expectOff(driver, "look up what you typed first")
    driver.move(.down)
    driver.move(.down)
    #expect(driver.screen.lookup.selectedID == Sample.jo)
    expectOff(driver, "another case is selected")
    driver.press(.refill, .accept, .confirm)
    #expect(driver.sent.isEmpty)
  }

  @Test func anEmptyBoxPointsToNobodyElse() throws {
    var driver = try avery()
    driver.press(.find)
    driver.handle(.input(.edited(.deleteToLineStart)))
    for command in Self.actions { #expect(driver.reason(command) == nil) }
  }

  @Test(arguments: actions) func theCaseComesToTheScreenBelowThePanel(_ command: Command) throws {
    var driver = try avery()
    driver.press(.focusLookupPane, command)
    #expect(driver.screen.focus == (command == .addProducts ? .form : .caseDetail))
    driver.press(.back)
    #expect(driver.screen.overlays.isEmpty && driver.screen.focus == .caseDetail)
  }

  @Test func theCaseThatWasLookedUpMayBeActedOn() throws {
    var driver = try avery()
    driver.press(.focusLookupPane)
    driver.move(.home)
    driver.move(.down)
    driver.press(.accept)
    driver.found(.success(try Sample.joDetail()))
    driver.latest(.success(try CaseID(Sample.jo)))
    for command in Self.actions { #expect(driver.reason(command) == nil) }
    driver.press(.focusLookupPane)
    for command in Self.actions { #expect(driver.reason(command) == nil) }
  }
}
