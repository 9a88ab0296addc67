import Care360
import FoundationEssentials

/// Drafts of earlier and of other sessions: opening, taking over, and what happens when two hold the same one.
extension Desk {
  /// Opens a stored draft: its case by id first, live, and only then the text.
  mutating func openStored(_ id: StoredDraftID, at now: Date) -> [Effect] {
    guard !isKeyRefused else {
      say(Span("Drafts stay sealed: the service refuses the API key.", .warning))
      return []
    }
    guard let draft = drafts.stored[id] else { return [] }
    if id.copy > 0 { return openCopy(draft, at: now) }
    if let holder = draft.holder {
      askToTakeOver(draft, holder, at: now)
      return []
    }
    if draft.waiting != nil { return offerToTakeBack(.draft(id.slot), at: now) }
    return openDraft(id.slot, at: now)
  }

  /// A text that stands beside the draft: with its case, and with the draft as the other text to decide about.
  private mutating func openCopy(_ copy: StoredDraft, at now: Date) -> [Effect] {
    if let holder = copy.holder {
      say(Span("This text is open in \(holder.terminal).", .warning))
      return []
    }
    guard drafts.waiting(copy.id.slot) == nil else {
      sayReadOnly(copy.id.slot)
      return []
    }
    guard drafts[copy.id.slot] == nil else {
      let word = copy.id.slot.kind.word
      say(Span("First send or discard the open \(word) of this case; this text stays here.", .warning))
      return []
    }
    return openDraft(copy.id.slot, copy: copy.id, at: now)
  }

  /// Puts the stored draft of the case that is shown into an editor; false where there is none to put in, or where it may
  /// not be opened here.
  ///
  /// - Parameter copy: the text beside the draft that is meant.
  mutating func restoreStored(
    _ kind: DraftSlot.Kind, for target: FormEditor.Target, copy: StoredDraftID? = nil, at now: Date
  ) -> Bool {
    let slot = DraftSlot(target.caseID, kind)
    guard copy == nil || drafts.waiting(slot) == nil else {
      sayReadOnly(slot)
      return false
    }
    guard !drafts.isBeingMarked(slot) else {
      say(Span("The draft is being saved. Try again.", .warning))
      return false
    }
    do throws(UnreadableForm) {
      guard let restored = try drafts.restore(slot, for: target, copy: copy) else { return false }
      guard restored.draft.id.copy == 0 else {
        if restored.isDisputed { openConflict(slot, at: now) }
        return true
      }
      if lookup.leftOpen?.id == restored.draft.id { lookup.offer(leftOpen: nil) }
      let age = TimeText(zone: settings.zone, now: now).longAge(since: restored.draft.savedAt)
      say(Span("This draft was saved \(age) by \(restored.draft.author)".asSentence, .accent))
      return true
    } catch {
      say(Span(error.sentence, .error))
      return false
    }
  }

  // MARK: Taking over

  mutating func askToTakeOver(_ draft: StoredDraft, _ holder: StoredDraft.Holder, at now: Date) {
    let time = TimeText(zone: settings.zone, now: now)
    let lines: [[Span]] = [
      [Span("Draft ", .label), Span(draft.summary, .accent), Span("  saved \(time.longAge(since: draft.savedAt))")],
      [Span("Open in ", .label), Span("\(holder.terminal), last key press \(time.longAge(since: holder.lastKeyAt))")],
      [Span("If you take it over, that session saves it, locks, and leaves it.")],
    ]
    overlays.open(
      .confirmation(
        Confirmation(title: "Take the draft over", lines: lines, accept: "take it over") { desk, _ in
          desk.takeOver(draft.id)
        }), about: .one(draft.id.caseID))
  }

  /// Another session took this draft. Unsaved text typed here is handed to the store once more, which keeps both texts;
  /// after that the draft is read-only here. It stays on the screen, so that keys meant for it do not become commands
  /// of another pane.
  mutating func takenOver(_ slot: DraftSlot, by terminal: String, at now: Date) -> [Effect] {
    guard let editor = drafts[slot] else { return [] }
    let effects = drafts.takenOver(slot, by: terminal, access, at: now)
    say(Span("The \(slot.kind.word) of \(editor.target.shortID) was taken over by \(terminal).", .warning))
    return effects
  }

