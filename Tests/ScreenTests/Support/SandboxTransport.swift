import Care360
import Care360Sandbox
import Foundation
import Synchronization

/// Hands requests to the sandbox without a socket. A request can be held back; a dead server answers nothing.
final class SandboxTransport: Transport {
  private struct State {
    var isDead = false
    var holds = false
    var held: [Int: CheckedContinuation<Void, any Error>] = [:]
    var nextHeld = 0
    var witness: CheckedContinuation<Void, Never>?
    var connects = 0
    var paths: [String] = []
    var bodies: [String] = []
  }

  private let sandbox: Sandbox
  private let state = Mutex(State())

  init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  /// How often connections were to be got ready.
  var connects: Int { state.withLock { $0.connects } }
  /// Method and path of every request, in order.
  var paths: [String] { state.withLock { $0.paths } }
  /// The body of every write, in order.
  var bodies: [String] { state.withLock { $0.bodies } }

  /// No connection comes about from now on, or again.
  func setDead(_ isDead: Bool) { state.withLock { $0.isDead = isDead } }

  /// From now on requests wait before the sandbox sees them.
  func hold() { state.withLock { $0.holds = true } }

  /// Lets waiting requests go on, and all later ones.
  func release() {
    let waiting = state.withLock { state in
      state.holds = false
      defer { state.held = [:] }
      return state.held.values.map { $0 }
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns when a request waits.
  func untilHeld() async {
    await withCheckedContinuation { continuation in
      let isHeld = state.withLock { state in
        if state.held.isEmpty { state.witness = continuation }
        return !state.held.isEmpty
      }
      if isHeld { continuation.resume() }
    }
  }

  func connect(to base: BaseURL) { state.withLock { $0.connects += 1 } }

  func read(_ request: APIRequest) async throws(TransportFailure) -> APIResponse {
    try await answer(request)
  }

  func write(_ request: APIRequest, permit: consuming WritePermit) async throws(TransportFailure) -> APIResponse {
    try await answer(request)
  }

  private func answer(_ request: APIRequest) async throws(TransportFailure) -> APIResponse {
    let (isDead, holds) = state.withLock { state in
      state.paths.append("\(request.method.rawValue) \(request.path)")
      if let body = request.body { state.bodies.append(String(decoding: body, as: UTF8.self)) }
      return (state.isDead, state.holds)
    }
    guard !isDead else { throw TransportFailure(.cannotConnect, mayHaveBeenSent: false) }
    if holds {
      do { try await wait() } catch { throw TransportFailure(.cancelled, mayHaveBeenSent: false) }
    }
    let incoming = SandboxRequest(
      method: request.method.rawValue, path: request.path, query: request.query.map { ($0.name, $0.value) },
      headers: request.headers.map { ($0.name, $0.value.reveal()) }, body: request.body ?? Data())
    switch await sandbox.answer(incoming) {
    case .dropped: throw TransportFailure(.cannotConnect, mayHaveBeenSent: true)
    case .response(let status, let headers, let body):
      let retryAfter = headers.first { $0.0.lowercased() == "retry-after" }.flatMap { Int($0.1) }
      return APIResponse(status: status, body: body, retryAfter: retryAfter)
    }
  }

  private func wait() async throws {
    let id = state.withLock { state in
      state.nextHeld += 1
      return state.nextHeld
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let witness = state.withLock { state in
          state.held[id] = continuation
          defer { state.witness = nil }
          return state.witness
        }
        witness?.resume()
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: Int) {
    let continuation = state.withLock { $0.held.removeValue(forKey: id) }
    continuation?.resume(throwing: CancellationError())
  }
}
