/// Copies and order of products, questions and options. Each is one step of undo.
extension FormEditor {
  /// Copies the question or product that has the focus, and moves the focus to the copy, which follows it.
  mutating func duplicateItem() -> [FormEditorOutcome] {
    let number = draft.number(of: focus)
    switch focus {
    case .addProduct, .review: return [.notice(Span("Move to the question or product to copy.", .muted))]
    case .question(let product, let question, _):
      guard let place = draft.questionIndex(product: product, question: question),
        let original = draft.question(product: product, question)
      else { return [] }
      var field = focus
      change { draft in
        let copy = draft.copy(of: original)
        field = .question(product: product, copy.localID, .text)
        draft.products[place.product].editForm { $0.questions.insert(copy, at: place.question + 1) }
      }
      moveFocus(to: field)
      return [.notice(Span("Question \(number) was copied to \(draft.number(of: focus)), without its answer."))]
    case .product(let product, _):
      guard let index = draft.productIndex(product) else { return [] }
      var field = focus
      change { draft in
        let copy = draft.copy(of: draft.products[index])
        field = .product(copy.localID, .product)
        draft.products.insert(copy, at: index + 1)
      }
      moveFocus(to: field)
      return [
        .notice(Span("Product \(number) was copied with its answers: Enter chooses the product for the copy."))
      ]
    }
  }

  /// Moves the focused option, question or product one place up (-1) or down (1), with the focus. A question at the end
  /// of a form moves on into the form of the neighboring product.
  mutating func moveItem(by distance: Int) -> [FormEditorOutcome] {
    let edge = distance < 0 ? "first" : "last"
    switch focus {
    case .addProduct, .review: return [.notice(Span("Move to the question, product or option to move.", .muted))]
    case .question(_, _, .options):
      history.endRun()
      var moved = false
      changeText { moved = $0.moveLine(up: distance < 0) }
      return moved ? [] : [.notice(Span("This option is already the \(edge) one.", .muted))]
    case .question(let product, let question, _):
      guard let place = draft.questionIndex(product: product, question: question) else { return [] }
      let last = (draft.products[place.product].form?.questions.count ?? 0) - 1
      guard (0...last).contains(place.question + distance) else {
        guard draft.products.indices.contains(place.product + distance) else {
          return [.notice(Span("Question \(draft.number(of: focus)) is already the \(edge) one of the form.", .muted))]
        }
        moveQuestion(at: place, toProduct: place.product + distance)
        break
      }
      change { draft in
        draft.products[place.product].editForm { $0.questions.swapAt(place.question, place.question + distance) }
      }
    case .product(let product, _):
      guard let index = draft.productIndex(product) else { return [] }
      guard draft.products.indices.contains(index + distance) else {
        return [.notice(Span("Product \(draft.number(of: focus)) is already the \(edge) one.", .muted))]
      }
      change { $0.products.swapAt(index, index + distance) }
    }
    return [.notice(Span("It is now \(draft.place(of: focus))."))]
  }

  /// Moves the question with its answer (same patient) to the end of the form above or the start of the form below.
  private mutating func moveQuestion(at place: (product: Int, question: Int), toProduct target: Int) {
    guard let question = draft.products[place.product].form?.questions[place.question] else { return }
    let (old, new) = (draft.products[place.product].localID, draft.products[target].localID)
    change { draft in
      draft.products[place.product].editForm { _ = $0.questions.remove(at: place.question) }
      if draft.products[target].form == nil { draft.products[target].form = FormDraft() }
      draft.products[target].editForm { form in
        form.questions.insert(question, at: target < place.product ? form.questions.count : 0)
      }
    }
    let wasChecked = checked
    for case .question(old, question.localID, let field) in wasChecked {
      checked.insert(.question(product: new, question.localID, field))
    }
    if case .question(_, _, let field) = focus { focus = .question(product: new, question.localID, field) }
  }
}
