import Care360
import FoundationEssentials

/// The theme picker, with a live preview.
extension Desk {
  mutating func openThemes(_ themes: [ThemeChoice]) {
    guard !themes.isEmpty else {
      say(Span("Colour is off here, so there is no theme to choose.", .warning))
      return
    }
    guard overlays.isEmpty, !door.isCovering else { return }
    let items = themes.map { theme in
      Picker.Item(
        RowPresentation(
          id: theme.name, spans: [Span(theme.name), Span("  \(theme.note)", .muted)],
          trailing: theme.name == appearance.theme ? Span("in use", .accent) : nil),
        match: CommandMatch(name: theme.name, otherNames: [])
      ) { _, _ in [.screen(.useTheme(theme.name, isPreview: false))] }
    }
    var picker = Picker(
      Picker.ID("themes"), title: "Theme", items: items,
      note: Span("The screen shows the selected one. Enter keeps it, Esc goes back to \(appearance.theme).", .muted))
    picker.isRanked = true
    picker.showing.isAside = true
    picker.preview = { [.screen(.useTheme($0.row.id, isPreview: true))] }
    picker.dismissed = { desk, _ in [.screen(.useTheme(desk.appearance.theme, isPreview: true))] }
    if themes.contains(where: { $0.name == appearance.theme }) { picker.selectedID = appearance.theme }
    overlays.open(.picker(picker), about: .nobody)
  }

  mutating func themeUsed(_ name: String, problems: [String]) {
    let isSame = name == appearance.theme
    appearance.used(name)
    if let first = problems.first {
      let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
      say(Span("Theme \(name), \(count): \(first)", .warning))
    } else if isSame {
      say(Span("The theme \(name) was read again.", .success))
    } else {
      say(Span("Theme \(name) until the program ends; theme = \"\(name)\" in config.toml keeps it.", .success))
    }
  }
}
