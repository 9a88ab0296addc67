import Care360

extension FormEditor {
  /// Adds the products of a request body behind those that are there, with their forms and answers. A product with
  /// nothing in it gives way. One step of undo.
  mutating func add(_ payload: ProductsPayload) {
    guard !isSending, let products = payload.json["products"]?.array else { return }
    leaveReview()
    var field = focus
    change { draft in
      let added = products.map { draft.newProduct(from: $0) }
      draft.products.removeAll(where: \.isUntouched)
      draft.products += added
      if let first = added.first { field = .product(first.localID, .product) }
    }
    if !draft.fields.contains(focus) { focus = field }
    moveFocus(to: field)
  }
}

extension SubmissionDraft {
  /// A product as a checked body describes it.
  fileprivate mutating func newProduct(from json: JSONValue) -> ProductDraft {
    var product = newProduct()
    do { product.chosen = ChosenProduct(id: try ProductID(json["id"]?.string ?? ""), name: "") } catch {
      // Nothing is chosen then, which the editor says; a checked body has an id.
      product.chosen = nil
    }
    product.visitType = json["visitType"]?.string.flatMap(VisitType.init)
    product.interval = json["subscription"]?["interval"]?.string.flatMap(SubscriptionInterval.init)
    product.count = TextBuffer(json["subscription"]?["intervalCount"]?.integer.map(String.init) ?? "")
    guard let form = json["form"] else { return product }
    var draft = FormDraft()
    draft.title = TextBuffer(form["title"]?.string ?? "")
    draft.description = TextBuffer(form["description"]?.string ?? "", isMultiline: true)
    draft.questions = (form["questions"]?.array ?? []).map { newQuestion().filled(from: $0) }
    product.form = draft
    return product
  }
}

extension QuestionDraft {
  fileprivate func filled(from json: JSONValue) -> QuestionDraft {
    var copy = filled(
      from: FormTemplate.Question(
        text: json["question"]?.string ?? "", type: json["type"]?.string.flatMap(QuestionType.init) ?? .text,
        isRequired: json["required"]?.bool ?? false, isPHI: json["phi"]?.bool ?? true,
        options: json["options"]?.array?.compactMap(\.string) ?? [], rules: ChoiceRules()))
    let answer = json["answer"]?.string ?? ""
    switch copy.type {
    case .text: copy.answer = TextBuffer(answer, isMultiline: true)
    case .singleSelect: copy.chosen = answer.isEmpty ? [] : [answer]
    case .multiSelect: copy.chosen = MultiSelectAnswer.decoded(answer) ?? (answer.isEmpty ? [] : [answer])
    }
    return copy
  }
}
