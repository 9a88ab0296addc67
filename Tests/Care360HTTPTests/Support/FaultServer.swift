import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// What the fault server does at a moment it was told about.
enum Reaction: Sendable {
  case close
  case reset
  /// Nothing, for ever.
  case silence
  /// These bytes; the connection stays open.
  case answer(String)
  /// The whole answer, late.
  case answerLater(String, after: TimeAmount)
  /// These bytes and the end of the connection.
  case answerThenClose(String)
  /// These bytes, then one `x` every `every`, for ever.
  case trickle(String, every: TimeAmount)
  /// These bytes, then the second text again and again until the other side closes.
  case flood(String, chunk: String)
  case bytes([UInt8])
}

/// When what happens; each function is told the number of the connection or request, from 0.
struct Script: Sendable {
  var onAccept: @Sendable (Int) -> Reaction? = { _ in nil }
  /// The head of a request is there, its body not looked at.
  var onHead: @Sendable (Int) -> Reaction? = { _ in nil }
  /// The whole request is there.
  var onRequest: @Sendable (Int) -> Reaction = { _ in .silence }

  static func always(_ reaction: Reaction) -> Script { Script(onRequest: { _ in reaction }) }

  /// One reaction per request, the last one for all further ones.
  static func inTurn(_ reactions: Reaction...) -> Script {
    Script(onRequest: { reactions[min($0, reactions.count - 1)] })
  }
}

/// A server on loopback that can do anything on the wire, over plain TCP or TLS.
final class FaultServer: Sendable {
  struct Received: Sendable {
    let connection: Int
    /// Request line and header lines.
    let head: [String]
    let body: String

    var isPost: Bool { head.first?.hasPrefix("POST ") == true }

    /// Names in lower case with values.
    var headers: [String: String] {
      var headers: [String: String] = [:]
      for line in head.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
      }
      return headers
    }
  }

  struct Log: Sendable {
    var connections = 0
    var requests: [Received] = []
    var bytesSent = 0
    /// After the TLS handshake, where there is one.
    var bytesReceived = 0
  }

  let log: Recorder
  private let channel: any Channel

  final class Recorder: Sendable {
    private let state = Mutex(Log())
    let arrivals: AsyncStream<Received>
    private let arrived: AsyncStream<Received>.Continuation

    init() { (arrivals, arrived) = AsyncStream.makeStream() }

    var now: Log { state.withLock { $0 } }
    func connected() -> Int {
      state.withLock {
        $0.connections += 1; return $0.connections - 1
      }
    }
    func read(_ count: Int) { state.withLock { $0.bytesReceived += count } }
    func sent(_ count: Int) { state.withLock { $0.bytesSent += count } }
    func received(_ request: Received) -> Int {
      defer { arrived.yield(request) }
      return state.withLock {
        $0.requests.append(request); return $0.requests.count - 1
      }
    }
  }

  private init(channel: any Channel, log: Recorder) {
    self.channel = channel
    self.log = log
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  /// Runs `work` with a server that is gone afterwards.
  static func run<Value>(
    _ script: Script, tls: NIOSSLContext? = nil, at host: String = "127.0.0.1", port: Int = 0,
    _ work: (FaultServer) async throws -> Value
  ) async throws -> Value {
    let log = Recorder()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(FaultHandler(script: script, log: log))
        }
      }
      .bind(host: host, port: port).get()
    let server = FaultServer(channel: channel, log: log)
    let result: Result<Value, any Error>
    do { result = .success(try await work(server)) } catch { result = .failure(error) }
    try await channel.close()
    return try result.get()
  }

  /// The first request to arrive whole, now or later.
  func firstArrival() async -> Received? {
    var arrivals = log.arrivals.makeAsyncIterator()
    return await arrivals.next()
  }
}
