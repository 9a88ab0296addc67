import Care360
import FoundationEssentials

/// The lists that say which cases of the worklist are shown, and in which order.
extension Desk {
  mutating func openWorklistViews() {
    let chosen = worklist.query.view
    let items = settings.worklist.choices.map { choice in
      Picker.Item(
        RowPresentation(
          id: choice.name, spans: [Span(choice.words)], trailing: choice == chosen ? Span("in use", .accent) : nil)
      ) { desk, now in
        var query = desk.worklist.query
        query.view = choice
        query.sort = choice.own?.sort ?? .why
        if let window = choice.own?.window { query.window = window }
        return desk.show(query, at: now)
      }
    }
    offer("worklist views", title: "Worklist: view", items, selected: chosen.name)
  }

  mutating func openWorklistWindows() {
    let chosen = worklist.query.window
    let items = WorklistWindow.allCases.map { window in
      Picker.Item(
        RowPresentation(
          id: window.rawValue, spans: [Span("changed in the last \(window.words)")],
          trailing: window == chosen ? Span("in use", .accent) : nil)
      ) { desk, now in
        var query = desk.worklist.query
        query.window = window
        return desk.show(query, at: now)
      }
    }
    offer("worklist windows", title: "Worklist: time", items, selected: chosen.rawValue)
  }

  mutating func openWorklistOrders() {
    let chosen = worklist.query.sort
    let items = WorklistColumn.allCases.map { column in
      Picker.Item(
        RowPresentation(
          id: column.rawValue, spans: [Span(column.orderWords)],
          trailing: column == chosen ? Span("in use", .accent) : nil)
      ) { desk, now in
        var query = desk.worklist.query
        query.sort = column
        return desk.show(query, at: now)
      }
    }
    offer("worklist orders", title: "Worklist: order", items, selected: chosen.rawValue)
  }

  /// Several can be chosen: Enter switches one, leaving the list asks for the cases.
  mutating func openWorklistStatuses() { openStatuses(worklist.query.statuses, at: nil) }

  private mutating func openStatuses(_ chosen: [CaseStatus], at selected: String?) {
    var items = CaseStatus.known.map { status in
      let isChosen = chosen.contains(status)
      return Picker.Item(
        RowPresentation(
          id: status.rawValue, spans: [Span(isChosen ? "[x] " : "[ ] ", .accent), Span(status.words)])
      ) { desk, _ in
        desk.openStatuses(
          CaseStatus.known.filter { ($0 == status) != chosen.contains($0) }, at: status.rawValue)
        return []
      }
    }
    items.append(
      Picker.Item(RowPresentation(id: Self.anyStatus, spans: [Span("every status")])) { desk, now in
        desk.show(statuses: [], at: now)
      })
    var picker = Picker(
      Picker.ID("worklist statuses"), title: "Worklist: statuses", items: items,
      note: Span("Enter switches a status; leaving this list applies the choice.", .muted))
    if let selected { picker.selectedID = selected }
    picker.dismissed = { desk, now in desk.show(statuses: chosen, at: now) }
    overlays.open(.picker(picker), about: .nobody)
  }

  private static let anyStatus = "any"

  private mutating func show(statuses: [CaseStatus], at now: Date) -> [Effect] {
    var query = worklist.query
    query.statuses = statuses
    return show(query, at: now)
  }

  /// Requests cases from the service only when they are not here already.
  private mutating func show(_ query: WorklistQuery, at now: Date) -> [Effect] {
    let isHere = worklist.query.asksForSame(as: query)
    let stops = isHere || !worklist.isAsking ? [] : worklist.stop(at: now)
    worklist.note(followUps.all, at: now)
    worklist.choose(query)
    setFocus(.worklist)
    return isHere ? [] : stops + askForWorklist(at: now)
  }

  private mutating func offer(_ id: String, title: String, _ items: [Picker.Item], selected: String) {
    var picker = Picker(Picker.ID(id), title: title, items: items)
    picker.selectedID = selected
    overlays.open(.picker(picker), about: .nobody)
  }

  mutating func askForTextInWorklist() {
    let prompt = Prompt(
      "Find in the worklist", placeholder: "case, patient, status, reason",
      ["Enter goes to the next row that has all of the words."]
    ) { desk, typed, _ in
      let text = SearchText(typed.trimmedText)
      if !text.isEmpty, let found = desk.worklist.find(text) {
        desk.say(Span("Row \(found.place) of \(found.count) with these words.", .muted))
      } else {
        desk.say(Span("Not found in the worklist.", .warning))
      }
      desk.setFocus(.worklist)
      return .success([])
    }
    overlays.open(.prompt(prompt), about: .nobody)
  }
}
