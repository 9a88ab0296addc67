import Care360
import Care360HTTP
import NIOSSL
import TestCertificates
import TestSupport
import Testing

/// A certificate that is not in order means no connection, soon and without a byte of the request.
@Suite(.serialized) struct TLSTests {
  enum Server: String, CaseIterable {
    case selfSigned, expired, future, wrongName, wrongAuthority, oldProtocol, commonNameOnly, addressForName, sha1,
      rsa1024
    case wantsClient, wantsClientOf12

    var refusal: TLSRefusal {
      switch self {
      case .selfSigned, .expired, .future, .wrongAuthority: .certificate
      case .wrongName: .otherName
      case .oldProtocol: .oldProtocol
      case .commonNameOnly, .addressForName: .noName
      case .sha1: .weakSignature
      case .rsa1024: .weakKey
      case .wantsClient: .clientCertificate
      case .wantsClientOf12: .handshake
      }
    }

    var host: String {
      switch self {
      case .commonNameOnly, .addressForName: "localhost"
      default: "127.0.0.1"
      }
    }

    func context(_ certificates: TestCertificates) throws -> NIOSSLContext {
      switch self {
      case .selfSigned: try certificates.selfSigned()
      case .expired: try certificates.server(from: "20200101000000Z", to: "20210101000000Z")
      case .future: try certificates.server(from: "20390101000000Z", to: "20400101000000Z")
      case .wrongName: try certificates.server(names: "DNS:other.example.com,IP:127.0.0.2")
      case .wrongAuthority: try certificates.server(ca: "other")
      case .oldProtocol: try certificates.server(maximum: .tlsv11)
      case .commonNameOnly: try certificates.server(names: nil, subject: "localhost")
      case .addressForName: try certificates.server(names: "IP:127.0.0.1")
      case .sha1: try certificates.server(digest: "sha1")
      case .rsa1024: try certificates.server(key: "rsa:1024")
      case .wantsClient: try certificates.server(wantsClient: true)
      case .wantsClientOf12: try certificates.server(maximum: .tlsv12, wantsClient: true)
      }
    }
  }

  private static func configuration(_ certificates: TestCertificates?) throws -> TransportConfiguration {
    var configuration = TransportConfiguration.patient
    configuration.authorities = try certificates?.authorities() ?? []
    return configuration
  }

  @Test(arguments: Server.allCases) func isRefused(_ server: Server) async throws {
    let certificates = try TestCertificates()
    let (context, host) = (try server.context(certificates), server.host)
    let refused = Care360Error.unavailable(.tlsRefused(server.refusal), retryAfter: nil, httpStatus: nil)
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest))), tls: context) { server in
      try await Rig.run("https://\(host):\(server.port)", try Self.configuration(certificates)) { rig in
        let read = await shortest(under: .seconds(2), tries: 40) {
          let error = await rig.read().error
          #expect(error == refused)
        }
        let write = await shortest(under: .seconds(2), tries: 40) {
          let error = await rig.write().error
          #expect(error == refused)
        }
        #expect(read < .seconds(2) && write < .seconds(2))
        #expect(!rig.journal.outcomes.isEmpty && rig.journal.outcomes.allSatisfy { $0 == .notSent })
      }
      // Not a byte that was meant for the service.
      #expect(server.log.now.connections > 0)
      #expect(server.log.now.bytesReceived == 0)
    }
  }

  @Test func aGoodCertificateIsTakenFromTheSiteAuthorityOnly() async throws {
    let certificates = try TestCertificates()
    let context = try certificates.server(names: "IP:127.0.0.1,DNS:localhost")
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest))), tls: context) { server in
      for host in ["127.0.0.1", "localhost"] {
        try await Rig.run("https://\(host):\(server.port)", try Self.configuration(certificates)) { rig in
          #expect(await rig.read().word == "ok")
        }
      }
      #expect(server.log.now.bytesReceived > 0)
      try await Rig.run("https://127.0.0.1:\(server.port)", try Self.configuration(nil)) { rig in
        #expect(await rig.read().error == .unavailable(.tlsRefused(.certificate), retryAfter: nil, httpStatus: nil))
      }
    }
  }

  @Test(arguments: [Answers.html, "SSH-2.0-OpenSSH_9.2\r\n", String(repeating: "\u{1}\0garbage", count: 20)])
  func whatSpeaksNoTLSIsRefused(_ greeting: String) async throws {
    try await FaultServer.run(Script(onAccept: { _ in .answer(greeting) })) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)", try Self.configuration(nil)) { rig in
        #expect(await rig.write().error == .unavailable(.tlsRefused(.noTLS), retryAfter: nil, httpStatus: nil))
        #expect(server.log.now.requests.isEmpty)
      }
    }
  }
}
