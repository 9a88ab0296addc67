import Foundation
import PrivateIO
import Synchronization

/// A way to a service of this machine on which everything takes its time, as over a long link.
final class DelayLine: Sendable {
  let url: String
  private let port: UInt16
  private let listener: Int32
  /// In one direction, in seconds.
  private let delay: Double

  /// - Parameter service: the address that it leads to.
  init(to service: String, roundTrip: Duration) throws(BenchProblem) {
    port = try Self.port(of: service)
    delay = roundTrip / .seconds(2)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = Self.loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) { [listener] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isOpen else { throw BenchProblem("No port can be listened at.") }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread.detachNewThread { [self] in
      while case let near = accept(listener, nil, nil), near >= 0 {
        Thread.detachNewThread { [self] in join(near) }
      }
    }
  }

  func close() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func join(_ near: Int32) {
    // The round trip that opens a connection: the kernel of this machine has answered at once.
    Thread.sleep(forTimeInterval: 2 * delay)
    guard let far = Self.connection(to: port) else {
      Descriptor(near).close()
      return
    }
    Self.sendAtOnce(near)
    let back = Thread { [self] in carry(far, near) }
    back.start()
    carry(near, far)
  }

  /// A connection to an address of this machine; the caller closes it.
  static func connect(to url: String) throws(BenchProblem) -> Descriptor {
    guard let found = connection(to: try port(of: url)) else { throw BenchProblem("\(url) takes no connection.") }
    return Descriptor(found)
  }

  /// From a request of a few bytes to the first bytes of its answer, over a connection that is open, in milliseconds.
  func trips(_ count: Int) throws(BenchProblem) -> [Double] {
    let end = try Self.connect(to: url)
    defer { end.close() }
    let request = Array("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
    var times: [Double] = []
    // The first one opens the connection.
    for _ in 0...count {
      let start = ContinuousClock.now
      guard Self.write(request, end.number), !Self.read(end.number).isEmpty else {
        throw BenchProblem("\(url) does not answer.")
      }
      times.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    return Array(times.dropFirst())
  }

  private static func port(of url: String) throws(BenchProblem) -> UInt16 {
    guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw BenchProblem("\(url) has no port.")
    }
    return port
  }

  /// Nil where nobody listens.
  private static func connection(to port: UInt16) -> Int32? {
    let far = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(far, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      Descriptor(far).close()
      return nil
    }
    sendAtOnce(far)
    return far
  }

  private static func sendAtOnce(_ end: Int32) {
    var isOn: Int32 = 1
    setsockopt(end, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Each piece arrives so long after it was sent; the order stays.
  private func carry(_ from: Int32, _ to: Int32) {
    let pieces = Pieces()
    Thread.detachNewThread {
      while case (let time, let bytes) = pieces.next() {
        // The bytes arrive no earlier.
        Thread.sleep(until: time)
        guard !bytes.isEmpty, Self.write(bytes, to) else {
          shutdown(to, Int32(SHUT_WR))
          return
        }
      }
    }
    while true {
      let bytes = Self.read(from)
      pieces.put((Date(timeIntervalSinceNow: delay), bytes))
      if bytes.isEmpty { return }
    }
  }

  /// Empty at the end.
  private static func read(_ number: Int32) -> [UInt8] {
    do throws(IOFailure) {
      while true {
        if let bytes = try Descriptor(number).readOnce(upTo: 65_536) { return bytes }
      }
    } catch {
      return []
    }
  }

  private static func write(_ bytes: [UInt8], _ number: Int32) -> Bool {
    do throws(IOFailure) {
      try Descriptor(number).write(bytes)
      return true
    } catch {
      return false
    }
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    return address
  }
}

/// The bytes on their way, each piece with its time of arrival.
private final class Pieces: Sendable {
  private let waiting = Mutex<[(Date, [UInt8])]>([])
  private let count = DispatchSemaphore(value: 0)

  func put(_ piece: (Date, [UInt8])) {
    waiting.withLock { $0.append(piece) }
    count.signal()
  }

  func next() -> (Date, [UInt8]) {
    count.wait()
    return waiting.withLock { $0.removeFirst() }
  }
}
