import AsyncHTTPClient
import NIOCore
import NIOSSL

/// The settings of both HTTP clients. Environment variables have no part in them: no proxy, no trust, no key log.
enum ClientSettings {
  /// Connections are kept for the next read.
  static func reads(
    _ limits: TransportConfiguration, _ hosts: CertificateCheck.Hosts, _ warmUp: WarmUp
  ) -> HTTPClient.Configuration {
    var settings = common(limits, hosts)
    settings.connectionPool.idleTimeout = .seconds(30)
    let judge = settings.http1_1ConnectionDebugInitializer
    settings.http1_1ConnectionDebugInitializer = { channel in
      let isJudged = judge?(channel) ?? channel.eventLoop.makeSucceededVoidFuture()
      // One that is refused must not reach a request either.
      return warmUp.opened(channel).flatMap { isJudged }
    }
    return settings
  }

  /// Opens one connection per write. Only a connection whose write was cancelled during the connect can ever be idle;
  /// it is dropped at once, because the server may close an idle connection under the next write.
  static func writes(_ limits: TransportConfiguration, _ hosts: CertificateCheck.Hosts) -> HTTPClient.Configuration {
    var settings = common(limits, hosts)
    settings.connectionPool.idleTimeout = .milliseconds(1)
    settings.maximumUsesPerConnection = 1
    return settings
  }

  /// - Parameter authorities: in addition to the system's, each in DER.
  static func tls(_ authorities: [[UInt8]]) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    tls.certificateVerification = .fullVerification
    // One that the library cannot read vouches for nobody.
    let authorities = authorities.compactMap { der in
      do { return try NIOSSLCertificate(bytes: der, format: .der) } catch { return nil }
    }
    if !authorities.isEmpty { tls.additionalTrustRoots = [.certificates(authorities)] }
    return tls
  }

  private static func common(_ limits: TransportConfiguration, _ hosts: CertificateCheck.Hosts)
    -> HTTPClient.Configuration
  {
    var settings = HTTPClient.Configuration(
      tlsConfiguration: tls(limits.authorities), redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(limits.connectTimeout)), connectionPool: .init(),
      proxy: limits.proxy.map { .server(host: $0.host, port: $0.port) }, decompression: .disabled)
    settings.httpVersion = .http1Only
    settings.http1_1ConnectionDebugInitializer = { channel in
      channel.pipeline.containsHandler(type: NIOSSLClientHandler.self).map { true }.recover { _ in false }
        .flatMap { isTLS in isTLS ? CertificateCheck.judge(channel, for: hosts) : ListenerCheck.judge(channel) }
    }
    // The library would otherwise try a refused certificate again until the deadline.
    settings.connectionPool.retryConnectionEstablishment = false
    return settings
  }
}
