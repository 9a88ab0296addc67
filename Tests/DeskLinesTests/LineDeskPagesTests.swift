import Testing

@testable import Desk
@testable import DeskLines

/// Turning from page to page: what is read out when, and what a line is taken for.
struct LineDeskPagesTests {
  private func desk(at shown: ScreenPresentation) -> LineDesk {
    var desk = LineDesk(directory: directory)
    _ = desk.spoken(shown, isBusy: false)
    return desk
  }

  private func text(_ text: String, isMultiline: Bool = true) -> EditorRow.Kind {
    .text(TextFieldPresentation(text: text, cursor: 0, isMultiline: isMultiline))
  }

  @Test func everyQuestionNamesTheEnvironment() {
    let screen = shown()
    #expect(desk(at: screen).prompt(screen) == "[SANDBOX] What next, a number or a command; ? lists the commands: ")
    #expect(!desk(at: screen).isConfirming)
  }

  @Test func anotherHeaderIsReadAgain() {
    var desk = desk(at: shown())
    var offline = shown()
    offline.header.connection = Span("○ offline")
    #expect(desk.spoken(offline, isBusy: false) == ["SANDBOX, offline, 1 unsettled"])
    #expect(desk.spoken(offline, isBusy: false).isEmpty)
  }

  @Test func noQuestionIsAskedWhileAnAnswerIsAwaited() {
    var desk = LineDesk(directory: directory)
    #expect(
      desk.spoken(shown(notice: "Checking …"), isBusy: true) == ["SANDBOX, connected, 1 unsettled", "Checking …"])
    #expect(desk.question.prompt.isEmpty)
    #expect(desk.spoken(shown(notice: "Checking …"), isBusy: false).first == "Case ADA-TOSXM, checked 10:42")
  }

  @Test func theFormIsIntroducedEachTimeItIsEntered() {
    let form = shown(editor: editor(text("")), focus: .form)
    var desk = desk(at: shown())
    #expect(desk.spoken(form, isBusy: false).prefix(2) == ["Intake", "NOT SAVED"])
    #expect(desk.spoken(form, isBusy: false).isEmpty)
    _ = desk.spoken(shown(editor: form.editor), isBusy: false)
    #expect(desk.spoken(form, isBusy: false).prefix(2) == ["Intake", "NOT SAVED"])
  }

  @Test func theFirstLineOfEachFieldReplacesItsText() {
    let form = shown(editor: editor(text("old")), focus: .form)
    var desk = desk(at: form)
    #expect(desk.answer("one", form) == .inputs([.replaced("one")]))
    let typed = shown(editor: editor(text("one")), focus: .form)
    _ = desk.spoken(typed, isBusy: false)
    #expect(desk.answer("two", typed) == .inputs([.replaced("one\ntwo")]))
    let next = shown(editor: editor([EditorRow(id: "z", label: "Next", kind: text("old"))], focused: "z"), focus: .form)
    _ = desk.spoken(next, isBusy: false)
    #expect(desk.answer("three", next) == .inputs([.replaced("three")]))
  }

  @Test func aShortFieldIsDoneWithItsLine() {
    let form = shown(editor: editor(text("old", isMultiline: false)), focus: .form)
    var desk = desk(at: form)
    #expect(desk.answer("new", form) == .inputs([.replaced("new")], then: [.command(.nextField)]))
    #expect(desk.answer(":more", form) == .say(["There is no command more: ? lists the commands."]))
    #expect(desk.answer("?", form) == .inputs([.replaced("?")], then: [.command(.nextField)]))
    #expect(desk.answer(":fields", form) == .say(["Product 1 of 1", "1 Answer: old", "2 Review and submit"]))
    #expect(desk.answer(":9", form) == .say(["There is no field 9: :fields lists them."]))
  }

  @Test func enterAloneReadsAPageAgainThatHasNoWayBack() {
    let screen = shown()
    var desk = desk(at: screen)
    #expect(desk.answer("", screen) == .say(desk.question.spoken))
    #expect(desk.answer("   ", screen) == .say(desk.question.spoken))
    #expect(desk.answer("?", screen) == .inputs([.command(.help)]))
  }

  @Test func aSecretKeepsItsSpacesAndIsNoCommand() {
    let lock = shown(overlays: [
      .lock(
        LockPresentation(
          title: "Locked", lines: [], field: TextFieldPresentation(text: "", cursor: 0, isMasked: true)))
    ])
    var desk = desk(at: lock)
    #expect(desk.answer(secret: SecretText(" 1 ")) == .inputs([.replacedSecret(SecretText(" 1 ")), .command(.accept)]))
    #expect(desk.answer(secret: SecretText("?")) == .inputs([.replacedSecret(SecretText("?")), .command(.accept)]))
    #expect(desk.answer(secret: SecretText()) == .inputs([]))
  }

  @Test func theTopmostPageIsAsked() {
    let list = picker(rows(2))
    let reading = OverlayPresentation.reading(
      ReadingPresentation(title: "Note", lines: [], selectedID: nil, copies: false))
    #expect(desk(at: shown(overlays: [list, reading])).question.lines == ["Note"])
    #expect(desk(at: shown(overlays: [reading, list])).question.lines == ["Rows"])
    let review = shown(editor: editor(text("")), focus: .form, context: .editorReview)
    #expect(desk(at: review).question.prompt == "A number, :1.2 goes to question 1.2, Enter goes back to the form")
  }

  @Test func aSectionThatIsChosenAgainIsReadAgain() {
    var desk = desk(at: shown(selected: "orders"))
    let sections = shown(
      overlays: [picker([RowPresentation(id: "orders", spans: [Span("Orders")])])], selected: "orders")
    _ = desk.spoken(sections, isBusy: false)
    _ = desk.answer("1", sections)
    #expect(desk.spoken(shown(selected: "orders"), isBusy: false).prefix(2) == ["Orders", "SHIPPED"])
  }
}
