import Testing

@testable import Desk
@testable import DeskLines

/// The words on an answer, on one that is left empty, and on options that go with it.
struct FormAnswersTests {
  private let answerID = "p0.q1.answer"

  /// The line that leads from one form to the other.
  private func said(_ line: String, from before: EditorPresentation, to after: EditorPresentation) -> [String] {
    var desk = LineDesk(directory: directory)
    _ = desk.spoken(shown(editor: before, focus: .form), isBusy: false)
    _ = desk.answer(line, shown(editor: before, focus: .form))
    let done = desk.done(shown(editor: after, focus: .form))
    // It is not read out a second time.
    #expect(desk.spoken(shown(editor: after, focus: .form), isBusy: false).isEmpty)
    return done
  }

  private func options(_ chosen: String..., isMultiple: Bool = true) -> EditorPresentation {
    intake(focused: answerID, chosen: chosen, isMultiple: isMultiple)
  }

  @Test func whatIsChosenAndWhatIsNotAnyMoreIsNamed() {
    #expect(said("1 2", from: options(), to: options("asthma", "gout")) == ["Chosen: asthma; gout"])
    #expect(said("2", from: options("asthma", "gout"), to: options("asthma")) == ["No longer chosen: gout"])
    #expect(
      said("1 2", from: options("gout"), to: options("asthma")) == ["Chosen: asthma", "No longer chosen: gout"])
  }

  @Test func optionsThatAreClearedAreNamedWithTheReason() {
    #expect(
      said("3", from: options("asthma", "gout"), to: options("none of these")) == [
        "Chosen: none of these",
        "Cleared 2 options: asthma; gout, because they do not go with “none of these”; :undo brings them back.",
      ])
    #expect(
      said("1", from: options("none of these"), to: options("asthma")).last
        == "Cleared 1 option: none of these, because it does not go with “asthma”; :undo brings it back.")
  }

  @Test func oneChoiceTakesThePlaceOfAnother() {
    #expect(
      said("1", from: options("gout", isMultiple: false), to: options("asthma", isMultiple: false)) == [
        "Chosen: asthma, in place of gout"
      ])
    let same = options("gout", isMultiple: false)
    #expect(said("2", from: same, to: same) == ["Kept: gout"])
    #expect(
      said(":clear", from: same, to: options(isMultiple: false)) == [
        "Nothing is chosen now; :undo brings the choice back."
      ])
  }

  @Test func undoSaysHowThingsAreNow() {
    #expect(said(":undo", from: options("gout"), to: options("asthma")) == ["Now: asthma"])
  }

  @Test func aNewProblemIsSaidWithTheAnswer() {
    let after = intake(focused: answerID, chosen: ["asthma"], problem: "Choose at least 2.")
    #expect(said("1", from: options(), to: after) == ["Chosen: asthma", "Problem: Choose at least 2."])
  }

  // MARK: Texts

  private func field(_ text: String, isHealthData: Bool = false) -> EditorPresentation {
    var form = intake(focused: isHealthData ? "p0.q1.other" : "p0.q1.text", other: "")
    let place = form.rows.firstIndex { $0.id == form.focusedID } ?? 0
    var rows = Array(form.rows)
    rows[place].kind = .text(TextFieldPresentation(text: text, cursor: 0, isMultiline: true))
    form.rows = EditorRows(rows)
    return form
  }

  @Test func aTextIsReadBackAndHealthDataIsCounted() {
    #expect(said("How?", from: field(""), to: field("How?")) == ["Entered: How?"])
    #expect(said("at all", from: field("How?"), to: field("How?\nat all")) == ["Entered, line 2: at all"])
    #expect(
      said("abc", from: field("", isHealthData: true), to: field("abc", isHealthData: true)) == [
        "Entered: 3 characters"
      ])
    let long = String(repeating: "a", count: 61)
    #expect(said(long, from: field(""), to: field(long)) == ["Entered: 61 characters"])
    #expect(said(":clear", from: field("a"), to: field("")) == ["Emptied; :undo brings it back."])
  }

  @Test func aQuestionThatIsGoneToOnceMoreTakesItsAnswerFromTheStart() {
    let form = shown(editor: field("How?"), focus: .form)
    var desk = LineDesk(directory: directory)
    _ = desk.spoken(form, isBusy: false)
    _ = desk.answer("How?", form)
    #expect(desk.answer("at all", form) == .inputs([.replaced("How?\nat all")]))
    _ = desk.answer(":1.1", form)
    #expect(desk.spoken(form, isBusy: false).first == "1.1 Question, in words, question 1 of 1")
    #expect(desk.answer("Why?", form) == .inputs([.replaced("Why?")]))
  }

  // MARK: Leaving

  /// The words when the field is left for the last one.
  private func left(_ form: EditorPresentation) -> [String] {
    var desk = LineDesk(directory: directory)
    _ = desk.spoken(shown(editor: form, focus: .form), isBusy: false)
    var next = form
    next.focusedID = "review"
    let lines = desk.spoken(shown(editor: next, focus: .form), isBusy: false)
    return lines.filter { !desk.question.spoken.contains($0) }
  }

  @Test func aRequiredAnswerThatIsSkippedIsAnnounced() {
    let words = "1.1 left empty: it is required, and :check-all and the review will name it."
    #expect(left(intake(focused: answerID)) == [words])
    #expect(left(intake(focused: "p0.q1.other", other: "")) == [words])
    #expect(left(intake(focused: answerID, isRequired: false)) == ["1.1 left empty."])
    #expect(
      left(intake(focused: "p0.product")) == [
        "Product left empty: it is required, and :check-all and the review will name it."
      ])
  }

  @Test func anAnswerThatIsThereIsLeftInSilenceUnlessItIsWrong() {
    #expect(left(intake(focused: answerID, chosen: ["gout"])).isEmpty)
    #expect(left(intake(focused: answerID, other: "cough")).isEmpty)
    #expect(
      left(intake(focused: answerID, chosen: ["gout"], problem: "Choose at least 2.")) == [
        "Problem at 1.1: Choose at least 2."
      ])
  }

  @Test func itsOtherWordsBelongToTheAnswer() {
    var desk = LineDesk(directory: directory)
    _ = desk.spoken(shown(editor: intake(focused: answerID, other: ""), focus: .form), isBusy: false)
    let lines = desk.spoken(shown(editor: intake(focused: "p0.q1.other", other: ""), focus: .form), isBusy: false)
    #expect(lines.first == "1.1 Which of these do you have?")
  }
}
