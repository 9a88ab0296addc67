/// Lookups of many lines by one command.
enum Batch: Measurement {
  static let name = "batch"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let words = try place.service().words + ["lookup", "--batch"]
    let few = try look(try place.desk(words), lines: 1000)
    let many = try look(try place.desk(words), lines: 10_000)
    return [
      try Figure("a line of a batch of 10,000", "ms", [many.time / .milliseconds(1) / 10_000]),
      try Figure("batch of 1,000, peak", "MB", [few.peak]),
      try Figure("batch of 10,000, peak", "MB", [many.peak], .value(few.peak * 1.1)),
    ]
  }

  private static func look(_ command: Program, lines: Int) throws(BenchProblem) -> LineProgram.Run {
    try LineProgram.run(
      command, lines: (0..<lines).map { $0 % 2 == 0 ? "avery@example.com" : "jo.park@example.com" }, answers: lines)
  }
}
