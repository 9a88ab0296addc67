import Care360
import FoundationEssentials

/// Numbers that were answered to one question at several times: a weight, a dose.
struct Trend {
  struct Point {
    let number: Double
    /// The answer as it was given.
    let text: String
    let date: Instant
  }

  /// Without markup.
  let question: String
  /// At least two, the oldest first.
  let points: [Point]

  /// The trends of a case, in the order of its questions. Two forms ask the same question when the texts differ only in
  /// case, accents and spaces.
  static func all(of detail: Case) -> [Trend] {
    var order: [SearchText] = []
    var found: [SearchText: (question: String, points: [Point])] = [:]
    for form in detail.forms ?? [] {
      for question in form.questions ?? [] {
        guard let text = question.text.map(Markup.plain), !text.isEmpty else { continue }
        let key = SearchText(text.split(separator: " ").joined(separator: " "))
        if found[key] == nil { order.append(key) }
        found[key, default: (text, [])].points += (question.current + question.earlier).compactMap(Point.init)
      }
    }
    return order.compactMap { key in
      guard let (question, points) = found[key] else { return nil }
      var once: [Point] = []
      for point in points.sorted(by: { $0.date < $1.date }) where point.date.date != once.last?.date.date {
        once.append(point)
      }
      guard once.count > 1, once.allSatisfy({ $0.unit == once.first?.unit }) else { return nil }
      return Trend(question: question, points: once)
    }
  }

  /// "147 lbs on Sat 7 Nov, 138 lbs on Mon 9 Nov".
  func words(_ time: TimeText) -> String {
    points.map { "\($0.text) on \(time.day($0.date))" }.joined(separator: ", ")
  }

  /// One block character per number, from the smallest to the largest.
  var bars: String {
    let (least, most) = (points.map(\.number).min() ?? 0, points.map(\.number).max() ?? 0)
    let signs = Array("▁▂▃▄▅▆▇█")
    return String(
      points.map { point in
        most > least
          ? signs[Int(((point.number - least) / (most - least) * Double(signs.count - 1)).rounded())] : signs[3]
      })
  }
}

extension Trend.Point {
  /// Nil of an answer that is no number with a unit behind it at most, and of one without a time.
  fileprivate init?(_ answer: Answer) {
    guard let date = answer.createdAt, date.date != nil, let text = answer.text, let number = Self.parts(text)?.number
    else { return nil }
    self.init(number: number, text: text, date: date)
  }

  /// "lbs"; empty where there is none.
  fileprivate var unit: String { Self.parts(text)?.unit ?? "" }

  private static func parts(_ text: String) -> (number: Double, unit: String)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Double(digits), unit.count <= 12, !unit.contains(where: \.isNumber),
      !unit.contains(" ")
    else { return nil }
    return (number, unit.lowercased())
  }
}

extension CaseSections {
  /// Masked as the answers are.
  mutating func addTrends() {
    let time = time
    build.table { [trends = Trend.all(of: detail)] build in
      for (index, trend) in trends.enumerated() {
        build.text(
          "trend.\(index)", [DetailCell("Over time: \(trend.question)", .label)], trend.words(time), picture: trend.bars
        )
      }
    }
  }
}
