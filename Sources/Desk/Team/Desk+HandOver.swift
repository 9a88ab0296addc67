import Care360
import FoundationEssentials

/// Handing a draft or follow-up to a colleague, taking one, and taking one back. All that is given stays here until the
/// team's store has it, and whatever is taken stays there until this operator's own store has it: at no moment has
/// nobody got it.
extension Desk {
  /// Something of the operator that can be handed over.
  enum Handable: Hashable, Sendable {
    case draft(DraftSlot)
    case followUp(String)
  }

  /// Why the team's store takes nothing just now.
  var teamReason: String? { giveReason ?? (team.awaySince == nil ? nil : "the team's store is away") }

  /// Why nothing can be given to it, which can wait for a store that is away.
  var giveReason: String? { team.isUsed ? nil : "no team's store is set up" }

  /// Why nothing can be handed over just now.
  var handOverReason: String? {
    giveReason ?? (isKeyRefused ? Self.hiddenSubject : handables.isEmpty ? reasonWithout : nil)
  }

  private var reasonWithout: String {
    copies.isEmpty
      ? "no draft or follow-up is kept here" : "only a separate copy is kept here: \(name(.drafts)) opens it first"
  }

  /// Texts beside a draft. Which of the two is the draft has to be decided before one of them can go.
  private var copies: [StoredDraft] {
    drafts.stored.values.filter { $0.id.copy > 0 && $0.holder == nil }.sorted { $0.savedAt > $1.savedAt }
  }

  // MARK: Giving

  /// The open draft, or the list of all that can be handed over.
  mutating func handOverCommand(at now: Date) {
    if focus == .form, let slot = openDraft?.slot, handables.contains(.draft(slot)) {
      return askWhom(.draft(slot), at: now)
    }
    let items =
      handables.compactMap { handable in
        handed(handable, at: now).map { (handable, $0) }
      }.map { handable, handed in
        Picker.Item(RowPresentation(id: "\(handed.title) \(handed.caseID.text)", spans: [Span(handed.title)])) {
          desk, now in
          desk.askWhom(handable, at: now)
          return []
        }
      }
      + copies.map { copy in
        let title = Handed.draft(copy).title
        return Picker.Item(
          RowPresentation(
            id: "copy.\(copy.id.copy) \(title) \(copy.id.caseID.text)",
            spans: [Span(title), Span("  separate copy", .muted)],
            disabledReason:
              "A separate copy is not handed over: open it with \(name(.drafts)), and decide which text stays.")
        ) { _, _ in [] }
      }
    overlays.open(
      .picker(Picker(Picker.ID("hand over"), title: "Hand over", items: items)), about: .several)
  }

  /// A follow-up that was just made for the team.
  mutating func handOver(toTeam made: FollowUp, at now: Date) -> [Effect] {
    [.team(.give(team.order(.followUp(made), to: nil, at: now)))]
  }

  mutating func handOver(followUp id: String, at now: Date) { askWhom(.followUp(id), at: now) }

  private var handables: [Handable] {
    let open = drafts.draftSlots.filter { $0.caseID != .notYet }
    let stored = drafts.stored.values.filter { draft in
      draft.id.copy == 0 && draft.id.caseID != .notYet && draft.holder == nil && !open.contains(draft.id.slot)
    }.sorted { $0.savedAt > $1.savedAt }
    return open.map(Handable.draft) + stored.map { .draft($0.id.slot) } + followUps.all.map { .followUp($0.id) }
  }

  /// As it is now; nil where it is gone.
  private func handed(_ handable: Handable, at now: Date) -> Handed? {
    switch handable {
    case .draft(let slot):
      let id = StoredDraftID(slot)
      if let editor = drafts[slot] {
        return .draft(StoredDraft(editor, id: id, author: settings.operatorName, version: 0, savedAt: now))
      }
      return drafts.stored[id].map(Handed.draft)
    case .followUp(let id): return followUps[id].map(Handed.followUp)
    }
  }

  /// Why this one cannot be handed over just now.
  private func reason(against handable: Handable) -> String? {
    guard case .draft(let slot) = handable else {
      return waiting(handable).map { "it \($0.words)" }
    }
    let keeper = drafts.keeper(of: slot)
    if let terminal = keeper?.takenOverBy { return "\(terminal) took it over" }
    if keeper?.disputed != nil { return "choose one of its two texts first" }
    if let receiver = team.receiver(ofDraft: slot) { return "it is being handed over to \(receiver)" }
    if let waiting = drafts.waiting(slot) { return "it \(waiting.words)" }
    return drafts[slot]?.isSending == true ? "it is being sent" : nil
  }

