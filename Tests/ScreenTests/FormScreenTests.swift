import Care360
import Care360Sandbox
import Desk
import DeskUI
import Foundation
import Terminal
import Testing

@MainActor
struct FormScreenTests {
  func withAvery(_ columns: Int = 200, _ rows: Int = 50, hasExpiredToken: Bool = false) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows, hasExpiredToken: hasExpiredToken)
    await desk.lookUp("avery@example.com")
    await desk.press(.addProducts)
    desk.expect("Intake · Avery Lindqvist ADA-TOSXM", "NOT SAVED")
    return desk
  }

  func pick(_ product: String, _ desk: DeskDriver) async {
    await desk.press(.accept)
    await desk.choose(product)
  }

  /// One question with its answer, from the field of its text on.
  func ask(_ question: String, type: String, options: String?, answer: [String], _ desk: DeskDriver) async {
    await desk.press(.addQuestion)
    await desk.type(question)
    await desk.keys("Tab", type, "Tab", "Tab")
    if let options {
      await desk.paste(options)
      await desk.keys("Tab")
      await desk.keys(answer[0])
      for digit in answer.dropFirst() { await desk.keys(digit) }
    } else {
      await desk.type(answer[0])
    }
  }

  @Test func twoProductsWithAFormOfEveryKindOfQuestion() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await desk.keys("Tab", "5", "Tab", "4", "Tab")
    await desk.type("3")
    await ask("How much do you weigh?", type: "1", options: nil, answer: ["138 lbs"], desk)
    await ask("What is your goal?", type: "2", options: "less\nthe same", answer: ["1"], desk)
    await ask("Which of these?", type: "3", options: "asthma\ndiabetes\ngout", answer: ["1", "3"], desk)
    await desk.press(.addProduct)
    await desk.choose("metformin")
    await desk.press(.review)
    desk.expect("Review · Avery Lindqvist ADA-TOSXM", "Tirzepatide", "Metformin", "every 3 months", "video visit")
    desk.expectNot("138 lbs", "to fix")
    await desk.keys("Alt-V")
    desk.expect("138 lbs", "asthma; gout")
    await desk.press(.review)
    desk.expect("Add products", "Add Tirzepatide", "Add Metformin")
    await desk.confirm()
    desk.expect("2 products added to ADA-TOSXM.", "Products · 3", "every 3 months  video visit")
    desk.expectNot("NOT SAVED", "Intake ·")
    #expect(desk.requests(.products) == 1)
    await desk.run("section list")
    await desk.choose("forms")
    await desk.press(.revealAll)
    await desk.press(.down, times: 20)
    desk.expect("How much do you weigh?", "What is your goal?", "Which of these?", "asthma; gout")
  }

  @Test func aLetterWithFiveHundredMarksIsOneStepAndGoesOutWhole() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await desk.press(.addQuestion)
    await desk.type("How do you feel?")
    await desk.keys("Tab", "Tab", "Tab")
    let marked = "e" + String(repeating: "\u{301}", count: 500)
    await desk.paste("a\(marked)z")
    let end = try #require(desk.terminal.cursor)
    await desk.keys("Left", "Left")
    // The letter with as many marks as a cell takes, and the sign for the rest.
    #expect(desk.terminal.cursor == Point(column: end.column - 3, row: end.row))
    await desk.keys("Right", "Right")
    #expect(desk.terminal.cursor == end)
    await desk.keys("Left", "Backspace")
    #expect(desk.terminal.cursor?.column == end.column - 3)
    await desk.press(.undo)
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.expect("1 product added to ADA-TOSXM.")
    #expect(desk.transport.bodies.last?.contains("a\(marked)z") == true)
  }

  @Test func aProductThatIsOnTheCaseIsMarkedBeforeSubmit() async throws {
    let desk = try await withAvery()
    await pick("semaglutide", desk)
    desk.expect("It is already on this case: the service will refuse it.")
    await desk.keys("Esc")
    await pick("tirzepatide", desk)
    try await desk.colleagueAdds(product: "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    await desk.press(.refresh)
    await desk.press(.review)
    desk.expect("1 thing to fix", "Already on this case: the service will refuse it.")
    await desk.press(.review)
    desk.expect("1 thing to fix, listed first.")
    #expect(desk.requests(.products) == 0)
  }

  func submitAfterSomebodyElseAddedTirzepatide(_ desk: DeskDriver) async throws {
    try await desk.colleagueAdds(product: "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    await desk.press(.review, times: 2)
    await desk.confirm()
  }

  @Test func aConflictListsEachProductAndOffersTheRest() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await desk.press(.addProduct)
    await desk.choose("metformin")
    try await submitAfterSomebodyElseAddedTirzepatide(desk)
    desk.expect("Products already on the case", "Tirzepatide, will not be sent", "Send Metformin")
    #expect(desk.requests(.products) == 1)
    await desk.confirm()
    #expect(desk.requests(.products) == 2)
    desk.expect("1 product added to", "Products · 3")
  }

  /// That a product is on the case does not say that these answers are.
  @Test func answersForAProductThatIsOnTheCaseStayWhenTheRestIsSent() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await ask("How much do you weigh?", type: "1", options: nil, answer: ["138 lbs"], desk)
    await desk.press(.addProduct)
    await desk.choose("metformin")
    try await submitAfterSomebodyElseAddedTirzepatide(desk)
    desk.expect(
      "Tirzepatide, will not be sent", "1 answer typed here for it will stay in the form, unsent", "Send Metformin")
    await desk.clock.wait(0.5)
    await desk.press(.back)
    desk.expectNot("Send Metformin")
    desk.transport.setDead(true)
    await desk.press(.refresh, in: .editorReview)
    await desk.press(.review, in: .editorReview)
    desk.expect("Not sent: offline")
    desk.transport.setDead(false)
    await desk.press(.refresh, in: .editorReview)
    // The offer can be had again.
    await desk.press(.review, in: .editorReview)
    desk.expect("1 answer typed here for it", "Send Metformin")
    await desk.confirm()
    desk.expect("1 product added to", "Products · 3", "1 draft", "the rest of this form was not sent")
    #expect(desk.transport.bodies.last?.contains("138 lbs") == false)
    await desk.keys("3", "Alt-V")
    desk.expect("138 lbs")
    desk.expectNot("Metformin  0f6d")
  }

  @Test(arguments: [true, false])
  func questionsThatWereNotSentStayToo(_ isTyped: Bool) async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    if isTyped {
      await desk.press(.addQuestion)
      await desk.type("How much do you weigh?")
    }
    await desk.press(.addProduct)
    await desk.choose("metformin")
    // A form without an answer takes one more key.
    if isTyped { await desk.press(.review) }
    try await submitAfterSomebodyElseAddedTirzepatide(desk)
    desk.expect("Send Metformin")
    await desk.confirm()
    desk.expect("Products · 3")
    #expect(desk.sees("1 draft") == isTyped)
  }

  @Test func anExpiredTokenKeepsTheFormAndANewOneSendsNothingByItself() async throws {
    let desk = try await withAvery(hasExpiredToken: true)
    await pick("tirzepatide", desk)
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.expect("refused the access token", "Review · Avery Lindqvist", "1 draft")
    await desk.run("token")
    await desk.paste(desk.sandbox.token)
    desk.expectNot(desk.sandbox.token)
    await desk.press(.accept)
    desk.expect("The access token is set. Nothing was sent")
    #expect(desk.requests(.products) == 1)
    await desk.press(.review, in: .editorReview)
    await desk.confirm()
    desk.expect("1 product added to ADA-TOSXM.")
    #expect(desk.requests(.products) == 2)
  }

  @Test func aSubmissionOfUnknownEndIsFoundByReadingTheCase() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .products, .dropAfter))
    await pick("tirzepatide", desk)
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.expect("Not known whether it was done", "1 unsettled", "1 draft")
    await desk.wait(2)
    desk.expect("It went through", "The case shows Tirzepatide (asked ", "remove the draft")
    desk.expectNot("unsettled")
    await desk.confirm()
    desk.expect("Products · 2")
    desk.expectNot("NOT SAVED", "1 draft")
    #expect(desk.requests(.products) == 1)
  }

  /// Another person added the same product while this form's answer was lost before it was applied.
  @Test func aFormWhoseProductSomebodyElseAddedGoesAtThePersonsWordOnly() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .products, .dropBefore))
    await pick("tirzepatide", desk)
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    await desk.keys("Tab", "Tab", "Tab")
    await desk.type("138 lbs")
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.sandbox.disarm()
    let added = await desk.sandbox.answer(
      SandboxRequest(
        method: "POST", path: "/api/v1/cases/5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01/products",
        headers: [("Authorization", "Bearer \(desk.sandbox.token)"), ("Content-Type", "application/json")],
        body: Data(#"{"products":[{"id":"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"}]}"#.utf8)))
    guard case .response(200, _, _) = added else {
      Issue.record("not added: \(added)")
      return
    }
    await desk.wait(2)
    desk.expect("It went through", "Only the products were compared: the case does not show the 1 answer")
    // What is typed right after a question came up is meant for what stood there before.
    await desk.clock.wait(0.5)
    await desk.press(.back)
    desk.expect("1 draft", "discard it")
    await desk.press(.back)
    desk.expect("138 lbs")
  }

  @Test func aWebPageInPlaceOfAnAnswerToASubmissionIsUnknownAndNotSentTwice() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .products, .html))
    await pick("tirzepatide", desk)
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.expect("Not known whether it was done", "1 unsettled")
    await desk.wait(2)
    await desk.wait(8)
    await desk.wait(20)
    desk.expect("not visible after 30 s", "Tirzepatide: not seen.", "Review · Avery Lindqvist")
    #expect(desk.requests(.products) == 1)
    #expect(desk.journal.entries == [.opened(.addProducts), .closed(.unknown)])
  }

  @Test func aServerThatDiesBeforeTheSubmissionKeepsTheForm() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await desk.press(.review, times: 2)
    desk.transport.setDead(true)
    await desk.confirm()
    desk.expect("OFFLINE", "The service cannot be reached. Nothing was sent.", "Review · Avery Lindqvist")
    desk.expectNot("unsettled")
    await desk.press(.review, in: .editorReview)
    desk.expect("Not sent: offline")
    desk.transport.setDead(false)
    await desk.press(.refresh, in: .editorReview)
    await desk.press(.review, in: .editorReview)
    await desk.confirm()
    desk.expect("1 product added to ADA-TOSXM.")
    #expect(desk.journal.entries == [.opened(.addProducts), .closed(.notSent), .opened(.addProducts), .closed(.done)])
  }

  @Test func noKeyReachesTheFormOfAPatientWhoIsNotShown() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await desk.press(.addQuestion)
    await desk.type("About Avery")
    await desk.lookUp("jo.park@example.com")
    desk.expect("Case ADA-QF2RM · Jo Park", "parked: Avery L. ADA-TOSXM 0/1, F3")
    desk.expectNot("Intake ·", "About Avery")
    await desk.press(.addProducts)
    desk.expect("Intake · Jo Park ADA-QF2RM")
    desk.expectNot("About Avery")
    await desk.press(.back)
    await desk.press(.drafts)
    await desk.choose("avery")
    desk.expect("Case ADA-TOSXM", "Intake · Avery Lindqvist ADA-TOSXM", "About Avery")
    await desk.type("!")
    desk.expect("About Avery!")
  }

  @Test func lettersInTheFormAreTextAndEscLosesNothing() async throws {
    let desk = try await withAvery()
    await pick("tirzepatide", desk)
    await desk.press(.addQuestion)
    await desk.type("rbaqy/?:")
    desk.expect("rbaqy/?:")
    await desk.keys("Esc", "Esc", "3")
    desk.expect("rbaqy/?:", "Intake · Avery Lindqvist")
    #expect(desk.transport.bodies.isEmpty)
  }
}
