import FoundationEssentials

extension DraftEditor {
  /// The context that decides what the keys mean in this editor.
  var context: InputContext {
    switch self {
    case .form(let editor): editor.context
    case .text: .composer
    }
  }

  fileprivate func presentation(hasFocus: Bool, templates: String) -> EditorPresentation {
    switch self {
    case .form(let editor): editor.presentation(hasFocus: hasFocus, templates: templates)
    case .text(let composer): composer.presentation(hasFocus: hasFocus)
    }
  }
}

extension Desk {
  /// The open form, message or note, with all sentences about its draft.
  func editorPane(at now: Date) -> EditorPresentation? {
    guard let open = openDraft else { return nil }
    let slot = open.slot
    let time = TimeText(zone: settings.zone, now: now)
    var pane = open.presentation(
      hasFocus: focus == .form && !isMaskedWithoutFocus, templates: name(.templates))
    pane.badge = draftBadge(slot, time: time)
    if slot.kind == .form, let warning = token?.warning(at: now, time: time, review: name(.review)) {
      pane.banners.insert(warning, at: 0)
    }
    if let taker = drafts.taker(of: slot) { pane.banners.insert(takenOverSentence(slot, by: taker), at: 0) }
    if drafts.keeper(of: slot)?.disputed != nil {
      pane.banners.insert(
        Span(
          "Another session has saved this draft too: choose a text with \(name(.saveDraft)) or \(name(.drafts)).",
          .error),
        at: 0)
    }
    return pane
  }

  func takenOverSentence(_ slot: DraftSlot, by taker: DraftTaker) -> Span {
    let start = "\(taker.terminal) took this \(slot.kind.word) over"
    let back = "\(name(.saveDraft)) or \(name(.drafts)) takes it back"
    return switch taker.standing {
    case .holds: Span("\(start): it can only be read here. \(back), Esc leaves it.", .warning)
    case .ended: Span("\(start) and has ended: it is free. \(back), Esc leaves it.", .warning)
    case .finished: Span("\(start) and sent or discarded it: it can only be read here. Esc leaves it.", .warning)
    }
  }
}
