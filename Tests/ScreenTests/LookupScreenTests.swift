import Care360Sandbox
import Desk
import DeskApp
import DeskUI
import Terminal
import Testing

@MainActor
@Suite(.timeLimit(.minutes(6)))
struct LookupScreenTests {
  @Test func aPatientIsFoundByEMail() async throws {
    let desk = try await DeskDriver.open()
    desk.expect("SANDBOX", "not asked yet", "Try one of these", "avery@example.com  Avery L")
    await desk.lookUp("avery@example.com")
    desk.expect("connected", "Case ADA-TOSXM · Avery Lindqvist · 1988-04-02", "checked 10:42")
    desk.expect(
      "approved · open · newest case", "Premium Bundle", "shipped · ", "1Z7700000000042 carrier not given",
      "Tue 24 Nov 10:00 UTC", "paid 159.00")
    #expect(desk.requests(.latest) == 1)
    #expect(desk.requests(.detail) == 1)
  }

  @Test func connectionsAreOpenedForWhoeverTypesAndForNobodyElse() async throws {
    let desk = try await DeskDriver.open()
    await desk.press(.help)
    await desk.press(.back)
    #expect(desk.transport.connects == 0)
    await desk.lookUp("avery@example.com")
    desk.expect("Case ADA-TOSXM")
    #expect(desk.transport.connects == 1)
  }

