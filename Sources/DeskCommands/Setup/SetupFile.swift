import Care360
import DeskConfig
import FoundationEssentials
import PrivateIO

/// The configuration file that setup makes, or adds a profile to.
struct SetupFile {
  struct Answers {
    let profile: (name: String, baseURL: BaseURL?)
    let key: (suffix: String, value: String)
    let token: (suffix: String, value: String)?
    let operatorName: String?
    let country: Country
    let timeZone: String?
    /// True when `casedesk` opens this profile without --profile.
    let isDefault: Bool
  }

  let path: String
  private let text: String
  /// The profiles that the file already has.
  let profiles: [String]
  /// True when the file has a [general] section. Nothing is added to it, because the person wrote it.
  let hasGeneral: Bool

  var folder: String { path.pathFolder }

  init(_ path: String) throws(ErrorReport) {
    self.path = path
    do throws(ConfigProblem) {
      text = try Settings.text(of: path) ?? ""
    } catch {
      throw .failed(error.description)
    }
    let sections = text.split(whereSeparator: \.isNewline).map { $0.filter { $0 != " " && $0 != "\t" } }
    hasGeneral = sections.contains { $0.hasPrefix("[general]") || $0.hasPrefix("general.") }
    profiles = Settings.parse(text, file: path, home: nil).0.profiles.keys.sorted()
  }

  func adding(_ answers: Answers) -> String {
    var lines: [String] = []
    if !hasGeneral {
      var general = answers.isDefault ? ["default_profile = \(SettingRow.quoted(answers.profile.name))"] : []
      if let name = answers.operatorName { general.append("operator = \(SettingRow.quoted(name))") }
      if let zone = answers.timeZone { general.append("time_zone = \(SettingRow.quoted(zone))") }
      if !general.isEmpty { lines += ["[general]"] + general + [""] }
    }
    lines.append("[profiles.\(answers.profile.name)]")
    if let url = answers.profile.baseURL { lines.append("base_url = \(SettingRow.quoted(url.text))") }
    lines.append("api_key_\(answers.key.suffix) = \(SettingRow.quoted(answers.key.value))")
    if let token = answers.token { lines.append("token_\(token.suffix) = \(SettingRow.quoted(token.value))") }
    lines.append("default_country = \(SettingRow.quoted(answers.country.code))")
    let before = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return (before.isEmpty ? "" : before + "\n") + lines.joined(separator: "\n") + "\n"
  }

  /// Checks the settings of the future file; problems are reported before it is written.
  func checked(_ text: String, _ invocation: Invocation) throws(ErrorReport) -> Settings {
    let (settings, problems) = Settings.parse(text, file: path, home: invocation.paths.home)
    let fatal = problems.filter(\.isSecurity)
    guard fatal.isEmpty else {
      throw .failed("The file cannot be used as it is:\n" + fatal.map(\.description).joined(separator: "\n"))
    }
    return settings
  }
}
