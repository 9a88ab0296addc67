import AsyncHTTPClient
package import Care360
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// The transport over sockets. Reads share connections; every write has one of its own.
package final class LiveTransport: Transport {
  private let limits: TransportConfiguration
  private let reads: HTTPClient
  private let writes: HTTPClient
  private let hosts: CertificateCheck.Hosts
  private let warmUp = WarmUp()

  package init(configuration: TransportConfiguration = TransportConfiguration()) {
    limits = configuration
    hosts = CertificateCheck.Hosts()
    let threads = HTTPClient.defaultEventLoopGroup
    reads = HTTPClient(
      eventLoopGroupProvider: .shared(threads), configuration: ClientSettings.reads(configuration, hosts, warmUp))
    writes = HTTPClient(
      eventLoopGroupProvider: .shared(threads), configuration: ClientSettings.writes(configuration, hosts))
  }

  /// In debug builds the client library traps when it is released while it still runs.
  deinit {
    _ = reads.shutdown()
    _ = writes.shutdown()
  }

  /// Closes every connection and waits for that, but no longer than `patience`; requests under way end. A second call
  /// does nothing.
  ///
  /// A connection that is still being made cannot be closed: it ends with the connect timeout. A name server or
  /// handshake that hangs would otherwise delay the caller, who already has the result, for that long.
  package func shutdown(patience: Duration = .milliseconds(250)) async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    Task { [reads, writes] in
      for client in [reads, writes] {
        // It fails only when it has been called before, and its error may hold anything.
        do { try await client.shutdown() } catch { continue }
      }
      end.finish()
    }
    let waiting = Task {
      // The sleep is cancelled as soon as everything is closed.
      do { try await ContinuousClock().sleep(for: patience) } catch { return }
      end.finish()
    }
    for await _ in ends {}
    waiting.cancel()
  }

  package func connect(to base: BaseURL) {
    guard RefusedAddress.refusing(base.text) == nil else { return }
    hosts.note(base.text)
    warmUp.begin(reads, at: base.text, within: limits.connectTimeout)
  }

  /// Makes at most three tries within one deadline. An answer that asks for a longer wait is returned as it is.
  package func read(_ request: APIRequest) async throws(TransportFailure) -> APIResponse {
    guard !Task.isCancelled else { throw TransportFailure(.cancelled, mayHaveBeenSent: false) }
    try Self.checkAddress(of: request)
    guard request.method == .get else { throw TransportFailure(.cannotConnect, mayHaveBeenSent: false) }
    hosts.note(request.url)
    await warmUp.withdraw()
    let prepared = Self.prepared(request)
    let exchange = Exchange(client: reads, limits: limits)
    let limits = self.limits
    let result = await Deadline.run(within: limits.readDeadline) {
      await Self.politely(exchange, prepared, limits)
    }
    switch result {
    case .answer(let response): return response
    case .failed(let kind): throw TransportFailure(kind, mayHaveBeenSent: false)
    }
  }

  /// Sent once. The failure says whether any byte of the body may have left.
  package func write(
    _ request: APIRequest, permit: consuming WritePermit
  ) async throws(TransportFailure) -> APIResponse {
    _ = consume permit
    guard !limits.isReadOnly else { throw TransportFailure(.readOnly, mayHaveBeenSent: false) }
    guard !Task.isCancelled else { throw TransportFailure(.cancelled, mayHaveBeenSent: false) }
    try Self.checkAddress(of: request)
    hosts.note(request.url)
    let gate = WriteGate()
    var outgoing = Self.prepared(request)
    outgoing.headers.add(name: "Connection", value: "close")
    let bytes = request.body.map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    outgoing.body = .stream(WriteBody(bytes: bytes, gate: gate), length: .known(Int64(bytes.readableBytes)))
    let exchange = Exchange(client: writes, limits: limits)
    let prepared = outgoing
    let deadline = limits.writeDeadline
    let work = Task { await Deadline.run(within: deadline) { await exchange.run(prepared) } }
    let endsSentWrites = limits.cancelEndsSentWrites
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      // Once the body may have left, only the answer can tell what became of it.
      if !gate.shut() || endsSentWrites { work.cancel() }
    }
    switch result {
    case .answer(let response): return response
    case .failed(.tlsRefused(.clientCertificate)):
      // TLS 1.3 lets the client send before the server has judged its certificate; a server that refuses it reads no further.
      throw TransportFailure(.tlsRefused(.clientCertificate), mayHaveBeenSent: false)
    case .failed(let kind): throw TransportFailure(kind, mayHaveBeenSent: gate.shut())
    }
  }

  private static func politely(
    _ exchange: Exchange, _ request: HTTPClientRequest, _ limits: TransportConfiguration
  ) async -> ExchangeResult {
    let policy = RetryPolicy(random: limits.time.random)
    let start = limits.time.elapsed()
    var attempt = 1
    while true {
      let result = await exchange.run(request)
      attempt += 1
      guard let pause = policy.pause(after: result, beforeTry: attempt) else { return result }
      guard limits.time.elapsed() - start + pause < limits.readDeadline else { return result }
      do {
        try await limits.time.pause(pause)
      } catch {
        return .failed(.cancelled)
      }
    }
  }

  /// https, or http on a loopback host: checked where the bytes leave, whoever made the request.
  private static func checkAddress(of request: APIRequest) throws(TransportFailure) {
    guard let address = RefusedAddress.refusing(request.url) else { return }
    throw TransportFailure(.addressRefused(address), mayHaveBeenSent: false)
  }

  /// Exactly the route's headers; the client adds Host and Content-Length.
  private static func prepared(_ request: APIRequest) -> HTTPClientRequest {
    var prepared = HTTPClientRequest(url: request.url)
    prepared.method = request.method == .post ? .POST : .GET
    for header in request.headers { prepared.headers.add(name: header.name, value: header.value.reveal()) }
    return prepared
  }
}
