import Care360
import Care360Sandbox
import CaseStore
import CDeskSystem
import Credentials
import Desk
import DeskApp
import DeskConfig
import PrivateIO
import RecordShipping
import Terminal

/// The way in which the screen ended.
enum ScreenEnd {
  case ended(ExitCode)
  /// This profile is to be opened in its place.
  case switched(String)
}

/// Opens the interactive screen, or the same desk line by line. The first frame is drawn before the sandbox is started or
/// anything is asked for.
nonisolated(nonsending) func openScreen(_ launch: ScreenLaunch) async -> ScreenEnd {
  let connections = OpenConnections()
  let plan = FrontEndPlan(launch)
  // Problems of the file itself are reported already.
  for problem in launch.problems.ofNames.map(\.description) + plan.themeProblems {
    say(problem, launch)
  }
  let savedError: Int32
  do throws(ErrorReport) {
    let log = try launch.options.logFile.map { path throws(ErrorReport) in try LogFile.open(path) }
    savedError = cds_redirect_stderr(log?.number ?? -1)
    log?.close()
  } catch {
    return .ended(refuse(error.message, error.exitCode, launch))
  }
  let problem: BackendProblem
  do throws(BackendProblem) {
    let connect: @Sendable () async throws(BackendProblem) -> Backend = { () async throws(BackendProblem) -> Backend in
      try await connections.open(launch)
    }
    let ending =
      launch.options.isAccessible
      ? try await FrontEnd.runLines(plan, backend: connect) : try await FrontEnd.runScreen(plan, backend: connect)
    await connections.close()
    giveBack(savedError)
    return switch ending {
    case .quit: .ended(.done)
    case .switched(let profile): .switched(profile)
    case .left(let sentence): .ended(refuse(sentence, .failed, launch))
    case .signal(let number): .ended(.signal(number))
    }
  } catch {
    problem = error
  }
  await connections.close()
  giveBack(savedError)
  return .ended(refuse(problem.sentence, .usage, launch))
}

private func refuse(_ sentence: String, _ code: ExitCode, _ launch: ScreenLaunch) -> ExitCode {
  say(sentence, launch)
  return code
}

private func say(_ sentence: String, _ launch: ScreenLaunch) {
  do {
    try launch.host.console.say("casedesk: " + Sanitiser.visible(sentence))
  } catch {
    // The message has no reader any more; the exit code still tells the result.
  }
}

private func giveBack(_ savedError: Int32) {
  if savedError >= 0 { cds_restore_stderr(savedError) }
}

/// The connection of the screen, so that it can be closed when the screen has ended.
private actor OpenConnections {
  private var connection: Connection?

  func open(_ launch: ScreenLaunch) async throws(BackendProblem) -> Backend {
    if launch.environment.isOperatorMissing {
      throw BackendProblem("This profile needs a named operator: set operator under [general] in config.toml.")
    }
    let connection: Connection
    do {
      connection = try await launch.connect()
    } catch {
      throw BackendProblem(error.message)
    }
    self.connection = connection
    return Backend(
      client: connection.client, suggestions: connection.suggestions.map { $0.forScreen },
      products: launch.environment.kind == .sandbox ? sandboxProducts : [],
      settle: connection.settle,
      record: {
        [environment = connection.environment, names = launch.recordCopy?.names] event, id, searched
          throws(JournalProblem) in
        try await connection.record(
          ActivityNote(
            event, id, operatorName: environment.operatorName, profile: environment.profile,
            searched: await names?.name(of: searched)))
      },
      usePurpose: connection.usePurpose, activity: connection.records,
      replaceToken: { await connection.credentials.replaceToken($0) },
      standing: { kind, readsAgain in
        Backend.SecretStanding(await connection.credentials.standing(kind, readsAgain: readsAgain))
      },
      forgetCredentials: { await connection.credentials.forget() }, unsent: unsent(launch))
  }

  /// Sends also what an earlier session left.
  private func unsent(_ launch: ScreenLaunch) -> AsyncStream<UnsentRecords?>? {
    guard let shipper = launch.recordCopy?.shipper else { return nil }
    shipper.wake()
    let (unsent, tell) = AsyncStream.makeStream(of: UnsentRecords?.self, bufferingPolicy: .bufferingNewest(1))
    Task {
      for await backlog in shipper.backlogs {
        tell.yield(backlog.map { UnsentRecords(count: $0.count, since: $0.since) })
      }
    }
    return unsent
  }

  func close() async {
    await connection?.close()
    connection = nil
  }
}

extension Backend.SecretStanding {
  fileprivate init(_ standing: CredentialStanding) {
    self.init(source: standing.source)
    switch standing.state {
    case .notConfigured:
      let kind = standing.kind
      problem = Care360Error.notAuthorized(kind, .notConfigured, httpStatus: nil).sentence
    case .unreadable(let sentence): problem = sentence
    case .read(let fingerprint, let expires, let isNew):
      self.fingerprint = fingerprint
      self.expires = expires
      self.isNew = isNew
    }
  }
}

/// The sandbox's products, so that nobody has to know an id to try it.
private var sandboxProducts: [DeskSettings.KnownProduct] {
  SandboxCatalogue.products.compactMap { item in
    do { return DeskSettings.KnownProduct(id: try ProductID(item.id), name: item.name) } catch { return nil }
  }
}

extension SandboxSuggestion {
  fileprivate var forScreen: DeskSettings.Suggestion {
    DeskSettings.Suggestion(identifier: email, name: name, note: note)
  }
}
