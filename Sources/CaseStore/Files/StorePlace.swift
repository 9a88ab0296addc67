import CSodium
import FoundationEssentials
import Sealing

/// The place of one operator's store for one profile.
package struct StorePlace: Hashable, Sendable {
  /// The folder of this program's data, an absolute path.
  package let base: String
  package let profile: String
  package let operatorID: String

  package init(base: String, profile: String, operatorID: String) {
    self.base = base
    self.profile = profile
    self.operatorID = operatorID
  }

  /// The store's folder. Its name tells a person which store it is; the hash of the full profile and operator names
  /// keeps two stores apart, so that no spelling of one can lead to the folder of another.
  package var folder: String { base + "/" + Self.stores + "/" + name }

  static let stores = "stores"

  var name: String {
    var identity: [UInt8] = []
    for part in [profile, operatorID] {
      identity += withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian, Array.init)
      identity += Array(part.utf8)
    }
    var digest = [UInt8](repeating: 0, count: 16)
    // No key is involved, so this needs no sodium_init and cannot fail.
    crypto_generichash(&digest, digest.count, identity, UInt64(identity.count), nil, 0)
    return [profile, operatorID].map(Self.readable).joined(separator: "-") + "-" + digest.hex
  }

  private static func readable(_ text: String) -> String {
    let kept = text.lowercased().utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    return kept.isEmpty ? "x" : String(decoding: kept.prefix(20), as: UTF8.self)
  }
}
