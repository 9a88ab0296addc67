/// A colour as a theme names it. The drawing code decides what a terminal can show of it.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// An entry of the 256-colour palette; 0–15 are the terminal's ANSI colours.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

/// How many colours a terminal shows.
package enum ColorDepth: Int, Hashable, Sendable, Comparable, CaseIterable {
  case mono
  case ansi16
  case indexed256
  case trueColor

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Color {
  /// The colour as red, green and blue; nil for `standard`, whose value only the terminal knows.
  /// Entries 0–15 are taken at xterm's values.
  package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
    switch self {
    case .standard: nil
    case .rgb(let red, let green, let blue): (red, green, blue)
    case .indexed(let index): Palette.components(index)
    }
  }

  /// The palette entry (16–255 for an rgb value) closest to this colour; nil for `standard`.
  ///
  /// Entries 0–15 are never chosen for an rgb value, because users redefine them.
  package var nearestIndexed256: UInt8? {
    switch self {
    case .standard: nil
    case .indexed(let index): index
    // The cube's nearest entry is nearest in each of the three alone.
    case .rgb(let red, let green, let blue):
      nearest(in: [Palette.cubeEntry(nearest: red, green, blue)] + Palette.greys)
    }
  }

  /// The ANSI colour 0–15 closest to this colour; nil for `standard`.
  ///
  /// A light colour with a hue keeps its hue: states told apart by green and yellow must stay different, and red text
  /// must not become grey.
  package var nearest16: UInt8? {
    if case .indexed(let index) = self, index < 16 { return index }
    guard let components else { return nil }
    guard let hue = Palette.hue(components) else { return nearest(in: Array(0...15)) }
    let (dark, bright) = (Palette.distance(components, hue), Palette.distance(components, hue + 8))
    return dark <= bright ? hue : hue + 8
  }

  private func nearest(in entries: [UInt8]) -> UInt8? {
    guard let wanted = components else { return nil }
    return entries.min { Palette.distance(wanted, $0) < Palette.distance(wanted, $1) }
  }
}

/// The xterm palette: sixteen ANSI colours, a cube of six levels, 24 greys.
private enum Palette {
  static let ansi: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]
  static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
  static let greys = Array<UInt8>(232...255)

  /// The lower one of two levels that are as near.
  static func cubeEntry(nearest red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    func level(_ value: UInt8) -> UInt8 {
      var nearest = 0
      for index in levels.indices where abs(Int(levels[index]) - Int(value)) < abs(Int(levels[nearest]) - Int(value)) {
        nearest = index
      }
      return UInt8(nearest)
    }
    return 16 + 36 * level(red) + 6 * level(green) + level(blue)
  }

  static func components(_ index: UInt8) -> (UInt8, UInt8, UInt8) {
    switch index {
    case 0..<16: return ansi[Int(index)]
    case 16..<232:
      let cube = Int(index) - 16
      return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    default:
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
  }

  /// The entry 1–6 with the hue of a light colour; nil for one that is dark or has hardly any.
  static func hue(_ color: (red: UInt8, green: UInt8, blue: UInt8)) -> UInt8? {
    let (red, green, blue) = (Int(color.red), Int(color.green), Int(color.blue))
    let most = max(red, green, blue)
    let range = most - min(red, green, blue)
    guard 3 * red + 6 * green + blue > 10 * 120, range * 4 > most else { return nil }
    let degrees =
      most == red
      ? (60 * (green - blue) / range + 360) % 360
      : most == green ? 120 + 60 * (blue - red) / range : 240 + 60 * (red - green) / range
    switch degrees {
    case 30..<75: return 3
    case 75..<150: return 2
    // Light blues are nearer to cyan than to the blue of most terminals, which is dark.
    case 150..<225: return 6
    case 225..<255: return 4
    case 255..<330: return 5
    default: return 1
    }
  }

  /// Squared distance, weighted for the eye (green counts most).
  static func distance(_ wanted: (red: UInt8, green: UInt8, blue: UInt8), _ index: UInt8) -> Int {
    let entry = components(index)
    let red = Int(wanted.red) - Int(entry.0)
    let green = Int(wanted.green) - Int(entry.1)
    let blue = Int(wanted.blue) - Int(entry.2)
    return 3 * red * red + 6 * green * green + blue * blue
  }
}
