import Care360
import NIOSSL

extension TLSRefusal {
  /// The meaning of an error of the handshake, or of the first answer after it.
  init(_ error: BoringSSLError) {
    let reasons: Set<UInt32> =
      switch error {
      case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack), .failedToSetALPN(let stack):
        Set(stack.compactMap(Self.reason))
      case .noError, .zeroReturn, .wantRead, .wantWrite, .wantConnect, .wantAccept, .wantX509Lookup,
        .wantCertificateVerify, .syscallError:
        []
      }
    self =
      if reasons.contains(Self.verifyFailed) {
        .certificate
      } else if !reasons.isDisjoint(with: Self.clientCertificateAlerts) {
        .clientCertificate
      } else if !reasons.isDisjoint(with: Self.versions) {
        .oldProtocol
      } else if reasons.contains(Self.wrongVersionNumber) {
        .noTLS
      } else {
        .handshake
      }
  }

  // BoringSSL reports an alert as 1000 plus its number (ssl.h; RFC 8446, 6).
  private static let verifyFailed: UInt32 = 125
  /// The error for a record that does not begin like a TLS record.
  private static let wrongVersionNumber: UInt32 = 247
  /// Either this side refused the server's version, or the server refused ours with a protocol_version alert.
  private static let versions: Set<UInt32> = [240, 1070]
  /// no_certificate, bad_certificate, certificate_required: servers tell these of a client's certificate only.
  private static let clientCertificateAlerts: Set<UInt32> = [1041, 1042, 1116]

  /// The reason in a packed error of BoringSSL's TLS library (err.h: library 16, reason in the lowest 12 bits). NIOSSL gives
  /// the number away in the description alone, `Error: NUMBER text`.
  private static func reason(_ error: BoringSSLInternalError) -> UInt32? {
    let words = error.description.utf8.split(separator: UInt8(ascii: " "))
    guard words.count > 1, let code = UInt32(Substring(words[1])), code >> 24 == 16 else { return nil }
    return code & 0xFFF
  }
}
