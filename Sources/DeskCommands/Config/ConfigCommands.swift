import ArgumentParser
import Care360
import DeskConfig

/// `casedesk config …`
struct ConfigGroup: DeskCommand {
  static let words = "config"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show where the settings are, what they are, and what is wrong with them.",
    subcommands: [ConfigPath.self, ConfigShow.self, ConfigCheck.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say what: casedesk config path, casedesk config show or casedesk config check.")
  }
}

/// The folders and files of this program.
struct ConfigPath: DeskCommand {
  static let words = "config path"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print where configuration, themes, templates, data and logs are.",
    discussion: """
      EXAMPLES:
        casedesk config path
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let paths = invocation.paths
    let all: [(String, String)] = [
      ("config", invocation.configFile), ("themes", paths.themesDirectory), ("templates", paths.templatesDirectory),
      ("data", paths.dataDirectory), ("state", paths.stateDirectory), ("policy", invocation.host.policyFile),
    ]
    return .result(
      .object([("paths", .object(all.map { ($0.0, .string($0.1)) }))]),
      lines: all.map { name, path in
        name + String(repeating: " ", count: 11 - name.count) + path
          + (FolderCheck.exists(path) ? "" : "  (not there)")
      })
  }
}

/// Shows every setting with its value and the source of that value.
struct ConfigShow: DeskCommand {
  static let words = "config show"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print every setting, its value and the layer it comes from.",
    discussion: """
      Layers, from weakest to strongest: default, config.toml, variables (CASEDESK_SECTION__KEY), flags, site policy. \
      Secrets are not among the settings, and the arguments of commands are left out.

      EXAMPLES:
        casedesk config show
        casedesk config show --default > config.toml
      """)

  @Flag(name: .customLong("default"), help: "Print a documented sample of config.toml and of the site policy instead.")
  var sample = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard !sample else { return Self.samples }
    let problems = ConfigProblems(invocation).all
    for problem in problems { try invocation.console.say("casedesk: " + problem.description) }
    let rows = EffectiveSettings.rows(invocation)
    let result = OutputJSON.object([
      ("settings", rows.json), ("problems", .array(problems.map(\.json))),
    ])
    guard !problems.contains(where: \.isSecurity) else {
      return .faulty(
        result, lines: rows.lines,
        .failed("The configuration cannot be used, and these settings are not in force: fix the problems listed."))
    }
    return .result(result, lines: rows.lines)
  }

  private static var samples: CommandOutcome {
    let lines = [SampleConfiguration.config, SampleConfiguration.policy]
      .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    return .result(
      .object([("config", .string(SampleConfiguration.config)), ("policy", .string(SampleConfiguration.policy))]),
      lines: lines.dropLast())
  }
}

/// Reports all problems at once.
struct ConfigCheck: DeskCommand {
  static let words = "config check"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "List everything that is wrong with the policy and the configuration, with line and column.",
    discussion: """
      The exit code is 1 when something is wrong.

      EXAMPLES:
        casedesk config check
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let problems = ConfigProblems(invocation).all
    let entries = problems.map(\.json)
    guard !problems.isEmpty else {
      let lines = ["\(invocation.configFile): nothing is wrong"]
      return .result(.object([("problems", .array(entries))]), lines: lines)
    }
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    return .faulty(
      .object([("problems", .array(entries))]), lines: problems.map(\.description),
      .failed("\(count) in the configuration: fix what is listed."))
  }
}

extension ConfigProblem {
  var json: OutputJSON {
    .object([
      ("file", .string(file)), ("line", line.map { .integer(Int64($0)) } ?? .value(.null)),
      ("column", column.map { .integer(Int64($0)) } ?? .value(.null)), ("section", .string(section)),
      ("key", .string(key)), ("message", .string(sentence)), ("stopsTheStart", .bool(isSecurity)),
    ])
  }
}
