import Foundation

/// Memory of many sessions on one host. Pages that several share count for each by its part.
enum Sessions: Measurement {
  static let name = "sessions"

  private static let count = 40

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    // The service is another process, as in a day's work.
    let words = try place.service().words
    let desk = try place.desk(words)
    let own = try megabytes(desk, until: "? help")
    let peer = try place.other(words, or: try place.aerc(messages: 1000))
    let other =
      if let peer { try [megabytes(peer, until: peer.name == "aerc" ? "Change 1000" : "? help")] } else { [Double]() }
    return [try Figure("\(count) sessions", "MB", [own], peer: (peer, other), .ratio(0.5))]
  }

  private static func megabytes(_ command: Program, until words: String) throws(BenchProblem) -> Double {
    var sessions: [Session] = []
    for _ in 0..<count {
      let session = try Session(command, columns: 120, rows: 40)
      _ = try session.begin(until: words)
      sessions.append(session)
    }
    var sum = 0.0
    for session in sessions { sum += try ProcessMemory.megabytes("Pss", inSessionOf: session.process) }
    return sum
  }
}
