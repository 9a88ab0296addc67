package import Care360
import Care360HTTP
package import Care360Sandbox
package import CaseStore
package import Credentials
import DeskConfig
package import FoundationEssentials

/// A client with its supporting parts. `close` must be called when it is no longer used.
package struct Connection: Sendable {
  package let environment: Environment
  package let client: Care360Client
  package let credentials: Credentials
  /// Customers of the embedded sandbox to try; empty elsewhere.
  package let suggestions: [SandboxSuggestion]
  /// Notes in the record of writes that one was settled, by a fresh read or a person.
  package let settle: @Sendable (String, Settlement) async throws(JournalProblem) -> Void
  /// Notes in the record an action that is not a write.
  package let record: @Sendable (ActivityNote) async throws(JournalProblem) -> Void
  /// From now on, lines of the record about a patient name this purpose.
  package let usePurpose: @Sendable (String) -> Void
  /// The record, of one case or whole, oldest first.
  package let records: @Sendable (CaseID?) async throws(JournalProblem) -> [ActivityRecord]
  let transport: LiveTransport

  /// Starts the embedded sandbox where the environment asks for it. Nothing is sent and no secret is read.
  static func open(
    _ environment: Environment, journal: FileWriteJournal, host: Host
  ) async throws(ErrorReport) -> Connection {
    guard let base = environment.baseURL else { return try await openSandbox(environment, host) }
    let credentials = Credentials(environment.credentials, environment: host.environment) { kind, fingerprint in
      switch kind {
      case .apiKey: journal.use(keyFingerprint: fingerprint)
      case .token: journal.use(tokenFingerprint: fingerprint)
      }
    }
    return Connection(
      environment, base, credentials, journal, host,
      settle: { id, settlement throws(JournalProblem) in try await journal.settle(id, as: settlement) },
      record: { note throws(JournalProblem) in try await journal.record(note) },
      usePurpose: { journal.use(purpose: $0) },
      records: { id throws(JournalProblem) in try await journal.records(of: id) })
  }

  private static func openSandbox(_ environment: Environment, _ host: Host) async throws(ErrorReport) -> Connection {
    do throws(SandboxError) {
      let sandbox = try Sandbox(SandboxConfiguration(now: host.now))
      let server = try await SandboxServer.start(sandbox)
      let plan = CredentialPlan(apiKey: fixed(sandbox.apiKey), token: fixed(sandbox.token))
      guard let base = base(server.baseURL) else {
        await server.stop()
        throw SandboxError.portUnusable(host: "127.0.0.1", port: server.port)
      }
      // The sandbox's world is gone with the process, and so is the record of writes to it.
      let journal = MemoryWriteJournal(now: host.now)
      return Connection(
        environment, base, Credentials(plan, environment: host.environment), journal, host,
        suggestions: sandbox.suggestions(limit: 6),
        settle: { id, settlement throws(JournalProblem) in try await journal.settle(id, as: settlement) },
        record: { note throws(JournalProblem) in await journal.record(note) },
        // No record outlives the sandbox, and no policy asks there.
        usePurpose: { _ in },
        records: { id throws(JournalProblem) in await journal.records(of: id) })
    } catch {
      throw .failed(error.description)
    }
  }

  private init(
    _ environment: Environment, _ base: BaseURL, _ credentials: Credentials, _ journal: any WriteJournal, _ host: Host,
    suggestions: [SandboxSuggestion] = [],
    settle: @escaping @Sendable (String, Settlement) async throws(JournalProblem) -> Void,
    record: @escaping @Sendable (ActivityNote) async throws(JournalProblem) -> Void,
    usePurpose: @escaping @Sendable (String) -> Void,
    records: @escaping @Sendable (CaseID?) async throws(JournalProblem) -> [ActivityRecord]
  ) {
    self.settle = settle
    self.record = record
    self.usePurpose = usePurpose
    self.records = records
    self.environment = environment
    self.credentials = credentials
    self.suggestions = suggestions
    var configuration = TransportConfiguration()
    configuration.cancelEndsSentWrites = environment.cancelEndsSentWrites
    configuration.isReadOnly = environment.isReadOnly
    configuration.authorities = environment.authorities
    configuration.proxy = environment.proxy.map { ($0.host, $0.port) }
    if let timeout = environment.timeout { configuration.readDeadline = .seconds(timeout) }
    transport = LiveTransport(configuration: configuration)
    client = Care360Client(
      baseURL: base, transport: transport, credentials: credentials, journal: journal,
      context: Care360Client.Context(
        operatorName: environment.operatorName, profile: environment.profile, isReadOnly: environment.isReadOnly),
      now: host.now, makeID: host.makeID)
  }

  /// The clock of the service, from the answer to a harmless read; nil where no answer with a date came.
  package func serverDate() async -> Date? {
    do {
      let key = try await credentials.secret(.apiKey, refused: false)
      return try await transport.read(Route.bundles.request(base: client.baseURL, secret: key)).date
    } catch {
      return nil
    }
  }

  /// An embedded sandbox ends with the process: its server traps when it is stopped while it takes a connection.
  package func close() async {
    await transport.shutdown()
  }

  private static func fixed(_ text: String) -> SecretOrigin? {
    do { return .fixed(try Secret(validating: text.utf8)) } catch { return nil }
  }

  private static func base(_ text: String) -> BaseURL? {
    do { return try BaseURL(text) } catch { return nil }
  }
}
