import ArgumentParser

/// The options of every command, before or after the name of the subcommand. No option takes a secret itself, because
/// every user of the machine can see the words of a command line.
struct GlobalOptions: ParsableArguments, Sendable {
  @Option(help: "The profile to use: one from config.toml, or sandbox.", completion: .custom(profileNames))
  var profile: String?

  @Flag(help: "Work with synthetic patients, as --profile sandbox does.")
  var sandbox = false

  @Option(
    help: ArgumentHelp("A configuration file to use instead of the usual one.", valueName: "file"),
    completion: .file())
  var config: String?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Where the service is: https, or http on a loopback host.", valueName: "url"))
  var baseURL: String?

  @Option(
    name: .customLong("api-key-file"),
    help: ArgumentHelp("A file of mode 0600 that holds the API key.", valueName: "file"), completion: .file())
  var apiKeyFile: String?

  @Option(
    help: ArgumentHelp("A file of mode 0600 that holds the access token.", valueName: "file"), completion: .file())
  var tokenFile: String?

  @Flag(help: "Refuse every write.")
  var readOnly = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The theme of the screen; auto is dark or light, like the terminal's background.", valueName: "name"),
    completion: .custom(themeNames))
  var theme: String?

  @Flag(help: "Draw the screen with ASCII only.")
  var ascii = false

  @Flag(help: "Draw the screen without colour.")
  var noColor = false

  @Flag(help: "Work line by line instead of with a screen.")
  var accessible = false

  @Option(
    help: ArgumentHelp(
      "A file to append a log to; it holds no personal data. `casedesk config path` names the folder meant for it (state).",
      valueName: "file"), completion: .file())
  var logFile: String?

  @Option(help: ArgumentHelp("How much is logged: error, info or debug.", valueName: "level"))
  var logLevel: LogLevel = .info

  func validate() throws {
    if sandbox, let profile, profile != "sandbox" {
      throw ValidationError("--sandbox means --profile sandbox: leave out one of the two.")
    }
  }
}

extension LogLevel: ExpressibleByArgument {}

extension GlobalOptions {
  /// The options of a command line that has no other words, which opens the screen. They are read without the parser, which
  /// takes a third of the work to the first frame. Nil for all that is not plainly right, which the parser words.
  static func plain(_ words: [String]) -> GlobalOptions? {
    var options = unset
    var seen: Set<String> = []
    var rest = words[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard seen.insert(parts[0]).inserted else { return nil }
      if parts.count == 1, options.isFlag(parts[0]) { continue }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty, !value.hasPrefix("-"),
        options.take(value, of: parts[0])
      else { return nil }
    }
    do { try options.validate() } catch { return nil }
    return options
  }

  /// Each option is set from outside of an initializer, where it would stay a definition without a value.
  private static var unset: GlobalOptions {
    var options = GlobalOptions()
    options.profile = nil
    options.sandbox = false
    options.config = nil
    options.baseURL = nil
    options.apiKeyFile = nil
    options.tokenFile = nil
    options.readOnly = false
    options.json = false
    options.theme = nil
    options.ascii = false
    options.noColor = false
    options.accessible = false
    options.logFile = nil
    options.logLevel = .info
    return options
  }

  private mutating func isFlag(_ name: String) -> Bool {
    switch name {
    case "--sandbox": sandbox = true
    case "--read-only": readOnly = true
    case "--json": json = true
    case "--ascii": ascii = true
    case "--no-color": noColor = true
    case "--accessible": accessible = true
    default: return false
    }
    return true
  }

  private mutating func take(_ value: String, of name: String) -> Bool {
    switch name {
    case "--profile": profile = value
    case "--config": config = value
    case "--base-url": baseURL = value
    case "--api-key-file": apiKeyFile = value
    case "--token-file": tokenFile = value
    case "--theme": theme = value
    case "--log-file": logFile = value
    case "--log-level":
      guard let level = LogLevel(rawValue: value) else { return false }
      logLevel = level
    default: return false
    }
    return true
  }
}
