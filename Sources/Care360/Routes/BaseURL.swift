/// Where the service is: `https`, or plain `http` on a loopback host only (the sandbox).
public struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// Scheme, host, port and path prefix, without a trailing slash.
  public let text: String
  /// Lower case; without brackets for IPv6.
  public let host: String
  public let isLoopback: Bool
  /// Scheme, host and port, without the scheme's default port (RFC 9110). Two base URLs with the same origin belong to
  /// the same service.
  public let origin: String

  /// Production (documented).
  public static let productionText = "https://api.care360-next.carevalidate.com"
  /// Staging (documented).
  public static let stagingText = "https://api-staging.care360-next.carevalidate.com"

  /// True for the vendor's production host.
  public var isProduction: Bool { Self.productionText.hasSuffix("//" + host) }

  /// True for the vendor's staging host.
  public var isStaging: Bool { Self.stagingText.hasSuffix("//" + host) }

  public init(_ source: String) throws(BaseURLProblem) {
    let trimmed = source.trimmedOfSpaces
    guard trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notPlain }
    guard let separator = trimmed.firstIndex(of: ":"), trimmed[separator...].hasPrefix("://") else { throw .scheme }
    let scheme = trimmed[..<separator].lowercased()
    guard scheme == "https" || scheme == "http" else { throw .scheme }
    let rest = trimmed[trimmed.index(separator, offsetBy: 3)...]
    guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0 == "\\" }) else { throw .notPlain }
    let authorityEnd = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<authorityEnd]
    guard !authority.contains("@") else { throw .userInfo }
    let (host, port) = try Self.hostAndPort(authority)
    var path = String(rest[authorityEnd...])
    while path.hasSuffix("/") { path.removeLast() }
    guard !path.contains("%"), !path.contains(".."), !path.split(separator: "/").contains(".") else { throw .notPlain }

    self.host = host
    isLoopback = Self.isLoopback(host)
    guard scheme == "https" || isLoopback else { throw .plainHTTP }
    let shown = host.contains(":") ? "[\(host)]" : host
    let usual = scheme == "https" ? 443 : 80
    origin = "\(scheme)://\(shown)" + (port.flatMap { $0 == usual ? nil : ":\($0)" } ?? "")
    text = origin + path
  }

  public var description: String { text }

  private static func hostAndPort(_ authority: Substring) throws(BaseURLProblem) -> (String, Int?) {
    let host: Substring
    let tail: Substring
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { throw .host }
      host = authority[authority.index(after: authority.startIndex)..<close]
      tail = authority[authority.index(after: close)...]
      guard !host.isEmpty, host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { throw .host }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      tail = authority[colon...]
      let labels = host.split(separator: ".", omittingEmptySubsequences: false)
      let sane = labels.allSatisfy { label in
        !label.isEmpty && label.count <= 63
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      }
      guard sane, host.count <= 253 else { throw .host }
    }
    guard !tail.isEmpty else { return (host.lowercased(), nil) }
    guard tail.hasPrefix(":"), let port = Int(tail.dropFirst()), (1...65535).contains(port),
      tail.dropFirst().allSatisfy(\.isASCIIDigit)
    else { throw .port }
    return (host.lowercased(), port)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let octets = host.split(separator: ".", omittingEmptySubsequences: false)
    return octets.count == 4 && octets[0] == "127"
      && octets.allSatisfy { part in part.allSatisfy(\.isASCIIDigit) && (Int(part).map { $0 <= 255 } ?? false) }
  }
}

/// Why a text is refused as base URL.
public enum BaseURLProblem: Error, Hashable, Sendable {
  case scheme
  case plainHTTP
  case userInfo
  case host
  case port
  case notPlain
  /// Plain http to this machine, where another user listens. Carries that user's id; nil when it is unknown.
  case foreignListener(UInt32?)

  public var sentence: String {
    switch self {
    case .scheme: "The base URL must start with https://."
    case .plainHTTP:
      "The base URL must be https; plain http is accepted only for a loopback host (127.0.0.1, localhost)."
    case .userInfo: "The base URL must not hold a user name or password."
    case .host: "The base URL needs a plain host name; write international names in their xn-- form."
    case .port: "The port of the base URL must be a number from 1 to 65535."
    case .foreignListener(let owner?): "Another user of this machine (uid \(owner)) is listening there."
    case .foreignListener(nil): "CaseDesk cannot tell which user of this machine is listening there."
    case .notPlain: "The base URL must be plain ASCII without spaces, %, query, fragment or backslash."
    }
  }
}
