import Care360

/// The rows of one question: what is asked, how, and the answer.
struct QuestionRows {
  let question: QuestionDraft
  let product: Int
  let number: String
  let problems: [EditorField: String]
  let focus: EditorField
  let optionCursor: Int

  static let requiredMark = Span("* required", .required)

  var rows: [EditorRow] {
    var rows = [
      row(.text, number: number, label: "Question", kind: .text(question.text.presentation())),
      row(.type, label: "Type", kind: choice(.type, question.typeChoice)),
      row(.handling, label: "Handling", kind: choice(.handling, question.handlingChoice)),
    ]
    if question.isSelect {
      rows.append(
        row(
          .options, label: "Options",
          kind: .text(question.optionLines.presentation(placeholder: "one option a line; Ctrl-J starts the next"))))
    }
    rows.append(answerRow)
    return rows
  }

  private var answerRow: EditorRow {
    let kind: EditorRow.Kind =
      if !question.isSelect {
        .text(question.answer.presentation())
      } else if question.optionLines.isBlank && question.chosen.isEmpty {
        .note([Span("no options to choose from yet", .muted)])
      } else {
        choice(.answer, question.answerChoice)
      }
    var row = row(.answer, label: "Answer", marks: marks, kind: kind)
    row.state = isInvalid ? .invalid : question.isAnswered ? .answered : .empty
    return row
  }

  /// Marks of the answer: what is asked of it, and whether it goes out.
  private var marks: [Span] {
    var marks: [Span] = []
    if question.isRequired { marks.append(Self.requiredMark) }
    if question.isPHI { marks.append(Span("health data", .phi)) }
    if !question.isRequired && !question.isAnswered { marks.append(Span("not sent", .muted)) }
    return marks
  }

  /// A question is invalid as a whole: the answer cannot be sent when its options are wrong.
  private var isInvalid: Bool {
    [QuestionField.text, .options, .answer].contains { problems[field($0)] != nil }
  }

  private func field(_ field: QuestionField) -> EditorField {
    .question(product: product, question.localID, field)
  }

  private func row(
    _ name: QuestionField, number: String = "", label: String, marks: [Span] = [], kind: EditorRow.Kind
  ) -> EditorRow {
    let field = field(name)
    return EditorRow(
      id: field.rowID, number: number, label: label, marks: marks, kind: kind,
      state: problems[field] == nil ? .none : .invalid, problem: problems[field], indent: name == .text ? 1 : 2)
  }

  private func choice(_ name: QuestionField, _ choice: EditorChoice) -> EditorRow.Kind {
    let cursor =
      field(name) == focus ? optionCursor : choice.options.firstIndex(where: \.isSelected) ?? 0
    return .choice(options: choice.options, isMultiple: choice.isMultiple, cursor: cursor)
  }
}
