import AsyncHTTPClient
import Care360
import NIOCore
import NIOHTTP1
import NIOSSL

extension TransportFailure.Kind {
  /// The kind of an error from a library. The error itself stops here, because its text can hold header values.
  init(of error: any Error, afterHead: Bool) {
    switch error {
    case is CancellationError: self = .cancelled
    case let error as HTTPClientError: self = Self.kind(of: error, afterHead: afterHead)
    case let error as HTTPParserError:
      if case .headerOverflow = error { self = .tooLarge } else { self = .cutShort }
    case let error as NIOSSLError: self = Self.kind(of: error, afterHead: afterHead)
    case let error as BoringSSLError: self = afterHead ? .cutShort : .tlsRefused(TLSRefusal(error))
    case let error as NIOSSLExtraError:
      self = afterHead ? .cutShort : .tlsRefused(error == .failedToValidateHostname ? .otherName : .handshake)
    case ChannelError.connectTimeout: self = .timedOut
    default: self = afterHead ? .cutShort : .cannotConnect
    }
  }

  private static func kind(of error: HTTPClientError, afterHead: Bool) -> Self {
    switch error {
    case .cancelled: .cancelled
    case .connectTimeout, .tlsHandshakeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout, .readTimeout,
      .writeTimeout:
      .timedOut
    default: afterHead ? .cutShort : .cannotConnect
    }
  }

  /// A handshake that the other side broke off is a lost connection; everything else about TLS is a refusal.
  private static func kind(of error: NIOSSLError, afterHead: Bool) -> Self {
    switch error {
    case _ where afterHead: .cutShort
    case .uncleanShutdown, .handshakeFailed(.zeroReturn), .handshakeFailed(.syscallError): .cannotConnect
    case .handshakeFailed(.sslError(let stack)) where stack == [.eofDuringHandshake]: .cannotConnect
    case .handshakeFailed(let error): .tlsRefused(TLSRefusal(error))
    default: .tlsRefused(.handshake)
    }
  }
}
