import Care360

/// The rows of one question: what is asked, how, and the answer.
struct QuestionRows {
  let question: QuestionDraft
  let product: Int
  let number: String
  /// Those of this question.
  let problems: [EditorField: DraftProblem]
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
          kind: .text(question.optionLines.presentation(placeholder: "one option per line; Ctrl-J starts the next"))))
    }
    if !isBeingWritten {
      for index in rows.indices { rows[index].isFolded = rows[index].problem == nil }
    }
    rows.append(answerRow)
    if question.isSelect, question.rules.allowsOther {
      let kind = EditorRow.Kind.text(question.other.presentation(placeholder: "another answer"))
      var other = row(.other, label: "Other", kind: isMasked && !question.other.isEmpty ? .hidden : kind)
      other.isFolded = choosing.field.questionID != question.localID && other.problem == nil
      rows.append(other)
    }
    return rows
  }

  private var isBeingWritten: Bool { question.isBeingWritten(focus: choosing.field) }

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
    row.brief = EditorRow.Brief(
      number: isBeingWritten ? "" : number, words: isBeingWritten ? "Answer" : question.text.text,
      need: question.isRequired ? Self.required : Self.optional, value: briefAnswer)
    return row
  }

  static let required = Span("required", .required)
  static let optional = Span("optional", .muted)

  /// Its state so far, and the answer itself where that is no health data.
  private var briefAnswer: Span {
    let own = [QuestionField.text, .options, .answer, .other].compactMap { problems[field($0)] }
    if let problem = own.first { return Span(problem.isMissing ? "no answer" : "to fix", .error) }
    guard question.isAnswered else { return Span(question.isRequired ? "" : "left out", .muted) }
    return isMasked ? Span("hidden", .phi) : Span(question.answerWords)
  }

  /// The marks of the answer: whether it is required, and whether it will be sent.
  private var marks: [Span] {
    var marks: [Span] = []
    if question.isRequired { marks.append(Self.requiredMark) }
    if question.type == .multiSelect, let limits = question.rules.words { marks.append(Span(limits, .label)) }
    if question.isPHI { marks.append(Span("health data", .phi)) }
    if !question.isRequired && !question.isAnswered {
      marks.append(Span("optional · left out when empty", .muted))
    }
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
    var row = EditorRow(
      id: field.rowID, number: number, label: label, kind: kind, state: problems[field] == nil ? .none : .invalid,
      problem: problems[field]?.sentence, indent: name.isSetting && name != .text ? 2 : 1)
    switch name {
    case .text: row.brief = EditorRow.Brief(number: number, words: label, value: Span(question.text.text))
    case .options: row.brief = EditorRow.Brief(words: label, value: Span(question.options.joined(separator: "; ")))
    case .type, .handling, .answer, .other: break
    }
    return row
  }

  private func row(_ name: QuestionField, label: String, choice: EditorChoice) -> EditorRow {
    var row = choosing.row(row(name, label: label, kind: .heading), choice, at: field(name))
    row.brief = EditorRow.Brief(words: label, value: Span(choice.words))
    return row
  }
}
