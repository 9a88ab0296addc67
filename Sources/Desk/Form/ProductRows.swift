import Care360

/// The rows of one product: heading, product, visit type, subscription, form.
struct ProductRows {
  let product: ProductDraft
  let number: Int
  let count: Int
  let problems: [EditorField: DraftProblem]
  let choosing: Choosing
  let keptRows: KeptQuestionRows
  /// The command that lists the templates, as a person gives it.
  let templates: String

  static let noProduct = "choose a product"
  static let noForm = "none · Enter adds an empty one"

  func append(to rows: inout EditorRows) {
    rows.append(head)
    guard let form = product.form else { return }
    let problems = Dictionary(grouping: problems) { $0.key.questionID }
    for (index, question) in form.questions.enumerated() {
      let own = problems[question.localID, default: []]
      rows.append(
        keptRows.rows(
          QuestionRows(
            question: question, product: product.localID, number: "\(number).\(index + 1)",
            problems: Dictionary(uniqueKeysWithValues: own.map { ($0.key, $0.value) }), choosing: choosing)))
    }
    rows.append([button(.addQuestion, label: "Add question", value: "", indent: 1)])
  }

  /// The rows before the questions.
  private var head: [EditorRow] {
    var rows = [
      EditorRow(id: "p\(product.localID)", label: "Product \(number) of \(count)", kind: .heading),
      button(.product, label: "Product", value: product.chosen?.words ?? Self.noProduct, isRequired: true),
      choice(.visitType, label: "Visit type", product.visitTypeChoice),
      choice(.interval, label: "Subscription", product.intervalChoice),
    ]
    if let interval = product.interval {
      rows.append(
        text(.count, label: "Number of \(interval.rawValue)s", product.count, placeholder: "a whole number"))
    }
    guard let form = product.form else {
      rows.append(button(.form, label: "Form", value: "\(Self.noForm) · \(templates) a template"))
      return rows
    }
    rows.append(button(.form, label: "Form", value: form.words))
    rows.append(text(.title, label: "Title", form.title, indent: 1))
    rows.append(text(.description, label: "Description", form.description, indent: 1))
    return rows
  }

  private func button(
    _ field: ProductField, label: String, value: String, isRequired: Bool = false, indent: Int = 0
  ) -> EditorRow {
    let field = EditorField.product(product.localID, field)
    let state: EditorRow.State =
      !isRequired ? .none : problems[field] != nil ? .invalid : product.chosen == nil ? .empty : .answered
    var row = EditorRow(
      id: field.rowID, label: label, marks: isRequired ? [QuestionRows.requiredMark] : [],
      kind: .button(value: value), state: state, problem: problems[field]?.sentence, indent: indent)
    // A button that names the next step is never cut off.
    if isRequired, let chosen = product.chosen {
      row.brief = EditorRow.Brief(words: label, value: state == .invalid ? Span("to fix", .error) : Span(chosen.words))
    }
    return row
  }

  private func choice(_ field: ProductField, label: String, _ choice: EditorChoice) -> EditorRow {
    let field = EditorField.product(product.localID, field)
    var row = choosing.row(
      EditorRow(id: field.rowID, label: label, kind: .heading, problem: problems[field]?.sentence), choice, at: field)
    row.brief = EditorRow.Brief(words: label, value: Span(choice.words))
    return row
  }

  private func text(
    _ field: ProductField, label: String, _ buffer: TextBuffer, placeholder: String = "", indent: Int = 0
  ) -> EditorRow {
    let isCount = field == .count
    let field = EditorField.product(product.localID, field)
    let problem = problems[field]?.sentence
    var row = EditorRow(
      id: field.rowID, label: label, marks: isCount ? [QuestionRows.requiredMark] : [],
      kind: .text(buffer.presentation(placeholder: placeholder)),
      state: problem != nil ? .invalid : isCount ? (buffer.isBlank ? .empty : .answered) : .none,
      problem: problem, indent: indent)
    row.brief = EditorRow.Brief(
      words: label, value: problem.map { Span($0, .error) } ?? Span(buffer.isBlank ? "empty" : buffer.text, .muted))
    return row
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
