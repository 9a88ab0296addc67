import Testing

@testable import Desk
@testable import DeskLines

struct FormPagesTests {
  private func page(_ kind: EditorRow.Kind, problem: String? = nil) -> Page {
    FormPages.page(editor(kind, problem: problem), isReview: false)
  }

  private func text(
    _ text: String, placeholder: String = "", isMasked: Bool = false, isMultiline: Bool = false
  ) -> EditorRow.Kind {
    .text(
      TextFieldPresentation(
        text: text, cursor: 0, placeholder: placeholder, isMasked: isMasked, isMultiline: isMultiline))
  }

  private let next: [Input] = [.command(.nextField)]

  @Test func aFieldSaysItsPlaceItsValueAndItsProblem() {
    let page = page(text("3"), problem: "Take 1 to 12.")
    #expect(page.lines == ["Answer, Product 1 of 1", "Now: 3", "Problem: Take 1 to 12."])
    #expect(page.onEmpty == next)
  }

  @Test func aNoteBelowAFieldIsReadWithIt() {
    var editor = editor(text("", placeholder: "one option per line"))
    let place = editor.rows.firstIndex { $0.id == editor.focusedID } ?? 0
    var rows = Array(editor.rows)
    rows.insert(
      EditorRow(id: "n", label: "Answer", kind: .note([Span("no options to choose from yet", .muted)])), at: place + 1)
    editor.rows = EditorRows(rows)
    #expect(
      FormPages.page(editor, isReview: false).lines.suffix(2) == [
        "Expected: one option per line", "Answer: no options to choose from yet",
      ])
  }

  @Test func anEmptyFieldSaysWhatIsExpected() {
    #expect(
      page(text("", placeholder: "months")).lines == ["Answer, Product 1 of 1", "Now: empty", "Expected: months"])
    #expect(!page(text("3", placeholder: "months")).lines.contains("Expected: months"))
  }

  @Test func aMaskedTextIsNotRead() {
    let lines = page(text("hush", isMasked: true)).lines
    #expect(lines == ["Answer, Product 1 of 1", "Now: hidden"])
  }

  @Test func oneChoiceGoesOnAndSeveralStay() {
    let options = ["a", "b"].map { EditorOption(label: $0, isSelected: $0 == "b") }
    let one = page(.choice(options: options, isMultiple: false, cursor: 1))
    #expect(one.spoken.suffix(2) == ["1 a", "2 b, chosen"])
    #expect(
      one.choices.map(\.answer) == [
        .inputs([.moved(.up, page: 1), .toggled], then: next), .inputs([], then: next),
      ])
    #expect(one.cursor == nil)
    let several = page(.choice(options: options, isMultiple: true, cursor: 1))
    #expect(several.choices.map(\.answer.commands) == [[], []])
    #expect(several.cursor == 1)
    #expect(several.spoken.suffix(2) == ["1 a, off", "2 b, on"])
    #expect(several.onEmpty == next)
  }

  @Test func aButtonIsPressedByItsNumberAndTheLastOneIsNotPassed() {
    let first = FormPages.page(intake(focused: "p0.product"), isReview: false)
    #expect(first.spoken == ["Product, required, Product 1 of 1", "Now: not chosen", "1 choose a product"])
    #expect(first.prompt == "1 to choose a product, Enter leaves it empty (required)")
    #expect(first.choices.map(\.answer) == [.inputs([.command(.accept)])])
    #expect(first.onEmpty == next)
    let last = FormPages.page(intake(focused: "review"), isReview: false)
    #expect(last.spoken == ["Review and submit", "1 review and submit"])
    #expect(last.onEmpty == nil)
  }

  @Test(arguments: [
    ("none · Enter adds an empty one · :templates a template", "none", "1 to add a form, Enter goes on"),
    ("no question yet", "no question yet", "1 to take the form away, Enter goes on"),
    ("3 questions", "3 questions", "Enter goes on"),
  ]) func aFormIsAddedOrTakenAwayWhileItIsEmpty(_ value: String, _ now: String, _ prompt: String) {
    let rows = [EditorRow(id: "p0.form", label: "Form", kind: .button(value: value))] + intake(focused: nil).rows
    let page = FormPages.page(editor(rows, focused: "p0.form"), isReview: false)
    #expect(page.lines.last == "Now: \(now)")
    #expect(page.prompt == prompt)
    #expect(page.choices.isEmpty == (prompt == "Enter goes on"))
  }

  @Test func aProductIsSaidByItsNameAndByItsIdWhereItHasNone() {
    func now(_ value: String) -> String? {
      let row = EditorRow(id: "p0.product", label: "Product", kind: .button(value: value))
      return FormPages.page(editor([row] + intake(focused: nil).rows, focused: "p0.product"), isReview: false).lines
        .last
    }
    #expect(now("Lab panel  8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6") == "Now: Lab panel")
    #expect(now("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6") == "Now: 8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
  }

  @Test func anAnswerIsAskedForWithItsQuestion() {
    let page = FormPages.page(intake(focused: "p0.q1.answer", chosen: ["gout"], other: ""), isReview: false)
    #expect(
      page.spoken == [
        "1.1 Which of these do you have?",
        "Choose several, choose up to 2, required, health data, question 1 of 1, an answer in other words can be given next",
        "1 asthma, off", "2 gout, on", "3 none of these, off",
      ])
    #expect(page.prompt == "Numbers switch, Enter keeps it")
    let empty = FormPages.page(intake(focused: "p0.q1.answer", isMultiple: false, isRequired: false), isReview: false)
    #expect(empty.lines[1] == "Choose one, choose up to 2, not required, health data, question 1 of 1")
    #expect(empty.prompt == "A number chooses, Enter leaves it empty")
    let other = FormPages.page(intake(focused: "p0.q1.other", other: ""), isReview: false)
    #expect(other.lines.first == "1.1 Which of these do you have?")
    #expect(other.lines[2] == "An answer in other words than the options:")
  }

  @Test func theWordingOfAQuestionIsAskedForInWords() {
    let page = FormPages.page(intake(focused: "p0.q1.text"), isReview: false)
    #expect(page.lines.first == "1.1 Question, in words, question 1 of 1")
  }

  @Test func theListSaysAQuestionAndItsAnswerOnce() {
    let form = intake(focused: "review", chosen: ["asthma", "gout"], other: "")
    #expect(
      FormPages.list(form) == [
        "Product 1 of 1", "1 Product, required: not chosen",
        "5 1.1 Which of these do you have?, required, choose up to 2, health data: asthma; gout",
        "6 1.1 Which of these do you have?, in other words: empty", "7 Review and submit",
      ])
    #expect(FormPages.step(toField: 5, in: form) == .field("p0.q1.answer"))
  }

  @Test func aFormWithoutACursorListsItsFields() {
    let page = FormPages.page(editor(Array(editor(text("3")).rows), focused: nil), isReview: false)
    #expect(page.spoken.isEmpty)
    #expect(page.prompt == ":fields lists the fields")
  }

  @Test func theListNumbersWhatCanBeFilledIn() {
    let form = editor(
      [
        EditorRow(id: "h", label: "Product 1 of 1", kind: .heading),
        EditorRow(id: "n", label: "Answer", kind: .note([Span("no options"), Span("  yet")])),
        EditorRow(id: "a", number: "1.1", label: "Question", marks: [Span("* required")], kind: text("How  tall?")),
        EditorRow(id: "b", label: "Answer", kind: .hidden, problem: "It is required."),
        EditorRow(id: "c", label: "Review", kind: .button(value: "")),
      ], focused: "a")
    #expect(
      FormPages.list(form) == [
        "Product 1 of 1", "Answer: no options yet", "1 1.1 Question, required: How  tall?",
        "2 Answer: hidden. Problem: It is required.", "3 Review",
      ])
    #expect(FormPages.step(toField: 2, in: form) == .field("b"))
    #expect(FormPages.step(toField: 0, in: form) == nil)
    #expect(FormPages.step(toField: 4, in: form) == nil)
  }

  @Test func theOpeningNamesTheFormAndHowItIsKept() {
    let lines = FormPages.opening(editor(text("")))
    #expect(lines.prefix(3) == ["Intake", "NOT SAVED", "The case is closed."])
    #expect(lines.last?.contains(":fields lists everything") == true)
  }

  @Test func theReviewReadsEverythingAndTypesNothing() {
    let form = editor(
      [
        EditorRow(id: "h", label: "Tirzepatide", kind: .heading),
        EditorRow(id: "q", label: "How tall?", kind: .hidden, problem: "It is required."),
        EditorRow(id: "b", label: "Send", kind: .button(value: "1 product")),
      ], focused: "q")
    let page = FormPages.page(form, isReview: true)
    #expect(
      page.spoken == [
        "Intake", "NOT SAVED", "The case is closed.", "Tirzepatide", "How tall?: hidden. Problem: It is required.",
        "1 Send: 1 product", "2 show or hide the answers",
      ])
    #expect(page.choices.map(\.answer.commands) == [[.accept], [.revealAll]])
    #expect(page.onEmpty == [.command(.back)])
    #expect(page.text == .none)
  }
}
