import Care360
package import CaseStore
package import DeskConfig

/// The inputs from which the interactive screen starts. Making one waits only for the configuration file; `connect`
/// starts the sandbox and must come after the first frame.
package struct ScreenLaunch: Sendable {
  /// How the screen is to be drawn, from the flags; nil theme: settings decide.
  package struct Options: Hashable, Sendable {
    package var theme: String?
    package var isASCII: Bool
    package var isColourless: Bool
    package var isAccessible: Bool
    /// The destination of standard error while the screen is in use; nil discards it.
    package var logFile: String?
  }

  package let environment: Environment
  package let options: Options
  package let settings: Settings
  let policy: SitePolicy
  package let paths: Paths
  package let host: Host
  let problems: ConfigProblems
  let globals: Globals
  private let invocation: Invocation

  init(_ invocation: Invocation) throws(ErrorReport) {
    let globals = invocation.globals
    var environment = try Environment(invocation)
    environment.cancelEndsSentWrites = false
    self.environment = environment
    let profile = invocation.settings.profiles[environment.profile]
    if let theme = globals.theme { _ = try invocation.theme(named: theme) }
    options = Options(
      theme: globals.theme ?? profile?.theme ?? invocation.settings.general.theme, isASCII: globals.ascii,
      isColourless: globals.noColor, isAccessible: Self.isAccessible(globals, invocation.host), logFile: globals.logFile
    )
    settings = invocation.settings
    policy = invocation.policy
    paths = invocation.paths
    host = invocation.host
    self.globals = globals
    self.invocation = invocation
    problems = ConfigProblems(invocation)
  }

  var texts: TextLibrary { invocation.textLibrary }
  var escalationTitles: EscalationTitles { invocation.escalationTitles.titles }

  /// Nil where the operator is no lead of the team.
  var leadAfterHours: Int? {
    policy.teamLeads.contains(environment.operatorName) ? policy.teamLeadAfterHours : nil
  }

  /// The record whose end the store marks.
  package var markedJournal: FileWriteJournal { invocation.markedJournal }

  /// The copy of the record; nil in the embedded sandbox, whose record ends with it.
  var recordCopy: RecordCopy? { environment.kind == .sandbox ? nil : invocation.recordCopy }

  /// True when a flag or ACCESSIBLE asks for lines, or when the terminal cannot move its cursor.
  static func isAccessible(_ globals: Globals, _ host: Host) -> Bool {
    isAsked(globals, host) || host.environment["TERM"] == "dumb"
  }

  /// True when the line-by-line mode was requested, even without a terminal.
  static func isAsked(_ globals: Globals, _ host: Host) -> Bool {
    globals.accessible || !(host.environment["ACCESSIBLE"] ?? "").isEmpty
  }

  /// The client, the credentials and the sandbox's suggestions. Whoever calls this closes the connection at the end.
  package func connect() async throws(ErrorReport) -> Connection {
    try await Connection.open(environment, journal: invocation.fileJournal, host: host)
  }
}
