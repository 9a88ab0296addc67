import Foundation

/// The figures as people and programs read them.
enum Table {
  private static let heads = [
    "figure", "unit", "min", "median", "max", "peer", "min", "median", "max", "ratio", "budget",
  ]

  /// Columns of equal width; the verdict stands at the end of each line.
  static func lines(_ figures: [Figure]) -> [String] {
    let rows = [heads + ["verdict"]] + figures.map(row)
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return [0, 1, 5].contains(column) ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
    }
  }

  private static func row(_ figure: Figure) -> [String] {
    let peer = figure.peer.map { [$0.name] + spread($0.spread) } ?? ["", "", "", ""]
    return [figure.name, figure.unit] + spread(figure.ours) + peer + [
      figure.ratio.map(number) ?? "", budget(figure), figure.verdict.rawValue,
    ]
  }

  private static func spread(_ spread: Spread) -> [String] {
    [spread.least, spread.median, spread.most].map(number)
  }

  private static func budget(_ figure: Figure) -> String {
    let share = figure.share == 0.5 ? "" : "p\(Int((figure.share * 100).rounded())) "
    return switch figure.budget {
    case .value(let most): share + number(most)
    case .ratio(let most): "\(number(most)) of peer"
    case .none: ""
    }
  }

  private static func number(_ value: Double) -> String {
    value.rounded() == value && value < 1e15 ? String(Int(value)) : String(format: value < 10 ? "%.2f" : "%.1f", value)
  }

  /// An array of objects, one a figure.
  static func json(_ figures: [Figure]) throws(BenchProblem) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      return String(decoding: try encoder.encode(figures.map(Line.init)), as: UTF8.self)
    } catch {
      throw BenchProblem("The figures cannot be written as JSON.")
    }
  }

  private struct Values: Encodable {
    let min, median, max: Double

    init(_ spread: Spread) { (min, median, max) = (spread.least, spread.median, spread.most) }
  }

  private struct Line: Encodable {
    let figure, unit, verdict: String
    let ours: Values
    let peerName: String?
    let peer: Values?
    let ratio, mostValue, mostRatio: Double?
    /// The share of all values that the budget is for.
    let share: Double

    init(_ figure: Figure) {
      self.figure = figure.name
      unit = figure.unit
      verdict = figure.verdict.rawValue
      ours = Values(figure.ours)
      peerName = figure.peer?.name
      peer = figure.peer.map { Values($0.spread) }
      ratio = figure.ratio
      share = figure.share
      (mostValue, mostRatio) =
        switch figure.budget {
        case .value(let most): (most, nil)
        case .ratio(let most): (nil, most)
        case .none: (nil, nil)
        }
    }
  }
}
