import ArgumentParser
import Care360
import Care360Sandbox
import Credentials
import Glibc
import PrivateIO

/// `casedesk sandbox …`
struct SandboxGroup: DeskCommand {
  static let words = "sandbox"
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Serve the Care360 API with synthetic patients.", subcommands: [SandboxServe.self]
  )

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say what: casedesk sandbox serve.")
  }
}

/// The sandbox by itself, on the loopback interface, until a signal ends it.
struct SandboxServe: DeskCommand {
  static let words = "sandbox serve"
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the sandbox on a loopback port until Ctrl-C.",
    discussion: """
      Every start makes a key and a token and prints them, unless --api-key-file and --token-file name your own.

      EXAMPLES:
        casedesk sandbox serve --credentials sandbox
        casedesk sandbox serve --port 0 --fault products:drop-after
      """)

  @Option(help: "The port; 0 takes a free one.")
  var port = 8360

  @Option(
    help: ArgumentHelp("The file that keeps the world; without it the world is gone at the end.", valueName: "file"),
    completion: .file())
  var database: String?

  @Option(help: "How many patients to make up.")
  var patients = 240

  @Option(help: "The seed of the world: the same number makes the same world.")
  var seed: UInt64 = 360

  @Option(help: ArgumentHelp("The delay of every answer, in milliseconds.", valueName: "ms"))
  var latency = 0

  @Option(
    help: ArgumentHelp(
      "The fault, ROUTE:KIND[xN], such as products:drop-after or latest:status=503x2; may be given several times.",
      valueName: "spec"))
  var fault: [String] = []

  @Option(
    help: ArgumentHelp("A folder to put the key and the token in, as files of mode 0600.", valueName: "dir"),
    completion: .directory)
  var credentials: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    guard (0...100_000).contains(patients) else { throw ValidationError("--patients is a number from 0 to 100000.") }
    guard (0...600_000).contains(latency) else { throw ValidationError("--latency is a number from 0 to 600000.") }
  }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    var faults: [SandboxFault] = []
    for spec in fault {
      do throws(SandboxFaultError) {
        faults.append(try SandboxFault.parse(spec))
      } catch {
        throw .usage(error.description)
      }
    }
    var configuration = SandboxConfiguration(
      database: database, patients: patients, seed: seed, latency: .milliseconds(latency), faults: faults,
      now: invocation.host.now)
    configuration.apiKey = try await given(.apiKey, invocation)
    configuration.token = try await given(.token, invocation)
    let server: SandboxServer
    let sandbox: Sandbox
    do throws(SandboxError) {
      sandbox = try Sandbox(configuration)
      server = try await SandboxServer.start(sandbox, port: port)
    } catch {
      throw .failed(error.description)
    }
    do throws(ErrorReport) {
      try announce(sandbox, server, invocation.console)
    } catch {
      await server.stop()
      throw error
    }
    await Self.untilCancelled()
    await server.stop()
    // The single JSON object was printed at the start.
    return .printed(.signal(invocation.host.receivedSignal() ?? SIGINT))
  }

  /// The secret in the file of the flag; nil without one.
  private func given(_ kind: CredentialKind, _ invocation: Invocation) async throws(ErrorReport) -> String? {
    let plan = CredentialPlan(
      apiKey: globals.apiKeyFile.map(SecretOrigin.file), token: globals.tokenFile.map(SecretOrigin.file))
    guard plan.origin(of: kind) != nil else { return nil }
    do throws(CredentialError) {
      return try await Credentials(plan, environment: invocation.host.environment).secret(kind, refused: false).reveal()
    } catch {
      switch error {
      case .notConfigured: return nil
      case .refused(_, let sentence): throw .failed(sentence)
      }
    }
  }

  private func announce(_ sandbox: Sandbox, _ server: SandboxServer, _ console: Console) throws(ErrorReport) {
    let files = try credentials.map { (folder) throws(ErrorReport) in
      try SandboxCredentialFiles(folder: folder).write(apiKey: sandbox.apiKey, token: sandbox.token)
    }
    if globals.json {
      var members: [(String, OutputJSON)] = [
        ("baseUrl", .string(server.baseURL)), ("apiKey", .string(sandbox.apiKey)), ("token", .string(sandbox.token)),
      ]
      if let files { members += [("apiKeyFile", .string(files.apiKey)), ("tokenFile", .string(files.token))] }
      try console.print(OutputJSON.success(.object(members)).text)
      return
    }
    try console.print("Base URL  \(server.baseURL)")
    try console.print("API key   \(sandbox.apiKey)")
    try console.print("Token     \(sandbox.token)")
    if let files {
      let options = "--base-url \(server.baseURL) --api-key-file \(files.apiKey.shellWord) "
      try console.print("Next      casedesk lookup --detail \(options)--token-file \(files.token.shellWord)")
    }
    try console.say("Synthetic patients only. Ctrl-C stops it.")
  }

  /// Waits without waking until the task is cancelled.
  private static func untilCancelled() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
  }
}
