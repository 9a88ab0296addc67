import Foundation

/// A screen that nobody touches, with a case open.
enum Idle: Measurement {
  static let name = "idle"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let session = try Session(try place.desk(try place.service().words))
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Birth date", quiet: .seconds(3))
    // What the last request left open is closed once, some 30 s later.
    let end = ContinuousClock.now + .seconds(90)
    while try isConnected(session.process) {
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

  /// True while a TCP connection of the process is established.
  private static func isConnected(_ process: Int32) throws(BenchProblem) -> Bool {
    let files = "/proc/\(process)/fd"
    do {
      let table = try String(contentsOfFile: "/proc/\(process)/net/tcp", encoding: .utf8)
      let established = table.split(separator: "\n").dropFirst().compactMap { line -> Substring? in
        let words = line.split(separator: " ")
        return words.count > 9 && words[3] == "01" ? words[9] : nil
      }
      let sockets = Set(established.map { "socket:[\($0)]" })
      return try FileManager.default.contentsOfDirectory(atPath: files).contains { name in
        var target = [CChar](repeating: 0, count: 64)
        let count = readlink("\(files)/\(name)", &target, target.count - 1)
        return count > 0
          && sockets.contains(String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
    } catch {
      throw BenchProblem("The connections of casedesk cannot be listed.")
    }
  }

  /// How often each thread gave the processor away, by its number.
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
