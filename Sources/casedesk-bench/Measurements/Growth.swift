import Care360
import Desk
import Terminal

/// How a frame and a filter of the worklist grow with its rows, inside the process.
enum Growth: Measurement {
  static let name = "growth"

  private static let counts = [250, 500, 1000, 2000]

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    var (frames, filters): ([Figure], [Figure]) = ([], [])
    var (frame, filter): (Double?, Double?)
    for count in counts {
      var desk = try DrawnDesk.worklist(rows: count)
      let moves = desk.times(of: [.moved(.down, page: 40), .moved(.up, page: 40)], turns: 100)
      // A row more costs a frame nothing, and a filter as much as every other row.
      frames.append(try Figure("frame, \(count) rows", "ms", moves, frame.map { .value($0 * 1.5 + 0.1) } ?? .none))
      if frame == nil { frame = try Spread(moves).median }
      var searches: [Double] = []
      for turn in 0..<30 {
        let inputs: [Input] = [.command(.findInWorklist), .replaced("number\(turn % 10)"), .command(.accept)]
        searches += desk.times(of: inputs, turns: 1).suffix(1)
      }
      let factor = Double(count) / Double(counts[0])
      filters.append(
        try Figure(
          "filter of \(count) rows", "ms", searches, filter.map { .value($0 * factor * 1.5 + 0.1) } ?? .none))
      if filter == nil { filter = try Spread(searches).median }
    }
    return frames + filters
  }
}
