import Care360

extension FormEditor {
  /// Moves the cursor to a field. The one left is checked from now on.
  mutating func moveFocus(to field: EditorField) {
    guard field != focus else { return }
    checked.insert(focus)
    focus = field
    enterField()
  }

  /// Sets up what belongs to the focused field: a new run of typing, the cursor on the first chosen option.
  mutating func enterField() {
    history.endRun()
    optionCursor = draft.choice(at: focus)?.options.firstIndex(where: \.isSelected) ?? 0
  }

  /// Moves by fields; stops at the first and the last one.
  mutating func moveFocus(by distance: Int) {
    let fields = draft.fields
    guard let index = fields.firstIndex(of: focus) else { return moveFocus(to: fields[0]) }
    moveFocus(to: fields[min(max(0, index + distance), fields.count - 1)])
  }

  /// Puts the cursor back on a field that exists after the form changed, near where it was.
  mutating func repairFocus(wanted: EditorField, index: Int) {
    let fields = draft.fields
    focus = fields.contains(wanted) ? wanted : fields[min(max(0, index), fields.count - 1)]
    enterField()
  }

  /// Changes the draft as one step of undo, or as part of the run under way. `isFieldEdit`: nothing but the product or
  /// question of the focused field changes.
  mutating func change(run: EditHistory.Run? = nil, isFieldEdit: Bool = true, _ edit: (inout SubmissionDraft) -> Void) {
    // The saved copy would make every key in a long text copy it, so a run that goes on takes none.
    if history.continues(run) {
      revision += 1
      return edit(&draft)
    }
    let before = draft
    edit(&draft)
    guard !draft.hasSameContent(as: before) else { return }
    revision += 1
    history.record(before, focus: focus, onlyFocusedQuestion: isFieldEdit, run: run)
  }

  /// Types or pastes into the focused field.
  mutating func insert(_ text: String, isPaste: Bool) -> [FormEditorOutcome] {
    guard draft.buffer(at: focus) != nil else {
      return isPaste ? [.notice(Span("Paste goes into text fields only.", .muted))] : []
    }
    let field = focus
    change(run: isPaste ? nil : .typing(field)) { $0.editText(at: field) { $0.insert(text) } }
    return []
  }

  /// Puts `text` in place of what is in the focused field, as one step of undo.
  mutating func replaceText(with text: String) {
    guard draft.buffer(at: focus) != nil else { return }
    let field = focus
    history.endRun()
    change { $0.editText(at: field) { $0.replace(with: text) } }
  }

  /// Edits the focused text; where a move has nowhere to go in the text, up and down go to the next field.
  mutating func edit(_ edit: TextEdit) {
    guard draft.buffer(at: focus) != nil else {
      if edit == .left || edit == .lineUp { moveInChoice(by: -1) }
      if edit == .right || edit == .lineDown { moveInChoice(by: 1) }
      return
    }
    let field = focus
    switch edit {
    case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown:
      history.endRun()
      var moved = false
      draft.editText(at: field) { moved = $0.apply(edit) }
      if !moved && edit == .lineUp { moveFocus(by: -1) }
      if !moved && edit == .lineDown { moveFocus(by: 1) }
    case .newline:
      change(run: .typing(field)) { $0.editText(at: field) { $0.apply(.newline) } }
    case .deleteBackward, .deleteForward, .deleteWordBackward, .deleteToLineStart, .deleteToLineEnd:
      change(run: .deleting(field)) { $0.editText(at: field) { $0.apply(edit) } }
    }
  }

  mutating func move(_ movement: Movement, page: Int) {
    let buffer = draft.buffer(at: focus)
    switch movement {
    case .up: buffer == nil ? moveInChoice(by: -1) : edit(.lineUp)
    case .down: buffer == nil ? moveInChoice(by: 1) : edit(.lineDown)
    case .pageUp: moveFocus(by: -max(1, page / 2))
    case .pageDown: moveFocus(by: max(1, page / 2))
    case .home: buffer == nil ? moveFocus(by: -draft.fields.count) : edit(.lineStart)
    case .end: buffer == nil ? moveFocus(by: draft.fields.count) : edit(.lineEnd)
    }
  }
}
