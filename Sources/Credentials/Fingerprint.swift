import CSodium
package import Care360
import PrivateIO

/// A few characters by which people can tell whether two of them have the same key, and of which nobody can make the key:
/// the first twelve digits of what `sha256sum` prints for it.
package enum Fingerprint {
  package static func of(_ secret: Secret) -> String {
    var bytes = Array(secret.reveal().utf8)
    defer { bytes.overwrite() }
    return of(bytes)
  }

  /// Of anything that is no secret.
  package static func of(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    return digest.prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
