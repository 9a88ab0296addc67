import Care360
import Care360HTTP
import NIOCore
import TestSupport
import Testing

/// What a write may come to, whatever the server does: at most one POST, one of four outcomes.
@Suite(.serialized, .timeLimit(.minutes(6))) struct WriteFaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let write: Write
    let name: String
    var testDescription: String { "\(write): \(name)" }
    /// The script whose faults begin with connection and request number `first`.
    let script: @Sendable (_ first: Int) -> Script
    let outcomes: [WriteOutcome]

    let end: End

    enum End {
      /// The connection's end races with what is sent and read: one run shows one order of events.
      case race
      /// A whole answer, which every run reads alike.
      case answer
      /// Only silence is ended by the deadline; all others end by themselves, however slow the machine.
      case deadline
    }

    init(
      _ write: Write, _ name: String, _ script: @escaping @Sendable (Int) -> Script, _ outcomes: WriteOutcome...,
      end: End = .race
    ) {
      self.write = write
      self.name = name
      self.script = script
      self.outcomes = outcomes
      self.end = end
    }
  }

  static func after(_ reaction: Reaction) -> @Sendable (Int) -> Script {
    { first in Script(onRequest: { $0 < first ? .answer(Answers.json(Answers.latest)) : reaction }) }
  }

  static func onAccept(_ reaction: Reaction) -> @Sendable (Int) -> Script {
    { first in
      Script(onAccept: { $0 < first ? nil : reaction }, onRequest: { _ in .answer(Answers.json(Answers.latest)) })
    }
  }

  static func onHead(_ reaction: Reaction) -> @Sendable (Int) -> Script {
    { first in
      Script(onHead: { $0 < first ? nil : reaction }, onRequest: { _ in .answer(Answers.json(Answers.latest)) })
    }
  }

  static let unknownStatuses = [
    "408 Request Timeout", "425 Too Early", "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable",
    "504 Gateway Timeout", "300 Multiple Choices", "301 Moved Permanently", "302 Found", "303 See Other",
    "304 Not Modified", "305 Use Proxy", "307 Temporary Redirect", "308 Permanent Redirect", "204 No Content",
  ]

  static let faults = Write.allCases.flatMap { faults(of: $0) }

  static func faults(of write: Write) -> [Fault] {
    [
      Fault(write, "close on accept", onAccept(.close), .notSent, .unknown),
      Fault(write, "reset on accept", onAccept(.reset), .notSent, .unknown),
      Fault(write, "close after the head", onHead(.close), .notSent, .unknown),
      Fault(write, "reset after the head", onHead(.reset), .notSent, .unknown),
      Fault(write, "silence after the head", onHead(.silence), .unknown, end: .deadline),
      Fault(write, "close after the body", after(.close), .unknown),
      Fault(write, "reset after the body", after(.reset), .unknown),
      Fault(write, "silence", after(.silence), .unknown, end: .deadline),
      Fault(write, "close inside the head of the answer", after(.answerThenClose(Answers.cutHead)), .unknown),
      Fault(write, "close after the head of the answer", after(.answerThenClose("HTTP/1.1 200 OK\r\n\r\n")), .unknown),
      Fault(write, "not HTTP", after(.answerThenClose("hello\r\n\r\n")), .unknown),
      Fault(write, "HTML", after(.answer(Answers.html)), .unknown, end: .answer),
      Fault(write, "cut JSON with a length", after(.answerThenClose(Answers.cutLength)), .unknown),
      Fault(write, "cut JSON in a chunk", after(.answerThenClose(Answers.cutChunk)), .unknown),
      Fault(write, "cut JSON without a length", after(.answerThenClose(Answers.cutWithoutLength)), .unknown),
      Fault(
        write, "success false with 200", after(.answer(Answers.status("200 OK"))),
        write == .newCase ? .refused : .unknown, end: .answer),
      Fault(
        write, "success without anything else", after(.answer(Answers.json(#"{"success":true}"#))),
        write == .refill ? .unknown : .done, end: .answer),
      Fault(write, "no word of success", after(.answer(Answers.json(#"{"message":"Done"}"#))), .unknown, end: .answer),
      Fault(
        write, "404 in HTML", after(.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\n<p/>")), .unknown,
        end: .answer),
      Fault(write, "404 with an envelope", after(.answer(Answers.status("404 Not Found"))), .refused, end: .answer),
      Fault(
        write, "404 with an envelope before the body is read", onHead(.answer(Answers.status("404 Not Found"))),
        .refused, end: .answer),
      Fault(write, "401 with an envelope", after(.answer(Answers.status("401 Unauthorized"))), .refused, end: .answer),
      Fault(write, "403 with an envelope", after(.answer(Answers.status("403 Forbidden"))), .refused, end: .answer),
      Fault(
        write, "429", after(.answer(Answers.status("429 Too Many Requests", headers: ["Retry-After: 1"]))), .refused,
        end: .answer),
      Fault(write, "done", after(.answer(Answers.json(write.yes))), .done, end: .answer),
    ]
      + unknownStatuses.map { status in
        Fault(
          write, status,
          after(.answer("HTTP/1.1 \(status)\r\n" + (status.hasPrefix("204") ? "" : "Content-Length: 0\r\n") + "\r\n")),
          .unknown, end: .answer)
      }
      + unknownStatuses.filter { $0 >= "4" }.map { status in
        Fault(write, "\(status) with an envelope", after(.answer(Answers.status(status))), .unknown, end: .answer)
      }
  }

  @Test(arguments: faults) func onePostAndOneOutcome(_ fault: Fault) async throws {
    try await oneOutcome(fault, besideWarm: false)
  }

  /// Beside a connection that a read left warm, which a write must not take: once with the key and once with the token.
  @Test(arguments: faults(of: .refill) + faults(of: .newCase))
  func onePostBesideAWarmConnection(_ fault: Fault) async throws {
    try await oneOutcome(fault, besideWarm: true)
  }

  private func oneOutcome(_ fault: Fault, besideWarm: Bool) async throws {
    for _ in 0..<TestRepeats.count(default: fault.end == .race ? 3 : 1) {
      if fault.end == .deadline {
        try await untilSent { try await oneOutcome(fault, besideWarm, $0) }
      } else {
        try await oneOutcome(fault, besideWarm, .patient)
      }
    }
  }

  /// - Returns: nil where the deadline came before the fault.
  @discardableResult
  private func oneOutcome(
    _ fault: Fault, _ besideWarm: Bool, _ configuration: TransportConfiguration
  ) async throws -> Void? {
    try await FaultServer.run(fault.script(besideWarm ? 1 : 0)) { server in
      try await Rig.run(server, configuration) { rig in
        let isDeadline = fault.end == .deadline
        if besideWarm {
          let word = await rig.read().word
          if isDeadline && word == "timedOut" { return nil }
          #expect(word == "ok")
        }
        let result = await rig.write(fault.write)
        if isDeadline && rig.journal.outcomes == [.notSent] { return nil }
        let log = server.log.now
        #expect(log.requests.count { $0.isPost } <= 1)
        #expect(rig.journal.outcomes.count == 1)
        let outcome = try #require(rig.journal.outcomes.first ?? nil)
        #expect(fault.outcomes.contains(outcome), "\(result.word)")
        #expect(result.error?.mayHaveBeenApplied ?? false == (outcome == .unknown))
        #expect(log.connections == (besideWarm ? 2 : 1))
        if let post = log.requests.first(where: \.isPost) { #expect(post.connection == (besideWarm ? 1 : 0)) }
        return ()
      }
    }
  }

  @Test func nobodyListensMeansNotSent() async throws {
    let port = try await FaultServer.run(.always(.silence)) { $0.port }
    try await Rig.run("http://127.0.0.1:\(port)") { rig in
      let error = await rig.write().error
      #expect(error == .unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil))
      #expect(rig.journal.outcomes == [.notSent])
    }
  }

  @Test func aNameThatDoesNotExistMeansNotSent() async throws {
    try await Rig.run("https://no-such-host.invalid", .quick) { rig in
      #expect(await rig.write().error?.kind == "unavailable")
      #expect(rig.journal.outcomes == [.notSent])
    }
  }

  @Test func aHandshakeThatStallsMeansNotSent() async throws {
    try await FaultServer.run(.always(.silence)) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)", .quick) { rig in
        #expect(await rig.write().error == .unavailable(.timedOutBeforeSending, retryAfter: nil, httpStatus: nil))
        #expect(rig.journal.outcomes == [.notSent])
        #expect(server.log.now.requests.isEmpty)
      }
    }
  }

  @Test func cancelledBeforeTheBodyMeansNotSent() async throws {
    try await FaultServer.run(.always(.silence)) { server in
      try await Rig.run("https://127.0.0.1:\(server.port)") { rig in
        let task = Task { await rig.write() }
        task.cancel()
        #expect(await task.value.error == .unavailable(.cancelled, retryAfter: nil, httpStatus: nil))
        #expect(rig.journal.outcomes == [.notSent])
      }
    }
  }

  @Test func cancelledAfterTheBodyMeansUnknown() async throws {
    try await FaultServer.run(.always(.silence)) { server in
      try await Rig.run(server) { rig in
        let task = Task { await rig.write() }
        #expect(await server.firstArrival()?.isPost == true)
        task.cancel()
        #expect(await task.value.error == .outcomeUnknown(httpStatus: nil))
        #expect(rig.journal.outcomes == [.unknown])
        #expect(server.log.now.requests.count == 1)
      }
    }
  }

  /// The screen does not give up an answer that is on its way, and with it a link, for an Esc that came too late.
  @Test func cancelledAfterTheBodyCanWaitForTheAnswer() async throws {
    var configuration = TransportConfiguration.patient
    configuration.cancelEndsSentWrites = false
    let late = Reaction.answerLater(Answers.json(Answers.refill), after: .milliseconds(300))
    try await FaultServer.run(.always(late)) { server in
      try await Rig.run(server, configuration) { rig in
        let task = Task { await rig.write() }
        #expect(await server.firstArrival()?.isPost == true)
        task.cancel()
        #expect(await task.value.word == "ok")
        #expect(rig.journal.outcomes == [.done])
      }
    }
  }

  /// Servers close connections that stand idle; a write must never find itself on one.
  @Test func everyWriteHasAFreshConnection() async throws {
    let script = Script(onRequest: { number in
      number.isMultiple(of: 3)
        ? .answerThenClose(Answers.json(Answers.refill)) : .answer(Answers.json(Answers.refill))
    })
    try await FaultServer.run(script) { server in
      try await Rig.run(server) { rig in
        for _ in 0..<200 { #expect(await rig.write().word == "ok") }
        let log = server.log.now
        #expect(log.requests.count == 200)
        #expect(log.requests.map(\.connection) == Array(0..<200))
      }
    }
  }
}
