import Care360
import FoundationEssentials

/// A write that is not settled: of this session by its number, or an intent of the record by its id.
private enum Unsettled: Sendable {
  case write(Int)
  case intent(String)
}

extension Picker.ID {
  static let drafts = Picker.ID("drafts")
}

/// Mine (F3): the drafts, the unsettled writes, the follow-ups and the links of this operator, and how a person settles a write.
extension Desk {
  mutating func openDrafts(at now: Date) {
    overlays.open(
      .picker(
        Picker(
          .drafts, title: "Mine: drafts, unsettled changes, follow-ups, links", items: draftItems(at: now),
          note: Span("Enter opens a draft or follow-up, settles a change, shows a link.", .muted),
          emptyText: Self.nothingLeft)), about: .several)
  }

  private static let nothingLeft = "No drafts, follow-ups or unsettled changes."

  /// Updates the open list with writes that were settled or sent elsewhere meanwhile; the selection stays.
  mutating func refillDrafts(at now: Date) {
    overlays.fill(.drafts, draftItems(at: now), emptyText: Self.nothingLeft)
  }

  private func draftItems(at now: Date) -> [Picker.Item] {
    let time = TimeText(zone: settings.zone, now: now)
    // Unsettled writes are the most urgent.
    var items = writes.pending.map { write in
      Picker.Item(
        RowPresentation(
          id: "write.\(write.number)",
          spans: [
            Span(write.state == .sending ? "being sent  " : "outcome not known  ", .warning),
            Span("\(write.name), \(subject(of: write))"), Span(looked(at: write, time), .muted),
          ], trailing: Span("sent \(time.stamp(write.startedAt))", .muted))
      ) { desk, now in
        desk.askToSettle(write.number, at: now)
        return []
      }
    }
    items += writes.left.map { intent in
      Picker.Item(
        RowPresentation(
          id: "earlier.\(intent.id)",
          spans: [
            Span("outcome not known  ", .warning), Span("\(intent.target.name), \(subject(of: intent))"),
          ], trailing: Span("sent \(time.stamp(intent.time))", .muted))
      ) { desk, now in
        desk.askToSettle(earlier: intent.id, at: now)
        return []
      }
    }
    items += handOverItems(toTake: true, at: now)
    items += reminderItems(areDue: true, at: now)
    items += followUps.all.filter { $0.isDue(at: now) }.map { item($0, at: now) }
    items += drafts.draftSlots.compactMap { slot in drafts[slot].map { (slot, $0) } }.map { slot, editor in
      let badge = draftBadge(slot, time: time)
      return Picker.Item(
        RowPresentation(
          id: "draft.\(slot.caseID.text).\(slot.kind.rawValue)",
          spans: [Span("draft ", .label), Span(summary(of: editor)), Span("  \(badge.text)", badge.role)])
      ) { desk, now in desk.openListedDraft(slot, at: now) }
    }
    // Names appear only while the service accepts the key.
    items += (isKeyRefused ? [] : drafts.stored.values.sorted { $0.savedAt > $1.savedAt }).map { draft in
      let standing = [draft.holder.map { "open in \($0.terminal)" }, draft.waiting?.words].compactMap(\.self)
      let whose =
        (draft.id.copy > 0 ? "separate copy, " : "")
        + (standing.isEmpty ? "by \(draft.author)" : standing.joined(separator: ", "))
      return Picker.Item(
        RowPresentation(
          id: "stored.\(draft.id.caseID.text).\(draft.id.slot.kind.rawValue).\(draft.id.formNumber).\(draft.id.copy)",
          spans: [Span("draft ", .label), Span(draft.summary), Span("  \(whose)", .muted)],
          trailing: Span(time.longAge(since: draft.savedAt), .muted))
      ) { desk, now in desk.openStored(draft.id, at: now) }
    }
    items += handOverItems(toTake: false, at: now) + leadItems(at: now)
    items += followUps.all.filter { !$0.isDue(at: now) }.map { item($0, at: now) }
    items += reminderItems(areDue: false, at: now)
    items += links.all.enumerated().reversed().map { index, link in
      Picker.Item(
        RowPresentation(
          id: "link.\(index)",
          spans: [Span("link ", .label), Span(isKeyRefused ? link.shortID : "\(link.patientName) \(link.shortID)")]
            + (link.product.map { [Span("  \(productName($0))", .muted)] } ?? []),
          trailing: Span(time.stamp(link.requestedAt), .muted), disabledReason: isKeyRefused ? Self.hiddenSubject : nil)
      ) { desk, _ in
        desk.show(link)
        return []
      }
    }
    if handOverReason == nil {
      items.append(
        Picker.Item(RowPresentation(id: "hand over", spans: [Span("hand over a draft or follow-up …", .muted)])) {
          desk, now in
          desk.handOverCommand(at: now)
          return []
        })
    }
    return items
  }

