import DeskApp
import DeskConfig

/// Everything that is wrong with the settings: what their files show, and names that lead nowhere.
struct ConfigProblems {
  private let invocation: Invocation

  init(_ invocation: Invocation) {
    self.invocation = invocation
  }

  var all: [ConfigProblem] { invocation.problems + ofNames }

  /// In the order of the file.
  var ofNames: [ConfigProblem] {
    (defaultProfile + baseURLs + themes + Screen.keyProblems(settings))
      .sorted { ($0.line ?? 0, $0.column ?? 0, $0.key) < ($1.line ?? 0, $1.column ?? 0, $1.key) }
  }

  private var settings: Settings { invocation.settings }

  private var defaultProfile: [ConfigProblem] {
    guard let name = settings.general.defaultProfile, settings.profiles[name] == nil,
      !ProfileSettings.builtInNames.contains(name)
    else { return [] }
    return [settings.problem("general", "default_profile", "There is no profile of this name.")]
  }

  private var baseURLs: [ConfigProblem] {
    settings.profiles.filter { name, profile in
      // One that is there and refused has been told of.
      profile.baseURL == nil && name != ProfileSettings.sandboxName
        && !invocation.problems.contains { $0.section == "profiles.\(name)" && $0.key == "base_url" }
    }.map { name, _ in
      settings.problem(
        "profiles.\(name)", "base_url", "A profile of one's own needs it: the profile cannot be used.")
    }
  }

  private var themes: [ConfigProblem] {
    let themes = ThemeLibrary(directory: invocation.paths.themesDirectory).names()
    let named = [("general", settings.general.theme)] + settings.profiles.map { ("profiles.\($0.key)", $0.value.theme) }
    return named.compactMap { section, theme in
      guard let theme, !themes.contains(theme) else { return nil }
      return settings.problem(
        section, "theme", "There is no such theme: choose one of \(themes.joined(separator: ", ")).")
    }
  }
}
