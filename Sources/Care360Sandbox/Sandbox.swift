import FoundationEssentials
import GRDB
import Synchronization

/// The Care360 API over synthetic customers: a request goes in, an answer comes out, and writes change the world.
///
/// Safe to use from anywhere at once; the world is read and changed one request at a time.
package final class Sandbox: Sendable {
  /// How keys that a sandbox made begin.
  package static let keyStart = "sandbox-key-"

  /// The key of the first organization, for `cv-api-key`.
  package let apiKey: String
  /// The key of the second organization, whose cases the first may not touch.
  package let secondApiKey = Sandbox.secret(keyStart + "second-")
  /// The bearer token of the first organization.
  package let token: String
  /// A bearer token that is answered with 401.
  package let expiredToken = "sandbox-token-expired-000000"

  let world: World
  let now: @Sendable () -> Date
  private let latency: Duration
  private let ledger: Mutex<FaultLedger>

  /// - Throws: `SandboxError`, when the database file cannot be used.
  package init(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws(SandboxError) {
    apiKey = configuration.apiKey ?? Self.secret(Self.keyStart + "harbor-")
    token = configuration.token ?? Self.secret("sandbox-token-harbor-")
    world = try World(configuration, keys: [apiKey, secondApiKey])
    now = configuration.now
    latency = configuration.latency
    ledger = Mutex(FaultLedger(configuration.faults))
  }

  /// A different secret each time: any user of the machine can reach a sandbox, and would know a fixed secret.
  private static func secret(_ start: String) -> String {
    let digits = (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 16) }
    return start + digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
  }

  /// Arms a fault; it acts before those armed earlier.
  package func arm(_ fault: SandboxFault) {
    ledger.withLock { $0.arm(fault) }
  }

  /// Removes every fault.
  package func disarm() {
    ledger.withLock { $0.disarm() }
  }

  /// The number of requests to a route, including faulty ones.
  package func requestCount(_ route: SandboxRoute) -> Int {
    ledger.withLock { $0.requests[route, default: 0] }
  }

  /// Customers worth looking up, the most telling first.
  package func suggestions(limit: Int) -> [SandboxSuggestion] {
    Showcase.people.prefix(max(0, limit)).map { person in
      SandboxSuggestion(
        name: "\(person.firstName) \(person.lastName)", email: person.email, phoneNumber: person.phoneNumber,
        note: person.note)
    }
  }

  /// Answers a request. When the caller is cancelled meanwhile, it gets `.dropped`; applied changes stay.
  package func answer(_ request: SandboxRequest) async -> SandboxAnswer {
    let call = Call(request)
    let fault = ledger.withLock { $0.admit(call.route) }
    do {
      // These two waits are requested on purpose: a slow service, set by --latency or a fault.
      if latency > .zero { try await Task.sleep(for: latency) }
      switch fault {
      case nil: return try await serve(call)
      case .dropBefore: return .dropped
      case .dropAfter:
        _ = try await serve(call)
        return .dropped
      case .status(let status): return Refusal.fault(status, on: call.route).reply.answer
      case .malformed: return try await serve(call).cut
      case .html: return .page
      case .slow(let duration):
        let answer = try await serve(call)
        try await Task.sleep(for: duration)
        return answer
      }
    } catch {
      return .dropped
    }
  }

  private func serve(_ call: Call) async throws(CancellationError) -> SandboxAnswer {
    let now = now()
    do {
      switch call.target {
      case .route(.latest): return try await read { try LatestCaseRoute.reply($0, call.request) }
      case .route(.detail): return try await read { try CaseDetailRoute.reply($0, call.request) }
      case .route(.cases): return try await read { try CaseListRoute.reply($0, call.request) }
      case .route(.bundles): return try await read { try BundlesRoute.reply($0, call.request) }
      case .route(.organizationProducts): return try await read { try ProductsRoute.reply($0, call.request) }
      case .route(.promo): return try await read { try PromoRoute.reply($0, call.request) }
      case .route(.appointments): return try await read { try AppointmentRoute.list($0, call.request, now: now) }
      case .route(.cancelAppointment): return try await write { try AppointmentRoute.cancel($0, call, now: now) }
      case .route(.refill): return try await write { try CaseActionRoute.refill($0, call, now: now) }
      case .route(.bundle): return try await write { try CaseActionRoute.changeBundle($0, call, now: now) }
      case .route(.communication): return try await write { try CommunicationRoute.reply($0, call, now: now) }
      case .route(.caseStatus): return try await write { try CaseStatusRoute.reply($0, call, now: now) }
      case .route(.closeProduct): return try await write { try ProductClosingRoute.reply($0, call, now: now) }
      case .route(.escalate): return try await write { try EscalationRoute.add($0, call, now: now) }
      case .route(.updateEscalation): return try await write { try EscalationRoute.update($0, call, now: now) }
      case .route(.checkUser): return try await read { try CheckUserRoute.reply($0, call.request) }
      case .route(.updateEmail): return try await write { try UserRoute.updateEmail($0, call) }
      case .route(.updateProfile): return try await write { try UserRoute.updateProfile($0, call) }
      case .route(.newCase):
        return try await write { [token] in try NewCaseRoute.reply($0, call, token: token, now: now) }
      case .route(.products):
        return try await write { [token] in try AddProductsRoute.reply($0, call, token: token, now: now) }
      case .unknownAction: return try await read { try CaseActionRoute.unknown($0, call) }
      case .wrongMethod(let allowed): throw Refusal.unrouted(405, "Method not allowed", allow: allowed)
      case .unknownPath, .route(.other): throw Refusal.unrouted(404, "Not found")
      }
    } catch let refusal as Refusal {
      return refusal.reply.answer
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return Refusal.fault(500, on: call.route).reply.answer
    }
  }

  private func read(_ work: @Sendable @escaping (Database) throws -> Reply) async throws -> SandboxAnswer {
    try await world.database.read(work).answer
  }

  private func write(_ work: @Sendable @escaping (Database) throws -> Reply) async throws -> SandboxAnswer {
    try await world.database.write(work).answer
  }
}

extension SandboxAnswer {
  /// This answer with half of its body.
  fileprivate var cut: SandboxAnswer {
    guard case .response(let status, let headers, let body) = self else { return self }
    return .response(status: status, headers: headers, body: Data(body.prefix(body.count / 2)))
  }

  /// What a captive portal sends in place of an answer.
  fileprivate static let page = SandboxAnswer.response(
    status: 200, headers: [("Content-Type", "text/html; charset=utf-8")],
    body: Data("<!DOCTYPE html><html><head><title>Welcome</title></head><body>Please sign in.</body></html>".utf8))
}
