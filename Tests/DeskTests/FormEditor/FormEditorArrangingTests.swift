import Care360
import Testing

@testable import Desk

@Suite struct FormEditorArrangingTests {
  static func threeQuestions() throws -> EditorDriver {
    var driver = try EditorDriver.withQuestion("one")
    for text in ["two", "three"] {
      driver.press(.addQuestion)
      driver.type(text)
    }
    return driver
  }

  func texts(_ driver: EditorDriver, _ label: String = "Question") -> [String] {
    driver.rows(label).map { if case .text(let field) = $0.kind { field.text } else { "" } }
  }

  @Test func aCopiedQuestionStandsBehindItsOriginalWithoutTheAnswer() throws {
    var driver = try EditorDriver.withSelect(3, options: ["yes", "no"])
    driver.input(.picked(1))
    driver.press(.addQuestion)
    driver.type("last")
    driver.go("Answer", 0)
    driver.press(.duplicateItem)
    #expect(driver.notice == "Question 1.1 was copied to 1.2, without its answer.")
    #expect(texts(driver) == ["Which?", "Which?", "last"])
    #expect(driver.focused?.number == "1.2")
    driver.go("Answer", 0)
    #expect(driver.selected == ["yes"])
    driver.go("Answer", 1)
    #expect(driver.selected == [])
    driver.input(.picked(2))
    driver.go("Answer", 0)
    #expect(driver.selected == ["yes"], "the copy is a question of its own")
    driver.press(.undo, .undo)
    #expect(texts(driver) == ["Which?", "last"])
    driver.press(.redo)
    #expect(texts(driver) == ["Which?", "Which?", "last"])
  }

  @Test func aCopiedProductKeepsFormAndAnswersAndAsksWhichProductItIs() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138 lbs")
    driver.go("Visit type")
    driver.input(.picked(5))
    driver.press(.duplicateItem)
    #expect(driver.rows("Product").map(\.words) == ["Semaglutide  \(EditorDriver.first)", "choose a product"])
    #expect(driver.focused == driver.row("Product", 1))
    driver.press(.reveal)
    #expect(texts(driver, "Answer") == ["138 lbs", "138 lbs"])
    driver.press(.reveal)
    #expect(driver.submitted() == nil, "a copy without a product id is never sent")
    driver.press(.back)
    driver.go("Product", 1)
    try driver.pick(EditorDriver.second, "Metformin")
    let products = driver.submitted()?["products"]?.array
    #expect(products?.map { $0["visitType"]?.string } == ["SYNC_VIDEO", "SYNC_VIDEO"])
    #expect(products?.map { $0["form"] }.count == 2)
  }

  @Test func questionsMoveWithTheFocusAndStopAtTheEnds() throws {
    var driver = try Self.threeQuestions()
    driver.go("Answer", 2)
    driver.type("3")
    driver.press(.moveItemUp)
    #expect(driver.notice == "It is now Question 1.2.")
    driver.press(.moveItemUp)
    #expect(texts(driver) == ["three", "one", "two"])
    #expect(texts(driver, "Answer") == ["3", "", ""])
    #expect(driver.focused == driver.row("Answer", 0))
    driver.press(.moveItemUp)
    #expect(driver.notice == "Question 1.1 is already the first one of the form.")
    driver.press(.moveItemDown)
    #expect(texts(driver) == ["one", "three", "two"])
    driver.press(.undo, .undo, .undo)
    #expect(texts(driver) == ["one", "two", "three"])
    driver.go("Answer", 2)
    driver.press(.moveItemDown)
    #expect(driver.notice == "Question 1.3 is already the last one of the form.")
  }

  @Test func aQuestionMovesOverTheEdgeIntoTheFormOfTheProductBesideIt() throws {
    var driver = try Self.threeQuestions()
    driver.go("Answer", 2)
    driver.type("3")
    driver.press(.addProduct)
    try driver.pick(EditorDriver.second, "Two")
    driver.go("Answer", 2)
    driver.press(.moveItemDown)
    #expect(driver.notice == "It is now Question 2.1.")
    #expect(driver.focused?.label == "Answer" && driver.text == "3", "the cursor goes along")
    driver.type("!")
    let forms = driver.submitted()?["products"]?.array?.map { $0["form"]?["questions"]?.array?.count }
    #expect(forms == [nil, 1], "unanswered ones are not sent")
    driver.press(.back)
    driver.go("Question", 0)
    driver.press(.moveItemDown, .moveItemDown)
    #expect(driver.notice == "It is now Question 2.1.")
    #expect(texts(driver) == ["two", "one", "three"])
    driver.press(.moveItemUp)
    #expect(driver.notice == "It is now Question 1.2.")
    #expect(texts(driver) == ["two", "one", "three"])
    driver.press(.undo, .undo, .undo)
    #expect(texts(driver) == ["one", "two", "three"])
    driver.press(.undo, .undo)
    driver.go("Answer", 2)
    #expect(driver.text == "3" && driver.focused?.number == "" && driver.rows("Question").last?.number == "1.3")
    driver.press(.redo, .redo, .redo, .redo, .redo)
    #expect(driver.rows("Question").map(\.number) == ["1.1", "1.2", "2.1"])
  }

  @Test func productsMoveAndAreSentInTheirOrder() throws {
    var driver = try EditorDriver()
    try driver.pick(EditorDriver.first, "One")
    driver.press(.addProduct)
    try driver.pick(EditorDriver.second, "Two")
    driver.press(.moveItemUp)
    #expect(driver.notice == "It is now Product 1.")
    driver.press(.moveItemUp)
    #expect(driver.notice == "Product 1 is already the first one.")
    let ids = driver.submitted()?["products"]?.array?.compactMap { $0["id"]?.string }
    #expect(ids == [EditorDriver.second, EditorDriver.first])
  }

  @Test func optionsMoveByTheirLineAndTheAnswerStays() throws {
    var driver = try EditorDriver.withSelect(2, options: ["a", "bb", "ccc"])
    driver.input(.picked(3))
    driver.go("Options")
    driver.press(.moveItemUp)
    #expect(driver.text == "a\nccc\nbb")
    driver.press(.moveItemUp, .moveItemUp)
    #expect(driver.notice == "This option is already the first one.")
    #expect(driver.text == "ccc\na\nbb")
    driver.press(.moveItemDown)
    #expect(driver.text == "a\nccc\nbb")
    driver.go("Answer")
    #expect(driver.selected == ["ccc"])
    driver.press(.undo, .undo, .undo)
    #expect(driver.text == "a\nbb\nccc")
  }

  @Test func theButtonsOfTheWholeFormSayWhereToGo() throws {
    var driver = try EditorDriver.withQuestion("a")
    driver.go("Review and submit")
    driver.press(.duplicateItem)
    #expect(driver.notice == "Move to the question or product to copy.")
    driver.press(.moveItemUp)
    #expect(driver.notice == "Move to the question, product or option to move.")
  }
}