  private mutating func askWhom(_ handable: Handable, at now: Date) {
    if let reason = giveReason ?? reason(against: handable) {
      return say(Span("Not handed over: \(reason)".asSentence, .warning))
    }
    guard let handed = handed(handable, at: now) else { return }
    let receivers = team.members.map(Optional.some) + [nil]
    let items = receivers.map { receiver in
      Picker.Item(
        RowPresentation(
          id: receiver.map { "member.\($0)" } ?? "team",
          spans: [Span(receiver ?? handed.wordsForTeam)])
      ) { desk, now in
        desk.askToHandOver(handable, to: receiver, at: now)
        return []
      }
    }
    overlays.open(
      .picker(Picker(Picker.ID("colleagues"), title: "Hand over to whom? \(handed.title)", items: items)),
      about: .one(handed.caseID))
  }

  private mutating func askToHandOver(_ handable: Handable, to receiver: String?, at now: Date) {
    guard let handed = handed(handable, at: now) else { return }
    let whom = receiver ?? "the team"
    let question = Confirmation(
      title: "Hand over",
      lines: [
        [Span("Patient ", .label), Span(handed.patientName, .accent)],
        [Span("Handed over ", .label), Span(handed.title)],
        [Span("To ", .label), Span(whom, .accent)],
        [Span("It leaves your list once the team's store has it; whoever takes it becomes its author.")],
      ]
        + (team.awaySince == nil
          ? [] : [[Span("The team's store is away. It waits here, locked, until the store is back.", .warning)]]),
      accept: "hand it over to \(whom)"
    ) { desk, now in desk.handOver(handable, to: receiver, at: now) }
    overlays.open(.confirmation(question), about: .one(handed.caseID))
  }

  private mutating func handOver(_ handable: Handable, to receiver: String?, at now: Date) -> [Effect] {
    guard let handed = handed(handable, at: now) else { return [] }
    if let reason = giveReason ?? reason(against: handable) {
      say(Span("Not handed over: \(reason)".asSentence, .warning))
      return []
    }
    say(Span("Handing it over to \(receiver ?? "the team") …", .accent))
    return [.team(.give(team.order(handed, to: receiver, at: now)))]
  }

  /// The team's store has it. Text that was typed since stays here.
  mutating func given(_ order: HandOverOrder, at now: Date) -> [Effect] {
    team.answered(order)
    // Under the lock nothing is deleted: the list says afterwards that it is in both places, and one that has waited is
    // given again then.
    let drops = door.isCovering ? [] : drop(order, at: now)
    guard order.id == nil || drops != nil else { return [] }
    let record = [Effect.record(.team(.handedOver, order.handed.caseID))]
    return (team.isRecorded(order) ? [] : record) + (drops ?? [])
  }

  /// Why nothing may be sent from a draft: somebody else has it, or may have it in a moment.
  func refusal(ofDraft slot: DraftSlot) -> Refusal? {
    if drafts.takenOver(slot) != nil { return Refusal(reason: "another session took this \(slot.kind.word) over") }
    return team.receiver(ofDraft: slot).map { Refusal(reason: "it is being handed over to \($0)") }
      ?? drafts.waiting(slot).map { Refusal(reason: "it \($0.words)") }
  }

  /// Nil where it is not here as it was given: another session may have seen to it.
  private mutating func drop(_ order: HandOverOrder, at now: Date) -> [Effect]? {
    team.gave(order)
    guard !isElsewhere(order.handed.handable) else { return nil }
    let isHere = isHere(order, at: now)
    guard isHere != false else {
      say(Span("\(order.whom) has it as it was; you changed it since, so that it stays here too.", .warning))
      return nil
    }
    say(Span("Handed over to \(order.whom): \(isKeyRefused ? Self.hiddenSubject : order.handed.title).", .success))
    guard isHere == true else { return nil }
    switch order.handed {
    case .draft(let given):
      if drafts[given.id.slot] != nil { return endDraft(given.id.slot) }
      guard let stored = drafts.stored[given.id] else { return nil }
      drafts.remove(given.id)
      refillDrafts(at: now)
      // A draft that waited comes as it is stored: another session may have opened it, which makes another version.
      return [.store(.deleteDraft(stored.id, version: order.id == nil ? stored.version : given.version))]
    case .followUp(let given):
      followUps.give(given.id, handOver: order.id)
      followUpsChanged(at: now)
      return []
    }
  }

