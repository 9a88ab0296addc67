import Terminal

@testable import Desk
@testable import DeskUI

/// Presentations written by hand.
enum Samples {
  static let lookup = LookupPresentation(
    field: TextFieldPresentation(text: "avery@example.com", cursor: 17, placeholder: "e-mail, phone or case id"),
    hint: Span("Enter sends e-mail avery@example.com", .muted), listTitle: "Recent",
    rows: [
      RowPresentation(id: "r1", spans: [Span("ADA-TOSXM "), Span("Avery L.", .muted)], trailing: Span("2m", .stale)),
      RowPresentation(id: "r2", spans: [Span("ADA-QF2RM "), Span("Jo Park", .muted)], trailing: Span("14m", .stale)),
      RowPresentation(id: "r3", spans: [Span("ADA-9K2LP "), Span("Sam Doe", .muted)], disabledReason: "offline"),
    ], selectedID: "r1", emptyText: "Nobody looked up yet.")

  static let caseDetail = CasePresentation(
    title: "Case ADA-TOSXM · Avery Lindqvist · 1988-04-02", badge: Span("checked 10:42", .success),
    banners: [Span("parked: Jo P. ADA-QF2RM 7/12, F3", .warning)],
    summary: [
      DetailLine(id: "s1", kind: .summary, spans: [Span("APPROVED", .success), Span(" · open      Bundle Premium")]),
      DetailLine(
        id: "s2", kind: .summary, spans: [Span("Next visit ", .label), Span("24 Nov 15:00 CET   "), Span("PAID 159")]),
    ],
    lines: DetailList(
      [
        DetailLine(id: "h1", kind: .section, spans: [Span("Products", .heading)]),
        DetailLine(
          id: "p1", spans: [Span("● ", .success), Span("Semaglutide   every 3 months   video visit")], indent: 1),
        DetailLine(id: "b1", kind: .blank, spans: []),
        DetailLine(id: "h2", kind: .section, spans: [Span("Messages", .heading)]),
        DetailLine(
          id: "m1",
          spans: [
            Span("INTERNAL, not for the patient ", .warning),
            Span(
              "The patient called about the delivery and asked to have it sent to the office address from now on, "
                + "because nobody is at home before six."),
          ], indent: 1),
      ] + (1...40).map { DetailLine(id: "e\($0)", spans: [Span("event \($0)", .muted)], indent: 1) }),
    selectedID: "m1", emptyText: [])

  static let editor = EditorPresentation(
    id: "form",
    title: "Intake · Avery Lindqvist ADA-TOSXM", badge: Span("NOT SAVED (memory only)", .warning), banners: [],
    rows: [
      EditorRow(id: "p", label: "Product 1 of 2", kind: .heading),
      EditorRow(id: "id", label: "Product", kind: .button(value: "Semaglutide 6f1c…"), state: .answered, indent: 1),
      EditorRow(
        id: "visit", label: "Visit type", marks: [Span("* required", .required)],
        kind: .choice(
          options: [
            EditorOption(label: "messages", isSelected: false), EditorOption(label: "video visit", isSelected: true),
          ], isMultiple: false, cursor: 1), state: .answered, indent: 1),
      EditorRow(
        id: "q1", number: "1", label: "How much do you weigh?",
        marks: [Span("* required", .required), Span("health data", .phi)],
        kind: .text(TextFieldPresentation(text: "138 lbs", cursor: 7)), state: .answered, indent: 1),
      EditorRow(
        id: "q2", number: "2", label: "Which of these apply to you?", marks: [Span("health data", .phi)],
        kind: .choice(
          options: [
            EditorOption(label: "Diabetes", isSelected: true), EditorOption(label: "Asthma", isSelected: false),
            EditorOption(label: "None of the above", isSelected: false),
          ], isMultiple: true, cursor: 1), state: .empty, indent: 1),
      EditorRow(
        id: "q3", number: "3", label: "Anything else?",
        kind: .text(
          TextFieldPresentation(text: "", cursor: 0, placeholder: "several lines, Ctrl-J", isMultiline: true)),
        state: .invalid, problem: "An answer is needed.", indent: 1),
      EditorRow(id: "go", label: "Review and submit", kind: .button(value: "")),
    ], focusedID: "q2")

