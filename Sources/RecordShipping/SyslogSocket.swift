import Glibc
import PrivateIO

/// The syslog service of this machine, by its datagram socket (unix(7)). A datagram that was taken is in the queue of the
/// service. A queue that stays full for a moment, and a service that is away, are problems; no thread waits for either.
package struct SyslogSocket: RecordReceiver {
  private let path: String

  package init(_ path: String) { self.path = path }

  package var batch: Int { 1 }

  /// Linux lets ten datagrams wait, which a burst of lines fills before the service has its turn.
  private static let (tries, pause) = (50, Duration.milliseconds(2))

  package func send(_ messages: [[UInt8]]) async throws(ShippingProblem) {
    let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { throw problem(errno) }
    let connection = Descriptor(number)
    defer { connection.close() }
    try connect(connection)
    for message in messages { try await send(message, connection) }
  }

  private func connect(_ connection: Descriptor) throws(ShippingProblem) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw ShippingProblem("The path of the syslog socket is too long.")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw problem(errno) }
  }

  private func send(_ message: [UInt8], _ connection: Descriptor) async throws(ShippingProblem) {
    var left = Self.tries
    while Glibc.send(connection.number, message, message.count, Int32(MSG_NOSIGNAL)) < 0 {
      switch errno {
      case EINTR: continue
      case EAGAIN, ENOBUFS:
        left -= 1
        // A datagram socket tells nobody when its queue has room; a cancelled wait ends the tries.
        do { if left > 0 { try await ContinuousClock().sleep(for: Self.pause) } } catch { left = 0 }
        guard left <= 0 else { continue }
        throw ShippingProblem(
          "The syslog service of this machine does not read \(path.visibleShellWord): it may be stuck.")
      default: throw problem(errno)
      }
    }
  }

  private func problem(_ code: Int32) -> ShippingProblem {
    let place = path.visibleShellWord
    return switch code {
    case ENOENT, ENOTDIR: ShippingProblem("There is no \(place): no syslog service runs on this machine.")
    case ECONNREFUSED, ECONNRESET, ENOTCONN:
      ShippingProblem("Nobody listens at \(place): the syslog service of this machine does not run.")
    case EACCES, EPERM: ShippingProblem("This user may not write to \(place).")
    default: ShippingProblem("The syslog service at \(place) takes nothing: system error \(code).")
    }
  }
}
