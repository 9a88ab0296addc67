import Care360

// The help sentences for the field or question that has the focus.
extension FormEditor {
  var helpOfField: Help {
    switch focus {
    case .question(let product, let id, let field): help(product: product, question: id, field)
    case .product(_, let field): help(field)
    case .addProduct: Help("add product", "Enter adds one more product to this form; this sends nothing.")
    case .review:
      Help(
        "review and submit",
        "Enter goes to the review, which shows every product and answer again and everything to fix.",
        "Nothing is sent until you confirm it there.")
    }
  }

  var helpOfReview: Help {
    var help = Help("review")
    let count = problems.count
    if count > 0 {
      help.add(
        "\(count == 1 ? "1 problem keeps" : "\(count) problems keep") this from being sent; Enter on one goes there.",
        .error)
    }
    help.add("What would be sent, product by product. Answers are masked until they are revealed.")
    help.add(
      "Enter on a line goes to its field; Enter on Submit asks before anything is sent. Esc goes back to the form.",
      isAboutKeys: true)
    return help
  }

  private func help(_ field: ProductField) -> Help {
    var help =
      switch field {
      case .product:
        Help(
          "product", "Required: what this adds to the case.",
          "Enter lists the products of the case and of the site; you can also type an id there.")
      case .visitType:
        Help("visit type", "How the patient is seen; may stay “not given”.", "Space or the option's digit chooses.")
      case .interval:
        Help(
          "subscription", "How often the product is sent again; “none” means no subscription.",
          "Space or the option's digit chooses; the form then asks for a count.")
      case .count: Help("subscription count", "Required with a subscription: a whole number, 1 or more.")
      case .form:
        Help(
          "form", "The questions that were asked for this product, with their answers. A product may have none.",
          "Enter adds an empty form or takes it away again; undo brings it back.")
      case .title: Help("title of the form", "May stay empty. It is sent with the form.")
      case .description: Help("description of the form", "May stay empty. It is sent with the form.")
      case .addQuestion: Help("add question", "Enter adds a question to this form.")
      }
    if let problem = shownProblems[focus] { help.add(problem.sentence, .error) }
    return help
  }

  private func help(product: Int, question id: Int, _ field: QuestionField) -> Help {
    let row = presentation.rows.first { $0.id == focus.rowID }
    guard let row, let question = draft.question(product: product, id) else { return Help("question") }
    var help = Help("question \(draft.number(product: product, question: id)), \(row.label.lowercased())")
    let text = question.text.trimmedText
    help.add(text.isEmpty ? "This question has no text yet." : "“\(text)”", .heading)
    if let problem = shownProblems[focus] { help.add(problem.sentence, .error) }
    let kind = question.type.words
    let limits = question.type == .multiSelect ? question.rules.words : nil
    help.add(
      [
        "kind: \(kind)", limits, question.isRequired ? "required" : "not required",
        question.isPHI ? "health data" : "not health data",
        question.isAnswered ? "answered" : question.isRequired ? "not answered" : "not answered: left out",
      ].compactMap { $0 }.joined(separator: " · "), .label)
    for sentence in Self.sentences(field, of: question, isFiltered: hasOptionFilter) {
      help.add(sentence, isAboutKeys: Help.isAboutKeys(sentence))
    }
    return help
  }

  private static func sentences(_ field: QuestionField, of question: QuestionDraft, isFiltered: Bool) -> [String] {
    switch field {
    case .text: return ["What was asked, as the patient would read it."]
    case .type:
      return [
        "How it is answered: by typing, or by choosing one or several options. Changing the type keeps earlier answers."
      ]
    case .handling:
      return [
        "Required questions must be answered before the form is sent. Health data is masked wherever it is shown."
      ]
    case .options: return ["The options to choose from, one per line; Ctrl-J starts the next line."]
    case .other: return ["An answer that is not among the options."]
    case .answer:
      guard question.isSelect else {
        return ["Type the answer; Ctrl-J or Alt-Enter starts a new line. Saved as you type, sent only from the review."]
      }
      let way =
        isFiltered
        ? "Typing filters the options; Space switches the option at the cursor."
        : question.type == .singleSelect
          ? "A digit answers and goes on to the next open question; Space chooses and stays."
          : "Digits switch options, and Space switches the current one; Enter goes on."
      let exclusive = question.options.first(where: question.rules.isExclusive)
      return [way]
        + (exclusive.map { ["“\($0)” clears the others."] } ?? [])
    }
  }
}

extension SubmissionDraft {
  /// "1.2", as the form numbers it.
  fileprivate func number(product: Int, question: Int) -> String {
    guard let index = questionIndex(product: product, question: question) else { return "" }
    return "\(index.product + 1).\(index.question + 1)"
  }
}

extension Help {
  /// True when the sentence's subject is a key.
  fileprivate static func isAboutKeys(_ sentence: String) -> Bool {
    ["Enter ", "Space ", "Digits", "A digit ", "Typing "].contains { sentence.hasPrefix($0) }
  }

  fileprivate init(_ place: String, _ sentences: String...) {
    self.init(place: place)
    for sentence in sentences { add(sentence, isAboutKeys: Self.isAboutKeys(sentence)) }
  }
}
