import Care360

/// The rows of one question: what is asked, how, and the answer.
struct QuestionRows {
  let question: QuestionDraft
  let product: Int
  let number: String
  let problems: [EditorField: String]
  let choosing: Choosing

  static let requiredMark = Span("* required", .required)

  var rows: [EditorRow] {
    var rows = [
      row(.text, number: number, label: "Question", kind: .text(question.text.presentation())),
      row(.type, label: "Type", choice: question.typeChoice),
      row(.handling, label: "Handling", choice: question.handlingChoice),
    ]
    if question.isSelect {
      rows.append(
        row(
          .options, label: "Options",
          kind: .text(question.optionLines.presentation(placeholder: "one option a line; Ctrl-J starts the next"))))
    }
    if !question.isBeingWritten(focus: choosing.field) {
      rows[0].folding = .brief
      for index in rows.indices.dropFirst() { rows[index].folding = .hidden }
      for index in rows.indices where rows[index].problem != nil { rows[index].folding = .open }
    }
    rows.append(answerRow)
    if question.isSelect, question.rules.allowsOther {
      let kind = EditorRow.Kind.text(question.other.presentation(placeholder: "in other words"))
      rows.append(row(.other, label: "Other", kind: isMasked && !question.other.isEmpty ? .hidden : kind))
    }
    return rows
  }

  /// Health data is shown while it is typed or chosen, and where the person revealed it.
  private var isMasked: Bool {
    guard question.isPHI, !choosing.isRevealed else { return false }
    guard choosing.hasFocus, case .question(_, question.localID, let name) = choosing.field else { return true }
    return name.isSetting
  }

  private var answerRow: EditorRow {
    var row =
      if isMasked, question.isAnswered {
        row(.answer, label: "Answer", kind: .hidden)
      } else if !question.isSelect {
        row(.answer, label: "Answer", kind: .text(question.answer.presentation()))
      } else if question.optionLines.isBlank && question.chosen.isEmpty {
        row(.answer, label: "Answer", kind: .note([Span("no options to choose from yet", .muted)]))
      } else {
        row(.answer, label: "Answer", choice: question.answerChoice)
      }
    row.marks = marks
    row.state = isInvalid ? .invalid : question.isAnswered ? .answered : .empty
    return row
  }

  /// Marks of the answer: what is asked of it, and whether it goes out.
  private var marks: [Span] {
    var marks: [Span] = []
    if question.isRequired { marks.append(Self.requiredMark) }
    if question.type == .multiSelect, let limits = question.rules.words { marks.append(Span(limits, .label)) }
    if question.isPHI { marks.append(Span("health data", .phi)) }
    if !question.isRequired && !question.isAnswered { marks.append(Span("not sent", .muted)) }
    return marks
  }

  /// A question is invalid as a whole: the answer cannot be sent when its options are wrong.
  private var isInvalid: Bool {
    [QuestionField.text, .options, .answer, .other].contains { problems[field($0)] != nil }
  }

  private func field(_ field: QuestionField) -> EditorField {
    .question(product: product, question.localID, field)
  }

  private func row(_ name: QuestionField, number: String = "", label: String, kind: EditorRow.Kind) -> EditorRow {
    let field = field(name)
    return EditorRow(
      id: field.rowID, number: number, label: label, kind: kind, state: problems[field] == nil ? .none : .invalid,
      problem: problems[field], indent: name == .text ? 1 : 2)
  }

  private func row(_ name: QuestionField, label: String, choice: EditorChoice) -> EditorRow {
    choosing.row(row(name, label: label, kind: .heading), choice, at: field(name))
  }
}
