package import FoundationEssentials

/// Limits of the live transport. Times are totals, so a trickle of bytes cannot stretch them.
package struct TransportConfiguration: Sendable {
  /// Name look-up, connection and TLS handshake together.
  package var connectTimeout: Duration
  /// A read from its start to the last byte of its answer, repeats and pauses included.
  package var readDeadline: Duration
  /// A write from its start to the last byte of its answer.
  package var writeDeadline: Duration
  /// Bytes of an answer's body.
  package var bodyCap: Int
  /// Bytes of an answer's header fields, names and values.
  package var headerCap: Int
  /// Bytes of one JSON string in an answer, as written.
  package var stringCap: Int
  /// True gives up on the answer to a cancelled write whose body may have left (outcome unknown), as an interrupted
  /// command does. False keeps waiting for the answer within the deadline.
  package var cancelEndsSentWrites = true
  /// Certificate authorities in addition to the system's, each in DER, for sites with their own authority.
  package var authorities: [[UInt8]]
  /// A proxy for every connection; nil: none, whatever the environment says. Only for https: it sees `CONNECT host:port`.
  package var proxy: (host: String, port: Int)?
  /// No write leaves, whoever asks for it.
  package var isReadOnly = false
  package var time: TransportTime

  package init(
    connectTimeout: Duration = .seconds(5), readDeadline: Duration = .seconds(15),
    writeDeadline: Duration = .seconds(60), bodyCap: Int = 8 << 20, headerCap: Int = 64 << 10,
    stringCap: Int = 1 << 20, authorities: [[UInt8]] = [], time: TransportTime = .live
  ) {
    self.connectTimeout = connectTimeout
    self.readDeadline = readDeadline
    self.writeDeadline = writeDeadline
    self.bodyCap = bodyCap
    self.headerCap = headerCap
    self.stringCap = stringCap
    self.authorities = authorities
    self.time = time
  }
}

/// Time and chance for the retries of reads. The deadlines themselves always run on the continuous clock.
package struct TransportTime: Sendable {
  /// Time from any fixed point, on a clock that never goes back.
  package let elapsed: @Sendable () -> Duration
  /// Waits between two tries; throws when the task is cancelled.
  package let pause: @Sendable (Duration) async throws -> Void
  /// Wall time, for a `Retry-After` that is a date.
  package let date: @Sendable () -> Date
  /// Uniform in 0..<1.
  package let random: @Sendable () -> Double

  package init(
    elapsed: @escaping @Sendable () -> Duration, pause: @escaping @Sendable (Duration) async throws -> Void,
    date: @escaping @Sendable () -> Date, random: @escaping @Sendable () -> Double
  ) {
    self.elapsed = elapsed
    self.pause = pause
    self.date = date
    self.random = random
  }

  package static let live: TransportTime = {
    let clock = ContinuousClock()
    let start = clock.now
    return TransportTime(
      elapsed: { start.duration(to: clock.now) }, pause: { try await clock.sleep(for: $0) }, date: { Date.now },
      random: { Double.random(in: 0..<1) })
  }()
}
