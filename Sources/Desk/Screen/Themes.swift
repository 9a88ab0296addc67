import Care360
import FoundationEssentials

/// The theme picker, with a live preview, and the choice that follows the terminal.
extension Desk {
  private static let themesID = Picker.ID("themes")

  mutating func openThemes(_ themes: [ThemeChoice]) {
    guard !themes.isEmpty else {
      say(Span("Colour is off here, so there is no theme to choose.", .warning))
      return
    }
    guard overlays.isEmpty, !door.isCovering else { return }
    var picker = Picker(
      Self.themesID, title: "Theme", items: themes.map(item),
      note: Span("The screen shows the selected one. Enter keeps it, Esc goes back to \(appearance.theme).", .muted))
    picker.isRanked = true
    picker.showing.isAside = true
    picker.preview = themePreview
    picker.dismissed = { desk, _ in [.screen(.useTheme(desk.appearance.drawn, isPreview: true))] }
    if themes.contains(where: { $0.name == appearance.theme }) { picker.selectedID = appearance.theme }
    overlays.open(.picker(picker), about: .nobody)
  }

  private func item(_ theme: ThemeChoice) -> Picker.Item {
    let isAuto = theme.name == Appearance.auto
    return Picker.Item(
      RowPresentation(
        id: theme.name,
        spans: [
          Span(isAuto ? "\(theme.name): \(appearance.drawn(theme.name))" : theme.name), Span("  \(theme.note)", .muted),
        ],
        trailing: theme.name == appearance.theme ? Span("in use", .accent) : nil),
      match: CommandMatch(name: theme.name, otherNames: [])
    ) { desk, _ in desk.choose(theme: theme.name) }
  }

  private var themePreview: @Sendable (Picker.Item) -> [Effect] {
    { [appearance] in [.screen(.useTheme(appearance.drawn($0.row.id), isPreview: true))] }
  }

  private mutating func choose(theme: String) -> [Effect] {
    let followed = appearance.followsBackground
    appearance.choose(theme)
    let use = Effect.screen(.useTheme(appearance.drawn, isPreview: false))
    let follows = appearance.followsBackground
    return follows == followed ? [use] : [use, .screen(.followBackground(follows))]
  }

  /// - Parameter name: of the theme that is drawn.
  mutating func themeUsed(_ name: String, problems: [String]) {
    let chosen = appearance.theme
    let isSame = appearance.say(chosen)
    if let first = problems.first {
      let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
      say(Span("Theme \(name), \(count): \(first)", .warning))
    } else if isSame {
      say(Span("The theme \(chosen) was read again.", .success))
    } else {
      say(Span("Theme \(chosen) until the program ends; theme = \"\(chosen)\" in config.toml keeps it.", .success))
    }
  }

  /// The theme stays where the person chose one by its name, and below a list that previews another one.
  mutating func backgroundReported(_ background: TerminalBackground) -> [Effect] {
    guard appearance.followsBackground, background != appearance.background else { return [] }
    appearance.background(is: background)
    let use = Effect.screen(.useTheme(appearance.drawn, isPreview: true))
    guard case .picker(var picker)? = overlays.top, picker.id == Self.themesID,
      let row = picker.items.firstIndex(where: { $0.row.id == Appearance.auto })
    else { return [use] }
    picker.items[row].row.spans[0] = Span("\(Appearance.auto): \(appearance.drawn)")
    picker.preview = themePreview
    overlays.top = .picker(picker)
    return picker.selected?.row.id == Appearance.auto ? [use] : []
  }
}
