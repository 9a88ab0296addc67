import FoundationEssentials
import GRDB

extension SandboxRequest {
  /// The organization that the key names. Both spellings of the header are accepted. A missing or unknown key is documented for
  /// latest-case-id only; the other key routes are assumed to answer alike.
  func organization(_ db: Database) throws -> Organization {
    guard let key = header("cv-api-key"), !key.isEmpty else {
      throw Refusal.caseError("Secret key not provided!")
    }
    guard let organization = try Organization.filter(Column("apiKey") == key).fetchOne(db) else {
      throw Refusal.caseError("Organization with \(SandboxRequest.digest(key)) not found!")
    }
    return organization
  }

  /// The documented text names a hash of the key; its kind is not documented. Sixty-four hexadecimal digits that do not give
  /// the key back are enough here.
  private static func digest(_ key: String) -> String {
    let start = key.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var generator = SplitMix64(seed: start)
    return generator.text(length: 64, of: "0123456789abcdef")
  }

  /// The bearer token; nil without one.
  var bearerToken: String? {
    guard let value = header("authorization") else { return nil }
    let parts = value.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}

/// True for the usual text form of a UUID, in either case.
func isUUID(_ text: String) -> Bool {
  UUID(uuidString: text) != nil
}
