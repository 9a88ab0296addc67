import Care360
import Care360HTTP
import FoundationEssentials
import Testing

/// Reads under faults: typed errors, polite repeats, nothing partial taken for whole.
@Suite(.serialized, .timeLimit(.minutes(6))) struct ReadFaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reaction: Reaction
    let word: String
    let tries: Int
  }

  static let faults = [
    Fault(testDescription: "close", reaction: .close, word: "unavailable", tries: 3),
    Fault(testDescription: "reset", reaction: .reset, word: "unavailable", tries: 3),
    Fault(testDescription: "silence", reaction: .silence, word: "timedOut", tries: 1),
    Fault(testDescription: "cut head", reaction: .answerThenClose(Answers.cutHead), word: "malformedAnswer", tries: 3),
    Fault(
      testDescription: "cut length", reaction: .answerThenClose(Answers.cutLength), word: "malformedAnswer", tries: 3),
    Fault(
      testDescription: "cut chunk", reaction: .answerThenClose(Answers.cutChunk), word: "malformedAnswer", tries: 3),
    Fault(
      testDescription: "cut without length", reaction: .answerThenClose(Answers.cutWithoutLength),
      word: "malformedAnswer", tries: 1),
    Fault(testDescription: "HTML", reaction: .answer(Answers.html), word: "malformedAnswer", tries: 1),
    Fault(
      testDescription: "503", reaction: .answer(Answers.status("503 Service Unavailable")), word: "unavailable",
      tries: 3),
    Fault(
      testDescription: "500", reaction: .answer(Answers.status("500 Internal Server Error")), word: "unavailable",
      tries: 1),
    Fault(testDescription: "404", reaction: .answer(Answers.status("404 Not Found")), word: "notFound", tries: 1),
  ]

  @Test(arguments: faults, [false, true]) func typedErrorAndBoundedTries(_ fault: Fault, onReused: Bool) async throws {
    let script = Script(onRequest: { number in
      onReused && number == 0 ? .answer(Answers.json(Answers.latest)) : fault.reaction
    })
    guard fault.word == "timedOut" else {
      try await typedErrorAndBoundedTries(fault, script, onReused, .patient)
      return
    }
    try await untilSent { try await typedErrorAndBoundedTries(fault, script, onReused, $0) }
  }

  /// - Returns: nil where the deadline came before the fault.
  @discardableResult
  private func typedErrorAndBoundedTries(
    _ fault: Fault, _ script: Script, _ onReused: Bool, _ configuration: TransportConfiguration
  ) async throws -> Void? {
    try await FaultServer.run(script) { server in
      try await Rig.run(server, configuration) { rig in
        if onReused {
          let word = await rig.read().word
          if fault.word == "timedOut" && word == fault.word { return nil }
          #expect(word == "ok")
        }
        #expect(await rig.read().word == fault.word)
        let requests = server.log.now.requests
        if fault.word == "timedOut" && requests.count == (onReused ? 1 : 0) { return nil }
        #expect(requests.count == fault.tries + (onReused ? 1 : 0))
        if onReused { #expect(requests[1].connection == 0) }
        return ()
      }
    }
  }

  @Test func anIdleConnectionThatTheServerClosedCostsNothing() async throws {
    try await FaultServer.run(.always(.answerThenClose(Answers.json(Answers.latest)))) { server in
      try await Rig.run(server) { rig in
        for _ in 0..<50 { #expect(await rig.read().word == "ok") }
      }
    }
  }

  @Test(arguments: ["429 Too Many Requests", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"])
  func theSecondTrySucceeds(_ status: String) async throws {
    try await FaultServer.run(.inTurn(.answer(Answers.status(status)), .answer(Answers.json(Answers.latest)))) {
      server in
      try await Rig.run(server) { rig in
        #expect(await rig.read().word == "ok")
        #expect(server.log.now.requests.count == 2)
      }
    }
  }

  @Test func theLiveClockPausesToo() async throws {
    let unwell = Reaction.answer(Answers.status("502 Bad Gateway"))
    try await FaultServer.run(.inTurn(unwell, unwell, .answer(Answers.json(Answers.latest)))) { server in
      try await Rig.run(server, TransportConfiguration()) { rig in
        #expect(await rig.read().word == "ok")
        #expect(server.log.now.requests.count == 3)
      }
    }
  }

  @Test func retryAfterIsWaitedForWhenItFits() async throws {
    let recorder = PauseRecorder()
    var configuration = TransportConfiguration.patient
    configuration.time = recorder.time()
    let busy = Reaction.answer(Answers.status("429 Too Many Requests", headers: ["Retry-After: 7"]))
    try await FaultServer.run(.inTurn(busy, .answer(Answers.json(Answers.latest)))) { server in
      try await Rig.run(server, configuration) { rig in
        #expect(await rig.read().word == "ok")
        #expect(recorder.pauses == [.seconds(7)])
      }
    }
  }

  @Test(arguments: [("30", 30), ("1000000000000", 86_400), ("Thu, 01 Jan 1970 00:01:00 GMT", 60)])
  func aRetryAfterThatDoesNotFitIsTold(_ header: String, _ seconds: Int) async throws {
    let busy = Reaction.answer(Answers.status("503 Service Unavailable", headers: ["Retry-After: \(header)"]))
    var configuration = TransportConfiguration.patient
    configuration.readDeadline = .seconds(20)
    try await FaultServer.run(.always(busy)) { server in
      try await Rig.run(server, configuration) { rig in
        #expect(await rig.read().error == .unavailable(.serverError, retryAfter: seconds, httpStatus: 503))
        #expect(server.log.now.requests.count == 1)
      }
    }
  }

  @Test func pausesGrowWithFullJitter() async throws {
    for (random, expected) in [(0.0, [0, 0]), (0.5, [125, 250]), (0.96, [240, 480])] {
      let recorder = PauseRecorder()
      var configuration = TransportConfiguration.patient
      configuration.time = recorder.time(random: { random })
      try await FaultServer.run(.always(.answer(Answers.status("502 Bad Gateway")))) { server in
        try await Rig.run(server, configuration) { rig in
          #expect(await rig.read().word == "unavailable")
          #expect(recorder.pauses == expected.map { .milliseconds($0) })
          #expect(server.log.now.requests.count == 3)
        }
      }
    }
  }

  @Test func cancellingEndsAReadAtOnce() async throws {
    try await FaultServer.run(.always(.silence)) { server in
      try await Rig.run(server) { rig in
        let start = ContinuousClock.now
        let task = Task { await rig.read() }
        #expect(await server.firstArrival() != nil)
        task.cancel()
        #expect(await task.value.error == .unavailable(.cancelled, retryAfter: nil, httpStatus: nil))
        #expect(ContinuousClock.now - start < .seconds(60))
      }
    }
  }

  @Test func cancellingEndsAPauseAtOnce() async throws {
    let (pauses, paused) = AsyncStream.makeStream(of: Duration.self)
    var configuration = TransportConfiguration.patient
    configuration.time = TransportTime(
      elapsed: { .zero },
      pause: { pause in
        paused.yield(pause)
        try await ContinuousClock().sleep(for: .seconds(600))
      }, date: { Date(timeIntervalSince1970: 0) }, random: { 0.5 })
    try await FaultServer.run(.always(.answer(Answers.status("502 Bad Gateway")))) { server in
      try await Rig.run(server, configuration) { rig in
        let task = Task { await rig.read() }
        var iterator = pauses.makeAsyncIterator()
        #expect(await iterator.next() != nil)
        task.cancel()
        #expect(await task.value.error == .unavailable(.cancelled, retryAfter: nil, httpStatus: nil))
      }
    }
  }
}
