import Care360
import Testing

@testable import Desk

@Suite struct FormEditorQuestionTests {
  @Test func aNewQuestionIsOptionalTextAndHealthData() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    #expect(driver.row("Question")?.number == "1.1")
    driver.go("Type")
    #expect(driver.selected == ["text"])
    driver.go("Handling")
    #expect(driver.selected == ["health data"])
    #expect(driver.row("Answer")?.marks == [Span("health data", .phi), Span("optional · left out when empty", .muted)])
    #expect(driver.row("Answer")?.state == .empty)
  }

  @Test func whatIsAskedIsFoldedWhileAnswersAreGiven() throws {
    var driver = try EditorDriver.withSelect(3, options: ["yes", "no"])
    let settings = ["Type", "Handling", "Options"]
    func isFolded(_ number: Int = 0) -> [Bool?] { (["Question"] + settings).map { driver.row($0, number)?.isFolded } }
    let (allFolded, noneFolded): ([Bool?], [Bool?]) = ([true, true, true, true], [false, false, false, false])
    driver.go("Answer")
    #expect(isFolded() == allFolded && driver.row("Answer")?.isFolded == false)
    #expect(driver.row("Answer")?.brief?.number == "1.1" && driver.row("Answer")?.brief?.words == "Which?")
    for label in ["Question"] + settings {
      driver.go(label)
      #expect(isFolded() == noneFolded, "the focus is on \(label)")
    }
    driver.press(.addQuestion)
    #expect(isFolded() == allFolded)
    #expect(driver.row("Question", 1)?.isFolded == false && driver.row("Type", 1)?.isFolded == false)
    driver.go("Answer", 0)
    #expect(driver.row("Type", 1)?.isFolded == false, "a question without a text is still being written")
  }

  @Test func aQuestionIsGoneToByItsNumberFromTheReviewAsWell() throws {
    var driver = try EditorDriver.withSelect(3, options: ["yes", "no"])
    driver.press(.addQuestion)
    driver.type("Height?")
    driver.input(.field("1.1"))
    #expect(driver.focused == driver.row("Answer", 0))
    driver.press(.review)
    driver.input(.field("1.2"))
    #expect(driver.focused == driver.row("Answer", 1))
    driver.input(.field("1.3"))
    #expect(driver.notice == "There is no question 1.3.")
    #expect(driver.focused == driver.row("Answer", 1))
  }

  @Test func goingOnFromAnAnswerLeadsToTheNextAnswerAndTheWordingIsReachedOnPurpose() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.press(.addQuestion)
    driver.type("Height?")
    driver.go("Answer", 0)
    driver.type("138 lbs")
    for command in [Command.nextField, .accept] {
      driver.go("Answer", 0)
      driver.press(command)
      driver.type("x")
      #expect(driver.focused == driver.row("Answer", 1) && driver.text?.hasSuffix("x") == true)
    }
    driver.input(.edited(.lineUp))
    #expect(driver.focused == driver.row("Answer", 0))
    driver.press(.nextField, .editQuestion)
    #expect(driver.text == "Height?")
    driver.press(.nextField)
    #expect(driver.focused?.label == "Type")
    driver.press(.previousField, .editQuestion)
    #expect(driver.focused == driver.row("Answer", 1))
    driver.go("Title")
    driver.press(.editQuestion)
    #expect(driver.notice == "Move to the question to change.")
  }

  @Test func healthDataIsShownWhileItIsTypedAndElseWhenItIsRevealed() throws {
    var driver = try EditorDriver.withSelect(3, options: ["yes", "no"])
    driver.input(.picked(1))
    driver.press(.addQuestion)
    driver.type("Weight?")
    driver.go("Answer", 1)
    driver.type("138 lbs")
    #expect(driver.text == "138 lbs" && driver.row("Answer", 0)?.kind == .hidden)
    #expect(driver.row("Answer", 0)?.state == .answered)
    driver.press(.editQuestion)
    #expect(driver.row("Answer", 1)?.kind == .hidden)
    driver.press(.reveal)
    #expect(driver.row("Answer", 0)?.kind != .hidden && driver.row("Answer", 1)?.kind != .hidden)
    driver.press(.reveal)
    driver.go("Answer", 1)
    #expect(driver.editor.presentation(hasFocus: false).rows.filter { $0.kind == .hidden }.count == 2)
    driver.press(.revealAll)
    driver.editor.maskAll()
    #expect(driver.row("Answer", 0)?.kind == .hidden)
    driver.go("Handling", 1)
    driver.input(.picked(2))
    driver.go("Title")
    #expect(driver.row("Answer", 1)?.kind != .hidden, "what is no health data is not masked")
    #expect(driver.row("Answer", 0)?.kind == .hidden)
  }

  @Test func anEmptyAnswerHasNothingToHide() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true))
    driver.go("Title")
    #expect(driver.row("Answer")?.kind != .hidden && driver.row("Other")?.kind != .hidden)
    driver.go("Other")
    driver.type("asthma")
    #expect(driver.row("Answer")?.kind != .hidden, "the whole answer is being given")
    driver.go("Title")
    #expect(driver.row("Answer")?.kind == .hidden && driver.row("Other")?.kind == .hidden)
  }

  @Test func goingFromTheOptionsToOtherWordsLeavesNoAnswerYet() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true))
    driver.editor.draft.products[0].editForm { $0.questions[0].isRequired = true }
    driver.press(.nextField)
    #expect(driver.focused?.label == "Other" && driver.row("Answer")?.problem == nil)
    driver.press(.nextField)
    #expect(driver.row("Answer")?.problem == "This question is required.")
  }

  @Test func whatIsAddedAfterACheckIsNew() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Handling")
    driver.input(.picked(1))
    driver.press(.checkAll)
    #expect(driver.row("Answer")?.problem != nil)
    driver.press(.addProduct)
    #expect(driver.row("Product", 1)?.problem == nil)
    driver.editor.apply(FormTemplateTests.template)
    #expect(driver.row("Answer", 1)?.state == .empty && driver.row("Answer", 1)?.problem == nil)
  }

  @Test func aSettingWithAProblemIsNeverFoldedAway() throws {
    var driver = try EditorDriver.withSelect(2, options: ["same", "same"])
    driver.go("Answer")
    #expect(driver.row("Options")?.isFolded == false && driver.row("Options")?.problem != nil)
    #expect(driver.row("Type")?.isFolded == true)
  }

  @Test func requiredShowsTheWordAndBlocksWithoutAnAnswer() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Handling")
    driver.input(.picked(1))
    #expect(driver.row("Answer")?.marks.first == Span("* required", .required))
    driver.go("Answer")
    driver.type("  ")
    #expect(driver.row("Answer")?.problem == nil)
    driver.press(.nextField)
    #expect(driver.row("Answer")?.problem == "This question is required.")
    #expect(driver.row("Answer")?.state == .invalid)
    #expect(driver.submitted() == nil)
    driver.press(.back)
    driver.go("Answer")
    driver.type("138 lbs")
    #expect(driver.row("Answer")?.state == .answered)
    #expect(driver.submitted() != nil)
  }

  @Test func onlyAnsweredQuestionsAreSentAndTheRestIsCounted() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138 lbs")
    driver.press(.addQuestion)
    driver.type("Height?")
    let json = driver.submitted()
    let questions = json?["products"]?.array?.first?["form"]?["questions"]?.array
    #expect(questions?.count == 1)
    #expect(questions?.first?["question"]?.string == "Weight?")
    #expect(questions?.first?["answer"]?.string == "138 lbs")
    #expect(questions?.first?["type"]?.string == "TEXT")
    #expect(questions?.first?["phi"]?.bool == true)
    #expect(driver.row("left out: 1")?.words == "optional, without an answer: 1.2")
  }

  @Test func severalAnswersGoOutAsOneStringInTheOrderOfTheOptions() throws {
    var driver = try EditorDriver.withSelect(3, options: ["  Asthma ", "", "Gout", "Hay \"fever\""])
    driver.input(.picked(3))
    driver.input(.picked(1))
    #expect(driver.selected == ["Asthma", "Hay \"fever\""])
    let question = driver.submitted()?["products"]?.array?.first?["form"]?["questions"]?.array?.first
    #expect(question?["type"]?.string == "MULTISELECT")
    #expect(question?["options"]?.array?.compactMap(\.string) == ["Asthma", "Gout", "Hay \"fever\""])
    let answer = try #require(question?["answer"]?.string)
    #expect(MultiSelectAnswer.decoded(answer) == ["Asthma", "Hay \"fever\""])
  }

  @Test func oneAnswerReplacesTheOtherAndCanBeTakenBack() throws {
    var driver = try EditorDriver.withSelect(2, options: ["yes", "no"])
    driver.input(.picked(1))
    driver.go("Answer")
    driver.input(.picked(2))
    driver.go("Answer")
    #expect(driver.selected == ["no"])
    driver.input(.toggled)
    #expect(driver.selected.isEmpty)
    driver.input(.toggled)
    let question = driver.submitted()?["products"]?.array?.first?["form"]?["questions"]?.array?.first
    #expect(question?["answer"]?.string == "no")
    #expect(question?["type"]?.string == "SINGLESELECT")
  }

  @Test func noneOfTheAboveClearsTheRestAndTheRestClearsIt() throws {
    var driver = try EditorDriver.withSelect(3, options: ["Asthma", "Gout", "NONE of the above, ever"])
    driver.input(.picked(1))
    driver.input(.picked(2))
    driver.input(.picked(3))
    #expect(driver.selected == ["NONE of the above, ever"])
    driver.input(.picked(2))
    #expect(driver.selected == ["Gout"])
  }

  @Test func digitsPickOnlyInListsOfUpToNine() throws {
    var driver = try EditorDriver.withSelect(2, options: (1...10).map { "option \($0)" })
    driver.input(.picked(2))
    #expect(driver.selected.isEmpty)
    driver.input(.moved(.down, page: 10))
    driver.input(.toggled)
    #expect(driver.selected == ["option 2"])
  }

  @Test func anAnswerWhoseOptionWentAwayStaysMarkedAndBlocks() throws {
    var driver = try EditorDriver.withSelect(2, options: ["yes", "no"])
    driver.input(.picked(2))
    driver.go("Options")
    driver.input(.edited(.deleteBackward))
    driver.go("Answer")
    #expect(driver.selected == ["no (no longer an option)"])
    driver.press(.nextField)
    #expect(driver.row("Answer")?.problem?.contains("no longer among the options") == true)
    #expect(driver.submitted() == nil)
    driver.press(.back)
    driver.go("Answer")
    driver.input(.picked(3))
    #expect(driver.selected.isEmpty)
    #expect(driver.row("Answer")?.problem == nil)
  }

  @Test func takingOutTheLastStrayAnswerLeavesTheCursorOnAField() throws {
    var driver = try EditorDriver.withSelect(2, options: ["no"])
    driver.input(.picked(1))
    driver.go("Options")
    driver.input(.edited(.deleteToLineStart))
    driver.go("Answer")
    driver.input(.toggled)
    #expect(driver.row("Answer")?.words == "no options to choose from yet")
    #expect(driver.focused != nil)
    #expect(driver.editor.isDirty)
  }

  @Test func equalOptionsAreAProblemAndListedOnceToChooseFrom() throws {
    let driver = try EditorDriver.withSelect(3, options: ["yes", " yes", "no"])
    #expect(driver.row("Options")?.problem == "Two options are the same.")
    guard case .choice(let options, true, _)? = driver.focused?.kind else {
      Issue.record("no choice")
      return
    }
    #expect(options.map(\.label) == ["yes", "no"])
  }

  @Test func aChoiceWithoutOptionsIsAProblem() throws {
    var driver = try EditorDriver.withQuestion("Which?")
    driver.go("Type")
    driver.input(.picked(3))
    driver.press(.nextField, .nextField, .nextField)
    #expect(driver.row("Options")?.problem == "List the options, one per line.")
  }

  @Test func changingTheTypeAndBackKeepsTheAnswer() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138 lbs")
    driver.go("Type")
    driver.input(.picked(2))
    #expect(driver.row("Answer")?.state != .answered)
    driver.input(.picked(1))
    driver.go("Answer")
    #expect(driver.text == "138 lbs")
  }

  @Test func anAnsweredQuestionWithoutATextIsAProblemABlankOneIsNot() throws {
    var driver = try EditorDriver.withQuestion()
    #expect(driver.submitted() != nil)
    driver.press(.back)
    driver.go("Answer")
    driver.type("138")
    #expect(driver.submitted() == nil)
    #expect(driver.row("Question 1.1")?.words == "The question has no text.")
  }

  @Test func theQuestionListSaysTheStateOfEachAndLeadsThere() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138")
    driver.press(.addQuestion)
    driver.type("Height?")
    driver.go("Handling", 1)
    driver.input(.picked(1))
    driver.press(.addQuestion)
    driver.type("Sleep?")
    driver.go("Answer", 1)
    driver.press(.nextField)
    driver.press(.questionList)
    #expect(driver.outcomes == [.showQuestions])
    let rows = driver.editor.questionRows
    #expect(rows.map { $0.trailing?.text } == ["answered", "invalid", "empty"])
    #expect(rows.map { $0.spans.first?.text } == ["1.1 ", "1.2 ", "1.3 "])
    driver.editor.jump(to: rows[0].id)
    #expect(driver.text == "138")
  }

  @Test func nextUnansweredGoesAroundAndSaysWhenThereIsNone() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.press(.addQuestion)
    driver.type("Height?")
    driver.press(.nextUnanswered)
    #expect(driver.focused == driver.row("Answer", 0))
    driver.type("138")
    driver.press(.nextUnanswered)
    #expect(driver.focused == driver.row("Answer", 1))
    driver.type("170")
    driver.press(.nextUnanswered)
    #expect(driver.notice == "Every question is answered.")
  }
}
