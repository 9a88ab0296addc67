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

/// A message to the patient or an internal note. Its text is written in the composer, and a confirmation shows all of
/// it with its kind in capitals. A fresh read of the thread proves that it was added.
extension Desk {
  fileprivate var reasonAgainstWriting: String? {
    settings.author == nil ? settings.authorReason ?? "no author is set" : nil
  }

  /// Asks, and reads the case again meanwhile. The question waits for that read and shows what was written since.
  mutating func confirmText(_ text: MessageText, _ slot: DraftSlot, at now: Date) -> [Effect] {
    guard let kind = slot.kind.communication, shown != nil, let composer = drafts.composer(slot) else { return [] }
    guard let author = settings.author, actionReason == nil else {
      say(Span("Not sent: \(reasonAgainstWriting ?? actionReason ?? "").", .warning))
      return []
    }
    let begun = composer.begun
    let write: @Sendable (Desk) -> Communication = { desk in
      let earlier = desk.shown.flatMap { $0.detail.id == slot.caseID ? $0.detail.comments : nil } ?? []
      return Communication(slot.caseID, kind, text, by: author, earlier: Set(earlier.compactMap(\.id)))
    }
    var confirmation = Confirmation(
      title: "Send: \(kind == .message ? "message TO THE PATIENT" : "INTERNAL note")",
      lines: [[kind.whom]] + whoLines + [[Span("From ", .label), Span(author.text)]],
      closing: [[Span("Text ", .label)]]
        + text.text.split(separator: "\n", omittingEmptySubsequences: false).map { [Span("  \($0)")] },
      accept: kind == .message ? "send it to the patient" : "add the internal note",
      history: { desk, now in
        desk.threadLines(of: write(desk), since: begun, at: now)
          + desk.historyLines(of: .communication(write(desk)), at: now)
      }, write: { .communication(write($0)) })
    confirmation.reasonToWait = { desk in
      desk.patient.isRereading ? "rereading the case" : nil
    }
    let reading = patient.reread()
    ask(confirmation, about: .one(slot.caseID), at: now)
    return reading
  }

  /// Lines about this text as the case now has it, and about texts added since it was begun.
  private func threadLines(of write: Communication, since begun: Date, at now: Date) -> [[Span]] {
    guard let shown, shown.detail.id == write.caseID else { return [] }
    let time = TimeText(zone: settings.zone, now: now)
    var lines: [[Span]] = []
    if !shown.isLive {
      lines.append([Span("The case could not be read again: nothing can be sent.", .error)])
    }
    if shown.detail.isArchived == true { lines.append([Self.closedWarning]) }
    lines += newestMessage(since: begun, time)
    lines += shown.detail.sameTexts(as: write, at: now).map { sent in
      [Span("The same text was added \(time.stamp(sent)): sending would add it again.", .warning)]
    }
    if shown.detail.comments == nil {
      lines.append([
        Span("The service did not list the messages of the case: this text may already have been sent.", .warning)
      ])
    }
    return lines
  }

  /// The messages that the patient or the clinic sent after the draft was begun: its author may not have known them.
  private func newestMessage(since begun: Date, _ time: TimeText) -> [[Span]] {
    let newest = (shown?.detail.comments ?? []).filter { !$0.isRestricted && ($0.createdAt?.date ?? begun) > begun }
      .max { ($0.createdAt?.date ?? begun) < ($1.createdAt?.date ?? begun) }
    guard let newest, let sent = newest.createdAt?.date else { return [] }
    let head = Span("Arrived after you began, \(time.stamp(sent)), from \(newest.writer.words): ", .warning)
    return [[head, Span(newest.text ?? "no text")]]
  }
}

extension Communication: DeskWrite {
  private var slot: DraftSlot { DraftSlot(caseID, DraftSlot.Kind(kind)) }

  func refusal(_ desk: Desk) -> Refusal? { desk.refusal(ofDraft: slot) }

  func began(_ desk: inout Desk) { desk.drafts.compose(slot) { $0.sending() } }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    let what = kind == .message ? "Message to the patient sent for" : "Internal note added to"
    desk.say(Span("\(what) \(write.shortID).", .success))
    return dropDraft(&desk)
  }

  /// The text stays, with the sentence.
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk) {
    desk.drafts.compose(slot) { $0.sendingEnded(keeping: sentence) }
  }

  /// The thread shows this text by this author: it was done.
  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] { dropDraft(&desk) }

  /// Tells nothing when the text has changed since.
  func gaveUp(_ write: PendingWrite, saying sentence: Span, _ desk: inout Desk) {
    guard desk.drafts.composer(slot)?.holds(text) == true else { return }
    let advice = "Look at the messages of the case before you send it again."
    desk.drafts.compose(slot) { $0.sendingEnded(keeping: Span("\(sentence.text) \(advice)", .warning)) }
  }

  /// Drops the draft unless its text has changed since.
  private func dropDraft(_ desk: inout Desk) -> [Effect] {
    guard desk.drafts.composer(slot)?.holds(text) == true else { return [] }
    return desk.endDraft(slot)
  }
}
