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
    // Pages that the process has changed and shares with no other.
    return try ProcessMemory.megabytes("Private_Dirty", inSessionOf: session.process)
  }
}
