package import Care360

extension FormEditor {
  /// The case was read again: which products it has (nil: the service did not say) and whether it is closed.
  package mutating func targetRefreshed(attached: Set<ProductID>?, isClosed: Bool?) {
    target.attached = attached
    target.isClosed = isClosed
  }

  /// The payload is being sent: the form takes no change until `sendingEnded`.
  package mutating func sending() {
    if review == nil { startReview() }
    isSending = true
    banner = Span("Sending…", .accent)
    finding = nil
  }

  /// Sending ended without the service's confirmation. Everything stays at the review, under a sentence that says why.
  package mutating func sendingEnded(keeping sentence: Span) {
    guard isSending else { return tell(sentence) }
    isSending = false
    banner = sentence
    startReview()
  }

  /// More is known about an earlier sending. Focus and review stay where they are; a newer sending goes on.
  package mutating func tell(_ sentence: Span) {
    if !isSending { banner = sentence }
  }

  /// Shows what a read of the case revealed about an earlier submission, next to the sentence about that submission.
  package mutating func tellFinding(_ sentence: Span) {
    if !isSending { finding = sentence }
  }

  /// Removes the sentences about an earlier submission that is answered. One that is under way keeps its sentence.
  mutating func forgetSubmission() {
    guard !isSending else { return }
    banner = nil
    finding = nil
  }

  /// The problems found here before sending, for a submission that the service's own rules refused.
  package var checkedHere: String {
    let questions = draft.products.flatMap { $0.form?.questions ?? [] }
    func counted(_ count: Int, _ one: String) -> String? {
      count == 0 ? nil : count == 1 ? "1 \(one)" : "\(count) \(one)s"
    }
    let parts = [
      counted(draft.products.count, "product id"), counted(draft.products.count { $0.interval != nil }, "subscription"),
      counted(questions.count(where: \.isRequired), "required answer"),
      counted(questions.count { $0.isSelect && $0.isAnswered }, "choice"),
    ].compactMap { $0 }
    return problems.isEmpty ? "These passed CaseDesk's own checks: \(parts.joined(separator: ", "))." : ""
  }

  /// The name that it was chosen by; empty where only its id is known.
  func name(of product: ProductID) -> String {
    draft.products.first { $0.chosen?.id == product }?.chosen?.name ?? ""
  }

  /// The payload to send now; nil while there are problems.
  package var payload: ProductsPayload? {
    guard problems.isEmpty else { return nil }
    do { return try draft.payload() } catch { return nil }
  }

  /// True when the form holds exactly what was sent, whatever the case has now.
  package func holds(_ sent: ProductsPayload) -> Bool {
    do { return try draft.payload() == sent } catch { return false }
  }

  /// True when the form is empty apart from products that are already on the case.
  package func isEmpty(without attached: Set<ProductID>) -> Bool {
    var rest = self
    rest.isSending = false
    rest.dropProducts(attached)
    return rest.draft.products.allSatisfy(\.isUntouched)
  }

  /// The number of typed answers for a product in the form: "1 answer", "3 answers"; nil when there are none.
  package func answerWords(of id: ProductID) -> String? {
    let questions = draft.products.filter { $0.chosen?.id == id }.flatMap { $0.form?.questions ?? [] }
    let count = questions.count(where: \.isAnswered)
    return count == 0 ? nil : count == 1 ? "1 answer" : "\(count) answers"
  }

  /// True when closing would lose something: text typed into a form, or a product that is not on the case.
  package var hasWorkLeft: Bool {
    draft.products.contains { product in
      if product.form?.isUntouched == false { return true }
      guard let id = product.chosen?.id else { return !product.isUntouched }
      return target.attached?.contains(id) != true
    }
  }

  /// The payload without the products that are already on the case; nil when nothing is left or there are problems.
  package func payload(without attached: Set<ProductID>) -> ProductsPayload? {
    var rest = self
    rest.isSending = false
    rest.dropProducts(attached)
    return rest.payload
  }

  /// Removes the products that are on the case already, as one step of undo, so that the rest can be sent. `attached`
  /// is what a fresh read of the case listed.
  package mutating func dropProducts(_ attached: Set<ProductID>) {
    guard !isSending else { return }
    let index = draft.fields.firstIndex(of: focus) ?? 0
    change { draft in
      draft.products.removeAll { $0.chosen.map { attached.contains($0.id) } ?? false }
      if draft.products.isEmpty { draft.products = [draft.newProduct()] }
    }
    let wasReviewing = review != nil
    repairFocus(wanted: focus, index: index)
    if wasReviewing { startReview() }
  }
}
