/// One question of the form as a whole, for the line-by-line mode. It is made from the rows that the screen draws, so
/// that it holds nothing that the screen masks.
package struct FormQuestion: Hashable, Sendable {
  /// "2.3".
  package let number: String
  /// Empty: it is not written yet.
  package let text: String
  /// Its place among the questions of its product, from 1 on.
  package let place: Int
  package let count: Int
  /// "text", "choose one", "choose several".
  package let kind: String
  /// "choose up to 3"; nil without a limit.
  package let limits: String?
  package let isRequired: Bool
  package let isHealthData: Bool
  /// True when an answer in other words than the options has its own row.
  package let takesOtherWords: Bool
  /// The row for the answer; the row of the options while there is nothing to choose from.
  package let answerID: String
  /// The prefix of all its row ids.
  fileprivate let prefix: String

  /// - Parameter id: of a row of the form, or of one that speaks of it in the review.
  package func holds(_ id: String) -> Bool { id.hasPrefix(prefix) || id.contains(".\(prefix)") }
}

/// A button of the form: the state now, and the action of pressing it.
package struct FormButton: Hashable, Sendable {
  /// The state now; empty when the button only starts something.
  package let now: String
  /// The action as a verb phrase: "choose a product"; nil when the button can do nothing now.
  package let does: String?
  /// True when a required value is missing.
  package let isEmpty: Bool

  package init(now: String, does: String?, isEmpty: Bool = false) {
    self.now = now
    self.does = does
    self.isEmpty = isEmpty
  }
}

extension EditorPresentation {
  /// Every question of the form, in its order; none in the review.
  package var questions: [FormQuestion] {
    let rows = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    let texts = self.rows.filter { Self.question(of: $0.id)?.field == .text }
    let counts = Dictionary(grouping: texts) { Self.question(of: $0.id)?.product }.mapValues(\.count)
    var places: [Substring: Int] = [:]
    return texts.compactMap { text -> FormQuestion? in
      guard let (product, question, _) = Self.question(of: text.id) else { return nil }
      places[product, default: 0] += 1
      let prefix = "\(product).\(question)."
      func row(_ field: QuestionField) -> EditorRow? { rows[prefix + field.rawValue] }
      let handling = row(.handling)?.options ?? []
      let answer = row(.answer)
      let isOpen = if case .note? = answer?.kind { false } else { answer != nil }
      return FormQuestion(
        number: text.number, text: text.textValue, place: places[product] ?? 0, count: counts[product] ?? 0,
        kind: row(.type)?.options.first(where: \.isSelected)?.label ?? "",
        limits: answer?.marks.first { $0.role == .label }?.text,
        isRequired: handling.first?.isSelected == true, isHealthData: handling.last?.isSelected == true,
        takesOtherWords: row(.other) != nil, answerID: prefix + (isOpen ? QuestionField.answer : .options).rawValue,
        prefix: prefix)
    }
  }

  /// As `EditorField.rowID` writes it.
  fileprivate static func question(of id: String) -> (product: Substring, question: Substring, field: QuestionField)? {
    let parts = id.split(separator: ".")
    guard parts.count == 3, let field = QuestionField(rawValue: String(parts[2])) else { return nil }
    return (parts[0], parts[1], field)
  }
}

extension EditorRow {
  /// True for the answer to a question, in its own or in other words; false for fields about how the question is asked.
  package var isAnswer: Bool { EditorPresentation.question(of: id).map { !$0.field.isSetting } ?? false }

  /// It holds the wording of a question.
  package var isWording: Bool { EditorPresentation.question(of: id)?.field == .text }

  /// It has to be filled in.
  package var isRequired: Bool { marks.contains(QuestionRows.requiredMark) }

  /// Nil where the row is no button of the form.
  package var button: FormButton? {
    guard case .button(let value) = kind else { return nil }
    switch id {
    case EditorField.addProduct.rowID: return FormButton(now: "", does: "add another product")
    case EditorField.review.rowID: return FormButton(now: "", does: "review and submit")
    default: break
    }
    let parts = id.split(separator: ".")
    switch parts.count == 2 ? ProductField(rawValue: String(parts[1])) : nil {
    case .product:
      return value == ProductRows.noProduct
        ? FormButton(now: "not chosen", does: "choose a product", isEmpty: true)
        : FormButton(now: Self.name(ofProduct: value), does: "choose another product")
    case .form:
      return value.hasPrefix(ProductRows.noForm)
        ? FormButton(now: "none", does: "add a form")
        // No button removes a form that has questions.
        : FormButton(now: value, does: value == FormDraft.noQuestion ? "take the form away" : nil)
    case .addQuestion: return FormButton(now: "", does: "add a question")
    case .visitType, .interval, .count, .title, .description, nil: return nil
    }
  }

  /// Read aloud, an id says nothing when there is a name.
  private static func name(ofProduct words: String) -> String {
    words.ranges(of: ChosenProduct.gap).last.map { String(words[..<$0.lowerBound]) } ?? words
  }

  fileprivate var options: [EditorOption] { if case .choice(let options, _, _) = kind { options } else { [] } }

  fileprivate var textValue: String { if case .text(let field) = kind { field.text } else { "" } }
}
