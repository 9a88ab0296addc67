package import Care360

extension FormEditor {
  /// Puts a picked product into the focused product row, or into one with nothing in it; else it becomes a product of
  /// its own. Does nothing while the form is being sent.
  ///
  /// - Parameters:
  ///   - visitType: put in where none was chosen.
  ///   - subscription: put in where none was chosen.
  package mutating func productPicked(
    _ id: ProductID, name: String, visitType: VisitType? = nil, subscription: Subscription? = nil
  ) {
    guard !isSending else { return }
    leaveReview()
    let chosen = ChosenProduct(id: id, name: name)
    var field = focus
    var isProductRow = false
    if case .product(_, .product) = focus { isProductRow = true }
    let isTaken = isProductRow || takeUntouchedProduct(&field)
    change { draft in
      if isTaken, let index = field.productID.flatMap(draft.productIndex) {
        draft.products[index].choose(chosen, visitType, subscription)
      } else {
        var product = draft.newProduct()
        product.choose(chosen, visitType, subscription)
        draft.products.append(product)
        field = .product(product.localID, .product)
      }
    }
    moveFocus(to: field)
    checked.insert(field)
  }

  /// Adds a product after the focused one and asks for the picker. A product with nothing in it is used first.
  mutating func addProduct() -> [FormEditorOutcome] {
    var field = focus
    if !takeUntouchedProduct(&field) {
      change { draft in
        let product = draft.newProduct()
        let index = field.productID.flatMap(draft.productIndex).map { $0 + 1 } ?? draft.products.count
        draft.products.insert(product, at: index)
        field = .product(product.localID, .product)
      }
    }
    moveFocus(to: field)
    return [.pickProduct]
  }

  private func takeUntouchedProduct(_ field: inout EditorField) -> Bool {
    guard let product = draft.products.first(where: \.isUntouched) else { return false }
    field = .product(product.localID, .product)
    return true
  }

  /// Adds a question after the focused one, or at the end of the form of the focused (else last) product, which gets
  /// a form if it has none.
  mutating func addQuestion() -> [FormEditorOutcome] {
    let current = focus
    guard let product = current.productID.flatMap(draft.productIndex) ?? draft.products.indices.last else { return [] }
    var field = current
    change { draft in
      let question = draft.newQuestion()
      field = .question(product: draft.products[product].localID, question.localID, .text)
      if draft.products[product].form == nil { draft.products[product].form = FormDraft() }
      draft.products[product].editForm { form in
        var index = form.questions.count
        if case .question(_, let id, _) = current {
          index = form.questions.firstIndex { $0.localID == id }.map { $0 + 1 } ?? index
        }
        form.questions.insert(question, at: index)
      }
    }
    moveFocus(to: field)
    return []
  }

  /// Adds an empty form, or removes an empty one. A form with contents is removed by the delete command only.
  mutating func switchForm(of localID: Int) -> [FormEditorOutcome] {
    guard let index = draft.productIndex(localID) else { return [] }
    if let form = draft.products[index].form, !form.isUntouched {
      return [.notice(Span("This form is not empty: the delete command removes it.", .warning))]
    }
    change { draft in
      draft.products[index].form = draft.products[index].form == nil ? FormDraft() : nil
    }
    enterField()
    return []
  }

  /// Removes the question, form or product that the focus is in.
  mutating func deleteItem() -> [FormEditorOutcome] {
    let fieldIndex = draft.fields.firstIndex(of: focus) ?? 0
    let numbers = draft.number(of: focus)
    var removed: String
    switch focus {
    case .addProduct, .review:
      return [.notice(Span("Move to the question or product to remove.", .muted))]
    case .question(let product, let question, _):
      removed = "Question \(numbers)"
      change { draft in
        guard let index = draft.questionIndex(product: product, question: question) else { return }
        draft.products[index.product].editForm { $0.questions.remove(at: index.question) }
      }
      repairFocus(wanted: focus, index: fieldIndex)
      // The letter typed next must not go into a wording.
      if case .question(let product, let question, let field) = focus, field.isSetting {
        let answer = EditorField.question(product: product, question, .answer)
        if draft.fields.contains(answer) { moveFocus(to: answer) }
      }
      return [.notice(Span("\(removed) was removed; undo brings it back."))]
    case .product(let product, .form), .product(let product, .title), .product(let product, .description),
      .product(let product, .addQuestion):
      guard let index = draft.productIndex(product), draft.products[index].form != nil else {
        return [.notice(Span("This product has no form.", .muted))]
      }
      removed = "The form of product \(numbers)"
      change { $0.products[index].form = nil }
      repairFocus(wanted: .product(product, .form), index: fieldIndex)
      return [.notice(Span("\(removed) was removed; undo brings it back."))]
    case .product(let product, _):
      removed = "Product \(numbers)"
      change { draft in
        draft.products.removeAll { $0.localID == product }
        if draft.products.isEmpty { draft.products = [draft.newProduct()] }
      }
    }
    repairFocus(wanted: focus, index: fieldIndex)
    return [.notice(Span("\(removed) was removed; undo brings it back."))]
  }

  /// Undo or redo, with the cursor where it was.
  mutating func travel(back: Bool) -> [FormEditorOutcome] {
    let fieldIndex = draft.fields.firstIndex(of: focus) ?? 0
    let before = focus
    let wanted = back ? history.undo(&draft, focus: before) : history.redo(&draft, focus: before)
    guard let wanted else { return [.notice(Span(back ? "Nothing to undo." : "Nothing to redo.", .muted))] }
    revision += 1
    repairFocus(wanted: wanted, index: fieldIndex)
    return []
  }
}

extension SubmissionDraft {
  /// "2" for a product and its fields, "2.3" for a question; empty for what belongs to the whole form.
  func number(of field: EditorField) -> String {
    guard let product = field.productID.flatMap(productIndex) else { return "" }
    guard case .question(let localID, let question, _) = field,
      let index = questionIndex(product: localID, question: question)
    else { return "\(product + 1)" }
    return "\(product + 1).\(index.question + 1)"
  }
}

extension ProductDraft {
  fileprivate mutating func choose(_ chosen: ChosenProduct, _ visitType: VisitType?, _ subscription: Subscription?) {
    self.chosen = chosen
    self.visitType = self.visitType ?? visitType
    if interval == nil, let subscription {
      interval = subscription.interval
      count.replace(with: String(subscription.count))
    }
  }
}
