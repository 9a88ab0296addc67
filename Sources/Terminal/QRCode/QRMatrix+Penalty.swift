extension QRMatrix {
  /// How hard the pattern is to read (section 7.8.3 of the standard): the mask with the least is taken.
  var penalty: Int {
    var total = 0
    for index in 0..<size {
      let row = (0..<size).map { modules[index * size + $0] }
      let column = (0..<size).map { modules[$0 * size + index] }
      total += Self.runs(row) + Self.runs(column) + Self.finders(row) + Self.finders(column)
    }
    return total + squares + imbalance
  }

  /// Five or more of one kind in a line.
  private static func runs(_ line: [Bool]) -> Int {
    var total = 0
    var length = 0
    for (index, module) in line.enumerated() {
      length = index > 0 && line[index - 1] == module ? length + 1 : 1
      if length == 5 { total += 3 } else if length > 5 { total += 1 }
    }
    return total
  }

  /// Patterns that look like a finder: dark, light, three dark, light, dark, with four light on one side.
  private static func finders(_ line: [Bool]) -> Int {
    let pattern = [true, false, true, true, true, false, true]
    let light = [Bool](repeating: false, count: 4)
    var total = 0
    for start in 0...line.count - 11 {
      let window = Array(line[start..<start + 11])
      if window == pattern + light || window == light + pattern { total += 40 }
    }
    return total
  }

  /// Squares of two by two equal modules.
  private var squares: Int {
    var total = 0
    for row in 0..<size - 1 {
      for column in 0..<size - 1 {
        let module = modules[row * size + column]
        if modules[row * size + column + 1] == module, modules[(row + 1) * size + column] == module,
          modules[(row + 1) * size + column + 1] == module
        {
          total += 3
        }
      }
    }
    return total
  }

  /// Ten for each five per cent that the dark ones are away from half.
  private var imbalance: Int {
    let dark = modules.count { $0 }
    return abs(dark * 20 - modules.count * 10) / modules.count * 10
  }
}
