import Care360

extension FormEditor {
  /// The presentation of the pane.
  package var presentation: EditorPresentation { presentation(hasFocus: true) }

  /// - Parameters:
  ///   - hasFocus: keys go to the form, so that the answer with the cursor is shown.
  ///   - templates: the command that lists the templates, as a person gives it.
  package func presentation(hasFocus: Bool, templates: String = ":templates") -> EditorPresentation {
    EditorPresentation(
      id: (review == nil ? "" : "review ") + target.caseID.text, title: title,
      badge: Span("NOT SAVED (memory only)", .warning),
      banners: banners,
      rows: review == nil ? editingRows(hasFocus: hasFocus, templates: templates) : EditorRows(reviewRows),
      focusedID: review == nil ? focus.rowID : review?.focusedID, place: review == nil ? placeOfQuestion : nil)
  }

  /// The place of the focused question among all questions.
  private var placeOfQuestion: String? {
    guard let id = focus.questionID else { return nil }
    let questions = draft.products.flatMap { $0.form?.questions ?? [] }
    return questions.firstIndex { $0.localID == id }.map { "question \($0 + 1) of \(questions.count)" }
  }

  /// The context that decides what the keys mean now.
  package var context: InputContext {
    if review != nil { return .editorReview }
    guard let buffer = draft.buffer(at: focus) else { return hasOptionFilter ? .editorLongChoice : .editorChoice }
    return .editorText(isMultiline: buffer.isMultiline)
  }

  private var title: String {
    let whom = [target.patientName, target.shortID].filter { !$0.isEmpty }.joined(separator: " ")
    let (answered, total) = progress
    let far = total == 0 ? "" : " · \(answered) of \(total)"
    return (review == nil ? "Intake" : "Review") + " · " + whom + far
  }

  private var banners: [Span] {
    var banners: [Span] = []
    banners += [banner, finding].compactMap { $0 }
    if target.isClosed == true { banners.append(Span("This case is closed; the service may refuse.", .warning)) }
    if target.attached == nil {
      banners.append(Span("The service did not say which products are on this case.", .warning))
    }
    return banners
  }

  private func editingRows(hasFocus: Bool, templates: String) -> EditorRows {
    let problems = shownProblems
    let count = draft.products.count
    let choosing = Choosing(
      field: focus, cursor: optionCursor, filter: optionFilter, shown: shownOptions, hasFocus: hasFocus,
      isRevealed: isRevealed)
    var rows: EditorRows = []
    for (index, product) in draft.products.enumerated() {
      ProductRows(
        product: product, number: index + 1, count: count, problems: problems, choosing: choosing,
        keptRows: keptRows, templates: templates
      ).append(to: &rows)
    }
    rows.append([
      EditorRow(id: EditorField.addProduct.rowID, label: "Add product", kind: .button(value: "")),
      EditorRow(id: EditorField.review.rowID, label: "Review and submit", kind: .button(value: "")),
    ])
    return rows
  }

  /// The problems by field, for fields that were left or reviewed: a first try in progress shows none.
  var shownProblems: [EditorField: DraftProblem] {
    var shown: [EditorField: DraftProblem] = [:]
    // Each key asks, and most questions of a long form are not checked yet.
    let questions = Set(checked.map(\.questionID))
    let problems = draft.problems(attached: target.attached) { questions.contains($0) }
    for problem in problems where checked.contains(problem.field) {
      if shown[problem.field] == nil { shown[problem.field] = problem }
    }
    return shown
  }
}

/// The field with the cursor and, for a choice, the options in view.
struct Choosing {
  let field: EditorField
  /// Index among all options.
  let cursor: Int
  let filter: TextBuffer
  /// The options that the filter lets through.
  let shown: [Int]
  /// Keys go to the form.
  let hasFocus: Bool
  /// Health data is shown everywhere.
  let isRevealed: Bool

  /// A choice as a row: the focused one as it is filtered.
  func row(_ row: EditorRow, _ choice: EditorChoice, at field: EditorField) -> EditorRow {
    var row = row
    guard field == self.field else {
      let cursor = choice.options.firstIndex(where: \.isSelected) ?? 0
      row.kind = .choice(options: choice.options, isMultiple: choice.isMultiple, cursor: cursor)
      return row
    }
    row.kind = .choice(
      options: shown.filter(choice.options.indices.contains).map { choice.options[$0] },
      isMultiple: choice.isMultiple, cursor: shown.firstIndex(of: cursor) ?? 0)
    guard !choice.takesDigits else { return row }
    row.filter = filter.presentation(placeholder: "type to filter, Space switches")
    if !filter.isEmpty { row.filterCount = "\(shown.count) of \(choice.options.count)" }
    return row
  }
}
