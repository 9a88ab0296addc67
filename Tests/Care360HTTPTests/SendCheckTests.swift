import FoundationEssentials
import Testing

@testable import Care360
@testable import Care360HTTP

/// The rules of base URLs hold where the bytes leave too, whoever made the request.
@Suite(.serialized) struct SendCheckTests {
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
      for url in ["http://localhost.:\(port)/", "http://user:pw@127.0.0.1:\(port)/", "http://0.0.0.0:\(port)/"] {
        await #expect(throws: TransportFailure(.cannotConnect, mayHaveBeenSent: false)) {
          try await transport.read(request(url, .get))
        }
        await #expect(throws: TransportFailure(.cannotConnect, mayHaveBeenSent: false)) {
          try await transport.write(request(url, .post), permit: WritePermit())
        }
      }
      #expect(server.log.now.connections == 0)
      // The control: the same request to a loopback address is sent.
      let answer = await Task { try await transport.read(request("http://127.0.0.1:\(port)/?a=b", .get)) }.result
      await transport.shutdown()
      let status = try answer.get().status
      #expect(status == 200)
    }
  }
}
