import Care360
import PrivateIO
import Terminal

/// Turns a parsed configuration into settings.
struct SettingsReader {
  private let collector: ProblemCollector
  private let root: SectionReader
  private let folder: String
  private let home: String?

  /// - Parameter folder: where relative paths start.
  init(_ document: TOMLDocument, folder: String, home: String?) {
    collector = ProblemCollector(document)
    root = SectionReader(path: [], members: document.root, collector: collector)
    self.folder = folder
    self.home = home
  }

  var problems: [ConfigProblem] { collector.sorted }

  func read() -> Settings {
    var settings = Settings()
    let sections = ["general", "profiles", "store", "worklist", "keys", "products"]
    root.refuseUnknown(sections)
    let known = SectionReader(
      path: [], members: root.members.filter { sections.contains($0.key) }, collector: collector)
    for (name, section) in known.tables() {
      switch name {
      case "general": settings.general = general(section)
      case "store": settings.store = store(section)
      case "worklist": settings.worklist = Settings.Worklist(section)
      case "keys": settings.keys = keys(section)
      case "products": settings.products = named(section, product)
      default: settings.profiles = named(section, profile)
      }
    }
    for (name, node) in known.members {
      guard case .table(let members) = node.value else { continue }
      note(SectionReader(path: [name], members: members, collector: collector), in: &settings)
    }
    return settings
  }

  /// Every value of the file that was taken.
  private func note(_ section: SectionReader, in settings: inout Settings) {
    settings.places[Self.dotted(section.path)] = collector.document.place(of: section.path)
    for (key, node) in section.members {
      if case .table(let members) = node.value {
        note(SectionReader(path: section.path + [key], members: members, collector: collector), in: &settings)
      } else if collector.isGood(section.path, key) {
        let name = Self.dotted(section.path + [key])
        settings.origins[name] = .file
        settings.places[name] = collector.document.place(of: section.path + [key])
      }
    }
  }

  /// `joined` looks through every conformance of the program when it is first used, here before the first frame.
  private static func dotted(_ path: [String]) -> String { path.reduce("") { $0.isEmpty ? $1 : "\($0).\($1)" } }

  private func general(_ section: SectionReader) -> Settings.General {
    section.refuseUnknown([
      "default_profile", "operator", "operator_name", "operator_email", "theme", "time_zone", "clipboard", "mouse",
      "window_title", "without_focus",
    ])
    return Settings.General(
      defaultProfile: section.value("default_profile", SettingRules.nameSentence, SettingRules.name),
      operatorName: section.value("operator", SettingRules.operatorSentence, SettingRules.operatorName),
      authorName: section.value("operator_name", SettingRules.authorNameSentence, MessageAuthor.name),
      authorEmail: section.value("operator_email", SettingRules.emailSentence, SettingRules.email),
      theme: section.value("theme", SettingRules.nameSentence, SettingRules.name),
      timeZone: timeZone(section),
      clipboard: section.value("clipboard", SettingRules.clipboardSentence, ClipboardUse.init(rawValue:)) ?? .auto,
      mouse: section.flag("mouse") ?? false, windowTitle: section.flag("window_title") ?? true,
      withoutFocus: section.value(
        "without_focus", SettingRules.withoutFocusSentence, Settings.WithoutFocus.init(rawValue:)) ?? .dim)
  }

  private func timeZone(_ section: SectionReader) -> String? {
    guard let name = section.text("time_zone") else { return nil }
    return section.value("time_zone", TimeZones.problem(with: name), TimeZones.checked)
  }

  private func store(_ section: SectionReader) -> Settings.Store {
    section.refuseUnknown(["key_command", "idle_lock_minutes", "retention_days", "retention_count"])
    var store = Settings.Store()
    store.keyCommand = section.command("key_command")
    if let minutes = section.number("idle_lock_minutes", in: 1...15) { store.idleLockMinutes = minutes }
    if let days = section.number("retention_days", in: 1...365) { store.retentionDays = days }
    if let count = section.number("retention_count", in: 1...10_000) { store.retentionCount = count }
    return store
  }

  private func keys(_ section: SectionReader) -> [String: [String]] {
    var keys: [String: [String]] = [:]
    for command in section.members.keys.sorted() {
      guard let names = section.texts(command) else { continue }
      if names.allSatisfy({ KeyPress(name: $0) != nil }) {
        keys[command] = names
      } else {
        section.report(command, "A key is written as x, F5, Ctrl-P, Alt-1, Enter or Esc; the default is kept.")
      }
    }
    return keys
  }

