import Foundation
import NIOCore

/// One connection of the fault server.
final class FaultHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let script: Script
  private let log: FaultServer.Recorder
  private var number = 0
  private var bytes: [UInt8] = []
  private var headWasSeen = false
  private var isDone = false

  init(script: Script, log: FaultServer.Recorder) {
    self.script = script
    self.log = log
  }

  func channelActive(context: ChannelHandlerContext) {
    number = log.connected()
    if let reaction = script.onAccept(number) { perform(reaction, context.channel) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let new = Array(unwrapInboundIn(data).readableBytesView)
    log.read(new.count)
    bytes += new
    guard !isDone, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    if !headWasSeen {
      headWasSeen = true
      if let reaction = script.onHead(log.now.requests.count) {
        isDone = true
        perform(reaction, context.channel)
        return
      }
    }
    let length = head.compactMap { line -> Int? in
      let parts = line.lowercased().components(separatedBy: ": ")
      return parts[0] == "content-length" ? Int(parts[1]) : nil
    }
    let body = bytes[end.upperBound...]
    guard body.count >= length.first ?? 0 else { return }
    let request = FaultServer.Received(
      connection: number, head: head, body: String(decoding: body, as: UTF8.self))
    bytes = []
    headWasSeen = false
    perform(script.onRequest(log.received(request)), context.channel)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func perform(_ reaction: Reaction, _ channel: any Channel) {
    switch reaction {
    case .silence: break
    case .close: channel.close(promise: nil)
    case .reset:
      guard let socket = channel as? any SocketOptionProvider else { return channel.close(promise: nil) }
      socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
    case .answer(let text): channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    case .answerLater(let text, let delay):
      channel.eventLoop.scheduleTask(in: delay) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
    case .answerThenClose(let text):
      channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
    case .bytes(let bytes):
      channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in channel.close(promise: nil) }
    case .trickle(let start, let interval):
      channel.writeAndFlush(ByteBuffer(string: start), promise: nil)
      channel.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { task in
        channel.writeAndFlush(ByteBuffer(string: "x")).whenFailure { _ in task.cancel() }
      }
    case .flood(let start, let chunk):
      channel.writeAndFlush(ByteBuffer(string: start), promise: nil)
      Self.pump(channel, ByteBuffer(string: chunk), log)
    }
  }

  /// Writes as fast as the other side reads.
  private static func pump(_ channel: any Channel, _ chunk: ByteBuffer, _ log: FaultServer.Recorder) {
    channel.writeAndFlush(chunk).whenSuccess {
      log.sent(chunk.readableBytes)
      channel.eventLoop.execute { pump(channel, chunk, log) }
    }
  }
}