  /// Another session has it, or saved another text of it: this one neither gives it nor deletes it.
  private func isElsewhere(_ handable: Handable) -> Bool {
    guard case .draft(let slot) = handable, let keeper = drafts.keeper(of: slot) else { return false }
    return keeper.taker != nil || keeper.disputed != nil
  }

  /// True where it is here as it was ordered; nil where it is gone.
  private func isHere(_ order: HandOverOrder, at now: Date) -> Bool? {
    handed(order.handed.handable, at: now)?.isSame(as: order.handed)
  }

  /// The team's store does not have it.
  mutating func notGiven(_ order: HandOverOrder, _ sentence: String, at now: Date) -> [Effect] {
    team.answered(order)
    let isHere = handed(order.handed.handable, at: now) != nil
    say(Span("\(isHere ? "Your own copy stays" : "Not handed over"): \(sentence)", .warning))
    guard let id = order.id, waiting(order.handed.handable)?.id == id, !isHeld(order.handed.handable) else { return [] }
    return wait(order.handed.handable, nil, at: now) + takesBack(order)
  }

  /// The team's store may have it, from a try whose answer got lost. The record remembers it for a later session,
  /// should this one end before the team's store was told.
  func takesBack(_ order: HandOverOrder) -> [Effect] {
    guard let id = order.id else { return [] }
    return [.record(.team(.tookBack(id), order.handed.caseID)), .team(.takeBack(order))]
  }

  /// Another session of this operator has it, or took it back.
  mutating func notHere(_ order: HandOverOrder) -> [Effect] {
    team.answered(order)
    guard !door.isCovering else { return [] }
    return [.store(.checkDrafts), .store(.readAgain(removals: door.removals))]
  }

  // MARK: Waiting

  /// The team's store is away: the operator's own copy stays here as it is until that store has it.
  mutating func waits(_ order: HandOverOrder, id: String, _ sentence: String, at now: Date) -> [Effect] {
    guard order.id == nil else {
      // It waits since an earlier try.
      team.answered(order)
      return []
    }
    let isHere = isHere(order, at: now)
    guard isHere == true, !door.isCovering else {
      let effects = notGiven(order, sentence, at: now)
      guard isHere != true else { return effects }
      // A store that did not answer in time may have what is not here any more. The same is another hand-over from now
      // on.
      team.gave(order)
      return effects + takesBack(order.known(by: id))
    }
    team.answered(order)
    team.gave(order)
    say(
      Span(
        "\(sentence) Your copy waits here, locked. \(name(.drafts)) takes it back.", .warning))
    let waiting = Waiting(id: id, receiver: order.receiver, givenAt: order.givenAt)
    return wait(order.handed.handable, waiting, at: now)
  }

  private mutating func wait(_ handable: Handable, _ waiting: Waiting?, at now: Date) -> [Effect] {
    switch handable {
    case .draft(let slot):
      let saves = drafts.wait(slot, waiting, access, at: now)
      refillDrafts(at: now)
      return saves
    case .followUp(let id):
      followUps.wait(id, waiting)
      followUpsChanged(at: now)
      return []
    }
  }

  private func waiting(_ handable: Handable) -> Waiting? {
    switch handable {
    case .draft(let slot): drafts.waiting(slot)
    case .followUp(let id): followUps[id]?.waiting
    }
  }

  /// Gives all that waits here, once the team's store is there. One that another session has open is among it: that
  /// session may be idle, and there it is locked.
  mutating func giveWaiting(at now: Date) -> [Effect] {
    // The record gives the purpose of each.
    guard !purpose.isDue else { return [] }
    let held = drafts.stored.values.filter { $0.holder != nil && $0.id.copy == 0 }.map { Handable.draft($0.id.slot) }
    return (handables + held).flatMap { handable -> [Effect] in
      guard let waiting = waiting(handable), team.mayGive(waiting.id), !isElsewhere(handable),
        let handed = handed(handable, at: now), let isMember = isMember(waiting.receiver),
        isMember || !isHeld(handable)
      else { return [] }
      var order = team.order(handed, waiting)
      if !isMember { order.refusal = "\(order.whom) is no longer in the team." }
      return [.team(.give(order))]
    }
  }

  /// Nil where it cannot be known: a row that does not open may be the receiver's. The team itself is always there.
  private func isMember(_ receiver: String?) -> Bool? {
    guard let receiver, !team.members.contains(receiver) else { return true }
    return team.view.unreadable == 0 ? false : nil
  }

  /// Another session of the operator has it in its editor, and decides what becomes of it.
  private func isHeld(_ handable: Handable) -> Bool {
    guard case .draft(let slot) = handable, drafts[slot] == nil else { return false }
    return drafts.stored[StoredDraftID(slot)]?.holder != nil
  }

