import Foundation
import Synchronization

/// A datagram socket in a folder, as a syslog service has it. It is read all the time, as a service does: Linux lets ten
/// datagrams wait.
package final class SyslogServer: Sendable {
  package let path: String
  private let descriptor: Int32
  /// Dispatch may be called from any thread; its protocol does not say so.
  private nonisolated(unsafe) let reader: any DispatchSourceRead
  private let state = Mutex<(messages: [String], isStuck: Bool, filled: Int)>(([], false, 0))

  /// Reads nothing, while this is true.
  package var isStuck: Bool {
    get { state.withLock { $0.isStuck } }
    set {
      state.withLock { $0.isStuck = newValue }
      if newValue { reader.suspend() } else { reader.resume() }
    }
  }

  package struct NoSocket: Error {}

  package init(_ path: String) throws {
    self.path = path
    unlink(path)
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    reader = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    guard Self.address(path, { [descriptor] in bind(descriptor, $0, $1) }) == 0 else { throw NoSocket() }
    reader.setEventHandler { [weak self] in self?.drain() }
    reader.setCancelHandler { [descriptor] in close(descriptor) }
    reader.resume()
  }

  deinit { reader.cancel() }

  /// A socket at which nobody listens any more, as of a service that has ended.
  package static func leaveBehind(_ path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    guard address(path, { bind(descriptor, $0, $1) }) == 0 else { throw NoSocket() }
  }

  /// The datagrams that `fill` put into the queue.
  package var filled: Int { state.withLock { $0.filled } }

  private func drain() {
    state.withLock { state in
      guard !state.isStuck else { return }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
        state.messages.append(String(decoding: buffer[..<count], as: UTF8.self))
      }
    }
  }

  /// Everything that came, in its order, and was not taken before.
  package func take() -> [String] {
    drain()
    return state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Sends until the queue takes no more.
  package func fill() throws {
    let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(sender) }
    guard Self.address(path, { connect(sender, $0, $1) }) == 0 else { throw NoSocket() }
    while send(sender, "full", 4, Int32(MSG_NOSIGNAL)) == 4 { state.withLock { $0.filled += 1 } }
  }

  private static func address(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
}
