import Care360

extension FormEditor {
  /// Adds the products of a request body after the existing ones, with their forms and answers. An empty product is
  /// replaced. One step of undo.
  ///
  /// - Returns: the paths of members that the form cannot hold exactly as in the body.
  mutating func add(_ payload: ProductsPayload, names: [ProductID: String] = [:]) -> [String] {
    guard !isSending, let products = payload.json["products"]?.array else { return [] }
    leaveReview()
    var field = focus
    var changed: [String] = []
    change { draft in
      let added = products.map { draft.newProduct(from: $0, names) }
      changed = zip(added, products).enumerated().flatMap { $1.0.changed(of: $1.1, at: "products[\($0)]") }
      draft.products.removeAll(where: \.isUntouched)
      draft.products += added
      if let first = added.first { field = .product(first.localID, .product) }
    }
    if !draft.fields.contains(focus) { focus = field }
    moveFocus(to: field)
    return changed
  }
}

extension ProductDraft {
  /// The paths of what would not go out as `json` has it: a field takes no control characters, and one line in places.
  fileprivate func changed(of json: JSONValue, at path: String) -> [String] {
    var paths: [String] = []
    if json["subscription"]?["intervalCount"] != nil, interval == nil {
      paths.append("\(path).subscription.intervalCount")
    }
    guard let form, let written = json["form"] else { return paths }
    for (key, field) in [("title", form.title), ("description", form.description)] {
      let kept = field.isBlank ? "" : field.text
      if !kept.isWritten(as: written[key]?.string ?? "") { paths.append("\(path).form.\(key)") }
    }
    for (index, (question, written)) in zip(form.questions, written["questions"]?.array ?? []).enumerated() {
      paths += question.changed(of: written).map { "\(path).form.questions[\(index)].\($0)" }
    }
    return paths
  }
}

extension QuestionDraft {
  fileprivate func changed(of json: JSONValue) -> [String] {
    var keys = text.text.isWritten(as: json["question"]?.string ?? "") ? [] : ["question"]
    let answers = type == .text ? [answer.text] : chosen
    let written = json["answer"]?.string ?? ""
    let writtenAnswers = type == .multiSelect ? MultiSelectAnswer.decoded(written) ?? [written] : [written]
    if !answers.filter({ !$0.isEmpty }).isWritten(as: writtenAnswers.filter { !$0.isEmpty }) { keys.append("answer") }
    // A text has no options to choose from; a choice has each once.
    let options = isSelect ? self.options : []
    if !options.isWritten(as: json["options"]?.array?.compactMap(\.string) ?? []) { keys.append("options") }
    return keys
  }
}

extension String {
  /// Compares bytes: strings that look alike may be sent as different bytes.
  fileprivate func isWritten(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension [String] {
  fileprivate func isWritten(as other: [String]) -> Bool { elementsEqual(other) { $0.isWritten(as: $1) } }
}

extension SubmissionDraft {
  /// A product as a checked body describes it.
  fileprivate mutating func newProduct(from json: JSONValue, _ names: [ProductID: String]) -> ProductDraft {
    var product = newProduct()
    do {
      let id = try ProductID(json["id"]?.string ?? "")
      product.chosen = ChosenProduct(id: id, name: names[id] ?? "")
    } catch {
      // The product stays unchosen, and the editor says so; a checked body has an id.
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
