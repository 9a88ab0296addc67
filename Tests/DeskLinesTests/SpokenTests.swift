import Testing

@testable import Desk
@testable import DeskLines

struct SpokenTests {
  @Test func columnsOfSpacesBecomeOneSpace() {
    #expect(Spoken.line([Span("  Phone   "), Span(" +1202")]) == "Phone +1202")
    #expect(Spoken.line([]) == "")
  }

  @Test func aRowSaysItsAgeAndWhyItIsOff() {
    #expect(Spoken.row(RowPresentation(id: "a", spans: [Span("Premium")])) == "Premium")
    #expect(
      Spoken.row(
        RowPresentation(id: "a", spans: [Span("Premium")], trailing: Span("159.00"), disabledReason: "sold out"))
        == "Premium 159.00 (sold out)")
  }

  @Test(
    arguments: [
      (.heading, ""), (.hidden, "hidden"), (.button(value: "Send"), "Send"), (.note([Span("a  b")]), "a b"),
      (.text(TextFieldPresentation(text: "", cursor: 0)), "empty"),
      (.text(TextFieldPresentation(text: "one\n\ntwo", cursor: 0, isMultiline: true)), "one / two"),
      (.text(TextFieldPresentation(text: "hush", cursor: 0, isMasked: true)), "hidden"),
      (.choice(options: [EditorOption(label: "a", isSelected: false)], isMultiple: true, cursor: 0), "nothing chosen"),
      (
        .choice(
          options: ["a", "b", "c"].map { EditorOption(label: $0, isSelected: $0 != "b") }, isMultiple: true, cursor: 0),
        "a; c"
      ),
    ] as [(EditorRow.Kind, String)])
  func aFieldSaysItsValueAndNothingThatIsHidden(_ kind: EditorRow.Kind, _ words: String) {
    #expect(Spoken.value(EditorRow(id: "a", label: "Answer", kind: kind)) == words)
  }

  @Test func aLabelCarriesItsNumberAndItsMarks() {
    let row = EditorRow(
      id: "a", number: "1.2", label: "Answer", marks: [Span("* required"), Span("health data")], kind: .heading)
    #expect(Spoken.label(row) == "1.2 Answer, required, health data")
  }

  @Test func aPageIsReadFromItsLinesToItsFooter() {
    var page = Page(prompt: "What next")
    page.lines = ["Case"]
    page.choices = [
      Page.Choice("quit", [.command(.quit)]), Page.Choice("refill link", .refill, shown(unavailable: [.refill: "off"])),
    ]
    page.footer = ["and 1 more"]
    #expect(page.spoken == ["Case", "1 quit", "2 refill link (off: off)", "and 1 more"])
    #expect(page.onEmpty == nil && page.onYes == nil && !page.isSecret && !page.takesAnyText)
    page.text = .answers(current: "", isMultiline: false)
    #expect(page.takesAnyText)
  }
}
