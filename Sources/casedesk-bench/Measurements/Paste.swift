/// A megabyte that is pasted into a message, from its first byte to the frame that shows its end.
enum Paste: Measurement {
  static let name = "paste"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let session = try Session(try place.desk(["--sandbox"]), columns: 120, rows: 40)
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Birth date", quiet: .milliseconds(300))
    try session.press("m", quiet: .milliseconds(500))
    let line = "A line of a letter that somebody pastes into a message.\n"
    let text = String(repeating: line, count: (1 << 20) / line.utf8.count)
    let reaction = try session.paste(text + "The very end.", until: "The very end.")
    let first = reaction.first.map { $0 / .milliseconds(1) }
    return [
      try Figure("1 MB pasted into a message", "ms", [reaction.shownMilliseconds].compactMap(\.self), .value(300)),
      try Figure("1 MB pasted: the first sign", "ms", [first].compactMap(\.self), .value(300)),
    ]
  }
}
