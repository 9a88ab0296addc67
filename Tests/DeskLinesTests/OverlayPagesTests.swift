import Testing

@testable import Desk
@testable import DeskLines

struct OverlayPagesTests {
  private let back: [Input] = [.command(.back)]
  private let accept: [Input] = [.command(.accept)]

  // MARK: Lists

  @Test func aListReadsItsTitleItsFilterAndItsRows() {
    let off = RowPresentation(
      id: "r3", spans: [Span("row   3")], trailing: Span("2 min ago"), disabledReason: "It is open.")
    let page = OverlayPages.page(
      picker(rows(2) + [off], about: [Span("r, b, a change it.")], filter: "row", note: Span("Nothing goes.", .warning))
    )
    #expect(
      page.spoken == [
        "Rows", "r, b, a change it.", "Filtered by: row, 3 of 3", "1 row 1", "2 row 2",
        "3 row 3 2 min ago (It is open.)",
        "Nothing goes.",
      ])
    #expect(page.onEmpty == back)
    #expect(page.text == .replaces(then: []))
  }

  @Test func anEmptyListSaysSoAndANoteAboutKeysIsLeftOut() {
    let page = OverlayPages.page(picker([], note: Span("Enter opens it.", .muted)))
    #expect(page.spoken == ["Rows", "Nothing matches."])
    #expect(page.prompt.hasPrefix("A word to filter or an id"))
  }

  @Test func everyNumberOfAListChoosesItsOwnRow() {
    let page = OverlayPages.page(picker(rows(30)))
    #expect(page.choices.count == 25)
    for (index, choice) in page.choices.enumerated() {
      var list = Picker(Picker.ID("rows"), title: "Rows", items: rows(30).map { Picker.Item($0) { _, _ in [] } })
      // The cursor may stand anywhere.
      list.selectedID = "r17"
      guard case .inputs(let inputs, _) = choice.answer else { continue }
      for input in inputs.dropLast() { list.handle(input) }
      #expect(list.selected?.row.id == "r\(index + 1)")
      #expect(inputs.last == .command(.accept))
    }
    #expect(page.footer == ["and 5 more: a word makes the list shorter"])
  }

  @Test func commandsThatMoveACursorAreLeftOutAndTheOthersKeepTheirPlace() {
    let names = [Command.up, .refill, .redraw, .palette]
    let commands = names.map { RowPresentation(id: $0.rawValue, spans: [Span($0.rawValue)]) }
    let page = OverlayPages.page(picker(commands))
    #expect(page.choices.map(\.label) == ["refill, :refill", "palette, :palette"])
    var list = Picker(Picker.ID("rows"), title: "Rows", items: commands.map { Picker.Item($0) { _, _ in [] } })
    guard case .inputs(let inputs, _)? = page.choices.last?.answer else {
      Issue.record("no choice")
      return
    }
    for input in inputs.dropLast() { list.handle(input) }
    #expect(list.selected?.row.id == "palette")
  }

  // MARK: Questions

  private func prompt(_ isMasked: Bool, problem: String? = nil) -> Page {
    OverlayPages.page(
      .prompt(
        PromptPresentation(
          title: "Access token", field: TextFieldPresentation(text: "abc", cursor: 3, isMasked: isMasked),
          lines: [Span("Paste it.")], problem: problem)))
  }

  @Test func aQuestionTakesALineAndHidesASecretOne() {
    let page = prompt(true, problem: "It is too short.")
    #expect(page.spoken == ["Access token", "Paste it.", "It is too short."])
    #expect(page.text == .replaces(then: accept))
    #expect(page.onEmpty == back)
    #expect(page.isSecret)
    #expect(!prompt(false).isSecret)
  }

  /// Enter alone is the only way to give no answer, and `:back` still goes back.
  @Test func anOptionalTextIsLeftOutOrKeptByEnterAlone() {
    var prompt = PromptPresentation(
      title: "Note", field: TextFieldPresentation(text: "", cursor: 0), lines: [], isOptional: true)
    var page = OverlayPages.page(.prompt(prompt))
    #expect(page.prompt == "Note, Enter alone leaves it out" && page.onEmpty == accept)
    #expect(page.text == .replaces(then: accept))
    prompt.field = TextFieldPresentation(text: "Asked twice", cursor: 0)
    page = OverlayPages.page(.prompt(prompt))
    #expect(page.prompt == "Note, Enter alone keeps the text" && page.onEmpty == accept)
    #expect(page.spoken == ["Note", "The text is: Asked twice"])
  }

  @Test func aConfirmationNamesTheEnvironmentAndIsAnsweredByYesAlone() {
    let page = OverlayPages.page(
      .confirmation(
        ConfirmationPresentation(
          number: 1, title: "Refill link", environment: Span("PRODUCTION"),
          lines: [[Span("Patient  "), Span("Avery")]],
          accept: "ask for the link")))
    #expect(page.spoken == ["Refill link, PRODUCTION", "Patient Avery"])
    #expect(page.prompt == "y to ask for the link, anything else is no")
    #expect(page.onYes == [.command(.confirm)])
    #expect(page.onEmpty == back)
    #expect(page.choices.isEmpty && page.text == .none)
  }

  @Test func aHeadingIsReadBeforeTheFirstRowOfItsGroup() {
    let commands = [Command.refill, .up, .find].map { RowPresentation(id: $0.rawValue, spans: [Span("\($0)")]) }
    guard case .picker(var list) = picker(commands) else { return }
    // The row under the second heading means nothing to lines.
    list.headings = ["refill": "This patient", "up": "Find"]
    #expect(
      OverlayPages.page(.picker(list)).spoken == [
        "Rows", "This patient:", "1 refill, :refill", "Find:", "2 find, :find",
      ])
  }

  @Test func theReasonOfARowThatNobodySelectedIsNotSaid() {
    let off = RowPresentation(id: "r1", spans: [Span("row 1")], disabledReason: "open a case first")
    let page = OverlayPages.page(picker([off], note: Span("open a case first", .warning)))
    #expect(page.spoken == ["Rows", "1 row 1 (open a case first)"])
  }

  @Test func helpLeavesOutWhatIsOffAndNamesNoKey() {
    let commands = [
      RowPresentation(
        id: Command.refill.rawValue, spans: [Span("refill link"), Span("  Asks for one.")], trailing: Span("r or F6"),
        disabledReason: "off: open a case first"),
      RowPresentation(
        id: Command.find.rawValue, spans: [Span("find a patient"), Span("  Goes there.")], trailing: Span("/ or F2")),
    ]
    func list(_ title: String) -> [String] {
      OverlayPages.page(
        .picker(
          PickerPresentation(
            title: title, filter: TextFieldPresentation(text: "", cursor: 0), rows: commands, selectedID: nil,
            emptyText: "Nothing matches."))
      ).spoken
    }
    #expect(list("Help: lookup box") == ["Help: lookup box", "1 find a patient, :find. Goes there."])
    #expect(
      list("Commands").dropFirst() == [
        "1 refill link, :refill. Asks for one. (off: open a case first)", "2 find a patient, :find. Goes there.",
      ])
  }

  // MARK: Reading

  @Test func aReadingSkipsEmptyLinesAndReadsALinkWhole() {
    let lines = [
      DetailLine(id: "a", spans: [Span("Avery  "), Span("ADA-TOSXM")]), DetailLine(id: "b", kind: .blank, spans: []),
    ]
    var reading = ReadingPresentation(
      title: "Refill link", lines: lines, selectedID: "a", unwrapped: "https://care.example.com/a  b", copies: true)
    #expect(
      OverlayPages.page(.reading(reading)).spoken
        == ["Refill link", "Avery ADA-TOSXM", "https://care.example.com/a  b"])
    reading.shape = .code
    let code = OverlayPages.page(.reading(reading))
    #expect(
      code.spoken.suffix(2) == ["A QR code is a picture; this is its text:", "https://care.example.com/a  b"])
    #expect(code.onEmpty == back)
  }

  // MARK: The lock

  private func lock(_ field: TextFieldPresentation?) -> Page {
    OverlayPages.page(
      .lock(LockPresentation(title: "Locked", lines: [Span("SANDBOX")], field: field, problem: "Wait 4 s.")))
  }

  @Test func theLockTakesItsSecretAndNothingElse() {
    let page = lock(TextFieldPresentation(text: "***", cursor: 3, placeholder: "passphrase", isMasked: true))
    #expect(page.spoken == ["Locked", "SANDBOX", "Wait 4 s."])
    #expect(page.prompt == "passphrase")
    #expect(page.isSecret)
    #expect(page.text == .replaces(then: accept))
    #expect(page.onEmpty == [])
    #expect(lock(nil).onEmpty == accept)
    #expect(lock(nil).text == .none)
  }

  @Test func whatEnterOpensIsReadAsItIsCalled() {
    let hidden = LockPresentation(title: "Hidden", lines: [Span("SANDBOX"), Span("Enter shows it again.", .accent)])
    let page = OverlayPages.page(.lock(hidden))
    #expect(page.spoken == ["Hidden. Enter shows it again.", "SANDBOX"] && page.prompt == "Enter shows it again")
  }
}
