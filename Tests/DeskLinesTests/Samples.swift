@testable import Desk
@testable import DeskLines

/// Commands with keys, as a front end lists them.
let directory = [
  CommandEntry(command: .refill, label: "refill link", explanation: "Opens it.", keys: "r"),
  CommandEntry(command: .palette, label: "all commands", explanation: "Lists them.", keys: ": or Ctrl-P"),
  CommandEntry(command: .focusLookupPane, label: "go to lookup", explanation: "Goes there.", keys: "Alt-1 or 1"),
  CommandEntry(command: .revealAll, label: "reveal all", explanation: "Shows it.", keys: "V"),
  CommandEntry(command: .reveal, label: "reveal", explanation: "Shows it.", keys: "v or F9"),
]

/// A screen with Ada's case.
func shown(
  overlays: [OverlayPresentation] = [], editor: EditorPresentation? = nil, focus: PaneID = .caseDetail,
  selected: String? = nil, notice: String? = nil, phone: String = "+12025550142",
  unavailable: [Command: String] = [:], context: InputContext? = nil
) -> ScreenPresentation {
  ScreenPresentation(
    header: HeaderPresentation(
      environment: Span("SANDBOX"), connection: Span("● connected"), notices: [Span("1 unsettled")]),
    lookup: LookupPresentation(
      field: TextFieldPresentation(text: "", cursor: 0), hint: nil, listTitle: "Recent", rows: [], selectedID: nil,
      emptyText: "Cases you open appear here."),
    casePane: CasePresentation(
      title: "Case ADA-TOSXM", badge: Span("checked 10:42"), banners: [],
      summary: [DetailLine(id: "s", kind: .summary, spans: [Span("APPROVED   open")])],
      lines: [
        DetailLine(id: "patient", kind: .section, spans: [Span("Patient")]),
        DetailLine(id: "p", spans: [Span("Phone  "), Span(phone)]),
        DetailLine(id: "orders", kind: .section, spans: [Span("Orders")]),
        DetailLine(id: "o", spans: [Span("SHIPPED")]),
      ], selectedID: selected, emptyText: []),
    editor: editor, focus: focus, overlays: overlays, notice: notice.map { Span($0) }, unavailable: unavailable,
    context: context ?? (editor == nil ? .caseDetail : .editorChoice), redraws: 0)
}

/// A form whose cursor is in the first field, which is of this kind; a button follows.
func editor(_ kind: EditorRow.Kind, problem: String? = nil) -> EditorPresentation {
  editor(
    [
      EditorRow(id: "h", label: "Product 1 of 1", kind: .heading),
      EditorRow(id: "a", label: "Answer", kind: kind, problem: problem),
      EditorRow(id: "review", label: "Review and submit", kind: .button(value: "")),
    ], focused: "a")
}

func editor(_ rows: [EditorRow], focused: String?) -> EditorPresentation {
  EditorPresentation(
    id: "form", title: "Intake", badge: Span("NOT SAVED"), banners: [Span("The case is closed.")],
    rows: EditorRows(rows),
    focusedID: focused)
}

/// A form of one product and one question with three options, the last of which clears the others.
func intake(
  focused: String?, chosen: [String] = [], isMultiple: Bool = true, isRequired: Bool = true, other: String? = nil,
  problem: String? = nil
) -> EditorPresentation {
  func choice(_ labels: [String], _ chosen: [String], isMultiple: Bool) -> EditorRow.Kind {
    .choice(
      options: labels.map { EditorOption(label: $0, isSelected: chosen.contains($0)) }, isMultiple: isMultiple,
      cursor: 0)
  }
  func text(_ text: String) -> EditorRow.Kind { .text(TextFieldPresentation(text: text, cursor: 0)) }
  let marks =
    (isRequired ? [Span("* required", .required)] : []) + [Span("choose up to 2", .label), Span("health data")]
  let isAnswered = !chosen.isEmpty || other?.isEmpty == false
  var answer = EditorRow(
    id: "p0.q1.answer", label: "Answer", marks: marks,
    kind: choice(["asthma", "gout", "none of these"], chosen, isMultiple: isMultiple),
    state: isAnswered ? .answered : .empty)
  answer.problem = problem
  var rows = [
    EditorRow(id: "p0", label: "Product 1 of 1", kind: .heading),
    EditorRow(
      id: "p0.product", label: "Product", marks: [Span("* required", .required)],
      kind: .button(value: "choose a product")),
    EditorRow(id: "p0.q1.text", number: "1.1", label: "Question", kind: text("Which of these do you have?")),
    EditorRow(
      id: "p0.q1.type", label: "Type",
      kind: choice(
        ["text", "choose one", "choose several"], [isMultiple ? "choose several" : "choose one"], isMultiple: false)),
    EditorRow(
      id: "p0.q1.handling", label: "Handling",
      kind: choice(
        ["required", "health data"], (isRequired ? ["required"] : []) + ["health data"], isMultiple: true)),
    answer,
  ]
  for index in 2...4 { rows[index].isFolded = true }
  if let other { rows.append(EditorRow(id: "p0.q1.other", label: "Other", kind: text(other))) }
  rows.append(EditorRow(id: "review", label: "Review and submit", kind: .button(value: "")))
  return editor(rows, focused: focused)
}

func picker(
  _ rows: [RowPresentation], about: [Span] = [], filter: String = "", note: Span? = nil
) -> OverlayPresentation {
  .picker(
    PickerPresentation(
      title: "Rows", filter: TextFieldPresentation(text: filter, cursor: 0), rows: rows, selectedID: rows.first?.id,
      about: about, note: note, emptyText: "Nothing matches."))
}

func rows(_ count: Int) -> [RowPresentation] {
  (1...count).map { RowPresentation(id: "r\($0)", spans: [Span("row \($0)")]) }
}

extension LineDesk.Answer {
  /// The commands among the inputs that it stands for.
  var commands: [Command] {
    guard case .inputs(let inputs, let then) = self else { return [] }
    return (inputs + then).compactMap { if case .command(let command) = $0 { command } else { nil } }
  }
}
