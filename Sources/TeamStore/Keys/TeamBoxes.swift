import CSodium

/// Names of the rows that are found without the team's key.
enum TeamBoxes {
  /// The row with the team's key of one epoch for the owner of a public key.
  static func id(publicKey: [UInt8], epoch: Int64) -> [UInt8] {
    let message = Array("CaseDesk team box".utf8) + publicKey + number(epoch)
    var digest = [UInt8](repeating: 0, count: 32)
    // No key is involved, so this needs no sodium_init and cannot fail.
    crypto_generichash(&digest, digest.count, message, UInt64(message.count), nil, 0)
    return digest
  }

  /// The row of a key of the team.
  static func id(epoch: Int64) -> [UInt8] { number(epoch) }

  private static func number(_ epoch: Int64) -> [UInt8] { withUnsafeBytes(of: epoch.bigEndian, Array.init) }
}
