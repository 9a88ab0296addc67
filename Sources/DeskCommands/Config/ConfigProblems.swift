import DeskApp
import DeskConfig

/// What is wrong with the settings beyond what their files can show: names that lead nowhere.
enum ConfigProblems {
  static func all(_ invocation: Invocation) -> [ConfigProblem] {
    let settings = invocation.settings
    var problems = invocation.problems
    func report(_ section: String, _ key: String, _ sentence: String) {
      problems.append(settings.problem(in: invocation.configFile, section, key, sentence))
    }
    if let name = settings.general.defaultProfile, settings.profiles[name] == nil,
      !ProfileSettings.builtInNames.contains(name)
    {
      report("general", "default_profile", "There is no profile of this name.")
    }
    for (name, profile) in settings.profiles.sorted(by: { $0.key < $1.key })
    where profile.baseURL == nil && name != ProfileSettings.sandboxName {
      report("profiles.\(name)", "base_url", "A profile of one's own needs it: the profile cannot be used.")
    }
    let themes = ThemeLibrary(directory: invocation.paths.themesDirectory).names()
    let named = [("general", settings.general.theme)] + settings.profiles.map { ("profiles.\($0.key)", $0.value.theme) }
    for (section, theme) in named.sorted(by: { $0.0 < $1.0 }) {
      if let theme, !themes.contains(theme) {
        report(section, "theme", "There is no such theme: choose one of \(themes.joined(separator: ", ")).")
      }
    }
    for sentence in Screen.keyProblems(settings.keys) { report("keys", "", sentence + ".") }
    return problems
  }
}
