import DeskApp
import DeskConfig

/// Everything that is wrong with the settings: what their files show, and names that lead nowhere.
struct ConfigProblems {
  private let invocation: Invocation

  init(_ invocation: Invocation) {
    self.invocation = invocation
  }

  /// Those of the site policy first; each file's in its order, then what has no place.
  var all: [ConfigProblem] {
    func place(_ problem: ConfigProblem) -> (Int, Int, Int, String) {
      (
        problem.file == invocation.host.policyFile ? 0 : 1, problem.line ?? .max, problem.column ?? .max,
        problem.key
      )
    }
    return (invocation.problems + ofNames).sorted { place($0) < place($1) }
  }

  var ofNames: [ConfigProblem] { defaultProfile + baseURLs + themes + Screen.keyProblems(settings) }

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
