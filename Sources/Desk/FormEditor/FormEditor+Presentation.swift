import Care360

extension FormEditor {
  /// What the pane shows.
  package var presentation: EditorPresentation {
    EditorPresentation(
      title: title,
      badge: Span("NOT SAVED (memory only)", .warning),
      banners: banners,
      rows: review == nil ? editingRows : reviewRows,
      focusedID: review == nil ? focus.rowID : review?.focusedID)
  }

  /// What the keys mean just now.
  package var context: InputContext {
    if review != nil { return .editorReview }
    guard let buffer = draft.buffer(at: focus) else { return .editorChoice }
    return .editorText(isMultiline: buffer.isMultiline)
  }

  private var title: String {
    let whom = [target.patientName, target.shortID].filter { !$0.isEmpty }.joined(separator: " ")
    return (review == nil ? "Intake" : "Review") + " · " + whom
  }

  private var banners: [Span] {
    var banners: [Span] = []
    if let banner { banners.append(banner) }
    if target.isClosed == true { banners.append(Span("This case is closed; the service may refuse.", .warning)) }
    if target.attached == nil {
      banners.append(Span("The service did not say which products are on this case.", .warning))
    }
    return banners
  }

  private var editingRows: [EditorRow] {
    let problems = shownProblems
    let count = draft.products.count
    var rows: [EditorRow] = []
    for (index, product) in draft.products.enumerated() {
      let builder = ProductRows(
        product: product, number: index + 1, count: count, problems: problems, focus: focus,
        optionCursor: optionCursor)
      rows += builder.rows
    }
    rows.append(EditorRow(id: EditorField.addProduct.rowID, label: "Add product", kind: .button(value: "")))
    rows.append(EditorRow(id: EditorField.review.rowID, label: "Review and submit", kind: .button(value: "")))
    return rows
  }

  /// The problems of fields that were left before or reviewed, by field: nothing is said of a first try under way.
  var shownProblems: [EditorField: String] {
    var shown: [EditorField: String] = [:]
    for problem in problems where isAllChecked || checked.contains(problem.field) {
      if shown[problem.field] == nil { shown[problem.field] = problem.sentence }
    }
    return shown
  }
}
