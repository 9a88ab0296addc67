package import Care360
package import FoundationEssentials

/// The end of a token that states it: a JWT (RFC 7519) with an `exp`. Nothing is verified, because that is up to the
/// service; a token of any other form simply does not state its end.
package enum TokenExpiry {
  package static func of(_ token: Secret) -> Date? {
    let parts = token.reveal().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let payload = decoded(parts[1]) else { return nil }
    do throws(NotJSON) {
      return try JSONValue(parsing: payload)["exp"]?.number?.double.flatMap(date)
    } catch {
      return nil
    }
  }

  /// Seconds since 1970, up to the year 9999.
  private static func date(_ seconds: Double) -> Date? {
    (0..<253_402_300_800).contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
  }

  /// base64url without padding (RFC 4648, section 5).
  private static func decoded(_ text: Substring) -> Data? {
    let plain = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    let padding = String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: String(plain) + padding)
  }
}
