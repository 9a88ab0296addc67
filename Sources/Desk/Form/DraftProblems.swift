import Care360

/// Something that keeps the draft from being sent, and where.
struct DraftProblem: Hashable, Sendable {
  var field: EditorField
  /// For the person; names no value.
  var sentence: String
  /// A required question has no answer.
  var isMissing = false

  /// The words after the question's wording in a list.
  var words: String { isMissing ? "no answer" : sentence }
}

extension SubmissionDraft {
  /// Every problem in the order of the fields, one a field. `attached`: the products on the live case; nil when the
  /// service did not say. `isAsked` leaves out those of other questions, by their local ids.
  func problems(attached: Set<ProductID>?, isAsked: (Int) -> Bool = { _ in true }) -> [DraftProblem] {
    var seen: Set<ProductID> = []
    return products.flatMap { product in
      var problems: [DraftProblem] = []
      if let sentence = product.productProblem(attached: attached ?? [], earlier: seen) {
        problems.append(DraftProblem(field: .product(product.localID, .product), sentence: sentence))
      }
      if let id = product.chosen?.id { seen.insert(id) }
      if let sentence = product.countProblem {
        problems.append(DraftProblem(field: .product(product.localID, .count), sentence: sentence))
      }
      for question in product.form?.questions ?? [] where isAsked(question.localID) {
        problems += question.problems.map { field, sentence in
          DraftProblem(
            field: .question(product: product.localID, question.localID, field), sentence: sentence,
            isMissing: sentence == QuestionDraft.missing)
        }
      }
      return problems
    }
  }
}

extension ProductDraft {
  fileprivate func productProblem(attached: Set<ProductID>, earlier: Set<ProductID>) -> String? {
    guard let id = chosen?.id else { return "Choose a product." }
    if earlier.contains(id) { return "This product is listed twice." }
    return attached.contains(id) ? "Already on this case: the service will refuse it." : nil
  }

  /// The subscription that `interval` and `count` say; nil without one or with a count that cannot be sent.
  var subscription: Subscription? {
    let text = count.trimmedText
    // Int takes a sign, which no count has.
    guard let interval, text.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(text) else { return nil }
    return Subscription(interval: interval, count: value)
  }

  fileprivate var countProblem: String? {
    guard interval != nil else { return nil }
    if count.isBlank { return "Say how many: a subscription needs a count." }
    return subscription == nil ? "A whole number from 1 to \(Subscription.largestCount)." : nil
  }
}

extension QuestionDraft {
  fileprivate static let missing = "This question is required."

  /// By field, at most one each.
  var problems: [(QuestionField, String)] {
    guard !isBlank else { return [] }
    var problems: [(QuestionField, String)] = []
    if text.isBlank { problems.append((.text, "The question has no text.")) }
    guard isSelect else {
      if isRequired && !isAnswered { problems.append((.answer, Self.missing)) }
      return problems
    }
    let options = options
    if options.isEmpty { problems.append((.options, "List the options, one per line.")) }
    if Set(options).count < options.count { problems.append((.options, "Two options are the same.")) }
    if let problem = answerProblem(options) { problems.append((.answer, problem)) }
    if let otherProblem = otherProblem(options) { problems.append((.other, otherProblem)) }
    return problems
  }

  private func answerProblem(_ options: [String]) -> String? {
    if !strayAnswers(among: options).isEmpty {
      return "A chosen answer is no longer among the options: take it out or put the option back."
    }
    if type == .singleSelect, chosen.count > 1 { return "Choose one answer only." }
    let isExclusive = chosen.contains(where: rules.isExclusive)
    if isExclusive, answerCount > 1 {
      let option = chosen.first(where: rules.isExclusive) ?? ""
      return "“\(option)” cannot be combined with other answers."
    }
    guard isAnswered else { return isRequired && !options.isEmpty ? Self.missing : nil }
    return type == .multiSelect && !isExclusive ? rules.problem(ofCount: answerCount) : nil
  }

  private func otherProblem(_ options: [String]) -> String? {
    guard let otherAnswer else { return nil }
    if options.contains(otherAnswer) { return "This is one of the options: choose it there." }
    return type == .singleSelect && !chosen.isEmpty ? "Choose an option or write another answer, not both." : nil
  }
}
