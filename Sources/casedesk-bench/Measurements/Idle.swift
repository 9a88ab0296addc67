import Foundation

/// A screen that nobody touches, with a case open.
enum Idle: Measurement {
  static let name = "idle"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let service = try place.service()
    let session = try Session(try place.desk(service.words))
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Birth date", quiet: .seconds(3))
    // Connections that the last request left open are closed once, some 30 s later.
    let end = ContinuousClock.now + .seconds(90)
    while try isConnected(to: service) {
      guard ContinuousClock.now < end else { throw BenchProblem("The connections of casedesk stay open.") }
      _ = try session.listen(for: .seconds(1))
    }
    var (bytes, switches) = ([Double](), [Double]())
    for _ in 0..<3 {
      let before = try threads(of: session.process)
      bytes.append(Double(try session.listen(for: .seconds(10)).bytes))
      let after = try threads(of: session.process)
      let woken = after.map { $0.value - before[$0.key, default: 0] }.filter { $0 > 0 }.sorted()
      // libdispatch looks at its pool of threads once a second, on Linux, and cannot be told not to.
      let isOfPool = woken.last.map { $0 <= 12 } ?? false
      switches.append(Double((isOfPool ? woken.dropLast() : woken[...]).reduce(0, +)))
    }
    return [
      try Figure("idle for 10 s", "bytes", bytes, share: 1, .value(0)),
      try Figure("idle for 10 s", "wake-ups", switches, share: 0.5, .value(0)),
    ]
  }

  /// True while somebody has a connection to the service.
  private static func isConnected(to service: Service) throws(BenchProblem) -> Bool {
    guard let port = service.url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw BenchProblem("The service has no port.")
    }
    let digits = String(port, radix: 16, uppercase: true)
    let end = ":" + String(repeating: "0", count: 4 - digits.count) + digits
    do {
      let table = try String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)
      return table.split(separator: "\n").contains { line in
        let words = line.split(separator: " ")
        // Address, address of the other side, state; 01: established.
        return words.count > 3 && words[2].hasSuffix(end) && words[3] == "01"
      }
    } catch {
      throw BenchProblem("The connections of casedesk cannot be listed.")
    }
  }

  /// The times that each thread gave the processor away, by its number.
  private static func threads(of process: Int32) throws(BenchProblem) -> [String: Int] {
    let folder = "/proc/\(process)/task"
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { found, thread in
        let status = try String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix("voluntary_ctxt_switches") {
          found[thread] = line.split(separator: "\t").last.flatMap { Int($0) }
        }
      }
    } catch {
      throw BenchProblem("The threads of casedesk cannot be counted.")
    }
  }
}
