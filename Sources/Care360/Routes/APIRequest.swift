public import FoundationEssentials

/// One request as it goes on the wire, complete: the transport adds nothing but connection headers.
public struct APIRequest: Sendable {
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  public let method: Method
  /// Base URL, path and encoded query.
  public let url: String
  /// Path without base and query, for `redacted`.
  public let path: String
  public let query: [(name: String, value: String)]
  /// Exactly the headers that the route documents.
  public let headers: [(name: String, value: HeaderValue)]
  /// UTF-8 JSON; nil for reads.
  public let body: Data?

  /// A header's value: plain, or a secret that no description shows.
  public enum HeaderValue: Sendable {
    case plain(String)
    case secret(prefix: String, Secret)

    /// The value for the wire.
    public func reveal() -> String {
      switch self {
      case .plain(let text): text
      case .secret(let prefix, let secret): prefix + secret.reveal()
      }
    }

    var redacted: String {
      switch self {
      case .plain(let text): text
      case .secret(let prefix, _): prefix + "[redacted]"
      }
    }
  }

  /// The request with secrets redacted, as `--dry-run` prints it: request line, headers, empty line, body.
  public var redacted: String {
    var text = "\(method.rawValue) \(url)\n"
    for header in headers { text += "\(header.name): \(header.value.redacted)\n" }
    if let body { text += "\n" + String(decoding: body, as: UTF8.self) + "\n" }
    return text
  }
}

/// Percent-encoding of one query value: everything but RFC 3986 unreserved characters, so that `+` becomes `%2B`.
enum QueryEncoding {
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
