import Care360
import FoundationEssentials

extension CaseAction {
  static let escalate = CaseAction(
    .escalate, "escalate", "Escalates this case, or updates one of its open escalations.", words: "escalate the case"
  ) { desk, _ in
    desk.openEscalations()
    return []
  }
}

extension Picker.ID {
  fileprivate static let escalations = Picker.ID("escalations")
  fileprivate static let escalationTitles = Picker.ID("escalation titles")
  fileprivate static let openEscalations = Picker.ID("open escalations")
  fileprivate static let escalationParts = Picker.ID("escalation parts")
}

/// Escalates the case that is shown: type, title, note, and a panel with the parts that may be left out; then a
/// confirmation. The title is from the list or typed. An update takes an id from the list that the service gives with a
/// refusal, or a typed one.
extension Desk {
  fileprivate mutating func openEscalations() {
    guard let detail = shown?.detail else { return }
    var items: [Picker.Item] = []
    if let plan = escalations.plan(of: detail.id) {
      let words = plan.words(escalations.open(of: detail.id))
      items.append(
        Picker.Item(
          RowPresentation(id: "kept", spans: [Span("go on: \(words)")], trailing: Span("not sent", .warning))
        ) { desk, _ in
          desk.openParts(of: plan)
          return []
        })
    }
    items += EscalationKind.allCases.map { kind in
      Picker.Item(RowPresentation(id: kind.rawValue, spans: [Span("add: \(kind.rawValue)")])) { desk, _ in
        desk.openTitles(of: kind)
        return []
      }
    }
    items.append(
      Picker.Item(RowPresentation(id: "update", spans: [Span("update an open escalation")])) { desk, _ in
        desk.openUpdates()
        return []
      })
    let standing =
      detail.isEscalated.map { $0 ? "The case is escalated." : "The case is not escalated." }
      ?? "The service did not say whether the case is escalated."
    overlays.open(
      .picker(
        Picker(
          .escalations, title: "Escalate \(subject)", items: items,
          note: Span("\(standing) You are asked to confirm before anything is sent.", .muted))), about: aboutShown)
  }

  private mutating func openTitles(of kind: EscalationKind) {
    let titles = settings.escalationTitles
    let items = titles.of(kind).map { title in
      Picker.Item(RowPresentation(id: title.text, spans: [Span(title.text)]), choose: Self.choosing(kind, title))
    }
    var picker = Picker(
      .escalationTitles, title: "Title, \(kind.rawValue)", items: items,
      note: Span("Type to filter, or type a title.", .muted),
      emptyText: "The list for \(kind.rawValue) is empty; you can type a title.")
    picker.takesID = { text in
      do {
        let title = try EscalationTitle(text)
        let note = titles.remark(on: title, of: kind) == nil ? nil : "not in the list"
        return Picker.TypedID(text: title.text, noun: "title", note: note, choose: Self.choosing(kind, title))
      } catch {
        return nil
      }
    }
    overlays.open(.picker(picker), about: aboutShown)
  }

  private static func choosing(_ kind: EscalationKind, _ title: EscalationTitle) -> Reaction {
    { desk, _ in
      guard let id = desk.shown?.detail.id else { return [] }
      // A note that was typed for another title stays.
      var plan = EscalationPlan(wish: .add(kind, title))
      if let kept = desk.escalations.plan(of: id), case .add = kept.wish { plan.details = kept.details }
      desk.askForNote(of: plan)
      return []
    }
  }

  fileprivate mutating func openUpdates() {
    guard let id = shown?.detail.id else { return }
    var items = escalations.open(of: id).map { open in
      var item = Picker.Item(
        RowPresentation(
          id: open.id.text, spans: [Span(open.words)], trailing: Span(String(open.id.text.prefix(8)), .muted)),
        choose: Self.choosing(open.id))
      item.note = open.note.map { Span($0, .phi) }
      return item
    }
    items.append(
      Picker.Item(RowPresentation(id: "ask", spans: [Span("ask the service for the open ones", .label)])) { desk, now in
        desk.confirmAsking(at: now)
        return []
      })
    var picker = Picker(
      .openEscalations, title: "Open escalations of \(subject)", items: items,
      note: Span("Type to filter, or paste an escalation id.", .muted))
    picker.takesID = { text in
      do {
        let id = try EscalationID(text)
        return Picker.TypedID(text: id.text, noun: "escalation id", choose: Self.choosing(id))
      } catch {
        return nil
      }
    }
    overlays.open(.picker(picker), about: aboutShown)
  }

