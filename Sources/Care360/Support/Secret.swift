/// An API key or token. Only `reveal` gives its text; printing a secret shows nothing of it.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let value: String

  /// Leaves out a byte order mark and surrounding blanks. Refuses, without echoing it, an empty secret, one over 4 KiB,
  /// and anything but visible ASCII on one line.
  public init(validating bytes: some Collection<UInt8>) throws(SecretProblem) {
    let bytes = Array(bytes)
    value = String(decoding: bytes[try Self.range(in: bytes)], as: UTF8.self)
  }

  /// The range of the secret in `bytes`, by the rules of `init(validating:)`. For callers that may not make a `String`,
  /// which nobody can overwrite.
  package static func range(in bytes: [UInt8]) throws(SecretProblem) -> Range<Int> {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard let first = text.firstIndex(where: { !$0.isBlank }), let last = text.lastIndex(where: { !$0.isBlank }) else {
      throw .empty
    }
    let secret = text[first...last]
    guard secret.count <= 4096 else { throw .tooLong }
    if secret.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) { throw .severalLines }
    if secret.contains(where: \.isBlank) { throw .holdsBlanks }
    guard secret.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notPrintable }
    return first..<last + 1
  }

  /// The text itself, for a request header and nothing else.
  public func reveal() -> String { value }

  public var description: String { "[secret]" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The reason why bytes cannot be a key or token.
public enum SecretProblem: Error, Hashable, Sendable {
  case empty
  case tooLong
  case severalLines
  case holdsBlanks
  case notPrintable

  public var sentence: String {
    switch self {
    case .empty: "It is empty."
    case .tooLong: "It is longer than 4096 bytes."
    case .severalLines: "It has more than one line: keep only the line with the secret."
    case .holdsBlanks: "It has a space or tab in it: it must be one word."
    case .notPrintable: "It has a character that is not printable ASCII: copy it again from its source."
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

/// A secret that is not available. Carries sentences of this program, never the secret.
public enum CredentialError: Error, Hashable, Sendable {
  /// Nothing is configured for this kind.
  case notConfigured(CredentialKind)
  /// The file or command was refused or gave nothing usable; the sentence says what to do.
  case refused(CredentialKind, String)
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
