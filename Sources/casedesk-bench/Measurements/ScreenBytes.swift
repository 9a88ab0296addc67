/// The bytes that a slow line has to carry for the larger changes of a screen.
enum ScreenBytes: Measurement {
  static let name = "bytes"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    var figures: [Figure] = []
    for (columns, rows) in [(80, 24), (120, 40)] {
      let words = ["--sandbox"]
      let own = try bytes(try place.desk(words), columns, rows)
      let command = try place.other(words, or: nil)
      let other = if let command { try bytes(command, columns, rows) } else { [Double]() }
      for (index, (name, budget)) in budgets.enumerated() {
        figures.append(
          try Figure(
            "\(name), \(columns)x\(rows)", "bytes", [own[index]],
            peer: (command, other.isEmpty ? [] : [other[index]]), .value(budget)))
      }
    }
    return figures
  }

  private static let budgets: [(String, Double)] = [
    ("a page of a case", 1536), ("next pane", 1536), ("overlay opened", 1536), ("overlay closed", 1536),
    ("everything again", 4096),
  ]

  /// In the order of `budgets`.
  private static func bytes(_ command: Program, _ columns: Int, _ rows: Int) throws(BenchProblem) -> [Double] {
    let session = try Session(command, columns: columns, rows: rows)
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Birth date", quiet: .milliseconds(300))
    let page = try session.press("\u{1B}[6~")
    let pane = try session.press("\u{1B}[17~")
    try session.press("\u{1B}[17~")
    let opened = try session.press(":", quiet: .milliseconds(200))
    let closed = try session.press("\u{1B}", quiet: .milliseconds(200))
    let again = try session.press("\u{0C}", quiet: .milliseconds(200))
    return [page, pane, opened, closed, again].map { Double($0.bytes) }
  }
}