  private static func choosing(_ id: EscalationID) -> Reaction {
    { desk, _ in
      guard let caseID = desk.shown?.detail.id else { return [] }
      var plan = EscalationPlan(wish: .update(id))
      if let kept = desk.escalations.plan(of: caseID), case .update = kept.wish { plan.details = kept.details }
      if plan.details.isEmpty { desk.askForNote(of: plan) } else { desk.openParts(of: plan) }
      return []
    }
  }

  // MARK: The parts that may be left out

  private mutating func askForNote(of plan: EscalationPlan) {
    ask(
      for: plan, "Note for the escalation", placeholder: "the patient asked twice for a refund",
      "Without a text there is no note. The record of writes does not include it.", text: plan.details.note?.text
    ) { details, typed, _, _ in
      do throws(MessageTextProblem) {
        details.note = try typed.map { (text) throws(MessageTextProblem) in try MessageText(text) }
        return nil
      } catch {
        return error.sentence
      }
    }
  }

  private mutating func askForTime(of plan: EscalationPlan, at now: Date) {
    ask(
      for: plan, "Due time of the escalation", placeholder: "tomorrow 9",
      "When: \(NaturalTime.examples), in \(TimeText(zone: settings.zone, now: now).zoneName). Without a text it has no time."
    ) { details, typed, zone, now in
      do throws(NaturalTimeProblem) {
        details.followUp = try typed.map { (text) throws(NaturalTimeProblem) in
          try NaturalTime(text, at: now, zone: zone).date
        }
        return nil
      } catch {
        return error.sentence
      }
    }
  }

  private mutating func askForAssignee(of plan: EscalationPlan) {
    ask(
      for: plan, "E-mail of the assignee", placeholder: "robin@example.com",
      "The service takes only members of the care team who have access. Without a text it has no assignee.",
      text: plan.details.assignee?.text
    ) { details, typed, _, _ in
      do throws(IdentifierProblem) {
        details.assignee = try typed.map { (text) throws(IdentifierProblem) in try EmailAddress(text) }
        return nil
      } catch {
        return error.sentence
      }
    }
  }

