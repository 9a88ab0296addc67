import Care360
import Care360HTTP
import Foundation
import NIOSSL
import TestCertificates
import TestSupport
import Testing

/// What holds for a whole process: each test runs in a child of its own.
@Suite(.serialized, .timeLimit(.minutes(6))) struct ProcessTests {
  @Test func theEnvironmentCannotRedirectUs() async {
    await #expect(processExitsWith: .success) {
      let certificates = try TestCertificates()
      let keyLog = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
      try await FaultServer.run(.always(.answer(Answers.html))) { proxy in
        for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
          setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
        }
        for name in ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"] { setenv(name, certificates.caFile, 1) }
        setenv("SSLKEYLOGFILE", keyLog, 1)
        setenv("SSL_CERT_DIR", try certificates.hashedFolder(), 1)
        // A file with what another client would send to this host, named by its variable and lying in the home folder.
        let home = try TestFolder()
        let netrc = try home.file(".netrc", "machine 127.0.0.1 login netrc-login password netrc-password\n")
        setenv("NETRC", netrc, 1)
        setenv("HOME", home.path, 1)
        let good = Script.always(.answer(Answers.json(Answers.latest)))
        try await FaultServer.run(good) { server in
          try await Rig.run(server) { #expect(await $0.read().word == "ok") }
          let headers = server.log.now.requests.map(\.headers)
          #expect(headers == [["cv-api-key": FixedCredentials.key, "host": "127.0.0.1:\(server.port)"]])
        }
        let context = try certificates.server()
        try await FaultServer.run(good, tls: context) { server in
          let base = "https://127.0.0.1:\(server.port)"
          try await Rig.run(base) { rig in
            #expect(await rig.read().error == .unavailable(.tlsRefused(.certificate), retryAfter: nil, httpStatus: nil))
          }
          var configuration = TransportConfiguration.patient
          configuration.authorities = try certificates.authorities()
          try await Rig.run(base, configuration) { #expect(await $0.read().word == "ok") }
          let headers = server.log.now.requests.map(\.headers)
          #expect(headers == [["cv-api-key": FixedCredentials.key, "host": "127.0.0.1:\(server.port)"]])
        }
        #expect(proxy.log.now.connections == 0)
        #expect(!FileManager.default.fileExists(atPath: keyLog))
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == [".netrc"])
      }
    }
  }

  @Test func aTransportThatWasNotShutDownEndsQuietly() async {
    await #expect(processExitsWith: .success) {
      try await FaultServer.run(.always(.answer(Answers.json("{}")))) { server in
        let base = try BaseURL("http://127.0.0.1:\(server.port)")
        for isShutDown in [false, true] {
          let transport = LiveTransport()
          let request = try Route.bundles.request(base: base, secret: try Secret(validating: "k".utf8))
          let status = try await transport.read(request).status
          #expect(status == 200)
          if isShutDown {
            await transport.shutdown()
            await transport.shutdown()
          }
        }
      }
    }
  }

  @Test func aBodyWithoutEndStaysInBoundedMemory() async {
    await #expect(processExitsWith: .success) {
      let chunk = String(repeating: "a", count: 1 << 20)
      try await FaultServer.run(.always(.flood("HTTP/1.1 200 OK\r\n\r\n", chunk: chunk))) { server in
        try await Rig.run(server) { rig in
          for _ in 0..<5 { #expect(await rig.read().error == .tooLarge(httpStatus: nil)) }
        }
      }
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = try #require(peak?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
      #expect(kilobytes < 150 << 10)
    }
  }
}
