import Foundation
import Synchronization

/// The service as somebody hostile fills it: passes every request on to a sandbox and puts attacks on the terminal in the
/// place of every text of its answers. What has the shape of an id stays, and the link to a form, so that there is a case
/// to walk through.
package final class HostileService: Sendable {
  package let url: String
  private let listener: Int32
  private let port: UInt16
  private let served = Mutex<Set<String>>([])

  /// Keys of the documents whose texts were replaced.
  package var replacedKeys: Set<String> { served.withLock { $0 } }

  /// - Parameter sandbox: its address.
  package init(over sandbox: String) throws {
    port = try Loopback.port(of: sandbox)
    (listener, url) = try Loopback.listener()
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread { [self] in answer(connection) }
      }
    }
  }

  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func answer(_ connection: Int32) {
    defer { close(connection) }
    var request = Data()
    while request.range(of: Data("\r\n\r\n".utf8)) == nil {
      guard Loopback.read(connection, into: &request) else { return }
    }
    guard let upstream = Loopback.connection(to: port) else { return }
    defer { close(upstream) }
    guard let end = request.range(of: Data("\r\n".utf8))?.lowerBound else { return }
    // An answer ends with the connection; writes ask for that themselves.
    let asks = String(decoding: request, as: UTF8.self).lowercased().contains("\r\nconnection: close")
    Loopback.write(upstream, request[..<end] + Data((asks ? "" : "\r\nConnection: close").utf8) + request[end...])
    // The rest of a body comes when it comes.
    let rest = Thread {
      var more = Data()
      while Loopback.read(connection, into: &more) {
        Loopback.write(upstream, more)
        more = Data()
      }
    }
    rest.start()
    var answer = Data()
    while Loopback.read(upstream, into: &answer) {}
    guard let head = answer.range(of: Data("\r\n\r\n".utf8)), let status = answer.range(of: Data("\r\n".utf8)) else {
      return
    }
    let body = hostile(Data(answer[head.upperBound...]))
    let fields = "Content-Type: application/json\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
    Loopback.write(connection, answer[..<status.upperBound] + Data(fields.utf8) + body)
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
}

/// Texts that would act on a terminal, hide, or be measured wrongly. None of their sequences is one that we draw with.
package enum HostileWords {
  package static let all = [
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
