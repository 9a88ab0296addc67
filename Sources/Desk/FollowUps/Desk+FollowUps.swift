import Care360
import FoundationEssentials

/// The case that a follow-up is made for.
struct FollowUpSubject: Hashable, Sendable {
  let caseID: CaseID
  let patientName: String
  let shortID: String

  /// "Avery Lindqvist · ADA-TOSXM".
  var words: String { [patientName, shortID].filter { !$0.isEmpty }.joined(separator: " · ") }
}

extension FollowUp {
  var shortName: String { FormEditor.shortName(patientName) }

  /// "Avery L. ADA-TOSXM".
  var shortSubject: String {
    [shortName, shortID].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Follow-ups on the desk: made for the case that is shown, or for the selected row of the worklist; moved, done and deleted
/// there and in the list of the operator's things. The exact time stands in the title before anything is kept.
extension Desk {
  /// The case that the keys are about: the selected row while the worklist has them, else the case that is shown.
  var followUpSubject: FollowUpSubject? {
    guard focus == .worklist else {
      guard let shown, !shown.needsIdentityCheck else { return nil }
      return FollowUpSubject(caseID: shown.detail.id, patientName: shown.patientName, shortID: shown.shortID)
    }
    guard !isKeyRefused, let row = worklist.selected else { return nil }
    return FollowUpSubject(caseID: row.id, patientName: row.patient, shortID: row.shownShortID)
  }

  /// Why no follow-up can be made just now.
  var followUpReason: String? {
    guard followUpSubject == nil else { return focus == .worklist ? nil : lookupReason }
    if focus == .worklist { return reasonAgainstRows ?? "select a row first" }
    return shown == nil ? "open a case first" : "check the identity first: Enter opens the case"
  }

  /// Why none can be moved, done or deleted.
  var ownFollowUpReason: String? {
    followUpReason ?? (followUps.of(followUpSubject?.caseID).isEmpty ? "no follow-up is kept for this case" : nil)
  }

  mutating func followUpCommand(at now: Date) {
    guard let subject = followUpSubject else { return }
    let own = followUps.of(subject.caseID)
    let ofTeam = reminderItems(of: subject.caseID, at: now)
    guard !own.isEmpty || !ofTeam.isEmpty else { return askWhen(subject) }
    var items = own.map { item($0, at: now) } + ofTeam
    items.append(
      Picker.Item(RowPresentation(id: "another", spans: [Span("another follow-up")])) { desk, _ in
        desk.askWhen(subject)
        return []
      })
    overlays.open(
      .picker(Picker(Picker.ID("case follow-ups"), title: "Follow-ups of \(subject.words)", items: items)),
      about: .one(subject.caseID))
  }

  // MARK: Making and moving

  private mutating func askWhen(_ subject: FollowUpSubject) {
    let prompt = Prompt(
      "Look again at \(subject.words)", placeholder: "tomorrow 9",
      ["When: \(NaturalTime.examples). The next step shows the exact time."]
    ) { desk, typed, now in
      do throws(NaturalTimeProblem) {
        desk.askWhat(subject, try NaturalTime(typed.text, at: now, zone: desk.settings.zone))
        return .success([])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: .one(subject.caseID))
  }

  private mutating func askWhat(_ subject: FollowUpSubject, _ time: NaturalTime) {
    let prompt = Prompt(
      "Look again \(time.words)", placeholder: "ask if the pharmacy answered",
      [subject.words] + (time.note.map { [$0] } ?? []) + [
        giveReason == nil
          ? "Say in a few words why to look again. The next step asks who sees it."
          : "Say in a few words why to look again. Only you see it."
      ]
    ) { desk, typed, now in
      guard let line = FollowUpText.line(typed.text) else {
        return .failure(PromptRefusal(sentence: FollowUpText.tooLong))
      }
      guard !line.isEmpty else {
        return .failure(PromptRefusal(sentence: "Type a few words, so that you know later why to look."))
      }
      if desk.giveReason == nil {
        desk.askWhose(subject, time, line)
      } else {
        desk.makeFollowUp(of: subject, time, line, at: now)
      }
      return .success([])
    }
    overlays.open(.prompt(prompt), about: .one(subject.caseID))
  }

  private mutating func askWhose(_ subject: FollowUpSubject, _ time: NaturalTime, _ line: String) {
    let items = [
      Picker.Item(RowPresentation(id: "own", spans: [Span("you alone")])) { desk, now in
        desk.makeFollowUp(of: subject, time, line, at: now)
        return []
      },
      Picker.Item(RowPresentation(id: "team", spans: [Span("the team: whoever sees to it marks it done")])) {
        desk, now in
        let made = desk.makeFollowUp(of: subject, time, line, at: now)
        return desk.handOver(toTeam: made, at: now)
      },
    ]
    overlays.open(
      .picker(Picker(Picker.ID("whose follow-up"), title: "Look again \(time.words): who?", items: items)),
      about: .one(subject.caseID))
  }

  @discardableResult
  private mutating func makeFollowUp(
    of subject: FollowUpSubject, _ time: NaturalTime, _ line: String, at now: Date
  ) -> FollowUp {
    let known = followUps
    let made = FollowUp(
      id: FollowUp.newID(at: now) { known[$0] != nil }, caseID: subject.caseID, shortID: subject.shortID,
      patientName: subject.patientName, due: time.date, text: line, madeAt: now, author: settings.operatorName)
    followUps.make(made)
    followUpsChanged(at: now)
    sayUnlessKept("Look again at \(subject.shortID) \(time.words)")
    return made
  }

  /// With a store, its answer says it.
  private mutating func sayUnlessKept(_ words: String) {
    if store != .open { say(Span("\(words): NOT SAVED (memory only).", .warning)) }
  }

  private mutating func askWhenToMove(_ followUp: FollowUp, about: Overlay.About, at now: Date) {
    let exact = TimeText(zone: settings.zone, now: now).exact(followUp.due)
    let prompt = Prompt(
      "Move the follow-up of \(followUp.shortSubject)", placeholder: "tomorrow 9",
      ["It is set for \(exact).", "When instead: \(NaturalTime.examples). The next step shows the exact time."]
    ) { desk, typed, now in
      do throws(NaturalTimeProblem) {
        desk.confirmMove(followUp, to: try NaturalTime(typed.text, at: now, zone: desk.settings.zone), about: about)
        return .success([])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: about)
  }

  private mutating func confirmMove(_ followUp: FollowUp, to time: NaturalTime, about: Overlay.About) {
    let items = [
      Picker.Item(RowPresentation(id: "move", spans: [Span("move it")])) { desk, now in
        guard !desk.saysThatItWaits(followUp.id) else { return [] }
        desk.followUps.move(followUp.id, to: time.date, at: now)
        desk.followUpsChanged(at: now)
        desk.sayUnlessKept("The follow-up of \(followUp.shortID) is moved to \(time.words)")
        return []
      },
      Picker.Item(RowPresentation(id: "again", spans: [Span("type another time")])) { desk, now in
        desk.askWhenToMove(followUp, about: about, at: now)
        return []
      },
    ]
    overlays.open(
      .picker(
        Picker(
          Picker.ID("move follow-up"), title: "Move \(followUp.shortSubject) to \(time.words)", items: items,
          note: time.note.map { Span($0, .warning) })), about: about)
  }

  // MARK: One follow-up

  /// The list of things to do with a follow-up that is kept.
  enum FollowUpVerb: Sendable {
    case finish
    case move
    case delete
  }

  /// A row of a list; Enter offers what can be done.
  func item(_ followUp: FollowUp, at now: Date) -> Picker.Item {
    let time = TimeText(zone: settings.zone, now: now)
    let isDue = followUp.isDue(at: now)
    let start = isDue ? followUp.wokenBy == nil ? "FOLLOW-UP DUE  " : "THE PATIENT WROTE  " : "follow-up  "
    var spans = [
      Span(start, isDue ? .warning : .label), Span(isKeyRefused ? followUp.shortID : followUp.shortSubject),
    ]
    if !isKeyRefused, !followUp.text.isEmpty { spans.append(Span("  \(followUp.text)")) }
    if let waiting = followUp.waiting { spans.append(Span("  \(waiting.words)", .warning)) }
    if let unsaved = unsavedWords(followUp) { spans.append(Span("  \(unsaved)", .error)) }
    return Picker.Item(
      RowPresentation(
        id: "follow-up.\(followUp.id)", spans: spans, trailing: Span(time.exact(followUp.due), .muted),
        disabledReason: isKeyRefused ? Self.hiddenSubject : nil)
    ) { desk, now in
      desk.openFollowUp(followUp.id, at: now)
      return []
    }
  }

  /// "NOT SAVED …"; nil where the store has it.
  private func unsavedWords(_ followUp: FollowUp) -> String? {
    if store != .open { return "NOT SAVED (memory only)" }
    return followUps.problem(of: followUp.id).map { "NOT SAVED: \($0)" }
  }

  /// A list that was open may still have had it.
  private mutating func sayGone() {
    say(Span("This follow-up is gone: another session of yours has ended it.", .muted))
  }

  private mutating func openFollowUp(_ id: String, at now: Date) {
    guard let followUp = followUps[id] else { return sayGone() }
    let time = TimeText(zone: settings.zone, now: now)
    var items: [Picker.Item] = []
    if shown?.detail.id != followUp.caseID {
      items.append(
        Picker.Item(RowPresentation(id: "open", spans: [Span("open the case")])) { desk, now in
          desk.openListed(
            followUp.caseID, email: desk.lookup.recents[followUp.caseID]?.label.email, at: now)
        })
    }
    if followUp.waiting != nil {
      // The first row changes nothing, for a key that repeats.
      items.insert(Picker.Item(RowPresentation(id: "leave", spans: [Span("leave it as it is")])) { _, _ in [] }, at: 0)
      items.append(
        Picker.Item(RowPresentation(id: "take back", spans: [Span("take it back: it stays yours")])) { desk, now in
          desk.takeBack(.followUp(id), at: now)
        })
      return offer(items, of: followUp, time)
    }
    let verbs: [(String, String, FollowUpVerb)] = [
      ("done", "done", .finish), ("move", "look again later", .move), ("delete", "delete it", .delete),
    ]
    items += verbs.map { row, words, verb in
      Picker.Item(RowPresentation(id: row, spans: [Span(words)])) { desk, now in
        desk.act(verb, on: followUp.id, at: now)
        return []
      }
    }
    if giveReason == nil {
      items.append(
        Picker.Item(RowPresentation(id: "hand over", spans: [Span("hand it over")])) { desk, now in
          desk.handOver(followUp: followUp.id, at: now)
          return []
        })
    }
    offer(items, of: followUp, time)
  }

  private mutating func offer(_ items: [Picker.Item], of followUp: FollowUp, _ time: TimeText) {
    overlays.open(
      .picker(
        Picker(
          Picker.ID("follow-up"), title: "\(followUp.shortSubject), \(time.exact(followUp.due))", items: items,
          note: followUp.text.isEmpty ? nil : Span(followUp.text))), about: .one(followUp.caseID))
  }

  /// A command on the follow-up of the case; of several the person chooses.
  mutating func followUpCommand(_ verb: FollowUpVerb, at now: Date) {
    guard let subject = followUpSubject else { return }
    let own = followUps.of(subject.caseID)
    guard own.count > 1 else {
      if let only = own.first { act(verb, on: only.id, at: now) }
      return
    }
    let items = own.map { followUp in
      Picker.Item(item(followUp, at: now).row) { desk, now in
        desk.act(verb, on: followUp.id, at: now)
        return []
      }
    }
    overlays.open(
      .picker(Picker(Picker.ID("which follow-up"), title: "Which follow-up of \(subject.words)?", items: items)),
      about: .one(subject.caseID))
  }

  private mutating func act(_ verb: FollowUpVerb, on id: String, at now: Date) {
    guard let followUp = followUps[id] else { return sayGone() }
    guard !saysThatItWaits(id) else { return }
    switch verb {
    case .finish:
      followUps.finish(id, at: now)
      followUpsChanged(at: now)
      sayUnlessKept("Done: the follow-up of \(followUp.shortID)")
    case .move: askWhenToMove(followUp, about: .one(followUp.caseID), at: now)
    case .delete: askToDelete(followUp, at: now)
    }
  }

  /// True where it waits. It may have begun to while a question stood.
  private mutating func saysThatItWaits(_ id: String) -> Bool {
    guard let waiting = followUps[id]?.waiting else { return false }
    say(unchanged(waiting))
    return true
  }

  private mutating func askToDelete(_ followUp: FollowUp, at now: Date) {
    let exact = TimeText(zone: settings.zone, now: now).exact(followUp.due)
    var lines: [[Span]] = [
      [Span("Patient ", .label), Span(followUp.patientName, .accent), Span("  \(followUp.shortID)")],
      [Span("Look again ", .label), Span(exact)],
    ]
    if !followUp.text.isEmpty { lines.append([Span("Text ", .label), Span(followUp.text)]) }
    overlays.open(
      .confirmation(
        Confirmation(title: "Delete the follow-up", lines: lines, accept: "delete it") { desk, now in
          guard !desk.saysThatItWaits(followUp.id) else { return [] }
          desk.followUps.delete(followUp.id)
          desk.followUpsChanged(at: now)
          desk.sayUnlessKept("Deleted: the follow-up of \(followUp.shortID)")
          return []
        }), about: .one(followUp.caseID))
  }

  // MARK: The store

  mutating func followUpEvent(_ event: FollowUpsEvent, at now: Date) -> [Effect] {
    switch event {
    case .kept(let change):
      let followUp = followUps[change.id]
      followUps.kept(change)
      sayKept(change, followUp, TimeText(zone: settings.zone, now: now))
    case .notKept(let change, let sentence):
      followUps.notKept(change, sentence)
      say(Span("A follow-up is NOT SAVED: \(sentence)".asSentence, .error))
    case .gone(let change):
      followUps.gone(change)
      if case .moved = change { say(Span("Another session deleted this follow-up.", .warning)) }
    case .waits(let change, let waiting):
      followUps.kept(change)
      say(unchanged(waiting))
      return door.isCovering ? [] : [.store(.readAgain(removals: door.removals))]
    }
    followUpsChanged(at: now)
    return []
  }

  private mutating func sayKept(_ change: FollowUpChange, _ followUp: FollowUp?, _ time: TimeText) {
    switch change {
    case .made(let made): say(Span("Look again at \(made.shortID) \(time.exact(made.due)).", .success))
    case .moved(_, let due, _):
      say(Span("The follow-up of \(followUp?.shortID ?? "the case") is moved to \(time.exact(due)).", .success))
    case .done: say(Span("The follow-up is done.", .success))
    case .deleted: say(Span("The follow-up is deleted.", .muted))
    // Whatever led to it has said why.
    case .waits, .given, .woken: break
    }
  }

  /// Lists that show follow-ups are told.
  mutating func followUpsChanged(at now: Date) {
    guard !door.isCovering else { return }
    refillDrafts(at: now)
    worklist.note(followUps.all, at: now)
  }

  // MARK: What is shown

  /// "2 follow-ups due".
  func dueNotice(at now: Date) -> [Span] {
    let count = followUps.dueCount(at: now)
    return count == 0 ? [] : [Span("\(count) follow-up\(count == 1 ? "" : "s") due", .warning)]
  }

  /// Those of the shown case, the due ones first.
  func followUpBanners(_ shown: ShownCase, at now: Date) -> [Span] {
    guard !shown.needsIdentityCheck, !isKeyRefused else { return [] }
    let time = TimeText(zone: settings.zone, now: now)
    return followUps.of(shown.detail.id).map { followUp in
      let isDue = followUp.isDue(at: now)
      let start =
        !isDue
        ? "Look again" : followUp.wokenBy == nil ? "Follow-up due since" : "The patient wrote: follow-up set for"
      let text = followUp.text.isEmpty ? "" : ": \(followUp.text)"
      let unsaved = unsavedWords(followUp).map { " \($0)" } ?? followUp.waiting.map { " \($0.words)" } ?? ""
      let way = isDue && followUp.waiting == nil ? " · \(name(.followUp, in: .caseDetail)) moves or ends it" : ""
      return Span("\(start) \(time.exact(followUp.due))\(text)\(way)\(unsaved)", isDue ? .warning : .accent)
    }
  }
}
