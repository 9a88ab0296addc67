import Care360
import Testing

@testable import Desk

/// Filling a form by digits, and the row that is left of a question.
@Suite struct FormEditorDigitTests {
  /// Three questions to choose from, the second of several options, the last of which clears the others.
  func form() throws -> EditorDriver {
    var driver = try EditorDriver()
    try driver.pick(EditorDriver.first, "Semaglutide")
    func question(_ text: String, _ type: QuestionType, _ options: [String]) -> FormTemplate.Question {
      FormTemplate.Question(
        text: text, type: type, isRequired: text != "Sleep?", isPHI: true, options: options, rules: ChoiceRules())
    }
    driver.editor.apply(
      FormTemplate(
        title: "T", description: "",
        questions: [
          question("Smoke?", .singleSelect, ["no", "yes"]),
          question("Which?", .multiSelect, ["asthma", "gout", "None of the above"]),
          question("Sleep?", .singleSelect, ["well", "badly"]),
        ]))
    driver.input(.field("1.1"))
    return driver
  }

  func briefs(_ driver: EditorDriver) -> [String] {
    driver.rows("Answer").compactMap { row in
      row.brief.map { "\($0.number) \($0.words) \($0.need?.text ?? "") \($0.value.text)" }
    }
  }

  @Test func aDigitAnswersASingleChoiceAndGoesOnToTheNextOpenQuestion() throws {
    var driver = try form()
    driver.input(.picked(2))
    #expect(driver.focused == driver.row("Answer", 1))
    driver.input(.picked(1))
    driver.input(.picked(2))
    #expect(driver.focused == driver.row("Answer", 1) && driver.selected == ["asthma", "gout"], "several stay")
    driver.press(.accept)
    #expect(driver.focused == driver.row("Answer", 2), "Enter goes on")
    driver.input(.picked(3))
    #expect(driver.focused == driver.row("Answer", 2), "there is no third option")
    driver.input(.field("1.1"))
    driver.input(.picked(1))
    #expect(driver.focused == driver.row("Answer", 2), "past the question that is answered")
    driver.input(.picked(1))
    #expect(driver.focused?.label == "Add question", "from the last one to the next field")
    driver.input(.field("1.3"))
    driver.input(.picked(1))
    #expect(driver.focused == driver.row("Answer", 2) && driver.selected.isEmpty, "an answer taken out is open again")
  }

  @Test func anAnswerThatIsLeftTakesOneRowThatSaysWhatBecameOfIt() throws {
    var driver = try form()
    #expect(briefs(driver) == ["1.1 Smoke? required ", "1.2 Which? required ", "1.3 Sleep? optional left out"])
    driver.input(.picked(2))
    driver.press(.accept)
    #expect(
      briefs(driver) == ["1.1 Smoke? required hidden", "1.2 Which? required no answer", "1.3 Sleep? optional left out"])
    #expect(driver.editor.presentation.title == "Intake · Avery Lindqvist ADA-TOSXM · 1 of 3")
    #expect(driver.editor.presentation.place == "question 3 of 3")
    driver.press(.reveal)
    #expect(briefs(driver).first == "1.1 Smoke? required yes")
    driver.editor.draft.products[0].editForm { $0.questions[0].chosen = ["yes", "no"] }
    #expect(briefs(driver).first == "1.1 Smoke? required to fix")
  }

  @Test func anOptionThatClearsOthersSaysHowMany() throws {
    var driver = try form()
    driver.input(.field("1.2"))
    driver.input(.picked(1))
    #expect(driver.outcomes.isEmpty)
    driver.input(.picked(2))
    driver.input(.picked(3))
    #expect(driver.outcomes == [.cleared(2)] && driver.selected == ["None of the above"])
    driver.press(.undo)
    #expect(driver.selected == ["asthma", "gout"])
    driver.input(.moved(.down, page: 1))
    driver.input(.picked(3))
    driver.input(.moved(.up, page: 1))
    driver.input(.toggled)
    #expect(driver.outcomes == [.cleared(1)] && driver.selected == ["gout"])
    driver.input(.toggled)
    #expect(driver.outcomes.isEmpty, "one that is taken out clears no other")
  }

  @Test func afterAQuestionIsDeletedTheLetterTypedNextChangesNoWording() throws {
    var driver = try EditorDriver.withSelect(2, options: ["yes", "no"])
    for text in ["Height?", "Weight?"] {
      driver.press(.addQuestion)
      driver.type(text)
    }
    driver.input(.field("1.1"))
    driver.press(.deleteItem)
    driver.type("x")
    #expect(driver.focused?.isAnswer == true && driver.text == "x")
    #expect(driver.editor.draft.products[0].form?.questions.map(\.text.text) == ["Height?", "Weight?"])
  }

  @Test func aProductWithoutAFormOffersATemplate() throws {
    var driver = try EditorDriver()
    try driver.pick(EditorDriver.first, "Semaglutide")
    #expect(
      driver.editor.presentation(hasFocus: true, templates: "Alt-T").rows.first { $0.label == "Form" }?.words
        == "none · Enter adds an empty one · Alt-T a template")
    driver.go("Form")
    driver.press(.accept)
    #expect(driver.row("Form")?.words == "no question yet")
  }
}
