package import Care360
import NIOCore
package import NIOSSL

/// TLS to another server than the service, whose certificate is judged as the service's is.
package struct ServerTrust: Sendable {
  private let context: NIOSSLContext

  /// - Parameter authorities: in addition to the system's, each in DER.
  package init(authorities: [[UInt8]]) throws {
    context = try NIOSSLContext(configuration: ClientSettings.tls(authorities))
  }

  /// Completes the handshake only with a server whose certificate is in order, so that nothing leaves before that.
  package func handler(for host: String) throws -> NIOSSLClientHandler {
    // An address is no server name: the library looks for it in the certificate by itself.
    try NIOSSLClientHandler._makeSSLClientHandler(
      context: context, serverHostname: Listener.address(of: host) == nil ? host : nil
    ) { certificate, channel in
      channel.eventLoop.makeCompletedFuture {
        guard let reason = try CertificateCheck.refusal(of: certificate, for: [host]) else { return }
        throw CertificateCheck.Refusal(reason: reason)
      }
    }
  }

  /// The refusal that an error of the connection stands for; nil for a connection that was lost or never made.
  package static func refusal(of error: any Error) -> TLSRefusal? {
    if let refusal = error as? CertificateCheck.Refusal { return refusal.reason }
    guard case .tlsRefused(let reason) = TransportFailure.Kind(of: error, afterHead: false) else { return nil }
    return reason
  }
}
