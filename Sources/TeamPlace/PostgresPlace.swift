/// A database of a PostgreSQL server. The login has no password here: it is by peer, GSS, a client certificate, or a file
/// of passwords.
package struct PostgresPlace: Hashable, Sendable {
  /// As it was written.
  package let text: String
  /// The name or address of a host, or the folder of a Unix socket, which begins with `/`.
  package let host: String
  package let port: Int
  package let database: String
  /// Nil for the login name of the person.
  package let user: String?
  /// Absolute paths by the names that libpq has for them: `sslrootcert`, `sslcert`, `sslkey`, `passfile`.
  package let files: [String: String]
  /// The user on this host that the server must run as; for a Unix socket.
  package let peer: String?

  package var isSocket: Bool { host.utf8.first == UInt8(ascii: "/") }

  private static let fileOptions = ["passfile", "sslcert", "sslkey", "sslrootcert"]

  /// - Parameter rest: the bytes behind `postgresql://`.
  init(_ rest: [UInt8]) throws(TeamPlaceProblem) {
    text = "postgresql://" + String(decoding: rest, as: UTF8.self)
    guard !rest.contains(UInt8(ascii: "#")) else { throw .badHost }
    let cut = rest.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    let path = cut[0].split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    let authority = Authority(Array(path[0]))
    // This comes first, since a sentence about anything else would leave the password where it is.
    guard authority.password == nil else { throw .password }
    let options = try Self.options(cut.count > 1 ? Array(cut[1]) : [])
    guard path.count > 1, !path[1].isEmpty, !path[1].contains(UInt8(ascii: "/")) else { throw .noDatabase }
    database = try Self.decoded(Array(path[1]))
    user = try authority.user.map(Self.decoded)
    port = try authority.port.map(Self.number) ?? 5432
    if authority.host.isEmpty {
      guard let folder = options["host"] else { throw .noHost }
      guard folder.utf8.first == UInt8(ascii: "/") else { throw .relativePath("host") }
      guard options["sslmode"] == nil else { throw .socketOption("sslmode") }
      host = folder
    } else {
      guard options["host"] == nil else { throw .twoHosts }
      guard options["requirepeer"] == nil else { throw .socketOption("requirepeer") }
      guard options["sslmode"] == "verify-full" else { throw .weakTLS }
      host = try Self.hostName(authority.host)
    }
    peer = options["requirepeer"]
    var files: [String: String] = [:]
    for name in Self.fileOptions {
      guard let file = options[name] else { continue }
      guard file.utf8.first == UInt8(ascii: "/") else { throw .relativePath(name) }
      files[name] = file
    }
    self.files = files
  }

  private static func options(_ bytes: [UInt8]) throws(TeamPlaceProblem) -> [String: String] {
    var options: [String: String] = [:]
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = try decoded(Array(parts[0]))
      guard name != "password" else { throw .password }
      guard ["host", "requirepeer", "sslmode"].contains(name) || fileOptions.contains(name) else {
        throw .unknownOption(name)
      }
      guard options[name] == nil else { throw .optionTwice(name) }
      let value = parts.count > 1 ? try decoded(Array(parts[1])) : ""
      guard !value.isEmpty else { throw .emptyOption(name) }
      options[name] = value
    }
    return options
  }

  private static func number(_ bytes: [UInt8]) throws(TeamPlaceProblem) -> Int {
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(String(decoding: bytes, as: UTF8.self)),
      (1...65_535).contains(port)
    else { throw .badPort }
    return port
  }

  /// One host: libpq would try a list of several, separated by commas.
  private static func hostName(_ bytes: [UInt8]) throws(TeamPlaceProblem) -> String {
    let isName = bytes.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A: true
      default: false
      }
    }
    guard isName else { throw .badHost }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Percent signs decoded (RFC 3986); UTF-8 without control characters.
  private static func decoded(_ bytes: [UInt8]) throws(TeamPlaceProblem) -> String {
    var plain: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        plain.append(byte)
        continue
      }
      let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
      guard digits.count == 2 else { throw .badEscape }
      plain.append(UInt8(digits[0] * 16 + digits[1]))
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: plain, as: UTF8.self), plain.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw .badEscape
    }
    return text
  }
}

/// The part of a URL between `//` and the path: user, password, host and port.
private struct Authority {
  let user: [UInt8]?
  let password: [UInt8]?
  let host: [UInt8]
  let port: [UInt8]?

  init(_ bytes: [UInt8]) {
    let at = bytes.lastIndex(of: UInt8(ascii: "@"))
    let login = at.map { bytes[..<$0].split(separator: colon, maxSplits: 1, omittingEmptySubsequences: false) }
    user = login.flatMap { $0[0].isEmpty ? nil : Array($0[0]) }
    password = login.flatMap { $0.count > 1 ? Array($0[1]) : nil }
    let rest = Array(at.map { bytes[($0 + 1)...] } ?? bytes[...])
    // An IPv6 address stands in brackets.
    if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
      host = Array(rest[1..<end])
      port = rest.count > end + 1 ? Array(rest[(end + 1)...].drop { $0 == colon }) : nil
    } else if let end = rest.lastIndex(of: colon) {
      host = Array(rest[..<end])
      port = Array(rest[(end + 1)...])
    } else {
      host = rest
      port = nil
    }
  }
}

private let colon = UInt8(ascii: ":")
