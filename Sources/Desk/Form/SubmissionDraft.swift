import Care360

/// Everything typed into the editor: the products to add, each with an optional form. Local ids are unique within a
/// draft and never used again, so that a field keeps its identity while others come and go.
struct SubmissionDraft: Hashable, Sendable {
  var products: [ProductDraft]
  private(set) var nextLocalID = 1

  /// As it was kept.
  init(products: [ProductDraft], nextLocalID: Int) {
    self.products = products
    self.nextLocalID = nextLocalID
  }

  /// One product, nothing chosen.
  init() {
    products = []
    products.append(newProduct())
  }

  /// A product that is not in the draft yet.
  mutating func newProduct() -> ProductDraft {
    ProductDraft(localID: takeLocalID())
  }

  /// A question that is not in the draft yet.
  mutating func newQuestion() -> QuestionDraft {
    QuestionDraft(localID: takeLocalID())
  }

  /// A copy of `question` with its own id and without the answer, because the copy will ask something else.
  mutating func copy(of question: QuestionDraft) -> QuestionDraft {
    var copy = question.withID(takeLocalID())
    copy.answer = TextBuffer(isMultiline: true)
    copy.other = TextBuffer()
    copy.chosen = []
    return copy
  }

  /// A copy of `product` with its own id, its form and its answers, which are the same patient's. The product itself
  /// must be chosen again, because none can be added twice.
  mutating func copy(of product: ProductDraft) -> ProductDraft {
    var copy = newProduct()
    copy.visitType = product.visitType
    copy.interval = product.interval
    copy.count = product.count
    copy.form = product.form
    copy.form?.questions = (product.form?.questions ?? []).map { $0.withID(takeLocalID()) }
    return copy
  }

  private mutating func takeLocalID() -> Int {
    defer { nextLocalID += 1 }
    return nextLocalID
  }

  /// True when both drafts read the same; cursors and used local ids do not count.
  func hasSameContent(as other: SubmissionDraft) -> Bool {
    products.count == other.products.count
      && zip(products, other.products).allSatisfy { $0.hasSameContent(as: $1) }
  }

  func productIndex(_ localID: Int) -> Int? {
    products.firstIndex { $0.localID == localID }
  }

  /// Position of a question: its product and its place in the product's form.
  func questionIndex(product localID: Int, question: Int) -> (product: Int, question: Int)? {
    guard let product = productIndex(localID),
      let index = products[product].form?.questions.firstIndex(where: { $0.localID == question })
    else { return nil }
    return (product, index)
  }

  func question(product: Int, _ localID: Int) -> QuestionDraft? {
    guard let index = questionIndex(product: product, question: localID) else { return nil }
    return products[index.product].form?.questions[index.question]
  }
}

/// One product to add.
struct ProductDraft: Hashable, Sendable {
  let localID: Int
  var chosen: ChosenProduct?
  var visitType: VisitType?
  /// Nil: no subscription; `count` is kept but means nothing.
  var interval: SubscriptionInterval?
  var count = TextBuffer()
  var form: FormDraft?

  init(localID: Int) { self.localID = localID }

  func hasSameContent(as other: ProductDraft) -> Bool {
    guard localID == other.localID, chosen == other.chosen, visitType == other.visitType, interval == other.interval,
      count.hasSameText(as: other.count)
    else { return false }
    switch (form, other.form) {
    case (nil, nil): return true
    case (let form?, let otherForm?): return form.hasSameContent(as: otherForm)
    default: return false
    }
  }

  /// Nothing chosen, typed or added.
  var isUntouched: Bool { hasSameContent(as: ProductDraft(localID: localID)) }
}

/// A product with the name it was picked by.
struct ChosenProduct: Hashable, Sendable {
  var id: ProductID
  /// Empty when only the id is known.
  var name: String
}

/// The form of one product.
struct FormDraft: Hashable, Sendable {
  var title = TextBuffer()
  var description = TextBuffer(isMultiline: true)
  var questions: [QuestionDraft] = []

  var isUntouched: Bool { title.isEmpty && description.isEmpty && questions.isEmpty }

  func hasSameContent(as other: FormDraft) -> Bool {
    title.hasSameText(as: other.title) && description.hasSameText(as: other.description)
      && questions.count == other.questions.count
      && zip(questions, other.questions).allSatisfy { $0.hasSameContent(as: $1) }
  }
}
