import FoundationEssentials
import Testing

@testable import Care360
@testable import Care360HTTP

/// The rules of base URLs hold where the bytes leave too, whoever made the request.
@Suite(.serialized) struct SendCheckTests {
  /// Each names this machine in some way that a resolver or a parser may take for loopback, or no host at all.
  static let refused = [
    "http://localhost.:PORT/", "HTTP://LOCALHOST.:PORT/", "http://127.0.0.1.:PORT/", "http://user:pw@127.0.0.1:PORT/",
    "http://user@127.0.0.1:PORT/", "http://@127.0.0.1:PORT/", "http://0.0.0.0:PORT/", "http://0:PORT/",
    "http://127.1:PORT/", "http://2130706433:PORT/", "http://0x7f.0.0.1:PORT/", "http://0177.0.0.1:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/", "http://[::]:PORT/", "http://%6cocalhost:PORT/", "http://%31%32%37.0.0.1:PORT/",
    "http://loc\u{430}lhost:PORT/", "http://\u{FF11}27.0.0.1:PORT/", "http://localhost\u{3002}:PORT/",
    "http://127.0.0.1:PORT\\@localhost/", "http://evil.example@127.0.0.1:PORT/", "http:127.0.0.1:PORT/",
    "127.0.0.1:PORT/", "//127.0.0.1:PORT/", "ftp://127.0.0.1:PORT/", "ws://127.0.0.1:PORT/", "file://127.0.0.1:PORT/",
    "unix://127.0.0.1:PORT/", "http+unix://%2Ftmp%2Fx:PORT/", "javascript:alert(PORT)", "http://:PORT/",
    "https://:PORT/", "http:///PORT", "https://", "http://.:PORT/", "",
  ]

  @Test func onlyAllowedURLsAreConnectedTo() async throws {
    let secret = try Secret(validating: FixedCredentials.key.utf8)
    func request(_ url: String, _ method: APIRequest.Method) -> APIRequest {
      APIRequest(
        method: method, url: url, path: "/", query: [], headers: [("cv-api-key", .secret(prefix: "", secret))],
        body: method == .post ? Data("{}".utf8) : nil)
    }
    try await FaultServer.run(.always(.answer(Answers.json("{}")))) { server in
      let transport = LiveTransport(configuration: .patient)
      let port = server.port
      for url in Self.refused.map({ $0.replacing("PORT", with: "\(port)") }) {
        #expect(throws: BaseURLProblem.self, "taken at load: \(url)") { _ = try BaseURL(url) }
        let address = try #require(RefusedAddress.refusing(url))
        let failure = TransportFailure(.addressRefused(address), mayHaveBeenSent: false)
        await #expect(throws: failure) {
          try await transport.read(request(url, .get))
        }
        await #expect(throws: failure) {
          try await transport.write(request(url, .post), permit: WritePermit())
        }
      }
      #expect(server.log.now.connections == 0)
      // The control: the same request to a loopback address is sent.
      var statuses: [Result<Int, any Error>] = []
      for url in ["http://127.0.0.1:\(port)/?a=b", "HTTP://127.0.0.1:\(port)/"] {
        statuses.append(await Task { try await transport.read(request(url, .get)).status }.result)
      }
      await transport.shutdown()
      let taken = try statuses.map { try $0.get() }
      #expect(taken == [200, 200])
    }
  }
}
