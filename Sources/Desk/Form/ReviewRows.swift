import Care360

extension FormEditor {
  /// Problems first, then every product with its answers, what is not sent, and the last step.
  var reviewRows: [EditorRow] {
    ReviewRows(
      draft: draft, problems: problems, revealed: review?.revealed ?? [],
      isAllRevealed: review?.isAllRevealed ?? false, isSending: isSending
    ).rows
  }
}

/// The rows of the review. Answers are masked until revealed: a masked row holds nothing of the answer.
struct ReviewRows {
  let draft: SubmissionDraft
  let problems: [DraftProblem]
  let revealed: Set<String>
  let isAllRevealed: Bool
  let isSending: Bool

  static let submitID = "submit"
  static let notSentID = "not-sent"

  var rows: [EditorRow] {
    problemRows + draft.products.enumerated().flatMap(productRows) + notSentRows + [submitRow]
  }

  private var problemRows: [EditorRow] {
    guard !problems.isEmpty else { return [] }
    let title = problems.count == 1 ? "1 thing to fix" : "\(problems.count) things to fix"
    let heading = EditorRow(id: "problems", label: title, kind: .heading)
    return [heading]
      + problems.map { problem in
        let words = draft.words(of: problem.field)
        let number = words.isEmpty ? "" : draft.number(of: problem.field)
        var row = EditorRow(
          id: "problem." + problem.field.rowID, number: number,
          label: words.isEmpty ? draft.place(of: problem.field) : words, kind: .button(value: problem.words),
          state: .invalid)
        row.brief = EditorRow.Brief(number: number, words: row.label, value: Span(problem.words, .error))
        return row
      }
  }

  private func productRows(index: Int, product: ProductDraft) -> [EditorRow] {
    let problemFields = Set(problems.map(\.field))
    func note(_ field: ProductField, _ label: String, _ text: String, indent: Int = 0) -> EditorRow {
      let field = EditorField.product(product.localID, field)
      let problem = problems.first { $0.field == field }?.sentence
      var row = EditorRow(
        id: Self.rowID(field), label: label, kind: .note([Span(text)]), state: problem == nil ? .none : .invalid,
        problem: problem, indent: indent)
      // A text longer than one row can be read in full.
      if problem == nil, field != .product(product.localID, .description) {
        row.brief = EditorRow.Brief(words: label, value: Span(text))
      }
      return row
    }
    var rows = [
      EditorRow(
        id: "review.p\(product.localID)", label: "Product \(index + 1) of \(draft.products.count)", kind: .heading),
      note(.product, "Product", product.chosen?.words ?? "not chosen"),
      note(.visitType, "Visit type", product.visitType?.name ?? "not given"),
      note(.interval, "Subscription", product.subscriptionWords),
    ]
    guard let form = product.form else { return rows + [note(.form, "Form", "none")] }
    rows.append(note(.title, "Form", form.title.isBlank ? form.words : form.title.text))
    if !form.description.isBlank { rows.append(note(.description, "Description", form.description.text, indent: 1)) }
    for (place, question) in form.questions.enumerated() where question.isAnswered || question.isRequired {
      let isInvalid = problemFields.contains { $0.questionID == question.localID }
      rows.append(
        answerRow(question, product: product.localID, number: "\(index + 1).\(place + 1)", isInvalid: isInvalid))
    }
    return rows
  }

  private func answerRow(_ question: QuestionDraft, product: Int, number: String, isInvalid: Bool) -> EditorRow {
    let id = Self.rowID(.question(product: product, question.localID, .answer))
    let answer: Span =
      if !question.isAnswered {
        Span("no answer", .muted)
      } else if isAllRevealed || revealed.contains(id) {
        Span(question.answerWords)
      } else {
        Span("hidden", .phi)
      }
    var marks = question.isRequired ? [QuestionRows.requiredMark] : []
    if question.isPHI { marks.append(Span("health data", .phi)) }
    var row = EditorRow(
      id: id, number: number, label: question.text.isBlank ? "(no text)" : question.text.text, marks: marks,
      kind: .note([answer]), state: isInvalid ? .invalid : question.isAnswered ? .answered : .empty, indent: 1)
    // An answer that is shown is read in full.
    if answer.role != .text {
      row.brief = EditorRow.Brief(
        number: number, words: row.label, need: question.isRequired ? QuestionRows.required : QuestionRows.optional,
        value: answer)
    }
    return row
  }

  /// Optional questions without an answer, by number, and forms of which nothing is left.
  private var notSentRows: [EditorRow] {
    let numbers = draft.products.enumerated().flatMap { index, product in
      (product.form?.questions ?? []).enumerated().filter { !$1.isAnswered && !$1.isRequired }
        .map { place, _ in "\(index + 1).\(place + 1)" }
    }
    var rows: [EditorRow] = []
    if !numbers.isEmpty {
      rows.append(
        EditorRow(
          id: Self.notSentID, label: "left out: \(numbers.count)",
          kind: .note([Span("optional, without an answer: " + numbers.joined(separator: ", "), .muted)])))
    }
    for (index, product) in draft.products.enumerated() where product.form?.hasNothingToSend == true {
      rows.append(
        EditorRow(
          id: Self.notSentID + ".p\(product.localID)", label: "left out: form of product \(index + 1)",
          kind: .note([Span("there is nothing in it", .warning)])))
    }
    return rows
  }

  private var submitRow: EditorRow {
    let value =
      isSending
      ? "sending…" : problems.isEmpty ? "nothing is sent before you confirm it" : "first fix the problems listed above"
    return EditorRow(id: Self.submitID, label: "Submit", kind: .button(value: value))
  }

  private static func rowID(_ field: EditorField) -> String { "review." + field.rowID }

  /// The field that a row of the review speaks of.
  static func field(of rowID: String, in draft: SubmissionDraft) -> EditorField? {
    draft.fields.first { rowID == Self.rowID($0) || rowID == "problem." + $0.rowID }
  }
}

extension ProductDraft {
  fileprivate var subscriptionWords: String {
    guard interval != nil else { return "none" }
    return subscription?.words ?? "not complete"
  }
}

extension QuestionDraft {
  var answerWords: String { isSelect ? answersInOrder.joined(separator: "; ") : answer.text }
}
