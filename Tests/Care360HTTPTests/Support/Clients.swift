import Care360
import Care360HTTP
import FoundationEssentials
import Synchronization

struct FixedCredentials: CredentialSource {
  static let key = "key-canary-0123456789"
  static let token = "token-canary-0123456789"

  func secret(_ kind: CredentialKind, refused: Bool) async throws(CredentialError) -> Secret {
    do {
      return try Secret(validating: (kind == .apiKey ? Self.key : Self.token).utf8)
    } catch {
      throw .notConfigured(kind)
    }
  }
}

/// A journal in memory that keeps the outcomes.
final class MemoryJournal: WriteJournal {
  private let state = Mutex<[(intent: WriteIntent, outcome: WriteOutcome?)]>([])

  var outcomes: [WriteOutcome?] { state.withLock { $0.map(\.outcome) } }

  func open(_ intent: WriteIntent, repeating consent: RepeatConsent) async throws(JournalProblem) -> [WriteIntent] {
    state.withLock { $0.append((intent, nil)) }
    return []
  }

  func close(_ id: String, outcome: WriteOutcome) async throws(JournalProblem) {
    state.withLock { entries in
      for index in entries.indices where entries[index].intent.id == id { entries[index].outcome = outcome }
    }
  }

  func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) async throws(JournalProblem) {}

  func unsettled() async throws(JournalProblem) -> [WriteIntent] {
    state.withLock { $0.filter { $0.outcome == nil || $0.outcome == .unknown }.map(\.intent) }
  }
}

/// A clock that moves only by the pauses that are asked for, and keeps them.
final class PauseRecorder: Sendable {
  private let state = Mutex<[Duration]>([])

  var pauses: [Duration] { state.withLock { $0 } }

  func time(random: @escaping @Sendable () -> Double = { 0.5 }, date: Date = Date(timeIntervalSince1970: 0))
    -> TransportTime
  {
    TransportTime(
      elapsed: { self.pauses.reduce(.zero, +) }, pause: { pause in self.state.withLock { $0.append(pause) } },
      date: { date }, random: random)
  }
}

/// The whole client over a live transport that is shut down afterwards.
struct Rig {
  let transport: LiveTransport
  let client: Care360Client
  let journal = MemoryJournal()

  private init(_ transport: LiveTransport, _ base: String) throws {
    self.transport = transport
    let counter = Mutex(0)
    client = Care360Client(
      baseURL: try BaseURL(base), transport: transport, credentials: FixedCredentials(), journal: journal,
      context: .init(operatorName: "tester", profile: "test", isReadOnly: false),
      now: { Date(timeIntervalSince1970: 0) },
      makeID: {
        counter.withLock {
          $0 += 1; return String($0)
        }
      })
  }

  static func run<Value>(
    _ base: String, _ configuration: TransportConfiguration = .patient, _ work: (Rig) async throws -> Value
  ) async throws -> Value {
    let transport = LiveTransport(configuration: configuration)
    let result: Result<Value, any Error>
    do { result = .success(try await work(Rig(transport, base))) } catch { result = .failure(error) }
    await transport.shutdown()
    return try result.get()
  }

  static func run<Value>(
    _ server: FaultServer, _ configuration: TransportConfiguration = .patient, _ work: (Rig) async throws -> Value
  ) async throws -> Value {
    try await run("http://127.0.0.1:\(server.port)", configuration, work)
  }

  func read() async -> Result<CaseID, Care360Error> {
    do {
      return .success(try await client.latestCaseID(for: .email(EmailAddress("avery@example.com"))))
    } catch let error as Care360Error {
      return .failure(error)
    } catch {
      return .failure(.failed(.encoding))
    }
  }

  func write(_ kind: Write = .refill) async -> Result<WriteReceipt, Care360Error> {
    do {
      return .success(try await client.send(kind.write).value)
    } catch let error as Care360Error {
      return .failure(error)
    } catch {
      return .failure(.failed(.encoding))
    }
  }
}

