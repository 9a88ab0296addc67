import Care360
import Care360HTTP
import Foundation
import Testing

/// What a site's rules change about the transport.
@Suite(.serialized) struct PolicyTests {
  @Test func aTransportThatTakesNoWritesSendsNone() async throws {
    try await FaultServer.run(.always(.answer(Answers.json("{}")))) { server in
      var configuration = TransportConfiguration.patient
      configuration.isReadOnly = true
      try await Rig.run(server, configuration) { rig in
        // The client was told nothing of it: the transport alone refuses.
        #expect(await rig.write().word == "readOnly")
        #expect(rig.journal.outcomes == [.notSent])
        #expect(server.log.now.requests.isEmpty)
        _ = await rig.read()
      }
      #expect(server.log.now.requests.count == 1)
    }
  }

  @Test func aProxySeesWhereToConnectAndNothingOfOurs() async throws {
    try await FaultServer.run(.always(.answerThenClose("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"))) {
      server in
      var configuration = TransportConfiguration.patient
      configuration.proxy = ("127.0.0.1", server.port)
      try await Rig.run("https://api.example.com", configuration) { rig in
        #expect(await rig.read().word == "unavailable")
        #expect(await rig.write().word == "unavailable")
        #expect(rig.journal.outcomes == [.notSent])
      }
      let requests = server.log.now.requests
      #expect(!requests.isEmpty)
      for request in requests {
        #expect(request.head.first == "CONNECT api.example.com:443 HTTP/1.1")
        #expect(request.headers.keys.sorted() == ["host"])
        #expect(request.body.isEmpty)
      }
    }
  }

  /// The server's clock comes with every answer.
  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0 as Double?), ("yesterday", nil),
  ])
  func theDateOfAnAnswerIsRead(text: String, seconds: Double?) async throws {
    let answer = "HTTP/1.1 200 OK\r\nDate: \(text)\r\nContent-Length: 2\r\n\r\n{}"
    try await FaultServer.run(.always(.answer(answer))) { server in
      try await Rig.run(server) { rig in
        let base = try BaseURL("http://127.0.0.1:\(server.port)")
        let request = try Route.bundles.request(base: base, secret: try Secret(validating: "k".utf8))
        #expect(try await rig.transport.read(request).date?.timeIntervalSince1970 == seconds)
      }
    }
  }
}