  private func named<Value>(_ section: SectionReader, _ read: (String, SectionReader) -> Value?) -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, section) in section.tables() { values[name] = read(name, section) }
    return values
  }

  private func profile(_ name: String, _ section: SectionReader) -> ProfileSettings? {
    guard SettingRules.name(name) != nil else {
      collector.report(
        Array(section.path.dropLast()), name, SettingRules.nameSentence, isSecurity: true)
      return nil
    }
    section.refuseUnknown([
      "base_url", "api_key_file", "api_key_command", "token_file", "token_command", "default_country", "read_only",
      "operator_required", "product_list", "team_store", "theme", "timeout",
    ])
    var profile = ProfileSettings(builtIn: name)
    if let url = baseURL(section) { profile.baseURL = url }
    profile.apiKeyFile = section.text("api_key_file").map(absolute)
    profile.apiKeyCommand = section.command("api_key_command")
    profile.tokenFile = section.text("token_file").map(absolute)
    profile.tokenCommand = section.command("token_command")
    refuseBoth(section, "api_key_file", "api_key_command")
    refuseBoth(section, "token_file", "token_command")
    if name == ProfileSettings.sandboxName {
      for key in ["base_url", "api_key_file", "api_key_command", "token_file", "token_command"]
      where section.members[key] != nil {
        section.report(key, "The profile sandbox is the embedded one; it takes no base URL and no credentials.")
      }
      if section.members["team_store"] != nil {
        section.report("team_store", "The profile sandbox keeps nothing, so no team can share it.")
      }
      (profile.baseURL, profile.apiKeyFile, profile.apiKeyCommand) = (nil, nil, nil)
      (profile.tokenFile, profile.tokenCommand) = (nil, nil)
    }
    if let node = section.members["default_country"] {
      let country = section.value("default_country", SettingRules.countrySentence, Country.init)
      let written: String? = if case .text(let text) = node.value { text } else { nil }
      profile.defaultCountry = country ?? .unknown(written)
    }
    profile.isReadOnly = section.flag("read_only") ?? false
    profile.operatorRequired = section.flag("operator_required") ?? false
    profile.listsProducts = section.flag("product_list") ?? false
    if name != ProfileSettings.sandboxName { profile.teamStore = section.teamPlace() }
    profile.theme = section.value("theme", SettingRules.nameSentence, SettingRules.name)
    profile.timeout = section.number("timeout", in: SettingRules.timeouts)
    return profile
  }

  private func baseURL(_ section: SectionReader) -> BaseURL? {
    guard let text = section.text("base_url") else { return nil }
    do throws(BaseURLProblem) {
      return try BaseURL(text)
    } catch {
      section.report("base_url", error.sentence)
      return nil
    }
  }

  private func refuseBoth(_ section: SectionReader, _ file: String, _ command: String) {
    guard section.members[file] != nil, section.members[command] != nil else { return }
    section.report(command, "Set \(file) or \(command), not both.")
  }

  private func absolute(_ path: String) -> String {
    if path.isWholePath { return path }
    if let home, path == "~" { return home }
    if let home, let rest = path.pathBelowHome { return home + rest }
    return folder + "/" + path
  }

  private func product(_ name: String, _ section: SectionReader) -> ProductPreset? {
    section.refuseUnknown(["id", "visit_type", "interval", "interval_count", "template"])
    guard section.members["id"] != nil else {
      section.report("id", "A product needs its id; this one is left out.")
      return nil
    }
    let id = section.value("id", "It must be a UUID; this product is left out.") { text in
      do { return try ProductID(text) } catch { return nil }
    }
    let visits = VisitType.allCases.map(\.rawValue).joined(separator: ", ")
    let visit = section.value("visit_type", "It must be one of \(visits).", VisitType.init(rawValue:))
    let subscription = subscription(section)
    let template = section.value("template", SettingRules.nameSentence, SettingRules.name)
    guard let id else { return nil }
    return ProductPreset(id: id, visitType: visit, subscription: subscription, template: template)
  }

  private func subscription(_ section: SectionReader) -> Subscription? {
    let interval = section.value(
      "interval", "It must be day, week, month or year.", SubscriptionInterval.init(rawValue:))
    let count = section.number("interval_count", in: 1...Subscription.largestCount)
    guard let interval else {
      if section.members["interval_count"] != nil, section.members["interval"] == nil {
        section.report("interval_count", "It needs the key interval, too.")
      }
      return nil
    }
    // A count that is there but wrong must not become "every 1".
    guard section.members["interval_count"] == nil || count != nil else { return nil }
    return Subscription(interval: interval, count: count ?? 1)
  }
}
