import Care360
import Testing

@testable import DeskConfig

struct SettingsTests {
  @Test func aFullConfigurationIsRead() throws {
    let (settings, problems) = parsed(
      """
      [general]
      default_profile = "clinic"
      operator = "Jo Park"
      theme = "light"
      time_zone = "UTC"

      [profiles.clinic]
      base_url = "https://api.example.com/v1/"
      api_key_file = "~/keys/api"
      token_command = ["pass", "show", "token"]
      default_country = "se"
      read_only = true
      operator_required = true
      product_list = true
      theme = "mono"
      timeout = 20

      [profiles.other]
      api_key_command = "pass show key | head -1"
      token_file = "token"

      [store]
      key_command = ["keyctl", "print", "1"]
      idle_lock_minutes = 5
      retention_days = 3
      retention_count = 50

      [keys]
      refill = ["r", "Ctrl-E"]
      help = []

      [products.semaglutide]
      id = "8DFF2C47-b2ab-42d8-9af0-4c4dbca8b4b6"
      visit_type = "SYNC_VIDEO"
      interval = "month"
      interval_count = 3
      template = "weight"
      """)
    #expect(problems.map(\.description) == [])
    #expect(settings.general.defaultProfile == "clinic")
    #expect(settings.general.operatorName == "Jo Park")
    #expect(settings.general.theme == "light")
    #expect(settings.general.timeZone == "UTC")
    let clinic = try #require(settings.profiles["clinic"])
    #expect(clinic.baseURL?.text == "https://api.example.com/v1")
    #expect(clinic.apiKeyFile == "/home/jo/keys/api")
    #expect(clinic.tokenCommand == ["pass", "show", "token"])
    #expect(clinic.defaultCountry.code == "SE")
    #expect(clinic.isReadOnly && clinic.operatorRequired && clinic.listsProducts)
    #expect(clinic.theme == "mono")
    #expect(clinic.timeout == 20)
    let other = try #require(settings.profiles["other"])
    #expect(other.baseURL == nil)
    #expect(other.apiKeyCommand == ["/bin/sh", "-c", "pass show key | head -1"])
    #expect(other.tokenFile == "/etc/desk/token")
    #expect(other.defaultCountry == .unitedStates)
    #expect(settings.store.keyCommand == ["keyctl", "print", "1"])
    #expect(settings.store.idleLockMinutes == 5)
    #expect(settings.store.retentionDays == 3)
    #expect(settings.store.retentionCount == 50)
    #expect(settings.keys == ["refill": ["r", "Ctrl-E"], "help": []])
    let product = try #require(settings.products["semaglutide"])
    #expect(product.id.text == "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    #expect(product.visitType == .syncVideo)
    #expect(product.subscription == Subscription(interval: .month, count: 3))
    #expect(product.template == "weight")
  }

  @Test func builtInProfilesHaveTheirBaseURLUnlessTheySayAnother() {
    let settings = parsed("[profiles.production]\n[profiles.staging]\nbase_url = \"https://stage.example.com\"\n")
      .settings
    #expect(settings.profiles["production"]?.baseURL?.text == BaseURL.productionText)
    #expect(settings.profiles["staging"]?.baseURL?.text == "https://stage.example.com")
  }

  @Test func anEmptyTextIsTheDefaults() {
    let (settings, problems) = parsed("")
    #expect(settings == Settings())
    #expect(problems.isEmpty)
  }

