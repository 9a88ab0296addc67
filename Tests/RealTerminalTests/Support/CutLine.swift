import Foundation
import Synchronization
import TestSupport

/// A way to a service of this machine on which every connection is cut after some bytes, wherever they stand.
final class CutLine: Sendable {
  let url: String
  private let listener: Int32
  private let port: UInt16
  private let counts = Mutex((connections: 0, cuts: 0))

  /// How many bytes the connections may carry, in turn.
  private static let shares = [200_000, 60_000, 900, 25_000, 300, 120_000, 5000]

  /// How many connections were cut.
  var cuts: Int { counts.withLock { $0.cuts } }

  init(to service: String) throws {
    port = try Loopback.port(of: service)
    (listener, url) = try Loopback.listener()
    Thread.detachNewThread { [self] in
      while case let near = accept(listener, nil, nil), near >= 0 { join(near) }
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func join(_ near: Int32) {
    guard let far = Loopback.connection(to: port) else {
      close(near)
      return
    }
    let share = counts.withLock { counts in
      counts.connections += 1
      return Self.shares[counts.connections % Self.shares.count]
    }
    let pair = Pair(near, far, share)
    for (from, to) in [(near, far), (far, near)] {
      Thread.detachNewThread { [self] in
        var piece = Data()
        while Loopback.read(from, into: &piece) {
          let share = pair.take(piece.count)
          Loopback.write(to, piece.prefix(share))
          guard share == piece.count else {
            counts.withLock { $0.cuts += 1 }
            break
          }
          piece = Data()
        }
        pair.end()
      }
    }
  }

  /// Two ends, and the bytes that may still go between them. They are closed once both directions have ended.
  private final class Pair: Sendable {
    private let near: Int32
    private let far: Int32
    private let left: Mutex<(bytes: Int, directions: Int)>

    init(_ near: Int32, _ far: Int32, _ bytes: Int) {
      (self.near, self.far) = (near, far)
      left = Mutex((bytes, 2))
    }

    /// - Returns: how many of `count` bytes may go.
    func take(_ count: Int) -> Int {
      left.withLock { left in
        let taken = min(count, left.bytes)
        left.bytes -= taken
        return taken
      }
    }

    func end() {
      for descriptor in [near, far] { shutdown(descriptor, Int32(SHUT_RDWR)) }
      let isLast = left.withLock { left in
        left.directions -= 1
        return left.directions == 0
      }
      if isLast { for descriptor in [near, far] { close(descriptor) } }
    }
  }
}
