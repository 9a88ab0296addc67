import Care360

extension FormEditor {
  /// Moves the cursor to a field. The field left behind is checked from now on; an answer and its text in other words
  /// count as one field.
  mutating func moveFocus(to field: EditorField) {
    guard field != focus else { return }
    if let answer = focus.wholeAnswer {
      if answer != field.wholeAnswer { checked.formUnion(answer) }
    } else {
      checked.insert(focus)
    }
    focus = field
    enterField()
  }

  /// Sets up what belongs to the focused field: a new run of typing, the cursor on the first chosen option.
  mutating func enterField() {
    history.endRun()
    optionFilter = TextBuffer()
    optionCursor = draft.choice(at: focus)?.options.firstIndex(where: \.isSelected) ?? 0
  }

  /// The text that has the cursor; nil when the focused field takes no text.
  var textWithCursor: TextFieldPresentation? { draft.buffer(at: focus)?.presentation() }

  /// The focused field takes text.
  var hasText: Bool { draft.buffer(at: focus) != nil }

  /// The fields that the cursor walks through. The folded fields about how a question is asked are skipped.
  var walkedFields: [EditorField] {
    let shown = shownProblems
    let questions = draft.products.flatMap { $0.form?.questions ?? [] }
    let folded = Set(questions.lazy.filter { !$0.isBeingWritten(focus: focus) }.map(\.localID))
    return draft.fields.filter { field in
      guard case .question(_, let id, let name) = field, name.isSetting, folded.contains(id) else { return true }
      return shown[field] != nil
    }
  }

  /// Goes to the wording of the question the focus is in, and from there back to its answer.
  mutating func editQuestion() -> [FormEditorOutcome] {
    guard case .question(let product, let question, let name) = focus else {
      return [.notice(Span("Move to the question to change.", .muted))]
    }
    let answer = EditorField.question(product: product, question, .answer)
    let text = EditorField.question(product: product, question, .text)
    moveFocus(to: name.isSetting && draft.fields.contains(answer) ? answer : text)
    return []
  }

  /// Moves by fields; stops at the first and the last one.
  mutating func moveFocus(by distance: Int) {
    let fields = walkedFields
    guard let index = fields.firstIndex(of: focus) else { return moveFocus(to: fields[0]) }
    moveFocus(to: fields[min(max(0, index + distance), fields.count - 1)])
  }

  /// After the form changed, puts the cursor on an existing field near its old place.
  mutating func repairFocus(wanted: EditorField, index: Int) {
    let fields = draft.fields
    focus = fields.contains(wanted) ? wanted : fields[min(max(0, index), fields.count - 1)]
    enterField()
  }

  /// Changes the draft as one step of undo.
  mutating func change(_ edit: (inout SubmissionDraft) -> Void) {
    let before = draft
    edit(&draft)
    guard let change = DraftChange.between(before, draft) else { return }
    revision += 1
    history.record(change, focus: focus)
  }

  /// Changes the focused text, as one step of undo or as part of the run under way.
  mutating func changeText(run: EditHistory.Run? = nil, _ edit: (inout TextBuffer) -> Void) {
    var made: TextChange?
    draft.editText(at: focus) { buffer in
      edit(&buffer)
      made = buffer.takeChange()
    }
    guard let made else { return }
    revision += 1
    history.record(made, at: focus, run: run)
  }

  /// Types or pastes into the focused field.
  mutating func insert(_ text: String, isPaste: Bool) -> [FormEditorOutcome] {
    if hasOptionFilter, !isPaste || !text.contains(where: \.isNewline) {
      editOptionFilter { $0.insert(text) }
      return []
    }
    guard hasText else {
      return isPaste ? [.notice(Span("You can paste only into text fields.", .muted))] : []
    }
    changeText(run: isPaste ? nil : .typing(focus)) { $0.insert(text) }
    return []
  }

  /// Puts `text` in place of what is in the focused field, as one step of undo.
  mutating func replaceText(with text: String) {
    if hasOptionFilter { return editOptionFilter { $0.replace(with: text) } }
    guard hasText else { return }
    history.endRun()
    changeText { $0.replace(with: text) }
  }

  /// Edits the focused text; where a move has nowhere to go in the text, up and down go to the next field.
  mutating func edit(_ edit: TextEdit) {
    guard hasText else {
      if hasOptionFilter, !edit.isVertical { return editOptionFilter { $0.apply(edit) } }
      if edit == .left || edit == .lineUp { moveInChoice(by: -1) }
      if edit == .right || edit == .lineDown { moveInChoice(by: 1) }
      return
    }
    let field = focus
    switch edit {
    case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown, .drawnLine:
      history.endRun()
      var moved = false
      draft.editText(at: field) { moved = $0.apply(edit) }
      if !moved && edit == .lineUp { moveFocus(by: -1) }
      if !moved && edit == .lineDown { moveFocus(by: 1) }
    case .newline: changeText(run: .typing(field)) { $0.apply(.newline) }
    case .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .deleteToLineStart,
      .deleteToLineEnd:
      changeText(run: .deleting(field)) { $0.apply(edit) }
    }
  }

  mutating func move(_ movement: Movement, page: Int) {
    let hasText = hasText
    switch movement {
    case .up: hasText ? edit(.lineUp) : moveInChoice(by: -1)
    case .down: hasText ? edit(.lineDown) : moveInChoice(by: 1)
    case .pageUp: moveFocus(by: -max(1, page / 2))
    case .pageDown: moveFocus(by: max(1, page / 2))
    case .home: hasText ? edit(.lineStart) : moveFocus(by: -draft.fields.count)
    case .end: hasText ? edit(.lineEnd) : moveFocus(by: draft.fields.count)
    }
  }
}