  @Test func aPatientFoundByPhoneIsCheckedFirst() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("(202) 555-0142")
    desk.expect("Found by phone: ask the caller", "Avery Lindqvist", "1988-04-02", "avery@example.com")
    desk.expectNot("approved", "Premium", "Semaglutide")
    await desk.press(.refill)
    desk.expect("refill link is off: check the identity first")
    await desk.press(.accept)
    desk.expect("approved · open", "Semaglutide")
    await desk.press(.refill)
    await desk.press(.accept)
    desk.expect("found by phone")
  }

  @Test func anOlderCaseIsFoundByItsID() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("5B1D8C70-3F2E-4A96-8D41-0C7E92FA1B02")
    desk.expect("Case ADA-0LDER · Avery Lindqvist", "CLOSED complete")
    #expect(desk.requests(.latest) == 0)
  }

  @Test func anUnknownPatientIsRepeatedAsSentAndTheTextStays() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("202.555.0100")
    desk.expect("No case found for +12025550100.", "> +12025550100")
    await desk.lookUp("nell@example.com")
    desk.expect("No case found for nell@example.com.")
  }

  @Test(arguments: [
    ("Avery Lindqvist", "The service cannot search by name: type e-mail, phone or case id."),
    ("5b1d8c70-3f2e", "This case id is not complete"),
    ("12345", "too short: a number in US has 10 digits"),
  ]) func anythingElseIsAnsweredAndNotSent(_ text: String, _ sentence: String) async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp(text)
    desk.expect(sentence, "> \(text)")
    #expect(desk.transport.paths.isEmpty)
  }

  @Test func aForeignCaseIsNotShown() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp(Sandbox.foreignCaseID)
    desk.expect("No case found for \(Sandbox.foreignCaseID).")
    desk.expectNot("Blake")
  }

  @Test func aSuggestionOpensAfterDown() async throws {
    let desk = try await DeskDriver.open()
    await desk.keys("Down", "Down", "Enter")
    desk.expect("Case ADA-QF2RM · Jo Park")
    await desk.focusLookup()
    desk.expect("Recent", "ADA-QF2RM Jo P.")
    desk.expectNot("Try one of these")
  }

  @Test func healthDataIsRevealedAndMaskedAgain() async throws {
    let desk = try await DeskDriver.open(200, 50)
    await desk.lookUp("avery@example.com")
    desk.expectNot("138 lbs", "Ondansetron", "Small red spot")
    await desk.run("section list")
    await desk.choose("forms")
    await desk.press(.revealAll)
    desk.expect("138 lbs  (before: 147 lbs)")
    await desk.focusLookup()
    desk.expectNot("138 lbs")
    await desk.keys("F6")
    await desk.press(.revealAll)
    desk.expect("138 lbs")
    await desk.wait(119)
    desk.expect("138 lbs")
    await desk.wait(1)
    desk.expectNot("138 lbs")
    #expect(desk.clock.waits.isEmpty)
  }

  @Test func escCancelsALookupThatRuns() async throws {
    let desk = try await DeskDriver.open()
    await desk.startLookup("avery@example.com")
    desk.expect("Looking up avery@example.com …")
    await desk.press(.back)
    desk.expect("The lookup was cancelled.", "> avery@example.com")
    desk.transport.release()
    await desk.idle()
    desk.expectNot("Lindqvist · 1988")
    await desk.lookUp("jo.park@example.com")
    desk.expect("Case ADA-QF2RM · Jo Park")
  }

  @Test func aSecondQuestionOvertakesTheFirst() async throws {
    let desk = try await DeskDriver.open()
    await desk.startLookup("avery@example.com")
    desk.terminal.send(KeyPress(.function(2)))
    desk.terminal.type("jo.park@example.com\n")
    desk.transport.release()
    await desk.idle()
    desk.expect("Case ADA-QF2RM · Jo Park")
    desk.expectNot("1988-04-02")
  }

  @Test func pastedLinesNeverPressAKey() async throws {
    let desk = try await DeskDriver.open()
    await desk.paste("avery@example.com\n")
    desk.expect("> avery@example.com")
    #expect(desk.transport.paths.isEmpty)
    await desk.press(.accept)
    desk.expect("Case ADA-TOSXM")
    await desk.paste("r\n\ny\nq\ny\n")
    desk.expect("You can paste only into a text field", "Case ADA-TOSXM")
    #expect(desk.requests(.refill) == 0)
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.clock.wait(1)
    await desk.paste("y\ny\n")
    desk.expect("ask for the link")
    #expect(desk.requests(.refill) == 0)
  }

  @Test func everySizeKeepsWhatIsOpen() async throws {
    let desk = try await DeskDriver.open(200, 50)
    await desk.lookUp("avery@example.com")
    await desk.press(.addProducts)
    desk.expect("Intake · Avery Lindqvist ADA-TOSXM")
    let before = desk.text
    await desk.resize(60, 20)
    desk.expect("Intake · Avery Lindqvist")
    await desk.resize(39, 9)
    desk.expect("CaseDesk needs 40x10 characters")
    desk.expectNot("Lindqvist")
    await desk.resize(200, 50)
    #expect(desk.text == before)
  }

  @Test(arguments: ["yara", "noa", "mei.lin", "maximiliana", "kit"], [(120, 40), (80, 24), (60, 20), (40, 10)])
  func everyNameStaysInItsPane(_ name: String, _ size: (Int, Int)) async throws {
    let desk = try await DeskDriver.open(size.0, size.1)
    await desk.lookUp("\(name)@example.com")
    desk.expect("Case ADA-")
    await desk.press(.end, in: .caseDetail)
    let surface = desk.terminal.surface
    let frames: Set = ["┓", "┛", "│", "┐", "┘"]
    // The folded lookup is one line without a frame.
    let first = size == (80, 24) ? 2 : 1
    // From 24 rows on a row is kept for notices.
    for row in first..<size.1 - (size.1 < 24 ? 1 : 2) {
      let last = surface[size.0 - 1, row].text
      #expect(frames.contains(last), "row \(row) ends with “\(last)”:\n\(desk.text)")
    }
  }

  @Test func nothingIsDrawnWhileNothingHappens() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    let count = desk.terminal.presentCount
    await desk.wait(3600)
    #expect(desk.terminal.presentCount == count)
    #expect(desk.clock.waits.isEmpty)
  }

  @Test func aDeadServerIsSaidAndActionsAreOff() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    desk.transport.setDead(true)
    await desk.press(.refresh)
    desk.expect("OFFLINE", "The service did not answer", "not confirmed, from 10:42", "(r refill)")
    for command in [Command.refill, .changeBundle, .addProducts] {
      await desk.press(command)
      desk.expect("is off: offline")
    }
    desk.transport.setDead(false)
    await desk.press(.refresh)
    desk.expect("connected", "checked 10:42", "r refill")
    desk.expectNot("(r refill)")
  }

  @Test func aWebPageInPlaceOfAnAnswerIsSaid() async throws {
    let desk = try await DeskDriver.open()
    desk.sandbox.arm(SandboxFault(.html))
    await desk.lookUp("avery@example.com")
    desk.expect("is not the documented JSON", "What you typed is still in the box")
    desk.expectNot("Please sign in")
  }

  @Test func quittingAsksAndNamesWhatIsNotKept() async throws {
    let desk = try await DeskDriver.open()
    await desk.openAverysForm()
    await desk.press(.back)
    await desk.press(.quit)
    desk.expect("Quit CaseDesk?", "This form will be lost: ", "Avery L. ADA-TOSXM 0/0")
    await desk.clock.wait(1)
    await desk.press(.back)
    desk.expectNot("Quit CaseDesk?")
    await desk.press(.interrupt)
    desk.expect("Quit CaseDesk?")
    #expect(await desk.end(.confirm) == .quit)
  }

  @Test func aHangUpEndsTheProgram() async throws {
    let desk = try await DeskDriver.open()
    await desk.lookUp("avery@example.com")
    #expect(await desk.end(by: .hangUp) == .signal(1))
  }
}
