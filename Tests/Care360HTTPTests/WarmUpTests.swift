import Care360
import Care360HTTP
import TestSupport
import Testing

/// Connections that are opened before a read.
@Suite(.serialized) struct WarmUpTests {
  private func ready(_ server: FaultServer, _ rig: Rig) async throws {
    rig.client.connect()
    try #require(await until { server.log.now.connections == 2 })
  }

  @Test func `Nothing is sent over them, and a lookup opens no further one`() async throws {
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest)))) { server in
      try await Rig.run(server) { rig in
        try await ready(server, rig)
        #expect(server.log.now.bytesReceived == 0)
        async let first = rig.read()
        async let second = rig.read()
        #expect(await [first.word, second.word] == ["ok", "ok"])
        #expect(server.log.now.connections == 2)
        #expect(server.log.now.requests.count == 2)
      }
    }
  }

  @Test func `Where one is open, nothing is opened and nothing sent`() async throws {
    try await FaultServer.run(.always(.answer(Answers.json(Answers.latest)))) { server in
      try await Rig.run(server) { rig in
        for _ in 0..<50 {
          #expect(await rig.read().word == "ok")
          rig.client.connect()
          await Task.yield()
        }
        #expect(server.log.now.connections == 1)
        #expect(server.log.now.requests.count == 50)
        #expect(server.log.now.requests.allSatisfy { $0.head[0].hasPrefix("GET /api/v1/customer-latest-case-id?") })
      }
    }
  }

  @Test func `Those that the service closed are opened again`() async throws {
    let script = Script(
      onAccept: { $0 < 2 ? .close : nil }, onRequest: { _ in .answer(Answers.json(Answers.latest)) })
    try await FaultServer.run(script) { server in
      try await Rig.run(server) { rig in
        try await ready(server, rig)
        try #require(
          await until {
            rig.client.connect()
            return server.log.now.connections >= 4
          })
        #expect(server.log.now.bytesReceived == 0)
        #expect(await rig.read().word == "ok")
      }
    }
  }

  @Test func `One that ends under a read costs a second try`() async throws {
    try await FaultServer.run(.inTurn(.close, .answer(Answers.json(Answers.latest)))) { server in
      try await Rig.run(server) { rig in
        try await ready(server, rig)
        #expect(await rig.read().word == "ok")
        #expect(server.log.now.requests.count == 2)
      }
    }
  }

  @Test func `A failure is silent and changes no read`() async throws {
    // No service listens at this port.
    try await Rig.run("http://127.0.0.1:1") { rig in
      for _ in 0..<3 {
        rig.client.connect()
        #expect(await rig.read().word == "unavailable")
      }
    }
  }
}
