import Glibc
import NIOCore
import PrivateIO

/// Checks who listens at the other end of a plain connection. The connection stays on this machine, but any user can
/// take a free port: while a gateway is down, the key and the patient data would go to whoever took its port first.
///
/// The check runs once the connection is open, so that a connection that nobody accepted yet is dropped together
/// with its listener. Only the listener counts, not the acceptor: a gateway gives up root's rights after it listens.
enum ListenerCheck {
  /// The user id that listens; nil where nobody can tell.
  struct Refusal: Error, Hashable {
    let owner: UInt32?
  }

  /// Another process may change the table during a read, so one read may miss a line.
  private static let looks = 3
  private static let largestTable = 256 << 20

  /// Fails with a `Refusal`, and closes the connection, unless the listener is this user's or root's.
  static func judge(_ channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.submit {
      guard let refusal = refusal(of: channel.remoteAddress) else { return }
      channel.close(promise: nil)
      throw refusal
    }
  }

  private static func refusal(of address: SocketAddress?) -> Refusal? {
    guard let address, let port = address.port.flatMap(UInt16.init(exactly:)),
      let place = address.ipAddress.flatMap(Listener.address(of:))
    else { return Refusal(owner: nil) }
    for _ in 0..<looks {
      let owners = ["tcp", "tcp6"].flatMap { Listener.all(in: table($0)) }
        .filter { $0.takes(place, port) }.map(\.owner)
      if let foreign = owners.first(where: { $0 != 0 && $0 != getuid() }) { return Refusal(owner: foreign) }
      if !owners.isEmpty { return nil }
    }
    return Refusal(owner: nil)
  }

  /// The text of the table; empty when it cannot be read.
  private static func table(_ name: String) -> String {
    let number = open("/proc/self/net/" + name, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return "" }
    let file = Descriptor(number)
    defer { file.close() }
    do throws(IOFailure) {
      return String(decoding: try file.readStart(limit: largestTable), as: UTF8.self)
    } catch {
      return ""
    }
  }
}

/// A listening socket of this machine, as proc_pid_net(5) and the kernel's Documentation/networking/proc_net_tcp.rst have it.
struct Listener: Hashable {
  /// 16 bytes; one of IPv4 is mapped (RFC 4291, 2.5.5.2).
  let address: [UInt8]
  let port: UInt16
  let owner: UInt32

  private static let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
  private static let listening = "0A"

  /// The listeners in a table of `tcp` or `tcp6`.
  static func all(in table: String) -> [Listener] {
    // A busy machine has thousands of connections, and each line of them is read.
    table.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().filter(isListener).compactMap {
      Listener(line: Substring($0))
    }
  }

  private static func isListener(_ line: Substring.UTF8View) -> Bool {
    let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
    return fields.count > 4 && fields[3].elementsEqual(listening.utf8)
  }

  private init?(line: Substring) {
    let fields = line.split(separator: " ", omittingEmptySubsequences: true)
    guard fields.count > 7, let owner = UInt32(fields[7]) else { return nil }
    let place = fields[1].split(separator: ":")
    guard place.count == 2, let port = UInt16(place[1], radix: 16), place[0].utf8.count % 8 == 0 else { return nil }
    var bytes: [UInt8] = []
    var rest = place[0]
    while !rest.isEmpty {
      // The table writes each 32 bits of the address as a number in this machine's byte order.
      guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
      bytes += withUnsafeBytes(of: word, Array.init)
      rest = rest.dropFirst(8)
    }
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    address = bytes.count == 4 ? Self.mapped + bytes : bytes
    self.port = port
    self.owner = owner
  }

  /// The 16 bytes of an address in its usual text form; nil when it is none.
  static func address(of text: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 { return mapped + bytes.prefix(4) }
    return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
  }

  /// True when it may accept connections to this address and port. A socket that listens everywhere accepts IPv4 too.
  func takes(_ place: [UInt8], _ port: UInt16) -> Bool {
    guard port == self.port else { return false }
    let everywhere = [UInt8](repeating: 0, count: 16)
    let isMapped = place.starts(with: Self.mapped)
    return address == place || address == everywhere || (isMapped && address == Self.mapped + [0, 0, 0, 0])
  }
}
