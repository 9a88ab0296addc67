import Care360
import FoundationEssentials

/// Follow-ups that the whole team keeps: whoever sees to one marks it done, and the others see who it was. They are made like
/// own ones and handed over to the team, so that one that the team's store did not take is still here.
extension Desk {
  private var reminders: [TeamView.Reminder] { team.view.reminders }

  private func open(of id: CaseID) -> [TeamView.Reminder] { reminders.filter { $0.caseID == id && $0.doneBy == nil } }

  // MARK: Acting

  private mutating func openReminder(_ id: String, at now: Date) -> [Effect] {
    guard let reminder = reminders.first(where: { $0.id == id }) else {
      say(Span("This follow-up of the team is gone: a colleague has removed it.", .muted))
      return []
    }
    var items: [Picker.Item] = []
    if shown?.detail.id != reminder.caseID {
      items.append(
        Picker.Item(RowPresentation(id: "open", spans: [Span("open the case")])) { desk, now in
          desk.openListed(reminder.caseID, email: desk.lookup.recents[reminder.caseID]?.label.email, at: now)
        })
    }
    if reminder.doneBy == nil {
      items.append(
        Picker.Item(RowPresentation(id: "done", spans: [Span("done, for the whole team")])) { _, _ in
          [.team(.finish(reminder))]
        })
    } else {
      items.append(
        Picker.Item(RowPresentation(id: "remove", spans: [Span("take it off the team's list")])) { _, _ in
          [.team(.remove(reminder))]
        })
    }
    let time = TimeText(zone: settings.zone, now: now)
    overlays.open(
      .picker(
        Picker(
          Picker.ID("team follow-up"), title: "The team's follow-up: \(reminder.subject), \(time.exact(reminder.due))",
          items: items, note: Span("\(reminder.text)  by \(reminder.author)"))), about: .one(reminder.caseID))
    return []
  }

  // MARK: What is shown

  /// The open ones of a case, for its list of follow-ups.
  func reminderItems(of id: CaseID, at now: Date) -> [Picker.Item] { open(of: id).map { item($0, at: now) } }

  /// For the list of the operator's things: those that are due, or all others.
  func reminderItems(areDue: Bool, at now: Date) -> [Picker.Item] {
    reminders.filter { ($0.isDue && $0.doneBy == nil) == areDue }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
      .map { item($0, at: now) }
  }

  private func item(_ reminder: TeamView.Reminder, at now: Date) -> Picker.Item {
    let time = TimeText(zone: settings.zone, now: now)
    let isDue = reminder.isDue && reminder.doneBy == nil
    let start =
      reminder.doneBy.map { "done by \($0)  " } ?? (isDue ? "THE TEAM'S FOLLOW-UP DUE  " : "the team's follow-up  ")
    var spans = [
      Span(start, isDue ? .warning : .label), Span(isKeyRefused ? Self.hiddenSubject : reminder.subject),
    ]
    if !isKeyRefused { spans.append(Span("  \(reminder.text)")) }
    spans.append(Span("  by \(reminder.author)", .muted))
    return Picker.Item(
      RowPresentation(
        id: "reminder.\(reminder.id)", spans: spans, trailing: Span(time.exact(reminder.due), .muted),
        disabledReason: isKeyRefused ? Self.hiddenSubject : nil)
    ) { desk, now in desk.openReminder(reminder.id, at: now) }
  }

  /// "2 follow-ups of the team due".
  var reminderNotice: [Span] {
    let count = reminders.count { $0.isDue && $0.doneBy == nil }
    return count == 0 ? [] : [Span("\(count) follow-up\(count == 1 ? "" : "s") of the team due", .warning)]
  }

  func reminderBanners(of id: CaseID, _ time: TimeText) -> [Span] {
    guard !isKeyRefused else { return [] }
    return open(of: id).map { reminder in
      let start = reminder.isDue ? "The team's follow-up due since" : "The team looks again"
      let words = "\(start) \(time.exact(reminder.due)): \(reminder.text)  by \(reminder.author)"
      return Span(words, reminder.isDue ? .warning : .accent)
    }
  }
}