  /// Sets one of the parts that may be left out.
  ///
  /// - Parameter set: the typed text, nil for none; gives the sentence of a refusal.
  private mutating func ask(
    for plan: EscalationPlan, _ title: String, placeholder: String, _ line: String, text: String? = nil,
    set: @escaping @Sendable (inout EscalationDetails, String?, Zone, Date) -> String?
  ) {
    let prompt = Prompt(title, placeholder: placeholder, [line], text: text ?? "", isOptional: true) {
      desk, typed, now in
      var plan = plan
      if let sentence = set(&plan.details, typed.isBlank ? nil : typed.text, desk.settings.zone, now) {
        return .failure(PromptRefusal(sentence: sentence))
      }
      desk.openParts(of: plan)
      return .success([])
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  /// The plan is kept from here on, until it was done.
  private mutating func openParts(of plan: EscalationPlan) {
    guard let id = shown?.detail.id else { return }
    escalations.keep(plan, of: id)
    let details = plan.details
    var nothing: String?
    if case .update = plan.wish, details.isEmpty {
      nothing = "This changes nothing yet: give a note, a time or an assignee."
    }
    let none = Span("none", .muted)
    let rows: [(id: String, spans: [Span], reason: String?, choose: Reaction)] = [
      (
        "go-on", [Span("go on: \(plan.words(escalations.open(of: id)))")], nothing,
        { desk, now in
          desk.confirmEscalation(plan, at: now)
          return []
        }
      ),
      (
        "note", [Span("note ", .label), details.note.map { Span($0.text) } ?? none], nil,
        { desk, _ in
          desk.askForNote(of: plan)
          return []
        }
      ),
      (
        "time", [Span("due ", .label), details.followUp.map { Span(due($0, at: lastKeyAt)) } ?? none], nil,
        { desk, now in
          desk.askForTime(of: plan, at: now)
          return []
        }
      ),
      (
        "assignee", [Span("assignee ", .label), details.assignee.map { Span($0.text) } ?? none], nil,
        { desk, _ in
          desk.askForAssignee(of: plan)
          return []
        }
      ),
    ]
    overlays.open(
      .picker(
        Picker(
          .escalationParts, title: "Escalation of \(subject)",
          items: rows.map { row in
            Picker.Item(
              RowPresentation(id: row.id, spans: row.spans, disabledReason: row.reason), choose: row.choose)
          }, note: Span("Kept here until it is sent. You are asked to confirm.", .muted))), about: aboutShown)
  }

  // MARK: The question

  private mutating func confirmEscalation(_ plan: EscalationPlan, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let detail = shown.detail
    let write = CaseWrite.escalation(
      EscalationChange(detail.id, plan.wish, plan.details, wasEscalated: detail.isEscalated))
    var lines = subjectLines
    let (heading, accept): (String, String)
    switch plan.wish {
    case .add(let kind, let title):
      (heading, accept) = ("Escalate", "escalate the case")
      let before = detail.isEscalated.map { $0 ? "escalated" : "not escalated" } ?? "escalated or not: not given"
      lines.append([Span("Change ", .label), Span(before), Span(" -> ", .accent), Span("ESCALATED")])
      lines.append([Span("Escalation ", .label), Span("\(kind.rawValue) · \(title)")])
      if let remark = settings.escalationTitles.remark(on: title, of: kind) { lines.append([Span(remark, .warning)]) }
      if detail.isEscalated == true { lines.append([Span("This adds another escalation.", .warning)]) }
    case .update(let id):
      (heading, accept) = ("Update an escalation", "update the escalation")
      let open = escalations.open(of: detail.id).first { $0.id == id }
      lines.append([Span("Update ", .label), Span(open?.words ?? "an escalation"), Span("  \(id)", .muted)])
    }
    lines += detailLines(of: plan.details, at: now)
    ask(
      Confirmation(write, title: heading, lines: lines, accept: accept) { desk, now in
        desk.historyLines(of: write, at: now)
      }, about: aboutShown, at: now)
  }

  private func due(_ time: Date, at now: Date) -> String {
    TimeText(zone: settings.zone, now: now).visit(Instant(time.formatted(.iso8601)))
  }

  private func detailLines(of details: EscalationDetails, at now: Date) -> [[Span]] {
    var lines: [[Span]] = []
    if let note = details.note {
      lines.append([Span("Note ", .label)])
      lines += note.text.split(separator: "\n", omittingEmptySubsequences: false).map { [Span("  \($0)")] }
    }
    if let followUp = details.followUp {
      lines.append([
        Span("Due ", .label), Span(due(followUp, at: now)), Span("  \(followUp.formatted(.iso8601))", .muted),
      ])
    }
    if let assignee = details.assignee { lines.append([Span("Assignee ", .label), Span(assignee.text)]) }
    return lines
  }

  private mutating func confirmAsking(at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let write = CaseWrite.escalation(EscalationChange(shown.detail.id, .update(.ofNone), EscalationDetails()))
    ask(
      Confirmation(
        write, title: "Ask for the open escalations",
        lines: subjectLines + [
          [Span("Change ", .label), Span("none")],
          [
            Span(
              "The service lists them only when it refuses an update, so it is sent an update of an escalation that there is not.",
              .muted)
          ],
        ], accept: "ask the service"
      ) { desk, now in desk.historyLines(of: write, at: now) }, about: aboutShown, at: now)
  }
}

extension EscalationChange: DeskWrite {
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    desk.escalations.sent(self)
    if case .escalation(let open) = receipt, !open.isEmpty { desk.escalations.list(open, of: caseID) }
    switch wish {
    case .add(_, let title): desk.say(Span("\(write.shortID) is escalated: \(title)".asSentence, .success))
    case .update: desk.say(Span("The escalation of \(write.shortID) is updated.", .success))
    }
    return []
  }

  /// The plan is still kept; a refusal that lists the open escalations becomes a list to choose from.
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk) {
    guard case .invalid(.refusal(let refusal), _) = error, !refusal.escalations.isEmpty else { return }
    desk.escalations.list(refusal.escalations, of: caseID)
    guard desk.mayInterrupt(about: caseID) else { return }
    desk.openUpdates()
  }

  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] {
    desk.escalations.sent(self)
    return []
  }
}
