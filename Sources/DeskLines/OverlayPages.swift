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
    if !picker.filter.text.isEmpty { page.lines.append("Filtered by: \(picker.filter.text)") }
    if picker.rows.isEmpty { page.lines.append(picker.emptyText) }
    let shown = picker.rows.enumerated().filter { !movesOnly.contains($1.id) }
    page.choices = shown.prefix(mostRows).map { index, row in
      Page.Choice(Spoken.row(row), .toRow(index) + [.command(.accept)])
    }
    page.footer = shown.count > mostRows ? ["and \(shown.count - mostRows) more"] : []
    // A muted note says what keys do; the question says what lines do.
    if let note = picker.note, note.role != .muted { page.footer.append(note.text) }
    page.text = .replaces(then: [])
    page.onEmpty = [.command(.back)]
    return page
  }

  /// Rows of the list of commands that mean nothing without a cursor.
  private static let movesOnly = Set(
    [
      Command.up, .down, .pageUp, .pageDown, .home, .end, .redraw, .nextField, .previousField, .theme, .reloadTheme,
      .mouse,
    ].map(\.rawValue))

  private static func question(_ prompt: PromptPresentation) -> Page {
    var page = Page(prompt: "\(prompt.title), Enter alone goes back")
    page.lines = [prompt.title] + prompt.lines.map(\.text)
    if let problem = prompt.problem { page.lines.append(problem) }
    page.text = .replaces(then: [.command(.accept)])
    page.onEmpty = [.command(.back)]
    page.isSecret = prompt.field.isMasked
    return page
  }

  /// What was read out before stays in the terminal's scrollback; nothing more of a patient is said.
  private static func opening(_ lock: LockPresentation) -> Page {
    var page = Page(prompt: lock.field?.placeholder ?? "Enter opens it")
    page.lines = [lock.title] + lock.lines.map(\.text)
    if let problem = lock.problem { page.lines.append(problem) }
    if let field = lock.field {
      page.text = .replaces(then: [.command(.accept)])
      page.isSecret = field.isMasked
      page.onEmpty = []
    } else {
      page.onEmpty = [.command(.accept)]
    }
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
    if reading.shape == .code { page.lines.append("A QR code is a picture; this is what it holds:") }
    if let unwrapped = reading.unwrapped { page.lines.append(unwrapped) }
    page.onEmpty = [.command(.back)]
    return page
  }
}