  /// A key in a draft that can only be read here.
  mutating func lentInput(_ input: Input, _ slot: DraftSlot, at now: Date) -> [Effect] {
    if case .command(.saveDraft) = input, drafts.taker(of: slot) != nil {
      askToTakeBack(slot, at: now)
    } else {
      sayReadOnly(slot)
    }
    return []
  }

  mutating func sayReadOnly(_ slot: DraftSlot) {
    if let waiting = drafts.waiting(slot) {
      say(unchanged(waiting))
    } else if let taker = drafts.taker(of: slot) {
      say(takenOverSentence(slot, by: taker))
    }
  }

  /// The person wanted to change what waits.
  func unchanged(_ waiting: Waiting) -> Span {
    Span("Nothing was changed: it \(waiting.words). \(name(.drafts)) takes it back.", .warning)
  }

  mutating func askToTakeBack(_ slot: DraftSlot, at now: Date) {
    guard let editor = drafts[slot], let taker = drafts.taker(of: slot) else { return }
    guard taker.standing != .finished else { return say(takenOverSentence(slot, by: taker)) }
    var question = Confirmation(
      title: "Take the draft back", lines: [[Span("Draft ", .label), Span(editor.summary, .accent)]],
      accept: "take it back"
    ) { desk, _ in desk.takeOver(StoredDraftID(slot)) }
    question.history = { desk, _ in
      guard let taker = desk.drafts.taker(of: slot) else { return [] }
      let start = "\(taker.terminal) took it over"
      return switch taker.standing {
      case .holds: [[Span("\(start). Taking it back makes that session save it and leave it.")]]
      case .ended: [[Span("\(start) and has ended: the draft is free.")]]
      case .finished: [[Span("\(start) and sent or discarded it.", .warning)]]
      }
    }
    ask(question, about: .one(slot.caseID), at: now)
  }

  private mutating func takeOver(_ id: StoredDraftID) -> [Effect] {
    drafts.takeOver(id, generation: generation)
    say(Span("Taking the draft over …", .accent))
    return [.store(.takeOverDraft(id))]
  }

  /// The draft is this session's now.
  mutating func tookOver(_ draft: StoredDraft, at now: Date) -> [Effect] {
    let slot = draft.id.slot
    let isWhereAsked = drafts.tookOverWhereAsked(draft.id, generation: generation)
    guard drafts.tookOver(draft, isStoreOpen: store == .open) else { return conflict(slot, draft, at: now) }
    let isOpenElsewhere = focus == .form && openDraft != nil
    guard isWhereAsked, overlays.isEmpty, !isOpenElsewhere else {
      say(Span("The draft of \(draft.shortID) is yours now: \(name(.drafts)) opens it.", .success))
      return []
    }
    return openDraft(slot, at: now)
  }

  // MARK: Two texts

  /// Both texts stay until the person decides. Nothing pops up over text that is being typed: the editor says it, and
  /// saving, or the list of drafts, asks.
  mutating func conflict(_ slot: DraftSlot, _ other: StoredDraft, at now: Date) -> [Effect] {
    guard drafts.dispute(slot, other, at: now) else { return [] }
    let decides = "Choose a text with \(name(.saveDraft)) or \(name(.drafts))."
    if drafts.keeper(of: slot)?.isUnsaved == true {
      say(Span("NOT SAVED: another session has saved this draft. \(decides)", .error))
    } else {
      say(Span("Another session has saved this draft: your text is kept as a separate copy. \(decides)", .warning))
    }
    if mayInterrupt(about: slot.caseID) { openConflict(slot, at: now) }
    return []
  }

