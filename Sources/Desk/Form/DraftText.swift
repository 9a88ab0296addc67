extension SubmissionDraft {
  /// The buffer behind a field that takes text; nil for choices and buttons.
  func buffer(at field: EditorField) -> TextBuffer? {
    switch field {
    case .product(let id, let field):
      guard let index = productIndex(id) else { return nil }
      switch field {
      case .count: return products[index].count
      case .title: return products[index].form?.title
      case .description: return products[index].form?.description
      case .product, .visitType, .interval, .form, .addQuestion: return nil
      }
    case .question(let product, let id, let field):
      guard let question = question(product: product, id) else { return nil }
      switch field {
      case .text: return question.text
      case .options: return question.optionLines
      case .answer: return question.isSelect ? nil : question.answer
      case .other: return question.other
      case .type, .handling: return nil
      }
    case .addProduct, .review: return nil
    }
  }

  /// Edits the buffer behind a field in place.
  mutating func editText(at field: EditorField, _ edit: (inout TextBuffer) -> Void) {
    switch field {
    case .product(let id, let field):
      guard let index = productIndex(id) else { return }
      switch field {
      case .count: edit(&products[index].count)
      case .title: products[index].editForm { edit(&$0.title) }
      case .description: products[index].editForm { edit(&$0.description) }
      case .product, .visitType, .interval, .form, .addQuestion: return
      }
    case .question(let product, let id, let field):
      editQuestion(product: product, id) { question in
        switch field {
        case .text: edit(&question.text)
        case .options: edit(&question.optionLines)
        case .answer: edit(&question.answer)
        case .other: edit(&question.other)
        case .type, .handling: return
        }
      }
    case .addProduct, .review: return
    }
  }

  mutating func editQuestion(product: Int, _ localID: Int, _ edit: (inout QuestionDraft) -> Void) {
    guard let index = questionIndex(product: product, question: localID) else { return }
    products[index.product].editForm { edit(&$0.questions[index.question]) }
  }
}

extension ProductDraft {
  /// Edits the form if there is one. It is taken out meanwhile, so that its text is changed in place, not copied.
  mutating func editForm(_ edit: (inout FormDraft) -> Void) {
    guard var taken = form else { return }
    form = nil
    edit(&taken)
    form = taken
  }
}
