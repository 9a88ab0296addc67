import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A collector of syslog over TLS on loopback, with whatever certificate and manners a test gives it.
final class Collector: Sendable {
  enum Manner: Sendable {
    case reads
    /// Loses what it read and breaks the connection off, as a machine that fails.
    case breaksOff
    /// Takes the connection and says nothing, not even TLS.
    case hangs
  }

  private let state = Mutex<(bytes: [UInt8], connections: Int)>(([], 0))

  var connections: Int { state.withLock { $0.connections } }

  /// The messages that came whole; nil where the bytes are no frames of RFC 5425.
  var messages: [String]? {
    var rest = state.withLock { $0.bytes }[...]
    var messages: [String] = []
    while !rest.isEmpty {
      guard let space = rest.firstIndex(of: UInt8(ascii: " ")),
        let count = Int(String(decoding: rest[..<space], as: UTF8.self)), rest[(space + 1)...].count >= count
      else { return nil }
      rest = rest[(space + 1)...]
      messages.append(String(decoding: rest.prefix(count), as: UTF8.self))
      rest = rest.dropFirst(count)
    }
    return messages
  }

  fileprivate func connected() { state.withLock { $0.connections += 1 } }
  fileprivate func read(_ bytes: ByteBufferView) { state.withLock { $0.bytes += Array(bytes) } }

  /// - Parameter tls: nil for plain TCP.
  static func run(
    _ manner: Manner = .reads, tls: NIOSSLContext?, _ body: (Collector, Int) async throws -> Void
  ) async throws {
    let collector = Collector()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          let wire = WireHandler()
          try pipeline.addHandler(wire)
          if let tls, manner != .hangs { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.addHandler(CollectorHandler(collector, manner, wire))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Void, any Error>
    do { result = .success(try await body(collector, channel.localAddress?.port ?? 0)) } catch {
      result = .failure(error)
    }
    try await channel.close()
    try result.get()
  }
}

/// Below TLS, which would say an orderly farewell.
private final class WireHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var context: ChannelHandlerContext?

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func breakOff() {
    guard let context, let socket = context.channel as? any SocketOptionProvider else { return }
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in context.close(promise: nil)
    }
  }
}

private final class CollectorHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let collector: Collector
  private let manner: Collector.Manner

  private let wire: WireHandler

  init(_ collector: Collector, _ manner: Collector.Manner, _ wire: WireHandler) {
    self.wire = wire
    self.collector = collector
    self.manner = manner
  }

  func channelActive(context: ChannelHandlerContext) { collector.connected() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch manner {
    case .reads: collector.read(unwrapInboundIn(data).readableBytesView)
    case .hangs: break
    case .breaksOff: wire.breakOff()
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
