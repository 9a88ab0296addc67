import Care360
import CaseStore
import DeskConfig
import Terminal

/// One run of a subcommand: its global options, the settings they apply to, and the host. Nothing secret is read yet.
struct Invocation: Sendable {
  let globals: GlobalOptions
  let host: Host
  let paths: Paths
  let settings: Settings

  var console: Console { host.console }

  /// Reads the configuration; what is wrong in it is said on standard error, and stops the command where guessing could
  /// send something to the wrong place.
  init(_ globals: GlobalOptions, _ host: Host) throws(ErrorReport) {
    self.globals = globals
    self.host = host
    paths = Paths(environment: host.environment, home: host.home)
    let (settings, problems) = Settings.load(file: globals.config, paths: paths, environment: host.environment)
    self.settings = settings
    let fatal = problems.filter(\.isSecurity)
    guard fatal.isEmpty else {
      throw .failed("The configuration cannot be used:\n" + fatal.map(\.description).joined(separator: "\n"))
    }
    for problem in problems { try host.console.say("casedesk: " + Sanitiser.visible(problem.description)) }
  }

  /// The record of writes on disk.
  var fileJournal: FileWriteJournal { FileWriteJournal(directory: paths.dataDirectory, now: host.now) }

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
