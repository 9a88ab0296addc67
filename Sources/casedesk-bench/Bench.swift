import Foundation

/// All that is measured.
enum Bench {
  static var measurements: [any Measurement.Type] {
    [
      FirstFrame.self, RowMoves.self, ScreenBytes.self, FarLookup.self, Memory.self, LongLists.self, Idle.self,
      Sessions.self, Paste.self, Batch.self, LongRecord.self, Trouble.self, ServedLoad.self, Growth.self,
      LongForm.self, Recents.self, ManyRecents.self,
    ]
  }

  /// Says where the bench is, beside the figures.
  static func say(_ sentence: String) { FileHandle.standardError.write(Data("casedesk-bench: \(sentence)\n".utf8)) }

  enum Outcome: Int32 {
    case allWithinBudget = 0
    case pastBudget = 1
    case notAllMeasured = 70
  }

  /// One measurement that fails does not take the figures of the others with it.
  static func run(_ options: Options) throws(BenchProblem) -> Outcome {
    let place = try Workplace(program: options.program, other: options.against)
    var figures: [Figure] = []
    var failures: [String] = []
    for measurement in measurements where options.only.isEmpty || options.only.contains(measurement.name) {
      say(measurement.name)
      do throws(BenchProblem) {
        figures += try measurement.figures(place)
      } catch {
        failures.append("\(measurement.name) could not be measured. \(error.sentence)")
      }
    }
    try place.clear()
    for name in place.missing.sorted() { say("\(name) is not installed, so that nothing is compared with it.") }
    for line in options.isJSON ? [try Table.json(figures)] : Table.lines(figures) { print(line) }
    for failure in failures { say(failure) }
    guard failures.isEmpty else { return .notAllMeasured }
    return figures.allSatisfy { $0.verdict != .past } ? .allWithinBudget : .pastBudget
  }
}
