import Foundation

/// All that is measured.
enum Bench {
  static var measurements: [any Measurement.Type] {
    [
      FirstFrame.self, RowMoves.self, ScreenBytes.self, FarLookup.self, Memory.self, LongLists.self, Idle.self,
      Sessions.self, Paste.self, Batch.self, LongRecord.self, Trouble.self, ServedLoad.self, Growth.self,
      LongForm.self, Recents.self,
    ]
  }

  /// Says where the bench is, beside the figures.
  static func say(_ sentence: String) { FileHandle.standardError.write(Data("casedesk-bench: \(sentence)\n".utf8)) }

  /// True when every figure keeps to its budget.
  static func run(_ options: Options) throws(BenchProblem) -> Bool {
    let place = try Workplace(program: options.program, other: options.against)
    var figures: [Figure] = []
    do throws(BenchProblem) {
      for measurement in measurements where options.only.isEmpty || options.only.contains(measurement.name) {
        say(measurement.name)
        figures += try measurement.figures(place)
      }
    } catch {
      try place.clear()
      throw error
    }
    try place.clear()
    for name in place.missing.sorted() { say("\(name) is not installed, so that nothing is compared with it.") }
    for line in options.isJSON ? [try Table.json(figures)] : Table.lines(figures) { print(line) }
    return figures.allSatisfy { $0.verdict != .past }
  }
}
