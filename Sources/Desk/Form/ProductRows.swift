import Care360

/// The rows of one product: heading, product, visit type, subscription, form.
struct ProductRows {
  let product: ProductDraft
  let number: Int
  let count: Int
  let problems: [EditorField: String]
  let choosing: Choosing

  static let noProduct = "choose a product"
  static let noForm = "none: Enter adds one"

  var rows: [EditorRow] {
    var rows = [
      EditorRow(id: "p\(product.localID)", label: "Product \(number) of \(count)", kind: .heading),
      button(.product, label: "Product", value: product.chosen?.words ?? Self.noProduct, isRequired: true),
      choice(.visitType, label: "Visit type", product.visitTypeChoice),
      choice(.interval, label: "Subscription", product.intervalChoice),
    ]
    if let interval = product.interval {
      rows.append(
        text(.count, label: "Every how many \(interval.rawValue)s", product.count, placeholder: "a whole number"))
    }
    guard let form = product.form else {
      rows.append(button(.form, label: "Form", value: Self.noForm))
      return rows
    }
    rows.append(button(.form, label: "Form", value: form.words))
    rows.append(text(.title, label: "Title", form.title, indent: 1))
    rows.append(text(.description, label: "Description", form.description, indent: 1))
    for (index, question) in form.questions.enumerated() {
      let builder = QuestionRows(
        question: question, product: product.localID, number: "\(number).\(index + 1)", problems: problems,
        choosing: choosing)
      rows += builder.rows
    }
    rows.append(button(.addQuestion, label: "Add question", value: "", indent: 1))
    return rows
  }

  private func button(
    _ field: ProductField, label: String, value: String, isRequired: Bool = false, indent: Int = 0
  ) -> EditorRow {
    let field = EditorField.product(product.localID, field)
    let state: EditorRow.State =
      !isRequired ? .none : problems[field] != nil ? .invalid : product.chosen == nil ? .empty : .answered
    return EditorRow(
      id: field.rowID, label: label, marks: isRequired ? [QuestionRows.requiredMark] : [],
      kind: .button(value: value), state: state, problem: problems[field], indent: indent)
  }

  private func choice(_ field: ProductField, label: String, _ choice: EditorChoice) -> EditorRow {
    let field = EditorField.product(product.localID, field)
    return choosing.row(
      EditorRow(id: field.rowID, label: label, kind: .heading, problem: problems[field]), choice, at: field)
  }

  private func text(
    _ field: ProductField, label: String, _ buffer: TextBuffer, placeholder: String = "", indent: Int = 0
  ) -> EditorRow {
    let isCount = field == .count
    let field = EditorField.product(product.localID, field)
    return EditorRow(
      id: field.rowID, label: label, marks: isCount ? [QuestionRows.requiredMark] : [],
      kind: .text(buffer.presentation(placeholder: placeholder)),
      state: problems[field] != nil ? .invalid : isCount ? (buffer.isBlank ? .empty : .answered) : .none,
      problem: problems[field], indent: indent)
  }
}

extension ChosenProduct {
  /// Name and id, or the id alone.
  var words: String { name.isEmpty ? id.text : name + Self.gap + id.text }

  /// Between name and id.
  static let gap = "  "
}

extension FormDraft {
  static let noQuestion = "no question yet"

  /// "3 questions", "no question yet".
  var words: String {
    switch questions.count {
    case 0: Self.noQuestion
    case 1: "1 question"
    default: "\(questions.count) questions"
    }
  }
}
