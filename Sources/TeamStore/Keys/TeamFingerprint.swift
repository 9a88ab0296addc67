import CSodium
import Sealing

/// Eighty bits of a key, for two people to compare over the telephone: `1f2e 3d4c 5b6a 7988 0011`.
package struct TeamFingerprint: Hashable, Sendable, CustomStringConvertible {
  private static let bytes = 10

  package let description: String

  /// Of a public key.
  init(publicKey: [UInt8]) {
    let message = Array("CaseDesk team public key".utf8) + publicKey
    var digest = [UInt8](repeating: 0, count: 32)
    // No key is involved, so this needs no sodium_init and cannot fail.
    crypto_generichash(&digest, digest.count, message, UInt64(message.count), nil, 0)
    self.init(digest)
  }

  /// - Parameter digest: at least 10 bytes, of which no more than these are shown.
  init(_ digest: [UInt8]) {
    let hex = Array(digest.prefix(Self.bytes)).hex
    description = stride(from: 0, to: hex.utf8.count, by: 4).map { start in
      String(hex.dropFirst(start).prefix(4))
    }.joined(separator: " ")
  }

  /// True where a person typed this one, however spaced.
  func isSame(as typed: String) -> Bool {
    let digits = typed.lowercased().filter { $0.isASCII && $0.isHexDigit }
    let others = typed.contains { !$0.isHexDigit && !$0.isWhitespace && $0 != "-" && $0 != ":" }
    return !others && digits == description.filter { $0 != " " }
  }
}
