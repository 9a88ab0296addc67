/// The bytes that a slow line has to carry for the larger changes of a screen.
enum ScreenBytes: Measurement {
  static let name = "bytes"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    var figures: [Figure] = []
    for (columns, rows) in [(80, 24), (120, 40)] {
      let words = ["--sandbox"]
      let own = try bytes(try place.desk(words), columns, rows)
      let command = try place.other(words, or: nil)
      let other = if let command { try bytes(command, columns, rows) } else { [Change]() }
      for (index, (name, budget)) in budgets.enumerated() {
        figures.append(
          try Figure(
            "\(name), \(columns)x\(rows)", "bytes", [own[index].all],
            peer: (command, other.isEmpty ? [] : [other[index].all]), .value(budget)))
        figures.append(try Figure("of it text", "bytes", [own[index].text]))
      }
    }
    return figures
  }

  private static let budgets: [(String, Double)] = [
    ("a page of a case", 1536), ("next pane", 1536), ("overlay opened", 1536), ("overlay closed", 1536),
    ("everything again", 4096),
  ]

  private struct Change {
    let all: Double
    /// Of the cells that show something else than before and are not blank: without places, looks and erasing.
    let text: Double
  }

  /// In the order of `budgets`.
  private static func bytes(_ command: Program, _ columns: Int, _ rows: Int) throws(BenchProblem) -> [Change] {
    let session = try Session(command, columns: columns, rows: rows)
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Birth date", quiet: .milliseconds(300))
    let page = try change(session, "\u{1B}[6~")
    let pane = try change(session, "\u{1B}[17~")
    try session.press("\u{1B}[17~")
    let opened = try change(session, ":")
    let closed = try change(session, "\u{1B}")
    let again = try change(session, "\u{0C}", isWhole: true)
    return [page, pane, opened, closed, again]
  }

  /// - Parameter isWhole: every cell is drawn anew.
  private static func change(
    _ session: Session, _ key: String, isWhole: Bool = false
  ) throws(BenchProblem) -> Change {
    let before = session.glass.lines.map { Array($0.unicodeScalars) }
    let reaction = try session.press(key, quiet: .milliseconds(200))
    var text = 0
    for (old, line) in zip(before, session.glass.lines) {
      for (was, scalar) in zip(old, line.unicodeScalars) where scalar != " " && (isWhole || scalar != was) {
        text += String(scalar).utf8.count
      }
    }
    return Change(all: Double(reaction.bytes), text: Double(text))
  }
}
