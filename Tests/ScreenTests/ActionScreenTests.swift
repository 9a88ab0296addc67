import Care360
import Care360Sandbox
import Desk
import Terminal
import Testing

@MainActor
struct ActionScreenTests {
  static let avery = "avery@example.com"

  func withAvery(hasExpiredToken: Bool = false) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(hasExpiredToken: hasExpiredToken)
    await desk.lookUp(Self.avery)
    desk.expect("Case ADA-TOSXM")
    return desk
  }

  @Test func aRefillLinkForTheCasesProduct() async throws {
    let desk = try await withAvery()
    await desk.press(.refill)
    desk.expect("Refill link for Avery Lindqvist · ADA-TOSXM", "on this case")
    await desk.press(.accept)
    desk.expect(
      "Avery Lindqvist  birth date 1988-04-02", "ADA-TOSXM", Sandbox.showcaseCaseID, "SANDBOX", "NOT FOR PATIENTS")
    #expect(desk.requests(.refill) == 0)
    await desk.confirm()
    let link = try #require(desk.terminal.rows.first { $0.hasPrefix("https://example.com/check-in/") })
    await desk.press(.copy)
    #expect(desk.terminal.clipboard == [link])
    #expect(desk.requests(.refill) == 1)
    let body = try #require(desk.transport.bodies.first)
    #expect(body.contains("REQUEST_REFILL_URL") && body.contains("e9a3e6a5-9538-4401-99bb-ead475547a36"))
    #expect(desk.journal.entries == [.opened(.requestRefillLink), .closed(.done)])
    await desk.press(.back)
    desk.expect("checked 10:42")
  }

  @Test func aRefillLinkWithoutAProduct() async throws {
    let desk = try await withAvery()
    await desk.press(.refill)
    await desk.choose("no product")
    await desk.confirm()
    desk.expect("https://example.com/check-in/")
    #expect(desk.transport.bodies.first?.contains("organizationProductId") == false)
  }

  /// The question stands there; `answers`: how the terminal says that it shows it.
  private func askedForALink(answers: InMemoryTerminal.Answers) async throws -> DeskDriver {
    let desk = try await withAvery()
    desk.terminal.answers = answers
    desk.terminal.type("r\n")
    await desk.idle()
    return desk
  }

  /// Behind a slow line a question is on the glass later than it was drawn here.
  @Test func aQuestionIsReadFromTheAnswerOfTheTerminalOn() async throws {
    let desk = try await askedForALink(answers: .held)
    await desk.clock.wait(1)
    await desk.keys("y")
    desk.expect("before this was on the screen")
    desk.terminal.answer()
    await desk.idle()
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0)
    await desk.clock.wait(0.31)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 1)
    #expect(desk.clock.waits.isEmpty, "nothing waits for the answer any more")
  }

  @Test func aTerminalThatNeverAnswersIsWaitedForTwoSeconds() async throws {
    let desk = try await askedForALink(answers: .held)
    await desk.clock.wait(1.9)
    await desk.keys("y")
    await desk.clock.wait(0.1)
    await desk.idle()
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0)
    await desk.clock.wait(0.31)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 1)
    desk.terminal.answer()
    await desk.idle()
  }

  @Test func aTerminalThatCannotAnswerCountsFromTheDrawing() async throws {
    let desk = try await askedForALink(answers: .unsupported)
    await desk.clock.wait(0.31)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 1)
  }

  @Test func keysTypedBeforeTheConfirmationWasSeenAreDropped() async throws {
    let desk = try await withAvery()
    desk.terminal.type("r\nyyy")
    await desk.idle()
    desk.expect("ask for the link")
    await desk.keys("y", "y")
    await desk.clock.wait(0.29)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0)
    desk.expect("ask for the link")
    await desk.clock.wait(0.02)
    await desk.keys("r", "Enter")
    #expect(desk.requests(.refill) == 0)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 1)
  }

  @Test func aBundleChangeShowsBeforeAndAfter() async throws {
    let desk = try await withAvery()
    await desk.press(.changeBundle)
    desk.expect("Bundle for Avery Lindqvist", "SOLD OUT", "hidden from patients")
    await desk.choose("starter")
    desk.expect("Premium Bundle, 159.00 USD -> Starter Bundle, 99.99 USD")
    let reads = desk.requests(.detail)
    await desk.confirm()
    desk.expect("Bundle of ADA-TOSXM is now Starter Bundle.", "Bundle   Starter Bundle")
    #expect(desk.requests(.bundle) == 1)
    #expect(desk.requests(.detail) == reads + 1)
  }

  @Test func aSoldOutBundleTakesASecondYes() async throws {
    let desk = try await withAvery()
    await desk.press(.changeBundle)
    await desk.choose("tirzepatide 3")
    desk.expect("SOLD OUT")
    await desk.confirm()
    desk.expect("Really? Press y again.")
    #expect(desk.requests(.bundle) == 0)
    await desk.keys("y")
    #expect(desk.requests(.bundle) == 0, "the second y too must come after its question was seen")
    await desk.confirm()
    #expect(desk.requests(.bundle) == 1)
    desk.expect("is now Tirzepatide 3-Month Bundle")
  }

  @Test func aBundleChangeOfUnknownEndIsFoundByReadingTheCase() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .bundle, .dropAfter))
    await desk.press(.changeBundle)
    await desk.choose("starter")
    await desk.confirm()
    desk.expect("1 unsettled", "Not known whether it was done")
    #expect(desk.clock.waits == [2])
    await desk.wait(2)
    desk.expect("the case shows the bundle change.")
    desk.expectNot("unsettled")
    #expect(desk.requests(.bundle) == 1)
    #expect(desk.journal.entries.last == .settled(.done))
  }

  @Test func aBundleChangeThatDidNotHappenIsNeverCalledNotDone() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .bundle, .dropBefore))
    await desk.press(.changeBundle)
    await desk.choose("starter")
    await desk.confirm()
    await desk.wait(2)
    #expect(desk.clock.waits == [8])
    await desk.wait(8)
    await desk.wait(20)
    desk.expect("not visible after 30 s", "1 unsettled", "it may still have been done")
    #expect(desk.clock.waits.isEmpty)
    #expect(desk.requests(.bundle) == 1)
    await desk.press(.changeBundle)
    await desk.choose("starter")
    desk.expect("Send again: bundle change", "Already sent 10:42 by robin: outcome not known.", "may do it twice")
    desk.sandbox.disarm()
    await desk.confirm()
    #expect(desk.requests(.bundle) == 2, "one question, one yes")
    desk.expect("is now Starter Bundle")
  }

  @Test func aRefillOfUnknownEndCannotBeChecked() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .refill, .dropAfter))
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    desk.expect("Asking again may make a second form. F3 settles it.", "1 unsettled")
    await desk.press(.drafts)
    desk.expect("refill link, Avery Lindqvist ADA-TOSXM")
    #expect(desk.clock.waits.isEmpty)
    #expect(desk.requests(.refill) == 1)
    await desk.press(.back)
    desk.sandbox.disarm()
    await desk.press(.refill)
    await desk.press(.accept)
    desk.expect("Send again: refill link", "Already sent 10:42 by robin: outcome not known.")
    #expect(desk.requests(.refill) == 1)
    await desk.confirm()
    desk.expect("https://example.com/check-in/")
    #expect(desk.requests(.refill) == 2)
  }

  @Test func anotherPatientIsOpenedWhileAWriteIsUnderWay() async throws {
    let desk = try await withAvery()
    await desk.press(.refill)
    await desk.press(.accept)
    desk.expect("ask for the link")
    await desk.clock.wait(0.5)
    desk.transport.hold()
    desk.start(.confirm)
    await desk.transport.untilHeld()
    desk.terminal.send(KeyPress(.function(2)))
    desk.terminal.type("jo.park@example.com\n")
    desk.transport.release()
    await desk.idle()
    desk.expect("Case ADA-QF2RM · Jo Park")
    desk.expectNot("https://example.com/check-in/", "Case ADA-TOSXM")
    await desk.press(.drafts)
    desk.expect("link Avery Lindqvist ADA-TOSXM")
    await desk.press(.accept)
    desk.expect("https://example.com/check-in/", "Avery Lindqvist  ADA-TOSXM")
  }

  @Test func nobodyAcceptsWhatTheScreenCannotShow() async throws {
    let desk = try await withAvery()
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.resize(40, 10)
    await desk.clock.wait(1)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0)
    await desk.resize(39, 9)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0)
    await desk.resize(120, 40)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0, "it came into view only now")
    await desk.confirm()
    #expect(desk.requests(.refill) == 1)
  }

  @Test func aQuestionThatDoesNotFitIsReadByScrolling() async throws {
    let desk = try await withAvery()
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.resize(40, 10)
    desk.expect("more lines: Down")
    await desk.keys("End")
    desk.expect("above: Up")
    await desk.clock.wait(1)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0, "what stands between was not in view")
    desk.expect("part of the question")
    await desk.keys("Home")
    for _ in 0..<5 { await desk.keys("PgDn") }
    desk.expect("the end; ")
    await desk.keys("y")
    #expect(desk.requests(.refill) == 0, "its end came into view only now")
    await desk.clock.wait(0.31)
    await desk.keys("y")
    #expect(desk.requests(.refill) == 1)
  }

  @Test func theWrongPersonIsClosedAndForgotten() async throws {
    let desk = try await withAvery()
    await desk.run("wrong person")
    desk.expect("close and forget the case")
    await desk.confirm()
    desk.expect("The case was closed and removed from the recents.")
    desk.expectNot("Lindqvist ·", "ADA-TOSXM")
  }

  @Test func whatIsCopiedIsWhatWasChosen() async throws {
    let desk = try await withAvery()
    await desk.press(.copyMenu)
    await desk.choose("tracking")
    #expect(desk.terminal.clipboard == ["1Z7700000000042"])
    desk.expect("sent to your terminal's clipboard")
  }

  @Test func aReadOnlyProfileSendsNothing() async throws {
    let desk = try await DeskDriver.open(isReadOnly: true)
    await desk.lookUp(Self.avery)
    for command in [Command.refill, .changeBundle, .addProducts] {
      await desk.press(command)
      desk.expect("is off: read-only: config.toml")
    }
    #expect(desk.transport.bodies.isEmpty)
  }

  @Test func anythingButYesInAConfirmationIsNothing() async throws {
    let desk = try await withAvery()
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.clock.wait(1)
    await desk.keys("Enter", "r", "b", "a", "Space", "Y", "Tab", "F10", "F2", "F3")
    desk.expect("ask for the link")
    await desk.keys("n")
    desk.expectNot("ask for the link")
    #expect(desk.requests(.refill) == 0)
  }
}
