import Care360
import Terminal

/// `CASEDESK_GENERAL__THEME`, `CASEDESK_PROFILES__NAME__DEFAULT_COUNTRY`, …: settings from the environment override the
/// file. Settings that decide where secrets and data go are never taken from there.
enum EnvironmentOverrides {
  private static let prefix = "CASEDESK_"

  static func apply(_ environment: [String: String], to settings: inout Settings, problems: inout [ConfigProblem]) {
    for (name, value) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix(prefix) && name != "CASEDESK_CONFIG_DIR" {
      guard name.contains("__") else {
        problems.append(
          ConfigProblem(
            file: "environment", key: name,
            sentence: "There is no such variable; it is ignored. A setting is named CASEDESK_SECTION__KEY."))
        continue
      }
      let parts = parts(of: String(name.dropFirst(prefix.count)))
      if let sentence = override(parts, value, &settings) {
        problems.append(ConfigProblem(file: "environment", key: name, sentence: sentence))
      } else {
        settings.origins[section(of: parts, settings) + "." + (parts.last ?? "")] = .environment(name)
      }
    }
  }

  private static func parts(of name: String) -> [String] {
    var parts: [String] = [""]
    var rest = Substring(name)
    while let character = rest.first {
      if rest.hasPrefix("__"), parts.last?.isEmpty == false {
        parts.append("")
        rest = rest.dropFirst(2)
      } else {
        parts[parts.count - 1].append(character)
        rest = rest.dropFirst()
      }
    }
    return parts.map { $0.lowercased() }
  }

  /// The problem with the value; nil when it was accepted.
  private static func override(_ parts: [String], _ value: String, _ settings: inout Settings) -> String? {
    guard let key = parts.last, !SecurityKeys.contains(key, in: parts) else {
      return "This is never taken from the environment; set it in the configuration file."
    }
    if parts.count == 2, parts[0] == "general" { return general(key, value, &settings.general) }
    if parts.count == 3, parts[0] == "profiles" {
      guard let name = profileName(parts[1], settings) else { return "There is no profile with this name." }
      var profile = settings.profiles[name] ?? ProfileSettings(builtIn: name)
      let sentence = Self.profile(key, value, &profile)
      // A refused country must not leave the previous country in force.
      if sentence == nil || key == "default_country" { settings.profiles[name] = profile }
      return sentence
    }
    return ["keys", "products"].contains(parts[0]) && parts.count > 1
      ? "Keys and products are taken from the configuration file only." : "There is no such setting; it is ignored."
  }

  private static func section(of parts: [String], _ settings: Settings) -> String {
    guard parts.count == 3, let name = profileName(parts[1], settings) else { return parts[0] }
    return "profiles.\(name)"
  }

  /// Names of the environment have no case and no `-`.
  private static func profileName(_ part: String, _ settings: Settings) -> String? {
    func folded(_ name: String) -> String { String(name.lowercased().map { $0 == "-" ? "_" : $0 }) }
    return (settings.profiles.keys.sorted() + ProfileSettings.builtInNames).first { folded($0) == part }
  }

  private static func general(_ key: String, _ value: String, _ general: inout Settings.General) -> String? {
    switch key {
    case "default_profile": take(SettingRules.name(value), SettingRules.nameSentence) { general.defaultProfile = $0 }
    case "theme": take(SettingRules.name(value), SettingRules.nameSentence) { general.theme = $0 }
    case "clipboard":
      take(ClipboardUse(rawValue: value), SettingRules.clipboardSentence) { general.clipboard = $0 }
    case "mouse": take(Bool(value), "It must be true or false.") { general.mouse = $0 }
    case "window_title": take(Bool(value), "It must be true or false.") { general.windowTitle = $0 }
    case "without_focus":
      take(Settings.WithoutFocus(rawValue: value), SettingRules.withoutFocusSentence) { general.withoutFocus = $0 }
    case "time_zone": take(TimeZones.checked(value), TimeZones.problem(with: value)) { general.timeZone = $0 }
    default: "There is no such setting; it is ignored."
    }
  }

  private static func profile(_ key: String, _ value: String, _ profile: inout ProfileSettings) -> String? {
    switch key {
    case "default_country": country(value, &profile)
    case "product_list": take(Bool(value), "It must be true or false.") { profile.listsProducts = $0 }
    case "theme": take(SettingRules.name(value), SettingRules.nameSentence) { profile.theme = $0 }
    case "timeout":
      take(
        Int(value).flatMap { SettingRules.timeouts.contains($0) ? $0 : nil },
        "It must be a whole number from \(SettingRules.timeouts.lowerBound) to \(SettingRules.timeouts.upperBound)."
      ) { profile.timeout = $0 }
    default: "There is no such setting; it is ignored."
    }
  }

  private static func country(_ value: String, _ profile: inout ProfileSettings) -> String? {
    let country = Country(value)
    profile.defaultCountry = country ?? .unknown(value)
    return country == nil ? SettingRules.countrySentence : nil
  }

  private static func take<Value>(
    _ value: Value?, _ sentence: @autoclosure () -> String, _ assign: (Value) -> Void
  ) -> String? {
    guard let value else { return sentence() }
    assign(value)
    return nil
  }
}
