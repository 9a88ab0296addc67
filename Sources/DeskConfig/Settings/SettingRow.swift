import Care360
import TeamPlace
import Terminal

/// One setting with its value and the source of that value, for display. No row holds a secret, because only the
/// sources of secrets are configured. Arguments of commands may hold anything and are left out.
package struct SettingRow: Hashable, Sendable {
  /// `general`, `profiles.NAME`, …
  package let section: String
  package let key: String
  /// As TOML; nil where nothing is set.
  package var value: String?
  package var layer: SettingLayer

  package init(section: String, key: String, value: String?, layer: SettingLayer) {
    self.section = section
    self.key = key
    self.value = value
    self.layer = layer
  }

  /// True for a rule of the site policy, and for a setting that decides where secrets and patients' data go.
  package var isSecurity: Bool {
    section == "policy" || SecurityKeys.contains(key, in: section.split(separator: ".").map(String.init))
  }

  /// A text as TOML writes it.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }
}

extension Settings {
  /// Every setting there is, in the order of the sample; the profiles that are built in are among them.
  package var rows: [SettingRow] {
    var rows: [SettingRow] = []
    func add(_ section: String, _ key: String, _ value: String?) {
      rows.append(
        SettingRow(section: section, key: key, value: value, layer: origins["\(section).\(key)"] ?? .builtIn))
    }
    add("general", "default_profile", general.defaultProfile.map(SettingRow.quoted))
    add("general", "operator", general.operatorName.map(SettingRow.quoted))
    add("general", "operator_name", general.authorName.map(SettingRow.quoted))
    add("general", "operator_email", general.authorEmail.map { SettingRow.quoted($0.text) })
    add("general", "theme", SettingRow.quoted(general.theme ?? ThemeLibrary.defaultName))
    add("general", "time_zone", general.timeZone.map(SettingRow.quoted))
    add("general", "clipboard", SettingRow.quoted(general.clipboard.rawValue))
    add("general", "mouse", "\(general.mouse)")
    add("general", "window_title", "\(general.windowTitle)")
    add("general", "without_focus", SettingRow.quoted(general.withoutFocus.rawValue))
    for name in Set(profiles.keys).union(ProfileSettings.builtInNames).sorted() {
      let profile = profiles[name] ?? ProfileSettings(builtIn: name)
      let section = "profiles.\(name)"
      add(section, "base_url", profile.baseURL.map { SettingRow.quoted($0.text) })
      add(section, "api_key_file", profile.apiKeyFile.map(SettingRow.quoted))
      add(section, "api_key_command", profile.apiKeyCommand.map(Self.redacted))
      add(section, "token_file", profile.tokenFile.map(SettingRow.quoted))
      add(section, "token_command", profile.tokenCommand.map(Self.redacted))
      add(section, "default_country", SettingRow.quoted(profile.defaultCountry.code))
      add(section, "read_only", "\(profile.isReadOnly)")
      add(section, "operator_required", "\(profile.operatorRequired)")
      add(section, "product_list", "\(profile.listsProducts)")
      add(section, "team_store", profile.teamStore.map { SettingRow.quoted($0.text) })
      add(section, "theme", profile.theme.map(SettingRow.quoted))
      add(section, "timeout", profile.timeout.map { "\($0)" })
    }
    add("store", "key_command", store.keyCommand.map(Self.redacted))
    add("store", "idle_lock_minutes", "\(store.idleLockMinutes)")
    add("store", "retention_days", "\(store.retentionDays)")
    add("store", "retention_count", "\(store.retentionCount)")
    add("worklist", "window", SettingRow.quoted(worklist.window))
    add("worklist", "view", worklist.view.map(SettingRow.quoted))
    add("worklist", "after_write", SettingRow.quoted(worklist.goesToNext ? "next" : "stay"))
    add("worklist", "no_order_hours", "\(worklist.noOrderHours)")
    add("worklist", "no_tracking_hours", "\(worklist.noTrackingHours)")
    add("worklist", "untouched_hours", "\(worklist.untouchedHours)")
    for (name, view) in worklist.views.sorted(by: { $0.key < $1.key }) {
      let section = "worklist.views.\(name)"
      add(section, "window", view.window.map(SettingRow.quoted))
      add(section, "statuses", view.statuses.isEmpty ? nil : SettingRow.list(view.statuses.map(\.rawValue)))
      add(section, "reasons", view.reasons.isEmpty ? nil : SettingRow.list(view.reasons))
      add(section, "columns", view.columns.map(SettingRow.list))
      add(section, "sort", view.sort.map(SettingRow.quoted))
    }
    for (command, names) in keys.sorted(by: { $0.key < $1.key }) {
      rows.append(SettingRow(section: "keys", key: command, value: SettingRow.list(names), layer: .file))
    }
    for (name, product) in products.sorted(by: { $0.key < $1.key }) {
      let section = "products.\(name)"
      add(section, "id", SettingRow.quoted(product.id.text))
      add(section, "visit_type", product.visitType.map { SettingRow.quoted($0.rawValue) })
      add(section, "interval", product.subscription.map { SettingRow.quoted($0.interval.rawValue) })
      add(section, "interval_count", product.subscription.map { "\($0.count)" })
      add(section, "template", product.template.map(SettingRow.quoted))
    }
    return rows
  }

  /// The program alone: its arguments may hold a secret, as may what a text for the shell begins with, `TOKEN=… program`.
  private static func redacted(_ words: [String]) -> String {
    if words.count == 3, words.prefix(2) == ["/bin/sh", "-c"] {
      let first = words[2].prefix { $0 != " " && $0 != "\t" }
      let isName = first.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-~".contains($0)) }
      return SettingRow.quoted(isName && !first.isEmpty ? first + " [redacted]" : "[redacted]")
    }
    return SettingRow.list(words.prefix(1) + (words.count > 1 ? ["[redacted]"] : []))
  }
}
