import Desk

/// Lists, prompts, confirmations and things to read.
enum OverlayPages {
  /// More rows than this are not read out: typing a word makes a list shorter.
  static let mostRows = 25

  static func page(_ overlay: OverlayPresentation) -> Page {
    switch overlay {
    case .picker(let picker): list(picker)
    case .prompt(let prompt): question(prompt)
    case .confirmation(let confirmation): confirm(confirmation)
    case .reading(let reading): read(reading)
    case .lock(let lock): opening(lock)
    }
  }

  private static func list(_ picker: PickerPresentation) -> Page {
    var page = Page(
      prompt: picker.rows.isEmpty
        ? "A word to filter or an id, Enter goes back" : "A number, a word to filter, Enter goes back")
    page.lines = [picker.title] + picker.about.map(\.text)
    if !picker.filter.isEmpty {
      let total = max(picker.rows.count, picker.unfiltered.count)
      page.lines.append("Filtered by: \(picker.filter.text), \(picker.rows.count) of \(total)")
    }
    if picker.rows.isEmpty { page.lines.append(picker.emptyText) }
    let shown = picker.rows.enumerated().filter { !picker.listsCommands || isSaid($1, isHelp: picker.isHelp) }
    var said: String?
    page.choices = shown.prefix(mostRows).map { index, row in
      var choice = Page.Choice(
        picker.listsCommands ? command(row) : Spoken.row(row), .toRow(index) + [.command(.accept)])
      // The heading's own row may be one that is not read out.
      let heading = picker.rows[...index].last { picker.headings[$0.id] != nil }.flatMap { picker.headings[$0.id] }
      if heading != said { choice.heading = heading.map { "\($0):" } }
      said = heading
      return choice
    }
    page.footer = shown.count > mostRows ? ["and \(shown.count - mostRows) more: a word makes the list shorter"] : []
    // A muted note only explains keys, and each row says why it is off, since no row is selected here.
    let reason = picker.rows.first { $0.id == picker.selectedID }?.disabledReason
    if let note = picker.note, note.role != .muted, note.text != reason { page.footer.append(note.text) }
    page.text = .replaces(then: [])
    page.onEmpty = [.command(.back)]
    return page
  }

  /// Help leaves out what cannot be run.
  private static func isSaid(_ row: RowPresentation, isHelp: Bool) -> Bool {
    guard let command = Command(rawValue: row.id) else { return true }
    return !movesOnly.contains(command) && !(isHelp && row.disabledReason != nil)
  }

  /// A command is said with the name that is typed, not with its keys.
  private static func command(_ row: RowPresentation) -> String {
    let label = row.spans.first?.text ?? ""
    let explanation = Spoken.line(Array(row.spans.dropFirst()))
    return "\(label), :\(row.id)" + (explanation.isEmpty ? "" : ". \(explanation)")
      + (row.disabledReason.map { " (\($0))" } ?? "")
  }

  /// Rows of the list of commands that mean nothing without a cursor.
  static let movesOnly: Set<Command> = [
    .accept, .reveal, .up, .down, .pageUp, .pageDown, .home, .end, .redraw, .nextField, .previousField, .nextPane,
    .theme, .reloadTheme,
    .mouse,
  ]

  private static func question(_ prompt: PromptPresentation) -> Page {
    let isKept = prompt.isOptional && !prompt.field.text.isEmpty
    let enter = isKept ? "keeps the text" : prompt.isOptional ? "leaves it out" : "goes back"
    var page = Page(prompt: "\(prompt.title), Enter alone \(enter)")
    page.lines = [prompt.title] + prompt.lines.map(\.text) + (isKept ? ["The text is: \(prompt.field.text)"] : [])
    if let problem = prompt.problem { page.lines.append(problem) }
    page.text = .replaces(then: [.command(.accept)])
    page.onEmpty = [.command(prompt.isOptional ? .accept : .back)]
    page.isSecret = prompt.field.isMasked
    return page
  }

  /// Text that was read out before stays in the scrollback; the lock adds nothing about a patient.
  private static func opening(_ lock: LockPresentation) -> Page {
    guard let field = lock.field else {
      // Without a secret to open it, this is not a lock.
      var page = Page(prompt: "Enter shows it again")
      let (way, others) = (lock.lines.filter { $0.role == .accent }, lock.lines.filter { $0.role != .accent })
      page.lines = [(["\(lock.title)."] + way.map(\.text)).joined(separator: " ")]
      page.lines += others.map(\.text) + [lock.problem].compactMap { $0 }
      page.onEmpty = [.command(.accept)]
      return page
    }
    var page = Page(prompt: field.placeholder)
    page.lines = [lock.title] + lock.lines.map(\.text)
    if let problem = lock.problem { page.lines.append(problem) }
    page.text = .replaces(then: [.command(.accept)])
    page.isSecret = field.isMasked
    page.onEmpty = []
    return page
  }

  private static func confirm(_ confirmation: ConfirmationPresentation) -> Page {
    var page = Page(prompt: "y to \(confirmation.accept), anything else is no")
    page.lines = ["\(confirmation.title), \(confirmation.environment.text)"] + confirmation.lines.map(Spoken.line)
    page.onYes = [.command(.confirm)]
    page.onEmpty = [.command(.back)]
    return page
  }

  private static func read(_ reading: ReadingPresentation) -> Page {
    var page = Page(prompt: "Enter goes back")
    page.lines = [reading.title] + reading.lines.map { Spoken.line($0.spans) }.filter { !$0.isEmpty }
    if reading.shape == .code { page.lines.append("A QR code is a picture; this is its text:") }
    if let unwrapped = reading.unwrapped { page.lines.append(unwrapped) }
    page.onEmpty = [.command(.back)]
    return page
  }
}
