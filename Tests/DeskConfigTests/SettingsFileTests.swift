import Care360
import Foundation
import TestSupport
import Testing

@testable import DeskConfig

struct SettingsFileTests {
  private func load(
    _ folder: TestFolder, file: String? = nil, environment: [String: String] = [:]
  ) -> (settings: Settings, problems: [ConfigProblem]) {
    let paths = Paths(environment: ["CASEDESK_CONFIG_DIR": folder.path], home: "/home/jo")
    return Settings.load(file: file, paths: paths, environment: environment)
  }

  private func defaults(of folder: TestFolder) -> Settings {
    var settings = Settings()
    settings.file = folder.path + "/config.toml"
    return settings
  }

  @Test func withoutAFileThereAreDefaultsAndNoProblem() throws {
    let folder = try TestFolder()
    let (settings, problems) = load(folder)
    #expect(settings == defaults(of: folder))
    #expect(problems.isEmpty)
  }

  @Test func theFileOfTheFolderIsRead() throws {
    let folder = try TestFolder()
    _ = try folder.file("config.toml", "[general]\ntheme = \"light\"\n")
    #expect(load(folder).settings.general.theme == "light")
  }

  @Test func anExplicitFileThatIsMissingStopsTheStart() throws {
    let folder = try TestFolder()
    let problems = load(folder, file: folder.path + "/none.toml").problems
    #expect(problems.map(\.sentence) == ["There is no such file."])
    #expect(problems.first?.isSecurity == true)
  }

  @Test(arguments: [0o620, 0o602, 0o666])
  func aFileThatOthersMayWriteToStopsTheStart(mode: Int) throws {
    let folder = try TestFolder()
    _ = try folder.file("config.toml", "[general]\ntheme = \"light\"\n", mode: mode)
    let (settings, problems) = load(folder)
    #expect(settings == defaults(of: folder))
    #expect(problems.map(\.isSecurity) == [true])
  }

  /// Whoever may put another file in its place says where secrets go.
  @Test(arguments: [(0o777, false), (0o722, false), (0o1777, true), (0o755, true)])
  func aFolderThatOthersMayWriteToStopsTheStart(mode: Int, isTaken: Bool) throws {
    let folder = try TestFolder()
    let inner = try folder.folder("inner", mode: mode)
    let file = try folder.file("inner/config.toml", "[general]\ntheme = \"light\"\n")
    let (settings, problems) = load(folder, file: file)
    #expect(settings.general.theme == (isTaken ? "light" : nil))
    #expect(problems.map(\.isSecurity) == (isTaken ? [] : [true]))
    #expect(problems.allSatisfy { $0.sentence.contains("chmod go-w") && $0.file == inner + "/config.toml" })
  }

  /// To the kernel the slash ends the folder's name, whatever mark the file's name begins with.
  @Test func aNameThatBeginsWithAMarkHidesNoFolder() throws {
    let folder = try TestFolder()
    let inner = try folder.folder("inner", mode: 0o777)
    let file = try folder.file("inner/\u{301}.toml", "[general]\ntheme = \"light\"\n")
    #expect(load(folder, file: file).problems.map(\.sentence).first?.hasSuffix("run: chmod go-w \(inner)") == true)
  }

  @Test func theFolderBehindALinkIsJudgedToo() throws {
    let folder = try TestFolder()
    let open = try folder.folder("open", mode: 0o777)
    _ = try folder.file("open/config.toml", "[general]\ntheme = \"light\"\n")
    let link = folder.path + "/link.toml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: open + "/config.toml")
    #expect(load(folder, file: link).problems.map(\.sentence).first?.hasSuffix("run: chmod go-w \(open)") == true)
    chmod(open, 0o755)
    #expect(load(folder, file: link).settings.general.theme == "light")
  }

  /// Somebody may have taken the file away, and its rules with it.
  @Test(arguments: ["config.toml", "none.toml"])
  func eachFolderAboveIsJudgedWhetherOrNotTheFileIsThere(_ name: String) throws {
    let folder = try TestFolder()
    let above = try folder.folder("above", mode: 0o755)
    _ = try folder.folder("above/casedesk", mode: 0o755)
    _ = try folder.file("above/casedesk/config.toml", "[general]\ntheme = \"light\"\n")
    let paths = Paths(environment: ["CASEDESK_CONFIG_DIR": above + "/casedesk"], home: "/home/jo")
    unlink(above + "/casedesk/" + (name == "config.toml" ? "" : "config.toml"))
    #expect(Settings.load(file: nil, paths: paths, environment: [:]).1.isEmpty)
    chmod(above, 0o777)
    let problems = Settings.load(file: nil, paths: paths, environment: [:]).1
    #expect(problems.map(\.sentence) == ["Others may put another file in its place; run: chmod go-w \(above)"])
    #expect(problems.map(\.isSecurity) == [true])
  }

