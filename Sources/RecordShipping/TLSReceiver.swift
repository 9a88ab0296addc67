import Care360
import Care360HTTP
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A collector that takes syslog over TLS, each message behind its length (RFC 5425). Its certificate is judged as the
/// service's is; this program has none of its own to show.
///
/// The protocol has no answer. So each batch has a connection of its own, and counts as sent only once the collector has
/// ended the connection after this side did, in order: by then it has read everything. A collector that ends by itself in
/// that very moment can lose a batch, which a comparison with what was collected shows.
package final class TLSReceiver: RecordReceiver {
  package let batch = 256
  private let host: String
  private let port: Int
  private let authorities: [[UInt8]]
  private let patience: TimeAmount
  /// Made when it is first used: the system's authorities take a moment to read.
  private let trust = Mutex<ServerTrust?>(nil)

  /// - Parameters:
  ///   - authorities: in addition to the system's, each in DER.
  ///   - patience: for the whole of one batch, name look-up included.
  package init(host: String, port: Int, authorities: [[UInt8]], patience: Duration = .seconds(15)) {
    self.host = host
    self.port = port
    self.authorities = authorities
    self.patience = TimeAmount(patience)
  }

  package func send(_ messages: [[UInt8]]) async throws(ShippingProblem) {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let frames = messages.reduce(into: ByteBuffer()) { frames, message in
      frames.writeString("\(message.count) ")
      frames.writeBytes(message)
    }
    let end = loop.makePromise(of: Void.self)
    let alarm = loop.scheduleTask(in: patience) { end.fail(TimedOut()) }
    ClientBootstrap(group: loop).connectTimeout(.seconds(5))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let tls = try self.serverTrust().handler(for: self.host)
          let wire = WireHandler()
          let batch = BatchHandler(frames: frames, wire: wire, end: end)
          try channel.pipeline.syncOperations.addHandlers([wire, tls, batch])
        }
      }
      .connect(host: host, port: port)
      .whenFailure { end.fail($0) }
    do {
      try await end.futureResult.get()
      alarm.cancel()
    } catch {
      alarm.cancel()
      throw problem(error)
    }
  }

  private func serverTrust() throws -> ServerTrust {
    try trust.withLock { trust in
      if let trust { return trust }
      let made = try ServerTrust(authorities: authorities)
      trust = made
      return made
    }
  }

  struct TimedOut: Error {}
  /// The connection ended, and nobody can tell how much of the batch arrived.
  struct CutShort: Error {}

  private func problem(_ error: any Error) -> ShippingProblem {
    let place = "The record's collector at \(host):\(port)"
    if let refusal = ServerTrust.refusal(of: error) { return ShippingProblem("\(place): \(refusal.sentence)") }
    if error is TimedOut { return ShippingProblem("\(place) did not take the record in time.") }
    if error is CutShort { return ShippingProblem("\(place) broke off the connection.") }
    return ShippingProblem("\(place) cannot be reached.")
  }
}

/// Notes whether the connection refused bytes. TLS keeps it to itself when those were its farewell, and a collector that broke
/// off before would look like one that ended in order.
private final class WireHandler: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  private(set) var hasFailed = false

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let promise = promise ?? context.eventLoop.makePromise()
    promise.futureResult.assumeIsolated().whenFailure { _ in self.hasFailed = true }
    context.write(data, promise: promise)
  }
}

/// Sends the batch, ends the connection, and waits for the other side to do so.
private final class BatchHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let frames: ByteBuffer
  private let wire: WireHandler
  private let end: EventLoopPromise<Void>
  private var failure: (any Error)?
  private var isWritten = false

  init(frames: ByteBuffer, wire: WireHandler, end: EventLoopPromise<Void>) {
    self.frames = frames
    self.wire = wire
    self.end = end
  }

  func channelActive(context: ChannelHandlerContext) {
    // The caller has given up on a connection that took too long; nothing may leave that is about to be sent again.
    end.futureResult.assumeIsolated().whenFailure { _ in
      self.failure = self.failure ?? TLSReceiver.TimedOut()
      context.close(promise: nil)
    }
    guard failure == nil else { return }
    // TLS keeps it back until the certificate was judged.
    context.writeAndFlush(wrapOutboundOut(frames)).assumeIsolated().whenComplete { result in
      switch result {
      case .success:
        self.isWritten = true
        context.close(promise: nil)
      case .failure(let error): self.note(error, context)
      }
    }
  }

  /// A collector has nothing to say.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // An end without TLS's own word for it is one that many servers make once they have read everything.
    if isWritten, case .uncleanShutdown = error as? NIOSSLError { return }
    note(error, context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let failure { return end.fail(failure) }
    isWritten && !wire.hasFailed ? end.succeed() : end.fail(TLSReceiver.CutShort())
  }

  private func note(_ error: any Error, _ context: ChannelHandlerContext) {
    failure = failure ?? (isWritten && ServerTrust.refusal(of: error) == nil ? TLSReceiver.CutShort() : error)
    context.close(promise: nil)
  }
}
