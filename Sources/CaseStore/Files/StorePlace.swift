import CSodium
import FoundationEssentials

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

extension Collection where Element == UInt8 {
  /// Two lower-case digits a byte.
  var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

extension Array where Element == UInt8 {
  /// Nil unless `hex` is pairs of hexadecimal digits.
  init?(hex: String) {
    let digits = hex.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard digits.count.isMultiple(of: 2), digits.count == hex.count else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      bytes.append(UInt8(digits[index] * 16 + digits[index + 1]))
    }
    self = bytes
  }
}
