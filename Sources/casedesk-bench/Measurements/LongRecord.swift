/// A write with a long record of actions, and with one that begins.
enum LongRecord: Measurement {
  static let name = "record"

  private static let lines = 60_000
  private static let id = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let service = try place.service()
    let (new, old) = (try place.desk(service.words), try place.desk(service.words))
    _ = try LineProgram.run(
      old.with(service.words + ["lookup", "--batch", "--detail"]), lines: Array(repeating: id, count: lines),
      answers: lines)
    let write = service.words + ["refill", id, "--yes"]
    var (short, long) = ([Double](), [Double]())
    for _ in 0..<30 {
      short.append(try place.time(new.with(write)) / .milliseconds(1))
      long.append(try place.time(old.with(write)) / .milliseconds(1))
    }
    let shortest = try Spread(short).median
    return [
      try Figure("a write, new record", "ms", short),
      try Figure("a write, \(lines / 1000),000 lines of record", "ms", long, .value(shortest + 5)),
    ]
  }
}