  static let picker = OverlayPresentation.picker(
    PickerPresentation(
      title: "Bundle for Avery Lindqvist", filter: TextFieldPresentation(text: "pre", cursor: 3, placeholder: "filter"),
      rows: [
        RowPresentation(id: "1", spans: [Span("Premium")], trailing: Span("$159.00")),
        RowPresentation(id: "2", spans: [Span("Premium Plus")], disabledReason: "sold out"),
      ], selectedID: "1", note: Span("This is the bundle the case has now.", .warning), emptyText: "None like this."))

  static let prompt = OverlayPresentation.prompt(
    PromptPresentation(
      title: "Token", field: TextFieldPresentation(text: "secret", cursor: 6, isMasked: true),
      lines: [Span("Kept in memory only.", .muted)], problem: "This token ended at 09:12."))

  static let refill = ConfirmationPresentation(
    number: 1,
    title: "Refill link", environment: Span("SANDBOX", .environmentSandbox),
    lines: [
      [Span("Patient  ", .label), Span("Avery Lindqvist · 1988-04-02")],
      [Span("Case     ", .label), Span("ADA-TOSXM")],
      [Span("Bundle   ", .label), Span("Basic 99 → Premium 159")],
    ], accept: "ask for the refill link")
  static let confirmation = OverlayPresentation.confirmation(refill)

  static let lock = OverlayPresentation.lock(
    LockPresentation(
      title: "Locked",
      lines: [
        Span("SANDBOX", .environmentSandbox), Span("Operator robin", .muted),
        Span("Type the passphrase to unlock.", .accent),
      ], field: TextFieldPresentation(text: "secret", cursor: 6, placeholder: "passphrase", isMasked: true),
      problem: "Your entry did not open it; 4 tries are left. Wait 2 s."))

  static let link =
    "https://forms.example.com/intake/4f1d2c3b-aaaa-4bbb-8ccc-0123456789ab?case=ADA-TOSXM&token="
    + String(repeating: "abcdef0123", count: 8)

  static let reading = OverlayPresentation.reading(
    ReadingPresentation(
      title: "Refill link for Avery Lindqvist",
      lines: [DetailLine(id: "n", spans: [Span("NOT FOR PATIENTS: this is the sandbox.", .warning)])], selectedID: nil,
      unwrapped: link, copies: true))

  static func screen(
    focus: PaneID = .caseDetail, context: InputContext = .caseDetail, hasEditor: Bool = false,
    overlays: [OverlayPresentation] = [], notice: Span? = nil, unavailable: [Command: String] = [:],
    environment: Span = Span("SANDBOX", .environmentSandbox)
  ) -> ScreenPresentation {
    ScreenPresentation(
      header: HeaderPresentation(
        environment: environment, connection: Span("● connected", .success),
        notices: [Span("1 unsettled", .warning), Span("2 drafts", .muted)]),
      lookup: lookup, casePane: caseDetail, editor: hasEditor ? editor : nil, focus: focus, overlays: overlays,
      notice: notice, unavailable: unavailable, context: context, redraws: 0)
  }

  /// Every kind of screen, for properties that must hold on all of them.
  static let all: [ScreenPresentation] = [
    screen(focus: .lookup, context: .lookupField(isEmpty: false)),
    screen(focus: .lookup, context: .lookupList),
    screen(notice: Span("The case was read again a moment ago.")),
    screen(focus: .form, context: .editorChoice, hasEditor: true),
    screen(context: .picker, overlays: [picker]),
    screen(context: .prompt, overlays: [picker, prompt]),
    screen(context: .confirmation, hasEditor: true, overlays: [confirmation]),
    screen(context: .reading(copies: true), overlays: [reading]),
    screen(context: .prompt, overlays: [lock]),
  ]
}

func drawn(
  _ screen: ScreenPresentation, _ columns: Int, _ rows: Int, styles: Styles = .plain, lettering: Lettering = .whole
) -> DrawnScreen {
  var viewports = Viewports()
  return ScreenView.draw(
    screen, size: Size(columns: columns, rows: rows), styles: styles, lettering: lettering, viewports: &viewports)
}
