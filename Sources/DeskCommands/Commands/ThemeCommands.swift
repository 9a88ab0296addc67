import ArgumentParser
import DeskConfig
import Terminal

/// `casedesk themes …`
struct ThemeGroup: DeskCommand {
  static let words = "themes"
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List, show and check the themes of the screen.",
    subcommands: [ThemeList.self, ThemeShow.self, ThemeCheck.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say which: casedesk themes list, casedesk themes show NAME, or casedesk themes check [NAME …].")
  }
}

struct ThemeList: DeskCommand {
  static let words = "themes list"
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the themes: your own, and those that come with the program.",
    discussion: """
      EXAMPLES:
        casedesk themes list
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let themes = invocation.themes.list()
    try invocation.sayTakenName()
    let table = TextTable(
      [.init(heading: "NAME"), .init(heading: "FILE", room: .cut)],
      themes.map { theme in
        let builtIn = theme.name == ThemeLibrary.autoName ? "dark or light, like the terminal" : "built in"
        return [theme.name, theme.file ?? builtIn]
      })
    return .result(
      .object([
        (
          "themes",
          .array(themes.map { .object([("name", .string($0.name)), ("file", .optional($0.file))]) })
        )
      ]),
      lines: invocation.console.lines(
        table, elsewhere: themes.map { [$0.name, $0.file].compactMap(\.self).joined(separator: "  ") }))
  }
}

struct ThemeShow: DeskCommand {
  static let words = "themes show"
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show how a theme draws each role, at every colour depth.",
    discussion: """
      On the screen, T previews the themes.

      EXAMPLES:
        casedesk themes show
        casedesk themes show high-contrast
      """)

  @Argument(help: "The theme; if left out, the one that the screen would use.", completion: .custom(themeNames))
  var name: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let name = try invocation.theme(named: name ?? invocation.chosenTheme ?? ThemeLibrary.defaultName)
    let isAuto = name == ThemeLibrary.autoName
    if isAuto { try invocation.sayTakenName() }
    var shown: [OutputJSON] = []
    var lines: [String] = []
    for name in isAuto ? ThemeLibrary.autoNames : [name] {
      let (theme, problems) = invocation.themes.load(name)
      for problem in problems { try invocation.console.say("casedesk: " + Sanitiser.visible(problem.description)) }
      let depths = Array(ColorDepth.allCases.reversed())
      let json = depths.map { depth in
        OutputJSON.object([
          ("colours", .string(depth.words)),
          ("roles", .array(ThemeRole.allCases.map { $0.json(theme.style($0, depth: depth)) })),
        ])
      }
      shown.append(.object([("name", .string(name)), ("looks", .array(json))]))
      lines += depths.flatMap { depth in
        [isAuto ? "\(name), \(depth.words)" : depth.words]
          + ThemeRole.allCases.map { "  " + $0.line(theme.style($0, depth: depth)) }
      }
    }
    return .result(.object([("themes", .array(shown))]), lines: lines)
  }
}

struct ThemeCheck: DeskCommand {
  static let words = "themes check"
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Check theme files: mistakes, missing roles, contrast below WCAG AA, production that does not stand out.",
    discussion: """
      The exit code is 1 when something is wrong.

      EXAMPLES:
        casedesk themes check
        casedesk themes check my-theme
      """)

  @Argument(help: "The themes; if left out, all of them.", completion: .custom(themeNames))
  var names: [String] = []

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    var wanted: [String] = []
    for name in names { wanted.append(try invocation.theme(named: name)) }
    if wanted.isEmpty { wanted = invocation.themes.names() }
    if wanted.contains(ThemeLibrary.autoName) {
      wanted += ThemeLibrary.autoNames.filter { [wanted] in !wanted.contains($0) }
    }
    var wrong: [String] = []
    for name in wanted {
      guard name != ThemeLibrary.autoName else {
        wrong += [invocation.themes.takenName?.description].compactMap(\.self)
        continue
      }
      let (theme, problems) = invocation.themes.load(name)
      wrong += problems.map(\.description)
      // The default that replaces an unreadable file says nothing about that file.
      if theme.name == name { wrong += theme.findings().map { "\(name): \($0.sentence)" } }
    }
    guard wrong.isEmpty else {
      let count = wrong.count == 1 ? "1 problem" : "\(wrong.count) problems"
      throw .failed("\(count) in the themes:\n" + wrong.joined(separator: "\n"))
    }
    return .result(
      .object([("themes", .array(wanted.map { .object([("name", .string($0)), ("ok", .bool(true))]) }))]),
      lines: wanted.map { "\($0): nothing wrong" })
  }
}

extension Invocation {
  var themes: ThemeLibrary { ThemeLibrary(directory: paths.themesDirectory) }

  /// A file of the person's own is never used.
  fileprivate func sayTakenName() throws(ErrorReport) {
    guard let problem = themes.takenName else { return }
    try console.say("casedesk: " + Sanitiser.visible(problem.description))
  }

  /// The theme from the flag, the profile, or the general settings.
  var chosenTheme: String? {
    let profile = globals.profile ?? (globals.sandbox ? ProfileSettings.sandboxName : settings.general.defaultProfile)
    return globals.theme ?? profile.flatMap { settings.profiles[$0]?.theme } ?? settings.general.theme
  }

  /// A theme that somebody named on the command line.
  func theme(named name: String) throws(ErrorReport) -> String {
    let names = themes.names()
    guard names.contains(name) else {
      throw .usage("There is no such theme: choose one of \(names.joined(separator: ", ")).")
    }
    return name
  }
}

extension ThemeRole {
  fileprivate func line(_ style: Style) -> String {
    ([rawValue + ":", style.foreground.themeText, "on", style.background.themeText] + style.attributes.themeWords)
      .joined(separator: " ") + (style.contrast.map { " (\($0))" } ?? "")
  }

  fileprivate func json(_ style: Style) -> OutputJSON {
    .object([
      ("role", .string(rawValue)), ("colour", .string(style.foreground.themeText)),
      ("background", .string(style.background.themeText)),
      ("attributes", .array(style.attributes.themeWords.map(OutputJSON.string))),
      ("contrast", .optional(style.contrast)),
    ])
  }
}

extension Style {
  /// "12.4"; nil where a colour is the terminal's own.
  fileprivate var contrast: String? {
    Contrast.ratio(foreground, background).map { String(($0 * 10).rounded(.down) / 10) }
  }
}