  private func looked(at write: PendingWrite, _ time: TimeText) -> String {
    guard let last = write.looks.last else { return "" }
    let count = write.looks.count
    return
      "  checked \(count) \(count == 1 ? "time" : "times"), last \(time.stamp(last.time)): \(last.result.rawValue)"
  }

  /// A conflict between two texts of one draft is decided where the patient may be named.
  private mutating func openListedDraft(_ slot: DraftSlot, at now: Date) -> [Effect] {
    if !isKeyRefused, drafts.keeper(of: slot)?.disputed != nil {
      openConflict(slot, at: now)
      return []
    }
    if !isKeyRefused, drafts.taker(of: slot) != nil {
      askToTakeBack(slot, at: now)
      return []
    }
    if !isKeyRefused, drafts.waiting(slot) != nil { return offerToTakeBack(.draft(slot), at: now) }
    return openDraft(slot, at: now)
  }

  /// A draft opens with its own case only, and only once that case is confirmed live.
  mutating func openDraft(_ slot: DraftSlot, copy: StoredDraftID? = nil, at now: Date) -> [Effect] {
    if slot.caseID == .notYet { return resumeNewCase(copy: copy, at: now) }
    if let shown, shown.detail.id == slot.caseID, case .live = shown.standing {
      guard !shown.needsIdentityCheck else {
        say(Span("Check the identity first: Enter opens the case.", .warning))
        return []
      }
      return openOrCreate(slot.kind, copy: copy, at: now)
    }
    let effects = openByID(slot.caseID, at: now)
    drafts.openLater(slot, copy: copy)
    return effects
  }

  // MARK: History

  static let mostHistory = 5

  /// Attempts without a known outcome that `write` may repeat, oldest first, for its confirmation.
  func historyLines(of write: CaseWrite, at now: Date) -> [[Span]] {
    let recorded = writes.recorded.filter { $0.target.isAlike(write.target) }.map { ($0.time, sender(of: $0)) }
    // The record lists a write of this session after it is read again.
    let own = writes.pending.filter {
      $0.state != .sending && $0.target.isAlike(write.target) && writes.intent(of: $0) == nil
    }
    .map { ($0.startedAt, settings.operatorName) }
    return (recorded + own).sorted { $0.0 < $1.0 }.suffix(Self.mostHistory)
      .map { historyLine($0.0, by: $0.1, at: now) }
  }

  /// The sender of a write, and the place when it is not here: the write is settled there.
  func sender(of intent: WriteIntent) -> String {
    let isHere = intent.profile.lowercased() == settings.environmentName.lowercased()
    return intent.operatorName + (isHere || intent.profile.isEmpty ? "" : " in profile \(intent.profile)")
  }

  func historyLine(_ sentAt: Date, by operatorName: String, at now: Date) -> [Span] {
    let time = TimeText(zone: settings.zone, now: now)
    return [Span("Already sent ", .warning), Span("\(time.stamp(sentAt)) by \(operatorName): outcome not known.")]
  }

  // MARK: Settling

  /// Asks what became of a write of this session, once looking has ended.
  private mutating func askToSettle(_ number: Int, at now: Date) {
    guard let write = writes[number] else { return }
    let time = TimeText(zone: settings.zone, now: now)
    let repeated = writes.repeated(write)
    let story =
      (["Sent at \(time.stamp(write.startedAt)); the service gave no clear answer."]
      + write.looks.map { "Checked \(time.stamp($0.time)): \($0.result.rawValue)." }
      + (repeated.map { ["It \(notToldApart(from: $0, at: now))."] } ?? [])).joined(separator: " ")
    switch write.state {
    case .sending, .unknown: say(Span("\(write.shortID): \(write.sentence).", .muted))
    case .notVisible, .cannotBeChecked, .repeated:
      // A case tells nothing about a link; a list that was missing may be there next time.
      openSettling(
        "\(write.name), \(subject(of: write))", story, .write(number), about: .one(write.caseID),
        canLook: write.write.onDesk.canBeSeen && repeated == nil, isRepeated: repeated != nil)
    }
  }

