/// How many cells a single scalar takes.
enum CellWidths {
  enum Kind: UInt32 {
    /// The scalar shows nothing, is unassigned, or has different widths in different terminals.
    case refused
    case narrow
    case wide
    /// Drawn over the base before it; takes no cell.
    case mark
  }

  static func kind(of scalar: Unicode.Scalar) -> Kind {
    if scalar.value < 0x7F { return scalar.value < 0x20 ? .refused : .narrow }
    // The last run that starts at or before the scalar; the table starts with scalar 0.
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle] >> 2 <= scalar.value { low = middle } else { high = middle }
    }
    return Kind(rawValue: runs[low] & 3) ?? .refused
  }
}
