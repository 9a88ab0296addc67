import Dispatch
import Foundation

struct ConnectionRefused: Error {}
struct ConnectionSilent: Error {}

/// A plain TCP connection to the loopback interface. Blocking calls run on threads of their own, so that the server under test
/// keeps its own.
final class Connection: Sendable {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    // The descriptor is closed at the end of this object, which an error brings too: closing it here would close the file
    // that another test opened meanwhile under its number.
    guard result == 0 else { throw ConnectionRefused() }
    // A server that never closes fails the test in place of hanging it.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(descriptor)
  }

  /// Sends until all is sent or the server has closed.
  func send(_ text: String) async throws {
    try await offThread { [descriptor] in
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return }
        rest = rest.dropFirst(sent)
      }
    }
  }

  func receiveSome() async throws -> String {
    try await offThread { [descriptor] in String(decoding: try Connection.read(descriptor), as: UTF8.self) }
  }

  func receiveAll() async throws -> String {
    try await offThread { [descriptor] in
      var all: [UInt8] = []
      while true {
        let part = try Connection.read(descriptor)
        if part.isEmpty { return String(decoding: all, as: UTF8.self) }
        all += part
      }
    }
  }

  /// Empty at the end, however the server closed.
  private static func read(_ descriptor: Int32) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count < 0, errno == EAGAIN { throw ConnectionSilent() }
    return Array(buffer.prefix(max(0, count)))
  }

  private func offThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue(label: "connection").async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
