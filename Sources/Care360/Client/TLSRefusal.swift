/// The reason why no TLS connection was made, or why the other side broke it off. The request was not processed.
public enum TLSRefusal: Hashable, Sendable {
  /// The certificate has expired, is not valid yet, or comes from an authority that is unknown here.
  case certificate
  /// Valid for other hosts.
  case otherName
  /// The certificate has no subject alternative name with a host name in it (RFC 9525, 6.3).
  case noName
  /// A wildcard that stands for a part of a label, `w*.example.com` (RFC 9525, 6.3, allows a whole one only).
  case partialWildcard
  /// Signed with SHA-1 or MD5.
  case weakSignature
  /// An RSA key below 2,048 bits.
  case weakKey
  /// The server wants a certificate of the client, and this program has none.
  case clientCertificate
  /// The server speaks TLS 1.0 or 1.1 at most.
  case oldProtocol
  /// The answer is no TLS: plain HTTP, or anything else.
  case noTLS
  /// Anything else that broke off the handshake. Up to TLS 1.2 a server that wants a client certificate sends the same
  /// alert, handshake_failure, as a server without a common cipher (RFC 5246, 7.4.6).
  case handshake

  /// For the operator, and for the person who runs the server.
  package var sentence: String {
    switch self {
    case .certificate: "The server's certificate was refused. Nothing was sent."
    case .otherName: Self.refused("it is for another host")
    case .noName: Self.refused("its subject alternative names do not include the host")
    case .partialWildcard: Self.refused("its wildcard covers only part of a name")
    case .weakSignature: Self.refused("it is signed with SHA-1 or MD5")
    case .weakKey: Self.refused("its RSA key has fewer than 2048 bits")
    case .clientCertificate: "The server wants a client certificate, and this program has none. Nothing was done."
    case .oldProtocol: "The server does not speak TLS 1.2 or later. Nothing was sent."
    case .noTLS: "The server at this address and port does not speak TLS. Nothing was sent."
    case .handshake:
      "The server did not agree to a TLS connection: it may want a client certificate. Nothing was sent."
    }
  }

  private static func refused(_ reason: String) -> String {
    "The server's certificate was refused: \(reason). Nothing was sent."
  }
}
