import Care360

extension SubmissionDraft {
  /// The payload to send, without unanswered questions and empty forms. Throws the rules
  /// that the API core finds broken.
  func payload() throws(Care360Error) -> ProductsPayload {
    try ProductsPayload(products.compactMap(\.submission))
  }

  /// The number of answered questions, and of all questions.
  var progress: (answered: Int, total: Int) {
    var answered = 0
    var total = 0
    for product in products {
      guard let form = product.form else { continue }
      total += form.questions.count
      answered += form.questions.count(where: \.isAnswered)
    }
    return (answered, total)
  }
}

extension ProductDraft {
  /// Nil until a product is chosen.
  fileprivate var submission: ProductSubmission? {
    guard let chosen else { return nil }
    return ProductSubmission(
      id: chosen.id, visitType: visitType, subscription: subscription, form: form.flatMap(\.submission))
  }
}

extension FormDraft {
  /// True when every part of it would be left out.
  var hasNothingToSend: Bool { submission == nil }

  /// Nil when nothing of it would be sent.
  fileprivate var submission: IntakeForm? {
    let form = IntakeForm(
      title: title.isBlank ? nil : title.text, description: description.isBlank ? nil : description.text,
      questions: questions.compactMap(\.submission))
    return form == IntakeForm(questions: []) ? nil : form
  }
}

extension QuestionDraft {
  /// Nil without an answer.
  fileprivate var submission: AnsweredQuestion? {
    guard isAnswered else { return nil }
    return AnsweredQuestion(
      question: text.text, answer: sentAnswer, type: type, required: isRequired, isPHI: isPHI,
      options: isSelect ? options + (otherAnswer.map { [$0] } ?? []) : [])
  }

  private var sentAnswer: String {
    switch type {
    case .text: answer.text
    case .singleSelect: chosen.first ?? otherAnswer ?? ""
    case .multiSelect: MultiSelectAnswer.encoded(answersInOrder)
    }
  }

  /// The answers in the order of the options, then answers that are not options, and the one in other words last. An
  /// answer in other words is also sent as an option, because the service accepts no other choice.
  var answersInOrder: [String] {
    let options = options
    return options.filter(chosen.contains) + strayAnswers(among: options) + (otherAnswer.map { [$0] } ?? [])
  }
}
