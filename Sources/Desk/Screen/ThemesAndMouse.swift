import Care360
import FoundationEssentials

/// Themes, the mouse, and values that leave the frames: alone, as a QR code, or for the clipboard.
extension Desk {
  // MARK: Themes

  mutating func openThemes(_ themes: [ThemeChoice]) {
    guard !themes.isEmpty else {
      say(Span("Nothing is coloured here, so there is no theme to choose.", .warning))
      return
    }
    guard overlays.isEmpty, !door.isCovering else { return }
    let items = themes.map { theme in
      Picker.Item(
        RowPresentation(
          id: theme.name, spans: [Span(theme.name), Span("  \(theme.note)", .muted)],
          trailing: theme.name == looks.theme ? Span("in use", .accent) : nil), .theme(theme.name),
        match: CommandMatch(name: theme.name, otherNames: []))
    }
    var picker = Picker(
      .theme, title: "Theme", items: items,
      note: Span("The screen shows the selected one. Enter keeps it, Esc goes back to \(looks.theme).", .muted))
    if themes.contains(where: { $0.name == looks.theme }) { picker.selectedID = looks.theme }
    overlays.open(.picker(picker), about: .nobody)
  }

  /// The selected theme is shown at once; nothing else of a list is done before Enter.
  func preview(_ picker: Picker, since before: Picker.Item?) -> [Effect] {
    guard picker.kind == .theme, let selected = picker.selected, selected != before,
      case .theme(let name) = selected.choice
    else { return [] }
    return [.screen(.useTheme(name, isPreview: true))]
  }

  mutating func themeUsed(_ name: String, problems: [String]) {
    let isSame = name == looks.theme
    looks.used(name)
    if let first = problems.first {
      let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
      say(Span("Theme \(name), \(count): \(first)", .warning))
    } else if isSame {
      say(Span("The theme \(name) was read again.", .success))
    } else {
      say(Span("Theme \(name) until the program ends; theme = \"\(name)\" in config.toml keeps it.", .success))
    }
  }

  // MARK: The mouse

  mutating func mouseSet(_ isOn: Bool) {
    looks.mouse(isOn: isOn)
    say(
      isOn
        ? Span("The mouse selects here now; with Shift your terminal selects text.", .success)
        : Span("The mouse is your terminal's.", .success))
  }

  /// A click selects and moves the focus; only keys open, change and confirm.
  mutating func pointed(at target: Pointed) -> [Effect] {
    guard !door.isCovering else { return [] }
    switch target {
    case .overlay(let row):
      switch overlays.top {
      case .picker(var picker)?:
        let before = picker.selected
        guard picker.shown.contains(where: { $0.row.id == row }) else { return [] }
        picker.selectedID = row
        overlays.top = .picker(picker)
        return preview(picker, since: before)
      case .reading(var reading)?:
        guard reading.lines.contains(where: { $0.id == row }) else { return [] }
        reading.selectedID = row
        overlays.top = .reading(reading)
      case .prompt?, .confirmation?, nil: break
      }
    case .pane(let pane, let row):
      guard overlays.isEmpty, pane != .form || openEditor != nil else { return [] }
      setFocus(pane)
      point(to: row, in: pane)
    }
    return []
  }

  private mutating func point(to row: String?, in pane: PaneID) {
    switch pane {
    case .lookup:
      guard let row else { return lookup.isInList = false }
      guard lookup.rowIDs.contains(row) else { return }
      lookup.isInList = true
      lookup.selectedID = row
    case .caseDetail:
      if let row, caseLines(at: lastKeyAt).contains(where: { $0.line.id == row && $0.line.kind != .blank }) {
        select(row)
      }
    case .form:
      if let row, let id = shown?.detail.id, openEditor?.context != .editorReview {
        drafts.edit(id) { $0.jump(to: row) }
      }
    }
  }

  mutating func wheeled(_ movement: Movement, at now: Date) -> [Effect] {
    guard !door.isCovering else { return [] }
    return (0..<3).flatMap { _ in handle(.moved(movement, page: 1), at: now) }
  }

  // MARK: Values outside the frames

  mutating func copied(_ text: String, _ outcome: CopyOutcome) {
    switch outcome {
    case .sent:
      say(Span("sent to your terminal's clipboard", .success))
      return
    case .switchedOff: say(Span("The clipboard is switched off in config.toml; select the text by hand.", .warning))
    case .tooLong: say(Span("That is too long for a clipboard; select the text by hand.", .warning))
    case .unsupported: say(Span("this terminal takes no clipboard; select the text by hand", .warning))
    }
    if case .reading(let reading)? = overlays.top, reading.unwrapped == text { return }
    // Health data that was revealed is masked again after a while; what stands alone would stay.
    guard !door.isCovering, selectedLine(at: lastKeyAt).map({ $0.isPHI && $0.value == text }) != true else { return }
    showAlone(text, title: "Copy by hand")
  }

  mutating func showAlone(_ text: String, title: String) {
    if case .reading(let top)? = overlays.top, top.shape == .alone { return }
    overlays.open(
      .reading(Reading(shape: .alone, title: title, lines: [], selectedID: nil, unwrapped: text)), about: aboutShown)
  }

  mutating func showLineAlone(at now: Date) {
    guard let line = selectedLine(at: now), let value = line.value else {
      say(Span("Nothing on this line can be shown alone.", .warning))
      return
    }
    guard !line.isPHI else {
      say(Span("Health data is not shown alone; y sends it to your terminal's clipboard.", .warning))
      return
    }
    showAlone(value, title: "Value")
  }

  /// The lines stay beside the code: whose link it is, and that it is not for patients.
  mutating func showCode(of text: String, _ reading: Reading) {
    guard reading.shape != .code else { return }
    let lines = reading.lines.filter { $0.id != "how" }
    overlays.open(
      .reading(
        Reading(shape: .code, title: "QR code", lines: lines, selectedID: lines.first?.id, unwrapped: text)),
      about: aboutShown)
  }

  mutating func showCodeOfLastLink() {
    guard let link = links.last(of: shown?.detail.id) else {
      say(Span("No refill link of this case is known here: r asks for one.", .warning))
      return
    }
    show(link)
    guard case .reading(let reading)? = overlays.top else { return }
    showCode(of: link.link, reading)
  }
}