  /// The first row changes nothing, for a key that repeats.
  mutating func offerToTakeBack(_ handable: Handable, at now: Date) -> [Effect] {
    guard let handed = handed(handable, at: now), let waiting = waiting(handable) else { return [] }
    let items = [
      Picker.Item(RowPresentation(id: "leave", spans: [Span("leave it as it is")])) { _, _ in [] },
      Picker.Item(RowPresentation(id: "act", spans: [Span("take it back: it stays yours")])) { desk, now in
        desk.takeBack(handable, at: now)
      },
    ]
    overlays.open(
      .picker(
        Picker(
          Picker.ID("waiting"), title: handed.title, items: items,
          note: Span("It \(waiting.words).", .muted))), about: .one(handed.caseID))
    return []
  }

  mutating func takeBack(_ handable: Handable, at now: Date) -> [Effect] {
    guard let handed = handed(handable, at: now), let waiting = waiting(handable) else {
      say(Span("This hand-over no longer waits.", .muted))
      return []
    }
    guard !team.isGiving(waiting.id) else {
      say(Span("It is being handed over just now.", .warning))
      return []
    }
    say(Span("Taken back: \(handed.title).", .success))
    return wait(handable, nil, at: now) + takesBack(HandOverOrder(handed, waiting))
  }

  // MARK: Taking

  mutating func openHandOver(_ id: String, at now: Date) -> [Effect] {
    guard let handOver = team.view.handOvers.first(where: { $0.id == id }) else {
      say(Span("This hand-over is gone from the team's store.", .muted))
      return []
    }
    switch handOver.state {
    case .open where !handOver.isOwn && handOver.lead != nil, .left where !handOver.isOwn && handOver.lead != nil:
      offerToMove(handOver)
    case .toBeKept: return take(handOver)
    case .open where handOver.isOwn:
      offer(handOver, "take it back", note: "Not yet taken. Once it is back, nobody else can take it.") { desk, now in
        desk.takeIfFree(handOver)
      }
    case .left(let name, _) where handOver.isOwn:
      offer(handOver, "take it back", note: Self.mayHaveIt(name)) { desk, now in desk.takeIfFree(handOver) }
    case .open, .left: askToTake(handOver, at: now) { desk, _ in desk.takeIfFree(handOver) }
    case .taken(let name, _, isKept: true):
      offer(handOver, "take it off this list", note: "\(name) has it.") { _, _ in [.team(.withdraw(handOver))] }
    case .taken(let name, _, isKept: false): say(Span("\(name) is taking it.", .muted))
    }
    return []
  }

  /// The first row changes nothing, for a key that repeats.
  private mutating func offer(
    _ handOver: TeamView.HandOver, _ deed: String, note: String, _ act: @escaping Desk.Reaction
  ) {
    let items = [
      Picker.Item(RowPresentation(id: "leave", spans: [Span("leave it as it is")])) { _, _ in [] },
      Picker.Item(RowPresentation(id: "act", spans: [Span(deed)]), choose: act),
    ]
    overlays.open(
      .picker(
        Picker(
          Picker.ID("hand-over"), title: "Handed over to \(handOver.whom): \(handOver.title)", items: items,
          note: Span(note, .muted))), about: .one(handOver.caseID))
  }

  mutating func askToTake(_ handOver: TeamView.HandOver, at now: Date, _ take: @escaping Desk.Reaction) {
    if let sentence = placeTaken(handOver) { return say(sentence) }
    let time = TimeText(zone: settings.zone, now: now)
    var lines: [[Span]] = [
      [Span("Handed over ", .label), Span(handOver.title, .accent)],
      [Span("By ", .label), Span("\(handOver.giver), \(time.stamp(handOver.givenAt))")],
      [Span("It becomes yours; nobody else can take it then.")],
    ]
    if let name = handOver.leftBy { lines.append([Span(Self.mayHaveIt(name), .warning)]) }
    if handOver.kind?.communication != nil {
      lines.append(
        settings.author.map { [Span("Sent from you: ", .label), Span($0.text)] } ?? [
          Span("You cannot send it: \(settings.authorReason ?? "no author is set")".asSentence, .warning)
        ])
    }
    overlays.open(
      .confirmation(
        Confirmation(title: "Take the \(handOver.word)", lines: lines, accept: "take it", accepted: take)),
      about: .one(handOver.caseID))
  }

  static func mayHaveIt(_ name: String) -> String {
    "\(name) began to take it and did not finish: \(name) may have it, too."
  }

