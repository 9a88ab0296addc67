package import Care360

/// A form without answers, to begin others with.
package struct FormTemplate: Hashable, Sendable {
  package var title: String
  package var description: String
  package var questions: [Question]

  package struct Question: Hashable, Sendable {
    package var text: String
    package var type: QuestionType
    package var isRequired: Bool
    package var isPHI: Bool
    package var options: [String]
    package var rules: ChoiceRules

    package init(
      text: String, type: QuestionType, isRequired: Bool, isPHI: Bool, options: [String], rules: ChoiceRules
    ) {
      self.text = text
      self.type = type
      self.isRequired = isRequired
      self.isPHI = isPHI
      self.options = options
      self.rules = rules
    }
  }

  package init(title: String, description: String, questions: [Question]) {
    self.title = title
    self.description = description
    self.questions = questions
  }

  /// Every text in it.
  var texts: [String] {
    [title, description] + questions.flatMap { [$0.text] + $0.options + $0.rules.exclusive }
  }
}

/// A template that can be chosen, or the reason why it cannot.
package struct TemplateListing: Hashable, Sendable {
  package let name: String
  /// It comes with the program and cannot be deleted.
  package let isBuiltIn: Bool
  /// Nil: `problem` says what is wrong, with file, line and column.
  package let template: FormTemplate?
  package let problem: String?

  package init(name: String, isBuiltIn: Bool, template: FormTemplate?, problem: String? = nil) {
    self.name = name
    self.isBuiltIn = isBuiltIn
    self.template = template
    self.problem = problem
  }
}

/// Why a form cannot be kept as a template.
struct NoTemplate: Error, Hashable {
  let sentence: String
}

extension FormEditor {
  /// The form of the focused product, else of the first that has one, without its answers.
  ///
  /// - Parameter traces: traces of the patient's identity, none of which may be in a template.
  func template(without traces: PatientTraces) throws(NoTemplate) -> FormTemplate {
    let focused = focus.productID.flatMap(draft.productIndex).map { draft.products[$0] }
    guard let form = focused?.form ?? draft.products.lazy.compactMap(\.form).first else {
      throw NoTemplate(sentence: "This product has no form to save.")
    }
    let questions = form.questions.filter { !$0.isBlank }
    guard !questions.isEmpty else { throw NoTemplate(sentence: "A form without questions cannot be a template.") }
    for question in questions {
      if let problem = question.problems.first(where: { [.text, .options].contains($0.0) }) {
        throw NoTemplate(sentence: "Not saved: a question has a problem. \(problem.1)")
      }
    }
    let template = FormTemplate(
      title: form.title.text, description: form.description.text, questions: questions.map(FormTemplate.Question.init))
    if let place = template.texts.firstIndex(where: traces.areFound) {
      throw NoTemplate(
        sentence:
          "Not saved: the form names the patient. Remove any name, e-mail, phone, birth date or case id from "
          + (place == 0 ? "its title." : place == 1 ? "its description." : "“\(template.texts[place])”."))
    }
    return template
  }

  /// Adds the questions of a template to the form of the focused (else last) product, behind those that are there, and
  /// goes to the first of them. Title and description come along where the form has none. One step of undo.
  mutating func apply(_ template: FormTemplate) {
    guard !isSending else { return }
    leaveReview()
    guard let product = focus.productID.flatMap(draft.productIndex) ?? draft.products.indices.last else { return }
    let first = add(template, toProduct: product)
    // The question the cursor was in may have been a blank one that is gone.
    if !draft.fields.contains(focus) { focus = first ?? focus }
    if let first { moveFocus(to: first) }
  }

  /// True while this product stands in the form without a form of its own.
  func hasNoForm(_ id: ProductID) -> Bool {
    !isSending && review == nil && draft.products.contains { $0.chosen?.id == id && $0.form == nil }
  }

  /// Gives a product that has none the form of a template; the cursor stays where it is. One step of undo.
  mutating func beginForm(of id: ProductID, with template: FormTemplate) {
    guard !isSending, let product = draft.products.firstIndex(where: { $0.chosen?.id == id && $0.form == nil }) else {
      return
    }
    _ = add(template, toProduct: product)
  }

  /// - Returns: where its first question is answered.
  private mutating func add(_ template: FormTemplate, toProduct product: Int) -> EditorField? {
    var field: EditorField?
    change { draft in
      let questions = template.questions.map { question in draft.newQuestion().filled(from: question) }
      let id = draft.products[product].localID
      field = questions.first.map { .question(product: id, $0.localID, $0.firstToAnswer) }
      if draft.products[product].form == nil { draft.products[product].form = FormDraft() }
      draft.products[product].editForm { form in
        if form.title.isBlank { form.title = TextBuffer(template.title) }
        if form.description.isBlank { form.description = TextBuffer(template.description, isMultiline: true) }
        form.questions.removeAll(where: \.isBlank)
        form.questions += questions
      }
    }
    return field
  }
}

extension FormTemplate.Question {
  init(_ question: QuestionDraft) {
    self.init(
      text: question.text.text, type: question.type, isRequired: question.isRequired, isPHI: question.isPHI,
      options: question.isSelect ? question.options : [], rules: question.rulesInForce)
  }
}

extension QuestionDraft {
  /// The question as a template or a request body asks it.
  func filled(from question: FormTemplate.Question) -> QuestionDraft {
    var copy = self
    copy.text = TextBuffer(question.text)
    copy.type = question.type
    copy.isRequired = question.isRequired
    copy.isPHI = question.isPHI
    copy.optionLines = TextBuffer(question.options.joined(separator: "\n"), isMultiline: true)
    copy.rules = question.rules
    return copy
  }

  fileprivate var firstToAnswer: QuestionField { isSelect && options.isEmpty ? .options : .answer }

  /// The rules that mean something for the type and the options as they are.
  fileprivate var rulesInForce: ChoiceRules {
    guard isSelect else { return ChoiceRules() }
    var rules = rules
    rules.exclusive = rules.exclusive.filter(options.contains)
    guard type == .singleSelect else { return rules }
    return ChoiceRules(allowsOther: rules.allowsOther)
  }
}
