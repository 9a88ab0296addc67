import Foundation

/// A slow line, a slow service, a machine without a free processor.
enum Trouble: Measurement {
  static let name = "trouble"

  private static let lineBytesPerSecond = 300

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    try [slowLine(place), slowService(place)] + busyMachine(place)
  }

  /// The newest state comes within the time that one whole frame takes on the line: older frames do not queue up.
  private static func slowLine(_ place: Workplace) throws(BenchProblem) -> Figure {
    let session = try Session(try place.desk(["--sandbox"]))
    let frame = try session.begin(until: "? help").bytes
    let late = try session.hold(
      "x", for: .seconds(5), then: "Z", until: "xZ", bytesPerSecond: lineBytesPerSecond)
    return try Figure(
      "newest state, line of 300 bytes/s", "ms", [late / .milliseconds(1)],
      .value(Double(frame) / Double(lineBytesPerSecond) * 1000))
  }

  private static func slowService(_ place: Workplace) throws(BenchProblem) -> Figure {
    let service = try place.service()
    let line = try DelayLine(to: service.url, roundTrip: .seconds(5))
    defer { line.close() }
    let session = try Session(try place.desk(service.words(at: line.url)))
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Looking up")
    try session.press("/")
    var times: [Double] = []
    for number in 0..<100 {
      times += [try session.press(number % 2 == 0 ? "x" : "\u{7F}", isAnswered: true, quiet: .milliseconds(12))]
        .compactMap(\.lastMilliseconds)
    }
    guard session.glass.shows("Looking up") else { throw BenchProblem("The service was not waited for.") }
    return try Figure("key while the service waits", "ms", times, share: 0.99, .value(16))
  }

  private static func busyMachine(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    var spinning: [Process] = []
    defer { for process in spinning { process.terminate() } }
    for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "while :; do :; done"]
      do { try process.run() } catch { throw BenchProblem("/bin/sh cannot be started.") }
      spinning.append(process)
    }
    let desk = try place.desk(["--sandbox"])
    var (starts, keys) = ([Double](), [Double]())
    for _ in 0..<10 {
      let session = try Session(desk)
      starts += [try session.begin(until: "? help").shownMilliseconds].compactMap(\.self)
      for number in 0..<20 {
        keys += [try session.press(number % 2 == 0 ? "x" : "\u{7F}", isAnswered: true, quiet: .milliseconds(12))]
          .compactMap(\.lastMilliseconds)
      }
    }
    return [
      try Figure("first frame, no processor free", "ms", starts), try Figure("key, no processor free", "ms", keys),
    ]
  }
}