  @Test func aLinkThatLeadsNowhereIsNoMissingFile() throws {
    let folder = try TestFolder()
    symlink(folder.path + "/not-mounted/config.toml", folder.path + "/config.toml")
    let problems = load(folder).problems
    #expect(problems.map(\.sentence) == ["It is a broken link, or it lies behind one."])
    #expect(problems.map(\.isSecurity) == [true])
  }

  @Test func aThemeOrTemplateThatIsALinkToNowhereIsNoMissingOne() throws {
    let folder = try TestFolder()
    for name in ["dark", "hair-loss"] {
      symlink(folder.path + "/not-mounted/\(name).toml", folder.path + "/\(name).toml")
    }
    let sentence = "It is a broken link, or it lies behind one."
    #expect(ThemeLibrary(directory: folder.path).load("dark").1.map(\.sentence) == [sentence])
    let entries = TemplateLibrary(directory: folder.path).entries()
    guard case .failure(let problems)? = entries.first(where: { $0.name == "hair-loss" })?.form else {
      Issue.record("The template that comes with the program was taken.")
      return
    }
    #expect(problems.list.map(\.sentence) == [sentence])
  }

  @Test func themesAndTemplatesAreReadByTheSameWay() throws {
    let folder = try TestFolder()
    let above = try folder.folder("above", mode: 0o755)
    _ = try folder.folder("above/own", mode: 0o755)
    _ = try folder.file("above/own/mine.toml", "inherits = \"dark\"\n")
    _ = try folder.file("above/own/form.toml", "[[questions]]\ntext = \"Height?\"\n")
    let (themes, templates) = (ThemeLibrary(directory: above + "/own"), TemplateLibrary(directory: above + "/own"))
    func problems(ofForm name: String) -> [ConfigProblem] {
      guard case .failure(let problems)? = templates.entries().first(where: { $0.name == name })?.form else {
        return []
      }
      return problems.list
    }
    #expect(themes.load("mine").1.isEmpty)
    #expect(problems(ofForm: "form").isEmpty)
    chmod(above, 0o775)
    let sentence = "Others may put another file in its place; run: chmod go-w \(above)"
    #expect(themes.load("mine").1.map(\.sentence) == [sentence])
    #expect(problems(ofForm: "form").map(\.sentence) == [sentence])
    var form = TemplateForm()
    form.questions = [TemplateForm.Question(text: "Weight?", type: .text)]
    #expect { try templates.save(form, as: "new", replaces: false) } throws: {
      ($0 as? ConfigProblem)?.sentence == sentence
    }
  }

  @Test func aRelativeFolderInTheEnvironmentStopsTheStart() throws {
    let problems = load(try TestFolder(), environment: ["CASEDESK_CONFIG_DIR": "config"]).problems
    #expect(
      problems.map(\.description) == ["environment: CASEDESK_CONFIG_DIR: It must be a full path, beginning with /."])
    #expect(problems.first?.isSecurity == true)
  }

  /// A rule behind it would not count with a reader that takes it for the end.
  @Test func aNULByteStopsTheStart() throws {
    let folder = try TestFolder()
    let file = try folder.file(
      "nul.toml", "[profiles.p]\nbase_url = \"https://care.example.com\"\n# pasted\0\nread_only = true\n")
    let problems = load(folder, file: file).problems
    #expect(problems.map(\.sentence) == ["It holds a NUL byte; no part of the file is used."])
    #expect(problems.first?.line == 3 && problems.first?.isSecurity == true)
  }

  /// A text that is no TOML ends the reading of the file, not the program.
  @Test(arguments: ["x = [}", "[,]", "[[,", "[[ ,]]", "[\u{C}-"])
  func everyFileSaysWhereItIsNoTOML(_ line: String) throws {
    let folder = try TestFolder()
    let text = "title = \"x\"\n\(line)\n"
    for name in ["config.toml", "mine.toml"] { _ = try folder.file(name, text) }
    guard case .failure(let template)? = TemplateLibrary(directory: folder.path).entries().first?.form else {
      Issue.record("The template was taken.")
      return
    }
    let policy = SitePolicy.parse(text, file: "policy.toml").1
    for problems in [load(folder).problems, ThemeLibrary(directory: folder.path).load("mine").1, template.list, policy]
    {
      #expect(problems.count == 1 && problems.first?.line == 2)
      #expect(problems.first?.sentence.hasSuffix("; no part of the file is used.") == true)
    }
  }

  @Test func whatIsNoTextFileStopsTheStart() throws {
    let folder = try TestFolder()
    let fifo = folder.path + "/fifo"
    mkfifo(fifo, 0o600)
    #expect(load(folder, file: fifo).problems.map(\.sentence) == ["It is not a regular file."])
    let large = try folder.file("large.toml", String(repeating: "#", count: 1 << 20) + "#")
    #expect(load(folder, file: large).problems.map(\.sentence) == ["It is larger than 1 MiB."])
    let bytes = folder.path + "/bytes.toml"
    try Data([0x23, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: bytes))
    chmod(bytes, 0o600)
    #expect(load(folder, file: bytes).problems.map(\.sentence) == ["It is not UTF-8."])
  }

  @Test(arguments: ["CASEDESK_READ_ONLY", "CASEDESK_PROFILE", "CASEDESK_"])
  func aVariableThatIsNoneIsSaid(_ name: String) throws {
    let problems = load(try TestFolder(), environment: [name: "1"]).problems
    #expect(
      problems.map(\.description) == [
        "environment: \(name): There is no such variable; it is ignored. A setting is named CASEDESK_SECTION__KEY."
      ])
    #expect(problems.first?.isSecurity == false)
  }

  @Test func theEnvironmentWinsOverTheFile() throws {
    let folder = try TestFolder()
    _ = try folder.file(
      "config.toml", "[general]\ntheme = \"light\"\n[profiles.my-clinic]\ndefault_country = \"SE\"\n")
    let (settings, problems) = load(
      folder,
      environment: [
        "CASEDESK_GENERAL__THEME": "mono", "CASEDESK_GENERAL__DEFAULT_PROFILE": "my-clinic",
        "CASEDESK_PROFILES__MY_CLINIC__DEFAULT_COUNTRY": "GB", "CASEDESK_PROFILES__MY_CLINIC__TIMEOUT": "9",
        "CASEDESK_PROFILES__STAGING__THEME": "dark", "CASEDESK_CONFIG_DIR": folder.path, "OTHER__THING": "1",
        "CASEDESK_GENERAL__CLIPBOARD": "off", "CASEDESK_GENERAL__MOUSE": "true",
        "CASEDESK_GENERAL__WINDOW_TITLE": "false", "CASEDESK_GENERAL__WITHOUT_FOCUS": "mask",
      ])
    #expect(problems.map(\.description) == [])
    #expect(settings.general.theme == "mono")
    #expect("\(settings.general.clipboard)" == "off")
    #expect(settings.general.mouse && !settings.general.windowTitle && settings.general.withoutFocus == .mask)
    #expect(settings.general.defaultProfile == "my-clinic")
    #expect(settings.profiles["my-clinic"]?.defaultCountry.code == "GB")
    #expect(settings.profiles["my-clinic"]?.timeout == 9)
    #expect(settings.profiles["staging"]?.theme == "dark")
    #expect(settings.profiles["staging"]?.baseURL != nil)
  }

  @Test(arguments: [
    "CASEDESK_PROFILES__CLINIC__BASE_URL", "CASEDESK_PROFILES__CLINIC__API_KEY_FILE",
    "CASEDESK_PROFILES__CLINIC__TOKEN_COMMAND", "CASEDESK_PROFILES__CLINIC__READ_ONLY",
    "CASEDESK_PROFILES__CLINIC__OPERATOR_REQUIRED", "CASEDESK_GENERAL__OPERATOR", "CASEDESK_STORE__KEY_COMMAND",
    "CASEDESK_STORE__IDLE_LOCK_MINUTES", "CASEDESK_STORE__RETENTION_DAYS",
  ])
  func securitySettingsAreNeverTakenFromTheEnvironment(name: String) throws {
    let folder = try TestFolder()
    _ = try folder.file("config.toml", "[profiles.clinic]\nread_only = true\n")
    let before = load(folder).settings
    let (settings, problems) = load(folder, environment: [name: "canary"])
    #expect(settings == before)
    #expect(problems.map(\.key) == [name])
    #expect(problems.first?.sentence.hasPrefix("This is never taken from the environment") == true)
    #expect(problems.first?.description.contains("canary") == false)
  }

  @Test(arguments: [
    "CASEDESK_GENERAL__COLOUR", "CASEDESK_PROFILES__NONE__THEME",
    "CASEDESK_PROFILES__CLINIC__TIMEOUT", "CASEDESK_GENERAL__TIME_ZONE", "CASEDESK_KEYS__FIND", "CASEDESK___",
    "CASEDESK_GENERAL__CLIPBOARD", "CASEDESK_GENERAL__MOUSE",
  ])
  func unknownAndBadOnesOfTheEnvironmentAreToldAndChangeNothing(name: String) throws {
    let folder = try TestFolder()
    _ = try folder.file("config.toml", "[profiles.clinic]\n")
    let (settings, problems) = load(folder, environment: [name: "no such value"])
    #expect(settings == load(folder).settings)
    #expect(problems.map(\.key) == [name])
    #expect(problems.first?.isSecurity == false)
  }

  @Test(arguments: [("UK", "GB"), ("ci", "CI"), ("XX", nil), ("USA", nil), ("", nil)])
  func aCountryOfTheEnvironmentIsNeverReplacedByAnother(value: String, known: String?) throws {
    let folder = try TestFolder()
    _ = try folder.file("config.toml", "[profiles.clinic]\ndefault_country = \"SE\"\n")
    let name = "CASEDESK_PROFILES__CLINIC__DEFAULT_COUNTRY"
    let (settings, problems) = load(folder, environment: [name: value])
    let country = try #require(settings.profiles["clinic"]).defaultCountry
    #expect(country == known.flatMap(Country.init) ?? .unknown(value))
    #expect(problems.map(\.key) == (known == nil ? [name] : []))
  }
}
