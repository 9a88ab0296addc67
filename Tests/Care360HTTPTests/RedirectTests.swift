import Care360
import Care360HTTP
import Testing

/// No redirect is followed: a second origin never hears of us, neither by connection nor by key.
@Suite(.serialized) struct RedirectTests {
  @Test(arguments: 300...308) func nothingIsFollowed(_ status: Int) async throws {
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest)))) { other in
      let long = String(repeating: "a.", count: 130) + "example"
      // Where it leads, and the host that may be named.
      let targets: [(String, String?)] = [
        ("http://127.0.0.1:\(other.port)/api/v1/customer-latest-case-id", "127.0.0.1"),
        ("http://localhost:\(other.port)/", "localhost"), ("https://127.0.0.1:\(other.port)/", "127.0.0.1"),
        ("//127.0.0.1:\(other.port)/", "127.0.0.1"), ("https://user:secret@host.example/", "host.example"),
        ("https://a%1b[31mb.example/", nil), ("https://\(long)/", nil), ("/login?next=https://host.example/", nil),
        ("x y://host.example/", nil), ("/elsewhere", nil), ("", nil),
      ]
      for (target, host) in targets {
        try await FaultServer.run(.always(.answer(Answers.redirect(status, to: target)))) { server in
          try await Rig.run(server) { rig in
            let error = await rig.read().error
            #expect(error == .malformedAnswer(httpStatus: status, redirectHost: host))
            #expect(error?.sentence.contains("redirected to \(host ?? "")") == (host != nil))
            #expect(await rig.write().error == .outcomeUnknown(httpStatus: status, redirectHost: host))
            #expect(server.log.now.requests.count == 2)
          }
        }
      }
      #expect(other.log.now.connections == 0)
    }
  }
}