  @Test func everyProblemIsToldAtOnceWithItsPlace() {
    let (settings, problems) = parsed(
      """
      [general]
      theme = 7
      colour = "x"
      time_zone = "Mars/Olympus"

      [profiles.clinic]
      timeout = 0
        default_country = "XX"

      [keys]
      find = ["Hyper-Q"]

      [products.a]
      id = "no"
      visit_type = "SYNC"
      """)
    #expect(
      problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.section).\($0.key)" } == [
        "2:1 general.theme", "3:1 general.colour", "4:1 general.time_zone", "7:1 profiles.clinic.timeout",
        "8:3 profiles.clinic.default_country", "11:1 keys.find", "14:1 products.a.id", "15:1 products.a.visit_type",
      ])
    #expect(problems.filter(\.isSecurity).isEmpty)
    #expect(settings.general == Settings.General())
    #expect(settings.profiles["clinic"]?.timeout == nil)
    #expect(settings.profiles["clinic"]?.defaultCountry == .unknown("XX"))
    #expect(settings.keys.isEmpty && settings.products.isEmpty)
  }

  @Test(arguments: [
    ("\"UK\"", Country("GB")), ("\"vA\"", Country("VA")), ("\"XX\"", .unknown("XX")),
    ("\"Sweden\"", .unknown("SWEDEN")),
    ("46", .unknown(nil)), ("\"\"", .unknown(nil)), ("[\"US\"]", .unknown(nil)),
  ]) func aCountryIsNeverReplacedByAnother(value: String, country: Country?) throws {
    let (settings, problems) = parsed("[profiles.clinic]\ndefault_country = \(value)\n")
    let own = try #require(settings.profiles["clinic"]).defaultCountry
    #expect(own == country)
    #expect(problems.isEmpty == (Country(own.code) != nil))
  }

  @Test func placesAreFoundBehindMultilineTextsListsDottedAndQuotedKeys() {
    let problems = parsed(
      """
      # [general]
      [keys] # "not open
      find = [
        "x", # ]
        "theme = 1",
      ]
      help = [\"\"\"
      [general]
      theme = 2\"\"\"]
      general.a = 1

      ["profiles" . 'a b']
      [products]
      x.id = "a\\"b # c"
      x.bad = 1
      """
    ).problems
    #expect(
      problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.section).\($0.key)" } == [
        "3:1 keys.find", "7:1 keys.help", "10:1 keys.general", "12:1 profiles.a b", "14:1 products.x.id",
        "15:1 products.x.bad",
      ])
  }

  @Test func aSyntaxErrorHasItsPlaceRepeatsNothingAndStopsTheStart() {
    let (settings, problems) = parsed("[profiles.clinic]\nread_only = true\napi_key = \"very-secret\n")
    #expect(settings == Settings())
    #expect(problems.count == 1)
    #expect(problems.first?.line == 3)
    #expect(problems.first?.column ?? 0 > 1)
    #expect(problems.first?.isSecurity == true)
    #expect(problems.first?.description.contains("secret") == false)
  }

  @Test(arguments: [
    "base_url = \"http://api.example.com\"", "base_url = \"https://user:pw@example.com\"", "base_url = 1",
    "base_url = \"\"", "api_key_file = []", "token_file = false", "api_key_command = []", "token_command = [1]",
    "read_only = \"yes\"", "read_only = 1", "operator_required = 0", "api_key_file = \"a\"\napi_key_command = \"b\"",
    "token_file = \"a\"\ntoken_command = \"b\"", "readonly = true", "read-only = true", "raed_only = true",
    "baseurl = \"https://example.com\"", "api_key_fle = \"x\"", "api_key = \"very-secret\"", "token = \"very-secret\"",
  ])
  func aBadSecuritySettingStopsTheStart(line: String) {
    let problems = parsed("[profiles.clinic]\n\(line)\n").problems
    #expect(problems.count == 1)
    #expect(problems.first?.isSecurity == true)
    #expect(problems.allSatisfy { !$0.description.contains("very-secret") && !$0.description.contains("user:pw") })
  }

  @Test(arguments: [
    "[general]\noperator = \"\"", "[general]\noperator = \" jo\"", "[general]\noperater = \"jo\"",
    "[store]\nidle_lock_minutes = 0", "[store]\nidle_lock_minutes = 16", "[store]\nidle_lock_minutes = -5",
    "[store]\nidle_lock_minutes = 9223372036854775807", "[store]\nidle_lock_minutes = 9223372036854775808",
    "[store]\nidle_lock_minutes = 10.0", "[store]\nidle_lock_minutes = inf", "[store]\nkey_command = 1",
    "[store]\nunknown = 1", "store = 1", "[profile.clinic]\nread_only = true", "profiles = 1",
    "[profiles.sandbox]\nbase_url = \"https://example.com\"", "[profiles.\"a b\"]\nread_only = true",
  ])
  func aBadSecuritySettingElsewhereStopsTheStartToo(text: String) {
    let problems = parsed(text).problems
    #expect(problems.count == 1)
    #expect(problems.first?.isSecurity == true)
  }

  /// A key is printed with its problem.
  @Test func aKeyCannotActOnATerminal() {
    let problems = parsed("\"\\u001b]0;x\\u0007\\u202e\" = 1").problems
    #expect(
      problems.map(\.description) == ["/etc/desk/config.toml:1:1: ␛]0;x␇‹U+202E›: There is no such key; it is ignored."]
    )
  }

  @Test func anIntervalCountThatIsWrongDoesNotBecomeAnotherOne() {
    let id = "id = \"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6\""
    let wrong = parsed("[products.a]\n\(id)\ninterval = \"month\"\ninterval_count = 0")
    #expect(wrong.settings.products["a"]?.subscription == nil)
    #expect(wrong.problems.map(\.key) == ["interval_count"])
    let alone = parsed("[products.a]\n\(id)\ninterval_count = 2")
    #expect(alone.problems.map(\.key) == ["interval_count"])
    let plain = parsed("[products.a]\n\(id)\ninterval = \"week\"")
    #expect(plain.settings.products["a"]?.subscription == Subscription(interval: .week, count: 1))
  }
}
