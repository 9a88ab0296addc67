import Care360

extension FormEditor {
  /// Handles a key or paste. While the form is being sent, only leaving and reading are accepted.
  package mutating func handle(_ input: Input) -> [FormEditorOutcome] {
    if case .command(let command) = input { return perform(command) }
    if review != nil {
      switch input {
      case .moved(let movement, let page): moveInReview(movement, page: page)
      case .pasted: return [.notice(Span("You can paste only into text fields.", .muted))]
      case .field(let id): return go(to: id)
      case .typed, .pastedSecret, .replaced, .replacedSecret, .edited, .picked, .toggled, .command: break
      }
      return []
    }
    switch input {
    case .typed(let text): return insert(text, isPaste: false)
    case .pasted(let text): return insert(text, isPaste: true)
    case .replaced(let text): replaceText(with: text)
    case .edited(let edit): self.edit(edit)
    case .moved(let movement, let page): move(movement, page: page)
    case .field(let id): return go(to: id)
    case .picked(let digit): return pick(digit)
    case .toggled:
      guard draft.choice(at: focus) != nil else { return activate() }
      return switchOptionAtCursor()
    // No field of a form is masked.
    case .command, .pastedSecret, .replacedSecret: break
    }
    return []
  }

  /// A digit: it switches an option, and goes on from a question that takes one answer.
  private mutating func pick(_ digit: Int) -> [FormEditorOutcome] {
    guard let choice = draft.choice(at: focus), choice.takesDigits else { return [] }
    let field = focus
    let outcomes = switchOption(digit - 1)
    let isChosen = draft.choice(at: field)?.options.contains(where: \.isSelected) ?? false
    if field.wholeAnswer != nil, !choice.isMultiple, isChosen, choice.options.indices.contains(digit - 1) { goOn() }
    return outcomes
  }

  /// Moves to a field by its row, or to a question's answer by its number. An unknown number gives a notice.
  private mutating func go(to place: String) -> [FormEditorOutcome] {
    guard place.first?.isNumber == true else {
      jump(to: place)
      return []
    }
    guard let question = draft.fields.first(where: { $0.questionID != nil && draft.number(of: $0) == place }),
      case .question(let product, let id, _) = question
    else { return [.notice(Span("There is no question \(place).", .warning))] }
    jump(to: EditorField.question(product: product, id, .answer).rowID)
    return []
  }

  /// Commands that are not the editor's do nothing.
  private mutating func perform(_ command: Command) -> [FormEditorOutcome] {
    switch command {
    case .back:
      maskAll()
      if review == nil, !optionFilter.isEmpty {
        editOptionFilter { $0 = TextBuffer() }
        return []
      }
      guard review != nil, !isSending else { return [.parked] }
      leaveReview()
      return []
    case .saveDraft:
      return [.saveRequested]
    case .questionList: return [.showQuestions]
    case .checkAll: return checkAll()
    case .showBody: return [.showBody]
    case .reveal:
      revealFocused()
      return []
    case .revealAll:
      revealAll()
      return []
    case .nextField, .previousField, .up, .down, .pageUp, .pageDown, .home, .end:
      return review == nil ? performEditing(command) : performInReview(command)
    case .review, .accept, .nextUnanswered, .addProduct, .addQuestion, .deleteItem, .editQuestion, .duplicateItem,
      .moveItemUp,
      .moveItemDown, .undo, .redo, .discardDraft:
      guard !isSending else { return [.notice(Span("The form is being sent: wait for the answer.", .warning))] }
      return review == nil ? performEditing(command) : performInReview(command)
    default: break
    }
    return []
  }

  private mutating func performEditing(_ command: Command) -> [FormEditorOutcome] {
    switch command {
    case .accept: return activate()
    case .nextField: moveFocus(by: 1)
    case .previousField: moveFocus(by: -1)
    case .up: move(.up, page: 1)
    case .down: move(.down, page: 1)
    case .pageUp: move(.pageUp, page: 10)
    case .pageDown: move(.pageDown, page: 10)
    case .home: move(.home, page: 1)
    case .end: move(.end, page: 1)
    case .review: startReview()
    case .nextUnanswered: return goToNextUnanswered()
    case .addProduct: return addProduct()
    case .addQuestion: return addQuestion()
    case .deleteItem: return deleteItem()
    case .editQuestion: return editQuestion()
    case .duplicateItem: return duplicateItem()
    case .moveItemUp: return moveItem(by: -1)
    case .moveItemDown: return moveItem(by: 1)
    case .undo: return travel(back: true)
    case .redo: return travel(back: false)
    case .discardDraft: return [.discardRequested]
    default: break
    }
    return []
  }

  /// In the review nothing in the form changes; editing commands return to the form first.
  private mutating func performInReview(_ command: Command) -> [FormEditorOutcome] {
    switch command {
    case .accept: return acceptInReview()
    case .review: return submit()
    case .nextField, .down: moveInReview(.down, page: 1)
    case .previousField, .up: moveInReview(.up, page: 1)
    case .pageUp: moveInReview(.pageUp, page: 10)
    case .pageDown: moveInReview(.pageDown, page: 10)
    case .home: moveInReview(.home, page: 1)
    case .end: moveInReview(.end, page: 1)
    case .discardDraft: return [.discardRequested]
    case .nextUnanswered:
      leaveReview()
      return goToNextUnanswered()
    default: return [.notice(Span("Esc goes back to the form.", .muted))]
    }
    return []
  }

  /// Enter: a button performs its action, every other field passes the focus on.
  private mutating func activate() -> [FormEditorOutcome] {
    switch focus {
    case .product(_, .product): return [.pickProduct]
    case .product(let product, .form): return switchForm(of: product)
    case .product(_, .addQuestion): return addQuestion()
    case .addProduct: return addProduct()
    case .review: startReview()
    case .product, .question: moveFocus(by: 1)
    }
    return []
  }
}