  mutating func openConflict(_ slot: DraftSlot, at now: Date) {
    guard !isKeyRefused, let editor = drafts[slot], let other = drafts.keeper(of: slot)?.disputed else { return }
    let time = TimeText(zone: settings.zone, now: now)
    let theirs = TwoTexts.editor(of: other, for: editor.target)
    let savedHere = drafts.keeper(of: slot)?.savedAt
    var items = [
      Picker.Item(RowPresentation(id: "later", spans: [Span("decide later: both stay")])) { _, _ in [] },
      Picker.Item(
        RowPresentation(
          id: "mine", spans: [Span("keep this text  "), Span(editor.size, .accent)],
          trailing: savedHere.map { Span("\(time.stamp($0)) here", .muted) })
      ) { desk, now in
        desk.askToKeepMine(slot, at: now)
        return []
      },
      Picker.Item(
        RowPresentation(
          id: "other", spans: [Span("take the other text  "), Span(theirs?.size ?? other.summary, .accent)],
          trailing: Span("\(time.stamp(other.savedAt)) by \(other.author)", .muted))
      ) { desk, now in
        desk.askToTakeOther(slot, at: now)
        return []
      },
    ]
    let texts = [("here", "what is here", editor)] + (theirs.map { [("there", "the other one", $0)] } ?? [])
    items += texts.map { id, words, text in
      Picker.Item(RowPresentation(id: "look.\(id)", spans: [Span("look at \(words)")])) { desk, now in
        // The question stands below, and is come back to.
        desk.openConflict(slot, at: now)
        desk.overlays.open(.reading(TwoTexts.reading(of: text, words)), about: .one(slot.caseID))
        return []
      }
    }
    let difference = theirs.map { TwoTexts.difference(editor, $0) } ?? "The other one cannot be read here."
    overlays.open(
      .picker(
        Picker(
          Picker.ID("two texts"),
          title: "Two texts of this draft: \(editor.target.patientName) \(editor.target.shortID)",
          items: items, note: Span("\(difference) Nothing goes before you confirm it.", .muted))),
      about: .one(slot.caseID))
  }

  private mutating func askToKeepMine(_ slot: DraftSlot, at now: Date) {
    guard let other = drafts.keeper(of: slot)?.disputed else { return }
    let time = TimeText(zone: settings.zone, now: now)
    var question = Confirmation(
      title: "Keep this text",
      lines: [
        [Span("Replaced ", .label), Span(other.summary, .accent)],
        [Span("saved \(time.longAge(since: other.savedAt)) by \(other.author): its text is lost.", .error)],
      ], accept: "keep this text"
    ) { desk, now in desk.keepMine(slot, over: other.version, at: now) }
    question.history = { desk, now in
      guard let holder = desk.drafts.keeper(of: slot)?.disputed?.holder else { return [] }
      let last = TimeText(zone: desk.settings.zone, now: now).stamp(holder.lastKeyAt)
      return [
        [Span("It is open in \(holder.terminal), last key saved \(last): it may be sent from there.", .warning)]
      ]
    }
    ask(question, about: .one(slot.caseID), at: now)
  }

  private mutating func askToTakeOther(_ slot: DraftSlot, at now: Date) {
    guard let other = drafts.keeper(of: slot)?.disputed, let editor = drafts[slot] else { return }
    let time = TimeText(zone: settings.zone, now: now)
    overlays.open(
      .confirmation(
        Confirmation(
          title: "Take the other text",
          lines: [
            [Span("Opened ", .label), Span(other.summary, .accent)],
            [Span("saved \(time.longAge(since: other.savedAt)) by \(other.author)")],
            [Span("Dropped ", .label), Span("\(editor.summary): the text here is lost.", .error)],
          ], accept: "take the other text"
        ) { desk, now in desk.takeOther(slot, other.version, at: now) }), about: .one(slot.caseID))
  }

  private mutating func keepMine(_ slot: DraftSlot, over version: Int, at now: Date) -> [Effect] {
    drafts.keepMine(slot, over: version) ? drafts.save(slot, access, at: now) : []
  }

  private mutating func takeOther(_ slot: DraftSlot, _ version: Int, at now: Date) -> [Effect] {
    guard let keeper = drafts.keeper(of: slot), let other = keeper.disputed, other.version == version,
      let editor = keeper.editor
    else { return [] }
    drafts.put(other)
    guard restoreStored(slot.kind, for: editor.target, at: now) else {
      // It cannot be read here: the text that is here stays.
      drafts.remove(other.id)
      return []
    }
    return keeper.deletion(of: keeper.copy)
  }
}
