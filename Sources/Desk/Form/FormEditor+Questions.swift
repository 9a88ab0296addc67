extension FormEditor {
  /// The question list: each question with its number, its state and its text; chosen through `jump`.
  package var questionRows: [RowPresentation] {
    let invalid = Set(shownProblems.keys.map { $0.questionID })
    return draft.products.enumerated().flatMap { productIndex, product in
      (product.form?.questions ?? []).enumerated().map { index, question in
        let state: (String, Role) =
          invalid.contains(question.localID)
          ? ("invalid", .error) : question.isAnswered ? ("answered", .success) : ("empty", .muted)
        let field = EditorField.question(product: product.localID, question.localID, .answer)
        return RowPresentation(
          id: field.rowID,
          spans: [
            Span("\(productIndex + 1).\(index + 1) ", .label),
            question.text.isBlank ? Span("(no text yet)", .muted) : Span(question.text.text),
            Span(question.isRequired ? " * required" : "", .required),
          ].filter { !$0.text.isEmpty },
          trailing: Span(state.0, state.1))
      }
    }
  }

  /// Row of the question list for the question the cursor is in.
  package var questionID: String? {
    guard case .question(let product, let question, _) = focus else { return nil }
    return EditorField.question(product: product, question, .answer).rowID
  }

  /// The list of everything that is to fix, each with its question; chosen through `jump`.
  package var problemRows: [RowPresentation] {
    problems.map { problem in
      RowPresentation(
        id: problem.field.rowID, spans: [Span(draft.named(problem.field))], trailing: Span(problem.words, .error))
    }
  }

  /// The problem at the cursor, or the next one after it, or else the first: the list of problems begins there.
  package var nextProblemID: String? {
    let fields = draft.fields
    let here = fields.firstIndex(of: focus) ?? 0
    let problems = problems
    let isInQuestion: (DraftProblem) -> Bool = { [focus] in
      $0.field.questionID != nil && $0.field.questionID == focus.questionID
    }
    let next = problems.first { problem in
      isInQuestion(problem) || fields.firstIndex(of: problem.field).map { $0 >= here } ?? false
    }
    return (next ?? problems.first)?.field.rowID
  }

  /// Shows every current problem at its field. Fields added later count as new again.
  mutating func checkEverything() { checked.formUnion(draft.fields) }

  mutating func checkAll() -> [FormEditorOutcome] {
    checkEverything()
    guard problems.isEmpty else { return [.showProblems] }
    return [.notice(Span("Nothing to fix: everything here can be sent.", .success))]
  }

  /// Puts the cursor on the field with this row id, from the question list or the list of problems. A missing id moves
  /// nothing; a choice without options leads to its options instead.
  package mutating func jump(to rowID: String) {
    guard !isSending else { return }
    let fields = draft.fields
    let field =
      fields.first { $0.rowID == rowID }
      ?? fields.first { field in
        guard case .question(let product, let question, .options) = field else { return false }
        return EditorField.question(product: product, question, .answer).rowID == rowID
      }
    guard let field else { return }
    leaveReview()
    moveFocus(to: field)
  }

  /// From an answer given by a digit to the next question without one; to the next field where none follows.
  mutating func goOn() {
    let fields = draft.fields
    let here = fields.firstIndex(of: focus) ?? 0
    let open = fields[here...].first { field in
      guard case .question(let product, let id, .answer) = field, id != focus.questionID else { return false }
      return draft.question(product: product, id)?.isAnswered == false
    }
    if let open { moveFocus(to: open) } else { moveFocus(by: 1) }
  }

  /// Moves to the next question without an answer, wrapping around at the end.
  mutating func goToNextUnanswered() -> [FormEditorOutcome] {
    let questions = draft.products.flatMap { product in
      (product.form?.questions ?? []).map { (product: product.localID, question: $0) }
    }
    guard !questions.isEmpty else { return [.notice(Span("There are no questions yet.", .muted))] }
    let fields = draft.fields
    let here = fields.firstIndex(of: focus) ?? 0
    let open = questions.filter { !$0.question.isAnswered && $0.question.localID != focus.questionID }
    guard
      let next = open.first(where: { entry in
        let text = EditorField.question(product: entry.product, entry.question.localID, .text)
        return fields.firstIndex(of: text).map { $0 > here } ?? false
      }) ?? open.first ?? questions.first(where: { !$0.question.isAnswered })
    else { return [.notice(Span("Every question is answered.", .success))] }
    jump(to: EditorField.question(product: next.product, next.question.localID, .answer).rowID)
    return []
  }
}

extension SubmissionDraft {
  /// "Product 2", "Question 2.3".
  func place(of field: EditorField) -> String {
    (field.questionID == nil ? "Product " : "Question ") + number(of: field)
  }

  /// "Product 2", "2.3 Which of these do you have?".
  func named(_ field: EditorField) -> String {
    let words = words(of: field)
    return words.isEmpty ? place(of: field) : "\(number(of: field)) \(words)"
  }

  /// The wording of the question; empty where there is none, or nothing is written yet.
  func words(of field: EditorField) -> String {
    guard case .question(let product, let id, _) = field else { return "" }
    return question(product: product, id)?.text.trimmedText ?? ""
  }
}

extension EditorField {
  /// The local id of the question it belongs to.
  var questionID: Int? {
    if case .question(_, let id, _) = self { id } else { nil }
  }
}
