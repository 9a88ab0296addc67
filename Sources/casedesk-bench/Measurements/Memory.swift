import Foundation

/// Memory that the program has for itself after a day's work, the service being another process.
enum Memory: Measurement {
  static let name = "memory"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let words = try place.service().words
    let own = try work(place.desk(words))
    let command = try place.other(words, or: nil)
    let other = if let command { try [work(command)] } else { [Double]() }
    return [try Figure("private memory after 60 lookups", "MB", [own], peer: (command, other), .value(7))]
  }

  private static func work(_ command: Program) throws(BenchProblem) -> Double {
    let session = try Session(command, columns: 120, rows: 40)
    _ = try session.begin(until: "? help")
    for turn in 0..<60 {
      let address = turn % 2 == 0 ? "avery@example.com" : "jo.park@example.com"
      try session.press("\u{15}\(address)", quiet: .milliseconds(10))
      try session.press("\r", until: turn % 2 == 0 ? "· Avery Lindqvist ·" : "· Jo Park ·", quiet: .milliseconds(10))
      for key in ["\u{1B}[6~", "V", ":"] { try session.press(key, quiet: .milliseconds(20)) }
      // A lone Escape is one when nothing follows it for a while.
      try session.press("\u{1B}", quiet: .milliseconds(150))
      try session.press("\u{1B}OQ", quiet: .milliseconds(20))
    }
    return try privateMegabytes(of: session.process)
  }

  /// Pages that the process has changed and shares with no other.
  private static func privateMegabytes(of process: Int32) throws(BenchProblem) -> Double {
    do {
      let text = try String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)
      let kilobytes = text.split(separator: "\n").first { $0.hasPrefix("Private_Dirty:") }?
        .split(separator: " ").dropFirst().first.flatMap { Double($0) }
      guard let kilobytes else { throw BenchProblem("The memory of casedesk is not told.") }
      return kilobytes / 1024
    } catch {
      throw BenchProblem("The memory of casedesk cannot be read.")
    }
  }
}
