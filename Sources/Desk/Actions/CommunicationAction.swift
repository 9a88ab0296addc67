import Care360
import FoundationEssentials

extension CaseAction {
  static let message = CaseAction(
    .message, "message to the patient", "Writes a message that the patient of this case reads.",
    words: "write a message TO THE PATIENT", staysInForm: true, off: { $0.reasonAgainstWriting }
  ) { desk, now in desk.openOrCreate(.message, at: now) }

  static let note = CaseAction(
    .note, "internal note", "Writes a note on this case that the patient does not see.",
    words: "write an INTERNAL note", staysInForm: true, off: { $0.reasonAgainstWriting }
  ) { desk, now in desk.openOrCreate(.note, at: now) }
}

/// A message to the patient or an internal note: its text is written in the composer, and a confirmation shows all of it with
/// its kind in capitals. The thread, read again, proves it.
extension Desk {
  fileprivate var reasonAgainstWriting: String? {
    settings.author == nil ? settings.authorReason ?? "no author is set" : nil
  }

  mutating func confirmText(_ text: MessageText, _ slot: DraftSlot, at now: Date) {
    guard let kind = slot.kind.communication, let shown, let composer = drafts.composer(slot) else { return }
    guard let author = settings.author, actionReason == nil else {
      say(Span("Not sent: \(reasonAgainstWriting ?? actionReason ?? "").", .warning))
      return
    }
    let comments = shown.detail.comments
    let write = Communication(
      slot.caseID, kind, text, by: author, earlier: Set((comments ?? []).compactMap(\.id)))
    let time = TimeText(zone: settings.zone, now: now)
    var lines = [[kind.whom]] + subjectLines
    lines.append([Span("From ", .label), Span(author.text)])
    lines += newestMessage(since: composer.begun, time)
    lines += shown.detail.sameTexts(as: write, at: now).map { sent in
      [Span("The same text was added \(time.stamp(sent)): this would be once more.", .warning)]
    }
    if comments == nil {
      lines.append([Span("The service did not say the messages of the case: cannot tell if it was sent.", .warning)])
    }
    lines.append([Span("Text ", .label)])
    lines += text.text.split(separator: "\n", omittingEmptySubsequences: false).map { [Span("  \($0)")] }
    ask(
      Confirmation(
        .communication(write), title: "Send: \(kind == .message ? "message TO THE PATIENT" : "INTERNAL note")",
        lines: lines, accept: kind == .message ? "send it to the patient" : "add the internal note"
      ) { desk, now in desk.historyLines(of: .communication(write), at: now) }, about: .one(slot.caseID), at: now)
  }

  /// What the patient or the clinic said in the open after the draft was begun: whoever wrote it may not have known.
  private func newestMessage(since begun: Date, _ time: TimeText) -> [[Span]] {
    let newest = (shown?.detail.comments ?? []).filter { !$0.isRestricted && ($0.createdAt?.date ?? begun) > begun }
      .max { ($0.createdAt?.date ?? begun) < ($1.createdAt?.date ?? begun) }
    guard let newest, let sent = newest.createdAt?.date else { return [] }
    let head = Span("Came after you began, \(time.stamp(sent)), from \(newest.writer.words): ", .warning)
    return [[head, Span(newest.text ?? "without a text")]]
  }
}

extension Communication: DeskWrite {
  private var slot: DraftSlot { DraftSlot(caseID, DraftSlot.Kind(kind)) }

  func refusal(_ desk: Desk) -> Refusal? {
    desk.drafts.takenOver(slot) == nil ? nil : Refusal(reason: "another session took this \(slot.kind.word) over")
  }

  func began(_ desk: inout Desk) { desk.drafts.compose(slot) { $0.sending() } }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    let what = kind == .message ? "Message to the patient sent to" : "Internal note added to"
    desk.say(Span("\(what) \(write.shortID).", .success))
    return dropDraft(&desk)
  }

  /// The text stays, with the sentence.
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk) {
    desk.drafts.compose(slot) { $0.sendingEnded(keeping: sentence) }
  }

  /// The thread shows this text by this author: it was done.
  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] { dropDraft(&desk) }

  /// A text that is another one by now is not told of it.
  func gaveUp(_ write: PendingWrite, saying sentence: Span, _ desk: inout Desk) {
    guard desk.drafts.composer(slot)?.holds(text) == true else { return }
    let advice = "Look at the messages of the case before you send it again."
    desk.drafts.compose(slot) { $0.sendingEnded(keeping: Span("\(sentence.text) \(advice)", .warning)) }
  }

  /// A text that is another one by now stays.
  private func dropDraft(_ desk: inout Desk) -> [Effect] {
    guard desk.drafts.composer(slot)?.holds(text) == true else { return [] }
    return desk.endText(slot)
  }
}