  /// The sentence about a write whose case would look the same without it.
  func notToldApart(from later: Date, at now: Date) -> String {
    "cannot be told apart from the later one sent \(TimeText(zone: settings.zone, now: now).stamp(later))"
  }

  /// Settles the writes of an earlier run that a live case shows.
  mutating func settleEarlier(by detail: Case, at now: Date) -> [Effect] {
    writes.proved(by: detail, at: now).map { intent in
      say(Span("The \(intent.target.name) from an earlier session was done; the case shows it.", .success))
      return .record(.settleAsSeen(intent.id))
    }
  }

  private mutating func askToSettle(earlier id: String, at now: Date) {
    guard let intent = writes.intent(id) else { return }
    let time = TimeText(zone: settings.zone, now: now)
    let repeated = writes.repeated(intent)
    let look = writes.looked(for: id).map { "Not visible when checked at \(time.stamp($0))." } ?? "Not checked since."
    let standing = repeated.map { "It \(notToldApart(from: $0, at: now))." } ?? look
    let story =
      "Sent at \(time.stamp(intent.time)) by \(intent.operatorName); the service gave no clear answer. \(standing)"
    openSettling(
      "\(intent.target.name), \(subject(of: intent))", story, .intent(id), about: .one(intent.caseID),
      canLook: repeated == nil && intent.caseID != .notYet, isRepeated: repeated != nil)
  }

  private mutating func openSettling(
    _ what: String, _ story: String, _ target: Unsettled, about: Overlay.About, canLook: Bool, isRepeated: Bool
  ) {
    var items = [
      Picker.Item(RowPresentation(id: "happened", spans: [Span("Yes, it was")])) { desk, now in
        desk.settle(target, as: .done, at: now)
      },
      Picker.Item(RowPresentation(id: "did-not", spans: [Span("No, it was not")])) { desk, now in
        desk.settle(target, as: .notSent, at: now)
      },
    ]
    // The later write was sent because this one was not there, so "no" comes first.
    if isRepeated { items.reverse() }
    // The first row records nothing: a key that repeats settles nothing.
    let words =
      if !canLook { "Not known yet" } else if case .intent = target { "Not known yet: open the case and look" } else {
        "Not known yet: check again"
      }
    items.insert(
      Picker.Item(RowPresentation(id: "look", spans: [Span(words)])) { desk, now in
        canLook ? desk.lookAgain(target, at: now) : []
      }, at: 0)
    overlays.open(
      .picker(
        Picker(
          Picker.ID("settling"), title: "Was it done? \(what)", items: items,
          note: Span("\(story) Your answer is recorded under your name; nothing is sent."))), about: about)
  }

  private mutating func lookAgain(_ target: Unsettled, at now: Date) -> [Effect] {
    switch target {
    case .intent(let id):
      guard let intent = writes.intent(id) else { return [] }
      return openByID(intent.caseID, at: now)
    case .write(let number):
      guard let write = writes[number] else { return [] }
      writes.set(number, .unknown(lookedFor: 0))
      say(Span("Checking \(write.shortID) …", .muted))
      let last = PendingWrite.lookAfterSeconds.count - 1
      return [write.look(attempt: last, afterSeconds: 0)]
    }
  }

  private mutating func settle(_ target: Unsettled, as outcome: WriteOutcome, at now: Date) -> [Effect] {
    switch target {
    case .intent(let id): return [.record(.settle(id, outcome))]
    case .write(let number):
      guard let write = writes[number] else { return [] }
      guard let intent = writes.intent(of: write) else {
        say(Span("The record of writes does not list it yet: try again.", .warning))
        return [.record(.listUnsettled)]
      }
      if outcome == .done { writes.done(number, at: now) } else { writes.remove(number) }
      // A person says how the write ended, which answers the form's sentences about it.
      drafts.forgetNotes { $0.write == number }
      let words = outcome == .done ? "it was done" : "it was not done"
      write.write.onDesk.gaveUp(write, saying: Span("You settled it: \(words).", .warning), &self)
      return [.record(.settle(intent.id, outcome))]
    }
  }
}
