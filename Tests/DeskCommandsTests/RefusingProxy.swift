import Foundation
import Synchronization

/// A proxy on a loopback port that lets nobody through; it notes the first line of every request.
final class RefusingProxy: Sendable {
  let port: UInt16
  private let listener: Int32
  private let noted = Mutex<[String]>([])

  struct NoSocket: Error {}

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isOpen else { throw NoSocket() }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        refuse(connection)
      }
      close(listener)
    }
  }

  var firstLines: [String] { noted.withLock { $0 } }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func refuse(_ connection: Int32) {
    defer { close(connection) }
    var request = Data()
    var bytes = [UInt8](repeating: 0, count: 4096)
    while request.range(of: Data("\r\n\r\n".utf8)) == nil {
      let count = recv(connection, &bytes, bytes.count, 0)
      guard count > 0 else { return }
      request += bytes.prefix(count)
    }
    noted.withLock { $0.append(String(decoding: request.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)) }
    let answer = Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".utf8)
    _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
  }
}
