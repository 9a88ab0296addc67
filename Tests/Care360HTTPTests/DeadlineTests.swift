import Care360
import Care360HTTP
import NIOCore
import Testing

/// Deadlines are totals: they end whatever the server dribbles. The bounds leave room for a busy machine; without a
/// total deadline the reads and writes here would not end at all.
@Suite(.serialized, .timeLimit(.minutes(6))) struct DeadlineTests {
  static let trickles: [Reaction] = [
    .silence, .trickle("HTTP/1.1 200 OK\r\nX-Slow: ", every: .milliseconds(20)),
    .trickle("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", every: .milliseconds(20)),
    .trickle("HTTP/1.1 200 OK\r\n\r\n", every: .milliseconds(20)),
  ]

  @Test(arguments: 0..<trickles.count) func aTrickleDoesNotStretchThem(_ index: Int) async throws {
    try await FaultServer.run(.always(Self.trickles[index])) { server in
      try await Rig.run(server, .quick) { rig in
        let read = await shortest(under: .seconds(60)) { #expect(await rig.read().error == .timedOut(httpStatus: nil)) }
        #expect(read < .seconds(60))
      }
      let write = try await shortest(under: .seconds(60)) {
        let error = try await untilSent { configuration in
          try await Rig.run(server, configuration) { rig in
            let error = await rig.write().error
            return rig.journal.outcomes == [.notSent] ? nil : error
          }
        }
        #expect(error == .outcomeUnknown(httpStatus: nil))
      }
      #expect(write < .seconds(60))
    }
  }

  @Test func aStalledHandshakeEndsWithTheDeadline() async throws {
    try await FaultServer.run(.always(.silence)) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)", .quick) { rig in
        let read = await shortest(under: .seconds(60)) { #expect(await rig.read().error == .timedOut(httpStatus: nil)) }
        #expect(read < .seconds(60))
      }
    }
  }

  @Test func theConnectTimeoutCoversTheHandshake() async throws {
    var configuration = TransportConfiguration.patient
    configuration.connectTimeout = .milliseconds(200)
    try await FaultServer.run(.always(.silence)) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)", configuration) { rig in
        let write = await shortest(under: .seconds(60)) {
          #expect(await rig.write().error == .unavailable(.timedOutBeforeSending, retryAfter: nil, httpStatus: nil))
        }
        #expect(write < .seconds(60))
      }
    }
  }
}
