import Testing

@testable import Desk
@testable import DeskLines

struct LineDeskTests {
  private func desk(at shown: ScreenPresentation) -> LineDesk {
    var desk = LineDesk(directory: directory)
    _ = desk.spoken(shown, isBusy: false)
    return desk
  }

  @Test func onlyWhatIsNewIsSaid() {
    var desk = LineDesk(directory: directory)
    #expect(
      desk.spoken(shown(), isBusy: false).prefix(3) == [
        "SANDBOX, connected, 1 unsettled", "Case ADA-TOSXM, checked 10:42", "APPROVED open",
      ])
    #expect(desk.spoken(shown(), isBusy: false).isEmpty)
    #expect(desk.spoken(shown(notice: "Recorded."), isBusy: false) == ["Recorded."])
    #expect(desk.spoken(shown(notice: "Recorded."), isBusy: false).isEmpty)
    _ = desk.answer("r", shown())
    #expect(desk.spoken(shown(notice: "Recorded."), isBusy: false) == ["Recorded."])
  }

  @Test func whatStandsInPlaceOfACaseIsSaidOnce() {
    var desk = LineDesk(directory: directory)
    var nobody = shown(focus: .lookup)
    nobody.casePane.summary = []
    nobody.casePane.lines = []
    nobody.casePane.emptyText = [Span("No case is open."), Span("Type an e-mail.")]
    let first = desk.spoken(nobody, isBusy: true)
    #expect(first.suffix(2) == ["No case is open.", "Type an e-mail."])
    #expect(desk.spoken(nobody, isBusy: false) == ["Cases you open appear here."])
    nobody.casePane.emptyText = [Span("No case found.")]
    #expect(desk.spoken(nobody, isBusy: false) == ["No case found."])
    var busy = nobody
    busy.casePane.emptyText = [Span("Looking up …")]
    #expect(desk.spoken(busy, isBusy: true) == ["Looking up …"])
    #expect(desk.spoken(nobody, isBusy: false) == ["No case found."])
  }

  @Test func aSectionIsReadWhenItIsChosenAndNotWhenTheCaseOpens() {
    var desk = LineDesk(directory: directory)
    #expect(!desk.spoken(shown(selected: "patient"), isBusy: false).contains("Phone +12025550142"))
    #expect(desk.spoken(shown(selected: "orders"), isBusy: false) == ["Orders", "SHIPPED"])
    #expect(desk.spoken(shown(selected: "patient"), isBusy: false) == ["Patient", "Phone +12025550142"])
    #expect(desk.spoken(shown(selected: "patient", phone: "changed"), isBusy: false) == ["Patient", "Phone changed"])
  }

  @Test func keysAndNamesAreCommandsAndDigitsAreChoicesOnly() {
    var desk = desk(at: shown())
    #expect(desk.answer("r", shown()) == .inputs([.command(.refill)]))
    #expect(desk.answer("REFILL", shown()) == .inputs([.command(.refill)]))
    #expect(desk.answer(":refill", shown()) == .inputs([.command(.refill)]))
    #expect(desk.answer("V", shown()) == .inputs([.command(.revealAll)]))
    #expect(desk.answer(" 1 ", shown()) == .inputs([.command(.refill)]))
    #expect(desk.answer("1 2", shown()) == .say(["Not understood: 1 2. Type a number, or ? for the commands."]))
    let form = shown(editor: editor(.button(value: "")), focus: .form)
    desk = self.desk(at: form)
    #expect(desk.answer("r", form) == .say(["Not understood: r. Type a number, or ? for the commands."]))
    #expect(desk.answer(":r", form) == .inputs([.command(.refill)]))
    #expect(desk.answer("7", form) == .say(["Not understood: 7. Type a number, or ? for the commands."]))
  }

  @Test func theBeginningOfANameIsEnoughWhereItFitsOneCommand() {
    let screen = shown()
    var desk = desk(at: screen)
    #expect(desk.answer(":ref", screen) == .inputs([.command(.refill)]))
    #expect(desk.answer(":ag", screen) == .say(desk.question.spoken))
    #expect(
      desk.answer(":re", screen) == .say([":re could be :refill, :reveal-all. Type more of it."]))
    #expect(desk.answer(":", screen) == .say(["There is no command : ? lists the commands."]))
    #expect(desk.answer("ref", screen) == .say(["Not understood: ref. Type a number, or ? for the commands."]))
    let form = shown(editor: intake(focused: "p0.q1.answer", chosen: ["asthma"]), focus: .form)
    desk = self.desk(at: form)
    #expect(desk.answer(":cl", form) == .inputs([.toggled]))
    #expect(desk.answer(":1.1", form) == .inputs([.field("1.1")]))
  }

  @Test func aCaseThatWasReadOutIsNotReadAgain() {
    var desk = desk(at: shown())
    let list = shown(overlays: [picker(rows(2))])
    _ = desk.spoken(list, isBusy: false)
    #expect(
      desk.spoken(shown(), isBusy: false) == ["Back at Case ADA-TOSXM. :again reads it and its choices."])
    #expect(desk.answer(":again", shown()) == .say(desk.question.spoken))
    _ = desk.spoken(list, isBusy: false)
    var changed = shown()
    changed.casePane.summary[0].spans = [Span("CLOSED")]
    #expect(desk.spoken(changed, isBusy: false) == ["CLOSED"])
    let lock = shown(overlays: [.lock(LockPresentation(title: "Locked", lines: []))])
    _ = desk.spoken(lock, isBusy: false)
    #expect(desk.spoken(changed, isBusy: false).contains("CLOSED"))
  }

  @Test func backAtACaseThatWasCheckedMeanwhileSaysThatTheRestIsTheSame() {
    var desk = desk(at: shown())
    _ = desk.spoken(shown(overlays: [picker(rows(2))]), isBusy: false)
    var checked = shown()
    checked.casePane.badge = Span("checked 10:43")
    #expect(
      desk.spoken(checked, isBusy: false) == [
        "Back at Case ADA-TOSXM. :again reads it and its choices.", "Case ADA-TOSXM, checked 10:43",
      ])
    // Without a way back, the heading alone is the news.
    checked.casePane.badge = Span("checked 10:44")
    #expect(desk.spoken(checked, isBusy: false) == ["Case ADA-TOSXM, checked 10:44"])
  }

  @Test func whatIsShownOrHiddenIsSaid() {
    var hidden = shown()
    var masked = Array(hidden.casePane.lines)
    masked[1].spans = [Span("Phone  "), Span("•••••• (:reveal-all shows)", .phi)]
    hidden.casePane.lines = DetailList(masked)
    var desk = desk(at: hidden)
    _ = desk.answer("V", hidden)
    #expect(desk.done(shown()) == ["Health data is read out now; :reveal-all hides it again."])
    _ = desk.answer("V", shown())
    #expect(desk.done(hidden) == ["Health data is hidden again."])
    _ = desk.answer("V", shown())
    #expect(desk.done(shown()) == ["Nothing is hidden here."])
    guard case .say = desk.answer("v", hidden) else {
      Issue.record("one line was revealed")
      return
    }
  }

  @Test func whatIsOffSaysWhy() {
    let off = shown(unavailable: [.refill: "offline"])
    #expect(desk(at: off).question.choices.first?.label == "refill link (off: offline)")
  }

  @Test func severalNumbersSwitchSeveralOptionsFromTheCursorOn() {
    let options = ["a", "b", "c"].map { EditorOption(label: $0, isSelected: $0 == "b") }
    let form = shown(editor: editor(.choice(options: options, isMultiple: true, cursor: 1)), focus: .form)
    var desk = desk(at: form)
    let up = Input.moved(.up, page: 1)
    let down = Input.moved(.down, page: 1)
    #expect(desk.answer("1, 3", form) == .inputs([up, .toggled, down, down, .toggled]))
    #expect(desk.answer("4", form) == .say(["Not understood: 4. Type a number, or ? for the commands."]))
    #expect(desk.answer("", form) == .inputs([.command(.nextField)]))
  }

  @Test func aLongAnswerGrowsLineByLine() {
    let form = shown(
      editor: editor(.text(TextFieldPresentation(text: "old", cursor: 3, isMultiline: true))), focus: .form)
    var desk = desk(at: form)
    #expect(desk.answer(":more and new", form) == .inputs([.replaced("old\nand new")]))
    #expect(desk.answer("::first", form) == .inputs([.replaced(":first")]))
    #expect(desk.answer("second", form) == .inputs([.replaced("old\nsecond")]))
    #expect(desk.answer("12", form) == .inputs([.replaced("old\n12")]))
    #expect(desk.answer(":clear", form) == .inputs([.replaced("")]))
    #expect(desk.answer(":2", form) == .inputs([.field("review")]))
  }

  @Test(arguments: ["y", "Y", "yes", " YES "]) func yesAccepts(_ line: String) {
    let asked = confirmation
    var desk = desk(at: asked)
    #expect(desk.isConfirming)
    #expect(desk.prompt(asked) == "[SANDBOX] y to quit, anything else is no: ")
    #expect(desk.answer(line, asked) == .inputs([.command(.confirm)]))
  }

  @Test(arguments: ["", "n", "1", "yy", ":confirm", "ye", "?"]) func everythingElseIsNo(_ line: String) {
    var desk = desk(at: confirmation)
    #expect(desk.answer(line, confirmation) == .inputs([.command(.back)]))
  }

  private var confirmation: ScreenPresentation {
    shown(overlays: [
      .confirmation(
        ConfirmationPresentation(
          number: 1, title: "Quit", environment: Span("SANDBOX"), lines: [[Span("Quit?")]], accept: "quit"))
    ])
  }

  @Test func aLongListIsCutAndAnIdThatLooksLikeNothingFilters() {
    let rows = (1...40).map { RowPresentation(id: "r\($0)", spans: [Span("row \($0)")]) }
    let list = shown(overlays: [
      .picker(
        PickerPresentation(
          title: "Rows", filter: TextFieldPresentation(text: "", cursor: 0), rows: rows, selectedID: "r1",
          note: Span("keys", .muted), emptyText: "none"))
    ])
    var desk = LineDesk(directory: directory)
    let said = desk.spoken(list, isBusy: false)
    #expect(said.contains("25 row 25"))
    #expect(!said.contains("26 row 26"))
    #expect(said.last == "and 15 more: a word makes the list shorter")
    #expect(desk.answer("26", list) == .inputs([.replaced("26")]))
    #expect(
      desk.answer("2", list) == .inputs([.moved(.home, page: 1), .moved(.down, page: 1), .command(.accept)]))
  }

  @Test func aSecretIsTakenAsItIs() {
    let token = shown(overlays: [
      .prompt(
        PromptPresentation(
          title: "Access token", field: TextFieldPresentation(text: "", cursor: 0, isMasked: true), lines: [],
          problem: nil))
    ])
    var desk = desk(at: token)
    #expect(desk.question.isSecret)
    #expect(
      desk.answer(secret: SecretText(":abc")) == .inputs([.replacedSecret(SecretText(":abc")), .command(.accept)]))
    #expect(desk.answer(secret: SecretText()) == .inputs([.command(.back)]))
  }
}
