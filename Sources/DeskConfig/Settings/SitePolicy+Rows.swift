import Care360
import TeamPlace

extension SitePolicy {
  /// Every rule there is, in the order of the sample.
  package var rows: [SettingRow] {
    let none = SitePolicy()
    func row(_ key: String, _ value: String?, _ isDefault: Bool, section: String = "policy") -> SettingRow {
      SettingRow(section: section, key: key, value: value, layer: isDefault ? .builtIn : .policy)
    }
    func flag(_ key: String, _ rule: KeyPath<SitePolicy, Bool>) -> SettingRow {
      row(key, "\(self[keyPath: rule])", self[keyPath: rule] == none[keyPath: rule])
    }
    func text(_ key: String, _ text: String?) -> SettingRow { row(key, text.map(SettingRow.quoted), text == nil) }
    func record(_ key: String, _ value: String?) -> SettingRow {
      row(key, value, value == nil, section: "policy.record")
    }
    return [
      row("base_urls", baseURLs.map { SettingRow.list($0.map(\.text)) }, baseURLs == nil),
      flag("read_only", \.isReadOnly), row("clipboard", clipboard.text, clipboard == none.clipboard),
      flag("qr", \.allowsQR),
      flag("export", \.allowsExport),
      row("worklist", SettingRow.quoted(allowsWorklist ? "on" : "off"), allowsWorklist),
      row("cli", SettingRow.quoted(commandLine.rawValue), commandLine == none.commandLine),
      flag("kiosk", \.isKiosk), flag("suspend", \.allowsSuspend), flag("window_title", \.allowsWindowTitle),
      row("idle_lock_max", idleLockMax.map { "\($0)" }, idleLockMax == nil),
      text("operator", operatorIsLogin ? "login" : nil),
      row("operators", operators.map { SettingRow.list($0.keys.sorted()) }, operators == nil),
      text("credential_group", credentialGroup?.name),
      text("data_dir", dataDirectory), text("team_store", teamStore?.text),
      row("team_leads", teamLeads.isEmpty ? nil : SettingRow.list(teamLeads), teamLeads.isEmpty),
      row(
        "team_lead_after_hours", "\(teamLeadAfterHours)", teamLeadAfterHours == none.teamLeadAfterHours),
      text("proxy", proxy.map { "http://\($0.host):\($0.port)" }),
      text("ca_file", caFile), text("recovery_public_key", recoveryKey),
      row(
        "record_purposes", recordPurposes.isEmpty ? nil : SettingRow.list(recordPurposes), recordPurposes.isEmpty),
      record("ship", recordCopy.map { SettingRow.quoted($0.receiver.text) }),
      record("required", recordCopy.map { "\($0.isRequired)" }),
      record("backlog_max", recordCopy.map { "\($0.mostUnsent)" }),
      record("hash_key_file", recordCopy?.keyFile.map(SettingRow.quoted)),
    ]
  }
}

extension SitePolicy.RecordCopy.Receiver {
  /// As it is written in the policy.
  package var text: String {
    switch self {
    case .syslog: "syslog"
    case .tls(let host, let port): "tls://\(host):\(port)"
    }
  }
}

extension SitePolicy.ClipboardRule {
  /// As it is written in the policy.
  fileprivate var text: String {
    switch self {
    case .off: "false"
    case .ids: "\"ids\""
    case .on: "true"
    }
  }
}
