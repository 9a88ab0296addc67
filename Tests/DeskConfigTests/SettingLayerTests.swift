import TestSupport
import Testing

@testable import DeskConfig

struct SettingLayerTests {
  private func row(_ settings: Settings, _ section: String, _ key: String) -> SettingRow? {
    settings.rows.first { $0.section == section && $0.key == key }
  }

  @Test func everyValueNamesItsLayer() throws {
    let folder = try TestFolder()
    _ = try folder.file(
      "config.toml",
      """
      [general]
      theme = "light"
      time_zone = "Mars/Olympus"
      [profiles.clinic]
      base_url = "https://api.example.com"
      default_country = "SE"
      """)
    let paths = Paths(environment: ["CASEDESK_CONFIG_DIR": folder.path], home: "/home/jo")
    let settings = Settings.load(
      file: nil, paths: paths, environment: ["CASEDESK_PROFILES__CLINIC__DEFAULT_COUNTRY": "GB"]
    ).0
    #expect(row(settings, "general", "theme")?.layer == .file)
    #expect(row(settings, "profiles.clinic", "base_url")?.value == "\"https://api.example.com\"")
    #expect(row(settings, "profiles.clinic", "base_url")?.layer == .file)
    let country = row(settings, "profiles.clinic", "default_country")
    #expect(country?.value == "\"GB\"")
    #expect(country?.layer.name == "CASEDESK_PROFILES__CLINIC__DEFAULT_COUNTRY")
    // A value that was refused is not the file's.
    #expect(row(settings, "general", "time_zone")?.value == nil)
    #expect(row(settings, "general", "time_zone")?.layer == .builtIn)
    #expect(row(settings, "store", "idle_lock_minutes")?.layer == .builtIn)
    #expect(row(settings, "profiles.production", "base_url")?.layer == .builtIn)
  }

  @Test func argumentsOfCommandsAreLeftOut() {
    let settings = parsed(
      """
      [profiles.clinic]
      api_key_command = ["vault", "-token=canary"]
      token_command = "curl -u jo:canary https://example.com"
      [store]
      key_command = "keys"
      """
    ).settings
    let texts = settings.rows.compactMap(\.value)
    #expect(!texts.joined().contains("canary"))
    #expect(row(settings, "profiles.clinic", "api_key_command")?.value == "[\"vault\", \"[redacted]\"]")
    #expect(row(settings, "profiles.clinic", "token_command")?.value == "\"curl [redacted]\"")
  }

  @Test(arguments: [
    "VAULT_TOKEN=canary vault read", "A='b canary' vault", "canary|cat", "\"canary x\"", "$(canary)",
  ])
  func aTextForTheShellMayBeginWithASecret(text: String) {
    let settings = parsed("[profiles.clinic]\napi_key_command = \(SettingRow.quoted(text))\n").settings
    #expect(row(settings, "profiles.clinic", "api_key_command")?.value?.contains("canary") == false)
    #expect(row(settings, "profiles.clinic", "api_key_command")?.value?.hasSuffix("[redacted]\"") == true)
  }

  @Test func aTextIsWrittenAsTOMLReadsIt() throws {
    let text = "a\"b\\c\u{1}d\né"
    let document = try TOMLDocument("x = " + SettingRow.quoted(text), file: "x")
    #expect(document.root["x"]?.value == .text(text))
  }

  /// With its marks taken away the sample is a file without a problem, and so every key in it exists.
  @Test func theSampleIsAValidFile() {
    let text = SampleConfiguration.config.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? String($0.dropFirst()) : String($0) }.joined(separator: "\n")
    let (settings, problems) = parsed(text)
    #expect(problems.map(\.description) == [])
    // And every key there is stands in the sample.
    for key in Set(settings.rows.map(\.key)) { #expect(text.contains(key), "\(key)") }
  }

  @Test func theSamplePolicyIsAValidFile() {
    let text = SampleConfiguration.policy.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? String($0.dropFirst()) : String($0) }
      .filter { !$0.hasPrefix("ca_file") }.joined(separator: "\n")
    let (policy, problems) = SitePolicy.parse(text, file: "policy.toml")
    #expect(problems.map(\.description) == [])
    for key in policy.rows.map(\.key) { #expect(SampleConfiguration.policy.contains("#\(key) ="), "\(key)") }
  }
}
