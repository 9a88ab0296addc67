import DeskConfig
import Terminal

/// The settings as a command would use them: flags and site policy laid over file and environment.
enum EffectiveSettings {
  static func rows(_ invocation: Invocation) -> [SettingRow] {
    var rows = invocation.settings.rows
    func set(_ section: String, _ key: String, _ value: String?, _ layer: SettingLayer) {
      let row = SettingRow(section: section, key: key, value: value, layer: layer)
      guard let index = rows.firstIndex(where: { $0.section == section && $0.key == key }) else {
        // Goes next to its section, if there is one.
        let end = rows.lastIndex { $0.section == section }.map { $0 + 1 } ?? rows.endIndex
        return rows.insert(row, at: end)
      }
      rows[index] = row
    }
    let globals = invocation.globals
    let policy = invocation.policy
    let chosen = globals.sandbox ? ProfileSettings.sandboxName : globals.profile
    if let chosen {
      set("general", "default_profile", SettingRow.quoted(chosen), .flag(globals.sandbox ? "--sandbox" : "--profile"))
    }
    if let theme = globals.theme { set("general", "theme", SettingRow.quoted(theme), .flag("--theme")) }
    let usesFlags = globals.baseURL != nil || globals.apiKeyFile != nil || globals.tokenFile != nil || globals.readOnly
    let profile = chosen ?? (globals.baseURL == nil ? invocation.settings.general.defaultProfile : nil) ?? "adhoc"
    if usesFlags {
      let section = "profiles.\(profile)"
      if let url = globals.baseURL { set(section, "base_url", SettingRow.quoted(url), .flag("--base-url")) }
      if let file = globals.apiKeyFile {
        set(section, "api_key_file", SettingRow.quoted(file), .flag("--api-key-file"))
      }
      if let file = globals.tokenFile { set(section, "token_file", SettingRow.quoted(file), .flag("--token-file")) }
      if globals.readOnly { set(section, "read_only", "true", .flag("--read-only")) }
    }
    if policy.isReadOnly {
      for section in Set(rows.map(\.section)) where section.hasPrefix("profiles.") {
        set(section, "read_only", "true", .policy)
      }
    }
    if policy.operatorIsLogin {
      set("general", "operator", SettingRow.quoted(invocation.host.loginName), .policy)
    }
    let clipboard = policy.clipboard(configured: invocation.settings.general.clipboard)
    if clipboard != invocation.settings.general.clipboard {
      set("general", "clipboard", SettingRow.quoted(clipboard.rawValue), .policy)
    }
    if let most = policy.idleLockMax, most < invocation.settings.store.idleLockMinutes {
      set("store", "idle_lock_minutes", "\(most)", .policy)
    }
    return rows + policy.rows
  }
}
