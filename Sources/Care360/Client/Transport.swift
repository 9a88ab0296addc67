public import FoundationEssentials

/// An answer as it came: whole, within the caps, not a redirect.
public struct APIResponse: Sendable {
  public let status: Int
  public let body: Data
  /// Seconds from a `Retry-After` header, bounded to a day; nil without one that can be read.
  public let retryAfter: Int?
  /// The host that a redirect points to, in plain ASCII. The transport never follows the redirect.
  public let redirectHost: String?
  /// The server's clock, from a `Date` header (RFC 9110); nil without one that can be read.
  public let date: Date?

  public init(
    status: Int, body: Data, retryAfter: Int? = nil, location: String? = nil, date: Date? = nil
  ) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
    self.date = date
    redirectHost = (300..<400).contains(status) ? location.flatMap(Self.host) : nil
  }

  /// The host of an absolute or scheme-relative URL; nil when there is none that can be shown as it is.
  private static func host(of location: String) -> String? {
    // A scheme (RFC 3986), or none: "//" further on belongs to a path or query.
    guard let separator = location.firstRange(of: "//") else { return nil }
    let scheme = location[..<separator.lowerBound]
    let isScheme =
      scheme.last == ":" && scheme.dropLast().allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    guard scheme.isEmpty || isScheme else { return nil }
    let authority = location[separator.upperBound...].prefix { !"/?#\\".contains($0) }
    var host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = host[..<colon] }
    let isPlain = host.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-.:[]".utf8.contains(byte)
    }
    return isPlain && !host.isEmpty && host.utf8.count <= 253 ? String(host) : nil
  }
}

/// The reason why no whole answer came. Holds no library text, no secret, and no address except a refused one.
public struct TransportFailure: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// No connection: name not found, refused, network down.
    case cannotConnect
    /// The rules of base URLs forbid the address; no connection was tried.
    case addressRefused(RefusedAddress)
    /// The server's certificate or protocol was refused, or the server refused the connection.
    case tlsRefused(TLSRefusal)
    /// The deadline passed.
    case timedOut
    /// The answer passed a cap.
    case tooLarge
    /// The answer ended before it was whole, or was not HTTP.
    case cutShort
    /// Cancelled by the person.
    case cancelled
    /// A write through a transport that takes none.
    case readOnly
  }

  public let kind: Kind
  /// For a write: false only when it is certain that not one byte of the body left, or that the other side took none.
  public let mayHaveBeenSent: Bool

  public init(_ kind: Kind, mayHaveBeenSent: Bool) {
    self.kind = kind
    self.mayHaveBeenSent = mayHaveBeenSent
  }
}

/// Leave to send one write once. Only the write guard of this module makes one.
public struct WritePermit: ~Copyable, Sendable {
  init() {}
}

/// Carries requests. Keeps deadlines, caps and TLS rules, follows no redirect, and may resend a read but never a write.
public protocol Transport: Sendable {
  /// Opens connections for the next reads where none is open, sends no request over them, and says nothing of a failure.
  /// Returns at once.
  func connect(to base: BaseURL)
  func read(_ request: APIRequest) async throws(TransportFailure) -> APIResponse
  func write(_ request: APIRequest, permit: consuming WritePermit) async throws(TransportFailure) -> APIResponse
}
