import Terminal

/// Turns the colours of a theme into the numbers a terminal takes.
struct ColorMapping: Hashable, Sendable {
  /// The numbers that ncurses needs for one cell; -1 is the terminal's own colour.
  struct Numbers: Hashable, Sendable {
    var foreground: Int32
    var background: Int32
    /// True when bold replaces the bright half of sixteen colours, on a terminal with eight.
    var needsBold = false
  }

  let depth: ColorDepth
  /// Eight colours only: the bright ones are drawn bold.
  let hasOnlyEight: Bool

  init(depth: ColorDepth, hasOnlyEight: Bool = false) {
    self.depth = depth
    self.hasOnlyEight = hasOnlyEight
  }

  func numbers(for style: Style) -> Numbers {
    var numbers = Numbers(foreground: number(style.foreground), background: number(style.background))
    guard depth == .ansi16, hasOnlyEight else { return numbers }
    let differed = numbers.foreground != numbers.background
    if numbers.foreground >= 8 {
      numbers.foreground -= 8
      numbers.needsBold = true
    }
    if numbers.background >= 8 { numbers.background -= 8 }
    if differed, numbers.foreground >= 0, numbers.foreground == numbers.background {
      // Text must not vanish because two colours became one.
      numbers.foreground = numbers.background == 7 ? 0 : 7
    }
    return numbers
  }

  private func number(_ color: Color) -> Int32 {
    switch depth {
    case .mono: return -1
    case .ansi16: return color.nearest16.map { Int32($0) } ?? -1
    case .indexed256: return color.nearestIndexed256.map { Int32($0) } ?? -1
    case .trueColor:
      if case .indexed(let index) = color, index < 8 { return Int32(index) }
      guard let (red, green, blue) = color.components else { return -1 }
      let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
      // Descriptions with direct colours take 0–7 for ANSI colours, so the darkest blues become one step lighter.
      return max(8, value)
    }
  }

  /// The colour depth to use, out of those available.
  /// - Parameters:
  ///   - colors: the number of colours that the description gives; below 8 none are used.
  ///   - isDirect: whether numbers are red, green and blue.
  ///   - wanted: at most this, from a setting.
  static func depth(colors: Int, isDirect: Bool, wanted: ColorDepth?) -> ColorDepth {
    let available: ColorDepth =
      if isDirect, colors >= 1 << 24 { .trueColor } else if colors >= 256 { .indexed256 } else if colors >= 8 {
        .ansi16
      } else { .mono }
    return min(available, wanted ?? .trueColor)
  }
}
