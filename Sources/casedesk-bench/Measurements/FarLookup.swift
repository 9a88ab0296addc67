import Foundation

/// A lookup over a link with a round trip of 40 ms, from Enter to the case.
enum FarLookup: Measurement {
  static let name = "far-lookup"

  /// In milliseconds.
  private static let roundTrip = 40.0

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let service = try place.service()
    let line = try DelayLine(to: service.url, roundTrip: .milliseconds(roundTrip))
    defer { line.close() }
    let desk = try place.desk(service.words(at: line.url))
    let command = try place.other(service.words(at: line.url), or: try place.curl(service, at: line.url))
    var (first, next, others, otherNext) = ([Double](), [Double](), [Double](), [Double]())
    for _ in 0..<9 {
      let own = try lookUp(desk)
      first += [own.first]
      next += [own.next]
      guard let command else { continue }
      guard command.name != "curl" else {
        others.append(try place.time(command) / .milliseconds(1))
        continue
      }
      let other = try lookUp(command)
      others.append(other.first)
      otherNext.append(other.next)
    }
    let nextPeer = otherNext.isEmpty ? nil : command
    return [
      // The line and the service have a share in each trip.
      try Figure("bare request, 40 ms link", "ms", try line.trips(20)),
      try Figure("first lookup, 40 ms link", "ms", first, peer: (command, others), .ratio(0.5)),
      try Figure("first lookup, 40 ms link", "ms", first, .value(roundTrip + 5)),
      try Figure("next lookup, 40 ms link", "ms", next, peer: (nextPeer, otherNext), .value(roundTrip + 15)),
    ]
  }

  private static func lookUp(_ command: Program) throws(BenchProblem) -> (first: Double, next: Double) {
    let session = try Session(command)
    _ = try session.begin(until: "? help")
    var times: [Double] = []
    for (address, name) in [("jo.park@example.com", "Jo Park"), ("avery@example.com", "Avery Lindqvist")] {
      if !times.isEmpty { try session.press("\u{1B}OQ") }
      // As a person types: the connection may be made meanwhile.
      for letter in "\u{15}" + address { try session.press(String(letter), quiet: .milliseconds(10)) }
      let reaction = try session.press("\r", until: "· \(name) ·", quiet: .milliseconds(200))
      times += [reaction.shownMilliseconds].compactMap(\.self)
    }
    guard times.count == 2 else { throw BenchProblem("A case did not come.") }
    return (times[0], times[1])
  }
}
