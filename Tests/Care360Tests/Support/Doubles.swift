import Foundation
import Synchronization

@testable import Care360

/// A transport that keeps what it is asked to send and answers from a list; the last answer is given again.
final class RecordingTransport: Transport {
  enum Reply: Sendable {
    case answer(APIResponse)
    case failure(TransportFailure)

    static func json(_ status: Int, _ body: String, retryAfter: Int? = nil) -> Reply {
      .answer(APIResponse(status: status, body: Data(body.utf8), retryAfter: retryAfter))
    }
  }

  struct State {
    var replies: [Reply]
    var sent: [APIRequest] = []
  }

  private let state: Mutex<State>

  init(_ replies: Reply...) { state = Mutex(State(replies: replies)) }

  var sent: [APIRequest] { state.withLock { $0.sent } }

  func connect(to base: BaseURL) {}

  func read(_ request: APIRequest) async throws(TransportFailure) -> APIResponse { try next(request) }

  func write(_ request: APIRequest, permit: consuming WritePermit) async throws(TransportFailure) -> APIResponse {
    try next(request)
  }

  private func next(_ request: APIRequest) throws(TransportFailure) -> APIResponse {
    let reply = state.withLock { state -> Reply? in
      state.sent.append(request)
      return state.replies.count > 1 ? state.replies.removeFirst() : state.replies.first
    }
    switch reply {
    case .answer(let response): return response
    case .failure(let failure): throw failure
    case nil: throw TransportFailure(.cannotConnect, mayHaveBeenSent: false)
    }
  }
}

/// Credentials that note how often a refused secret was asked for again, and then give another one.
final class RecordingCredentials: CredentialSource {
  private let state = Mutex<[(CredentialKind, refused: Bool)]>([])
  private let missing: Set<CredentialKind>
  /// Reading again gives nothing usable.
  private let failsAgain: Bool

  init(missing: Set<CredentialKind> = [], failsAgain: Bool = false) {
    self.missing = missing
    self.failsAgain = failsAgain
  }

  var asked: [(CredentialKind, refused: Bool)] { state.withLock { $0 } }

  func secret(_ kind: CredentialKind, refused: Bool) async throws(CredentialError) -> Secret {
    state.withLock { $0.append((kind, refused)) }
    if missing.contains(kind) { throw .notConfigured(kind) }
    if refused, failsAgain { throw .refused(kind, "The key file is gone.") }
    let text = kind == .token ? "YOUR_ACCESS_TOKEN" : refused ? "ROTATED_KEY" : "YOUR_SECRET_KEY"
    do { return try Secret(validating: text.utf8) } catch { throw .refused(kind, error.sentence) }
  }
}

/// A journal in memory that can be told to fail.
final class MemoryJournal: WriteJournal {
  enum Event: Equatable, Sendable {
    case opened(String)
    case closed(String, WriteOutcome)
    case blocked(WriteBlock)
  }

  struct Failing: OptionSet {
    let rawValue: Int
    static let open = Failing(rawValue: 1)
    static let close = Failing(rawValue: 2)
  }

  private let state = Mutex<(events: [Event], intents: [WriteIntent])>(([], []))
  private let failing: Failing

  init(failing: Failing = [], unsettled: [WriteIntent] = []) {
    self.failing = failing
    state.withLock { $0.intents = unsettled }
  }

  func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) async throws(JournalProblem) {
    state.withLock { $0.events.append(.blocked(reason)) }
  }

  var events: [Event] { state.withLock { $0.events } }
  var intents: [WriteIntent] { state.withLock { $0.intents } }

  func open(_ intent: WriteIntent, repeating consent: RepeatConsent) async throws(JournalProblem) -> [WriteIntent] {
    if failing.contains(.open) { throw JournalProblem("The disk is full.") }
    return state.withLock { state in
      let obstacles = consent.obstacles(to: intent, among: state.intents)
      guard obstacles.isEmpty else { return obstacles }
      state.events.append(.opened(intent.id))
      state.intents.append(intent)
      return []
    }
  }

  func close(_ id: String, outcome: WriteOutcome) async throws(JournalProblem) {
    if failing.contains(.close) { throw JournalProblem("The disk is full.") }
    state.withLock { state in
      state.events.append(.closed(id, outcome))
      if outcome != .unknown { state.intents.removeAll { $0.id == id } }
    }
  }

  func unsettled() async throws(JournalProblem) -> [WriteIntent] {
    intents
  }
}

/// A client over doubles, with ids 1, 2, 3 … and a time that stands.
struct Rig {
  let transport: RecordingTransport
  let credentials: RecordingCredentials
  let journal: MemoryJournal
  let client: Care360Client

  static let base = "https://api.example.com"
  static let time = Date(timeIntervalSince1970: 1_800_000_000)

  init(
    _ transport: RecordingTransport, credentials: RecordingCredentials = RecordingCredentials(),
    journal: MemoryJournal = MemoryJournal(), isReadOnly: Bool = false
  ) throws {
    self.transport = transport
    self.credentials = credentials
    self.journal = journal
    let counter = Mutex(0)
    client = Care360Client(
      baseURL: try BaseURL(Self.base), transport: transport, credentials: credentials, journal: journal,
      context: .init(operatorName: "tester", profile: "staging", isReadOnly: isReadOnly), now: { Self.time },
      makeID: {
        counter.withLock {
          $0 += 1; return String($0)
        }
      })
  }

  /// A client that gets this one answer to everything.
  init(status: Int, body: String, retryAfter: Int? = nil) throws {
    try self.init(RecordingTransport(.json(status, body, retryAfter: retryAfter)))
  }
}

/// The error of `work`; nil when it succeeded.
func failure<Value>(of work: () async throws(Care360Error) -> Value) async -> Care360Error? {
  do throws(Care360Error) {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}

enum Sample {
  static let caseText = "550e8400-e29b-41d4-a716-446655440000"
  static let productText = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
  static let otherProductText = "621527f5-3877-48b3-b27f-df395a5308bb"
  static var caseID: CaseID { get throws { try CaseID(caseText) } }
  static var product: ProductID { get throws { try ProductID(productText) } }
  static var email: EmailAddress { get throws { try EmailAddress("avery@example.com") } }

  static func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }
}
