import AsyncHTTPClient
import NIOCore
import Synchronization

/// Opens connections before a read asks for them, by the handshake alone.
///
/// The library opens a connection only for a request. Those that are made here are withdrawn before the first connection is
/// given to the pool, so that nothing of them leaves; there are none while a connection is open, where the pool would send
/// them. They carry no secret and name nobody.
final class WarmUp: Sendable {
  /// The two reads of a lookup by e-mail go side by side.
  static let connections = 2

  private struct State {
    var open = 0
    var requests: Task<Void, Never>?
  }

  private let state = Mutex(State())

  /// Returns at once. Does nothing while a connection is open or being opened by it.
  func begin(_ client: HTTPClient, at url: String, within limit: Duration) {
    state.withLock { state in
      guard state.open == 0, state.requests == nil else { return }
      state.requests = Task {
        await withDiscardingTaskGroup { group in
          for _ in 0..<Self.connections {
            group.addTask {
              // It always fails, most often because it is withdrawn; nobody waits for it.
              do {
                _ = try await client.execute(HTTPClientRequest(url: url), timeout: TimeAmount(limit))
              } catch {
                return
              }
            }
          }
        }
        self.state.withLock { $0.requests = nil }
      }
    }
  }

  /// Withdraws the requests, so that those of a read take the connections that are being opened.
  func withdraw() async {
    guard let requests = state.withLock({ $0.requests }) else { return }
    requests.cancel()
    await requests.value
  }

  /// To be told of each new connection; it may be used once the future is there.
  func opened(_ channel: any Channel) -> EventLoopFuture<Void> {
    let requests = state.withLock { state in
      state.open += 1
      return state.requests
    }
    channel.closeFuture.whenComplete { _ in self.state.withLock { $0.open -= 1 } }
    guard let requests else { return channel.eventLoop.makeSucceededVoidFuture() }
    requests.cancel()
    return channel.eventLoop.makeFutureWithTask { await requests.value }
  }
}
