/// Values of one figure, measured again and again.
struct Spread {
  /// Ascending.
  private let values: [Double]

  init(_ values: [Double]) throws(BenchProblem) {
    guard !values.isEmpty else { throw BenchProblem("Nothing was measured.") }
    self.values = values.sorted()
  }

  var least: Double { values[0] }
  var most: Double { values[values.count - 1] }
  var median: Double { quantile(0.5) }

  /// The value that this share of all values does not exceed.
  func quantile(_ share: Double) -> Double { values[min(values.count - 1, Int(Double(values.count) * share))] }
}

/// The bound of a figure.
enum Budget {
  /// At most so much, in the figure's unit.
  case value(Double)
  /// At most so many times the peer's.
  case ratio(Double)
  /// No bound: the figure is there to be read.
  case none
}

/// One line of the table. Less is better in every figure.
struct Figure {
  enum Verdict: String {
    case kept, past
    /// There is nothing to compare with.
    case open
  }

  let name: String
  let unit: String
  let ours: Spread
  let peer: (name: String, spread: Spread)?
  let budget: Budget
  /// The share of all values that the budget is for.
  let share: Double

  init(
    _ name: String, _ unit: String, _ ours: [Double], peer: (Program?, [Double]) = (nil, []), share: Double = 0.5,
    _ budget: Budget = .none
  ) throws(BenchProblem) {
    self.name = name
    self.unit = unit
    self.ours = try Spread(ours)
    self.peer = if let command = peer.0 { (command.name, try Spread(peer.1)) } else { nil }
    self.share = share
    self.budget = budget
  }

  private var judged: Double { ours.quantile(share) }
  var ratio: Double? { peer.flatMap { $0.spread.median > 0 ? ours.median / $0.spread.median : nil } }

  var verdict: Verdict {
    switch budget {
    case .value(let most): judged <= most ? .kept : .past
    case .ratio(let most): ratio.map { $0 <= most ? .kept : .past } ?? .open
    case .none: .open
    }
  }
}

/// A problem that ends the bench.
struct BenchProblem: Error {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// Something that is measured; it gives one figure or several.
protocol Measurement {
  /// The name that `--only` takes.
  static var name: String { get }
  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure]
}
