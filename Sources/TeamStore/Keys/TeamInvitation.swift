import Sealing
import TeamPlace

/// The public key of somebody who wants to join, as text to hand over. It is no secret; the fingerprint, compared over
/// another way, says that nobody put another key in its place.
package struct TeamInvitation: Hashable, Sendable {
  private static let start = "casedesk-team-1:"

  package let publicKey: [UInt8]

  package init(publicKey: [UInt8]) { self.publicKey = publicKey }

  /// Throws `badInvitation` for any other text.
  package init(_ text: String) throws(TeamProblem) {
    let bytes = Array(text.utf8).filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let digits = bytes.after(Self.start),
      let key = [UInt8](hex: String(decoding: digits, as: UTF8.self)), key.count == BoxKeyPair.bytes
    else { throw .badInvitation }
    publicKey = key
  }

  package var text: String { Self.start + publicKey.hex }
  package var fingerprint: TeamFingerprint { TeamFingerprint(publicKey: publicKey) }
}
