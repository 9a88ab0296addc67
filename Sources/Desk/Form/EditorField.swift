/// A place of the form that can have the focus. Its row id is stable as long as the product or question exists.
enum EditorField: Hashable, Sendable {
  case product(Int, ProductField)
  case question(product: Int, Int, QuestionField)
  case addProduct
  case review

  var rowID: String {
    switch self {
    case .product(let product, let field): "p\(product).\(field.rawValue)"
    case .question(let product, let question, let field): "p\(product).q\(question).\(field.rawValue)"
    case .addProduct: "add-product"
    case .review: "review"
    }
  }

  /// All fields that form an answer together with this one.
  var wholeAnswer: Set<EditorField>? {
    guard case .question(let product, let question, let field) = self, !field.isSetting else { return nil }
    return [
      .question(product: product, question, .answer), .question(product: product, question, .other),
    ]
  }

  /// The local id of the product it belongs to.
  var productID: Int? {
    switch self {
    case .product(let product, _), .question(let product, _, _): product
    case .addProduct, .review: nil
    }
  }
}

enum ProductField: String, Hashable, Sendable {
  case product
  case visitType = "visit-type"
  case interval
  case count
  case form
  case title
  case description
  case addQuestion = "add-question"
}

enum QuestionField: String, Hashable, Sendable {
  case text
  case type
  /// Required, health data.
  case handling
  case options
  case answer
  /// An answer in other words.
  case other

  /// True for a field about the question itself and the way it is asked, not its answer.
  var isSetting: Bool {
    switch self {
    case .text, .type, .handling, .options: true
    case .answer, .other: false
    }
  }
}

extension SubmissionDraft {
  /// Every field in the order of the screen.
  var fields: [EditorField] {
    products.flatMap(fields(of:)) + [.addProduct, .review]
  }

  private func fields(of product: ProductDraft) -> [EditorField] {
    let id = product.localID
    var fields: [ProductField] = [.product, .visitType, .interval]
    if product.interval != nil { fields.append(.count) }
    fields.append(.form)
    guard let form = product.form else { return fields.map { .product(id, $0) } }
    fields += [.title, .description]
    return fields.map { .product(id, $0) }
      + form.questions.flatMap { question in
        Self.fields(of: question).map { .question(product: id, question.localID, $0) }
      }
      + [.product(id, .addQuestion)]
  }

  /// A choice has no answer field while there are no options to choose from.
  private static func fields(of question: QuestionDraft) -> [QuestionField] {
    guard question.isSelect else { return [.text, .type, .handling, .answer] }
    let canAnswer = !question.optionLines.isBlank || !question.chosen.isEmpty
    return [.text, .type, .handling, .options] + (canAnswer ? [.answer] : [])
      + (question.rules.allowsOther ? [.other] : [])
  }
}
