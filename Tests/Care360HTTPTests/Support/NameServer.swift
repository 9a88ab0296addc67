import NIOCore
import NIOPosix
import Synchronization

/// A name server on 127.0.0.1:53 of a private network (RFC 1035). It keeps what it was asked.
final class NameServer: ChannelInboundHandler, Sendable {
  typealias InboundIn = AddressedEnvelope<ByteBuffer>
  typealias OutboundOut = AddressedEnvelope<ByteBuffer>

  private struct State {
    var answers: [String: [UInt8]]?
    var asked: Set<String> = []
  }

  private let state: Mutex<State>

  private init(_ answers: [String: [UInt8]]?) { state = Mutex(State(answers: answers)) }

  /// Every name of a question, in lower case.
  var asked: Set<String> { state.withLock { $0.asked } }

  /// From now on names are answered with these addresses and all others do not exist.
  func answer(_ answers: [String: [UInt8]]) { state.withLock { $0.answers = answers } }

  /// Runs `work` with a name server that knows `answers`; nil: it swallows every question.
  static func run(_ answers: [String: [UInt8]]?, _ work: (NameServer) async throws -> Void) async throws {
    let server = NameServer(answers)
    let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(server) }
      }
      .bind(host: "127.0.0.1", port: 53).get()
    let result: Result<Void, any Error>
    do { result = .success(try await work(server)) } catch { result = .failure(error) }
    try await channel.close()
    try result.get()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let envelope = unwrapInboundIn(data)
    guard let reply = reply(to: Array(envelope.data.readableBytesView)) else { return }
    let outgoing = AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: ByteBuffer(bytes: reply))
    context.writeAndFlush(wrapOutboundOut(outgoing), promise: nil)
  }

  /// One question with its name uncompressed, as resolvers ask.
  private func reply(to query: [UInt8]) -> [UInt8]? {
    var labels: [String] = []
    var place = 12
    while place < query.count, query[place] != 0 {
      let end = place + 1 + Int(query[place])
      guard end < query.count else { return nil }
      labels.append(String(decoding: query[(place + 1)..<end], as: UTF8.self))
      place = end
    }
    guard place + 4 < query.count else { return nil }
    let name = labels.joined(separator: ".").lowercased()
    let answers = state.withLock { state in
      state.asked.insert(name)
      return state.answers
    }
    guard let answers else { return nil }
    let address = answers[name]
    let isForIPv4 = query[place + 2] == 1
    let found = isForIPv4 ? address : nil
    // Recursive answer: no error, or the name does not exist. Then one question and the answers, none further.
    let head = [0x81, address == nil ? 0x83 : 0x80, 0, 1, 0, found == nil ? 0 : 1, 0, 0, 0, 0] as [UInt8]
    // The name of the question again; type A, class IN, no time to live, four bytes.
    let record = found.map { [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4] + $0 } ?? []
    return query[..<2] + head + query[12..<(place + 5)] + record
  }
}
