import Care360
import Care360HTTP
import NIOSSL
import Testing

/// A certificate that is not in order means no connection, soon and without a byte of the request.
@Suite(.serialized) struct TLSTests {
  enum Server: String, CaseIterable {
    case selfSigned, expired, future, wrongName, wrongAuthority, oldProtocol
  }

  private static let sentence = "The server's certificate was refused. Nothing was sent."

  private static func context(_ server: Server, _ certificates: TestCertificates) throws -> NIOSSLContext {
    switch server {
    case .selfSigned: try certificates.selfSigned()
    case .expired: try certificates.server(from: "20200101000000Z", to: "20210101000000Z")
    case .future: try certificates.server(from: "20390101000000Z", to: "20400101000000Z")
    case .wrongName: try certificates.server(names: "DNS:other.example.com,IP:127.0.0.2")
    case .wrongAuthority: try certificates.server(ca: "other")
    case .oldProtocol: try certificates.server(maximum: .tlsv11)
    }
  }

  private static func configuration(_ certificates: TestCertificates?) throws -> TransportConfiguration {
    var configuration = TransportConfiguration.patient
    configuration.authorities = try certificates?.authorities() ?? []
    return configuration
  }

  @Test(arguments: Server.allCases) func isRefused(_ server: Server) async throws {
    let certificates = try TestCertificates()
    let context = try Self.context(server, certificates)
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest))), tls: context) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)", try Self.configuration(certificates)) { rig in
        let refused = Care360Error.unavailable(.tlsRefused, retryAfter: nil, httpStatus: nil)
        var sentences: Set<String> = []
        let read = await shortest(under: .seconds(2), tries: 40) {
          let error = await rig.read().error
          #expect(error == refused)
          sentences.insert(error?.sentence ?? "")
        }
        let write = await shortest(under: .seconds(2), tries: 40) {
          let error = await rig.write().error
          #expect(error == refused)
          sentences.insert(error?.sentence ?? "")
        }
        #expect(read < .seconds(2) && write < .seconds(2))
        #expect(sentences == [Self.sentence])
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
        #expect(await rig.read().error == .unavailable(.tlsRefused, retryAfter: nil, httpStatus: nil))
      }
    }
  }

  @Test func aPlainServerBehindHTTPSIsRefused() async throws {
    try await FaultServer.run(Script(onAccept: { _ in .answer(Answers.html) })) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)", try Self.configuration(nil)) { rig in
        #expect(await rig.write().error == .unavailable(.tlsRefused, retryAfter: nil, httpStatus: nil))
        #expect(server.log.now.requests.isEmpty)
      }
    }
  }
}
