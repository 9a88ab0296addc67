import Care360
import DeskApp
import DeskConfig

/// All problems of the settings: those in their files, and names that lead nowhere.
struct ConfigProblems: Sendable {
  /// Problems of the site policy come first, then those of each file in order, then those without a place.
  let all: [ConfigProblem]
  let ofNames: [ConfigProblem]

  init(_ invocation: Invocation) {
    ofNames = NameProblems(invocation: invocation).all + invocation.escalationTitles.problems
    func place(_ problem: ConfigProblem) -> (Int, Int, Int, String) {
      (
        problem.file == invocation.host.policyFile ? 0 : 1, problem.line ?? .max, problem.column ?? .max,
        problem.key
      )
    }
    all = (invocation.problems + ofNames).sorted { place($0) < place($1) }
  }
}

/// Names in the settings that lead nowhere.
private struct NameProblems {
  let invocation: Invocation

  var all: [ConfigProblem] {
    chosenProfile + defaultProfile + baseURLs + places + themes + templates
      + settings.worklistProblems(hasTeam: hasTeam)
      + FrontEnd.keyProblems(settings)
  }

  private var settings: Settings { invocation.settings }

  private var hasTeam: Bool {
    invocation.policy.teamStore != nil || settings.profiles.values.contains { $0.teamStore != nil }
  }

  private func isKnown(_ profile: String) -> Bool {
    settings.profiles[profile] != nil || ProfileSettings.builtInNames.contains(profile)
  }

  private var chosenProfile: [ConfigProblem] {
    guard let name = invocation.globals.profile, !isKnown(name) else { return [] }
    return [ConfigProblem(file: "command line", key: "--profile", sentence: "There is no profile with this name.")]
  }

  private var defaultProfile: [ConfigProblem] {
    guard let name = settings.general.defaultProfile, !isKnown(name) else { return [] }
    return [settings.problem("general", "default_profile", "There is no profile with this name.")]
  }

  private var baseURLs: [ConfigProblem] {
    settings.profiles.filter { name, profile in
      // A profile that exists but was refused has been reported already.
      profile.baseURL == nil && name != ProfileSettings.sandboxName
        && !invocation.problems.contains { $0.section == "profiles.\(name)" && $0.key == "base_url" }
    }.map { name, _ in
      settings.problem(
        "profiles.\(name)", "base_url", "A profile that you add needs a base URL: this one cannot be used.")
    }
  }

  /// Places of the service that the site policy does not allow.
  private var places: [ConfigProblem] {
    guard let allowed = invocation.policy.baseURLs else { return [] }
    return settings.profiles.compactMap { name, profile in
      guard let base = profile.baseURL, !allowed.contains(base) else { return nil }
      return settings.problem(
        "profiles.\(name)", "base_url",
        "The site policy does not allow this base URL: the service may only be at \(allowed.map(\.text).joined(separator: ", "))."
      )
    }
  }

  private var templates: [ConfigProblem] {
    let named = settings.products.compactMap { name, product in product.template.map { (name, $0) } }
    guard !named.isEmpty else { return [] }
    let known = Set(TemplateLibrary(directory: invocation.paths.templatesDirectory).entries().map(\.name))
    return named.filter { !known.contains($0.1) }
      .map { settings.problem("products.\($0.0)", "template", "There is no such template: the form begins empty.") }
  }

  private var themes: [ConfigProblem] {
    let library = ThemeLibrary(directory: invocation.paths.themesDirectory)
    let named =
      [("general", settings.general.theme)] + settings.profiles.map { ("profiles.\($0.key)", $0.value.theme) }
    let themes = named.contains { $0.1 != nil } ? library.names() : []
    let unknown = named.compactMap { section, theme -> ConfigProblem? in
      guard let theme, !themes.contains(theme) else { return nil }
      return settings.problem(
        section, "theme", "There is no such theme: choose one of \(themes.joined(separator: ", ")).")
    }
    return unknown + [library.takenName].compactMap(\.self)
  }
}
