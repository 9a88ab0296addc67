import Care360

extension DraftDocument {
  init(_ draft: SubmissionDraft, focus: EditorField) {
    self.init(
      focus: focus.rowID, cursor: draft.buffer(at: focus)?.cursor, nextID: draft.nextLocalID,
      products: draft.products.map(Product.init))
    let questions = products.flatMap { $0.form?.questions ?? [] }
    if questions.contains(where: { $0.rules != nil || $0.other != nil }) { version = 2 }
  }

  /// The draft and the field that had the cursor, with the cursor restored to its place.
  func restored() throws(UnreadableForm) -> (draft: SubmissionDraft, focus: EditorField) {
    var products: [ProductDraft] = []
    for product in self.products { products.append(try product.restored()) }
    var draft = SubmissionDraft(products: products, nextLocalID: nextID)
    let focus = draft.fields.first { $0.rowID == self.focus } ?? draft.fields[0]
    if let cursor {
      draft.editText(at: focus) { $0.cursor = max(0, min($0.characters.count, cursor)) }
    }
    return (draft, focus)
  }
}

extension DraftDocument.Product {
  fileprivate init(_ draft: ProductDraft) {
    self.init(
      id: draft.localID, productID: draft.chosen?.id.text, productName: draft.chosen?.name,
      visitType: draft.visitType?.rawValue, interval: draft.interval?.rawValue, count: draft.count.text,
      form: draft.form.map(DraftDocument.Form.init))
  }

  fileprivate func restored() throws(UnreadableForm) -> ProductDraft {
    var draft = ProductDraft(localID: id)
    if let productID {
      do { draft.chosen = ChosenProduct(id: try ProductID(productID), name: productName ?? "") } catch {
        throw .damaged
      }
    }
    draft.visitType = try choice(visitType)
    draft.interval = try choice(interval)
    draft.count = TextBuffer(count)
    if let form { draft.form = try form.restored() }
    return draft
  }
}

extension DraftDocument.Form {
  fileprivate init(_ draft: FormDraft) {
    self.init(
      title: draft.title.text, description: draft.description.text,
      questions: draft.questions.map(DraftDocument.Question.init))
  }

  fileprivate func restored() throws(UnreadableForm) -> FormDraft {
    var draft = FormDraft()
    draft.title = TextBuffer(title)
    draft.description = TextBuffer(description, isMultiline: true)
    for question in questions { draft.questions.append(try question.restored()) }
    return draft
  }
}

extension DraftDocument.Question {
  fileprivate init(_ draft: QuestionDraft) {
    self.init(
      id: draft.localID, text: draft.text.text, type: draft.type.rawValue, required: draft.isRequired,
      phi: draft.isPHI, options: draft.optionLines.text, answer: draft.answer.text, chosen: draft.chosen,
      rules: draft.rules == ChoiceRules() ? nil : DraftDocument.Rules(draft.rules),
      other: draft.other.isEmpty ? nil : draft.other.text)
  }

  fileprivate func restored() throws(UnreadableForm) -> QuestionDraft {
    var draft = QuestionDraft(localID: id)
    draft.text = TextBuffer(text)
    guard let type: QuestionType = try choice(type) else { throw .damaged }
    draft.type = type
    draft.isRequired = required
    draft.isPHI = phi
    draft.optionLines = TextBuffer(options, isMultiline: true)
    draft.answer = TextBuffer(answer, isMultiline: true)
    draft.chosen = chosen
    if let rules {
      draft.rules = ChoiceRules(
        least: rules.least, most: rules.most, allowsOther: rules.allowsOther, exclusive: rules.exclusive)
    }
    draft.other = TextBuffer(other ?? "")
    return draft
  }
}

extension DraftDocument.Rules {
  fileprivate init(_ rules: ChoiceRules) {
    self.init(least: rules.least, most: rules.most, allowsOther: rules.allowsOther, exclusive: rules.exclusive)
  }
}

/// The choice of that name; nil without a name. An unknown name is damage, never "not given".
private func choice<Value: RawRepresentable>(_ name: String?) throws(UnreadableForm) -> Value?
where Value.RawValue == String {
  guard let name else { return nil }
  guard let value = Value(rawValue: name) else { throw .damaged }
  return value
}
