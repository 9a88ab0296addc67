/// The square with its patterns, the words and one of the eight masks.
struct QRMatrix {
  private(set) var modules: [Bool]
  /// Patterns, format and version: neither data nor masked.
  private var isFixed: [Bool]
  let size: Int

  init(version: QRVersion, words: [UInt8], mask: Int) {
    size = version.size
    modules = Array(repeating: false, count: size * size)
    isFixed = modules
    drawPatterns(version)
    drawFormat(mask)
    drawVersion(version)
    draw(words)
    apply(mask)
  }

  private mutating func fix(_ column: Int, _ row: Int, _ isDark: Bool) {
    modules[row * size + column] = isDark
    isFixed[row * size + column] = true
  }

  private mutating func drawPatterns(_ version: QRVersion) {
    for index in 0..<size {
      fix(6, index, index % 2 == 0)
      fix(index, 6, index % 2 == 0)
    }
    for (column, row) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(column, row) }
    let places = version.alignments
    for row in places {
      for column in places {
        let isFinder = (column == 6 && row == 6) || (column == 6 && row == size - 7) || (column == size - 7 && row == 6)
        if !isFinder { drawRings(column, row, radius: 2) { $0 != 1 } }
      }
    }
  }

  /// With the light line around it.
  private mutating func drawFinder(_ column: Int, _ row: Int) {
    drawRings(column, row, radius: 4) { $0 != 2 && $0 != 4 }
  }

  private mutating func drawRings(_ column: Int, _ row: Int, radius: Int, isDark: (Int) -> Bool) {
    for down in -radius...radius {
      for across in -radius...radius {
        let (x, y) = (column + across, row + down)
        guard (0..<size).contains(x), (0..<size).contains(y) else { continue }
        fix(x, y, isDark(max(abs(across), abs(down))))
      }
    }
  }

  /// Twice, beside the finders; the level is M, whose bits are 00.
  private mutating func drawFormat(_ mask: Int) {
    let bits = Self.formatBits(mask)
    func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
    for index in 0...5 { fix(8, index, bit(index)) }
    fix(8, 7, bit(6))
    fix(8, 8, bit(7))
    fix(7, 8, bit(8))
    for index in 9..<15 { fix(14 - index, 8, bit(index)) }
    for index in 0..<8 { fix(size - 1 - index, 8, bit(index)) }
    for index in 8..<15 { fix(8, size - 15 + index, bit(index)) }
    fix(8, size - 8, true)
  }

  static func formatBits(_ mask: Int) -> Int {
    var remainder = mask
    for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
    return (mask << 10 | remainder) ^ 0x5412
  }

  private mutating func drawVersion(_ version: QRVersion) {
    guard version.number >= 7 else { return }
    let bits = Self.versionBits(version.number)
    for index in 0..<18 {
      let isDark = bits >> index & 1 == 1
      fix(size - 11 + index % 3, index / 3, isDark)
      fix(index / 3, size - 11 + index % 3, isDark)
    }
  }

  static func versionBits(_ number: Int) -> Int {
    var remainder = number
    for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25 }
    return number << 12 | remainder
  }

  /// Draws the words from the lower right in columns of two, alternating up and down; the timing column is left out.
  private mutating func draw(_ words: [UInt8]) {
    var place = 0
    var right = size - 1
    while right >= 1 {
      if right == 6 { right = 5 }
      let goesUp = (right + 1) & 2 == 0
      for step in 0..<size {
        let row = goesUp ? size - 1 - step : step
        for column in [right, right - 1] where !isFixed[row * size + column] && place < words.count * 8 {
          modules[row * size + column] = words[place / 8] >> (7 - place % 8) & 1 == 1
          place += 1
        }
      }
      right -= 2
    }
  }

  private mutating func apply(_ mask: Int) {
    for row in 0..<size {
      for column in 0..<size where !isFixed[row * size + column] {
        if Self.isFlipped(mask, column, row) { modules[row * size + column].toggle() }
      }
    }
  }

  private static func isFlipped(_ mask: Int, _ column: Int, _ row: Int) -> Bool {
    switch mask {
    case 0: (row + column) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (row + column) % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3) % 2 == 0
    default: ((row + column) % 2 + row * column % 3) % 2 == 0
    }
  }
}