/// The writes that meet every fault. The answer to one has a value in it, those to the others need say no more than yes.
enum Write: String, CaseIterable, Sendable {
  case refill
  case status
  case message
  case note
  case closeProduct
  case escalate
  case updateEscalation
  case changeEmail
  case updateProfile
  case newCase
  case cancelAppointment

  var write: CaseWrite {
    get throws {
      let id = try CaseID(Answers.caseID)
      return switch self {
      case .refill: .refill(RefillLinkRequest(id, product: nil))
      case .status: .status(CaseStatusChange(id, .close(try CloseReason("Moved away"))))
      case .message: .communication(Communication(id, .message, try MessageText("It left today."), by: try author))
      case .closeProduct:
        .closeProduct(
          ProductClosing(id, try ProductID(Answers.caseID), because: try CloseReason("Treatment ended")))
      case .escalate:
        .escalation(
          EscalationChange(
            id, .add(.support, try EscalationTitle("Price question")),
            EscalationDetails(note: try MessageText("Asked twice."))))
      case .updateEscalation:
        .escalation(
          EscalationChange(
            id, .update(try EscalationID(Answers.caseID)), EscalationDetails(note: try MessageText("Called back."))))
      case .changeEmail:
        .changeEmail(EmailChange(id, from: try patient, to: try EmailAddress("avery.new@example.com")))
      case .updateProfile:
        .updateProfile(
          ProfileUpdate(
            id, of: try patient,
            try ProfileChanges([.city: "Austin"], country: .unitedStates, residence: nil)))
      case .newCase:
        .newCase(
          NewCase(
            try NewCasePayload(
              NewUser(
                firstName: "Avery", lastName: "Lindqvist", email: try patient, phone: try PhoneNumber("+12025550142"),
                birthDate: "1988-04-02"),
              try ProductsPayload([ProductSubmission(id: try ProductID(Answers.caseID))]))))
      case .cancelAppointment:
        .cancelAppointment(
          AppointmentCancellation(id, try EmailAddress("avery@example.com"), try AppointmentID(Answers.caseID)))
      case .note: .communication(Communication(id, .note, try MessageText("Called, no answer."), by: try author))
      }
    }
  }

  private var patient: EmailAddress { get throws { try EmailAddress("avery@example.com") } }

  private var author: MessageAuthor {
    get throws { MessageAuthor(email: try EmailAddress("robin@example.com"), name: "Robin Diaz") }
  }

  /// The body of the documented yes.
  var yes: String {
    switch self {
    case .refill: Answers.refill
    case .status: Answers.statusChanged
    case .message, .note: Answers.communicationAdded
    case .closeProduct: Answers.productClosed
    // No answer is documented.
    case .escalate, .updateEscalation, .cancelAppointment: Answers.done
    case .changeEmail: Answers.emailChanged
    case .updateProfile: Answers.statusChanged
    case .newCase: Answers.caseMade
    }
  }
}

extension TransportConfiguration {
  /// Deadlines of hundreds of milliseconds; pauses between tries take no time.
  static var quick: TransportConfiguration { .quick(times: 1) }

  static func quick(times factor: Int) -> TransportConfiguration {
    TransportConfiguration(
      connectTimeout: .seconds(2 * factor), readDeadline: .seconds(factor), writeDeadline: .milliseconds(500 * factor),
      time: PauseRecorder().time())
  }

  /// Deadlines that do not come into play.
  static var patient: TransportConfiguration {
    TransportConfiguration(readDeadline: .seconds(120), writeDeadline: .seconds(120), time: PauseRecorder().time())
  }
}

extension Result where Failure == Care360Error {
  /// `ok`, or the error's kind.
  var word: String {
    switch self {
    case .success: "ok"
    case .failure(let error): error.kind
    }
  }

  var error: Care360Error? {
    if case .failure(let error) = self { error } else { nil }
  }
}
