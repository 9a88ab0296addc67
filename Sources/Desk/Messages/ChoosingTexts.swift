import Care360
import FoundationEssentials

extension Picker.ID {
  static let texts = Picker.ID("texts")
}

/// Canned texts in a message or note: the list shows each as the case fills it; the chosen one is put where the cursor is, with
/// the blanks that the case cannot fill as they are written, and those are asked for one by one. None left open is sent.
extension Desk {
  mutating func openTexts(for slot: DraftSlot) -> [Effect] {
    overlays.open(
      .picker(
        Picker(.texts, title: "Canned texts", items: [], emptyText: "Reading the texts …")), about: .one(slot.caseID))
    return [.files(.listTexts)]
  }

  /// - Parameter problems: sentences about files that cannot be used.
  mutating func fillTexts(_ texts: [CannedText], problems: [String], at now: Date) {
    guard let slot = openComposer?.slot, let kind = slot.kind.communication, let detail = shown?.detail else { return }
    let items = texts.filter { $0.kinds.contains(kind) }.map { text in
      var item = Picker.Item(
        RowPresentation(id: text.name, spans: [Span(text.title)], trailing: Span(text.name, .muted))
      ) { desk, now in desk.textChosen(text, for: slot, at: now) }
      let lines = filling(text.body, from: detail, at: now).preview.split(whereSeparator: \.isNewline)
      item.note = Span(lines.joined(separator: " | "), .phi)
      return item
    }
    overlays.fill(.texts, items, emptyText: "There is no canned text for a \(slot.kind.word).")
    if let first = problems.first {
      let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
      say(Span("Some texts cannot be used: \(first)\(more)", .warning))
    }
  }

  private func filling(_ body: CannedText.Body, from detail: Case, at now: Date) -> CannedFilling {
    CannedFilling(
      CannedText(name: "", title: "", kinds: [], body: body), from: detail, operatorName: settings.author?.name,
      zone: settings.zone, at: now)
  }

  private mutating func textChosen(_ text: CannedText, for slot: DraftSlot, at now: Date) -> [Effect] {
    guard openComposer?.slot == slot, !drafts.isReadOnly(slot) else { return [] }
    drafts.compose(slot) { $0.insertParagraph(text.body.plain) }
    return askForBlank(of: slot, at: now)
  }

  /// Fills what the case says, and asks for the first blank that it does not; nothing where none is open.
  mutating func askForBlank(of slot: DraftSlot, at now: Date) -> [Effect] {
    guard openComposer?.slot == slot, let detail = shown?.detail else { return [] }
    for blank in drafts.composer(slot)?.openBlanks ?? [] {
      let filling = filling(CannedText.Body(blank), from: detail, at: now)
      if let known = filling.text {
        drafts.compose(slot) { $0.fill(blank, with: known) }
      } else if let question = filling.questions.first {
        ask(question, filling, for: slot)
        return []
      }
    }
    return []
  }

  private mutating func ask(_ question: CannedFilling.Question, _ filling: CannedFilling, for slot: DraftSlot) {
    let choices = question.choices.isEmpty ? [] : ["One of: \(question.choices.joined(separator: "; "))"]
    let prompt = Prompt(
      "Fill in: \(question.blank.source)", placeholder: question.choices.first ?? "",
      [question.words] + choices + ["Esc leaves the blank open; the text cannot be sent until it is filled in."]
    ) { desk, typed, now in
      var filled = filling
      guard filled.answer(question.blank, with: typed.text), let text = filled.text else {
        return .failure(PromptRefusal(sentence: "Type the text for this blank."))
      }
      guard desk.openComposer?.slot == slot, !desk.drafts.isReadOnly(slot) else { return .success([]) }
      desk.drafts.compose(slot) { $0.fill(question.blank, with: text) }
      return .success(desk.askForBlank(of: slot, at: now))
    }
    overlays.open(.prompt(prompt), about: .one(slot.caseID))
  }
}

extension CannedText.Body {
  /// Of one blank alone.
  init(_ blank: Blank) { self.init(parts: [.blank(blank)]) }
}

extension Composer {
  /// The blanks in the text, each once, in their order.
  var openBlanks: [Blank] {
    var blanks: [Blank] = []
    for (blank, _) in Blank.found(in: text.characters) where !blanks.contains(blank) { blanks.append(blank) }
    return blanks
  }
}
