import Care360
import Testing

@testable import Desk

@Suite struct FormEditorFieldTests {
  @Test func aNewEditorAsksForAProductAndSaysItIsNotSaved() throws {
    let driver = try EditorDriver()
    let presentation = driver.editor.presentation
    #expect(presentation.title == "Intake · Avery Lindqvist ADA-TOSXM")
    #expect(presentation.badge == Span("NOT SAVED (memory only)", .warning))
    #expect(
      presentation.rows.map(\.label) == [
        "Product 1 of 1", "Product", "Visit type", "Subscription", "Form", "Add product", "Review and submit",
      ])
    #expect(driver.focused?.label == "Product")
    #expect(driver.editor.context == .editorChoice)
    #expect(!driver.editor.isDirty)
    #expect(presentation.rows.allSatisfy { $0.problem == nil })
  }

  @Test func enterOnTheProductOpensThePickerAndThePickIsShown() throws {
    var driver = try EditorDriver()
    driver.press(.accept)
    #expect(driver.outcomes == [.pickProduct])
    try driver.pick(EditorDriver.first, "Semaglutide")
    #expect(driver.row("Product")?.words == "Semaglutide  \(EditorDriver.first)")
    #expect(driver.row("Product")?.state == .answered)
    #expect(driver.editor.isDirty)
  }

  @Test func aPickAwayFromAProductRowFillsAnEmptyProductOrAddsOne() throws {
    var driver = try EditorDriver()
    driver.go("Review and submit")
    try driver.pick(EditorDriver.first, "One")
    driver.go("Review and submit")
    try driver.pick(EditorDriver.second, "Two")
    #expect(driver.rows("Product").map(\.state) == [.answered, .answered])
    #expect(driver.row("Product 2 of 2")?.kind == .heading)
  }

  @Test func tabMovesByFieldsAndStopsAtTheEnds() throws {
    var driver = try EditorDriver()
    driver.press(.previousField)
    #expect(driver.focused?.label == "Product")
    driver.press(.nextField)
    #expect(driver.focused?.label == "Visit type")
    for _ in 0..<20 { driver.press(.nextField) }
    #expect(driver.focused?.label == "Review and submit")
  }

  @Test func arrowsMoveInAChoiceAndLeaveItAtItsEnds() throws {
    var driver = try EditorDriver()
    driver.go("Visit type")
    for _ in 0..<4 { driver.input(.moved(.down, page: 10)) }
    driver.input(.toggled)
    #expect(driver.selected == ["video visit"])
    driver.input(.edited(.right))
    #expect(driver.focused?.label == "Subscription")
    driver.input(.moved(.up, page: 10))
    #expect(driver.focused?.label == "Visit type")
    // The cursor comes back to what is chosen.
    guard case .choice(_, _, let cursor)? = driver.focused?.kind else {
      Issue.record("no choice")
      return
    }
    #expect(cursor == 4)
  }

  @Test func aSubscriptionHasACountAndWithoutOneThereIsNoSuchField() throws {
    var driver = try EditorDriver()
    driver.go("Subscription")
    driver.input(.picked(4))
    #expect(driver.selected == ["month"])
    driver.press(.nextField)
    #expect(driver.focused?.label == "Number of months")
    driver.go("Subscription")
    driver.input(.picked(1))
    #expect(driver.row("Number of months") == nil)
  }

  @Test(arguments: ["", "0", "-1", "+3", "1 2", "three", "2147483648", "1000000000000", "１２"])
  func aCountThatCannotBeSentIsSaidOnLeavingTheField(_ text: String) throws {
    var driver = try EditorDriver.withQuestion()
    driver.go("Subscription")
    driver.input(.picked(4))
    driver.press(.nextField)
    driver.type(text)
    #expect(driver.focused?.problem == nil)
    driver.press(.nextField)
    #expect(driver.row("Number of months")?.problem != nil)
    #expect(driver.row("Number of months")?.state == .invalid)
    #expect(driver.submitted() == nil)
  }

  @Test(arguments: [("3", 3), (" 12 ", 12), ("2147483647", 2_147_483_647)])
  func aCountInRangeIsSent(_ text: String, _ count: Int64) throws {
    var driver = try EditorDriver.withQuestion()
    driver.go("Subscription")
    driver.input(.picked(4))
    driver.press(.nextField)
    driver.type(text)
    let product = driver.submitted()?["products"]?.array?.first
    #expect(product?["subscription"]?["interval"]?.string == "month")
    #expect(product?["subscription"]?["intervalCount"]?.integer == count)
  }

  @Test func enterIsTheNextFieldAndLineBreaksNeedTheirOwnKey() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    #expect(driver.editor.context == .editorText(isMultiline: false))
    driver.input(.pasted("a\nb"))
    #expect(driver.text == "Weight?a b")
    driver.go("Answer")
    #expect(driver.editor.context == .editorText(isMultiline: true))
    driver.type("138")
    driver.input(.edited(.newline))
    driver.type("lbs")
    #expect(driver.text == "138\nlbs")
    driver.press(.accept)
    #expect(driver.focused?.label == "Add question")
  }

  @Test func upAndDownMoveInALongAnswerAndLeaveItAtItsEnds() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.input(.pasted("one\ntwo"))
    driver.input(.edited(.lineUp))
    #expect(driver.focused?.label == "Answer")
    driver.input(.edited(.lineUp))
    #expect(driver.focused?.label == "Description", "how it is asked is passed over")
  }

  @Test func pasteOutsideATextFieldIsIgnoredAndSaid() throws {
    var driver = try EditorDriver()
    let before = driver.editor.presentation
    driver.input(.pasted("\(EditorDriver.first)\n"))
    #expect(driver.notice == "You can paste only into text fields.")
    #expect(driver.editor.presentation == before)
  }

  @Test func commandsOfOtherPlacesDoNothing() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    let before = driver.editor.presentation
    for command: Command in [.refill, .changeBundle, .quit, .help, .palette, .copy, .confirm] {
      driver.press(command)
      #expect(driver.outcomes.isEmpty)
    }
    #expect(driver.editor.presentation == before)
  }

  @Test func leavingParksAndDiscardingAsks() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.press(.back)
    #expect(driver.outcomes == [.parked])
    driver.press(.discardDraft)
    #expect(driver.outcomes == [.discardRequested])
    #expect(driver.text == "Weight?")
    driver.press(.saveDraft)
    #expect(driver.outcomes == [.saveRequested])
  }

  @Test func theParkedLineNamesPatientCaseAndProgress() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    #expect(driver.editor.summary == "Avery L. ADA-TOSXM 0/1")
    driver.go("Answer")
    driver.type("138")
    driver.press(.addQuestion)
    #expect(driver.editor.summary == "Avery L. ADA-TOSXM 1/2")
    #expect(driver.editor.progress == (1, 2))
  }
}
