import CNcurses

/// The colour pairs made so far; ncurses wants a number for each pair of colours.
@MainActor
struct ColorPairs {
  private let limit: Int32
  private let hasStandardColors: Bool
  private var pairs: [ColorMapping.Numbers: Int32] = [:]

  /// - Parameter hasStandardColors: whether -1 may stand for the terminal's own colours.
  init(limit: Int32, hasStandardColors: Bool) {
    self.limit = limit
    self.hasStandardColors = hasStandardColors
  }

  /// The pair for `numbers`; 0, the terminal's own colours, once there is room for no more.
  mutating func pair(for numbers: ColorMapping.Numbers) -> Int32 {
    var key = numbers
    key.needsBold = false
    if !hasStandardColors {
      if key.foreground < 0 { key.foreground = 7 }
      if key.background < 0 { key.background = 0 }
    }
    if key.foreground < 0, key.background < 0 { return 0 }
    if let known = pairs[key] { return known }
    let next = Int32(pairs.count) + 1
    guard next < limit, init_extended_pair(next, key.foreground, key.background) == cdn_ok else { return 0 }
    pairs[key] = next
    return next
  }
}
