import Foundation
import Synchronization

/// The service as somebody hostile fills it: passes every request on to a sandbox and puts attacks on the terminal in the
/// place of every text of its answers. What has the shape of an id stays, and the link to a form, so that there is a case
/// to walk through.
final class HostileService: Sendable {
  let url: String
  private let listener: Int32
  private let port: UInt16
  private let served = Mutex<Set<String>>([])

  /// Keys of the documents whose texts were replaced.
  var replacedKeys: Set<String> { served.withLock { $0 } }

  init(over sandbox: SandboxProcess) throws {
    guard let port = sandbox.url.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw NoSocket() }
    self.port = port
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isOpen else { throw NoSocket() }
    self.listener = listener
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread { [self] in answer(connection) }
      }
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  struct NoSocket: Error {}

  private func answer(_ connection: Int32) {
    defer { close(connection) }
    var request = Data()
    while request.range(of: Data("\r\n\r\n".utf8)) == nil {
      guard Self.read(connection, into: &request) else { return }
    }
    let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(upstream) }
    var address = Self.loopback(port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected, let end = request.range(of: Data("\r\n".utf8))?.lowerBound else { return }
    // An answer ends with the connection; writes ask for that themselves.
    let asks = String(decoding: request, as: UTF8.self).lowercased().contains("\r\nconnection: close")
    Self.write(upstream, request[..<end] + Data((asks ? "" : "\r\nConnection: close").utf8) + request[end...])
    // The rest of a body comes when it comes.
    let rest = Thread {
      var more = Data()
      while Self.read(connection, into: &more) {
        Self.write(upstream, more)
        more = Data()
      }
    }
    rest.start()
    var answer = Data()
    while Self.read(upstream, into: &answer) {}
    guard let head = answer.range(of: Data("\r\n\r\n".utf8)), let status = answer.range(of: Data("\r\n".utf8)) else {
      return
    }
    let body = hostile(Data(answer[head.upperBound...]))
    let fields = "Content-Type: application/json\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
    Self.write(connection, answer[..<status.upperBound] + Data(fields.utf8) + body)
  }

  // MARK: Attacks

  private func hostile(_ body: Data) -> Data {
    do {
      let document = try JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)
      var count = 0
      return try JSONSerialization.data(withJSONObject: replaced(document, key: "", &count), options: .sortedKeys)
    } catch {
      return body
    }
  }

  private func replaced(_ value: Any, key: String, _ count: inout Int) -> Any {
    switch value {
    case let object as [String: Any]:
      var result: [String: Any] = [:]
      for (name, inner) in object.sorted(by: { $0.key < $1.key }) { result[name] = replaced(inner, key: name, &count) }
      return result
    case let list as [Any]: return list.map { replaced($0, key: key, &count) }
    case let text as String:
      guard UUID(uuidString: text) == nil, key != "formLink", !Self.kept.contains(key) else { return text }
      served.withLock { _ = $0.insert(key) }
      count += 1
      // A confirmation takes no y before all of it is in view, and it has these in it.
      if Self.short.contains(key) { return HostileWords.all[count % HostileWords.all.count] }
      // Each attack comes first in some field: the rest of a long text may not be drawn.
      let first = count % HostileWords.all.count
      return (HostileWords.all[first...] + HostileWords.all[..<first]).joined(separator: " ")
    default: return value
    }
  }

  /// What has to be understood for the case to be shown, or names what is asked for next.
  private static let kept: Set<String> = ["code", "id", "price"]

  /// What names somebody or something; one attack at a time.
  private static let short: Set<String> = [
    "firstName", "lastName", "name", "shortId", "dob", "birthDate", "dateOfBirth",
  ]

  // MARK: Sockets

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    return address
  }

  private static func read(_ descriptor: Int32, into data: inout Data) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    data.append(contentsOf: buffer[..<count])
    return true
  }

  private static func write(_ descriptor: Int32, _ data: Data) {
    var rest = [UInt8](data)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// Texts that would act on a terminal, hide, or be measured wrongly. None of their sequences is one that we draw with.
enum HostileWords {
  static let all = [
    "\u{1B}[66;166H\u{1B}[5;8mcsi", "\u{1B}]0;owned\u{7}osc", "\u{1B}]8;;http://evil.example\u{1B}\\link",
    "\u{1B}]52;c;ZXZpbA==\u{7}clip", "\u{1B}P1$r\u{1B}\\dcs", "\u{1B}_apc\u{1B}\\", "\u{1B}^pm\u{1B}\\",
    "\u{1B}Xsos\u{1B}\\", "\u{9B}5;8mc1", "\u{9D}0;owned\u{9C}", "\u{90}dcs\u{9C}", "\u{1B}cris",
    "\u{1B}[?47l\u{1B}[6n",
    "\u{1B}(0\u{E}so", "cr\r\nbs\u{8}\u{7F}nul\u{0}vt\u{B}\u{C}tab\t", "user\u{202E}moc.live\u{2066}",
    "zero\u{200B}\u{FEFF}width",
    "tag\u{E0041}\u{AD}\u{2028}", "Z" + String(repeating: "\u{300}", count: 500), "👨‍👩‍👧👍🏽🇺🇸", "[RED]<b>%n\\&amp;",
    "unterminated \u{1B}[", "split \u{1B}",
  ]
}
