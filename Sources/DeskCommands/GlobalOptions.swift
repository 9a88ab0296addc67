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

  @Option(
    help: ArgumentHelp(
      "Why a patient is looked at, in a word of the site policy, for the record.", valueName: "word"),
    completion: .custom(purposeWords))
  var purpose: String?

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
    if let problem = values.problem { throw ValidationError(problem) }
  }
}

extension GlobalOptions {
  var values: Globals {
    Globals(
      profile: profile, sandbox: sandbox, config: config, baseURL: baseURL, apiKeyFile: apiKeyFile,
      tokenFile: tokenFile, purpose: purpose,
      readOnly: readOnly, json: json, theme: theme, ascii: ascii, noColor: noColor, accessible: accessible,
      logFile: logFile, logLevel: logLevel)
  }

  /// Each option is set from outside of an initializer, where it would stay a definition without a value.
  static func holding(_ values: Globals) -> GlobalOptions {
    var options = GlobalOptions()
    options.profile = values.profile
    options.sandbox = values.sandbox
    options.config = values.config
    options.baseURL = values.baseURL
    options.apiKeyFile = values.apiKeyFile
    options.tokenFile = values.tokenFile
    options.purpose = values.purpose
    options.readOnly = values.readOnly
    options.json = values.json
    options.theme = values.theme
    options.ascii = values.ascii
    options.noColor = values.noColor
    options.accessible = values.accessible
    options.logFile = values.logFile
    options.logLevel = values.logLevel
    return options
  }
}

extension LogLevel: ExpressibleByArgument {}
