import Care360
import Care360HTTP
import Testing

/// No redirect is followed: a second origin never hears of us, neither by connection nor by key.
@Suite(.serialized) struct RedirectTests {
  @Test(arguments: 300...308) func nothingIsFollowed(_ status: Int) async throws {
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest)))) { other in
      let targets = [
        "http://127.0.0.1:\(other.port)/api/v1/customer-latest-case-id", "http://localhost:\(other.port)/",
        "https://127.0.0.1:\(other.port)/", "//127.0.0.1:\(other.port)/", "/elsewhere", "",
      ]
      for target in targets {
        try await FaultServer.run(.always(.answer(Answers.redirect(status, to: target)))) { server in
          try await Rig.run(server) { rig in
            let host = target.contains("localhost") ? "localhost" : target.contains("//") ? "127.0.0.1" : nil
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
