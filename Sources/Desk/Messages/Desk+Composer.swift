import Care360
import FoundationEssentials

extension Desk {
  mutating func composerInput(_ input: Input, at now: Date) -> [Effect] {
    // No key reaches a text whose case is not the one shown.
    guard let slot = openComposer?.slot else {
      setFocus(.caseDetail)
      return []
    }
    if drafts.isReadOnly(slot), !Self.mayPassReadOnly(input) { return lentInput(input, slot, at: now) }
    return (drafts.compose(slot) { $0.handle(input) } ?? []).flatMap { apply($0, slot, at: now) }
  }

  /// Leaving, and moving in the text.
  private static func mayPassReadOnly(_ input: Input) -> Bool {
    switch input {
    case .moved: true
    case .edited(let edit): edit.isMovement
    case .command(let command): [.back, .nextField, .previousField].contains(command)
    case .typed, .pasted, .pastedSecret, .replaced, .replacedSecret, .picked, .toggled, .field: false
    }
  }

  private mutating func apply(_ outcome: Composer.Outcome, _ slot: DraftSlot, at now: Date) -> [Effect] {
    switch outcome {
    case .notice(let span): say(span)
    case .parked: return parkDraft(slot, at: now)
    case .nextPane: setFocus(.lookup)
    case .previousPane: setFocus(.caseDetail)
    case .saveRequested: return saveAsked(slot, at: now)
    case .textsRequested: return openTexts(for: slot)
    case .blankOpen: return askForBlank(of: slot, at: now)
    case .sendRequested(let text): return confirmText(text, slot, at: now)
    case .discardRequested:
      overlays.open(
        .confirmation(
          Confirmation(
            title: "Discard the \(slot.kind.word)",
            lines: subjectLines + [[Span("Everything typed into this \(slot.kind.word) will be lost.", .error)]],
            accept: "discard the \(slot.kind.word)"
          ) { desk, _ in desk.discardText(slot) }), about: .one(slot.caseID))
    }
    return []
  }

  private mutating func discardText(_ slot: DraftSlot) -> [Effect] {
    guard !drafts.isReadOnly(slot) else {
      sayReadOnly(slot)
      return []
    }
    say(Span("The \(slot.kind.word) was discarded.", .muted))
    return endDraft(slot)
  }

  /// The draft goes, and its editor leaves the screen if it is there.
  mutating func endDraft(_ slot: DraftSlot) -> [Effect] {
    closeEditor(slot) { $0.end(slot) }
  }

  /// Leaves the editor, if it is open.
  mutating func closeEditor<Value>(_ slot: DraftSlot, _ end: (inout Drafts) -> Value) -> Value {
    let wasOpen = openDraft?.slot == slot
    let value = end(&drafts)
    guard wasOpen else { return value }
    drafts.park(nil)
    if focus == .form { setFocus(.caseDetail) }
    return value
  }
}

extension Composer {
  /// For the list of commands while it has the keys.
  var help: Help {
    var help = Help(place: kind.name)
    help.add(kind.whom.text + ".", kind.whom.role)
    help.add(
      "Nothing is sent until you confirm it with the whole text on the screen. Leaving keeps the text as a draft.")
    help.add("Enter begins a new line.", isAboutKeys: true)
    return help
  }
}

extension TextEdit {
  /// It changes nothing.
  var isMovement: Bool {
    switch self {
    case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown, .drawnLine: true
    case .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .deleteToLineStart,
      .deleteToLineEnd, .newline:
      false
    }
  }
}
