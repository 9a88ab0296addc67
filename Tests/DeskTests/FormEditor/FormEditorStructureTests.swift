import Care360
import TestSupport
import Testing

@testable import Desk

@Suite struct FormEditorStructureTests {
  @Test func addingAProductAsksForThePickerAndUsesAnEmptyOneFirst() throws {
    var driver = try EditorDriver()
    driver.press(.addProduct)
    #expect(driver.outcomes == [.pickProduct])
    #expect(driver.rows("Product").count == 1)
    try driver.pick(EditorDriver.first, "One")
    driver.press(.addProduct)
    #expect(driver.rows("Product").count == 2)
    #expect(driver.focused == driver.row("Product", 1))
  }

  @Test func aQuestionIsAddedAfterTheFocusedOneAndNumbersFollow() throws {
    var driver = try EditorDriver.withQuestion("first")
    driver.press(.addQuestion)
    driver.type("third")
    driver.go("Question", 0)
    driver.press(.addQuestion)
    driver.type("second")
    #expect(driver.rows("Question").map(\.number) == ["1.1", "1.2", "1.3"])
    #expect(driver.focused?.number == "1.2")
  }

  @Test func anEmptyFormComesAndGoesWithEnterAFullOneDoesNot() throws {
    var driver = try EditorDriver()
    driver.go("Form")
    driver.press(.accept)
    #expect(driver.row("Title") != nil)
    driver.press(.accept)
    #expect(driver.row("Title") == nil)
    driver.press(.addQuestion)
    driver.go("Form")
    driver.press(.accept)
    #expect(driver.notice == "This form is not empty: the delete command removes it.")
    #expect(driver.row("Question") != nil)
    driver.press(.deleteItem)
    #expect(driver.row("Question") == nil)
    driver.press(.undo)
    #expect(driver.row("Question") != nil)
  }

  @Test func deletingAQuestionTakesItAloneAndUndoBringsItBack() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.press(.addQuestion)
    driver.type("Height?")
    driver.go("Answer", 0)
    driver.press(.deleteItem)
    #expect(driver.notice == "Question 1.1 was removed; undo brings it back.")
    #expect(driver.rows("Question").count == 1)
    #expect(driver.focused != nil)
    driver.press(.undo)
    #expect(driver.rows("Question").count == 2)
    #expect(driver.focused == driver.row("Answer", 0))
  }

  @Test func deletingTheLastProductLeavesAnEmptyOne() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Visit type")
    driver.press(.deleteItem)
    #expect(driver.notice == "Product 1 was removed; undo brings it back.")
    #expect(driver.row("Product")?.words == "choose a product")
    driver.press(.undo)
    #expect(driver.row("Question") != nil)
  }

  @Test func deletingOnAButtonOfTheWholeFormSaysWhereToGo() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Review and submit")
    let before = driver.editor.presentation
    driver.press(.deleteItem)
    #expect(driver.notice == "Move to the question or product to remove.")
    #expect(driver.editor.presentation == before)
  }

  @Test func aTypedRunIsOneStep() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138 lbs")
    driver.press(.undo)
    #expect(driver.text == "")
    driver.press(.redo)
    #expect(driver.text == "138 lbs")
  }

  @Test func movingPastingAndDeletingEndATypedRun() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("ab")
    driver.input(.edited(.left))
    driver.type("c")
    driver.input(.pasted("PASTE"))
    driver.input(.edited(.deleteBackward))
    driver.input(.edited(.deleteBackward))
    var texts = [driver.text]
    for _ in 0..<4 {
      driver.press(.undo)
      texts.append(driver.text)
    }
    #expect(texts == ["acPASb", "acPASTEb", "acb", "ab", ""])
  }

  @Test func undoGoesBackToTheFieldThatChanged() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138")
    driver.go("Subscription")
    driver.press(.undo)
    #expect(driver.focused?.label == "Answer")
    #expect(driver.text == "")
  }

  @Test func typingAfterUndoForgetsWhatWasUndone() throws {
    var driver = try EditorDriver.withQuestion("a")
    driver.press(.undo)
    driver.type("b")
    driver.press(.redo)
    #expect(driver.notice == "Nothing to redo.")
    #expect(driver.text == "b")
  }

  @Test func nothingToUndoIsSaid() throws {
    var driver = try EditorDriver()
    driver.press(.undo)
    #expect(driver.notice == "Nothing to undo.")
  }

  @Test func tenThousandStepsCanBeUndone() throws {
    var driver = try EditorDriver.withQuestion("a")
    driver.go("Handling")
    for _ in 0..<9_990 { driver.input(.picked(1)) }
    for _ in 0..<9_990 { driver.press(.undo) }
    #expect(driver.notice == nil)
    driver.press(.undo, .undo, .undo)
    #expect(!driver.editor.isDirty)
  }

  /// Any edits, undos and redos: undoing everything restores the start, redoing everything the end.
  @Test(arguments: 0..<20) func undoingEverythingRestoresTheStart(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var driver = try EditorDriver()
    for _ in 0..<300 { try randomStep(&driver, &random) }
    // An edit of its own, so that nothing is left to redo.
    if driver.editor.context == .editorReview { driver.press(.back) }
    driver.press(.addQuestion)
    let end = driver.editor.draft
    var steps = 0
    while driver.notice != "Nothing to undo." {
      driver.press(.undo)
      steps += 1
      try #require(steps < 1_000)
    }
    #expect(!driver.editor.isDirty)
    while driver.notice != "Nothing to redo." {
      driver.press(.redo)
      steps -= 1
      try #require(steps > -1_000)
    }
    #expect(driver.editor.draft.hasSameContent(as: end))
  }

  private func randomStep(_ driver: inout EditorDriver, _ random: inout SeededGenerator) throws {
    let isRedoKept = random.below(2) == 0
    switch random.below(16) {
    case 0: driver.press(.addQuestion)
    case 1: driver.press(.addProduct)
    case 2: driver.press(.deleteItem)
    case 3: driver.press(.undo)
    case 4: driver.press(.undo, isRedoKept ? .redo : .nextField)
    case 5: try driver.pick(isRedoKept ? EditorDriver.first : EditorDriver.second, "Some")
    case 6: driver.input(.pasted("yes\nno\nNone of the above"))
    case 7: driver.input(.picked(1 + random.below(4)))
    case 8: driver.input(.toggled)
    case 9: driver.input(.edited(.deleteBackward))
    case 10: driver.press(.accept)
    case 11: driver.press(.previousField)
    default:
      driver.press(.nextField)
      driver.type("ab")
    }
    if driver.editor.context == .editorReview { driver.press(.back) }
    #expect(driver.focused != nil)
  }
}
