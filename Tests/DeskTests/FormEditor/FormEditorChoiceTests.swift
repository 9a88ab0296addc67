import Care360
import Testing

@testable import Desk

/// Rules of a choice that templates give, and long lists.
@Suite struct FormEditorChoiceTests {
  static let drugs = (1...40).map { "drug \($0)" } + ["Aspirin", "aspirin plus"]

  func answer(_ json: JSONValue?) -> String? {
    json?["products"]?.array?.first?["form"]?["questions"]?.array?.first?["answer"]?.string
  }

  func options(_ json: JSONValue?) -> [String]? {
    json?["products"]?.array?.first?["form"]?["questions"]?.array?.first?["options"]?.array?.compactMap(\.string)
  }

  // MARK: Long lists

  @Test func typingFiltersALongListAndSpaceSwitches() throws {
    var driver = try EditorDriver.withSelect(3, options: Self.drugs)
    #expect(driver.editor.context == .editorLongChoice)
    #expect(driver.focused?.filterCount == nil)
    driver.type("ASP")
    #expect(driver.focused?.filter?.text == "ASP")
    #expect(driver.focused?.filterCount == "2 of \(Self.drugs.count)")
    guard case .choice(let shown, _, let cursor) = try #require(driver.focused).kind else {
      Issue.record("it is no choice")
      return
    }
    #expect(shown.map(\.label) == ["Aspirin", "aspirin plus"] && cursor == 0)
    driver.input(.moved(.down, page: 5))
    driver.input(.toggled)
    #expect(driver.selected == ["aspirin plus"])
    driver.input(.edited(.deleteToLineStart))
    #expect(driver.selected == ["aspirin plus"])
    #expect(driver.focused?.filter?.text == "")
    driver.press(.undo)
    #expect(driver.selected == [])
  }

  @Test func escEmptiesTheFilterFirstAndLeavingItForgetsIt() throws {
    var driver = try EditorDriver.withSelect(2, options: Self.drugs)
    driver.type("zzz")
    #expect(driver.focused?.kind == .choice(options: [], isMultiple: false, cursor: 0))
    driver.input(.toggled)
    driver.input(.moved(.up, page: 5))
    driver.go("Answer")
    driver.type("zzz")
    driver.press(.back)
    #expect(driver.outcomes.isEmpty)
    #expect(driver.focused?.filter?.text == "")
    driver.type("z")
    driver.press(.nextField, .previousField)
    #expect(driver.focused?.filter?.text == "")
    driver.press(.back)
    #expect(driver.outcomes == [.parked])
  }

  @Test func aShortListHasNoFilter() throws {
    var driver = try EditorDriver.withSelect(2, options: (1...9).map { "option \($0)" })
    #expect(driver.editor.context == .editorChoice && driver.focused?.filter == nil)
    driver.input(.picked(9))
    driver.go("Answer")
    #expect(driver.selected == ["option 9"])
  }

  // MARK: Rules

  @Test(arguments: [
    (ChoiceRules(least: 2), "choose 2 or more"), (ChoiceRules(most: 2), "choose up to 2"),
    (ChoiceRules(least: 1, most: 2), "choose 1 to 2"), (ChoiceRules(least: 2, most: 2), "choose 2"),
  ])
  func limitsAreShown(_ rules: ChoiceRules, _ words: String) throws {
    let driver = try EditorDriver.withChoice(rules)
    #expect(driver.focused?.marks.contains(Span(words, .label)) == true)
  }

  @Test func limitsHoldOnceAnythingIsChosen() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(least: 2, most: 2, exclusive: ["maybe"]))
    #expect(driver.submitted() != nil, "an optional question may be left out")
    driver.press(.back)
    driver.input(.picked(1))
    driver.press(.checkAll)
    #expect(driver.row("Answer")?.problem == "Choose at least 2.")
    driver.input(.picked(2))
    #expect(driver.row("Answer")?.problem == nil)
    driver.editor.draft.products[0].editForm { $0.questions[0].rules.most = 1 }
    #expect(driver.row("Answer")?.problem == "Choose no more than 1.")
    driver.input(.picked(3))
    #expect(driver.selected == ["maybe"])
    #expect(driver.row("Answer")?.problem == nil, "an answer that excludes the rest is enough")
  }

  @Test func anotherAnswerGoesOutAmongTheOptions() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true))
    driver.input(.picked(2))
    driver.go("Other")
    driver.type("  it depends ")
    let json = driver.submitted()
    #expect(answer(json).flatMap(MultiSelectAnswer.decoded) == ["no", "it depends"])
    #expect(options(json) == ["yes", "no", "maybe", "it depends"])
    driver.press(.revealAll)
    #expect(driver.row("Which?")?.words == "no; it depends")
  }

  @Test func anotherAnswerAloneAnswersASingleChoiceAndTwoDoNot() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true), type: 2)
    driver.go("Other")
    driver.type("it depends")
    #expect(answer(driver.submitted()) == "it depends")
    driver.press(.back)
    driver.go("Answer")
    driver.input(.picked(1))
    #expect(driver.submitted() == nil)
    driver.press(.back)
    #expect(driver.row("Other")?.problem == "Choose an option or write another answer, not both.")
    driver.go("Other")
    driver.input(.replaced("yes"))
    #expect(driver.row("Other")?.problem == "This is one of the options: choose it there.")
  }

  @Test func anAnswerInOtherWordsDoesNotGoWithOneThatExcludesTheRest() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true, exclusive: ["no"]))
    driver.input(.picked(1))
    driver.input(.picked(2))
    #expect(driver.selected == ["no"])
    driver.go("Other")
    driver.type("but")
    #expect(driver.submitted() == nil)
    driver.press(.back)
    #expect(driver.row("Answer")?.problem == "“no” cannot be combined with other answers.")
  }

  @Test func withoutTheRuleAnotherAnswerHasNoFieldAndIsNotSent() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true), type: 2)
    driver.go("Other")
    driver.type("it depends")
    driver.editor.draft.products[0].editForm { $0.questions[0].rules = ChoiceRules() }
    #expect(driver.row("Other") == nil)
    #expect(driver.row("Answer")?.state == .empty)
  }
}
