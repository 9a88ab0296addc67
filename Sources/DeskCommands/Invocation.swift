import Care360
import CaseStore
import Desk
import DeskApp
import DeskConfig
import Terminal

/// One run of a subcommand: its global options, the settings they apply to, and the host. Nothing secret is read yet.
struct Invocation: Sendable {
  let globals: Globals
  let host: Host
  let paths: Paths
  let policy: SitePolicy
  let settings: Settings
  /// The problems of policy, configuration and overrides.
  let problems: [ConfigProblem]
  /// Nil where the record stays here.
  let recordCopy: RecordCopy?

  var console: Console { host.console }

  var zone: Zone { .system(named: settings.general.shownTimeZone) }

  /// The titles of escalations, and what is wrong with the site's file.
  var escalationTitles: (titles: EscalationTitles, problems: [ConfigProblem]) {
    EscalationTitleFile.read(site: SitePolicy.escalationsFile(besidePolicy: host.policyFile))
  }

  /// For lists on a terminal.
  var listedTimes: ListedTime { ListedTime(zone: zone, at: host.now()) }

  /// The configuration's name for a product; nil when it has none.
  func siteName(of id: ProductID) -> String? {
    settings.products.filter { $0.value.id == id }.keys.min()
  }

  init(_ globals: GlobalOptions, _ host: Host, takesProblems: Bool = false) throws(ErrorReport) {
    try self.init(globals.values, host, takesProblems: takesProblems)
  }

  /// Reads policy and configuration. Problems are reported on standard error, and stop the command when guessing could
  /// send something to the wrong place.
  ///
  /// - Parameter takesProblems: the command tells the problems itself, and is not stopped by them.
  init(_ globals: Globals, _ host: Host, takesProblems: Bool = false) throws(ErrorReport) {
    self.globals = globals
    self.host = host
    let (policy, ofPolicy) = SitePolicy.load(from: host.policyFile)
    self.policy = policy
    paths = Paths(environment: host.environment, home: host.home).under(policy, login: host.loginName)
    let (settings, ofSettings) = Settings.load(file: globals.config, paths: paths, environment: host.environment)
    self.settings = settings
    problems = ofPolicy + ofSettings + settings.problems(under: policy)
    recordCopy = RecordCopy(policy, paths, host)
    guard !takesProblems else { return }
    let fatal = problems.filter(\.isSecurity)
    guard fatal.isEmpty else {
      throw .failed("The configuration cannot be used:\n" + fatal.map(\.description).joined(separator: "\n"))
    }
    for problem in problems { try host.console.say("casedesk: " + Sanitiser.visible(problem.description)) }
  }

  /// The same with other settings and this profile: what setup is about to write.
  func with(_ settings: Settings, profile: String) -> Invocation {
    var globals = self.globals
    globals.profile = profile
    globals.sandbox = false
    globals.baseURL = nil
    globals.apiKeyFile = nil
    globals.tokenFile = nil
    return Invocation(globals, host, paths, policy, settings, recordCopy)
  }

  private init(
    _ globals: Globals, _ host: Host, _ paths: Paths, _ policy: SitePolicy, _ settings: Settings,
    _ recordCopy: RecordCopy?
  ) {
    self.globals = globals
    self.host = host
    self.paths = paths
    self.policy = policy
    self.settings = settings
    problems = []
    self.recordCopy = recordCopy
  }

  /// The file that is read, whether or not it is there.
  var configFile: String { globals.config ?? paths.configFile }

  /// Nil where the site policy takes the Unix login name.
  var configuredOperator: String? { policy.operatorIsLogin ? nil : settings.general.operatorName }

  /// The configured operator, else the Unix login name.
  var operatorName: String { configuredOperator ?? host.loginName }

  /// The record of writes on disk.
  var fileJournal: FileWriteJournal { journal(patience: .seconds(5)) }

  /// The same record, for the store's mark of its end. It waits for no lock, because the next record marks it too.
  var markedJournal: FileWriteJournal { journal(patience: .zero) }

  private func journal(patience: Duration) -> FileWriteJournal {
    FileWriteJournal(
      directory: paths.dataDirectory, marks: paths.stateDirectory, version: Root.version,
      purpose: globals.purpose, shipping: recordCopy?.rule, now: host.now, patience: patience)
  }

  func connect() async throws(ErrorReport) -> Connection {
    try await Connection.open(try Environment(self), journal: fileJournal, host: host)
  }

  /// Connects, works, and closes the connection again however the work ended.
  func connected<Value: Sendable>(
    _ work: (Connection) async throws(ErrorReport) -> Value
  ) async throws(ErrorReport) -> Value {
    let connection = try await connect()
    do throws(ErrorReport) {
      let value = try await work(connection)
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }
}