  /// A case has one draft of each kind.
  func placeTaken(_ handOver: TeamView.HandOver) -> Span? {
    isHere(handOver)
      ? Span(
        "You have a \(handOver.word) of this case yourself: send or discard it first. This one stays with the team.",
        .warning) : nil
  }

  private func isHere(_ handOver: TeamView.HandOver) -> Bool {
    guard let kind = handOver.kind else { return false }
    let slot = DraftSlot(handOver.caseID, kind)
    return drafts.draftSlots.contains(slot) || drafts.stored[StoredDraftID(slot)] != nil
  }

  mutating func takeIfFree(_ handOver: TeamView.HandOver) -> [Effect] {
    if let sentence = placeTaken(handOver) {
      say(sentence)
      return []
    }
    return take(handOver)
  }

  private mutating func take(_ handOver: TeamView.HandOver) -> [Effect] {
    say(Span("Taking the \(handOver.word) …", .accent))
    return [.team(.accept(handOver))]
  }

  /// The operator's own store has it.
  mutating func took(_ handOver: TeamView.HandOver) -> [Effect] {
    let record = Effect.record(.team(handOver.isOwn ? .tookBack(handOver.id) : .took(handOver.id), handOver.caseID))
    guard !door.isCovering else { return [record] }
    // No name of a patient while the key is refused.
    let title = isKeyRefused ? "It" : handOver.title
    say(Span("\(title) is yours \(handOver.isOwn ? "again" : "now"): \(name(.drafts)) opens it.", .success))
    return [record, .store(.readAgain(removals: door.removals))]
  }

  // MARK: What is shown

  /// "2 hand-overs for you".
  var handOverNotice: [Span] {
    let count = team.view.handOvers.count(where: \.isToTake)
    return count == 0 ? [] : [Span("\(count) hand-over\(count == 1 ? "" : "s") for you", .warning)]
  }

  /// Those of a case that wait for this operator.
  func handOverBanners(of id: CaseID) -> [Span] {
    guard !isKeyRefused else { return [] }
    return team.view.handOvers.filter { $0.caseID == id && $0.isToTake }.map { handOver in
      let what = "\(handOver.giver) hands a \(handOver.word) to \(handOver.receiver == nil ? "the team" : "you")"
      return Span("\(what): \(name(.drafts)) takes it.", .accent)
    }
  }

  /// For the list of the operator's things: those to take, or those that the operator gave.
  func handOverItems(toTake: Bool, at now: Date) -> [Picker.Item] {
    let time = TimeText(zone: settings.zone, now: now)
    return team.view.handOvers.filter { $0.isToTake == toTake && ($0.isOwn || $0.isToTake) }
      .sorted { ($0.givenAt, $0.id) < ($1.givenAt, $1.id) }.map { handOver in
        var spans = [
          Span(toTake ? "TO TAKE  " : "handed over  ", toTake ? .warning : .label),
          Span(isKeyRefused ? Self.hiddenSubject : handOver.title),
        ]
        spans.append(Span("  \(words(handOver, time))", toTake ? .accent : .muted))
        if handOver.isOwn, handOver.state != .toBeKept, isHere(handOver) {
          spans.append(Span("; a \(handOver.word) of this case is here, too", .warning))
        }
        return Picker.Item(
          RowPresentation(
            id: "hand-over.\(handOver.id)", spans: spans, trailing: Span(time.stamp(handOver.givenAt), .muted),
            disabledReason: isKeyRefused ? Self.hiddenSubject : nil)
        ) { desk, now in desk.openHandOver(handOver.id, at: now) }
      }
  }

  /// "handed to kim, not yet taken"; "kim took it at 11:04".
  private func words(_ handOver: TeamView.HandOver, _ time: TimeText) -> String {
    switch handOver.state {
    case .toBeKept where isHere(handOver): "yours: Enter takes it out of the team's store"
    case .toBeKept: "yours, and not kept here yet: Enter keeps it"
    case .open where handOver.isOwn: "handed to \(handOver.whom), not yet taken\(handOver.moveWords)"
    case .open: "from \(handOver.giver)" + (handOver.receiver == nil ? ", for the team" : "")
    case .left(let name, let moment):
      "\(name) began to take it" + (moment.map { " at \(time.stamp($0))" } ?? "") + " and did not finish"
        + handOver.moveWords
    case .taken(let name, let moment, _):
      "\(name) took it" + (moment.map { " at \(time.stamp($0))" } ?? "") + handOver.moveWords
    }
  }
}
