/// An API key or token. Its text is reachable by `reveal` only; printing it prints nothing of it.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let value: String

  /// One trailing line end is trimmed. Refuses, without echoing, anything that is no visible ASCII on one line, an empty
  /// secret, and one over 4 KiB.
  public init(validating bytes: some Collection<UInt8>) throws(SecretProblem) {
    let bytes = Array(bytes)
    let length = try Self.length(in: bytes)
    value = String(decoding: bytes[..<length], as: UTF8.self)
  }

  /// How many of the first bytes are the secret, by the rules of `init(validating:)`: for those who may not make a `String`
  /// of it, which nobody can overwrite.
  package static func length(in bytes: [UInt8]) throws(SecretProblem) -> Int {
    guard bytes.count <= 4096 else { throw .tooLong }
    var length = bytes.count
    if length > 0, bytes[length - 1] == UInt8(ascii: "\n") { length -= 1 }
    if length > 0, bytes[length - 1] == UInt8(ascii: "\r") { length -= 1 }
    guard length > 0 else { throw .empty }
    guard bytes[..<length].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notPrintable }
    return length
  }

  /// The text itself, for a request header and nothing else.
  public func reveal() -> String { value }

  public var description: String { "[secret]" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why bytes cannot be a key or token.
public enum SecretProblem: Error, Hashable, Sendable {
  case empty
  case tooLong
  case notPrintable

  public var sentence: String {
    switch self {
    case .empty: "It is empty."
    case .tooLong: "It is longer than 4096 bytes."
    case .notPrintable: "It must be one line of printable ASCII without spaces."
    }
  }
}

/// Which secret a route takes: the organization's key, or a bearer token (documented per route).
public enum CredentialKind: String, Hashable, Sendable {
  case apiKey
  case token

  /// In the coordinator's words.
  public var name: String { self == .apiKey ? "API key" : "access token" }
}

/// Where key and token come from. Implementations read files and commands; nothing here does.
public protocol CredentialSource: Sendable {
  /// - Parameter refused: the service has just refused this secret, so that it is read again from its origin.
  func secret(_ kind: CredentialKind, refused: Bool) async throws(CredentialError) -> Secret
}

/// A secret that cannot be had. Carries sentences of ours, never the secret.
public enum CredentialError: Error, Hashable, Sendable {
  /// Nothing is configured for this kind.
  case notConfigured(CredentialKind)
  /// The file or command was refused or gave nothing usable; the sentence says what to do.
  case refused(CredentialKind, String)
}
